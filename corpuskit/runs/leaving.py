"""Copies that a report knows: a run leaves them out, or marks them."""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from corpuskit.duplicates.known import Duplicates
from corpuskit.duplicates.report import Rule
from corpuskit.model import Document, DocumentWarning
from corpuskit.runs.summary import Summary
from corpuskit.wording import counted

LEAVE_OUT, MARK = "leave-out", "mark"
WAYS = (LEAVE_OUT, MARK)
"""What can be done with copies."""
CODE = "copy"
"""The code of the warning that marks one."""
LEFT_OUT = "copy of another document"
"""Why a source is skipped whose documents are all left out."""


class Copies(NamedTuple):
    """What a report says of copies, and which of `WAYS` is gone with them; can be pickled."""

    known: Duplicates
    way: str = LEAVE_OUT

    @property
    def settings(self) -> dict[str, str]:
        """What of it decides the bytes of a run."""
        return {"duplicates": self.known.sha256, "copies": self.way}

    def left_out(self, document: Document) -> str:
        """Say why a document is left out, "" when it is not."""
        return self._told(document) if self.way == LEAVE_OUT else ""

    def marked(self, document: Document) -> Document:
        """Give a document with a warning when it is a copy to be marked."""
        told = self._told(document) if self.way == MARK else ""
        warning = DocumentWarning(CODE, told)
        if not told or warning in document.warnings:  # it may come out of an export with its mark
            return document
        return replace(document, warnings=(*document.warnings, warning))

    def rule(self, name: str, identifier: str) -> Rule | None:
        """Give the rule by which the report knows a document, None when it does not."""
        found = self.known.of(name, identifier)
        return found.rule if found else None

    def remarks(self, summary: Summary) -> Iterator[str]:
        """Say how many documents were left out, and what does not fit to the report."""
        if summary.copies:
            yield f"copies: {counted(summary.copies, 'document')} left out"
        missing = self.known.clusters - summary.kept_copies
        if missing and self.way == LEAVE_OUT:
            kept = counted(missing, "document")
            yield (
                f"kept by the report, but not in this corpus: {kept}; "
                "copies may have been left out for them"
            )
        if summary.not_in_report:
            unknown = counted(summary.not_in_report, "document")
            yield f"not in the report: {unknown}, without a copy or not compared"

    def _told(self, document: Document) -> str:
        found = self.known.of(document.source.name, document.id)
        if found is None or found.rule == "kept":
            return ""
        return (
            f"{found.rule} copy of {found.kept}, similarity {found.similarity}, "
            f"cluster {found.cluster}, rule {found.rule}"
        )
