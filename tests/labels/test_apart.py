"""What stands on a marked-up page beside its article and reads like one."""

from collections.abc import Container

import pytest

from corpuskit.labels import apart
from corpuskit.labels.markup_rules import stands_in
from corpuskit.model import Label
from corpuskit.text.lines import Line
from tests.labels.test_markup_rules import BODY, PARAGRAPHS, REST, labelled, page, rules

TITLE = "Thêm một cây cầu mới"
HEADLINE = f"<h1>{TITLE}</h1>"
STATED = f'<meta property="og:title" content="{TITLE}">'
SAID = (
    "Tôi đã đi qua cây cầu này ngày hôm qua, đường lên cầu còn dốc nhưng mặt cầu thì rất đẹp.",
    "Mong xã sớm làm thêm đèn chiếu sáng hai đầu cầu để bà con đi chợ sớm đỡ vất vả hơn.",
    "Ngày xưa chúng tôi phải lội suối đi học, nghĩ lại mà thương các em nhỏ của thôn trên quá.",
)
NOTES = (
    "Bản in năm 1902 chép câu này khác, có lẽ người khắc ván đã nhầm hai chữ gần giống nhau.",
    "Chữ “sông” ở câu thứ hai chỉ sông Hồng, như sách địa chí soạn cùng thời đã ghi rõ ở quyển ba.",
    "Hai câu cuối nhắc lại điển trong sách cổ, mà các bản dịch ra chữ quốc ngữ về sau đều bỏ đi.",
)
OTHER = "".join(f"<p>{text}</p>" for text in SAID)


def below(part: str, head: str = "", article: str = f"{HEADLINE}{BODY}{REST}") -> set[str]:
    """Give the rules that decided about the other texts on a page with this part at its end."""
    found = rules(page(article, head).replace("</main>", f"{part}</main>"))
    return {found[text][1] for text in SAID}


@pytest.mark.parametrize(
    "part",
    [
        f'<div id="comments">{OTHER}<form><button>Gửi</button></form></div>',
        f'<section class="comments-area"><ol><li>{OTHER}</li></ol></section>',
        f'<ol class="comment-list"><li><article class="comment">{OTHER}</article></li></ol>',
        f'<div class="box-binhluan"><div>{OTHER}</div></div>',
    ],
    ids=["id", "class", "list", "Vietnamese"],
)
def test_what_readers_say_below_the_text_is_no_text(part: str) -> None:
    assert below(part) == {"chrome.comments"}


@pytest.mark.parametrize("name", ["comments", "commentaires", "kommentare"])
def test_what_scholars_comment_below_a_text_stays(name: str) -> None:
    notes = "".join(f"<p>{note}</p>" for note in NOTES)
    part = f'<section class="{name}"><h2>Chú giải</h2>{notes}</section>'
    found = rules(page(f"{HEADLINE}{BODY}{REST}").replace("</main>", f"{part}</main>"))
    assert {found[note][0] for note in NOTES} == {Label.PARAGRAPH}


@pytest.mark.parametrize(
    "sign",
    [
        "<textarea>Viết</textarea>",
        '<p class="comment-author">Mai</p>',
        "<div>12/03/2023 10:45</div>",
        "<h3>3 Kommentare</h3>",
        "<div>Trả lời</div>",
    ],
    ids=["control", "name", "day and time", "count", "button"],
)
def test_signs_of_readers_make_comments_of_a_part_with_their_name(sign: str) -> None:
    assert below(f'<div class="comments">{sign}{OTHER}</div>') == {"chrome.comments"}


def test_many_parts_cost_a_line_no_more_than_a_few(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []

    def counted(line: Line, numbers: Container[int]) -> bool:
        looks.append(line.place)
        return stands_in(line, numbers)

    def cost(parts: int) -> int:
        looks.clear()
        part = f'<div class="comments"><p>{SAID[0]}</p></div>' * parts
        rules(page(f"{HEADLINE}{BODY}{REST}").replace("</main>", f"{part}</main>"))
        return len(looks)

    monkeypatch.setattr(apart, "stands_in", counted)
    assert cost(80) <= 10 * cost(10)


def test_a_part_is_of_the_same_kind_as_the_phrases_that_head_it() -> None:
    part = f'<div class="comments"><h3>Ý kiến bạn đọc (3)</h3>{OTHER}</div>'
    html = page(f"{HEADLINE}{BODY}{REST}").replace("</main>", f"{part}</main>")
    details = {block.text: block.detail for block in labelled(html).blocks}
    assert {details[text] for text in ("Ý kiến bạn đọc (3)", *SAID)} == {"comment"}


def test_comments_without_a_text_above_are_the_text() -> None:
    posts = f'<div class="comments">{OTHER}{BODY}</div>'
    assert "chrome.comments" not in below("", article=f"{HEADLINE}{posts}")


def test_the_text_of_the_page_stays_where_its_own_elements_speak_of_comments() -> None:
    found = rules(page(f'<div class="has-comments comments">{HEADLINE}{BODY}{REST}</div>'))
    assert {found[text][0] for text in PARAGRAPHS} == {Label.LEAD, Label.PARAGRAPH}


def test_a_box_about_the_author_below_the_text_is_no_text_but_for_the_name() -> None:
    box = f'<div class="author-box"><h3>Nguyễn Văn Mẫu</h3><p>{SAID[0]}</p></div>'
    found = rules(page(f"{HEADLINE}{BODY}{REST}").replace("</main>", f"{box}</main>"))
    assert found[SAID[0]] == (Label.CHROME, "chrome.author")
    assert found["Nguyễn Văn Mẫu"][1] != "chrome.author"


@pytest.mark.parametrize(
    "name", ["onetrust-consent-sdk", "CookieConsent", "cookie-banner", "sourcepoint-placeholder"]
)
def test_a_dialog_that_asks_for_consent_is_no_text(name: str) -> None:
    assert below(f'<div id="{name}"><div><h2>Quyền riêng tư</h2>{OTHER}</div></div>') == {
        "chrome.consent"
    }


def test_a_dialog_above_the_text_is_no_text_either() -> None:
    found = rules(page(f'<div class="cookie-notice">{OTHER}</div>{HEADLINE}{BODY}{REST}'))
    assert {found[text][1] for text in SAID} == {"chrome.consent"}
    assert {found[text][0] for text in PARAGRAPHS} == {Label.LEAD, Label.PARAGRAPH}


def test_a_section_of_an_article_about_the_consent_of_patients_is_text() -> None:
    section = f'<section id="consent"><h2>Đồng thuận</h2>{OTHER}</section>'
    found = rules(page(f"{HEADLINE}{BODY}{section}{REST}"))
    assert "chrome.consent" not in {found[text][1] for text in SAID}


def test_a_page_about_cookies_keeps_its_text() -> None:
    html = page(f"{HEADLINE}{BODY}{REST}").replace(
        "<article class=", "<article id=cookie-law class="
    )
    found = rules(html.replace("<body>", '<body class="cookie-consent">'))
    assert {found[text][0] for text in PARAGRAPHS} == {Label.LEAD, Label.PARAGRAPH}


def test_an_article_below_that_of_the_stated_title_is_another_one() -> None:
    other = f'<article class="second"><h2>Chuyện của những người đi chợ sớm</h2>{OTHER}</article>'
    assert below(other, STATED) == {"chrome.article"}


@pytest.mark.parametrize(
    ("part", "head"),
    [
        (f'<article class="second"><h2>Chuyện đi chợ</h2>{OTHER}</article>', ""),
        (f'<article class="second">{OTHER}</article>', STATED),
        (f'<article class="article-body"><h2>Chuyện đi chợ</h2>{OTHER}</article>', STATED),
    ],
    ids=["no stated title", "no heading", "same class"],
)
def test_parts_of_one_text_may_be_articles_too(part: str, head: str) -> None:
    assert "chrome.article" not in below(part, head)


def test_an_article_within_the_article_is_a_part_of_it() -> None:
    inner = f'<article class="box"><h2>Chuyện đi chợ</h2>{OTHER}</article>'
    found = rules(page(f"{HEADLINE}{BODY}{inner}{REST}", STATED))
    assert "chrome.article" not in {rule for _, rule in found.values()}
