import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.model import STATED_KINDS, DocumentWarning, Stated
from corpuskit_html.kinds import KINDS
from corpuskit_html.statements import LONGEST_VALUE, MOST_STATEMENTS
from tests.plugins.html.walks import page_statements

ENTRIES = tomllib.loads(files("corpuskit_html").joinpath("kinds.toml").read_text("utf-8"))


def told(page: str) -> list[tuple[str, str, str]]:
    """Give kind, name and value of each statement."""
    return [(one.kind, one.name, one.value) for one in page_statements(page).stated]


def codes(page: str) -> list[str]:
    return [warning.code for warning in page_statements(page).warnings]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<title> Mưa &amp; gi&oacute;\n</title>", ("title", "title", "Mưa & gió")),
        ("<title>1 < 2 <b></title>", ("title", "title", "1 < 2 <b>")),
        ('<html lang="vi">', ("language", "lang", "vi")),
        ("<html xml:lang=vi-VN>", ("language", "xml:lang", "vi-VN")),
        ("<meta charset=utf-8>", ("", "charset", "utf-8")),
        ('<meta name=Author content="Lê An">', ("author", "Author", "Lê An")),
        ('<META CONTENT=" Lê An " NAME="author">', ("author", "author", "Lê An")),
        ('<meta property="og:title" content="Mưa">', ("title", "og:title", "Mưa")),
        ('<meta name="DC.date.issued" content="2020">', ("published", "DC.date.issued", "2020")),
        ("<meta itemprop=inLanguage content=vi>", ("language", "itemprop:inLanguage", "vi")),
        ("<meta http-equiv=Content-Language content=vi>", ("language", "content-language", "vi")),
        ('<meta name="x:y" content="z">', ("", "x:y", "z")),
        ('<meta name="x" property="og:url" content="/a">', ("url", "og:url", "/a")),
        ('<meta property="x dc:title" content="A">', ("title", "dc:title", "A")),
        ("<meta name=article:author content=//a.vn/an>", ("", "article:author", "//a.vn/an")),
        ('<link rel="canonical" href="/tin-1">', ("url", "rel:canonical", "/tin-1")),
        ("<link rel='nofollow license' href=/cc>", ("licence", "rel:license", "/cc")),
        ("<p><a rel=license href=/cc>CC BY</a>", ("licence", "rel:license", "/cc")),
        ("<time datetime=2020-01-02>2. 1.</time>", ("", "time", "2020-01-02")),
        ("<time pubdate datetime=2020-01-02>2. 1.</time>", ("published", "time", "2020-01-02")),
        ('<span property="dc:date dc:created" content="2020">', ("published", "dc:date", "2020")),
    ],
)  # fmt: skip
def test_each_part_of_a_page_makes_its_statement(page: str, expected: tuple[str, str, str]) -> None:
    assert told(page) == [expected]


@pytest.mark.parametrize(
    "page",
    [
        "<meta name=viewport content='width=device-width'>",
        "<meta name=google-site-verification content=abc>",
        "<meta name=facebook-domain-verification content=abc>",
        "<meta name=apple-itunes-app content='app-id=1'>",
        "<meta name=author>",
        "<meta name=author content=''>",
        "<meta name=author content='&nbsp; '>",
        "<meta content=x>",
        "<meta name=data content='{\"a\": 1}'>",
        f"<meta name=data content='{'x' * 501}'>",
        "<link rel=stylesheet href=a.css>",
        "<link rel=canonical>",
        "<title></title>",
        "<svg><title>Tìm</title></svg>",
        "<figure><img src=a><a rel=license href=/cc>CC</a></figure>",
        "<!-- <meta name=author content=An> -->",
        "<script>'<meta name=author content=An>'</script>",
        '<script type=application/json>{"@type": "Article", "headline": "Tin"}</script>',
        "<time>2. 1. 2020</time>",
        "<base href=/x><p>Mưa</p>",
    ],
)
def test_what_says_nothing_of_the_text_makes_no_statement(page: str) -> None:
    assert page_statements(page).stated == ()


def test_statements_stand_in_the_order_of_the_page_with_the_place_of_their_values() -> None:
    page = (
        "<html lang=vi><title>\n Mưa </title><meta name=author content='L&ecirc; An '>"
        '<script type="application/ld+json; charset=utf-8">'
        '{"@type": "Article", "headline": "Mưa lớn"}</script><link rel=canonical href=" /a ">'
    )
    stated = page_statements(page).stated
    assert [(one.value, page[one.start : one.end]) for one in stated] == [
        ("vi", "vi"),
        ("Mưa", "Mưa"),
        ("Lê An", "L&ecirc; An"),
        ("Mưa lớn", "Mưa lớn"),
        ("/a", "/a"),
    ]


def test_the_first_title_and_the_first_html_tag_speak_for_the_page() -> None:
    page = "<html lang=vi><title>Mưa</title><html lang=en><title>Gió</title>"
    assert told(page) == [
        ("language", "lang", "vi"),
        ("title", "title", "Mưa"),
        ("", "title", "Gió"),
    ]


def test_an_item_of_the_text_says_its_author_and_date() -> None:
    page = """<div itemscope itemtype="https://schema.org/NewsArticle">
      <h1 itemprop="headline">Mưa <em>lớn</em> &amp; gió</h1>
      <div><span itemprop="author" itemscope itemtype="https://schema.org/Person">
        <a href="/an"><span itemprop="name">Lê An</span></a> <div>x</div></span></div>
      <time itemprop="datePublished" datetime="2023-05-18T07:30">sáng nay</time>
      <span itemprop="dateModified" content="2023-05-19">hôm sau</span>
      <time itemprop="dateModified">20/5/2023</time>
      <a itemprop="license" href="/cc">CC BY</a>
    </div>"""
    assert told(page) == [
        ("title", "itemprop:headline", "Mưa lớn & gió"),
        ("author", "itemprop:author.name", "Lê An"),
        ("published", "itemprop:datePublished", "2023-05-18T07:30"),
        ("modified", "itemprop:dateModified", "2023-05-19"),
        ("modified", "itemprop:dateModified", "20/5/2023"),
        ("licence", "itemprop:license", "/cc"),
    ]
    first = page_statements(page).stated[0]
    assert page[first.start : first.end] == "Mưa <em>lớn</em> &amp; gió"


def test_the_author_of_a_comment_is_not_that_of_the_page() -> None:
    page = """<body itemscope itemtype="http://schema.org/WebPage">
      <div itemprop="comment" itemscope itemtype="http://schema.org/Comment">
        <div><b itemprop="author">Độc giả</b></div><meta itemprop="datePublished" content="2020">
        <span itemprop="author" itemscope><i itemprop="name">Độc giả</i></span>
      </div>
      <b itemprop="author">Lê An</b>"""
    assert told(page) == [("author", "itemprop:author", "Lê An")]


def test_a_property_of_the_text_outside_of_any_item_has_no_kind() -> None:
    assert told("<ul><li><b itemprop=author>Lê An</b></ul>") == [("", "itemprop:author", "Lê An")]


def test_an_element_that_is_never_closed_says_nothing() -> None:
    page = "<div itemscope><b itemprop=author>Lê An" + "<p>mưa" * 2000 + "</b>"
    assert told(page) == []


def test_each_kind_of_warning_is_given_once() -> None:
    block = "<script type=application/ld+json>{</script>"
    assert codes(block + block) == ["json-ld-broken"]


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("0; url=/moi", "/moi"),
        ("5;URL='https://a.vn/b'", "https://a.vn/b"),
        ("0, /moi", "/moi"),
    ],
)
def test_a_page_that_sends_its_reader_on_says_where(content: str, target: str) -> None:
    told = page_statements(f'<meta http-equiv="Refresh" content="{content}">')
    assert [(one.kind, one.name, one.value) for one in told.stated] == [("", "refresh", content)]
    assert told.warnings == (
        DocumentWarning("refresh", f"the page sends its reader on to {target}"),
    )


@pytest.mark.parametrize(
    "page",
    [
        "<meta http-equiv=refresh content=300>",
        "<meta http-equiv=refresh content='300;'>",
        "<noscript><meta http-equiv=refresh content='0; url=/no'></noscript>",
    ],
)
def test_a_page_that_only_loads_itself_again_is_not_worth_a_warning(page: str) -> None:
    assert codes(page) == []


def test_a_page_of_frames_says_that_its_text_is_elsewhere() -> None:
    page = "<title>A</title><frameset><frame src=menu.htm><frame src=tin.htm></frameset>"
    assert page_statements(page).warnings == (
        DocumentWarning(
            "frames", "the page consists of frames that are pages of their own: menu.htm"
        ),
    )


def test_statements_of_a_kind_are_kept_before_others() -> None:
    page = "<time datetime=2020>" * MOST_STATEMENTS + "<meta name=author content=An>"
    stated, warnings = page_statements(page)
    assert len(stated) == MOST_STATEMENTS
    assert stated[-1].value == "An"
    assert [warning.code for warning in warnings] == ["statements-cut"]
    assert warnings[0].message.startswith("1 statements")


def test_a_long_value_is_cut_and_named() -> None:
    page = f"<meta name=description content='{'mưa ' * LONGEST_VALUE}'>"
    (one,), warnings = page_statements(page)
    assert one.value == ("mưa " * LONGEST_VALUE)[:LONGEST_VALUE]
    assert [warning.code for warning in warnings] == ["statements-cut"]


def test_impossible_characters_become_replacements() -> None:
    page = "<meta name=author content='a&#0;b&#x1F;c&#xD800;d&#xFFFE;e&#x110000;'><title>\0</title>"
    assert told(page) == [
        ("author", "author", "a\ufffdb\ufffdc\ufffdd\ufffde\ufffd"),
        ("title", "title", "\ufffd"),
    ]


def test_an_external_entity_is_not_read() -> None:
    page = (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><title>&x;</title></html>'
    )
    assert told(page) == [("title", "title", "&x;")]


@pytest.mark.parametrize(
    "page",
    [
        "<meta " + " ".join(f"a{n}=1" for n in range(60_000)) + " name=author content=An>",
        "<div itemscope>" * 100_000 + "<meta name=author content=An>",
        "<b itemprop=author>" * 100_000 + "<meta name=author content=An>",
        "<i itemprop=x rel=y property=z>" * 50_000 + "<meta name=author content=An>",
        "<a rel='" + "x " * 100_000 + "'><meta name=author content=An>",
        "<img src='data:" + "A" * 5_000_000 + "'><meta name=author content=An>",
        "<meta name=author content=An><!--" + "<!--" * 100_000,
        "<meta name=author content=An><script>" + "<script>" * 100_000,
        "<meta name=author content=An><plaintext><meta name=author content=B>",
        "<meta name=author content=An><title>" + "x" * 100_000,
        "<figure>" * 100_000 + "</noscript>" * 10 + "<meta name=author content=An>",
    ],
)
def test_hostile_markup_costs_no_other_statement(page: str) -> None:
    assert ("author", "author", "An") in told(page)


def test_a_huge_value_is_cut() -> None:
    page = (
        "<meta name=og:image content='data:"
        + "A" * 5_000_000
        + "'><meta property=og:title content='B'>"
    )
    assert told(page) == [("title", "og:title", "B")]


def test_every_entry_of_the_tables_has_a_reason_and_a_known_kind() -> None:
    for entry in (entry for table in ENTRIES.values() for entry in table):
        assert entry["reason"]
        assert entry.get("kind", "") in STATED_KINDS | {""}


@pytest.mark.parametrize("table", ["meta", "link", "itemprop", "json_ld"])
def test_no_name_of_a_table_stands_there_twice(table: str) -> None:
    names = [name for entry in ENTRIES[table] for name in entry["names"]]
    assert sorted(set(names)) == sorted(names)


def test_names_that_are_compared_in_small_letters_are_in_small_letters() -> None:
    names = [*KINDS.meta, *KINDS.link, *KINDS.itemprop, *KINDS.ignored]
    assert [name.lower() for name in names] == names


def test_no_name_with_a_kind_is_ignored() -> None:
    assert [name for name in KINDS.meta if KINDS.ignores(name)] == []


def test_a_page_without_statements_has_none() -> None:
    assert page_statements("") == ((), ())
    assert page_statements("<p>Mưa</p>") == ((), ())


def test_the_same_page_says_the_same() -> None:
    page = "<meta name=author content=An>" * 3
    assert page_statements(page).stated == (
        Stated("author", "author", "An", 26, 28),
        Stated("author", "author", "An", 55, 57),
        Stated("author", "author", "An", 84, 86),
    )


PARTS = st.sampled_from(
    (
        *("<meta name=author content=", "<html lang=", "<title>", "</title>", "<time datetime='"),
        *("<div itemscope>", "<b itemprop=author>", "</b>", "</div>", "<a rel=license href=/a>"),
        *("<script type=application/ld+json>", "</script>", '{"@type": "Article", "name": "'),
        *('"}', "\\", "'", '"', ">", "<", "&amp;", "&#", " ", "Mưa", "\x00", "\ud7ff", "<!--"),
    )
)


@given(st.lists(PARTS).map("".join))
def test_every_place_lies_in_the_page_and_every_value_is_text(page: str) -> None:
    for one in page_statements(page).stated:
        assert -1 <= one.start <= one.end <= len(page)
        assert one.value == one.value.encode().decode()
        assert one.value.strip()


GOAT = (
    '{"@type": "NewsArticle", "headline": "Goat wins", "author": "Bob",'
    ' "datePublished": "2019-03-03"}'
)
HALL = (
    '{"@type": "NewsArticle", "headline": "Hall opens", "author": "Ann",'
    ' "datePublished": "2021-10-05"}'
)
HOUSE = '{"@type": "WebPage", "name": "The Heron", "datePublished": "2021-10-06"}'


@pytest.mark.parametrize(
    ("title", "scripts", "authors", "days"),
    [
        ("Hall opens | Heron", (GOAT, HALL), ["Ann"], ["2021-10-05"]),
        ("Hall opens | Heron", (GOAT, HALL, HOUSE), ["Ann"], ["2021-10-05", "2021-10-06"]),
        ("Hall opens | Heron", (GOAT,), ["Bob"], ["2019-03-03"]),
        ("News", (GOAT, HALL), ["Bob", "Ann"], ["2019-03-03", "2021-10-05"]),
    ],
)
def test_where_one_article_has_the_title_of_the_page_others_say_nothing_of_it(
    title: str, scripts: tuple[str, ...], authors: list[str], days: list[str]
) -> None:
    blocks = "".join(f'<script type="application/ld+json">{one}</script>' for one in scripts)
    found = told(f"<title>{title}</title>{blocks}")
    assert [value for kind, _, value in found if kind == "author"] == authors
    assert [value for kind, _, value in found if kind == "published"] == days
