"""Which gold file belongs to which predicted document, by name."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import NamedTuple

from corpuskit.errors import SourceRefused

FEW = 3
"""So many names stand in a message."""


class Matching(NamedTuple):
    """Who belongs to whom.

    `pairs` has the name of the gold by that of the document; `missing` are names of the gold that
    no document has, `without_gold` documents that no gold names.
    """

    pairs: dict[str, str]
    missing: tuple[str, ...]
    without_gold: tuple[str, ...]
    refused: tuple[SourceRefused, ...]


def match_names(gold: Collection[str], predicted: Iterable[str]) -> Matching:
    """Match each gold with the document that has its whole name, else with the last part alone.

    A gold that could mean several documents is refused, naming them, and so is one whose document
    another gold means already.
    """
    times = Counter(predicted)
    by_last_part = _by_last_part(times, gold)
    pairs: dict[str, str] = {}
    missing: list[str] = []
    refused: list[SourceRefused] = []
    named: set[str] = set()
    for file in sorted(gold, key=lambda name: (name not in times, name)):
        meant = [file] * times[file] or by_last_part.get(file, [])
        named.update(meant)
        problem = _problem(meant, pairs)
        if not meant:
            missing.append(file)
        elif problem:
            refused.append(SourceRefused(file, *problem))
        else:
            pairs[meant[0]] = file
    without = tuple(name for name in times if name not in named)
    return Matching(pairs, tuple(missing), without, tuple(refused))


def _by_last_part(names: Iterable[str], wanted: Collection[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in names:
        last = name.rpartition("/")[2]
        if last in wanted:
            found.setdefault(last, []).append(name)
    return found


def _problem(meant: list[str], pairs: dict[str, str]) -> tuple[str, str] | None:
    if len(meant) > 1:
        several = " or ".join(meant[:FEW])
        return f"could mean {several}", "write the whole name into the field 'file'"
    if meant and meant[0] in pairs:
        return (
            f"means {meant[0]}, which the gold of {pairs[meant[0]]} means already",
            "keep one of the two",
        )
    return None
