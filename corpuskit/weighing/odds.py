"""Likelihoods, and the log-odds that add up to them."""

from collections.abc import Sequence
from math import exp, log

from corpuskit.weighing.weights import MarkupWeights, Weights

FARTHEST = 30.0
"""Log-odds: beyond, a probability is 0 or 1 in floating point."""
SURELY = 1e-6
"""A likelihood nearer to 0 or 1 counts for no more."""


def likelihood_of(odds: float) -> float:
    """Give the likelihood of log-odds, never 0 or 1."""
    return 1 / (1 + exp(-(FARTHEST if odds > FARTHEST else max(odds, -FARTHEST))))


def log_odds(likelihood: float) -> float:
    """Give the log-odds of a likelihood, never infinite."""
    sure = min(max(likelihood, SURELY), 1 - SURELY)
    return log(sure / (1 - sure))


def totals(families: Sequence[Sequence[float]], bias: float) -> list[float]:
    """Give what families add up to for each line."""
    return [sum(values) + bias for values in zip(*families, strict=True)]


def calibrated(odds: Sequence[float], weights: Weights | MarkupWeights) -> list[float]:
    """Turn sums into log-odds that come true."""
    scale, shift = weights.scale, weights.shift
    return [total * scale + shift for total in odds]
