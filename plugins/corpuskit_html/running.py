"""Running text: the words between two borders of blocks, and the tags among them.

A stretch is text without white space at its ends. Between two stretches of a block is a gap, which
becomes one space or nothing (`corpuskit_html.gaps`).
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from corpuskit import Element, Layout, RawBlock, Replacement
from corpuskit_html.gaps import Gap, Tag, parts_words
from corpuskit_html.open_element import OpenElement
from corpuskit_html.reading import (
    first_character,
    is_seen,
    last_character,
    last_word,
    rewritten,
    trimmed,
    weight,
)

_SHORT: Final = 100
"""Characters of a label; what is longer is a sentence that happens to be a link."""


class Written(NamedTuple):
    """Text as it stands in the page: `page[start:end]`, white space included.

    `link` is the link, anchor or control around it; `is_hidden` says that a browser would not show
    it, `is_code` that it is a program, `is_plain` that "&" means itself in it.
    """

    start: int
    end: int
    link: OpenElement | None = None
    is_hidden: bool = False
    is_code: bool = False
    is_plain: bool = False


Event = Written | Tag | RawBlock
"""What running text is made of; a block is a text in an attribute of one of its tags."""


class Running(NamedTuple):
    """The events since the last border, and the elements that are open around them."""

    page: str
    events: Sequence[Event]
    path: tuple[Element, ...]
    keeps_space: bool = False


class Stretch(NamedTuple):
    """Text without white space at its ends; `place` is that of `written` among the events."""

    start: int
    end: int
    place: int
    written: Written


def cut_running(running: Running) -> list[RawBlock]:
    """Give the blocks of running text: one, or one for each label of a menu.

    Hidden text and texts in attributes stand beside it as blocks of their own. In the middle of
    running text they would tear it apart, and stay in the markup of its block.
    """
    labels = _labels(list(_stretches(running)))
    blocks: list[RawBlock] = []
    for label in labels:
        makers = _link_of(label) if len(labels) > 1 else ()
        for part in _shown_and_hidden(label):
            blocks.extend(_block(running, part, makers))
    asides = [event for event in running.events if type(event) is RawBlock]
    return _with_asides(blocks, asides) if asides else blocks


def _stretches(running: Running) -> Iterator[Stretch]:
    page = running.page
    for place, event in enumerate(running.events):
        if type(event) is Written:
            start, end = trimmed(page, event.start, event.end)
            if start < end:
                yield Stretch(start, end, place, event)


def _labels(stretches: list[Stretch]) -> list[list[Stretch]]:
    """Cut a menu into its labels; anything else stays whole.

    A menu is nothing but links. Two of them are parted when both are short, so that a sentence
    that is cut into links stays one.
    """
    links = {stretch.written.link for stretch in stretches if not stretch.written.is_hidden}
    if len(links) <= 1 or None in links:
        return [stretches] if stretches else []
    labels = [list(group) for _, group in groupby(stretches, lambda each: each.written.link)]
    parted = labels[:1]
    for left, right in pairwise(labels):
        if _is_short(left) and _is_short(right):
            parted.append(right)
        else:
            parted[-1].extend(right)
    return parted


def _is_short(label: Sequence[Stretch]) -> bool:
    return sum(stretch.end - stretch.start for stretch in label) <= _SHORT


def _link_of(label: Sequence[Stretch]) -> tuple[Element, ...]:
    link = label[0].written.link
    return () if link is None else (link.element(),)


def _shown_and_hidden(label: list[Stretch]) -> Iterator[list[Stretch]]:
    """Part what is hidden at the ends of a label; in its middle it becomes a part of a gap."""
    shown = [place for place, stretch in enumerate(label) if not stretch.written.is_hidden]
    if not shown or len(shown) == len(label):
        yield label
        return
    first, last = shown[0], shown[-1]
    yield from filter(None, (label[:first], [label[place] for place in shown], label[last + 1 :]))


def _block(
    running: Running, part: Sequence[Stretch], makers: tuple[Element, ...]
) -> Iterator[RawBlock]:
    """Give the block of these stretches, if there is anything to see in it."""
    replacements = _merged(running, part)
    page, start, end = running.page, part[0].start, part[-1].end
    if not is_seen(page[start:end], replacements):
        return
    links, is_hidden = _share_of_links(page, part), part[0].written.is_hidden
    layout = Layout(running.path + makers, links, is_hidden)
    yield RawBlock(start, end, replacements, layout)


def _merged(running: Running, part: Sequence[Stretch]) -> tuple[Replacement, ...]:
    """Give the replacements, two spaces side by side as one: a reference may stand for a space."""
    merged: list[Replacement] = []
    for each in _replacements(running, part):
        last = merged[-1] if merged else None
        if last and last.end == each.start and last.text == each.text == " ":
            merged[-1] = last._replace(end=each.end)
        else:
            merged.append(each)
    return tuple(merged)


def _replacements(running: Running, part: Sequence[Stretch]) -> Iterator[Replacement]:
    start = part[0].start
    last = None
    for stretch in part:
        if last is not None:
            text = _gap_text(running, last, stretch)
            if text != running.page[last.end : stretch.start]:
                yield Replacement(last.end - start, stretch.start - start, text)
        yield from rewritten(
            running.page,
            (stretch.start, stretch.end, start),
            keeps_space=running.keeps_space,
            is_plain=stretch.written.is_plain,
        )
        last = stretch


def _gap_text(running: Running, left: Stretch, right: Stretch) -> str:
    between = running.events[left.place + 1 : right.place]
    shown = [event for event in between if type(event) is Written and not event.is_hidden]
    page = running.page
    space = page[left.end : left.written.end] + page[right.written.start : right.start]
    if running.keeps_space:
        middle = "".join([page[event.start : event.end] for event in shown])
        return page[left.end : left.written.end] + middle + page[right.written.start : right.start]
    if space or shown:
        return " "
    tags = tuple([event for event in between if type(event) is Tag])
    gap = Gap(
        page,
        last_character(page, left.start, left.end),
        first_character(page, right.start, right.end),
        tags,
        is_letter=_is_letter(page, left) or _is_letter(page, right),
        is_code=left.written.is_code,
        last_word=last_word(page, left.start, left.end),
    )
    return " " if parts_words(gap) else ""


def _is_letter(page: str, stretch: Stretch) -> bool:
    return stretch.end - stretch.start == 1 and page[stretch.start].isalpha()


def _share_of_links(page: str, part: Sequence[Stretch]) -> float:
    """Give the share of characters in links; most blocks hold all of them or none."""
    inside = [each for each in part if each.written.link and each.written.link.is_pressed]
    if len(inside) in {0, len(part)}:
        return float(bool(inside))
    linked = sum(weight(page[stretch.start : stretch.end]) for stretch in inside)
    return linked / sum(weight(page[stretch.start : stretch.end]) for stretch in part)


def _with_asides(blocks: list[RawBlock], asides: list[RawBlock]) -> list[RawBlock]:
    """Put the texts in attributes between the blocks, without those that lie within one."""
    ordered = sorted([*blocks, *asides], key=lambda block: block.start)
    kept: list[RawBlock] = []
    for block in ordered:
        if not kept or block.start >= kept[-1].end:
            kept.append(block)
    return kept
