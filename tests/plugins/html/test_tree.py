import pytest

from corpuskit_html.reading import read_block
from corpuskit_html.tree import LONGEST
from tests.plugins.html.walks import cut_blocks


def places(page: str) -> list[tuple[str, str]]:
    """Give the text of each block and the elements around it."""
    return [
        (read_block(page, block), " ".join(element.tag for element in block.layout.elements))
        for block in cut_blocks(page).blocks
    ]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>a<p>b", [("a", "p"), ("b", "p")]),
        ("<p>a<div>b</div>c", [("a", "p"), ("b", "div"), ("c", "")]),
        ("<p>a<b>b<h2>c</h3>d", [("ab", "p"), ("c", "h2"), ("d", "")]),
        ("<ul><li>a<ul><li>b</ul>c<li>d</ul>e", [
            ("a", "ul li"), ("b", "ul li ul li"), ("c", "ul li"), ("d", "ul li"), ("e", ""),
        ]),
        ("<ul><li><div>a<li>b</ul>", [("a", "ul li div"), ("b", "ul li")]),
        ("<dl><dt>a<dd>b<dt>c</dl>", [("a", "dl dt"), ("b", "dl dd"), ("c", "dl dt")]),
        ("<select><option>a<optgroup><option>b</select>c", [
            ("a", "select option"), ("b", "select optgroup option"), ("c", ""),
        ]),
        ("<table><caption>a<tr><th>b<td>c<tbody><tr><td>d</table>e", [
            ("a", "table caption"), ("b", "table tr th"), ("c", "table tr td"),
            ("d", "table tbody tr td"), ("e", ""),
        ]),
        ("<table><tr><td>a<table><tr><td>b</table>c<td>d</table>", [
            ("a", "table tr td"), ("b", "table tr td table tr td"), ("c", "table tr td"),
            ("d", "table tr td"),
        ]),
        ("<div><table><tr><td></div>a</table>b</div>c", [
            ("a", "div table tr td"), ("b", "div"), ("c", ""),
        ]),
        ("<head><title>t</title><meta>a", [("a", "")]),
        ("<html><head></head><body>a</body></html>b", [("a", "html body"), ("b", "html body")]),
        ("<html><body>a<html><body>b", [("a", "html body"), ("b", "html body")]),
        ("<div>a</section>b</li>c</div>", [("abc", "div")]),
        ("<div>a</p>b<br>c</br>d<hr>e", [(text, "div") for text in "abcde"]),
        ("<b><p>a</b>b</p>c", [("ab", "p"), ("c", "")]),
        ("<span><div>a</span>b</div>c", [("ab", "div"), ("c", "")]),
        ("<div><svg><path/><text>a</text></svg><text>b</div>c", [
            ("a", "div text"), ("b", "div text"), ("c", ""),
        ]),
        ("<svg><title>a<p>b</p>c", [("a", ""), ("b", "p"), ("c", "")]),
        ("<button>a<button>b</button>c", [("a", "button"), ("b", "button"), ("c", "")]),
    ],
)  # fmt: skip
def test_elements_end_where_the_standard_ends_them(
    page: str, expected: list[tuple[str, str]]
) -> None:
    assert places(page) == expected


def test_blocks_of_one_element_share_it() -> None:
    first, second, third = cut_blocks("<i></i><div class=x>a<br>b</div><div>c</div>").blocks
    assert first.layout.elements is second.layout.elements
    assert first.layout.elements[0]._asdict() == {"number": 1, "tag": "div", "words": ("x",)}
    assert third.layout.elements[0].number == 3


@pytest.mark.parametrize("depth", [300, 3_000, 100_000])
def test_no_depth_loses_text_or_makes_long_layouts(depth: int) -> None:
    blocks = cut_blocks("<div>x" * depth + "</div>y" * depth).blocks
    assert len(blocks) == 2 * depth
    assert max(len(block.layout.elements) for block in blocks) == LONGEST
    deepest = blocks[depth - 1].layout.elements
    assert [element.number for element in deepest[:2]] == [0, 1]
    assert deepest[-1].number == depth - 1


@pytest.mark.parametrize(
    ("page", "hidden"),
    [
        ("<div hidden><p>a", True),
        ('<div aria-hidden="true">a', True),
        ('<div><span aria-hidden="true">a', False),
        ('<p style="color:red; Display : NONE">a', True),
        ('<p style="visibility:hidden">a', True),
        ('<p class="hidden overflow-hidden">a', False),
        ("<template>a", True),
        ("<noscript>a", True),
        ("<dialog>a", True),
        ("<dialog open>a", False),
        ("<video>a", True),
        ("<svg><title>a", True),
        ("<iframe>a<b>b</iframe>", True),
        ('<body style="visibility: hidden">a', False),
        ("<noscript><p>x</noscript>a", False),
        ("<div hidden>x</div>a", False),
    ],
)
def test_what_a_browser_does_not_show_is_hidden(page: str, hidden: bool) -> None:  # noqa: FBT001 - a case
    assert cut_blocks(page).blocks[-1].layout.hidden is hidden


XML = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">'


@pytest.mark.parametrize(
    ("page", "as_xml", "as_html"),
    [
        ('<script src="a.js"/><p>a</p>', [("a", "html p")], []),
        ("<title/><p>a</p>", [("a", "html p")], []),
        ('<div hidden="hidden"/><p>a</p>', [("a", "html p")], [("a", "html div p")]),
        ("<p><![CDATA[a & b]]></p>", [("a & b", "html p")], []),
        ("<p>a<br/>b</p>", [("a", "html p"), ("b", "html p")], [("a", "html p"), ("b", "html p")]),
    ],
)
def test_a_page_of_xml_is_read_as_such(
    page: str, as_xml: list[tuple[str, str]], as_html: list[tuple[str, str]]
) -> None:
    assert places(f"{XML}{page}</html>") == as_xml
    without = XML.partition("?>")[2]
    assert places(f"{without}{page}") == as_html
