"""Features by which a caption, a heading and a paragraph of an article are told apart.

Each is a named function with a few possible answers; a table of weights says what an answer
speaks for. None of them decides alone. They ask for form and place, and for the cues of the
language pack, so that they hold for languages without a pack too.
"""

from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from corpuskit.labels import role_forms as forms
from corpuskit.labels.role_forms import Answer, end_sign, stop_sign
from corpuskit.labels.role_page import EVEN, RolePage
from corpuskit.text.lines import Line

PLACES = (0.15, 0.33, 0.66, 0.85)
STOPPED_SHARES = (0.001, 0.34, 0.67, 0.999)
COMPANY = (1, 2, 3, 5, 8)
MOST_CAPTIONS = 4


class RoleFeature(NamedTuple):
    """A feature: its name, and the function that gives its answer for a line."""

    name: str
    ask: Callable[[Line, RolePage], Answer]


def features_of(line: Line, page: RolePage) -> tuple[str, ...]:
    """Give the features of a line as "name=answer", in the order of the table.

    A settled line has one feature alone: its label, for its neighbours' sake.
    """
    settled = page.settled[line.place]
    if settled is not None:
        return (f"settled={settled}",)
    return tuple(f"{feature.name}={feature.ask(line, page)}" for feature in ROLE_FEATURES)


def position(line: Line, page: RolePage) -> Answer:
    """Pictures stand below the lead and between paragraphs; text ends with paragraphs."""
    shape, place = page.page.shape, line.place
    first, last = shape.first_running, shape.last_running
    if first + 1 < place < last and place != shape.last_open:
        return "inside"
    marks = {last: "last text", shape.last_open: "last line", first + 1: "below lead"}
    marks[first] = "lead"
    return marks.get(place) or ("above" if place < first else "below" if place > last else "inside")


def depth(line: Line, page: RolePage) -> Answer:
    """How far down the page: the first picture is high up, headings come later."""
    return bisect_right(PLACES, line.place / max(len(page.settled) - 1, 1))


def gap(line: Line, page: RolePage) -> Answer:
    """Templates set captions off otherwise than paragraphs, so a gap says much where few are.

    A gap below a line that has one above too ("behind") may be there for that line's sake.
    """
    if page.manner == EVEN:
        return EVEN
    behind = line.gap_before and line.place and page.page.lines[line.place - 1].gap_before
    return f"{page.manner}{_gaps(line, page)}{' behind' if behind else ''}"


def gap_and_stop(line: Line, page: RolePage) -> Answer:
    """What is set off without a stop is a heading, with one a caption."""
    return f"{page.manner}{_gaps(line, page)}{stop_sign(line)}"


def above(line: Line, page: RolePage) -> Answer:
    """What stands above: running text, a short line, or a line whose label is settled."""
    return _neighbour(line.place - 1, page)


def below(line: Line, page: RolePage) -> Answer:
    """What stands below: a heading has text there, a caption anything."""
    return _neighbour(line.place + 1, page)


def end_above(line: Line, page: RolePage) -> Answer:
    """Behind a colon or a comma the text goes on."""
    return end_sign(page.page.lines[line.place - 1].text) if line.place else "none"


def end_below(line: Line, page: RolePage) -> Answer:
    """How the next line ends: short lines of a list end alike."""
    place = line.place + 1
    return end_sign(page.page.lines[place].text) if place < len(page.settled) else "none"


def marked(line: Line, page: RolePage) -> Answer:
    """Where captions are printed twice or below a slug, what is printed once is none."""
    return page.marked


def captions(line: Line, page: RolePage) -> Answer:
    """A page whose captions are known by their credits has few captions without one."""
    return min(page.captions, MOST_CAPTIONS)


def habit(line: Line, page: RolePage) -> Answer:
    """A house ends its captions alike: whether the other short lines of the page have a stop."""
    others = page.short - (not line.running)
    stopped = page.short_stopped - (line.stopped and not line.running)
    alike = bisect_right(STOPPED_SHARES, stopped / others) if others else "alone"
    return f"{alike}{stop_sign(line)}"


def company(line: Line, page: RolePage) -> Answer:
    """How many other short lines the page has: dialogues and lists have many."""
    return bisect_right(COMPANY, page.short - (not line.running))


def sentences(line: Line, page: RolePage) -> Answer:
    """A caption is a sentence; that says more where the paragraphs of the page have several."""
    return f"{min(page.sentences[line.place], 2)}{page.full}"


def _gaps(line: Line, page: RolePage) -> str:
    return "" if page.manner == EVEN else f"{line.gap_before:d}{line.gap_after:d}"


def _neighbour(place: int, page: RolePage) -> str:
    if not 0 <= place < len(page.settled):
        return "edge"
    line, label = page.page.lines[place], page.settled[place]
    if line.running:
        return "running"
    return str(label) if label else f"short{stop_sign(line)}"


ROLE_FEATURES: tuple[RoleFeature, ...] = (
    RoleFeature("length", forms.length),
    RoleFeature("share", forms.share),
    RoleFeature("ending", forms.ending),
    RoleFeature("closing", forms.closing),
    RoleFeature("opening", forms.opening),
    RoleFeature("commas", forms.commas),
    RoleFeature("capitals", forms.capitals),
    RoleFeature("named_first", forms.named_first),
    RoleFeature("signs", forms.signs),
    RoleFeature("cue", forms.cue),
    RoleFeature("opener", forms.opener),
    RoleFeature("credit", forms.credit),
    RoleFeature("position", position),
    RoleFeature("depth", depth),
    RoleFeature("gap", gap),
    RoleFeature("gap_and_stop", gap_and_stop),
    RoleFeature("above", above),
    RoleFeature("below", below),
    RoleFeature("end_above", end_above),
    RoleFeature("end_below", end_below),
    RoleFeature("marked", marked),
    RoleFeature("captions", captions),
    RoleFeature("habit", habit),
    RoleFeature("company", company),
    RoleFeature("sentences", sentences),
)
"""Every feature of a role, in the order in which they are asked."""
