"""The head of an official text: what stands beside its motto."""

import pytest

from corpuskit import Document, Label, label_text
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


HEAD = ("UBND XÃ MẪU SƠN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", MOTTO)
DAY = "Mẫu Sơn, ngày 12 tháng 7 năm 2023"
SUBJECT = "Về việc sửa chữa cầu qua suối ở thôn trên"
GROUNDS = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
    "Xét đề nghị của trưởng thôn tại cuộc họp ngày 28 tháng 6 năm 2023 về tình trạng của cây cầu,",
)
TEXT = (
    "Điều 1. Giao ban quản lý thôn trên sửa chữa cầu qua suối, hoàn thành trước mùa mưa năm nay.",
    "Điều 2. Quyết định này có hiệu lực kể từ ngày ký, các thôn chịu trách nhiệm thi hành.",
)


def official(*lines: str) -> Document:
    return label_text("\n".join([*lines, *GROUNDS, "QUYẾT ĐỊNH:", *TEXT]), "page.txt")


def titles(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.label is Label.TITLE]


@pytest.mark.parametrize("subject", [SUBJECT, SUBJECT.upper(), "SỬA CHỮA CẦU QUA SUỐI Ở THÔN TRÊN"])
def test_what_stands_below_the_kind_of_an_official_text_is_its_title(subject: str) -> None:
    document = official(*HEAD, DAY, "QUYẾT ĐỊNH", subject)
    assert titles(document) == ["QUYẾT ĐỊNH", subject]
    assert document.metadata.title is not None
    assert document.metadata.title.value == subject
    assert document.metadata.title.rule == "title.official"


def test_a_title_that_the_site_sets_above_the_letterhead_goes_before_it() -> None:
    set_above = "Quyết định sửa chữa cầu qua suối của thôn trên"
    assert titles(official(set_above, *HEAD, DAY, "QUYẾT ĐỊNH", SUBJECT))[0] == set_above


def test_who_issues_an_official_text_is_no_title() -> None:
    assert titles(official("UBND XÃ MẪU SƠN", *HEAD[1:])) == []


def test_grounds_below_the_kind_are_no_title() -> None:
    assert GROUNDS[0] not in titles(official(*HEAD, DAY, "QUYẾT ĐỊNH"))


def test_the_formulas_of_an_official_text_are_no_captions() -> None:
    law = "Căn cứ Luật Giao thông đường bộ ngày 13 tháng 11 năm 2008;"
    grounds = (GROUNDS[0], law, f"{GROUNDS[1]} theo lời kể của bà con trong thôn trên.")
    lines = (*HEAD, *grounds, "", "QUYẾT NGHỊ:", "Điều 1. Phạm vi điều chỉnh", "Lê Thị Mẫu")
    document = label_text("\n".join(lines), "page.txt")
    assert Label.CAPTION not in {block.label for block in document.blocks}


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ((*HEAD, DAY), "Mẫu Sơn"),
        ((*HEAD, f"- {DAY}"), "Mẫu Sơn"),
        ((HEAD[0], f"{HEAD[1]}{MOTTO}", DAY), "Mẫu Sơn"),
        ((*HEAD, DAY.replace("Mẫu Sơn", "TP. Mẫu Sơn")), "TP. Mẫu Sơn"),
    ],
    ids=["plain", "dash", "run together", "city"],
)
def test_an_official_text_is_dated_by_its_letterhead(head: tuple[str, ...], place: str) -> None:
    found = official(*head, "QUYẾT ĐỊNH", SUBJECT).metadata
    assert found.date is not None
    assert found.dateline is not None
    assert found.dateline.place is not None
    assert (found.date.value, found.dateline.place.value) == ("2023-07-12", place)
    assert found.dateline.rule == "dateline.letterhead"


@pytest.mark.parametrize(
    "head",
    [
        (*HEAD, "Mẫu Sơn, ngày … tháng … năm 2023"),
        (DAY,),
        (*HEAD, *GROUNDS * 4, DAY),
        (*HEAD, "Hôm nay, ngày 12 tháng 7 năm 2023"),
    ],
    ids=["day left open", "no motto", "far from the motto", "minutes"],
)
def test_other_places_and_days_date_nothing(head: tuple[str, ...]) -> None:
    assert official(*head, "QUYẾT ĐỊNH", SUBJECT).metadata.dateline is None
