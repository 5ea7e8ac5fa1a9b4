"""The ledger: one line for every input, in the order of the run, with its outcome.

Pure but for lines that are handed in. It holds no clock, no process id and no path of a machine, so
that the same run writes the same ledger.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum

import msgspec
from msgspec import Struct

from corpuskit.errors import OutputInUse
from corpuskit.escape import safe
from corpuskit.exporter import Exporter, Member
from corpuskit.version import VERSION

_FORMAT = "format "


class Outcome(StrEnum):
    """What became of a source; each ends in exactly one of these.

    A container is opened, and what it holds are sources of their own.
    """

    CONVERTED = "converted"
    WARNED = "warned"
    REFUSED = "refused"
    SKIPPED = "skipped"
    OPENED = "opened"


class Written(Struct, frozen=True, array_like=True):
    """Where the bytes of a document stand in their file, compression aside.

    `start` and `size` are in bytes; `digest` is BLAKE2b of 16 bytes, in hexadecimal.
    """

    start: int
    size: int
    digest: str


class Counts(Struct, frozen=True, omit_defaults=True):
    """What a document adds to the summary of a run; `notes` has the format before a colon.

    Characters are code points of normalised text, blank blocks aside.
    """

    kept: int = 0
    left_out: int = 0
    blocks: dict[str, int] = {}
    rules: dict[str, int] = {}
    changes: dict[str, int] = {}
    notes: dict[str, int] = {}


NO_COUNTS = Counts()


class Entry(Struct, frozen=True, omit_defaults=True):
    """One document of a source: its file in each format, and why a format or all refused it.

    Files are paths below the folder of the format. `name` is set where it is not the source's,
    `cause` and `advice` where no document was made. `messages` are the warnings in words, `rows`
    the numbers of the rows of a metadata table that speak of the document. `left_out` says what a
    document is a copy of that is in no format for it; then `id` and `counts` are empty.
    """

    id: str = ""
    name: str = ""
    cause: str = ""
    advice: str = ""
    files: dict[str, str] = {}
    refused: dict[str, str] = {}
    warnings: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    counts: Counts = NO_COUNTS
    written: dict[str, Written] = {}
    rows: tuple[int, ...] = ()
    left_out: str = ""


class Line(Struct, frozen=True):
    """What the ledger says of one source; `cause` is "" where all went well.

    `key` is a digest of all that a container says of a member, its bytes among it; "" for a file.
    """

    name: str
    outcome: Outcome
    cause: str = ""
    name_hex: str = ""
    sha256: str = ""
    documents: tuple[Entry, ...] = ()
    advice: str = ""
    key: str = ""


class FileFacts(Struct, frozen=True, omit_defaults=True):
    """The size of a file in bytes, and the SHA-256 of these bytes.

    `documents` is how many of them a file of the corpus holds, None for what holds none by its
    nature, such as a schema.
    """

    bytes: int
    sha256: str
    documents: int | None = None


class Run(Struct, frozen=True, omit_defaults=True):
    """What decided the bytes of an output folder, and its files that belong to no one document.

    `files` is the manifest: files by their paths below the folder, packed as they stand there.
    `limit` is how many sources were read at most, 0 for all. `code` is a digest of the code that
    made it, "" when it is not known; `ledger` are the facts of the ledger.
    """

    version: str
    settings: dict[str, str]
    files: dict[str, FileFacts] = {}
    limit: int = 0
    code: str = ""
    ledger: FileFacts | None = None


def encode_line(line: Line) -> bytes:
    """Give the line as JSON, line end included."""
    return msgspec.json.encode(line, order="deterministic") + b"\n"


def decode_lines(lines: Iterable[bytes]) -> Iterator[Line]:
    """Give the entries of a ledger; a line that is damaged is passed over."""
    for line in lines:
        try:
            yield msgspec.json.decode(line, type=Line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue


def members(lines: Iterable[bytes], exporter: str) -> Iterator[Member]:
    """Give the documents that a ledger records for one format."""
    for line in decode_lines(lines):
        for entry in line.documents:
            if exporter in entry.files:
                yield Member(entry.id, entry.files[exporter])


def outputs(lines: Iterable[bytes]) -> Iterator[str]:
    """Give the path below the output folder of each file that a ledger records."""
    for line in decode_lines(lines):
        for entry in line.documents:
            yield from (f"{name}/{file}" for name, file in entry.files.items())


def encode_run(run: Run) -> bytes:
    """Give the run as JSON that a person can read."""
    return msgspec.json.format(msgspec.json.encode(run, order="sorted"), indent=2) + b"\n"


def decode_run(data: bytes) -> Run | None:
    """Give the run that a folder was made by; None when nothing readable is recorded."""
    try:
        return msgspec.json.decode(data, type=Run)
    except msgspec.DecodeError:
        return None


def formats_of(run: Run) -> set[str]:
    """Give the names of the formats that a run wrote."""
    return {key.removeprefix(_FORMAT) for key in run.settings if key.startswith(_FORMAT)}


def settings_of(exporters: Iterable[Exporter], others: Mapping[str, str]) -> dict[str, str]:
    """Give all that decides the bytes: each format with its options, and the settings given."""
    formats = {f"{_FORMAT}{exporter.name}": _options(exporter) for exporter in exporters}
    return dict(sorted({**formats, **others}.items()))


def refuse_other_settings(run: Run, settings: Mapping[str, str], output: str) -> None:
    """Raise OutputInUse, naming what differs, when `run` was made with other settings."""
    differing = [
        f"{name}: {_said(run.settings.get(name))} then, {_said(settings.get(name))} now"
        for name in sorted({*run.settings, *settings})
        if run.settings.get(name) != settings.get(name)
    ]
    if run.version != VERSION:
        differing.insert(0, f"version: {run.version} then, {VERSION} now")
    if differing:
        raise OutputInUse(
            f"{safe(output)} was made with other options ({safe('; '.join(differing))}); "
            "use --force or name another folder"
        )


def _options(exporter: Exporter) -> str:
    if not is_dataclass(exporter):
        return ""
    return ", ".join(f"{field.name}={getattr(exporter, field.name)}" for field in fields(exporter))


def _said(setting: str | None) -> str:
    """Say what an option was; a format may be asked for and have none."""
    return "not set" if setting is None else setting or "as it is"
