"""Runs that are stopped on the way, and pipelines and exporters that count what they do."""

from contextlib import suppress
from typing import ClassVar

from corpuskit.model import Document
from corpuskit.reader import RawDocument
from corpuskit.runs.job import Job, Progress
from corpuskit.runs.run import convert
from tests.run_fakes import LinePipeline, Pages


class CountingPipeline(LinePipeline):
    """Remembers of which sources it made documents."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def document(self, raw: RawDocument) -> Document:
        self.made.append(raw.source.name)
        return super().document(raw)


class FramedPages(Pages):
    """One file per document, with a header and a footer."""

    name: ClassVar[str] = "framed"

    def header(self, corpus: object) -> bytes:
        return b"<<"

    def footer(self, corpus: object) -> bytes:
        return b">>"


def stop(job: Job, after: int) -> None:
    """Do a job until so many sources are done, and interrupt it then."""

    def tell(progress: Progress) -> None:
        if progress.done >= after:
            raise KeyboardInterrupt

    with suppress(KeyboardInterrupt):
        convert(job, tell)
