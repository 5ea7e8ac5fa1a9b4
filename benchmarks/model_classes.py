"""Classes for the values of the model: what it costs to make and to write a document of 30 blocks.

    python benchmarks/model_classes.py

Candidates: msgspec.Struct, slotted dataclasses, attrs classes, each frozen. `encode` is what each
offers for JSON: msgspec's own encoder, orjson, and for attrs orjson on its dictionary.
"""

import dataclasses
import statistics
import timeit
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import attrs
import msgspec
import orjson

BLOCKS = 30
TEXT = "Hội nghị đã thông qua nghị quyết về xây dựng đường giao thông nông thôn. " * 2
FIELDS = {"start": int, "raw": str, "text": str, "label": str, "reason": Any, "repeat_of": int}
REASON = {"rule": str, "confidence": float, "evidence": str}


class Candidate(NamedTuple):
    """A pair of classes, and how a list of blocks becomes JSON."""

    block: Callable[..., Any]
    reason: Callable[..., Any]
    encode: Callable[[Any], bytes]


def candidates() -> dict[str, Candidate]:
    """Make the classes."""
    fields, reason = list(FIELDS.items()), list(REASON.items())
    options: dict[str, Any] = {"frozen": True, "slots": True}
    return {
        "msgspec.Struct, frozen": Candidate(
            msgspec.defstruct("Block", fields, frozen=True, gc=False),
            msgspec.defstruct("Reason", reason, frozen=True, gc=False),
            msgspec.json.encode,
        ),
        "msgspec.Struct, to_builtins + orjson": Candidate(
            msgspec.defstruct("Block", fields, frozen=True, gc=False),
            msgspec.defstruct("Reason", reason, frozen=True, gc=False),
            lambda blocks: orjson.dumps(msgspec.to_builtins(blocks)),
        ),
        "dataclass, frozen, slots": Candidate(
            dataclasses.make_dataclass("Block", fields, **options),
            dataclasses.make_dataclass("Reason", reason, **options),
            orjson.dumps,
        ),
        "dataclass, slots": Candidate(
            dataclasses.make_dataclass("Block", fields, slots=True),
            dataclasses.make_dataclass("Reason", reason, slots=True),
            orjson.dumps,
        ),
        "attrs, frozen, slots": Candidate(
            attrs.make_class("Block", list(FIELDS), **options),
            attrs.make_class("Reason", list(REASON), **options),
            lambda blocks: orjson.dumps([attrs.asdict(block) for block in blocks]),
        ),
    }


def make(candidate: Candidate) -> list[Any]:
    """Make the blocks of one document."""
    reason, block = candidate.reason, candidate.block
    return [
        block(number, TEXT, TEXT, "paragraph", reason("paragraph.running", 0.95, ""), -1)
        for number in range(BLOCKS)
    ]


def microseconds(work: Callable[[], object]) -> float:
    """Give the median of five timings of one call."""
    return statistics.median(timeit.repeat(work, number=300, repeat=5)) / 300 * 1e6


def main() -> None:
    """Print the table."""
    print("| | create, µs | encode, µs |\n|---|---|---|")
    for name, candidate in candidates().items():
        blocks = make(candidate)
        created = microseconds(partial(make, candidate))
        encoded = microseconds(partial(candidate.encode, blocks))
        print(f"| {name} | {created:.0f} | {encoded:.0f} |")


if __name__ == "__main__":
    main()
