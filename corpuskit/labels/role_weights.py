"""Weights of roles: what each answer of each feature speaks for, as data that training writes."""

from collections.abc import Iterator, Mapping

import msgspec
import tomli
from msgspec import Struct

from corpuskit.errors import PluginFailed
from corpuskit.labels.role_features import ROLE_FEATURES
from corpuskit.model import Label

ROLES = (Label.PARAGRAPH, Label.CAPTION, Label.HEADING)
"""What an open line may be, in the order of the numbers."""
OTHER = len(ROLES)
"""The state of settled lines that have any other label."""

FARTHEST = 100.0
"""Log-odds: beyond, the likelihood of a whole page is 0 in floating point."""

PerRole = tuple[float, float, float]
PerState = tuple[float, float, float, float]


class RoleWeights(Struct, frozen=True, forbid_unknown_fields=True):
    """What is added up for a line, in log-odds: for a paragraph, a caption and a heading.

    `features` has three numbers for each answer of a feature; an answer that is missing speaks for
    nothing. `bias` is added for every line. `transitions` has a row for the line above: paragraph,
    caption, heading, anything else; and in it a number for each of them below.
    """

    bias: PerRole
    transitions: tuple[PerState, PerState, PerState, PerState]
    features: Mapping[str, Mapping[str, PerRole]]


def parse_role_weights(name: str, text: str) -> RoleWeights:
    """Read weights; raises PluginFailed naming the file for text that is none."""
    try:
        weights = msgspec.convert(tomli.loads(text), RoleWeights)
    except (tomli.TOMLDecodeError, msgspec.ValidationError) as error:
        raise PluginFailed(f"weights {name}: {error}; train them again") from error
    if sorted(weights.features) != sorted(feature.name for feature in ROLE_FEATURES):
        raise PluginFailed(f"weights {name}: they are for other features; train them again")
    if not all(abs(number) <= FARTHEST for number in _numbers(weights)):
        raise PluginFailed(f"weights {name}: a number is beyond {FARTHEST:g}; train them again")
    return weights


def _numbers(weights: RoleWeights) -> Iterator[float]:
    yield from weights.bias
    for row in weights.transitions:
        yield from row
    for answers in weights.features.values():
        for numbers in answers.values():
            yield from numbers
