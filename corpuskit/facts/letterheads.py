"""The place and day in the head of an official text, which date it as a dateline does a report."""

from collections.abc import Iterable, Sequence

from corpuskit.facts.datelines import Formula
from corpuskit.facts.dates import find_dates
from corpuskit.labels.weighed_rules import LETTERHEAD
from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.model import Certainty, Fact, Precision
from corpuskit.text.lines import Line

RULE = "dateline.letterhead"


def find_letterhead(lines: Sequence[Line], motto: int, lexicon: Lexicon) -> Formula | None:
    """Find the line with the place and the day beside the motto at a place."""
    near = lines[max(motto - LETTERHEAD, 0) : motto + LETTERHEAD + 1]
    says = lexicon.formulas.says
    return _first((line for line in near if says("place and day", line.key)), lexicon)


def _first(lines: Iterable[Line], lexicon: Lexicon) -> Formula | None:
    for line in filter(_begins_with_a_place, lines):
        days = (x for x in find_dates(line.text, lexicon) if x.precision is Precision.DAY)
        stated = next(days, None)
        if stated and stated.year:
            return Formula(line, len(line.text), stated, None, None, _place(line), RULE)
    return None


def _begins_with_a_place(line: Line) -> bool:
    """Whether the words before the comma end in a name, as those of “hôm nay, ngày …” do not."""
    return line.text.partition(",")[0].split()[-1][:1].isupper()


def _place(line: Line) -> Fact:
    text = line.text.partition(",")[0]
    start = len(text) - len(text.lstrip(" -–—"))
    ends = line.piece.offset(start), line.piece.offset(len(text))
    return Fact(text[start:], text[start:], *ends, RULE, Certainty.HIGH)
