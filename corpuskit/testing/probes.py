"""Calls into a plugin under test: whatever comes back or goes wrong is told as a broken promise."""

import datetime as dt
import io
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice
from types import ModuleType
from typing import NamedTuple, NoReturn, TypeVar
from unittest import mock

from corpuskit.errors import ExportRefused, PluginFailed, SourceRefused
from corpuskit.exporter import CorpusInfo, Exporter, RecordExporter
from corpuskit.model import Document
from corpuskit.reader import RawFile, Reader
from corpuskit.wording import in_words

Value = TypeVar("Value")
YEARS_AWAY = 40 * 366 * 24 * 3600  # in seconds
MOST_DOCUMENTS = 1000


class Refusal(NamedTuple):
    """A refusal as a value that can be compared."""

    message: str


class OneWayStream(io.BytesIO):
    """A stream like a pipe: it can be written to and nothing else."""

    def seekable(self) -> bool:
        """Say no, as a pipe does."""
        return False

    def seek(self, *_: object) -> NoReturn:
        """Refuse to move, as a pipe does."""
        raise io.UnsupportedOperation("an export is written from the start to the end")

    def tell(self) -> NoReturn:
        """Refuse to say where it is, as a pipe does."""
        self.seek()


def export(exporter: Exporter, documents: Sequence[Document]) -> bytes:
    """Give what an exporter writes; raises ExportRefused as it does."""
    stream = OneWayStream()
    name = documents[0].source.name if len(documents) == 1 else f"{len(documents)} documents"
    called(f"export of {name}", lambda: exporter.export(iter(documents), stream))
    if stream.closed:
        broken("export closed the stream")
    return stream.getvalue()


def is_carried(exporter: Exporter, document: Document) -> bool:
    """Say whether a format can carry a document; the only way to refuse is ExportRefused."""
    try:
        export(exporter, (document,))
    except ExportRefused:
        return False
    return True


def encode(exporter: RecordExporter, document: Document) -> bytes:
    """Give the bytes of one document."""
    what = f"encode of {document.source.name}"
    return of_type(bytes, what, called(what, lambda: exporter.encode(document)))


def notes(exporter: RecordExporter, document: Document) -> Mapping[str, int]:
    """Give what an exporter counts in one document."""
    counted = called("notes", lambda: dict(exporter.notes(document)))
    for word, count in counted.items():
        of_type(str, "a note", word)
        of_type(int, f"note '{word}'", count)
    return counted


def companions(exporter: RecordExporter, corpus: CorpusInfo) -> list[tuple[str, bytes]]:
    """Give the names and bytes of all companion files."""
    return called(
        "companions",
        lambda: [(each.name, b"".join(each.pieces)) for each in exporter.companions(corpus)],
    )


def read(reader: Reader, file: RawFile) -> list[object]:
    """Give what a reader makes of a file, refusals as values."""

    def results() -> list[object]:
        try:
            found = [*islice(reader.read(file), MOST_DOCUMENTS)]
        except SourceRefused as refusal:
            found = [refusal]
        return [Refusal(str(each)) if isinstance(each, SourceRefused) else each for each in found]

    return called(f"reading {file.name}", results)


def called(what: str, call: Callable[[], Value]) -> Value:
    """Call the plugin; anything it raises but ExportRefused is a broken promise."""
    try:
        return call()
    except (ExportRefused, PluginFailed):
        raise
    except Exception as error:
        raise PluginFailed(f"{what} raised {in_words(error)}") from error


def of_type(kind: type[Value], what: str, value: object) -> Value:
    """Give the value back when it is of the type."""
    if not isinstance(value, kind):
        broken(f"{what} gave {type(value).__name__}, expected {kind.__name__}")
    return value


def same(what: str, first: object, second: object) -> None:
    """Say that two answers must be equal."""
    if first != second:
        broken(f"{what} gave another result")


def broken(message: str) -> NoReturn:
    """Say which promise is broken."""
    raise PluginFailed(message)


@contextmanager
def other_clock(module: str) -> Iterator[None]:
    """Let it be another time for the package of `module`."""
    package = module.partition(".")[0]
    modules = [m for name, m in [*sys.modules.items()] if name.partition(".")[0] == package]
    with ExitStack() as patches:
        for real, other in _clock():
            for place in (time, dt, *modules):
                for alias in _names_of(place, real):
                    patches.enter_context(mock.patch.object(place, alias, other))
        yield


def _clock() -> Iterator[tuple[object, object]]:
    """Give all that tells the time, each with what tells another."""
    seconds, nanoseconds = time.time, time.time_ns
    yield time.time, lambda: seconds() + YEARS_AWAY
    yield time.time_ns, lambda: nanoseconds() + YEARS_AWAY * 10**9
    for name in ("localtime", "gmtime"):
        real = getattr(time, name)
        yield real, _moved(real, seconds)
    yield dt.datetime, _OtherDatetime
    yield dt.date, _OtherDate


def _moved(
    real: Callable[[float], time.struct_time], seconds: Callable[[], float]
) -> Callable[..., time.struct_time]:
    return lambda moment=None: real(seconds() + YEARS_AWAY if moment is None else moment)


def _names_of(place: ModuleType, real: object) -> list[str]:
    return [alias for alias, value in [*vars(place).items()] if value is real]


class _OtherDatetime(dt.datetime):
    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> "_OtherDatetime":
        return cls(2067, 1, 2, 3, 4, 5, 6, tzinfo=tz)

    utcnow = now
    today = now


class _OtherDate(dt.date):
    @classmethod
    def today(cls) -> "_OtherDate":
        return cls(2067, 1, 2)
