"""Blocks that the structured data of a page repeat."""

import json

from corpuskit import RawBlock
from corpuskit_html.stated_text import find_stated, mark_stated
from corpuskit_html.walking import walk

SENTENCES = [
    "Sáng 12/6, xã Mẫu Sơn khánh thành cây cầu dân sinh bắc qua suối Bản Khoai, dài 24 mét.",
    "Cầu do nhân dân trong xã đóng góp hơn ba trăm ngày công và toàn bộ vật liệu tại chỗ.",
    "Trong thời gian tới, xã tiếp tục vận động làm thêm hai cây cầu như vậy ở các thôn trên.",
]
MENU = "<p>Đăng ký nhận bản tin của báo qua thư điện tử</p><p>Chia sẻ</p>"


def marked(page: str) -> tuple[RawBlock, ...]:
    walked = walk(page)
    return mark_stated(page, find_stated(page, walked.scripts), walked.cut.blocks)


def stated(body: str, shown: str) -> list[bool | None]:
    data = json.dumps({"@type": "NewsArticle", "articleBody": body})
    page = f'<script type="application/ld+json">{data}</script>{MENU}{shown}'
    return [block.layout.stated for block in marked(page)]


PARAGRAPHS = "".join(f"<p>{text}</p>" for text in SENTENCES)


def test_blocks_that_the_article_body_repeats_are_marked() -> None:
    assert stated(" ".join(SENTENCES), PARAGRAPHS) == [False, None, True, True, True]


def test_tags_and_references_in_the_article_body_do_not_matter() -> None:
    body = "".join(f"&lt;p&gt;{text}&lt;/p&gt;\n" for text in SENTENCES)
    assert stated(body, PARAGRAPHS) == [False, None, True, True, True]


def test_a_summary_is_no_body() -> None:
    assert stated(SENTENCES[0], PARAGRAPHS) == [None] * 5


def test_the_body_of_another_page_marks_nothing() -> None:
    assert (
        stated("Một bài khác hẳn, không có câu nào ở trên trang này. " * 6, PARAGRAPHS)
        == [None] * 5
    )


def test_a_page_without_structured_data_stays_as_it_is() -> None:
    walked = walk(PARAGRAPHS)
    assert marked(PARAGRAPHS) == walked.cut.blocks
