"""The way back: every source file from the archival export, byte for byte.

Each record proves itself: what is rebuilt has the size and the SHA-256 that the record states, or
it is not written.
"""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from corpuskit.errors import RunFailed, SourceRefused, UsageError
from corpuskit.escape import safe
from corpuskit.files.archive import ARCHIVE, Record, archive_files, records
from corpuskit.files.inputs import STATE
from corpuskit.files.places import usable
from corpuskit.files.rebuilt import RebuiltFolder
from corpuskit.files.urls import check_local
from corpuskit.model import Document, Source
from corpuskit.names import SourceName
from corpuskit.runs.foreign import FAILURES
from corpuskit.runs.seen import GrowingKeys, exact_key
from corpuskit.text.decode import restore_bytes
from corpuskit.wording import in_words

_TOLD = 100
ADVICE = (
    "the record was changed, or read back from a format that keeps less, such as TEI: restore the"
    " json that a run over the source itself wrote"
)

Parse = Callable[[bytes], Document]


@dataclass(slots=True)
class RestoreReport:
    """What was restored: counts of sources, and the first hundred failures in words."""

    target: str
    written: int = 0
    already_there: int = 0
    failed: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0 when every record gave its source; 3 when one did not, or when there was none."""
        return 0 if not self.failed and self.written + self.already_there else 3

    def count(self, *, is_new: bool) -> None:
        """Count a source that stands in the folder now."""
        self.written += is_new
        self.already_there += not is_new

    def fail(self, message: str) -> None:
        """Count a failure, and keep its message if it is among the first hundred."""
        self.failed += 1
        if len(self.failures) < _TOLD:
            self.failures.append(safe(message))

    def lines(self) -> list[str]:
        """Give the report in lines for a person; foreign text in them is escaped."""
        there = f"{self.already_there:,} there already, {self.failed:,} failed"
        told = [f"{self.written:,} restored to {safe(self.target)}, {there}"]
        told += [f"failed: {failure}" for failure in self.failures]
        untold = self.failed - len(self.failures)
        return [*told, f"failed: {untold:,} more"] if untold else told


def restore(output: str, target: str, parse: Parse, *, force: bool = False) -> RestoreReport:
    """Rebuild the sources of an output folder, or of a file of its archive, below `target`.

    `parse` reads one record; a record that is damaged is reported with its line number and costs
    no other, nor does the rest of a file that is damaged. A file with other bytes is only replaced
    with `force`. A source of several documents is not restored, since each record holds a part of
    it. Raises UsageError when there is no archive at `output`, or `target` is no folder or that of
    the corpus; RunFailed when the disk fails.
    """
    check_local(target)
    report = RestoreReport(target)
    archive = _archive(output)
    _refuse_corpus(archive, target)
    with RebuiltFolder(target) as folder:
        several = _several(archive, parse)
        for record in records(archive):
            if isinstance(record, SourceRefused):
                report.fail(str(record))
                continue
            place = _place(record, archive)
            try:
                document = parse(record.line)
                if _is_whole(document.source, several):
                    report.count(is_new=_restore_one(document, folder, force=force))
            except RunFailed:
                raise
            except SourceRefused as refusal:
                report.fail(f"{place}: {refusal}")
            except FAILURES as error:
                report.fail(f"{place}: damaged record ({in_words(error)})")
    return report


def _refuse_corpus(archive: Sequence[Path], target: str) -> None:
    if not target:
        raise UsageError("the name of the folder to restore to is empty; name one with -o")
    folder = Path(target).resolve()
    with usable(folder):
        is_corpus = folder == archive[0].resolve().parent or (folder / STATE).exists()
    if is_corpus:
        raise UsageError(f"{safe(target)} holds the corpus; name another folder with -o")


def _place(record: Record, archive: Sequence[Path]) -> str:
    file = f"{record.path.name}, " if len(archive) > 1 else ""
    return f"{file}line {record.number}"


def _several(archive: Sequence[Path], parse: Parse) -> dict[int, bool]:
    """Give the keys of names that stand for different bytes; no name is told yet."""
    names, contents = GrowingKeys(), GrowingKeys()
    several: dict[int, bool] = {}
    found = (record for record in records(archive) if isinstance(record, Record))
    for record in found:
        with suppress(*FAILURES):  # the record is reported when its turn comes
            source = parse(record.line).source
            key = _name_key(source)
            if contents.add(exact_key(source.sha256, f"{key}")) and not names.add(key):
                several[key] = False
    return several


def _is_whole(source: Source, several: dict[int, bool]) -> bool:
    """Say whether a record is all of its file; raises SourceRefused once when it is a part."""
    key = _name_key(source)
    if key not in several:
        return True
    is_told, several[key] = several[key], True
    if not is_told:
        raise SourceRefused(source.name, "holds several documents; only whole files are restored")
    return False


def _name_key(source: Source) -> int:
    return exact_key(source.name_hex, source.name)


def _archive(output: str) -> Sequence[Path]:
    if not output:
        raise UsageError("the name of the output folder is empty; name that of a run")
    archive = archive_files(output)
    if not archive:
        raise UsageError(
            f"{safe(output)} holds no {ARCHIVE}; name the output folder of a run with --to json"
        )
    return archive


def _restore_one(document: Document, folder: RebuiltFolder, *, force: bool) -> bool:
    source = document.source
    data = restore_bytes(source, document.raw)
    if len(data) != source.size or hashlib.sha256(data).hexdigest() != source.sha256:
        raise SourceRefused(source.name, "does not give the bytes that its record states", ADVICE)
    return folder.write(SourceName(source.name, source.name_hex), data, force=force)
