"""Captions of pages that have no element for them: a class names one, or a picture stands above."""

import pytest

from corpuskit.model import Label
from tests.labels.test_markup_rules import BODY, REST, page, rules

SHOWN = "Cán bộ xã và bà con hai thôn trong ngày mở cầu"
IMAGE = '<img src="a.jpg" alt="cau-moi.jpg">'


def around(part: str) -> tuple[Label, str]:
    found = rules(page(f"<h1>Thêm một cây cầu mới</h1>{BODY}{part}{REST}"))
    return next(verdict for text, verdict in found.items() if SHOWN in text)


@pytest.mark.parametrize(
    "part",
    [
        f'<p class="image-caption">{SHOWN}</p>',
        f'<div class="PhotoCMS_Caption"><p>{SHOWN}.</p></div>',
        f'<div class="news-image">{IMAGE}<p class="cap">{SHOWN}</p></div>',
        f"<table><tr><td>{IMAGE}</td></tr><tr><td class=image_desc>{SHOWN}</td></tr></table>",
    ],
)
def test_a_class_names_a_caption(part: str) -> None:
    assert around(part) == (Label.CAPTION, "caption.class")


@pytest.mark.parametrize("shown", [SHOWN, f"{SHOWN}, sáng 12/6, sau hai tháng thi công liên tục."])
@pytest.mark.parametrize(
    "box",
    [
        "<table><tr><td>{}</td></tr><tr><td><p>{}</p></td></tr></table>",
        "<div>{}<p>{}</p></div>",
        "<center><p>{}</p><i>{}</i></center>",
    ],
)
def test_what_an_element_holds_beside_a_picture_alone_is_its_caption(box: str, shown: str) -> None:
    assert around(box.format(IMAGE, shown)) == (Label.CAPTION, "caption.pictured")


@pytest.mark.parametrize("image", [IMAGE, '<img src="a.jpg">', '<img src="a.jpg" alt="">'])
def test_a_short_line_directly_below_a_picture_is_its_caption(image: str) -> None:
    assert around(f"<p>{image}</p><p>{SHOWN}</p>") == (Label.CAPTION, "caption.below_picture")


@pytest.mark.parametrize(
    "part",
    [
        f"<p>{IMAGE}</p><h3>{SHOWN}</h3>",
        f"<p>{IMAGE}</p><p>II. {SHOWN}</p>",
        f"<p>{IMAGE}</p><p>{SHOWN}, sáng 12/6, sau hai tháng thi công liên tục của hai thôn.</p>",
        f'<p>{IMAGE}</p><p><a href="/khac">{SHOWN}</a></p>',
        f'<p class="desc">{SHOWN}</p>',
        f"<div>{IMAGE}<p>{SHOWN}, sáng 12/6, sau hai tháng thi công của hai thôn.</p>{REST}</div>",
    ],
    ids=["heading", "numbered", "paragraph", "link", "no picture", "box with more"],
)
def test_other_lines_below_pictures_are_none(part: str) -> None:
    assert around(part)[0] is not Label.CAPTION


def test_a_caption_outside_the_article_is_left_to_other_rules() -> None:
    html = page(f"<h1>Thêm một cây cầu mới</h1>{BODY}{REST}")
    slide = f'<div class="carousel-caption"><a href="/khac">{SHOWN}</a></div>'
    found = rules(html.replace("<footer", f"{slide}<footer"))
    assert found[SHOWN][0] is not Label.CAPTION
