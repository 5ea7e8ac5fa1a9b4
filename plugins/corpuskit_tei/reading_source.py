"""What the header says of the source, and of what was changed in its text."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from lxml import etree

from corpuskit import Change, DocumentWarning, Invalid, Source, Stated
from corpuskit_tei.characters import REPLACED
from corpuskit_tei.reading_blocks import block_number
from corpuskit_tei.reading_values import ID, Damaged, number, path, place, required, text_of

FILE = path("teiHeader", "fileDesc")
_EDITORIAL = path("teiHeader", "encodingDesc", "editorialDecl")
_READ = path("teiHeader", "revisionDesc", "change")
_BYTES = re.compile("byte ([0-9]{1,15}): ((?:[0-9a-f]{2})*)")
_REPLACED_WORDS = "U+FFFD stands for "
_MARK = " with a byte order mark"


class Changes(NamedTuple):
    """What normalisation changed: by the number of the block, and the rest in blank lines."""

    of_blocks: Mapping[int, tuple[Change, ...]]
    elsewhere: tuple[Change, ...]


def read_source(text: etree._Element) -> Source:
    """Read what is stated of the original source; raises Damaged."""
    capture = required(text, f"{FILE}/{path('sourceDesc', 'bibl')}[@type='capture']", "source")
    name = text_of(capture.find(f"{path('idno')}[@type='file']"))
    if not name or name.startswith("/") or ".." in name.split("/"):
        raise Damaged("its source has no name that leads into a folder")
    size = capture.find(path("extent", "measure"))
    encoding, bom, reader = _decoding(text, capture)
    return Source(
        name=name,
        sha256=text_of(capture.find(f"{path('idno')}[@type='sha256']")),
        size=number(None if size is None else size.get("quantity"), "the size of its source"),
        encoding=encoding,
        bom=bom,
        invalid=tuple(_invalid(text)),
        name_hex=_name_hex(capture, name),
        reader=reader,
        stated=tuple(_stated(capture)),
    )


def _stated(capture: etree._Element) -> Iterator[Stated]:
    for note in capture.iterfind(f"{path('note')}[@type='stated']"):
        yield Stated(note.get("subtype", ""), note.get("n", ""), text_of(note))


def read_warnings(text: etree._Element) -> tuple[DocumentWarning, ...]:
    """Read the warnings: a code and a sentence each."""
    notes = text.iterfind(f"{FILE}/{path('notesStmt', 'note')}[@type='warning']")
    parts = (text_of(note).partition(": ") for note in notes)
    return tuple(DocumentWarning(code, message) for code, _, message in parts)


def read_changes(text: etree._Element) -> Changes:
    """Read what normalisation changed; raises Damaged for what is no count."""
    opening = f"{text.get(ID, '')}--"
    of_blocks: dict[int, list[Change]] = {}
    elsewhere = []
    for rule, total, paragraph in _counted(text):
        rest = total
        for reference in paragraph.iterfind(path("ref")):
            count = number(text_of(reference), f"what '{rule}' changed")
            block = block_number(reference.get("target"), opening)
            if block >= 0:
                of_blocks.setdefault(block, []).append(Change(rule, count))
                rest -= count
        if rest > 0 or not len(paragraph):
            elsewhere.append(Change(rule, rest))
    return Changes({n: tuple(found) for n, found in of_blocks.items()}, tuple(elsewhere))


def _counted(text: etree._Element) -> Iterator[tuple[str, int, etree._Element]]:
    for paragraph in text.iterfind(f"{_EDITORIAL}/{path('normalization', 'p')}"):
        rule = paragraph.get("n")
        if rule is not None:
            yield rule, _total(paragraph, f"{rule}: "), paragraph
    for paragraph in text.iterfind(f"{_EDITORIAL}/{path('correction', 'p')}[@n='{REPLACED}']"):
        yield REPLACED, _total(paragraph, _REPLACED_WORDS), paragraph


def _total(paragraph: etree._Element, opening: str) -> int:
    words = (paragraph.text or "").removeprefix(opening)
    return number(words.partition(" ")[0], "a count of changes")


def _decoding(text: etree._Element, capture: etree._Element) -> tuple[str, bool, str]:
    step = text_of(text.find(f"{_READ}[@n='read']"))
    encoding = step.partition(" bytes as ")[2]
    note = text_of(capture.find(f"{path('note')}[@type='decoding']"))
    rest = note.removeprefix(f"read as {encoding}")
    return (
        encoding,
        rest.startswith(_MARK),
        rest.removeprefix(_MARK).partition(" by the reader ")[2],
    )


def _name_hex(capture: etree._Element, name: str) -> str:
    pointer = capture.find(path("ptr"))
    data = unquote_to_bytes("" if pointer is None else pointer.get("target", ""))
    return data.hex() if data and data != name.encode() else ""


def _invalid(text: etree._Element) -> Iterator[Invalid]:
    steps = f"{_EDITORIAL}/{path('correction', 'p')}[@n='invalid-bytes']/{path('ref')}"
    end = 0
    for reference in text.iterfind(steps):
        said, where = _BYTES.fullmatch(text_of(reference)), place(reference.get("target"))
        if not said or not where or not end <= where.start <= where.end:
            raise Damaged("it does not say which bytes are no text")
        end = where.end
        yield Invalid(int(said[1]), where.start, where.end - where.start, said[2])
