"""The HTTP response in a record: its header, and its body with the codings of the way undone."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpuskit import DocumentWarning, Limits, SourceRefused
from corpuskit_warc.content import Undone, undo_content
from corpuskit_warc.headers import HEADER_LIMIT, Header, parse_header
from corpuskit_warc.tape import CUT, DAMAGED, TOO_LARGE

OK = 200
MOST_CODINGS = 4

_DIGITS = 12

_HEADER_END = re.compile(rb"\n\r?\n")
_STATUS = re.compile(r"(?:HTTP/[\d.]+|ICY) +(\d{3})(?: |$)")
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,12})[ \t]*(?:;[^\r\n]*)?\r?\n")


class Response(NamedTuple):
    """A response as it lies in a record; `status` is 0 when its first line has none."""

    status: int
    header: Header
    body: bytes


def parse_response(name: str, block: bytes) -> Response:
    """Cut a response into header and body.

    Raises SourceRefused when its header is larger than `HEADER_LIMIT`.
    """
    match = _HEADER_END.search(block, 0, HEADER_LIMIT)
    if match is None and len(block) >= HEADER_LIMIT:
        raise SourceRefused(name, TOO_LARGE, f"its HTTP header has over {HEADER_LIMIT} bytes")
    end = match.end() if match else len(block)
    header = parse_header(block[:end])
    status = _STATUS.match(header.first)
    return Response(int(status[1]) if status else 0, header, block[end:])


def undo_codings(name: str, response: Response, limits: Limits) -> Iterator[Undone]:
    """Give the body as it is stored, then after each coding that is undone.

    Raises SourceRefused for a body that breaks off, is damaged, or grows beyond the limits.
    """
    undone = Undone(response.body, tuple(_length_warnings(response)))
    yield undone
    if _words(response.header, "transfer-encoding")[-1:] == ["chunked"]:
        undone = _dechunk(name, undone)
        yield undone
    codings = _words(response.header, "content-encoding")
    if len(codings) > MOST_CODINGS:
        raise SourceRefused(name, TOO_LARGE, f"its content is packed {len(codings)} times")
    for coding in reversed(codings):
        undone = undo_content(name, coding, undone, limits)
        yield undone


def _words(header: Header, name: str) -> list[str]:
    values = ",".join(header.all(name))
    return [word for part in values.split(",") if (word := part.strip().lower())]


def _length_warnings(response: Response) -> Iterator[DocumentWarning]:
    """Say when the server announced more bytes than were stored: the page may be cut."""
    stated = response.header.get("content-length")
    if stated.isascii() and stated.isdigit() and len(stated) <= _DIGITS:
        missing = int(stated) - len(response.body)
        if missing > 0:
            message = f"{missing} of the {stated} bytes that the server announced are missing"
            yield DocumentWarning("bytes-missing", message)


def _dechunk(name: str, body: Undone) -> Undone:
    """Join the chunks of a body; one that was stored without them is left, with a warning."""
    data, pieces, at = body.data, list[bytes](), 0
    while match := _CHUNK.match(data, at):
        start, size = match.end(), int(match[1], 16)
        piece, behind = data[start : start + size], data[start + size : start + size + 2]
        if size == 0 and (pieces or not data[start:].strip(b"\r\n")):
            return _chunked(body, pieces)
        if not (b"\r\n".startswith(behind) or behind.startswith(b"\n")):
            break
        if len(piece) < size:
            raise SourceRefused(name, CUT, f"its last chunk has {len(piece)} of {size} bytes")
        pieces.append(piece)
        at = start + size + (1 if behind.startswith(b"\n") else len(behind))
    if at < len(data) and pieces:
        raise SourceRefused(name, DAMAGED, f"its chunks break off at byte {at} of its body")
    if pieces:
        return _chunked(body, pieces, "its last chunk is missing")
    message = "announced as chunked, but stored without" if data else ""
    return _chunked(body, [data], message)


def _chunked(body: Undone, pieces: list[bytes], message: str = "") -> Undone:
    warnings = (DocumentWarning("transfer-coding", message),) if message else ()
    return Undone(b"".join(pieces), body.warnings + warnings)
