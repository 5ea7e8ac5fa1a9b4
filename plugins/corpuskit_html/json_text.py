"""Text in strings of JSON, as blocks: what is escaped, tags and references are replaced in them."""

import re
from array import array
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from corpuskit import Layout, RawBlock, Replacement
from corpuskit_html.elements import BLOCKS, BREAKS
from corpuskit_html.reading import is_seen, trimmed
from corpuskit_html.references import REFERENCE, resolved

_SURROGATES: Final = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_ESCAPE: Final = re.compile(rf"{_SURROGATES}|\\u([0-9a-fA-F]{{4}})|\\(.)", re.DOTALL)
_CONTROLS: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_PIECE: Final = re.compile(
    rf"""(?:<|&lt;)/?([a-zA-Z][a-zA-Z0-9]{{0,20}}+)(?![a-zA-Z0-9])(?:(?!&[lg]t;)[^<>]){{0,1000}}+(?:>|&gt;)
    | (\n) | {REFERENCE} | [\t\f\r\x20]++""",
    re.VERBOSE,
)
_PARTING: Final = BLOCKS | BREAKS


class Literal(NamedTuple):
    """What a string of JSON says, and where in the page each character and its end are written."""

    text: str
    places: Sequence[int]


class _Piece(NamedTuple):
    """A stretch of a literal and what is shown for it, None for a border between blocks."""

    start: int
    end: int
    shown: str | None


def cut_literal(page: str, place: tuple[int, int], layout: Layout) -> Iterator[RawBlock]:
    """Give the blocks of the string in `page[start:end]`, which has no quotation marks around it.

    Line ends and the tags of blocks part them; all have the same layout.
    """
    literal = read_literal(page, *place)
    start, inside = 0, list[_Piece]()
    for piece in (*_pieces(literal), _Piece(len(literal.text), len(literal.text), None)):
        if piece.shown is not None:
            inside.append(piece)
            continue
        block = _block(literal, (start, piece.start), inside)
        if block.start < block.end and is_seen(page[block.start : block.end], block.replacements):
            yield block._replace(layout=layout)
        start, inside = piece.end, []


def read_literal(page: str, start: int, end: int) -> Literal:
    """Read a string of JSON; half of a pair of surrogates becomes U+FFFD."""
    text: list[str] = []
    places = array("Q")
    for match in _ESCAPE.finditer(page, start, end):
        text += (page[start : match.start()], _said(match))
        places.extend(range(start, match.start() + 1))
        start = match.end()
    places.extend(range(start, end + 1))
    return Literal("".join((*text, page[start:end])), places)


def _said(match: re.Match[str]) -> str:
    """Give the one character that an escape stands for."""
    if match[2]:
        return _CONTROLS.get(match[2], match[2])
    units = match[0].replace("\\u", "")
    return bytes.fromhex(units).decode("utf-16-be", "replace")


def _pieces(literal: Literal) -> Iterator[_Piece]:
    """Give the stretches that are not shown as they are written, in order."""
    done = 0
    for match in _PIECE.finditer(literal.text):
        yield from _escaped(literal, done, match.start())
        done = match.end()
        piece = _Piece(match.start(), done, _shown(match))
        if piece.shown != match[0] or _is_escaped(literal, match.start()):
            yield piece
    yield from _escaped(literal, done, len(literal.text))


def _escaped(literal: Literal, start: int, end: int) -> Iterator[_Piece]:
    for place in range(start, end):
        if _is_escaped(literal, place):
            yield _Piece(place, place + 1, literal.text[place])


def _is_escaped(literal: Literal, place: int) -> bool:
    return literal.places[place + 1] - literal.places[place] > 1


def _shown(match: re.Match[str]) -> str | None:
    tag, line_end = match.groups()
    if line_end or (tag and tag.lower() in _PARTING):
        return None
    if tag:
        return ""
    return resolved(match[0]) if match[0][0] == "&" else " "


def _block(literal: Literal, place: tuple[int, int], pieces: Sequence[_Piece]) -> RawBlock:
    """Give a block without white space at its ends."""
    start, end = trimmed(literal.text, *place)
    places, base = literal.places, literal.places[start]
    replacements = tuple(
        Replacement(places[piece.start] - base, places[piece.end] - base, piece.shown or "")
        for piece in pieces
        if start <= piece.start and piece.end <= end
    )
    return RawBlock(base, places[end], replacements)
