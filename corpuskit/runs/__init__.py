"""Runs: many sources in, corpora out, every input accounted for by name."""
