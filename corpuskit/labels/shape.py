"""The layout of a page: where its headline is, and where its running text begins and ends."""

from collections.abc import Iterable, Sequence

from corpuskit.labels.page import Page, Shape
from corpuskit.model import RepeatKind
from corpuskit.text.lines import CLOSING, Line

NOT_BEHIND_A_TITLE = frozenset(".:,;")
FEWEST_LETTERS_OF_A_TITLE = 4
LONGEST_TITLE = 250
MOST_LINES_OF_A_HEAD = 3
MOSTLY = 0.8


def shape_of(page: Page) -> Shape:
    """Measure a page whose lines by themselves are decided."""
    undecided = [line for line in page.lines if page.is_open(line.place)]
    running = [line for line in undecided if line.running]
    first = running[0].place if running else -1
    return Shape(
        title=_title(page, first),
        first_running=first,
        last_running=running[-1].place if running else -1,
        last_open=undecided[-1].place if undecided else -1,
        tight=_is_tight(page.lines, running),
        stops=_share(line.stopped for line in running) >= MOSTLY,
        slugged=frozenset(
            repeat.place for repeat in page.repeats.values() if repeat.kind is RepeatKind.SLUG
        ),
    )


def _title(page: Page, first_running: int) -> int:
    """Choose the headline among the lines directly above the running text.

    A line that comes again further down is the headline. Else, of a few lines the first is it
    (what follows is an intertitle or a caption), of many lines the last (what precedes is a menu).
    """
    head = _head(page, first_running)
    candidates = [line for line in head if _may_be_title(line, page)]
    echoed = [line for line in candidates if line.place in page.repeated]
    if echoed:
        return echoed[0].place
    if not candidates:
        return -1
    return candidates[0 if len(head) <= MOST_LINES_OF_A_HEAD else -1].place


def _head(page: Page, first_running: int) -> list[Line]:
    head: list[Line] = []
    for line in reversed(page.lines[: max(first_running, 0)]):
        if not page.is_open(line.place):
            if head:
                break
            continue
        head.append(line)
    return head[::-1]


def _may_be_title(line: Line, page: Page) -> bool:
    lexicon = page.lexicon
    return (
        FEWEST_LETTERS_OF_A_TITLE <= len(line.text) <= LONGEST_TITLE
        and line.text.rstrip(CLOSING)[-1:] not in NOT_BEHIND_A_TITLE
        and line.place not in page.repeats
        and line.key not in lexicon.not_titles
        and not lexicon.caption_cues.find(line.key)
        and not lexicon.heading_cues.find(line.key)
        and not _ends_with_a_day(line, page)
    )


def _ends_with_a_day(line: Line, page: Page) -> bool:
    """As the place and day of an official text do: "Hà Nội, ngày 15 tháng 3 năm 2024"."""
    lexicon, text = page.lexicon, line.text
    starts = (trigger.start() for trigger in lexicon.date_trigger.finditer(text))
    dates = (match for start in starts for match in lexicon.dates.match(text, start))
    return any(date.end() == len(text) and date.groupdict().get("day") for date in dates)


def _is_tight(lines: Sequence[Line], running: Sequence[Line]) -> bool:
    neighbours = [line for line in running if line.place and lines[line.place - 1].running]
    return len(neighbours) > 1 and _share(not line.gap_before for line in neighbours) > 1 / 2


def _share(answers: Iterable[bool]) -> float:
    known = list(answers)
    return sum(known) / len(known) if known else 0.0
