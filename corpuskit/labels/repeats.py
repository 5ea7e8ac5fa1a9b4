"""Repeats: lines that say again what another line of the document says.

A refrain, a table cell or an answer may stand twice because the author wrote it twice. So a short
line counts as a repeat only in the forms that templates produce: twice in a row between gaps, as
an echo of the headline, or as a slug. A long line counts wherever it comes again; where it comes
again alone, among new text, it is a refrain.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpuskit.model import RepeatKind
from corpuskit.text.echoes import slug_of
from corpuskit.text.lines import CLOSING, Line, is_slug

LONG = 60
"""Characters: a line of this length that comes again is marked wherever it stands."""
SHORTEST_PASSAGE = 5
"""Lines: a chorus, an oath or the same measure in two articles of a law is shorter."""
MOST_ECHOES = 2
"""Times: a headline that is said again more often is a refrain."""
SHORTEST_DOUBLE = 12
"""Characters: a shorter line said twice in a row may be meant so."""
LONGEST_SLUGGED = 300
"""Characters: nobody makes a slug of a longer line."""
NEAR_TEXT = 8
"""Lines: captions stand so near to running text; verse has none."""
ASKING = frozenset("?!")
"""Ends of headlines that are sentences."""
SPEECH = re.compile("[-–—“\"'«]")


class Repeat(NamedTuple):
    """That a line says again what the line at `place` says, and how."""

    place: int
    kind: RepeatKind


def find_repeats(lines: Sequence[Line], *, writes_marks: bool) -> dict[int, Repeat]:
    """Find the repeats among the lines of a page, by the place of the line that repeats.

    `writes_marks` says whether a line without any mark is a slug in the language of the page.
    """
    slugs = {line.place for line in lines if writes_marks and is_slug(line.text)}
    repeats = _said_before(lines, slugs)
    if slugs:
        repeats.update(_slugs(lines, slugs - repeats.keys()))
    return repeats


def _said_before(lines: Sequence[Line], slugs: set[int]) -> dict[int, Repeat]:
    first: dict[str, int] = {}
    said = {line.place: first.setdefault(line.key, line.place) for line in lines}
    headline, passages = _headline(lines, said), _passages(lines, said)
    repeats: dict[int, Repeat] = {}
    for line in lines:
        place = said[line.place]
        if place == line.place:
            continue
        if place == headline or line.place in slugs or _is_double(lines, line, said):
            repeats[line.place] = Repeat(place, _kind(line, lines[place]))
        elif len(line.text) >= LONG:
            kind = _kind(line, lines[place]) if line.place in passages else RepeatKind.REFRAIN
            repeats[line.place] = Repeat(place, kind)
    return repeats


def _kind(line: Line, earlier: Line) -> RepeatKind:
    return RepeatKind.EXACT if line.text == earlier.text else RepeatKind.FOLDED


def _passages(lines: Sequence[Line], said: dict[int, int]) -> set[int]:
    """Give the lines of long stretches that are said again as a whole, in the same order."""
    found: set[int] = set()
    run: list[int] = []
    for line in lines:
        place, earlier = line.place, said[line.place]
        if earlier == place or (run and earlier != said[run[-1]] + 1):
            run = []
        if earlier != place:
            run.append(place)
        if len(run) >= SHORTEST_PASSAGE:
            found.update(run[-SHORTEST_PASSAGE:])
    return found


def _headline(lines: Sequence[Line], said: dict[int, int]) -> int:
    """Give the place of the first line where it stands alone above running text, else -1."""
    if not lines or not _may_be_headline(lines):
        return -1
    echoes = sum(place == 0 for place in said.values()) - 1
    return 0 if echoes <= MOST_ECHOES and any(line.running for line in lines) else -1


def _may_be_headline(lines: Sequence[Line]) -> bool:
    """A question is one only directly above running text: a list of questions is not."""
    first = lines[0]
    if first.running or len(first.text) < SHORTEST_DOUBLE:
        return False
    asks = first.text.rstrip(CLOSING)[-1:] in ASKING and len(lines) > 1 and lines[1].running
    return asks or not first.stopped


def _is_double(lines: Sequence[Line], line: Line, said: dict[int, int]) -> bool:
    """Said twice in a row: for a short line just twice and set off, not as in a song."""
    here = said[line.place]
    if said.get(line.place - 1) != here:
        return False
    return len(line.text) >= LONG or (
        len(line.text) >= SHORTEST_DOUBLE
        and not SPEECH.match(line.text)
        and not line.text.endswith("?")
        and here == line.place - 1
        and said.get(line.place + 1) != here
        and any(other.running for other in lines[max(here - NEAR_TEXT, 0) : line.place + NEAR_TEXT])
        and lines[here].gap_before == line.gap_before
        and (line.gap_after or lines[line.place + 1].running)
    )


def _slugs(lines: Sequence[Line], slugs: set[int]) -> dict[int, Repeat]:
    said = {
        slug_of(line.text): line.place
        for line in reversed(lines)
        if len(line.text) <= LONGEST_SLUGGED and not line.text.isascii()
    }
    twins = ((place, said.get(slug_of(lines[place].text))) for place in sorted(slugs))
    return {place: Repeat(twin, RepeatKind.SLUG) for place, twin in twins if twin is not None}
