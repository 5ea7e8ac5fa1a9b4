"""The timestamp of a page: which of the dates that stand alone in a line is the page's own.

A date at the top may be the clock of the site on the day of the crawl, one below the text may be
that of another page. So a timestamp that is not between headline and text needs the article to
agree with it, and is dropped where the article says otherwise. The date of an update is the page's
own where it states no other.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from corpuskit.facts.dates import Stated
from corpuskit.facts.years import NEAR, days_apart, weaker
from corpuskit.labels.label import Labelled
from corpuskit.model import Certainty, Label
from corpuskit.text.fused import SECTION

BEHIND_THE_TEXT = 3
"""Lines: so near behind the text a timestamp is still the page's own."""
BELOW_THE_TITLE = 3
"""Lines: the same below the headline of a page without running text."""
TOP = 2
"""Lines: where sites have their clock."""


class Own(NamedTuple):
    """The place of the timestamp of the page itself, -1 for none, and how sure that is."""

    place: int
    certainty: Certainty


NO_TIMESTAMP = Own(-1, Certainty.UNKNOWN)


class Layout(NamedTuple):
    """The places of the headline, of the first and of the last running text; -1 for none.

    `above` is the place directly above headline or text; a section that was run together with them
    does not count.
    """

    title: int
    lead: int
    last: int
    above: int


def own_timestamp(
    stamps: Mapping[int, Stated], lines: Sequence[Labelled], said: Iterable[Stated]
) -> Own:
    """Choose the timestamp of the page itself from those in its lines, by place.

    `said` is what the article says elsewhere of its day: in its dateline, its address or the
    crawler's record. Between headline and text a timestamp is the page's own. Directly above
    them, or just behind the text, it is when the article agrees, and may be when it says nothing.
    """
    if not stamps:
        return NO_TIMESTAMP
    layout = _layout(lines)
    places = sorted(stamps, key=lambda place: stamps[place].updated)
    below = next((place for place in places if _is_below_title(place, layout)), -1)
    own = Own(below, Certainty.HIGH) if below >= 0 else _beside_text(places, stamps, layout, said)
    if own.place >= 0 and stamps[own.place].updated:
        return own._replace(certainty=weaker(own.certainty, Certainty.MEDIUM))
    return own


def _beside_text(
    places: Iterable[int], stamps: Mapping[int, Stated], layout: Layout, said: Iterable[Stated]
) -> Own:
    """Choose a timestamp above headline or text, or behind them: one that the article confirms."""
    said = tuple(said)
    agreements = {
        place: _agreement(stamps[place], said)
        for place in places
        if place == layout.above or _is_behind(place, layout)
    }
    for place, agrees in agreements.items():
        if agrees:
            return Own(place, Certainty.MEDIUM)
    for place, agrees in agreements.items():
        if agrees is None:
            return Own(place, Certainty.LOW if place < TOP else Certainty.MEDIUM)
    return NO_TIMESTAMP


def _layout(lines: Sequence[Labelled]) -> Layout:
    title = next((i.line.place for i in lines if i.verdict.label is Label.TITLE), -1)
    lead = next((i.line.place for i in lines if i.verdict.label is Label.LEAD), -1)
    last = max((i.line.place for i in lines if i.line.running), default=-1)
    above = (title if title >= 0 else lead) - 1
    while above > 0 and lines[above].line.piece.detail == SECTION:
        above -= 1
    return Layout(title, lead, last, above)


def _is_below_title(place: int, layout: Layout) -> bool:
    end = layout.lead if layout.lead >= 0 else layout.title + BELOW_THE_TITLE + 1
    return 0 <= layout.title < place < end


def _is_behind(place: int, layout: Layout) -> bool:
    return 0 <= layout.last < place <= layout.last + BEHIND_THE_TEXT


def _agreement(stamp: Stated, said: Sequence[Stated]) -> bool | None:
    """Say whether what the article says agrees with a timestamp; None when it says nothing."""
    days = [days_apart(stated, stamp) for stated in said]
    if not days:
        return None
    return all(apart is not None and apart <= NEAR for apart in days)
