from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit_html.tokens import Attribute, Token, attributes, tokenize

PIECES = [
    "<", ">", "/", "</", "<!", "<!--", "-->", "--!>", "<?", "]]>", "<![CDATA[", '"', "'", "=",
    " ", "\n", "p", "a href", "script", "</script", "<script>", "<style>", "<title>", "</title>",
    "<svg>", "</svg>", "<math", "desc>", "<plaintext>", "<textarea>", "&amp;", "&", "\0", "ệ",
    "<p>", "</p>",
]  # fmt: skip
pages = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def pieces(page: str) -> list[tuple[str, str]]:
    return [(token.kind, page[token.start : token.end]) for token in tokenize(page)]


def only_tag(page: str) -> Token:
    (token,) = tokenize(page)
    return token


@given(pages)
def test_tokens_tile_the_page(page: str) -> None:
    place = 0
    for token in tokenize(page):
        assert token.start == place
        assert token.end > token.start
        place = token.end
    assert place == len(page)


@given(pages, pages, pages)
def test_a_part_of_a_page_is_cut_as_if_it_were_the_whole(a: str, b: str, c: str) -> None:
    part = [
        token._replace(start=token.start - len(a), end=token.end - len(a))
        for token in tokenize(a + b + c, len(a), len(a + b))
    ]
    assert part == list(tokenize(b))


@given(pages)
def test_two_texts_never_follow_each_other(page: str) -> None:
    kinds = [token.kind for token in tokenize(page)]
    assert ("text", "text") not in list(pairwise(kinds))


@given(pages)
def test_values_lie_in_their_tags(page: str) -> None:
    for token in tokenize(page):
        if token.kind == "start":
            for value in attributes(page, token).values():
                assert token.start < value.start <= value.end < token.end


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("a<b>c", [("text", "a"), ("start", "<b>"), ("text", "c")]),
        ('<a title="1 > 0">x', [("start", '<a title="1 > 0">'), ("text", "x")]),
        ("<a title='>'>x", [("start", "<a title='>'>"), ("text", "x")]),
        ("<a b=c'>x", [("start", "<a b=c'>"), ("text", "x")]),
        ('<a =">x', [("start", '<a =">'), ("text", "x")]),
        ('<a b="c"d="e">', [("start", '<a b="c"d="e">')]),
        ("<a b=>c", [("start", "<a b=>"), ("text", "c")]),
        ("1 < 2 <3 <", [("text", "1 < 2 <3 <")]),
        ("a</>b", [("text", "a"), ("comment", "</>"), ("text", "b")]),
        ("a</ b>c", [("text", "a"), ("comment", "</ b>"), ("text", "c")]),
        ("a</", [("text", "a</")]),
        ("</p x=y>", [("end", "</p x=y>")]),
        ("<!doctype html>a", [("comment", "<!doctype html>"), ("text", "a")]),
        ("<?php a ?>b", [("comment", "<?php a ?>"), ("text", "b")]),
        ("<!-- > -- > --!>a", [("comment", "<!-- > -- > --!>"), ("text", "a")]),
        ("<!-->a", [("comment", "<!-->"), ("text", "a")]),
        ("<!--->a", [("comment", "<!--->"), ("text", "a")]),
        ("a<!-- b", [("text", "a"), ("comment", "<!-- b")]),
        ("a<b title='", [("text", "a"), ("comment", "<b title='")]),
        ("a<b", [("text", "a"), ("comment", "<b")]),
        ("<![CDATA[a]]>b", [("comment", "<![CDATA[a]]>"), ("text", "b")]),
    ],
)
def test_the_standard_is_followed(page: str, expected: list[tuple[str, str]]) -> None:
    assert pieces(page) == expected


@pytest.mark.parametrize(
    ("page", "content"),
    [
        ("<script>a<b></p>'</scripty></script>", "a<b></p>'</scripty>"),
        ("<SCRIPT>a</Script >", "a"),
        ("<script><!-- <script>a</script> --></script>b", "<!-- <script>a</script> -->"),
        ("<script><!-- a</script>b", "<!-- a"),
        ("<script><!--> <script></script>b", "<!--> <script>"),
        ("<script><!-- <script> --> a</script>b", "<!-- <script> --> a"),
        ("<script>a", "a"),
        ("<title>a<b>&amp;</title>", "a<b>&amp;"),
        ("<textarea><p></textarea/>", "<p>"),
        ("<style><!-- </style>", "<!-- "),
        ("<plaintext>a</plaintext>", "a</plaintext>"),
        ("<svg><![CDATA[a<b>]]></svg>", "a<b>"),
        ("<math><![CDATA[a", "a"),
    ],
)
def test_some_elements_hold_no_markup(page: str, content: str) -> None:
    assert content in [page[t.start : t.end] for t in tokenize(page) if t.kind == "raw"]


@pytest.mark.parametrize(
    "page",
    [
        "<noscript><p>a</p></noscript>",
        "<svg><title><b>a</b></title></svg>",
        "<svg><style><b></style></svg>",
        "<svg><desc><![CDATA[a]]></desc></svg>",
        "<svg><p><![CDATA[a]]></p>",
        "<svg/><![CDATA[a]]>",
    ],
)
def test_other_elements_hold_markup(page: str) -> None:
    assert not [token for token in tokenize(page) if token.kind == "raw"]


def test_title_holds_no_markup_in_html_inside_of_svg() -> None:
    page = "<svg><foreignObject><title><b></title></foreignObject></svg>"
    assert ("raw", "<b>") in pieces(page)


@pytest.mark.parametrize(
    ("tag", "closing"),
    [
        ("<br/>", True),
        ("<br />", True),
        ('<a b="c"/>', True),
        ("<a b />", True),
        ("<a b=c/>", False),
        ("<a b= />", False),
        ("<br>", False),
    ],
)
def test_a_slash_closes_a_tag_unless_it_ends_a_value(tag: str, closing: bool) -> None:  # noqa: FBT001 - a case
    assert only_tag(tag).self_closing is closing


def test_names_are_in_small_letters_of_ascii_only() -> None:
    assert only_tag("<DIV>").name == "div"
    assert only_tag("<LIN\N{KELVIN SIGN}>").name == "lin\N{KELVIN SIGN}"


def test_attributes_have_values_and_places() -> None:
    page = "x<A HREF='?a=1&amp;b' class=c/d checked title = \"T&#7879;\" href=2 / x=>"
    found = attributes(page, list(tokenize(page))[1])
    assert {name: value.value for name, value in found.items()} == {
        "href": "?a=1&b",
        "class": "c/d",
        "checked": "",
        "title": "Tệ",
        "x": "",
    }
    assert [page[value.start : value.end] for value in found.values()] == [
        "?a=1&amp;b",
        "c/d",
        "",
        "T&#7879;",
        "",
    ]


def test_the_first_of_two_attributes_counts() -> None:
    page = "<p id=a ID=b>"
    assert attributes(page, only_tag(page)) == {"id": Attribute("a", 6, 7)}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("?a=1&copy=2", "?a=1&copy=2"),
        ("?a=1&copyb", "?a=1&copyb"),
        ("&copy", "©"),
        ("&copy b", "© b"),
        ("&copy;b", "©b"),
        ("&notit;", "&notit;"),
        ("&#65b", "Ab"),
        ("a & b &", "a & b &"),
    ],
)
def test_addresses_keep_their_parameters(value: str, expected: str) -> None:
    page = f'<a href="{value}">'
    assert attributes(page, only_tag(page))["href"].value == expected
