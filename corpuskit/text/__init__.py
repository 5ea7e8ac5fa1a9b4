"""From bytes to lines: decoding, normalisation, and the stretches that tile a source."""
