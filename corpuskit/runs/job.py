"""What a run is asked to do, and how far it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, NamedTuple, Protocol

from msgspec import Meta

from corpuskit.bounds import LONGEST_DEADLINE
from corpuskit.engine import Engine
from corpuskit.engines.processes import Processes
from corpuskit.exporter import Exporter
from corpuskit.files.sidecar import IsDate, any_date
from corpuskit.files.urls import without_secrets
from corpuskit.model import Document
from corpuskit.reader import Detect, FieldNames, Limits, RawDocument, Reader, StreamReader
from corpuskit.runs.leaving import Copies
from corpuskit.runs.packing import LOOSE, Packing

NO_OTHER_LIMITS = Limits()
USUAL_FIELDS = FieldNames()


class Running(NamedTuple):
    """How a run goes about its work; nothing of it decides the bytes that are written.

    With `workers` 0 all is done in this process, where nobody stops what hangs; else that many
    workers are started by `engine`. `deadline` is how many seconds a document may take for each
    mebibyte of its source that was begun. `limit` is how many sources are read at most, 0 for all.
    The run stops when more than `most_refused` sources are refused, -1 for never. `retry` tries
    again what was refused in an earlier run.
    """

    workers: Annotated[int, Meta(ge=0)] = 0
    engine: Engine = Processes()
    deadline: Annotated[float, Meta(gt=0, le=LONGEST_DEADLINE)] = 30.0
    limit: Annotated[int, Meta(ge=0)] = 0
    most_refused: Annotated[int, Meta(ge=-1)] = -1
    retry: bool = False


HERE = Running()


class Labeller(Protocol):
    """What turns a raw document into a labelled one; `corpuskit.pipeline.Pipeline` does."""

    def document(self, raw: RawDocument) -> Document:
        """Label one decoded source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """All that decides what a run reads and writes.

    `inputs` are paths of files and folders, or "-" for standard input; `names` are what files among
    them are called instead of their own names. `output` is a folder, or ""
    for one document on standard output. `encoding` and `reader` are forced on every source unless
    "". `settings` tells what else decides the bytes: a folder made with other settings is only
    written with `force`. Sources beyond `limits` are refused. A dry run writes nothing. `files`
    are written into the output folder as they are, by name. `detect` looks for the encoding of what
    is not UTF-8; `fields` names the fields of tables that hold text, id and address. `metadata`
    is the path of a table that says more about the sources, or "", and `is_date` says which of its
    values are dates. `running` is how the run goes about it, `packing` how its files are cut and
    packed. `modules` are those of plugins that take part beside readers and exporters. `copies` are
    left out or marked as a report says.
    `store` is the URL where the complete output is published, or "". Where `output` is a URL,
    `work_folder` is the folder to make it in, "" for the usual one.
    """

    inputs: tuple[str, ...]
    output: str
    exporters: tuple[Exporter, ...]
    readers: tuple[Reader | StreamReader, ...]
    pipeline: Labeller
    encoding: str = ""
    reader: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    dry_run: bool = False
    force: bool = False
    limits: Limits = NO_OTHER_LIMITS
    fields: FieldNames = USUAL_FIELDS
    detect: Detect | None = None
    metadata: str = ""
    is_date: IsDate = any_date
    files: Mapping[str, bytes] = field(default_factory=dict)
    running: Running = HERE
    modules: tuple[str, ...] = ()
    packing: Packing = LOOSE
    copies: Copies | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    store: str = ""
    work_folder: str = ""

    @property
    def place(self) -> str:
        """Where the output is, as a user is told; without the secrets of a URL."""
        return without_secrets(self.store) or self.output


def kinds_of(job: Job) -> Iterator[type]:
    """Give the class of everything that makes documents of a job's sources."""
    for tool in (*job.exporters, *job.readers, job.pipeline):
        yield type(tool)


class Progress(NamedTuple):
    """How many sources of how many are done, the name of the last, and how many were refused.

    While a store is sent the output, files are counted and not sources, and `sent` is how many
    bytes it got, else -1; the name is "" where none was completed since the last time.
    """

    done: int
    total: int
    name: str
    refused: int = 0
    sent: int = -1
