"""One text of a TEI file as a document."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from corpuskit import Block, Change, Document, Label, Limits, Reason, Selection, Span, SpanKind
from corpuskit_tei.reading_blocks import Stated, stated_blocks
from corpuskit_tei.reading_layout import Laid, lay
from corpuskit_tei.reading_marks import Found
from corpuskit_tei.reading_metadata import Line, read_metadata
from corpuskit_tei.reading_proofs import Proof
from corpuskit_tei.reading_selection import confidence, selection
from corpuskit_tei.reading_source import Changes, read_changes, read_source, read_warnings
from corpuskit_tei.reading_values import ID, Damaged

_NAME = re.compile(r"[^\W\d][^\s!-,/:-@\[-^`{-~]*")
_BLANK = Reason("blank", 1.0)


def read_document(text: etree._Element, size: int, limits: Limits) -> Document:
    """Give the document of one text, whose file is about `size` characters long.

    Raises Damaged where the text is not as the exporter writes it.
    """
    identifier = text.get(ID, "")
    if not _NAME.fullmatch(identifier):
        raise Damaged("its xml:id is no XML name")
    stated = stated_blocks(text)
    laid = list(lay(stated, size, limits))
    changes, choice = read_changes(text), selection(stated)
    return Document(
        id=identifier,
        source=read_source(text),
        blocks=_with_rest(_blocks(laid, choice, changes), changes.elsewhere),
        metadata=read_metadata(text, list(_lines(laid)), list(_proofs(laid))),
        warnings=read_warnings(text),
        selection=choice,
    )


def _blocks(laid: Sequence[Laid], choice: Selection, changes: Changes) -> Iterator[Block]:
    for each in laid:
        stated = each.stated
        if stated is None:
            yield Block(each.start, each.raw, "", Label.BLANK, _BLANK)
        else:
            yield Block(
                start=each.start,
                raw=each.raw,
                text=stated.text,
                label=stated.label,
                reason=Reason(stated.rule, confidence(stated, choice), stated.evidence),
                detail=stated.detail,
                repeat_of=stated.repeat_of,
                repeat_kind=stated.repeat_kind,
                spans=tuple(_span(each, mark) for mark in stated.marks),
                changes=changes.of_blocks.get(stated.number, ()),
            )


def _with_rest(blocks: Iterator[Block], rest: tuple[Change, ...]) -> tuple[Block, ...]:
    """Let blank lines have the changes that no block with text has."""
    given = list(blocks)
    if rest:
        places = (i for i, block in enumerate(given) if block.label is Label.BLANK)
        index = next(places, len(given))
        end = given[-1].end if given else 0
        given[index : index + 1] = [_with(given[index:], end, rest)]
    return tuple(given)


def _with(blank: Sequence[Block], end: int, rest: tuple[Change, ...]) -> Block:
    start, raw = (blank[0].start, blank[0].raw) if blank else (end, "\n")
    return Block(start, raw, "", Label.BLANK, _BLANK, changes=rest)


def _span(laid: Laid, mark: Found) -> Span:
    start = laid.text_start + mark.start
    is_person = mark.kind is SpanKind.PERSON and mark.certainty
    value = mark.text if is_person else mark.value
    return Span(mark.kind, start, start + mark.length, mark.text, value)


def _lines(laid: Sequence[Laid]) -> Iterator[Line]:
    for each in laid:
        if each.stated:
            stated = each.stated
            yield Line(stated.label, stated.rule, stated.text, each.text_start)


def _proofs(laid: Sequence[Laid]) -> Iterator[Proof]:
    for each in laid:
        if each.stated:
            yield from _block_proofs(each, each.stated)


def _block_proofs(laid: Laid, stated: Stated) -> Iterator[Proof]:
    end = 0
    for mark in stated.marks:
        yield Proof(_span(laid, mark), stated.label, mark.start < end, mark.certainty)
        if mark.kind is SpanKind.DATELINE:
            end = mark.end
