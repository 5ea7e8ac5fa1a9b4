"""Posts of a thread: short ones too are text, whatever stands around them."""

import pytest

from corpuskit.model import Label
from tests.labels.test_markup_rules import MENU, PARAGRAPHS, rules

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
        '<article class="message-body js-selectToQuote"><div>{text}</div></article>',
        '<div id="post_message_{n}">{text}</div>',
        '<div class="post"><div class="inner" id="msg_{n}">{text}</div></div>',
        '<div class="ipsType_normal ipsType_richText"><p>{text}</p></div>',
        '<div class="bbp-reply-content"><p>{text}</p></div>',
    ],
    ids=["phpBB", "XenForo", "vBulletin", "SMF", "Invision", "bbPress"],
)
def test_all_that_stands_in_posts_is_text(post: str) -> None:
    found = rules(thread(post))
    assert Label.CHROME not in {found[text][0] for text in POSTS}
    assert "paragraph.post" in {found[text][1] for text in POSTS}


def test_what_stands_beside_posts_is_left_to_other_rules() -> None:
    signed = '<div id="post_message_{n}">{text}</div><p class="signature">' + SIGNATURE + "</p>"
    found = rules(thread(signed))
    assert "paragraph.post" not in {found[text][1] for text in (SIGNATURE, "Trả lời")}


def test_one_element_with_the_name_of_posts_may_be_anything() -> None:
    found = rules(thread('<div id="post_message_{n}">{text}</div>', POSTS[:1]))
    assert "paragraph.post" not in {rule for _, rule in found.values()}
