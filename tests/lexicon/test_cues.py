"""Cues: words that speak for a label, sought in lines in small letters."""

import pytest

from corpuskit.lexicon.lexicon import Cues

CUES = Cues(
    [
        ("start", "Quang cảnh"),
        ("contains", "tặng hoa"),
        ("end", "(trái)"),
        ("pattern", r"^[IVX]{1,5}\. ?\S"),
        ("pattern", r"\bHÌNH (?P<Number>\d)\D"),
    ]
)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("quang cảnh hội nghị", "quang cảnh"),
        ("quang cảnhs", ""),
        ("trước quang cảnh hội nghị", ""),
        ("bà b tặng hoa cho em", "tặng hoa"),
        ("bà b dtặng hoa cho em", ""),
        ("bà b (trái)", "(trái)"),
        ("bà b (trái) và bà c", ""),
        ("iv. mở đầu", "iv. m"),
        ("xem hình 3b", "hình 3b"),
        ("xem hình 33", ""),
    ],
)
def test_a_cue_is_found_where_its_place_is(line: str, found: str) -> None:
    assert CUES.find(line) == found


def test_no_cues_find_nothing() -> None:
    assert Cues([]).find("quang cảnh hội nghị") == ""


@pytest.mark.parametrize(
    ("pattern", "key", "found"),
    [
        ("^(?:anh|hinh) [0-9]", "anh 1 hoi sach", "anh 1"),
        ("^(?:anh|hinh) [0-9]", "hoi sach anh 1", ""),
        ("^[a|b]c", "|c", "|c"),
        (r"^a\|b", "xa|b", ""),
        ("^anh|hinh", "mot hinh", "hinh"),
        ("^anh|hinh", "mot anh", ""),
        ("anh$", "mot anh", "anh"),
    ],
)
def test_a_pattern_is_sought_where_it_may_stand(pattern: str, key: str, found: str) -> None:
    assert Cues([("pattern", pattern), ("pattern", "^(?!)")]).find(key) == found
