"""Web archives for tests: written by FastWARC, or byte by byte where they are to be hostile."""

import gzip
import io
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from fastwarc.stream_io import GzipWriter, ZstdWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from corpuskit.errors import SourceRefused
from corpuskit.model import Stated
from corpuskit.reader import Limits, Piece, RawFile, RawStream, SourceSkipped
from corpuskit_warc import WarcReader

HTML = b"Content-Type: text/html; charset=utf-8\r\n"


class Told(NamedTuple):
    """A refusal, as it can be compared."""

    name: str
    cause: str


def page(number: int) -> bytes:
    """Give a page that is unlike all others and hard to pack."""
    words = " ".join(f"từ{(number * 7919 + i * i * 104729) % 99991:x}" for i in range(150))
    return f"<html><title>Trang {number}</title><p>{words}</p></html>".encode()


def http(body: bytes, head: bytes = HTML, status: bytes = b"200 OK") -> bytes:
    return b"HTTP/1.1 " + status + b"\r\n" + head + b"\r\n" + body


def record(block: bytes, kind: str = "response", **more: str) -> bytes:
    """Write one record by hand; a field that is named takes the place of the true one."""
    types = {"response": "application/http; msgtype=response"}
    fields = {
        "WARC-Type": kind,
        "Content-Type": types.get(kind, "text/plain"),
        "Content-Length": str(len(block)),
    }
    fields |= {name.replace("_", "-"): value for name, value in more.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return b"WARC/1.1\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"


def response(body: bytes, head: bytes = HTML, status: bytes = b"200 OK", **more: str) -> bytes:
    return record(http(body, head, status), **more)


def conversion(text: bytes, **more: str) -> bytes:
    return record(text, "conversion", **more)


def packed(records: Iterable[bytes]) -> bytes:
    """Pack each record as a gzip member of its own."""
    return b"".join(gzip.compress(data, mtime=0) for data in records)


def written(number: int, kind: WarcRecordType, block: bytes) -> WarcRecord:
    made = WarcRecord()
    made.init_headers(kind, record_urn=f"00000000-0000-4000-8000-{number:012}".encode())
    made.record_date = datetime(2023, 5, 18, 9, 30, tzinfo=UTC)
    made.headers["WARC-Target-URI"] = f"https://bao.example/{number}.html"
    made.is_http = kind in (WarcRecordType.response, WarcRecordType.request)
    if kind == WarcRecordType.conversion:
        made.headers["Content-Type"] = "text/plain"
    made.set_bytes_content(block)
    made.freeze()
    return made


def crawl(count: int) -> list[WarcRecord]:
    """Give a request and a response for each of so many pages."""
    ask = b"GET / HTTP/1.1\r\nHost: bao.example\r\n\r\n"
    return [
        made
        for number in range(1, count + 1)
        for made in (
            written(number, WarcRecordType.request, ask),
            written(number, WarcRecordType.response, http(page(number))),
        )
    ]


def as_plain(records: Iterable[WarcRecord]) -> bytes:
    stream = io.BytesIO()
    for made in records:
        made.write(stream, checksum_data=True)
    return stream.getvalue()


def as_members(records: Iterable[WarcRecord]) -> bytes:
    stream = io.BytesIO()
    writer = GzipWriter(stream)
    for made in records:
        made.write(writer, checksum_data=True)
        writer.finish()
    writer.flush()
    return stream.getvalue()


def as_one_stream(records: Iterable[WarcRecord]) -> bytes:
    return gzip.compress(as_plain(records), mtime=0)


def as_zstandard(records: Iterable[WarcRecord]) -> bytes:
    stream = io.BytesIO()
    writer = ZstdWriter(stream)
    for made in records:
        made.write(writer, checksum_data=True)
        writer.finish()
    writer.flush()
    return stream.getvalue()


FORMS: tuple[Callable[[Iterable[WarcRecord]], bytes], ...] = (
    as_plain,
    as_members,
    as_one_stream,
    as_zstandard,
)


class OneWay(io.BytesIO):
    """A stream that cannot be sought and gives few bytes at a time."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(5000 if size is None or size < 0 else min(size, 5000))

    def seekable(self) -> bool:
        return False

    def seek(self, offset: int, whence: int = 0) -> int:
        raise io.UnsupportedOperation


def pieces(data: bytes, limits: Limits = Limits(), size: int = -1) -> list[Piece]:  # noqa: B008 - it is immutable
    magic = sum(one == other for one, other in zip(data, b"\x1f\x8b\x08", strict=False))
    name = "crawl.warc.gz" if magic > 1 else "crawl.warc"
    stream = RawStream(name, OneWay(data), size, limits)
    return list(WarcReader().read_stream(stream))


def outcome(data: bytes, limits: Limits = Limits()) -> list[bytes | Told]:  # noqa: B008 - it is immutable
    """Give the bytes of each member, and each refusal in its place; leave out what is skipped."""
    found = pieces(data, limits)
    return [_outcome(piece) for piece in found if not isinstance(piece, SourceSkipped)]


def skipped(data: bytes) -> list[str]:
    """Give why each record is skipped that is."""
    return [piece.cause for piece in pieces(data) if isinstance(piece, SourceSkipped)]


def _outcome(piece: Piece) -> bytes | Told:
    if isinstance(piece, SourceRefused):
        return Told(piece.source.rpartition("!/")[2], piece.cause)
    assert isinstance(piece, RawFile)
    return piece.data


def files(data: bytes) -> list[RawFile]:
    return [piece for piece in pieces(data) if isinstance(piece, RawFile)]


def remarks(file: RawFile) -> list[tuple[str, str]]:
    """Give what the user is to be warned of about a member."""
    return [(warning.code, warning.message) for warning in file.warnings]


def stated(file: RawFile, kind: str) -> list[Stated]:
    return [statement for statement in file.stated if statement.kind == kind]
