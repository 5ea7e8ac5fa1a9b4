"""A format whose one file could not be finished: it is taken out of the ledger and the summary."""

from array import array
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from corpuskit.errors import ExportRefused
from corpuskit.ledger import Entry, Line, Outcome, decode_lines, encode_line
from corpuskit.names import name_key
from corpuskit.runs.summary import Summary

Refusals = Mapping[str, ExportRefused]
"""By format, the refusal that cost its file."""


def tell(refusals: Refusals, summary: Summary) -> None:
    """Name the document and the format of each refusal."""
    for name, refusal in refusals.items():
        advice = refusal.advice or "the file of this format is left out"
        cause = f"not as {name}: {refusal.cause}"
        summary.refuse(str(ExportRefused(refusal.source, cause, advice)))


def without(lines: Iterable[bytes], refusals: Refusals, summary: Summary) -> Iterator[bytes]:
    """Give the lines of a ledger without the formats, and count their sources as refused."""
    for line in decode_lines(lines):
        entries = tuple(_without(entry, refusals) for entry in line.documents)
        if entries != line.documents:
            both = zip(line.documents, entries, strict=True)
            lost = sum(bool(before.files) and not after.files for before, after in both)
            summary.refuse_later(line.outcome, lost)
            yield encode_line(_refused(line, entries))
        else:
            yield encode_line(line)


def other_keys(keys: Iterable[int], files: Iterable[str]) -> "array[int]":
    """Give the keys that are none of these files."""
    gone = set(map(name_key, files))
    return array("Q", (key for key in keys if key not in gone))


def _refused(line: Line, entries: tuple[Entry, ...]) -> Line:
    causes = (cause for entry in entries for _, cause in sorted(entry.refused.items()))
    return replace(
        line, outcome=Outcome.REFUSED, cause=line.cause or next(causes), documents=entries
    )


def _without(entry: Entry, refusals: Refusals) -> Entry:
    lost = {
        name: f"{refusal.source}: {refusal.cause}"
        for name, refusal in refusals.items()
        if name in entry.files
    }
    files = {name: file for name, file in entry.files.items() if name not in lost}
    written = {name: place for name, place in entry.written.items() if name not in lost}
    refused = {**entry.refused, **lost}
    return replace(entry, files=files, written=written, refused=refused) if lost else entry
