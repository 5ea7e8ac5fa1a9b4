"""Repeats: what counts as said again, and how."""

from typing import Any, SupportsIndex

import pytest

from corpuskit.labels.repeats import find_repeats
from corpuskit.text.echoes import slug_of
from corpuskit.text.lines import Line, Piece, make_lines

LONG = "Hội đồng nhân dân xã đã thông qua nghị quyết về xây dựng đường giao thông nông thôn."
OTHER = "Năm nay ngày hội có mười hai gian sách, trong đó có một gian dành cho truyện tranh."
THIRD = "Ban tổ chức cho biết ngày hội sẽ được tổ chức hằng năm và mở rộng ra các xã bạn."


PASSAGE = [f"{number}. {LONG}" for number in range(5)]


def repeats(page: str) -> list[tuple[int, int, str]]:
    """Give (place, place of what is repeated, kind) for the lines of a page; "" is a gap."""
    lines = make_lines([Piece(0, line, line, 0) for line in page.split("\n")])
    found = find_repeats(lines, writes_marks=True)
    return [(place, repeat.place, str(repeat.kind)) for place, repeat in sorted(found.items())]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Quang cảnh hội nghị", "", "Quang cảnh hội nghị", "", LONG], [(1, 0, "exact")]),
        ([LONG, "", "QUANG CẢNH HỘI NGHỊ", "", "Quang cảnh hội nghị", ""], [(2, 1, "folded")]),
        (["Có.", "", "Có.", "", LONG], []),
        (["La la la la la la", "La la la la la la", "La la la la la la"], []),
        ([LONG, LONG], [(1, 0, "exact")]),
        ([LONG, LONG, LONG], [(1, 0, "exact"), (2, 0, "exact")]),
        ([LONG, OTHER, LONG], [(2, 0, "refrain")]),
        ([LONG, OTHER, THIRD, LONG, OTHER], [(3, 0, "refrain"), (4, 1, "refrain")]),
        (PASSAGE + PASSAGE, [(place + 5, place, "exact") for place in range(5)]),
        ([LONG, "- Anh đi đâu đấy", "- Anh đi đâu đấy", OTHER], []),
        ([LONG, "Anh đi đâu đấy?", "", "Anh đi đâu đấy?", "", OTHER], []),
        (["Quạ đáp rằng: không bao giờ", "", "Quạ đáp rằng: không bao giờ", ""], []),
        (["quang canh hoi nghi", "Quang cảnh hội nghị.", LONG], [(0, 1, "slug")]),
        (["quang canh hoi nghi", LONG, "quang canh hoi nghi"], [(2, 0, "exact")]),
        (["Xã Mẫu mở hội sách", LONG, "Xã Mẫu mở hội sách", OTHER], [(2, 0, "exact")]),
        (["Ai mở hội sách?", LONG, "Ai mở hội sách?", OTHER], [(2, 0, "exact")]),
        (["Ai mở hội sách?", "Vì ai?", LONG, "Ai mở hội sách?", OTHER], []),
        (["Xã Mẫu mở hội sách", "Trời trong", "Xã Mẫu mở hội sách"], []),
    ],
)
def test_these_lines_are_repeats(lines: list[str], expected: list[tuple[int, int, str]]) -> None:
    assert repeats("\n".join(lines)) == expected


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Đại hội, lần thứ XV (2020-2025).", "dai hoi lan thu xv 2020 2025"),
        ("Ñandú øre Straße", "nandu ore strasse"),
        ("…", ""),
    ],
)
def test_a_slug_is_small_letters_and_figures(text: str, slug: str) -> None:
    assert slug_of(text) == slug


class CountedLines(list[Line]):
    """Lines of a page that count how many of them were looked at in slices."""

    looked_at = 0

    def __getitem__(self, key: SupportsIndex | slice) -> Any:
        if isinstance(key, slice):
            self.looked_at += len(range(*key.indices(len(self))))
        return super().__getitem__(key)


def test_a_line_said_many_times_in_a_row_does_not_look_at_all_of_them_each_time() -> None:
    said = "Quang cảnh hội nghị"
    lines = CountedLines(make_lines([Piece(0, said, said, 0) for _ in range(1000)]))
    assert find_repeats(lines, writes_marks=True) == {}
    assert lines.looked_at <= 2 * len(lines)
