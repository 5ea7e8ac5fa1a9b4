"""Weights: what each answer of each feature speaks for, as data that training writes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

import msgspec
import tomli
from msgspec import Struct

from corpuskit.errors import PluginFailed

FARTHEST = 100.0
"""Log-odds: no data of any size speaks for more, and beyond there are infinity and nan."""


_Kind = TypeVar("_Kind", bound=Struct)


class Again(Struct, frozen=True, forbid_unknown_fields=True):
    """What a second look adds: see `corpuskit.weighing.second_look`.

    What the first look added up counts `alone` times; each measure has its weight and its usual
    value, for which it speaks neither way.
    """

    bias: float
    alone: float
    measures: Mapping[str, tuple[float, float]]


class Weights(Struct, frozen=True, forbid_unknown_fields=True):
    """What is added up for a line: positive for text, negative for furniture, in log-odds.

    `features` has a number for each answer of a feature, 0 for what an average line has; `bias` is
    what the average line itself speaks for; `again` is the second look. `scale` and `shift` turn
    the sum into the log-odds that were seen on pages of other sites. `article` weighs what
    `corpuskit.weighing.article` measures about a page as a whole, the constant last; `headline` the
    lines above the text against each other (`corpuskit.labels.headline`).
    """

    bias: float
    scale: float
    shift: float
    features: Mapping[str, tuple[float, ...]]
    again: Again
    article: tuple[float, ...]
    headline: Mapping[str, float] = {}


class Layer(Struct, frozen=True, forbid_unknown_fields=True):
    """One round of weighing marked-up pages: a number for each answer of a feature, in log-odds."""

    bias: float
    features: Mapping[str, tuple[float, ...]]


class MarkupWeights(Struct, frozen=True, forbid_unknown_fields=True):
    """What is added up for a block of a marked-up page, by itself first, then with all others.

    `scale`, `shift` and `article` are as in `Weights`.
    """

    scale: float
    shift: float
    article: tuple[float, ...]
    alone: Layer
    together: Layer


def parse_weights(name: str, text: str) -> Weights:
    """Read weights; raises PluginFailed naming the file for text that is none."""
    weights = _parsed(name, text, Weights)
    check_numbers(name, _numbers(weights))
    return weights


def parse_markup_weights(name: str, text: str) -> MarkupWeights:
    """Read the weights of marked-up pages; raises PluginFailed as `parse_weights` does."""
    weights = _parsed(name, text, MarkupWeights)
    check_numbers(name, _markup_numbers(weights))
    return weights


def _parsed(name: str, text: str, kind: type[_Kind]) -> _Kind:
    try:
        return msgspec.convert(tomli.loads(text), kind)
    except (tomli.TOMLDecodeError, msgspec.ValidationError) as error:
        raise PluginFailed(f"weights {name}: {error}; train them again") from error


def check_numbers(name: str, numbers: Iterable[float]) -> None:
    """Raise PluginFailed naming the file for a number that no training gives."""
    if not all(abs(number) <= FARTHEST for number in numbers):
        raise PluginFailed(f"weights {name}: a number is beyond {FARTHEST:g}; train them again")


def _markup_numbers(weights: MarkupWeights) -> Iterator[float]:
    yield from (weights.scale, weights.shift, *weights.article)
    for layer in (weights.alone, weights.together):
        yield layer.bias
        for numbers in layer.features.values():
            yield from numbers


def _numbers(weights: Weights) -> Iterator[float]:
    yield from (weights.bias, weights.scale, weights.shift)
    for numbers in weights.features.values():
        yield from numbers
    yield from (weights.again.bias, weights.again.alone)
    for pair in weights.again.measures.values():
        yield from pair
    yield from weights.article
    yield from weights.headline.values()
