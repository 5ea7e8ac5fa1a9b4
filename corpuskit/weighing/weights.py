"""Weights: what each answer of each feature speaks for, as data that training writes."""

import tomllib
from collections.abc import Iterator, Mapping

import msgspec
from msgspec import Struct

from corpuskit.errors import PluginFailed

FARTHEST = 100.0
"""Log-odds: no data of any size speaks for more, and beyond there are infinity and nan."""


class Weights(Struct, frozen=True, forbid_unknown_fields=True):
    """What is added up for a line: positive for text, negative for furniture, in log-odds.

    `features` has a number for each answer of a feature, 0 for what an average line has; `bias` is
    what the average line itself speaks for. `scale` and `shift` turn the sum into the log-odds
    that were seen on pages of other sites. `article` weighs what `corpuskit.weighing.article`
    measures about a page as a whole, the constant last; `headline` the lines above the text
    against each other (`corpuskit.labels.headline`).
    """

    bias: float
    scale: float
    shift: float
    features: Mapping[str, tuple[float, ...]]
    article: tuple[float, ...]
    headline: Mapping[str, float] = {}


def parse_weights(name: str, text: str) -> Weights:
    """Read weights; raises PluginFailed naming the file for text that is none."""
    try:
        weights = msgspec.convert(tomllib.loads(text), Weights)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise PluginFailed(f"weights {name}: {error}; train them again") from error
    if not all(abs(number) <= FARTHEST for number in _numbers(weights)):
        raise PluginFailed(f"weights {name}: a number is beyond {FARTHEST:g}; train them again")
    return weights


def _numbers(weights: Weights) -> Iterator[float]:
    yield from (weights.bias, weights.scale, weights.shift)
    for numbers in weights.features.values():
        yield from numbers
    yield from weights.article
    yield from weights.headline.values()
