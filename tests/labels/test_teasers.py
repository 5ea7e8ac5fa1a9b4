"""Teasers, hidden copies and the page's own summary, by the elements and the head of a page."""

import json

import pytest

from corpuskit.labels.page import Page
from corpuskit.labels.part_rules import is_stated_text
from corpuskit.model import Label
from corpuskit.weighing.weigher import FAMILIES, Weighed
from tests.labels.test_markup_rules import (
    BODY,
    PARAGRAPHS,
    PIPELINE,
    REST,
    labelled,
    page,
    read,
    rules,
)

TEXTS = (
    "Đoàn công tác đã kiểm tra mười một cơ sở trong xã và yêu cầu khắc phục ngay trong tháng này.",
    "Sau nhiều năm chờ đợi, người dân thôn Bến Nước đã có con đường bê tông đầu tiên của mình.",
    "Từ tuần tới, bộ phận một cửa của xã sẽ làm việc thêm sáng thứ bảy để bà con tiện đi lại.",
)
SUMMARY = "Cây cầu mới nối hai thôn của xã Mẫu, để học sinh không phải nghỉ học mỗi khi nước lớn."


def teaser(number: int, text: str, between: str = "") -> str:
    link = f'<h3><a href="/tin-{number}.htm">Tin khác thứ {number} của xã</a></h3>'
    return f"<div>{link}{between}<div>{text}</div></div>"


def with_teasers(teasers: str) -> dict[str, tuple[Label, str]]:
    return rules(page(f"<h1>Thêm một cây cầu mới</h1>{BODY}{REST}<div>{teasers}</div>"))


def test_texts_that_all_stand_below_links_are_teasers() -> None:
    found = with_teasers("".join(teaser(*each) for each in enumerate(TEXTS)))
    assert {found[text] for text in TEXTS} == {(Label.CHROME, "chrome.teaser")}
    assert found["Tin khác thứ 1 của xã"] == (Label.CHROME, "chrome.teaser")
    assert {found[text][0] for text in PARAGRAPHS} == {Label.LEAD, Label.PARAGRAPH}


def test_a_date_may_stand_between_a_link_and_its_text() -> None:
    found = with_teasers("".join(teaser(*each, "<p>12/05/2024</p>") for each in enumerate(TEXTS)))
    assert {found[text][1] for text in TEXTS} == {"chrome.teaser"}


def test_two_texts_below_links_prove_nothing() -> None:
    found = with_teasers("".join(teaser(*each) for each in enumerate(TEXTS[:2])))
    assert "chrome.teaser" not in {found[text][1] for text in TEXTS[:2]}


def test_an_article_with_links_as_headings_is_none_since_its_lead_stands_below_no_link() -> None:
    sections = "".join(teaser(*each) for each in enumerate(TEXTS))
    found = rules(page(f"<h1>Ba việc mới</h1><div><p>{PARAGRAPHS[0]}</p>{sections}</div>"))
    assert "chrome.teaser" not in {rule for _, rule in found.values()}


def test_what_nobody_sees_and_everybody_reads_elsewhere_is_a_copy() -> None:
    copy = f'<div style="display:none"><p>{PARAGRAPHS[1]}</p><p>{TEXTS[0]}</p></div>'
    html = page(f"<h1>Thêm một cây cầu mới</h1>{BODY}{REST}").replace("</body>", f"{copy}</body>")
    assert rules(html)[PARAGRAPHS[1]] == (Label.CHROME, "chrome.copy")
    assert rules(html)[TEXTS[0]][1] != "chrome.copy"


@pytest.mark.parametrize(
    ("stated", "is_known"),
    [(SUMMARY, True), (SUMMARY[:70], True), (SUMMARY + " Và thêm nữa.", True), ("Báo Mẫu", False)],
)
def test_what_the_source_states_as_its_description_is_known(
    stated: str,
    is_known: bool,  # noqa: FBT001 - a column
) -> None:
    head = f'<meta name="description" content="{stated}">'
    html = page(f"<h1>Thêm một cây cầu mới</h1><div>{SUMMARY}</div>{BODY}{REST}", head)
    found = PIPELINE.page(read(html))
    place = next(line.place for line in found.lines if line.text == SUMMARY)
    assert found.described == (place if is_known else -1)
    assert not found.seems_furniture(place)


WEBSITE = '<meta property="og:type" content="website">'
PUBLISHED = '<meta property="article:published_time" content="2024-05-12">'
TEASERS = "".join(teaser(*each) for each in enumerate(TEXTS))


def list_page(head: str, texts: str = "") -> str:
    return page(f"<h1>Tin trong tuần</h1>{texts}<div>{TEASERS}</div>", head)


def test_the_teasers_of_a_page_that_says_that_it_is_no_article_are_what_it_has() -> None:
    document = labelled(list_page(WEBSITE))
    assert "no-article" in {warning.code for warning in document.warnings}
    assert set(TEXTS) <= {block.text for block in document.kept}


@pytest.mark.parametrize(
    ("head", "texts"),
    [
        ("", ""),
        (WEBSITE + PUBLISHED, ""),
        (WEBSITE.replace("website", "article"), ""),
        (WEBSITE, BODY + REST),
    ],
    ids=["nothing stated", "published", "an article", "most text stands elsewhere"],
)
def test_other_pages_leave_their_teasers_out(head: str, texts: str) -> None:
    found = rules(list_page(head, texts))
    assert {found[text][1] for text in TEXTS} == {"chrome.teaser"}


STATED = json.dumps({"@type": "NewsArticle", "articleBody": " ".join(PARAGRAPHS)})
PAYWALL = f"{BODY}<div class=paywall style='display:none'>{REST}</div>"


def doubted_page(html: str) -> Page:
    """Give a page of which weighing says that every line is furniture, if not surely."""
    found = PIPELINE.page(read(html))
    doubts = [0.3] * len(found.lines)
    found.weighed = Weighed(doubts, [[-1.0] * len(doubts)] * len(FAMILIES), article=True)
    return found


def said_to_be_text(html: str) -> list[str]:
    found = doubted_page(html)
    return [line.text for line in found.lines if is_stated_text(line, found)]


def test_what_the_source_states_as_its_text_is_text_behind_a_paywall_too() -> None:
    html = page(PAYWALL, f'<script type="application/ld+json">{STATED}</script>')
    assert said_to_be_text(html) == PARAGRAPHS
    found = doubted_page(html)
    assert not any(found.seems_furniture(place) for place in found.stated)


@pytest.mark.parametrize(
    ("article", "stated"),
    [
        (PAYWALL, "[]"),
        (PAYWALL, json.dumps({"@type": "NewsArticle", "articleBody": " ".join(TEXTS)})),
        ("".join(f"<p><a href=/x>{text}</a></p>" for text in PARAGRAPHS), STATED),
    ],
    ids=["nothing stated", "another text", "links"],
)
def test_what_the_source_does_not_state_is_left_to_weighing(article: str, stated: str) -> None:
    head = f'<script type="application/ld+json">{stated}</script>'
    assert said_to_be_text(page(article, head)) == []
