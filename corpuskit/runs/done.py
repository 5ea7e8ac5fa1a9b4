"""What a worker gives back: what became of each part, in bytes and counts, never a document."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from corpuskit.files.inputs import Settled
from corpuskit.files.kept import digest_of
from corpuskit.ledger import Counts, Entry
from corpuskit.model import Document, Label
from corpuskit.names import SourceName


class Encoded(NamedTuple):
    """The bytes of a document in one format, and their digest as the ledger has it."""

    data: bytes = b""
    digest: str = ""


class Made(NamedTuple):
    """One document of a part, or the refusal that stands for it.

    `entry` is what the ledger will say, files aside; `data` has the bytes for each format that
    takes the document; `told` are refusals in words. `name` is that of the source, `number` that of
    the document in its part, 0 when it is the only one.
    """

    name: str
    number: int
    entry: Entry
    data: Mapping[str, Encoded] = {}
    told: tuple[str, ...] = ()


class Done(NamedTuple):
    """What became of one part; the fields are those of `Part` and of a line of the ledger."""

    name: SourceName
    sha256: str = ""
    settled: Settled | None = None
    is_member: bool = True
    made: tuple[Made, ...] = ()
    key: str = ""

    @property
    def size(self) -> int:
        """Bytes of its documents in all formats."""
        return sum(len(each.data) for made in self.made for each in made.data.values())


class Worked(NamedTuple):
    """What came of one task, and the seconds that its stages took.

    `cpu` is seconds of the processor, `peak` the most bytes that the worker ever had resident.
    """

    done: tuple[Done, ...]
    seconds: Mapping[str, float] = {}
    cpu: float = 0.0
    peak: int = 0


def encoded(data: bytes) -> Encoded:
    """Give bytes with their digest."""
    return Encoded(data, digest_of(data))


def counts_of(document: Document, notes: Mapping[str, int]) -> Counts:
    """Count the blocks, characters, rules and changes of a document."""
    shown = [block for block in document.blocks if block.label is not Label.BLANK]
    keeps = document.selection.keeps
    kept = sum(len(block.text) for block in shown if keeps(block))
    changes = Counter[str]()
    for block in document.blocks:
        for change in block.changes:
            changes[change.rule] += change.count
    return Counts(
        kept=kept,
        left_out=sum(len(block.text) for block in shown) - kept,
        blocks=_counted(str(block.label) for block in document.blocks),
        rules=_counted(block.reason.rule for block in document.blocks),
        changes=dict(sorted(changes.items())),
        notes=dict(notes),
    )


def _counted(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))
