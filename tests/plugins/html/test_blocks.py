from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from corpuskit import RawBlock
from corpuskit_html.reading import read_block
from tests.plugins.html.walks import cut_blocks

PAGES = Path(__file__).parents[2] / "pages" / "html"
PIECES = [
    "<p>", "</p>", "<div class=a>", "</div>", "<b>", "</b>", "<a href=x>", "</a>", "<br>",
    "<ul><li>", "</ul>", "<td>", "<table>", "</table>", "<pre>", "</pre>", "<textarea>",
    "</textarea>", "<svg>", "</svg>", "<title>", "</title>", "<script>", "</script>", "<!--",
    "-->", "<![CDATA[", "]]>", "<img alt='a b'>", "<input value=&lt; type=submit>",
    "<span hidden>", "</span>", "<noframes>", "</noframes>", "<option>", "Tin", "mới", " ", "\n",
    "\r\n", "&amp;", "&nbsp;", "&#32;", "&", "<", "\u00a0", "\u200b", ".", "'", '"', ">",
    "<!doctype html>", "<head>", "<body>", "<plaintext>",
]  # fmt: skip
pages = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def texts(page: str) -> list[str]:
    return [read_block(page, block) for block in cut_blocks(page).blocks]


def only(page: str) -> RawBlock:
    (block,) = cut_blocks(page).blocks
    return block


def written(page: str, *, with_attributes: bool = False) -> Counter[str]:
    """Count the characters of all blocks that are no white space."""
    blocks = [b for b in cut_blocks(page).blocks if with_attributes or not b.layout.attribute]
    return Counter("".join("".join(read_block(page, block) for block in blocks).split()))


def shown_by_lxml(page: str) -> Counter[str]:
    """Count the characters of all text nodes that a reader of trees finds."""
    parser = html.HTMLParser(huge_tree=True, encoding="utf-8")
    root = html.document_fromstring(page.encode(), parser=parser)
    etree.strip_elements(root, "script", "style", "head", etree.Comment, with_tail=False)
    return Counter("".join(str(etree.tostring(root, method="text", encoding="unicode")).split()))


@given(pages)
def test_blocks_are_ordered_and_inside_and_do_not_overlap(page: str) -> None:
    place = 0
    for block in cut_blocks(page).blocks:
        assert place <= block.start < block.end <= len(page)
        place = block.end


@given(pages)
def test_replacements_are_ordered_and_inside_and_do_not_overlap(page: str) -> None:
    for block in cut_blocks(page).blocks:
        place = 0
        for start, end, text in block.replacements:
            assert place <= start < end <= block.end - block.start
            assert page[block.start + start : block.start + end] != text
            place = end


@given(pages)
def test_each_block_shows_something_and_no_outer_white_space(page: str) -> None:
    for block in cut_blocks(page).blocks:
        assert read_block(page, block).strip("\u200b \u00a0")
        assert not page[block.start].isspace() or page[block.start] == "\u00a0"
        assert not page[block.end - 1].isspace() or page[block.end - 1] == "\u00a0"


@given(pages)
def test_the_same_page_is_cut_the_same(page: str) -> None:
    assert cut_blocks(page) == cut_blocks(page)


@given(st.text(alphabet="ab &<>\n\t;#1ệ\u00a0"))
def test_text_without_tags_is_one_block_without_runs_of_white_space(text: str) -> None:
    page = text.replace("&", "&amp;").replace("<", "&lt;")
    plain = " ".join(text.replace("\u00a0", "\0").split()).replace("\0", "\u00a0")
    assert texts(page) == ([plain] if plain.strip() else [])


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_no_character_of_a_page_is_lost(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    assert written(page) == shown_by_lxml(page)


def test_there_are_pages_to_try() -> None:
    assert len(list(PAGES.glob("*.html"))) == 17


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("a<br>b<hr>c", ["a", "b", "c"]),
        ("<table><tr><td>a<td>b</table>", ["a", "b"]),
        ("<ul><li>a<li>b</ul>", ["a", "b"]),
        ("<p>a\n  b\t<b> c</b> &#32; d</p>", ["a b c d"]),
        ("<p> a&nbsp; b </p>", ["a\u00a0 b"]),
        ("<td>&nbsp;</td><td>&#8203;</td>", []),
        ("<pre>a\n\n  b <i>c</i>  d\r\ne</pre>", ["a", "b c  d", "e"]),
        ("<textarea>a &lt; b\nc</textarea>", ["a < b", "c"]),
        ("<xmp>a &lt; <b>\nc</xmp>", ["a &lt; <b>", "c"]),
        ("<label>a</label><select><option>b</select><button>c</button>d", ["a", "b", "c", "d"]),
        ("<fieldset><legend>a</legend>b</fieldset>", ["a", "b"]),
        ("<figure><img><figcaption>a</figcaption></figure>", ["a"]),
        ("<details><summary>a</summary>b</details>", ["a", "b"]),
        ("<math><mi>x</mi><mo>=</mo><mn>1</mn></math>", ["x=1"]),
        ("<svg><text>a</text><text>b</text></svg>", ["a", "b"]),
        ("<svg><style>a</style><text><![CDATA[b&amp;<]]></text></svg>", ["b&amp;<"]),
        ("<script>a</script><style>b</style><!-- c -->d", ["d"]),
        ("<head><title>a</title></head><body>b", ["b"]),
        ("<title>a</title><title>b &amp; c</title>", ["b & c"]),
        ("a&#0;b&#x1F;&#xD800;&#xFFFE;c\0", ["a\ufffdb\x1f\ufffd\ufffec\0"]),
        ("a&copy b&notit;", ["a© b¬it;"]),
        ("donau&shy;dampf", ["donau\u00addampf"]),
        ("<div>a<!-- </div> --><b>b</b>c", ["abc"]),
        ("<frameset><noframes><body><p>a<p>b</noframes></frameset>", ["a", "b"]),
        ("a<plaintext>b</p>\nc", ["a", "b</p>", "c"]),
        ('<td colspan="1000000000" rowspan=-1>a</td><ol start=99999999999><li>b', ["a", "b"]),
        ("", []),
        (" \n", []),
    ],
)
def test_texts_are_read_as_a_person_reads_them(page: str, expected: list[str]) -> None:
    assert texts(page) == expected


def test_a_block_begins_and_ends_with_what_is_seen() -> None:
    page = "<p> <b>a</b> &amp; <i>b</i> </p>"
    block = only(page)
    assert page[block.start : block.end] == "a</b> &amp; <i>b"
    assert block.replacements == ((1, 6, " "), (6, 11, "&"), (11, 15, " "))


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<a href=x>a</a>", 1.0),
        ("<a name=x>a</a>", 0.0),
        ("<p>ab <a href=x>c d</a>", 0.5),
        ("<p>&eacute;&eacute; <a href=x>&eacute;c</a>", 0.5),
        ("<p><a href=x>a<p>b", 0.0),
        ("<button>a</button>", 1.0),
        ("<select><option>a</select>", 1.0),
        ("<div><a href=x>x</div>a", 0.0),
    ],
)
def test_links_are_a_share_of_the_characters(page: str, expected: float) -> None:
    assert cut_blocks(page).blocks[-1].layout.links == expected


@pytest.mark.parametrize(
    ("page", "name", "expected"),
    [
        ('<p><img alt=" Ảnh:\n  B &amp; C ">', "alt", "Ảnh: B & C"),
        ("<input type=submit value=Tìm>", "value", "Tìm"),
        ("<input placeholder='Từ khóa'>", "placeholder", "Từ khóa"),
        ("<input type=image alt=Go>", "alt", "Go"),
        ("<textarea placeholder=a></textarea>", "placeholder", "a"),
        ("<map><area alt=a></map>", "alt", "a"),
    ],
)
def test_texts_in_attributes_are_blocks(page: str, name: str, expected: str) -> None:
    block = only(page)
    assert (read_block(page, block), block.layout.attribute) == (expected, name)
    assert block.layout.tag in page


@pytest.mark.parametrize(
    "page",
    [
        "<img alt=''>",
        "<img alt='&nbsp;'>",
        "<input type=hidden value=a>",
        "<input value=a>",
        "<input type=text value=a>",
        "<iframe title=a></iframe>",
    ],
)
def test_other_attributes_are_markup(page: str) -> None:
    assert texts(page) == []


def test_a_picture_at_the_border_of_a_text_is_a_block_and_in_its_middle_is_markup() -> None:
    page = "<p><img alt=one>a <img alt=two> b<img alt=three></p>"
    assert texts(page) == ["one", "a b", "three"]


def test_hidden_text_at_the_border_is_a_block_and_in_the_middle_is_markup() -> None:
    page = "<p><i hidden>one</i>a <i style='display:none'>two</i> b<i hidden>three</i></p>"
    blocks = cut_blocks(page).blocks
    assert texts(page) == ["one", "a b", "three"]
    assert [block.layout.hidden for block in blocks] == [True, False, True]


def test_a_field_parts_the_text_around_it() -> None:
    assert texts("name <input placeholder=you> and <input type=submit value=go> on") == [
        "name", "you", "and", "go", "on",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lost", "what"),
    [
        ("<!-- " + "a" * 90, "a comment"),
        ("<script>" + "a" * 90, "<script>"),
        ("<title>" + "a" * 90, "<title>"),
        ("<a href='" + "a" * 90 + ">", "a tag"),
        ("</a " + "a" * 90 + "", "a tag"),
        ("<!a " + "a" * 90, "a declaration"),
    ],
)
def test_markup_that_swallows_the_page_is_a_warning(lost: str, what: str) -> None:
    blocks, warnings = cut_blocks("<p>kept</p>" + lost)
    assert [block.start for block in blocks] == [3]
    assert [warning.code for warning in warnings] == ["markup-unclosed"]
    assert warnings[0].message.startswith(f"{what} at character ")


@pytest.mark.parametrize(
    "page",
    [
        "a<!-- " + "b" * 90 + "-->",
        "a<!-- " + "b" * 90 + "-->c",
        "a<script>" + "b" * 90 + "</script>",
        "a" * 90 + "<!-- b",
        "a" * 90 + "<script>b",
        "<!-->",
        "<!" + "a" * 9 + ">",
        "<xmp>" + "a" * 9,
        "</>",
    ],
)
def test_other_markup_is_no_warning(page: str) -> None:
    assert cut_blocks(page).warnings == ()
