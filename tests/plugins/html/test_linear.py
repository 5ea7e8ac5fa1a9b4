"""Hostile pages cost as much work as their size: twice the page, twice the steps."""

import sys
from collections.abc import Callable

import pytest

from corpuskit_html.tokens import tokenize
from tests.plugins.html.walks import cut_blocks

REPEATED = [
    "<div>x",
    "<div></p></li>",
    "<p>a<font>b",
    "<b><p>x</b>",
    "<table><tr><td>x",
    "<ul><li>x",
    "<dl><dd>x<dt>",
    "<select><option>x",
    "<button>x<p>",
    "<h1>x<h2>",
    "<a href=x>y",
    "<a href=x>y</a>",
    "<span class=a>aa</span>",
    "x<i hidden>y</i>",
    "x<img alt=y>",
    "x<!-- c -->",
    "<",
    "< ",
    '<a href="',
    '<a href="x>y ',
    "<!--",
    "<script><!--<script>",
    "<noframes>",
    "<textarea>",
    "<svg>",
    "<svg><desc>",
    "<svg><![CDATA[x]]>",
    "<pre>x<b>\n",
    "&",
    "&amp",
    "x &#32; ",
    " \n",
]
SURROUNDED = [
    ("<p ", "a=v ", ">x"),
    ("<p hidden ", 'a="v" ', ">x"),
    ("<p ", "/", ">x"),
    ("<p ", "a = ", ">x"),
    ('<img alt=x src="data:', "A", '">'),
    ('<div class="', "aB-", '">x'),
    ('<div style="', "display ", '">x'),
    ("&#", "1", ";"),
    ("<b>" * 100, "<p>x</b>", ""),
]


def steps(work: Callable[[str], object], page: str) -> int:
    """Count the calls of functions, those of the interpreter's own included."""
    count = 0

    def step(*_: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(step)
    try:
        work(page)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    ("before", "piece", "behind"), [("", p, "") for p in REPEATED] + SURROUNDED
)
def test_work_grows_as_the_page_does(before: str, piece: str, behind: str) -> None:
    once, twice = (steps(cut_blocks, before + piece * count + behind) for count in (1_500, 3_000))
    assert twice < 2.2 * once + 500


@pytest.mark.parametrize(
    ("page", "number"),
    [
        ("<p " + "a=v " * 60_000 + ">x", 2),
        ('<img src="data:image/png;base64,' + "A" * 5_000_000 + '">x', 2),
        ("<" * 100_000, 1),
        ('<a href="' * 100_001, 1),
        ("<!--" + "x" * 11_000_000, 1),
        ("x" * 11_000_000, 1),
    ],
    ids=["attributes", "data", "openings", "quotes", "comment", "text"],
)
def test_one_token_is_one_token_at_any_size(page: str, number: int) -> None:
    assert len(list(tokenize(page))) == number
    cut = cut_blocks(page)
    assert sum(block.end - block.start for block in cut.blocks) in {0, 1, len(page)}
