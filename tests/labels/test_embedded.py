"""Lists and tables between the paragraphs of a text, which look like menus but for their place."""

import pytest

from corpuskit.model import Label
from tests.labels.test_markup_rules import BODY, REST, page, rules

ITEMS = ("Xi măng", "Cát vàng", "Thép phi 16")
LIST = "".join(f"<li>{item}</li>" for item in ITEMS)
ROWS = (("Năm", "Kinh phí"), ("2018", "120"), ("2019", "135"))
TABLE = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in ROWS)
SENTENCES = (
    "Nước trên các sông lên nhanh trong đêm, nhiều thôn ven suối phải sơ tán người già, trẻ nhỏ.",
    "Giá rau xanh tại chợ trung tâm tăng gấp rưỡi so với tuần trước vì mưa kéo dài nhiều ngày.",
    "Đội bóng của xã thắng trận thứ ba liên tiếp và vào vòng trong của giải bóng đá toàn huyện.",
)
EMBEDDED = (Label.PARAGRAPH, "paragraph.embedded")


def around(part: str) -> dict[str, tuple[Label, str]]:
    return rules(page(f"<h1>Thêm một cây cầu mới</h1>{BODY}{part}{REST}"))


@pytest.mark.parametrize(
    "part",
    [
        f"<ul>{LIST}</ul>",
        f"<ol>{LIST}</ol>",
        f"<div class=box><ul>{LIST}</ul></div>",
        f"<ul><li>{ITEMS[0]}</li><li><p>{ITEMS[1]}</p></li><li><b>{ITEMS[2]}</b></li></ul>",
        f"<div><h4>Vật liệu</h4><div><ul>{LIST}</ul></div></div>",
    ],
    ids=["ul", "ol", "wrapped", "with elements", "in a box with a heading"],
)
def test_short_items_between_paragraphs_are_text(part: str) -> None:
    found = around(part)
    assert {item: found[item] for item in ITEMS} == dict.fromkeys(ITEMS, EMBEDDED)


def test_cells_between_paragraphs_are_text() -> None:
    found = around(f"<div><table><tbody>{TABLE}</tbody></table></div>")
    cells = [cell for row in ROWS for cell in row]
    assert {cell: found[cell] for cell in cells} == dict.fromkeys(cells, EMBEDDED)


def test_a_heading_above_an_embedded_list_is_one() -> None:
    found = around(f"<h3>Vật liệu đã góp</h3><ul>{LIST}</ul>")
    assert found["Vật liệu đã góp"] == (Label.HEADING, "heading.markup")


@pytest.mark.parametrize(
    "part",
    [
        "<ul>" + "".join(f'<li><a href="/x">{item}</a></li>' for item in ITEMS) + "</ul>",
        f"<aside><ul>{LIST}</ul></aside>",
        f"<dl>{LIST.replace('li>', 'dd>')}</dl>",
        "<ul>" + "".join(f"<li><h4>{item}</h4></li>" for item in ITEMS) + "</ul>",
        "<ul><li>Facebook</li><li>Zalo</li><li>Lưu bài viết</li></ul>",
        f"<ul><li>{'; '.join(ITEMS)}</li></ul>",
        f"<table><tr><td>{ITEMS[0]}</td></tr><tr><td>{ITEMS[1]}</td></tr></table>",
    ],
    ids=["links", "aside", "dl", "headings", "furniture", "one item", "one cell in each row"],
)
def test_what_is_no_list_of_the_text_is_left_to_other_rules(part: str) -> None:
    assert "paragraph.embedded" not in {rule for _, rule in around(part).values()}


def test_a_list_below_all_paragraphs_of_an_element_is_text() -> None:
    found = rules(page(f"<h1>Thêm một cây cầu mới</h1>{BODY}{REST}<ol>{LIST}</ol>"))
    assert {item: found[item] for item in ITEMS} == dict.fromkeys(ITEMS, EMBEDDED)


def test_a_list_below_the_article_is_left_to_other_rules() -> None:
    html = page(f"<h1>Thêm một cây cầu mới</h1>{BODY}{REST}")
    found = rules(html.replace("</main>", f"<div><ul>{LIST}</ul></div></main>"))
    assert "paragraph.embedded" not in {rule for _, rule in found.values()}


def test_comments_below_the_paragraphs_are_no_list_of_the_text() -> None:
    comments = "".join(
        f"<li><b>Bạn đọc {number}</b><p>Hay quá, chờ mãi mới có.</p><i>Thích 8 Trả lời</i></li>"
        for number in range(3)
    )
    box = f'<ul class="comments">{comments}</ul>'
    found = rules(page(f"<h1>Thêm một cây cầu mới</h1>{BODY}{REST}{box}"))
    assert "paragraph.embedded" not in {rule for _, rule in found.values()}


def test_paragraphs_and_lists_in_boxes_of_their_own_are_one_text() -> None:
    boxes = [*BODY.replace("</p>", "</p>|").split("|")[:-1], f"<ul>{LIST}</ul>"]
    boxes += REST.replace("</p>", "</p>|").split("|")[:-1]
    text = "".join(f"<div><div>{box}</div></div>" for box in boxes)
    found = rules(page(f"<h1>Thêm một cây cầu mới</h1><div>{text}</div>"))
    assert {item: found[item] for item in ITEMS} == dict.fromkeys(ITEMS, EMBEDDED)


def test_a_list_above_the_text_is_not_embedded_by_its_own_sentences() -> None:
    items = "".join(f"<li>{text}</li>" for text in SENTENCES)
    found = rules(page(f"<div class=ticker><ul>{items}</ul></div><h1>Cầu mới</h1>{BODY}{REST}"))
    assert "paragraph.embedded" not in {found[text][1] for text in SENTENCES}


def test_terms_whose_definitions_are_texts_are_text() -> None:
    terms = ("mở", "đóng", "đọc")
    pairs = zip(terms, SENTENCES, strict=True)
    defined = "".join(f"<dt>{term}</dt><dd><p>{text}</p></dd>" for term, text in pairs)
    found = rules(
        page(f"<h1>Ba việc</h1>{BODY}{REST}<dl>{defined}<dd><a href=/x>Xem</a></dd></dl>")
    )
    assert {found[term][0] for term in terms} == {Label.PARAGRAPH}
    assert found["Xem"] != EMBEDDED


def test_terms_that_a_short_sentence_defines_are_text() -> None:
    defined = "<dt>Rui</dt><dd>Gỗ mỏng để đỡ ngói.</dd><dt>Mè</dt><dd>Tre đặt ngang trên rui.</dd>"
    found = rules(page(f"<h1>Ba việc</h1>{BODY}<dl>{defined}</dl>{REST}"))
    assert {found[term][0] for term in ("Rui", "Mè")} == {Label.PARAGRAPH}
    facts = "<dt>Rui</dt><dd>3 mét</dd><dt>Mè</dt><dd>Tre già.</dd>"
    found = rules(page(f"<h1>Ba việc</h1>{BODY}<dl>{facts}</dl>{REST}"))
    assert EMBEDDED not in {found[term] for term in ("Rui", "Mè")}


def test_terms_without_texts_are_none() -> None:
    pairs = "".join(f"<dt>{item}</dt><dd>{n}</dd>" for n, item in enumerate(ITEMS))
    found = rules(page(f"<dl>{pairs}</dl><h1>Ba việc</h1>{BODY}{REST}"))
    assert EMBEDDED not in {found[item] for item in ITEMS}
