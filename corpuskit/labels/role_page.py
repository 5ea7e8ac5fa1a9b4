"""What the features of roles ask about a page: computed once, before any line is looked at."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from corpuskit.labels.page import Page
from corpuskit.model import Label
from corpuskit.text.lines import RUNNING_LENGTH, Line
from corpuskit.text.sentences import count_sentences

LONGEST_ROLE = 250
"""Characters: a longer line inside the text is a paragraph, whatever it looks like."""
TYPICAL_WITHOUT_TEXT = 100
"""Characters: what a paragraph is taken to have where a page shows none."""
OPEN_RULES = frozenset(
    {
        "lead.first_running",
        "caption.set_apart",
        "caption.credit",
        "caption.unstopped",
        "heading.cue",
        "heading.unstopped",
        "paragraph.running",
        "paragraph.default",
    }
)
"""Rules of a line's role that are right less often than all the evidence of the page together."""
MARKING_RULES = frozenset({"caption.slug", "caption.doubled"})
"""Rules that find every caption of a page that prints its alternative texts."""
EVEN = "even"
GAPS = (1 / 3, 2 / 3)
MANNERS = ("tight", "mixed", "wide")
LONG = 100
"""Characters: a longer line has room for two sentences."""
FIFTHS = (0.2, 0.4, 0.6, 0.8)


class RolePage(NamedTuple):
    """A page as the features see it.

    `settled` holds the label of each line that is beyond question, None where the role is open;
    what stands above the running text is, and a sentence of a script that writes a word in one or
    two signs, since lengths mislead there;
    `typical` is the median length of its paragraphs in characters; `manner` says whether they
    follow each other without a gap (tight), with one (wide) or both (mixed), or all lines do alike
    (even); `marked`, that the page prints its captions twice or below a slug; `captions` counts the
    settled ones; `short` and `short_stopped` count the open lines that are no running text, all
    and those with a stop; `sentences` has the number of sentences of each line, `full` how many of
    the long ones have several, 0 (hardly any) to 4 (nearly all).
    """

    page: Page
    settled: tuple[Label | None, ...]
    typical: int
    manner: str
    marked: bool
    captions: int
    short: int
    short_stopped: int
    sentences: tuple[int, ...]
    full: int


def role_page(page: Page) -> RolePage:
    """Measure a page on which every rule has been asked."""
    settled = _settled(page)
    pairs = zip(page.lines, settled, strict=True)
    is_open = [line for line, label in pairs if label is None]
    running = [line for line in is_open if line.running]
    short = [line for line in is_open if not line.running]
    sentences = tuple(count_sentences(line.text) for line in page.lines)
    rules = {verdict.reason.rule for verdict in page.verdicts if verdict}
    return RolePage(
        page=page,
        settled=settled,
        typical=_median([len(line.text) for line in page.lines if line.running]),
        manner=_manner(page.lines, running),
        marked=not rules.isdisjoint(MARKING_RULES),
        captions=settled.count(Label.CAPTION),
        short=len(short),
        short_stopped=sum(line.stopped for line in short),
        sentences=sentences,
        full=_full(page.lines, sentences),
    )


def _settled(page: Page) -> tuple[Label | None, ...]:
    """Give the labels that are beyond question, and None for open lines."""
    first = page.shape.first_running
    above = len(page.lines) if first < 0 else first
    return tuple(
        verdict.label
        if verdict and (place < above or verdict.reason.rule not in OPEN_RULES)
        else _by_length(line)
        for place, (line, verdict) in enumerate(zip(page.lines, page.verdicts, strict=True))
    )


def _by_length(line: Line) -> Label | None:
    length = len(line.text)
    wide = line.running and length < RUNNING_LENGTH
    return Label.PARAGRAPH if wide or length > LONGEST_ROLE else None


def _median(lengths: list[int]) -> int:
    return sorted(lengths)[len(lengths) // 2] if lengths else TYPICAL_WITHOUT_TEXT


def _full(lines: Sequence[Line], sentences: Sequence[int]) -> int:
    pairs = zip(lines, sentences, strict=True)
    several = [count > 1 for line, count in pairs if line.running and len(line.text) > LONG]
    return bisect_right(FIFTHS, several.count(True) / len(several)) if several else 0


def _manner(lines: Sequence[Line], running: Sequence[Line]) -> str:
    """Say how paragraphs are set off; where hardly two meet, all neighbours are asked."""
    if len({line.gap_before for line in lines[1:]}) <= 1:
        return EVEN
    pairs = [line for line in running if line.place and lines[line.place - 1].running]
    asked = pairs if len(pairs) > 1 else list(lines[1:])
    gaps = sum(line.gap_before for line in asked) / len(asked) if asked else 1.0
    return MANNERS[bisect_right(GAPS, gaps)]
