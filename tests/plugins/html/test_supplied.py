"""Texts that a page states and does not show: read where they are stated, and only then."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit import Layout
from corpuskit_html.json_text import cut_literal, read_literal
from corpuskit_html.reading import read_block
from corpuskit_html.stated_text import find_stated, mark_stated
from corpuskit_html.supplied import supply
from corpuskit_html.walking import walk
from tests.plugins.html.test_linear import steps

SENTENCES = [
    "Sáng 12/6, xã Mẫu Sơn khánh thành cây cầu dân sinh bắc qua suối Bản Khoai, dài 24 mét.",
    "Cầu do nhân dân trong xã đóng góp hơn ba trăm ngày công và toàn bộ vật liệu tại chỗ.",
    "Trong thời gian tới, xã tiếp tục vận động làm thêm hai cây cầu như vậy ở các thôn trên.",
]
BODY = "\n\n".join(SENTENCES)


def script(body: str) -> str:
    return f"<script>{json.dumps({'articleBody': body})}</script>"


def texts(page: str) -> list[str]:
    walked = walk(page)
    stated = find_stated(page, walked.scripts)
    marked = mark_stated(page, stated, walked.cut.blocks)
    return [read_block(page, block) for block in supply(page, stated, marked)[0]]


def said(literal: str) -> list[str]:
    blocks = cut_literal(literal, (0, len(literal)), Layout())
    return [read_block(literal, block) for block in blocks]


def test_a_text_that_is_stated_only_is_read_paragraph_by_paragraph() -> None:
    assert texts(f"{script(BODY)}<p>Trang chủ</p>") == [*SENTENCES, "Trang chủ"]


def test_blocks_stand_in_the_order_of_the_page_in_elements_of_their_own() -> None:
    page = f"<p>a</p>{script(BODY)}<p>b</p>{script(BODY.upper())}"
    walked = walk(page)
    blocks, _ = supply(page, find_stated(page, walked.scripts), walked.cut.blocks)
    assert [block.start for block in blocks] == sorted(block.start for block in blocks)
    numbers = [block.layout.elements[-1].number for block in blocks]
    assert numbers == [0, 3, 3, 3, 2, 4, 4, 4]


@pytest.mark.parametrize(
    "shown",
    [
        SENTENCES[0],
        "".join(f"<p>{text}</p>" for text in SENTENCES),
        "<p>" + BODY.replace("cầu", "“cầu”").replace(",", " –") + "</p>",
        "<p>" + "Một trang khác hẳn, có nhiều chữ. " * 10,
    ],
    ids=["a part", "the whole", "with other marks", "another text"],
)
def test_a_page_that_shows_text_is_left_as_it_is(shown: str) -> None:
    page = script(BODY) + shown
    walked = walk(page)
    stated = find_stated(page, walked.scripts)
    marked = mark_stated(page, stated, walked.cut.blocks)
    assert stated.packed
    assert supply(page, stated, marked) == (marked, ())


def test_a_summary_is_not_read() -> None:
    assert texts(script(SENTENCES[0])) == []


@pytest.mark.parametrize(
    ("literal", "expected"),
    [
        (r"a \"b\" c\/d \\ e", ['a "b" c/d \\ e']),
        (r"S\u00e1ng \ud83d\ude00 x", ["Sáng 😀 x"]),
        (r"\ud83d x \ude00", ["\ufffd x \ufffd"]),
        (r"<p class=\"x\">one</p>\n<p>two</p>", ["one", "two"]),
        (r"\u003cp\u003eone\u003cbr\/\u003etwo", ["one", "two"]),
        ("&lt;p&gt;one&lt;/p&gt;two", ["one", "two"]),
        (r"a <b>bold</b> w<i>or</i>d", ["a bold word"]),
        (r"fish &amp; chips &quot;x&quot; &nosuch;", ['fish & chips "x" &nosuch;']),
        (r"  a\t b   c \r\n \n ", ["a b c"]),
        (r"1 < 2 > 0", ["1 < 2 > 0"]),
        (r"\n \u200b \n", []),
        ("", []),
    ],
)
def test_what_is_escaped_is_read_and_keeps_its_place(literal: str, expected: list[str]) -> None:
    assert said(literal) == expected


@given(st.text())
def test_every_string_of_json_is_read_as_json_reads_it(text: str) -> None:
    for ascii_only in (True, False):
        written = json.dumps(text, ensure_ascii=ascii_only)
        literal = read_literal(written, 1, len(written) - 1)
        assert literal.text == text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        assert len(literal.places) == len(literal.text) + 1


@given(st.text(alphabet=st.sampled_from('ab<>&;/p \n\t\\"é&lt')))
def test_blocks_of_any_string_lie_in_it_in_order(text: str) -> None:
    written = json.dumps(text)
    done = 1
    for block in cut_literal(written, (1, len(written) - 1), Layout()):
        assert done <= block.start < block.end <= len(written) - 1
        done = block.end
        inside = 0
        for replacement in block.replacements:
            assert inside <= replacement.start < replacement.end <= block.end - block.start
            inside = replacement.end


@pytest.mark.parametrize("piece", ["&lt;a ", "<a ", "\\u003ca ", "&", "  ", "\\", "\n", "<p>x"])
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    once, twice = (steps(said, json.dumps(piece * count)[1:-1]) for count in (1_500, 3_000))
    assert twice < 2.5 * once + 100
