import orjson
import pytest

from corpuskit_html.json_ld import read_json_ld
from corpuskit_html.kinds import KINDS
from corpuskit_html.loose_json import DEEPEST, parse

ARTICLE = """
{
  "@context": "https://schema.org",
  "@type": "NewsArticle",
  "headline": "Mưa lớn ở miền Trung",
  "author": [{"@type": "Person", "name": "Lê An"}, {"name": "Trần Bình"}],
  "datePublished": "2023-05-18T07:30:00+07:00",
  "publisher": {"@type": "Organization", "name": "Báo Núi", "logo": {"name": "Logo"}},
  "articleBody": "Sáng nay mưa lớn."
}
"""


def told(text: str, start: int = 0) -> list[tuple[str, str, str]]:
    """Give kind, name without the prefix, and value of each statement."""
    stated = read_json_ld(text, start, KINDS).stated
    return [(one.kind, one.name.removeprefix("json-ld:"), one.value) for one in stated]


def test_an_article_says_its_title_authors_date_and_house() -> None:
    assert told(ARTICLE) == [
        ("title", "NewsArticle.headline", "Mưa lớn ở miền Trung"),
        ("author", "NewsArticle.author.name", "Lê An"),
        ("author", "NewsArticle.author.name", "Trần Bình"),
        ("published", "NewsArticle.datePublished", "2023-05-18T07:30:00+07:00"),
        ("publisher", "NewsArticle.publisher.name", "Báo Núi"),
    ]


def test_a_value_has_the_place_of_its_string_in_the_page() -> None:
    page = '<script>{"name": "Tin", "@type": "Article", "headline": "name"}'
    stated = read_json_ld(page[8:], 8, KINDS).stated
    assert [page[one.start : one.end] for one in stated] == ["Tin", "name"]
    assert [(one.start, one.end) for one in stated] == [(18, 21), (57, 61)]


def test_the_place_of_a_string_with_escapes_is_its_printed_form() -> None:
    text = r'{"@type": "Article", "headline": "M\u01b0a \"l\u1edbn\" \/ gi\u00f3"}'
    (stated,) = read_json_ld(text, 0, KINDS).stated
    assert stated.value == 'Mưa "lớn" / gió'
    assert text[stated.start : stated.end] == r"M\u01b0a \"l\u1edbn\" \/ gi\u00f3"


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ('"author": "Lê An"', [("author", "author", "Lê An")]),
        ('"author": ["Lê An", "B"]', [("author", "author", "Lê An"), ("author", "author", "B")]),
        ('"author": "https://a.vn/le-an"', [("", "author", "https://a.vn/le-an")]),
        ('"author": {"url": "https://a.vn"}', []),
        ('"inLanguage": {"alternateName": "vi"}', [("language", "inLanguage.alternateName", "vi")]),
        (
            '"license": {"@id": "https://cc.org/by"}',
            [("licence", "license.@id", "https://cc.org/by")],
        ),
        ('"mainEntityOfPage": "https://a.vn/1"', [("url", "mainEntityOfPage", "https://a.vn/1")]),
        ('"mainEntityOfPage": true', []),
        ('"keywords": "mưa, gió"', [("keywords", "keywords", "mưa, gió")]),
        ('"isPartOf": {"name": "Báo Núi"}', [("", "isPartOf.name", "Báo Núi")]),
        ('"headline": " Sách &amp; báo "', [("title", "headline", "Sách & báo")]),
        (
            '"wordCount": 9, "isAccessibleForFree": true, "headline": 8',
            [("", "wordCount", "9"), ("", "isAccessibleForFree", "true")],
        ),
        ('"headline": null, "name": 7.5, "author": {}, "keywords": [[], 3]', []),
        ('"image": "a.jpg", "articleBody": "Sáng nay"', []),
    ],
)
def test_a_property_is_a_text_a_list_or_a_thing(
    member: str, expected: list[tuple[str, str, str]]
) -> None:
    said = told('{"@type": "Article", ' + member + "}")
    assert [(kind, name.removeprefix("Article."), value) for kind, name, value in said] == expected


def test_an_author_is_looked_up_by_its_id() -> None:
    text = """{"@graph": [
        {"@type": "Article", "headline": "Tin",
         "author": {"@id": "#an"}, "publisher": {"@id": "#x"}},
        {"@type": "Person", "@id": "#an", "name": "Lê An"}
    ]}"""
    assert told(text) == [
        ("title", "Article.headline", "Tin"),
        ("author", "Article.author.name", "Lê An"),
    ]


def test_ids_that_name_each_other_end() -> None:
    text = """[{"@type": "Article", "author": {"@id": "#a", "x": 1}},
        {"@id": "#a", "name": {"@id": "#b"}}, {"@id": "#b", "name": {"@id": "#a"}}]"""
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        '{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Khác"}]}',
        '{"@type": "Organization", "name": "Báo Núi"}',
        '{"@type": "WebSite", "name": "Báo Núi"}',
        '{"headline": "Không rõ"}',
        '{"@type": "Article", "comment": {"@type": "Article", "headline": "Khác"}}',
        '"Article"',
        "7",
        "[]",
    ],
)
def test_things_that_the_page_is_not_say_nothing_of_it(text: str) -> None:
    found = read_json_ld(text, 0, KINDS)
    assert (found.stated, found.broken) == ((), "")


@pytest.mark.parametrize(
    "types",
    ['["Thing", "http://schema.org/BlogPosting"]', '"schema:BlogPosting"', '"BlogPosting"'],
)
def test_a_type_may_be_one_of_several_and_an_address(types: str) -> None:
    text = '{"@type": ' + types + ', "headline": "Tin"}'
    assert told(text) == [("title", "BlogPosting.headline", "Tin")]


@pytest.mark.parametrize(
    "text",
    [
        '{"@type": "Article", "headline": "Tin",}',
        '<!-- {"@type": "Article", "headline": "Tin"} -->',
        '//<![CDATA[\n{"@type": "Article", "headline": "Tin"}\n//]]>',
        '/*<![CDATA[*/ {"@type": "Article", "headline": "Tin"} /*]]>*/',
        '<![CDATA[{"@type": "Article", "headline": "Tin"}]]>',
        '{"@type": "Article", // it\'s "the" title\n "headline": "Tin"}',
        '{"@type": "Article", /* "a" */ "headline": "Tin"};',
        "{'@type': 'Article', 'headline': 'Tin',}",
        "{&quot;@type&quot;: &quot;Article&quot;, &quot;headline&quot;: &quot;Tin&quot;}",
        '{"@type": "Article", "headline": "\tTin\n"}',
        '{"@type": "Article", "size": "\\x", "headline": "Tin"}',
        '{"@type": "Article", "size": NaN, "headline": "Tin"}',
        '{"@type": "Article", "size": ' + "9" * 5000 + ', "headline": "Tin"}',
        '{"@type": "Person", "name": "An"} {"@type": "Article", "headline": "Tin"}',
        '{"@type": "Person", "name": "An"},\n{"@type": "Article", "headline": "Tin"}',
    ],
)
def test_json_that_is_slightly_broken_is_mended(text: str) -> None:
    data = read_json_ld(text, 0, KINDS)
    assert [one.value for one in data.stated if one.value] == ["Tin"]
    assert data.broken == ""
    assert all("Tin" in text[one.start : one.end] for one in data.stated if one.start >= 0)


def test_a_single_quoted_string_may_hold_double_quotes() -> None:
    text = """{'@type': 'Article', 'headline': 'Nói "không", it\\'s so \\"x\\"'}"""
    assert told(text) == [("title", "Article.headline", """Nói "không", it's so "x\"""")]


@pytest.mark.parametrize(
    "text",
    ["", "  ", "{", '{"@type": "Article", "headline": "Nói "không" nhé"}', "]" * 1000, '{"a" "b"}'],
)
def test_json_that_stays_broken_is_named(text: str) -> None:
    data = read_json_ld(text, 0, KINDS)
    assert data.stated == ()
    assert data.broken != ""


def test_what_was_read_before_the_break_is_kept() -> None:
    data = read_json_ld('{"@type": "Article", "headline": "Tin"} {"@type": "Art', 0, KINDS)
    assert [one.value for one in data.stated] == ["Tin"]
    assert data.broken != ""


def test_half_a_character_becomes_a_replacement() -> None:
    assert told(r'{"@type": "Article", "headline": "a\ud83d b\u0000"}') == [
        ("title", "Article.headline", "a\ufffd b\ufffd")
    ]


@pytest.mark.parametrize(
    ("opening", "depth"),
    [
        ("[", DEEPEST + 1),
        ("[", 1100),
        ("[", 100_000),
        ('{"a":', 1000),
        ('{"a":', 100_000),
        ('[{"@graph":', 500),
        ('[{"@graph":', 10_000),
    ],
)
def test_depth_bombs_are_read_or_named_and_raise_nothing(opening: str, depth: int) -> None:
    closing = {"[": "]", "{": "}"}
    ends = "".join(closing[sign] for sign in reversed(opening) if sign in closing)
    for text in (opening * depth, opening * depth + "1" + ends * depth):
        assert read_json_ld(text, 0, KINDS).stated == ()


def test_fifty_thousand_keys_hide_no_title() -> None:
    keys = {f"k{number}": "x" for number in range(50_000)}
    text = orjson.dumps({"@type": "Article", **keys, "headline": "Tin"}).decode()
    assert told(text) == [("title", "Article.headline", "Tin")]


@pytest.mark.parametrize(
    "text",
    ['"\\"' * 100_000, "/*" * 100_000, "," * 100_000, "'" * 100_001 + "x", "{" + '"a":1,' * 50_000],
)
def test_hostile_json_is_looked_at_once(text: str) -> None:
    assert parse(text).broken != ""


def test_a_key_that_is_said_twice_costs_no_place() -> None:
    text = '{"@type": "Article", "headline": "A", "name": "B", "headline": "C"}'
    stated = read_json_ld(text, 0, KINDS).stated
    assert [(one.value, text[one.start : one.end]) for one in stated if one.start >= 0] == [
        ("C", "C")
    ]
