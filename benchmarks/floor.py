"""The floor: read, decode, compose and write the same text with orjson in one loop, no more."""

import sys
import unicodedata
from pathlib import Path

import orjson


def run(folder: Path, output: Path) -> None:
    """Write one JSON line for each file below a folder."""
    with output.open("wb") as stream:
        for path in sorted(folder.rglob("*.txt")):
            text = unicodedata.normalize("NFC", path.read_bytes().decode())
            stream.write(orjson.dumps({"id": path.name, "text": text}) + b"\n")


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]))
