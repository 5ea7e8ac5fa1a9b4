"""The title of a document, from the line that is labelled so and from what is stated."""

import pytest

from corpuskit.facts.titles import stated_titles
from corpuskit.model import Certainty, Fact, Stated
from tests.facts.told import HEADLINE, LEAD, read, said, source

PAGE = f"{HEADLINE}\n{LEAD}\n"
NO_TITLE = f"{LEAD}\n{LEAD.replace('Thư viện', 'Trường học')}\n"
SITE = said("publisher", "Báo Mẫu", "og:site_name")
SECTION = said("section", "Giáo dục", "article:section")
TUOI_TRE = said("url", "https://tuoitre.vn/ngay-hoi.htm", "canonical")


def title(value: str, name: str = "og:title") -> Stated:
    return said("title", value, name)


def shown(fact: Fact | None) -> str:
    return f"{fact.value} | {fact.rule} | {fact.certainty}" if fact else "none"


@pytest.mark.parametrize(
    "stated",
    [
        [title(HEADLINE)],
        [title(HEADLINE.upper())],
        [title(HEADLINE + ".")],
        [title(HEADLINE[:25] + "...")],
        [title(f"{HEADLINE} - Báo Mẫu"), SITE],
        [title(f"{HEADLINE} | Báo Mẫu Online"), said("url", "https://baomau.vn/1", "canonical")],
        [title("Báo Mẫu: tin mới nhất hôm nay"), title(HEADLINE, "title")],
    ],
)  # fmt: skip
def test_a_printed_title_that_is_stated_too_is_certain(stated: list[Stated]) -> None:
    fact = read(PAGE, *stated).title
    assert fact is not None
    assert (fact.value, fact.certainty, fact.start) == (HEADLINE, Certainty.HIGH, 0)
    assert fact.rule.startswith("title.above_text+stated.")


@pytest.mark.parametrize(
    "stated",
    [[title("Một tin khác hẳn về giao thông")], [title(HEADLINE[:10] + "…")], [title("Xã Mẫu")]],
)
def test_a_printed_title_stays_where_something_else_is_stated(stated: list[Stated]) -> None:
    assert shown(read(PAGE, *stated).title) == f"{HEADLINE} | title.above_text | medium"


def test_the_words_of_the_address_confirm_a_printed_title() -> None:
    url = "https://baomau.vn/xa-mau-to-chuc-ngay-hoi-doc-sach-cho-hoc-sinh-383253.html"
    fact = read(PAGE, said("url", url, "canonical")).title
    assert shown(fact) == f"{HEADLINE} | title.above_text+address | high"


def test_the_name_of_a_file_confirms_a_printed_title() -> None:
    fact = read(PAGE, name="crawl/xa-mau-to-chuc-ngay-hoi-doc-sach-cho-hoc-sinh-383.html.txt").title
    assert shown(fact) == f"{HEADLINE} | title.above_text+address | high"


@pytest.mark.parametrize("sign", ["¶", " ¶", " 🔗"])
def test_the_sign_of_a_link_to_the_heading_itself_is_not_of_the_title(sign: str) -> None:
    fact = read(PAGE.replace(HEADLINE, HEADLINE + sign, 1)).title
    assert fact is not None
    assert (fact.value, fact.end - fact.start) == (HEADLINE, len(HEADLINE))


def test_no_title_is_made_of_an_address() -> None:
    url = "https://baomau.vn/xa-mau-to-chuc-ngay-hoi-doc-sach-cho-hoc-sinh-383253.html"
    assert read(NO_TITLE, said("url", url, "canonical")).title is None


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ([title("Ngày hội")], "Ngày hội | stated.og:title | medium"),
        ([title("Ngày hội"), title("Ngày hội!", "title")], "Ngày hội | stated.og:title | high"),
        ([title("Ngày hội cũ", "title"), title("Ngày hội")], "Ngày hội | stated.og:title | medium"),
        ([title("Ngày hội - Báo Mẫu"), SITE], "Ngày hội | stated.og:title | medium"),
        ([title("Báo Mẫu » Ngày hội"), SITE], "Ngày hội | stated.og:title | medium"),
        ([title("Ngày hội - Giáo dục - Báo Mẫu"), SITE, SECTION],
         "Ngày hội | stated.og:title | medium"),
        ([title("Ngày hội - Tuổi Trẻ Online"), TUOI_TRE], "Ngày hội | stated.og:title | medium"),
        ([title("Ngày hội - VnMau"), said("url", "https://vnmau.net/1", "canonical")],
         "Ngày hội | stated.og:title | medium"),
        ([title("Ngày hội - Đọc sách")], "Ngày hội - Đọc sách | stated.og:title | medium"),
        ([title("Hà Nội - Huế"), SITE], "Hà Nội - Huế | stated.og:title | medium"),
        ([title("Báo Mẫu"), SITE], "none"),
        ([title("Báo Mẫu"), title("Ngày hội", "title"), SITE], "Ngày hội | stated.title | medium"),
        ([title("null"), title("undefined", "title"), title(" \x00\u200b")], "none"),
        ([title("{{ post.title }}"), title("Untitled", "title")], "none"),
        ([title("a" * 2000)], "none"),
        ([title("Ngày\x00 hội\r\n\tđọc\u200b sách")],
         "Ngày hội đọc sách | stated.og:title | medium"),
        ([title("=HYPERLINK(1)")], "=HYPERLINK(1) | stated.og:title | medium"),
        ([title("Tên bài", "list.csv: title"), title("Tên khác", "NewsArticle.headline")],
         "Tên bài | stated.list.csv: title | medium"),
    ],
)  # fmt: skip
def test_a_statement_gives_the_title_where_no_line_is_one(
    stated: list[Stated], expected: str
) -> None:
    assert shown(read(NO_TITLE, *stated).title) == expected


def test_the_proof_of_a_stated_title_is_what_is_printed() -> None:
    stated = Stated("title", "title", "Ngày hội - Báo Mẫu", 20, 38)
    assert read(NO_TITLE, stated, SITE).title == Fact(
        "Ngày hội", "Ngày hội - Báo Mẫu", 20, 38, "stated.title", Certainty.MEDIUM
    )


def test_stated_titles_are_the_most_trusted_first_with_and_without_the_site() -> None:
    found = source(
        title("Ngày hội - Báo Mẫu", "title"), title("Ngày hội"), SITE, title("null", "h")
    )
    assert stated_titles(found) == ("Ngày hội", "Ngày hội - Báo Mẫu")
    assert stated_titles(source(SITE)) == ()


@pytest.mark.parametrize("value", [" - " * 600, "a - " * 400, "|" * 2000, "- | " * 500])
def test_a_title_of_joints_alone_costs_no_time(value: str) -> None:
    site = said("publisher", "a", "og:site_name")
    assert isinstance(stated_titles(source(title(value), site)), tuple)
