"""The weights as a file: centred, rounded, feature by feature."""

from collections.abc import Mapping, Sequence

import numpy as np

from corpuskit.weighing.features import FEATURES
from training.crossing import Calibration
from training.fitting import Fitted, answer_counts

HEADER = """\
# By what text and page furniture are told apart, in log-odds: positive for text, negative for
# furniture. Each feature has a number for each of its answers (corpuskit/weighing/features.py says
# what it asks). Written by `python benchmarks/training FOLDER`; edit the data, not the numbers.
"""
PER_ROW = 12


def weights_toml(fitted: Fitted, calibration: Calibration, article: Sequence[float]) -> str:
    """Write the weights so that each feature gives 0 in the mean over the lines of the data."""
    ends = np.cumsum(answer_counts())[:-1]
    parts, shares = np.split(fitted.weights, ends), np.split(fitted.shares, ends)
    middles = [float(part @ share) for part, share in zip(parts, shares, strict=True)]
    centred = [np.where(p != 0, p - m, 0.0) for p, m in zip(parts, middles, strict=True)]
    return "\n".join(
        [
            HEADER,
            f"bias = {fitted.bias + sum(middles):.3f}",
            f"scale = {calibration.scale:.3f}",
            f"shift = {calibration.shift:.3f}",
            f"article = [{', '.join(f'{value:.4f}' for value in article)}]",
            "",
            "[features]",
            *(
                f"{feature.name} = [\n{_rows(values.tolist())}\n]"
                for feature, values in zip(FEATURES, centred, strict=True)
            ),
            "",
        ]
    )


def _rows(values: Sequence[float]) -> str:
    return "\n".join(_row(values[at : at + PER_ROW]) for at in range(0, len(values), PER_ROW))


def _row(values: Sequence[float]) -> str:
    return "    " + " ".join(f"{value:.3f}," for value in values).replace("-0.000,", "0.000,")


def headline_toml(weights: Mapping[str, float]) -> str:
    """Write the weights of the headline as a table of their own."""
    rows = [f"{name} = {value:.3f}" for name, value in weights.items()]
    return "\n".join(["", "[headline]", *rows, ""])
