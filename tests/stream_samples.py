"""Small sound files of every kind that a stream reader of ours takes."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Mapping

import pyarrow as pa
from pyarrow import parquet

from corpuskit.reader import RawFile

PAGE = (
    "<!DOCTYPE html><html lang=vi><meta charset=utf-8><title>Cầu mới qua sông Lô</title><body>"
    "<nav><a href=/>Trang chủ</a></nav><h1>Cầu mới qua sông Lô</h1>"
    "<p>Cây cầu mới qua sông Lô được khánh thành sau hai năm xây dựng, dài 120 m, rộng 9 m.</p>"
    "<p>Ông Trần Văn Mẫu cho biết người dân hai bờ sẽ đi lại thuận tiện hơn trước rất nhiều.</p>"
    "</body></html>"
).encode()
TEXT = "Hội nghị tổng kết\n\nQuân khu tổ chức Hội nghị tổng kết công tác năm nay.\n".encode()
FILES = {"trang/một.html": PAGE, "hai.txt": TEXT}
ROWS = tuple(
    {"id": f"r{n}", "url": f"https://bao.example/{n}", "text": f"Tin số {n} của báo mẫu."}
    for n in range(1, 4)
)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Give a zip of files, without a clock in it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def tarred(files: Mapping[str, bytes]) -> bytes:
    """Give a tar of files."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return stream.getvalue()


def as_lines(rows: tuple[Mapping[str, object], ...] = ROWS) -> bytes:
    """Give rows as JSON Lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def as_parquet(rows: tuple[Mapping[str, object], ...] = ROWS) -> bytes:
    """Give rows as a Parquet file."""
    stream = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(list(rows)), stream)
    return stream.getvalue()


def record(kind: str, block: bytes, media_type: str, **header: str) -> bytes:
    """Give one record of a WARC file; "_" in the names of its header stands for "-"."""
    fields = {
        "WARC-Type": kind,
        "WARC-Target-URI": "https://bao.example/1",
        "WARC-Date": "2024-01-09T07:30:00Z",
        "Content-Type": media_type,
        "Content-Length": str(len(block)),
        **{name.replace("_", "-"): value for name, value in header.items()},
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"WARC/1.0\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def response(
    body: bytes, status: str = "200 OK", media_type: str = "text/html; charset=utf-8", **header: str
) -> bytes:
    """Give the record of a response."""
    block = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n\r\n".encode() + body
    return record("response", block, "application/http; msgtype=response", **header)


CRAWL = (
    record("warcinfo", b"software: by hand\r\n", "application/warc-fields"),
    record("request", b"GET /1 HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
    response(PAGE),
    response(b"gone", "404 Not Found"),
    response(b"\x89PNG\r\n\x1a\n", media_type="image/png"),
)


def packed(records: tuple[bytes, ...] = CRAWL) -> bytes:
    """Give a WARC file with a gzip member for each record."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)


SAMPLES = {
    "pages.zip": zipped(FILES),
    "pages.tar": tarred(FILES),
    "pages.tar.gz": gzip.compress(tarred(FILES), mtime=0),
    "page.html.gz": gzip.compress(PAGE, mtime=0),
    "page.html.bz2": bz2.compress(PAGE),
    "page.html.xz": lzma.compress(PAGE),
    "rows.jsonl": as_lines(),
    "rows.parquet": as_parquet(),
    "crawl.warc": b"".join(CRAWL),
    "crawl.warc.gz": packed(),
}


def sample(name: str) -> RawFile:
    """Give one of the samples as a file."""
    return RawFile(name, SAMPLES[name])
