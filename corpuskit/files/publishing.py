"""What a store lacks of an output folder, and the record of what it was sent.

Pure but for the record. A store holds the same files as the folder, and while it is being changed:

    URL/.corpuskit/journal    who publishes, and every file that is or was part of what stands there

No run.json stands there meanwhile, for it vouches for all other files. The record is a file of the
folder that says what the store holds already, so that a run goes on where it was stopped. It counts
only as long as the journal names the same publication.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from corpuskit.files.attempts import LEDGER, RUN_FILE
from corpuskit.files.inputs import STATE, lines
from corpuskit.files.output import is_inside
from corpuskit.ledger import Run, decode_lines

THE_RUN = f"{STATE}/{RUN_FILE}"
THE_LEDGER = f"{STATE}/{LEDGER}"
THE_JOURNAL = f"{STATE}/journal"
_RECORD = f"{STATE}/sent"

Prints = dict[str, bytes]
"""Files by name, with what tells their bytes from others; b"" where that is not known."""


class Head(Struct, frozen=True):
    """The first line of a journal at a store: which publication, and of what run."""

    publication: str
    run: Run


class Steps(NamedTuple):
    """The names of what is to be sent and to be removed, in their order."""

    send: list[str]
    remove: list[str]


def prints(run: Run, ledger: Iterable[bytes]) -> Prints:
    """Give every file of an output folder but run.json."""
    maker = _maker(run)
    found: Prints = {}
    for line in decode_lines(ledger):
        for entry in line.documents:
            for form, file in entry.files.items():
                written = entry.written.get(form)
                is_known = maker and written
                found[f"{form}/{file}"] = _print(maker, written) if is_known else b""
    found |= {name: _print(facts.bytes, facts.sha256) for name, facts in run.files.items()}
    if run.ledger:
        found[THE_LEDGER] = _print(run.ledger.bytes, run.ledger.sha256)
    return found


def steps(
    here: Prints, there: Prints, sizes: Mapping[str, int], size_here: Callable[[str], int]
) -> Steps:
    """Compare a folder with what is known of the store, of which `sizes` lists the objects.

    What nothing is known of, or what has another size than is known, is sent. The ledger comes
    last; objects that are not in `there` are not ours and stay.
    """

    def is_right(name: str) -> bool:
        known = there.get(name)
        return bool(known) and known == here[name] and sizes.get(name) == size_here(name)

    send = sorted((name for name in here if not is_right(name)), key=_ledger_last)
    stale = (name for name in there if name not in here and name in sizes and is_inside(name))
    return Steps(send, sorted(stale))


def journal(head: Head, names: Iterable[str]) -> Iterator[bytes]:
    """Give the pieces of the journal of a store."""
    yield msgspec.json.encode(head) + b"\n"
    for name in names:
        yield msgspec.json.encode(name) + b"\n"


def read_journal(journal: Iterable[bytes]) -> tuple[Head | None, list[str]]:
    """Give the head and the names of a journal; lines that are damaged are passed over."""
    head: Head | None = None
    names: list[str] = []
    for line in journal:
        with suppress(msgspec.DecodeError):
            if line.startswith(b"{"):
                head = msgspec.json.decode(line, type=Head)
            else:
                names.append(msgspec.json.decode(line, type=str))
    return head, names


class Record:
    """What a publication has brought to its store so far, in a file of the output folder."""

    def __init__(self, folder: Path) -> None:
        """Take an output folder that is locked."""
        self._path = folder / _RECORD

    def read(self, publication: str) -> Prints:
        """Give what a publication brought there; nothing when the record is of another one."""
        first, *rest = [*_decoded(lines(self._path)), None]
        return dict(filter(None, rest)) if first == (publication, b"") else {}

    def start(self, publication: str, known: Prints) -> None:
        """Start a record with what is there already."""
        scratch = self._path.with_name("sent.new")
        with scratch.open("wb") as stream:
            stream.writelines(_encoded(*item) for item in ((publication, b""), *known.items()))
        scratch.replace(self._path)

    def add(self, items: Iterable[tuple[str, bytes]]) -> None:
        """Note what was sent."""
        with self._path.open("ab") as stream:
            stream.writelines(_encoded(*item) for item in items)

    def forget(self) -> None:
        """Remove the record: the publication is complete."""
        self._path.unlink(missing_ok=True)


def size_below(folder: Path) -> Callable[[str], int]:
    """Give what tells the bytes of a file of a folder by its name."""
    return lambda name: os.stat(folder / name).st_size  # noqa: PTH116  # may be asked a million times


def _maker(run: Run) -> bytes:
    """Tell code and options from others; b"" when the code is not known."""
    return _print(run.version, sorted(run.settings.items()), run.code) if run.code else b""


def _print(*values: object) -> bytes:
    return blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _ledger_last(name: str) -> tuple[bool, str]:
    return name == THE_LEDGER, name


def _encoded(name: str, told: bytes) -> bytes:
    return json.dumps([name, told.hex()]).encode() + b"\n"


def _decoded(record: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    for line in record:
        with suppress(ValueError):  # a line that a power cut tore
            name, told = json.loads(line)
            yield name, bytes.fromhex(told)
