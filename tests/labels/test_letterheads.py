"""The head of an official text: what stands beside its motto."""

import pytest

from corpuskit.labels.page import Page
from corpuskit.labels.repeats import find_repeats
from corpuskit.labels.weighed_rules import LETTERHEAD, is_in_a_letterhead
from corpuskit.languages import corpuskit_language_packs
from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.text.lines import Piece, make_lines

LEXICON = Lexicon([pack for pack in corpuskit_language_packs() if pack.language in ("und", "vi")])
MOTTO = "Độc lập - Tự do - Hạnh phúc"
MANY = 4096


def page_of(*texts: str) -> Page:
    lines = make_lines([Piece(place, text, text, 0) for place, text in enumerate(texts)])
    return Page(lines, LEXICON, find_repeats(lines, writes_marks=True))


class Counted(tuple[int, ...]):
    """Places that count how often one of them is looked at."""

    __slots__ = ()
    looked: list[int] = []  # noqa: RUF012 - shared on purpose; a tuple has no room of its own

    def __getitem__(self, at: int) -> int:  # type: ignore[override] # never asked for a slice
        self.looked.append(at)
        return super().__getitem__(at)


@pytest.mark.parametrize(
    ("line", "stands"),
    [("XÃ MẪU SƠN", True), ("Số: 21/TB-UBND", True), ("Liên hệ", False)],
)
def test_formulas_and_capitals_beside_the_motto_are_of_the_head(line: str, *, stands: bool) -> None:
    page = page_of(line, MOTTO)
    assert is_in_a_letterhead(page.lines[0], page) is stands


@pytest.mark.parametrize(("between", "stands"), [(LETTERHEAD - 1, True), (LETTERHEAD, False)])
def test_the_motto_must_be_near(between: int, *, stands: bool) -> None:
    page = page_of("XÃ MẪU SƠN", *["Liên hệ"] * between, MOTTO, *["Liên hệ"] * between, "UBND XÃ")
    assert is_in_a_letterhead(page.lines[0], page) is stands
    assert is_in_a_letterhead(page.lines[-1], page) is stands


def test_without_a_motto_capitals_are_a_menu() -> None:
    page = page_of("TIN TỨC", "THÔNG BÁO", "VĂN BẢN")
    assert not any(is_in_a_letterhead(line, page) for line in page.lines)


def test_many_mottos_cost_a_line_no_more_than_a_few_looks() -> None:
    page = page_of(*[MOTTO] * MANY)
    page.letterheads = Counted(page.letterheads)
    Counted.looked.clear()
    assert is_in_a_letterhead(page.lines[MANY // 2], page)
    assert 0 < len(Counted.looked) <= 2 * MANY.bit_length()
