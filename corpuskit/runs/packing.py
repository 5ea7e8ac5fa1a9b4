"""How the files of a run are cut and packed."""

from collections.abc import Iterable
from typing import NamedTuple

from corpuskit.errors import UsageError
from corpuskit.exporter import Exporter, RecordExporter
from corpuskit.files.packing import check_compression, ending


class Packing(NamedTuple):
    """How the files of a run are cut and packed.

    Files are packed by the `compression` "gz" or "zst", "" for none. What would be one file for
    the corpus is cut between documents into shards of at most `shard_size` bytes before they are
    packed, 0 for one file of any size.
    """

    compression: str = ""
    shard_size: int = 0

    @property
    def ending(self) -> str:
        """What stands behind the suffix of packed files."""
        return ending(self.compression)

    @property
    def settings(self) -> dict[str, str]:
        """What is set of it, by name; other folders stay as they were before there was packing."""
        told = {"compression": self.compression, "shard size": f"{self.shard_size or ''}"}
        return {name: value for name, value in told.items() if value}


LOOSE = Packing()


def check_packing(packing: Packing, exporters: Iterable[Exporter], *, is_printed: bool) -> None:
    """Raise UsageError for what cannot be cut or packed."""
    compression, shard_size = packing
    check_compression(compression)
    if shard_size < 0:
        raise UsageError(f"a shard cannot have {shard_size} bytes; name a size of 1 or more")
    if is_printed and any(packing):
        raise UsageError("standard output is neither packed nor cut; name a folder with -o")
    for exporter in exporters if shard_size else ():
        if not isinstance(exporter, RecordExporter):
            raise UsageError(
                f"format '{exporter.name}' is written in one piece, which cannot be cut into "
                "shards; leave --shard-size out, or convert into this format by itself"
            )
