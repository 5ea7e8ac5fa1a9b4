"""Roles inside the article: precision, recall and F1 by lines, on sets whose gold has roles.

The label of a line is that of the block that most of it lies in. Only lines whose gold is one of
the roles count, so a line that nobody was sure about costs nothing.
"""

from collections.abc import Mapping, Sequence
from random import Random
from types import MappingProxyType
from typing import NamedTuple

from corpuskit.evaluation.bootstrap import Intervals, bootstrap
from corpuskit.evaluation.scores import Figures, add_up, figures
from corpuskit.evaluation.tally import Count, Measure, Tallies, Tally, tally
from corpuskit.model import Label
from quality.judging import JudgedLine
from quality.measures import SEED
from quality.records import Record
from quality.tools import Answer

ROLES: Mapping[str, Label] = MappingProxyType(
    {
        "title": Label.TITLE,
        "lead": Label.LEAD,
        "paragraph": Label.PARAGRAPH,
        "subhead": Label.HEADING,
        "caption": Label.CAPTION,
        "alt_text": Label.ALT_TEXT,
        "byline": Label.BYLINE,
        "date": Label.DATE_LINE,
        "chrome": Label.CHROME,
        "related": Label.CHROME,
        "tags": Label.CHROME,
    }
)
"""Our label for each role of the gold."""
MARKS = frozenset({"lead", "paragraph", "subhead"})
"""A document has roles when its gold uses one of these."""
ORDER = tuple(dict.fromkeys(map(str, ROLES.values())))


class RoleRow(NamedTuple):
    """The figures of a role by lines."""

    role: str
    tally: Tally
    figures: Figures
    intervals: Intervals


class Roles:
    """Takes documents one by one; those without roles are passed over."""

    def __init__(self, samples: int) -> None:
        self._samples = samples
        self._documents: list[Tallies] = []

    def add(self, record: Record, answer: Answer) -> None:
        """Take a document."""
        if has_roles(answer.judged):
            pairs = ((ROLES.get(line.gold.label), line.block.label) for line in answer.judged)
            counts = (Count(Measure.LINES, str(role), str(label)) for role, label in pairs if role)
            self._documents.append(tally(counts))

    def rows(self) -> list[RoleRow]:
        """Give the roles that the gold has, in the order of an article."""
        rng = Random(SEED)  # noqa: S311 - draws that are the same every time, no secret
        found = {key: each for key, each in add_up(self._documents).items() if each.gold}
        kept = [{key: d[key] for key in d if key in found} for d in self._documents]
        intervals = bootstrap(kept, self._samples, rng)
        return [
            RoleRow(key.name, found[key], figures(found[key]), intervals.get(key, Intervals()))
            for key in sorted(found, key=lambda key: ORDER.index(key.name))
        ]


def has_roles(lines: Sequence[JudgedLine]) -> bool:
    """Whether the gold of a document says more than main text and chrome."""
    return any(line.gold.label in MARKS for line in lines)


def role_is_wrong(line: JudgedLine) -> bool:
    """Whether the line has another label than the gold says."""
    role = ROLES.get(line.gold.label)
    return role is not None and role is not line.block.label
