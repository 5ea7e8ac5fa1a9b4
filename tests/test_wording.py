"""Words of messages: no number stands beside the wrong noun, and no failure without a cause."""

import pytest

from corpuskit.wording import counted, in_words


@pytest.mark.parametrize(
    ("number", "told"), [(0, "0 files"), (1, "1 file"), (2, "2 files"), (1234, "1,234 files")]
)
def test_one_thing_is_no_plural(number: int, told: str) -> None:
    assert counted(number, "file") == told


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ValueError("no number"), "ValueError: no number"),
        (ValueError(" \n"), "ValueError"),
        (MemoryError(), "MemoryError: not enough memory, which fewer --workers need less of"),
        (MemoryError("of the card"), "MemoryError: of the card"),
        (StopIteration(), "StopIteration"),
    ],
)
def test_a_failure_never_ends_in_a_colon(error: Exception, told: str) -> None:
    assert in_words(error) == told
