"""Posts of a thread: short ones too are text, whatever stands around them."""

import pytest

from corpuskit.model import Label
from tests.labels.test_markup_rules import MENU, PARAGRAPHS, labelled, rules

POSTS = (
    " ".join(PARAGRAPHS[:2]),
    "Cảm ơn bác",
    "Nhà em ở thôn trên, đợi mãi",
    " ".join(PARAGRAPHS[2:]),
    "+1",
)
ROW = (
    '<div class="row"><div class="who"><a href="/u{n}">bạn đọc {n}</a><p>Bài viết: {n}</p></div>'
    '{post}<ul class="buttons"><li><a href="/r">Trả lời</a></li></ul></div>'
)
PHPBB = (
    '<div class="postbody"><p class="author">bởi bạn đọc {n}</p>'
    '<div class="content">{text}</div></div>'
)
VBULLETIN = (
    '<table><tr><td id="td_post_{n}"><div id="post_message_{n}">{text}</div></td></tr></table>'
)
XENFORO = (
    '<article class="message message--post js-post" id="js-post-{n}"><h4>bạn đọc mới {n}</h4>'
    '<div class="message-body js-selectToQuote">{text}</div></article>'
)
DISCOURSE = (
    '<div class="post-stream"><div class="post__body topic-body"><a href="/u{n}">bạn mới {n}</a>'
    '<div class="cooked"><p>{text}</p></div></div></div>'
)
SIGNATURE = "Sống là cho đâu chỉ nhận riêng mình"


def thread(post: str, posts: tuple[str, ...] = POSTS) -> str:
    parts = (ROW.format(n=n, post=post.format(n=n, text=text)) for n, text in enumerate(posts))
    return (
        f"<html lang=vi><body><nav><ul>{MENU}</ul></nav><h1>Bàn về cây cầu mới</h1>{''.join(parts)}"
        "<footer><p>Diễn đàn Mẫu Sơn</p></footer></body></html>"
    )


@pytest.mark.parametrize(
    "post",
    [
        PHPBB,
        XENFORO,
        VBULLETIN,
        DISCOURSE,
        '<div class="post"><div class="inner" id="msg_{n}">{text}</div></div>',
        '<div class="ipsType_normal ipsType_richText"><p>{text}</p></div>',
        '<div class="bbp-reply-content"><p>{text}</p></div>',
        '<div class="messageContent"><div class="messageText"><p>{text}</p></div></div>',
    ],
    ids=["phpBB", "XenForo", "vBulletin", "Discourse", "SMF", "Invision", "bbPress", "WoltLab"],
)
def test_all_that_stands_in_posts_is_text(post: str) -> None:
    found = rules(thread(post))
    assert Label.CHROME not in {found[text][0] for text in POSTS}
    assert "paragraph.post" in {found[text][1] for text in POSTS}


def test_what_stands_beside_posts_is_left_to_other_rules() -> None:
    found = rules(thread(VBULLETIN + f'<p class="signature">{SIGNATURE}</p>'))
    assert "paragraph.post" not in {found[text][1] for text in (SIGNATURE, "Trả lời")}


@pytest.mark.parametrize("post", [XENFORO, DISCOURSE], ids=["XenForo", "Discourse"])
def test_who_wrote_a_post_is_no_part_of_it(post: str) -> None:
    found = rules(thread(post))
    named = {rule for text, (_, rule) in found.items() if text.startswith("bạn")}
    assert "paragraph.post" not in named


def test_the_rows_of_a_thread_are_no_table_in_a_text() -> None:
    row = "<table><tr><td>Ngày tham gia: 2004</td><td>Bài viết: 61</td></tr></table>"
    found = rules(thread(row + VBULLETIN))
    assert found["Bài viết: 61"][1] != "paragraph.embedded"


def test_a_line_of_a_post_is_no_caption() -> None:
    posts = tuple(f"{text}<ul><li>Một lốp xe, hai sợi xích và một con ốc</ul>" for text in POSTS)
    found = rules(thread(VBULLETIN, posts))
    assert Label.CAPTION not in {label for label, _ in found.values()}


def test_one_element_with_the_name_of_posts_may_be_anything() -> None:
    found = rules(thread(VBULLETIN, POSTS[:1]))
    assert "paragraph.post" not in {rule for _, rule in found.values()}


def test_what_dialogs_say_is_no_post() -> None:
    found = rules(thread('<div class="c-error-message"><p class="c-message-text">{text}</p></div>'))
    assert "paragraph.post" not in {rule for _, rule in found.values()}


def test_the_topic_is_the_title_where_the_main_heading_is_the_name_of_the_board() -> None:
    found = rules(
        thread(PHPBB)
        .replace("<body>", "<head><title>Cây cầu mới - Diễn đàn Mẫu Sơn</title></head><body>")
        .replace("<h1>Bàn về cây cầu mới</h1>", "<h2><a href=/t>Cây cầu mới</a></h2>")
        .replace("<nav>", "<div class=headerbar><h1>Diễn đàn Mẫu Sơn</h1></div><nav>")
    )
    assert found["Cây cầu mới"][0] is Label.TITLE
    assert found["Diễn đàn Mẫu Sơn"][0] is not Label.TITLE


def test_a_thread_of_short_posts_has_an_article_so_that_its_furniture_leaves() -> None:
    document = labelled(thread(PHPBB, ("Cửa kêu quá", "Tra dầu", "Được rồi")))
    assert document.warnings == ()
    assert "Trả lời" in {block.text for block in document.left_out}
