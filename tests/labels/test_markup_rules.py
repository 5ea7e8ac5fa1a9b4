"""What the elements of a page say that a block is."""

from corpuskit.labels.markup_rules import is_plain_paragraph, is_sentence_among_text
from corpuskit.labels.page import Page
from corpuskit.languages import corpuskit_language_packs
from corpuskit.model import Document, Label
from corpuskit.pipeline import Pipeline
from corpuskit.reader import RawDocument, RawFile
from corpuskit.text.lines import Line
from corpuskit.weighing.weigher import Weighed
from corpuskit.weights import load_role_weights, load_weigher
from corpuskit_html.reader import HtmlReader

PIPELINE = Pipeline(
    tuple(corpuskit_language_packs()), weigher=load_weigher(), roles=load_role_weights()
)
PARAGRAPHS = [
    "Sáng 12/6, Ủy ban nhân dân xã Mẫu Sơn tổ chức lễ khánh thành cây cầu dân sinh bắc qua suối.",
    "Cây cầu dài 24 mét, rộng 3,5 mét, do nhân dân trong xã đóng góp ngày công và vật liệu.",
    "Từ nay, học sinh hai thôn bên kia suối không phải nghỉ học mỗi khi nước lớn, bà con nói.",
    "Trong thời gian tới, xã tiếp tục vận động để làm thêm hai cây cầu như vậy ở thôn trên.",
]
MENU = "".join(
    f'<li><a href="/{name}">{name}</a></li>' for name in ("Thời sự", "Kinh tế", "Xã hội")
)
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[:2])
REST = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[2:])


def page(article: str, head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html lang=vi><head>{head}</head><body><nav><ul>{MENU}</ul></nav>"
        f'<main><article class="article-body">{article}</article></main>'
        '<footer class="footer"><p>Bản quyền thuộc về Báo Mẫu</p></footer></body></html>'
    )


def read(html: str) -> RawDocument:
    (raw,) = HtmlReader().read(RawFile("a.html", html.encode()))
    assert isinstance(raw, RawDocument)
    return raw


def labelled(html: str) -> Document:
    return PIPELINE.document(read(html))


def rules(html: str) -> dict[str, tuple[Label, str]]:
    return {b.text: (b.label, b.reason.rule) for b in labelled(html).blocks if b.text}


def test_the_main_heading_is_the_title() -> None:
    found = rules(page(f"<h1>Thêm một cây cầu mới</h1>{BODY}{REST}"))
    assert found["Thêm một cây cầu mới"] == (Label.TITLE, "title.markup")


def test_what_the_source_states_as_its_title_is_the_title() -> None:
    head = '<meta property="og:title" content="Thêm một cây cầu mới">'
    found = rules(page(f"<h1>Báo Mẫu</h1><h2>Thêm một cây cầu mới</h2>{BODY}{REST}", head))
    assert found["Thêm một cây cầu mới"] == (Label.TITLE, "title.stated")


def test_a_caption_is_one_by_its_element() -> None:
    figure = (
        "<figure><img alt='cầu mới' src=a.jpg><figcaption>Cầu trong ngày mở</figcaption></figure>"
    )
    found = rules(page(f"<h1>Thêm một cây cầu mới</h1>{BODY}{figure}{REST}"))
    assert found["Cầu trong ngày mở"] == (Label.CAPTION, "caption.markup")
    assert found["cầu mới"] == (Label.ALT_TEXT, "alt_text.attribute")


def test_a_caption_above_the_text_is_not_its_lead() -> None:
    caption = (
        "Người dân hai thôn cùng cán bộ xã đi qua cây cầu mới trong buổi sáng ngày khánh thành."
    )
    figure = f"<figure><img src=a.jpg><figcaption>{caption}</figcaption></figure>"
    found = rules(page(f"<h1>Thêm một cây cầu mới</h1>{figure}{BODY}{REST}"))
    assert found[caption] == (Label.CAPTION, "caption.markup")
    assert found[PARAGRAPHS[0]][0] is Label.LEAD


def test_a_heading_inside_the_article_is_one_by_its_element() -> None:
    found = rules(page(f"<h1>Thêm một cây cầu mới</h1>{BODY}<h3>Chặng đường tới</h3>{REST}"))
    assert found["Chặng đường tới"] == (Label.HEADING, "heading.markup")


def test_a_caption_of_a_table_is_one_by_its_element() -> None:
    sheet = "<table><caption>Kinh phí theo năm</caption><tr><td>2018</td><td>120</td></tr></table>"
    found = rules(page(f"<h1>Thêm một cây cầu mới</h1>{BODY}{sheet}{REST}"))
    assert found["Kinh phí theo năm"] == (Label.CAPTION, "caption.markup")


def test_a_heading_that_is_the_window_s_title_without_its_site_is_the_title() -> None:
    head = "<title>Bản in - Thêm một cây cầu mới</title>"
    found = rules(page(f"<h1>Thêm một cây cầu mới</h1>{BODY}{REST}", head))
    assert found["Thêm một cây cầu mới"] == (Label.TITLE, "title.markup")


def test_a_heading_above_the_first_running_text_is_one_when_it_heads_text() -> None:
    short = "<h4>I. MỤC TIÊU</h4><p>Xong trong năm nay.</p><h4>II. CÁCH LÀM</h4>"
    found = rules(page(f"<h1>Thêm một cây cầu mới</h1>{short}{BODY}{REST}"))
    assert found["I. MỤC TIÊU"] == (Label.HEADING, "heading.markup")


def test_a_heading_above_links_is_none() -> None:
    more = '<h3>Chuyện khác</h3><ul><li><a href="/1">Mở chợ phiên</a></li></ul>'
    found = rules(page(f"<h1>Thêm một cây cầu mới</h1>{BODY}{REST}{more}"))
    assert found["Chuyện khác"][0] is not Label.HEADING


def test_what_stands_on_a_button_is_chrome() -> None:
    found = rules(page(f"<h1>Thêm một cây cầu mới</h1>{BODY}<button>Nghe bài</button>{REST}"))
    assert found["Nghe bài"] == (Label.CHROME, "chrome.control")


def test_a_question_on_a_button_above_its_answer_is_no_control() -> None:
    asked = f"<h3><button>Bao giờ cầu xong?</button></h3>{BODY}<button>Quên mật khẩu?</button><p>x"
    found = rules(page(f"<h1>Thêm một cây cầu mới</h1>{REST}{asked}"))
    assert found["Bao giờ cầu xong?"][1] != "chrome.control"
    assert found["Quên mật khẩu?"][1] == "chrome.control"


def test_menus_and_the_foot_of_the_page_are_left_out_and_the_text_stays() -> None:
    document = labelled(page(f"<h1>Thêm một cây cầu mới</h1>{BODY}{REST}"))
    assert document.text.split("\n") == ["Thêm một cây cầu mới", *PARAGRAPHS]


def test_a_page_without_elements_is_labelled_as_before() -> None:
    text = "\n".join(["Thêm một cây cầu mới", *PARAGRAPHS])
    flat = RawDocument(read("<p>a</p>").source, text)
    found = PIPELINE.labelled(flat)
    assert {v.reason.rule for v in found.verdicts if v}.isdisjoint(
        {"title.markup", "caption.markup"}
    )


def test_a_document_gives_back_the_whole_source() -> None:
    html = page(f"<h1>Thêm một cây cầu mới</h1>{BODY}{REST}")
    assert labelled(html).raw == html


def test_a_short_paragraph_between_others_is_no_caption() -> None:
    short = "Ông Hải không trả lời câu hỏi của phóng viên về việc này"
    found = rules(page(f"<h1>Thêm một cây cầu mới</h1>{BODY}<p>{short}</p>{REST}"))
    assert found[short][0] is not Label.CAPTION


def test_a_paragraph_beside_a_picture_may_be_its_caption() -> None:
    picture = '<div class="photo"><img src=a.jpg><p>Cầu mới trong ngày khánh thành</p></div>'
    (line,) = (
        each
        for each in PIPELINE.page(read(page(f"{BODY}{picture}{REST}"))).lines
        if each.text.startswith("Cầu mới")
    )
    assert not is_plain_paragraph(line)


def unlikely(text: str, html: str) -> tuple[Line, Page]:
    """Give a line of a page that is weighed as furniture, and the page."""
    found = PIPELINE.page(read(html))
    line = next(line for line in found.lines if line.text == text)
    likelihoods = [0.2 if other is line else 0.9 for other in found.lines]
    found.weighed = Weighed(likelihoods, [], article=True)
    return line, found


def test_a_sentence_that_is_weighed_as_furniture_among_sentences_is_text() -> None:
    verdict = is_sentence_among_text(*unlikely(PARAGRAPHS[1], page(BODY + REST)))
    assert verdict is not None
    assert (verdict.label, verdict.reason.evidence) == (Label.PARAGRAPH, "article")


def test_a_sentence_with_links_among_sentences_is_left_to_other_rules() -> None:
    linked = BODY.replace("24 mét", '<a href="/x">24 mét</a>')
    assert is_sentence_among_text(*unlikely(PARAGRAPHS[1], page(linked + REST))) is None
