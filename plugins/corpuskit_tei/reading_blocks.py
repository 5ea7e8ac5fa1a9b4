"""The blocks of a text: those of its body and those that were left out, in order."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from corpuskit import Label, RepeatKind, SpanKind
from corpuskit_tei.body import separator_end
from corpuskit_tei.names import TEI
from corpuskit_tei.reading_marks import Found, found_marks, sureness
from corpuskit_tei.reading_values import ID, Damaged, Place, path, place, text_of, words

_LABELS: Mapping[str, Label] = {label.value.replace("_", "-"): label for label in Label}
_REPEATS: Mapping[str, RepeatKind] = {kind.value: kind for kind in RepeatKind}
_NUMBER = re.compile("b([0-9]{1,9})")
_SEPARATES = ",:\N{EN DASH}\N{EM DASH}-"
_INSIDE = (f"{TEI}body", f"{TEI}div")


class Stated(NamedTuple):
    """A block as a file states it.

    `place` is None where the file does not say where the block stood; `cert` is the word for its
    confidence; `repeat_of` is the number of another block, -1 for none.
    """

    number: int
    text: str
    kept: bool
    label: Label
    detail: str
    rule: str
    cert: str
    place: Place | None
    evidence: str = ""
    repeat_of: int = -1
    repeat_kind: RepeatKind | None = None
    marks: tuple[Found, ...] = ()


class _Categories(NamedTuple):
    label: Label
    detail: str
    rule: str
    repeat_kind: RepeatKind | None


def stated_blocks(text: etree._Element) -> list[Stated]:
    """Give the blocks of one text by their numbers.

    Raises Damaged for a block without number or label, and for two of one number.
    """
    opening = f"{text.get(ID, '')}--"
    blocks = [*_kept(text, opening), *_left_out(text, opening)]
    blocks.sort(key=lambda block: block.number)
    for one, another in pairwise(blocks):
        if one.number == another.number:
            raise Damaged(f"it has two blocks of the number {one.number}")
    return blocks


def block_number(pointer: str | None, opening: str) -> int:
    """Give the number of the block that an id or a pointer names, -1 for none."""
    part = (pointer or "").removeprefix("#").removeprefix(opening)
    match = _NUMBER.fullmatch(part)
    return int(match[1]) if match else -1


def _kept(text: etree._Element, opening: str) -> Iterator[Stated]:
    dateline: etree._Element | None = None
    for element in _elements(text):
        if element.tag == f"{TEI}dateline" and element.get("ana") is None:
            dateline = element
        else:
            yield _with_dateline(dateline, element, opening)
            dateline = None
    if dateline is not None:
        raise Damaged("its dateline stands before no paragraph")


def _elements(text: etree._Element) -> Iterator[etree._Element]:
    """Give the elements of the body that hold the text of blocks."""
    body = text.find(path("text", "body"))
    if body is not None:
        for parent in body.iter(*_INSIDE):
            yield from (e for e in parent if e.tag not in (*_INSIDE, f"{TEI}gap"))


def _with_dateline(
    dateline: etree._Element | None, element: etree._Element, opening: str
) -> Stated:
    if dateline is None:
        return _stated(element, opening, text_of(element), tuple(found_marks(element)))
    first = text_of(dateline)
    text = first + text_of(element)
    block = _stated(element, opening, text, tuple(found_marks(element, len(first))))
    inner, mark = tuple(found_marks(dateline)), _dateline(dateline, text, len(first), block)
    start, end = place(dateline.get("corresp")), block.place
    whole = Place(start.start, end.end) if start and end else None
    return block._replace(marks=(mark, *inner, *block.marks), place=whole)


def _dateline(dateline: etree._Element, text: str, end: int, block: Stated) -> Found:
    """Give the mark of a dateline that stands as an element, without its separator."""
    following = block.marks[0].start if block.marks else len(text)
    own = text[: _own_end(text, end, following)]
    known = place(dateline.get("corresp"))
    length = known.end - known.start - (end - len(own)) if known else len(own)
    return Found(SpanKind.DATELINE, 0, own, "", sureness(dateline), max(0, length))


def _own_end(text: str, end: int, following: int) -> int:
    """Find where a dateline ends that, with its separator, ends at `end`."""
    bare = text[:end].rstrip()
    shorter = bare.rstrip(_SEPARATES).rstrip()
    ends = (len(bare), len(shorter), end)
    return next((e for e in ends if min(separator_end(text, e), following) == end), end)


def _left_out(text: etree._Element, opening: str) -> Iterator[Stated]:
    steps = path("teiHeader", "revisionDesc", "change", "list", "item")
    for item in text.iterfind(steps):
        block = _stated(item, opening, text_of(item.find(path("quote"))), ())
        notes = {note.get("type"): text_of(note) for note in item.iterfind(path("note"))}
        kind = block.repeat_kind or _REPEATS.get(notes.get("repeat", ""))
        evidence = notes.get("evidence", "")
        # what points nowhere says itself again: so it was written, and so it is written again
        again = block.number if kind and block.repeat_of < 0 else block.repeat_of
        yield block._replace(kept=False, evidence=evidence, repeat_of=again, repeat_kind=kind)


def _stated(element: etree._Element, opening: str, text: str, marks: tuple[Found, ...]) -> Stated:
    number = block_number(element.get(ID), opening)
    if number < 0:
        raise Damaged(f"a {str(element.tag).removeprefix(TEI)} of its text is no block")
    label, detail, rule, kind = _categories(element, opening)
    return Stated(
        number=number,
        text=text,
        kept=True,
        label=label,
        detail=detail,
        rule=rule,
        cert=element.get("cert", ""),
        place=place(element.get("corresp")),
        repeat_of=block_number(element.get("sameAs"), opening),
        repeat_kind=kind,
        marks=marks,
    )


def _categories(element: etree._Element, opening: str) -> _Categories:
    said: dict[str, str] = {}
    for pointer in element.get("ana", "").split():
        category, _, part = pointer.removeprefix("#").removeprefix(opening).partition(".")
        said[category] = part
    name, _, detail = said.get("kind", "").partition(".")
    if name not in _LABELS:
        raise Damaged(f"a {str(element.tag).removeprefix(TEI)} of its text has no label")
    rule, kind = words(said.get("rule", "")), _REPEATS.get(said.get("repeat", ""))
    return _Categories(_LABELS[name], words(detail), rule, kind)
