"""What else a source states of itself: address, publisher, licence, keywords; hostile values."""

import pytest

from corpuskit.facts.spans import collect_spans
from corpuskit.facts.stated import Told, look_beside, with_statements
from corpuskit.facts.trust import claims, readable
from corpuskit.model import STATED_KINDS, Certainty, Fact, Metadata, Source, Stated
from tests.facts.told import HEADLINE, LEAD, VI, read, said, source

PAGE = f"{HEADLINE}\n{LEAD}\n"


def shown(fact: Fact | None) -> str:
    return f"{fact.value} {fact.certainty}" if fact else "none"


def test_a_source_that_states_nothing_changes_nothing() -> None:
    metadata, told = Metadata(), Told(Source("a.txt", "", 0, "utf-8"))
    assert with_statements(metadata, told, look_beside(told, VI), VI) is metadata


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ([said("publisher", "Báo Mẫu", "og:site_name")], "Báo Mẫu high"),
        ([said("publisher", "tuổi trẻ online", "og:site_name")], "Tuổi Trẻ Online high"),
        ([said("publisher", "Báo Mẫu", "og:site_name"), said("publisher", "Nhà A", "publisher")],
         "Báo Mẫu medium"),
        ([said("publisher", "https://facebook.com/baomau", "article:publisher")], "none"),
        ([said("publisher", "x" * 201)], "none"),
        ([said("url", "https://baohagiang.vn/1.html", "canonical")], "Báo Hà Giang medium"),
        ([said("url", "https://bao.example/1.html", "canonical")], "none"),
        ([], "none"),
    ],
)  # fmt: skip
def test_the_publisher_is_stated_or_known_by_its_host(stated: list[Stated], expected: str) -> None:
    assert shown(read(PAGE, *stated).publisher) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (["https://creativecommons.org/licenses/by/4.0/"],
         "https://creativecommons.org/licenses/by/4.0/ high"),
        (["https://creativecommons.org/licenses/by/4.0/",
          "http://creativecommons.org/licenses/by/4.0"],
         "https://creativecommons.org/licenses/by/4.0/ high"),
        (["CC BY 4.0", "CC BY-NC 4.0"], "CC BY 4.0 medium"),
        (["null", "N/A"], "none"),
    ],
)  # fmt: skip
def test_a_licence_is_given_as_it_is_stated(stated: list[str], expected: str) -> None:
    licences = [said("licence", value) for value in stated]
    assert shown(read(PAGE, *licences).licence) == expected


def test_description_section_and_keywords_are_facts() -> None:
    metadata = read(
        PAGE,
        said("description", "Một ngày\nhội.", "og:description"),
        said("section", "Giáo dục", "article:section"),
        Stated("keywords", "keywords", "sách, đọc sách; Sách,,", 7, 29),
        said("keywords", "Xã Mẫu", "article:tag"),
    )
    assert shown(metadata.description) == "Một ngày hội. high"
    assert shown(metadata.section) == "Giáo dục high"
    assert [fact.value for fact in metadata.keywords] == ["Xã Mẫu", "sách", "đọc sách"]
    assert metadata.keywords[1] == Fact(
        "sách", "sách, đọc sách; Sách,,", 7, 29, "stated.keywords", Certainty.MEDIUM
    )


def test_what_a_page_repeats_for_robots_is_cut() -> None:
    words = ",".join(f"từ {n}" for n in range(400))
    assert len(read(PAGE, said("keywords", words[:2000])).keywords) == 50


@pytest.mark.parametrize("kind", sorted(STATED_KINDS))
@pytest.mark.parametrize(
    "value",
    ["", " ", "\x00", "\ud800", "null", "a" * 2_000, "a" * 100_000, "e" + "\u0301\u0323" * 900,
     "-" * 2000, ", " * 900, "\u202e\u2066", "1970-01-01", "{" * 900, "http://" * 280,
     "%" * 2000, "[object Object]", "\ufffe", "-100" * 400, "a-" * 900 + "1"],
)  # fmt: skip
def test_no_statement_stops_a_page_or_brings_what_no_text_may_hold(kind: str, value: str) -> None:
    metadata = read(PAGE, said(kind, value), said(kind, value, "\x1b[31m\ud800" * 99))
    facts = [metadata.title, metadata.url, metadata.publisher, metadata.licence,
             metadata.description, metadata.section, *metadata.keywords]  # fmt: skip
    said_ = [*(fact.value for fact in facts if fact), *(byline.name for byline in metadata.bylines)]
    rules = [*(fact.rule for fact in facts if fact), *(byline.rule for byline in metadata.bylines)]
    assert [text for text in (*said_, *rules) if not text.isprintable()] == []
    assert metadata.title is not None
    assert metadata.title.value == HEADLINE


def test_statements_have_no_spans_in_the_text() -> None:
    url = "https://bao.vn/202305/a"
    stated = [
        Stated("published", "itemprop datePublished", "2023-05-18", 3, 13),
        Stated("author", "itemprop author", "Xã Mẫu", 0, 6),
        Stated("url", "canonical", url, 0, len(url)),
    ]
    assert collect_spans(read(PAGE, *stated), (), ()) == {}


def test_the_most_trusted_statement_comes_first_and_order_decides_between_equals() -> None:
    names = ["title", "x", "twitter:title", "og:title", "dc.title", "list.csv: title",
             "NewsArticle.headline", "WebPage.name", "og:title"]  # fmt: skip
    found = source(*(said("title", f"{n}", name) for n, name in enumerate(names)))
    assert [claim.value for claim in claims(found, "title")] == list("563842071")


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("list.csv: title", "json-ld:NewsArticle.headline"),
        ("rel:canonical", "og:url"),
        ("Link rel=canonical", "WARC-Target-URI"),
        ("json-ld:NewsArticle.author.name", "author"),
        ("json-ld:NewsArticle.datePublished", "json-ld:WebPage.datePublished"),
        ("json-ld:WebPage.datePublished", "article:published_time"),
        ("article:published_time", "itemprop:datePublished"),
        ("itemprop:datePublished", "dc.date"),
        ("citation_title", "twitter:title"),
        ("og:title", "json-ld:WebPage.name"),
        ("json-ld:NewsArticle.headline", "json-ld:NewsArticle.name"),
        ("og:title", "title"),
        ("title", "metadata.title"),
    ],
)
def test_names_as_the_readers_give_them_have_their_place(better: str, worse: str) -> None:
    found = source(said("title", "worse", worse), said("title", "better", better))
    assert [claim.value for claim in claims(found, "title")] == ["better", "worse"]


def test_a_value_is_made_readable() -> None:
    assert readable("\ufeffBa\u0301o\xa0 \x07Mẫu\u2028\u202e") == "Báo Mẫu"
    assert readable("a" * 2001) == ""
