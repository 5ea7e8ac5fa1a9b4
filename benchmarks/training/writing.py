"""The weights as a file: centred, rounded, feature by feature."""

from collections.abc import Mapping, Sequence

import numpy as np

from corpuskit.weighing.features import FEATURES
from corpuskit.weighing.markup_features import ALONE, TOGETHER
from corpuskit.weighing.markup_weigher import answer_counts as markup_answers
from corpuskit.weighing.weights import Again
from training.crossing import Calibration
from training.fitting import Fitted, answer_counts

HEADER = """\
# By what text and page furniture are told apart, in log-odds: positive for text, negative for
# furniture. Each feature has a number for each of its answers (corpuskit/weighing/features.py says
# what it asks), each measure of the second look its weight and its usual value (see
# corpuskit/weighing/second_look.py). Written by `python benchmarks/training FOLDER`; edit the data,
# not the numbers.
"""
MARKUP_HEADER = """\
# By what text and page furniture are told apart on pages with markup, in log-odds, as in
# chrome.toml: first of each block by itself, then of all blocks together
# (corpuskit/weighing/markup_features.py says what is asked). Written by
# `python benchmarks/training FOLDER --markup`; edit the data, not the numbers.
"""
PER_ROW = 12


def weights_toml(
    fitted: Fitted, again: Again, calibration: Calibration, article: Sequence[float]
) -> str:
    """Write the weights so that each feature gives 0 in the mean over the lines of the data."""
    named = [feature.name for feature in FEATURES]
    bias, rows = _centred(fitted, named, answer_counts())
    parts = [HEADER, f"bias = {bias:.3f}", *_common(calibration, article), "", "[features]"]
    return "\n".join([*parts, *rows, *_second_look(again), ""])


def _second_look(again: Again) -> list[str]:
    pairs = again.measures.items()
    rows = [f"{name} = [{weight:.4f}, {usual:.4f}]" for name, (weight, usual) in pairs]
    parts = ["", "[again]", f"bias = {again.bias:.4f}", f"alone = {again.alone:.4f}"]
    return [*parts, "", "[again.measures]", *rows]


def markup_toml(
    alone: Fitted, together: Fitted, calibration: Calibration, article: Sequence[float]
) -> str:
    """Write the weights of both rounds of weighing marked-up pages."""
    parts = [MARKUP_HEADER, *_common(calibration, article)]
    for name, fitted, features in (("alone", alone, ALONE), ("together", together, TOGETHER)):
        named = [feature.name for feature in features]
        bias, rows = _centred(fitted, named, markup_answers(features))
        parts += ["", f"[{name}]", f"bias = {bias:.3f}", "", f"[{name}.features]", *rows]
    return "\n".join([*parts, ""])


def _common(calibration: Calibration, article: Sequence[float]) -> list[str]:
    return [
        f"scale = {calibration.scale:.3f}",
        f"shift = {calibration.shift:.3f}",
        f"article = [{', '.join(f'{value:.4f}' for value in article)}]",
    ]


def _centred(
    fitted: Fitted, names: Sequence[str], counts: Sequence[int]
) -> tuple[float, list[str]]:
    """Give the constant and the rows of the features, each of which gives 0 in the mean."""
    ends = np.cumsum(counts)[:-1]
    parts, shares = np.split(fitted.weights, ends), np.split(fitted.shares, ends)
    middles = [float(part @ share) for part, share in zip(parts, shares, strict=True)]
    centred = [np.where(p != 0, p - m, 0.0) for p, m in zip(parts, middles, strict=True)]
    named = zip(names, centred, strict=True)
    rows = [f"{name} = [\n{_rows(values.tolist())}\n]" for name, values in named]
    return fitted.bias + sum(middles), rows


def _rows(values: Sequence[float]) -> str:
    return "\n".join(_row(values[at : at + PER_ROW]) for at in range(0, len(values), PER_ROW))


def _row(values: Sequence[float]) -> str:
    return "    " + " ".join(f"{value:.3f}," for value in values).replace("-0.000,", "0.000,")


def headline_toml(weights: Mapping[str, float]) -> str:
    """Write the weights of the headline as a table of their own."""
    rows = [f"{name} = {value:.3f}" for name, value in weights.items()]
    return "\n".join(["", "[headline]", *rows, ""])
