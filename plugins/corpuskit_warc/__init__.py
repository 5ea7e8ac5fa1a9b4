"""The reader of web archives: WARC files, and WET files, which are WARC files of texts.

Which library? Two were tried (FastWARC 2.0.1 and warcio 1.8.1, both Apache-2.0), on 6,000 records
with pages of 20 kB, in gzip members: 21,800 and 8,800 records a second. Neither can be trusted
with what is damaged. Both read a file that was cut to its end without a word; a Content-Length
that is too long swallows the next records, and FastWARC then stops; warcio refuses a file that is
one gzip stream and fails on a length of 41 digits; FastWARC refuses chunks that carry extensions
and loses every header whose lines end in LF. So gzip members, records, headers and chunks are cut
here, with nothing but the standard library: about 6,000 records a second, digests checked, which is
faster than pages are labelled. FastWARC is asked for what Python cannot unpack: Brotli and
Zstandard. Without it, exactly the records and files that need it are refused by name.

Left alone: ARC files, the form before WARC, which `warcio recompress` turns into WARC; WAT files,
which hold no text; `request`, `metadata`, `revisit` and other records that hold no page; answers
other than 200; and media types that are neither HTML nor plain text.
"""

from collections.abc import Iterator
from itertools import chain, islice
from typing import ClassVar

from corpuskit import MEMBER, Piece, RawStream, SourceRefused, SourceSkipped, hookimpl
from corpuskit_warc.payloads import Task, payload
from corpuskit_warc.records import Damage, Record, scan
from corpuskit_warc.tape import NO_RECORD
from corpuskit_warc.unpacking import unpack

__all__ = ["WarcReader", "corpuskit_readers"]


class WarcReader:
    """Reads the pages and texts of a web archive; each is a member named by its number.

    "crawl.warc.gz!/00000017" is the seventeenth record of the file. Records that are passed over
    have numbers too, and so have the stretches that cannot be read.
    """

    name: ClassVar[str] = "warc"
    suffixes: ClassVar[tuple[str, ...]] = (
        *(".warc", ".warc.gz", ".warc.zst"),
        *(".wet", ".wet.gz", ".warc.wet", ".warc.wet.gz"),
    )
    summary: ClassVar[str] = "web archives: the HTML pages and texts of WARC and WET files"

    def read_stream(self, file: RawStream) -> Iterator[Piece]:
        """Give each page or text as a member, what is passed over, and what is damaged.

        Only what is not passed over counts as a member. Raises SourceRefused for what is no WARC
        file at all, and when it has too many members.
        """
        given = 0
        for number, found in enumerate(_found(file), start=1):
            piece = _piece(file, f"{file.name}{MEMBER}{number:08}", found)
            given += not isinstance(piece, SourceSkipped)
            if given > file.limits.members:
                advice = f"{file.limits.members} are allowed; see --max-members"
                raise SourceRefused(file.name, "too many members", advice)
            yield piece


def _found(file: RawStream) -> Iterator[Record | Damage]:
    found = scan(unpack(file), file.limits)
    first = tuple(islice(found, 2))
    if not first or (len(first) == 1 and first[0][0] == NO_RECORD):
        raise SourceRefused(
            file.name, "not a WARC file", "there is no record in it: fetch it again or leave it out"
        )
    return chain(first, found)


def _piece(file: RawStream, name: str, found: Record | Damage) -> Piece:
    if isinstance(found, Damage):
        return SourceRefused(name, found.cause, found.detail)
    try:
        member = payload(Task(name, found, file.limits))
    except SourceRefused as refused:
        return refused
    if isinstance(member, SourceSkipped):
        return member
    return member._replace(encoding=file.encoding, detect=file.detect)


@hookimpl
def corpuskit_readers() -> list[WarcReader]:
    """Bring the one reader of this package."""
    return [WarcReader()]
