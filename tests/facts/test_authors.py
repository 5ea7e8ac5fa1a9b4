"""Authors that are stated, beside those that the text credits."""

import pytest

from corpuskit.model import Byline, Certainty, Stated
from tests.facts.told import HEADLINE, LEAD, read, said

PAGE = f"{HEADLINE}\n{LEAD}\n"
SIGNED = f"{PAGE}{LEAD.replace('Thư viện', 'Trường học')}\nTin, ảnh: Duy Tuấn\n"


def author(value: str, name: str = "author") -> Stated:
    return said("author", value, name)


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ([author("Nguyễn Văn A")], ["Nguyễn Văn A"]),
        ([author("Nguyễn Văn A, Trần B")], ["Nguyễn Văn A", "Trần B"]),
        ([author("Huy Hùng - Thanh Loan")], ["Huy Hùng", "Thanh Loan"]),
        ([author("Huy Hùng; Loan")], ["Huy Hùng", "Loan"]),
        ([author("Nguyễn Văn A và Trần B")], ["Nguyễn Văn A", "Trần B"]),
        ([author("Smith, John")], ["Smith, John"]),
        ([author("Nguyen Van, Anh Minh", "citation_author")], ["Nguyen Van, Anh Minh"]),
        ([author("An"), author("AN", "article:author"), author("an.", "dc.creator")], ["AN"]),
        ([author("Tác giả: Nguyễn Văn A")], ["Nguyễn Văn A"]),
        ([author("VnExpress")], ["VnExpress"]),
        ([author("Brazil, Rachel", "dc.creator"), author("Condé Nast"),
          author("Rachel Brazil", "json-ld:NewsArticle.author.name")], ["Rachel Brazil"]),
        ([author("An Bình"), author("null", "json-ld:NewsArticle.author.name")], ["An Bình"]),
        ([author("O'Brien"), author("Jean-Luc Picard")], ["O'Brien", "Jean-Luc Picard"]),
        ([author("https://www.facebook.com/baomau")], []),
        ([author("//facebook.com/baomau"), author("www.baomau.vn"), author("baomau.vn")], []),
        ([author("@baomau"), author("toasoan@baomau.vn"), author("mailto:a@b.vn")], []),
        ([author("admin"), author("Administrator"), author("Super User")], []),
        ([author("null"), author("undefined"), author("123"), author("-"), author("A")], []),
        ([author("\x00\u202e"), author("a" * 2000), author("b" * 101)], []),
    ],
)  # fmt: skip
def test_stated_authors_are_bylines_where_they_are_names(
    stated: list[Stated], names: list[str]
) -> None:
    assert [byline.name for byline in read(PAGE, *stated).bylines] == names


def test_a_name_that_the_text_credits_is_not_doubled_and_certain() -> None:
    (byline,) = read(SIGNED, author("DUY TUẤN", "NewsArticle.author")).bylines
    assert (byline.name, byline.roles) == ("Duy Tuấn", ("words", "photo"))
    assert byline.rule == "byline.credit+stated.NewsArticle.author"
    assert byline.start > 0


def test_a_printed_name_is_confirmed_by_any_statement() -> None:
    stated = [author("Duy Tuấn"), author("Lê Thị B", "json-ld:NewsArticle.author.name")]
    bylines = read(SIGNED, *stated).bylines
    assert [byline.rule for byline in bylines] == [
        "byline.credit+stated.author",
        "stated.json-ld:NewsArticle.author.name",
    ]


def test_other_names_stand_behind_those_of_the_text() -> None:
    bylines = read(SIGNED, author("Lê Thị B")).bylines
    assert [byline.name for byline in bylines] == ["Duy Tuấn", "Lê Thị B"]


def test_a_stated_name_says_where_it_stands() -> None:
    stated = Stated("author", "article:author", "Huy Hùng; Thanh Loan", 100, 120)
    assert read(PAGE, stated).bylines == (
        Byline("Huy Hùng", ("words",), 100, 108, "stated.article:author", Certainty.HIGH),
        Byline("Thanh Loan", ("words",), 110, 120, "stated.article:author", Certainty.HIGH),
    )


def test_a_crowd_of_authors_is_cut() -> None:
    stated = [author("; ".join(f"Nguyễn Văn {chr(0x4E00 + n)}" for n in range(99)))] * 500
    assert len(read(PAGE, *stated).bylines) == 50
