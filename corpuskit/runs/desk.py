"""The desk at which sources are read: how a job reads, and standard input, read once."""

from dataclasses import dataclass
from functools import cached_property

from corpuskit.files.inputs import Source
from corpuskit.files.inputs import read as read_file
from corpuskit.files.stdio import read_stdin
from corpuskit.runs.choosing import Readers
from corpuskit.runs.job import Job


@dataclass(frozen=True)
class Desk:
    """What reading a source takes; one is made wherever sources are read."""

    job: Job

    @cached_property
    def readers(self) -> Readers:
        """Who reads what."""
        return Readers(self.job.readers, self.job.reader)

    def read(self, source: Source) -> bytes:
        """Read a source; raises SourceRefused. Standard input is read once and kept."""
        return read_file(source, self.job.limits.document) if source.path else self.stdin()

    def stdin(self) -> bytes:
        """Give standard input, read once; raises SourceRefused when it is too large."""
        return self._stdin

    @cached_property
    def _stdin(self) -> bytes:
        return read_stdin(self.job.limits.document)
