"""What a run is asked to do, and how far it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from corpuskit.exporter import Exporter
from corpuskit.model import Document
from corpuskit.reader import Detect, FieldNames, Limits, RawDocument, Reader, StreamReader

NO_OTHER_LIMITS = Limits()
USUAL_FIELDS = FieldNames()


class Labeller(Protocol):
    """What turns a raw document into a labelled one; `corpuskit.pipeline.Pipeline` does."""

    def document(self, raw: RawDocument) -> Document:
        """Label one decoded source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """All that decides what a run reads and writes.

    `inputs` are paths of files and folders, or "-" for standard input. `output` is a folder, or ""
    for one document on standard output. `encoding` and `reader` are forced on every source unless
    "". `settings` tells what else decides the bytes: a folder made with other settings is only
    written with `force`. Sources beyond `limits` are refused. A dry run writes nothing. `files`
    are written into the output folder as they are, by name. `detect` looks for the encoding of what
    is not UTF-8; `fields` names the fields of tables that hold text, id and address. `metadata`
    is the path of a table that says more about the sources, or "".
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
    files: Mapping[str, bytes] = field(default_factory=dict)


class Progress(NamedTuple):
    """How many sources of how many are done, and the name of the last."""

    done: int
    total: int
    name: str
