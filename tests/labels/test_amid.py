"""Text that weighing doubts, between paragraphs of the same element."""

import pytest

from corpuskit.labels.embedded import Around, find_amid
from corpuskit.labels.page import Page
from corpuskit.labels.shape import shape_of
from corpuskit.labels.weighed_rules import is_weighed_furniture
from corpuskit.text.lines import Line
from corpuskit.weighing.weigher import FAMILIES, Weighed
from tests.labels.test_markup_rules import BODY, PIPELINE, REST, page, read

DOUBTED = (
    "- Rà soát các hộ ở ven suối, giao công an xã hoàn thành trong tháng 7;",
    "Kết luận buổi lễ, chủ tịch xã giao các thôn ba việc phải làm ngay trong mùa mưa này.",
)


def doubted(text: str, html: str, likelihood: float = 0.3) -> tuple[Line, Page]:
    """Give a line that weighing doubts and its page, as its rules find them."""
    found = PIPELINE.page(read(html))
    line = next(line for line in found.lines if line.text == text)
    likelihoods = [likelihood if other is line else 0.9 for other in found.lines]
    found.weighed = Weighed(likelihoods, [[-1.0] * len(found.lines)] * len(FAMILIES), article=True)
    found.verdicts[line.place] = None
    found.amid = find_amid(Around(found))
    return line, found


@pytest.mark.parametrize("text", DOUBTED)
@pytest.mark.parametrize("form", ["<p>{}</p>", "<div>{}</div>", "{}<br>"])
def test_doubtful_text_between_paragraphs_is_no_furniture(text: str, form: str) -> None:
    line, found = doubted(text, page(BODY + form.format(text) + REST))
    assert line.place in found.amid
    assert is_weighed_furniture(line, found) is None


@pytest.mark.parametrize(
    "html",
    [
        BODY + REST + f"<p>{DOUBTED[1]}</p>",
        f"{BODY}<p><a href=/x>{DOUBTED[1]}</a></p>{REST}",
        f"{BODY}<aside>{DOUBTED[1]}</aside>{REST}",
        f"{BODY}<section><div><p>{DOUBTED[1]}</p></div></section>{REST}",
    ],
    ids=["below", "link", "aside", "box"],
)
def test_what_stands_elsewhere_is_left_to_weighing(html: str) -> None:
    line, found = doubted(DOUBTED[1], page(html))
    assert line.place not in found.amid
    assert is_weighed_furniture(line, found) is not None


def test_what_is_hardly_text_or_names_furniture_is_left_out() -> None:
    html = page(f"{BODY}<p>{DOUBTED[1]}</p>{REST}")
    assert is_weighed_furniture(*doubted(DOUBTED[1], html, likelihood=0.1)) is not None
    shared = "Chia sẻ bài viết, in bài viết, gửi bình luận, đăng nhập, đăng ký và liên hệ tòa soạn"
    html = page(f"{BODY}<p>{shared}</p>{REST}")
    assert is_weighed_furniture(*doubted(shared, html)) is not None


HEAD = "<h1>Thêm một cây cầu mới</h1><div><a href=/in>In bài</a></div>"


def below_title(above: str, text: str, likelihood: float = 0.45) -> tuple[Line, Page]:
    line, found = doubted(DOUBTED[1], page(f"{above}<section>{text}</section>{REST}"), likelihood)
    found.shape = shape_of(found)
    return line, found


def test_the_first_text_below_a_title_begins_the_article() -> None:
    assert is_weighed_furniture(*below_title(HEAD, DOUBTED[1])) is None


@pytest.mark.parametrize(
    ("above", "text", "likelihood"),
    [
        (HEAD, DOUBTED[1], 0.1),
        (HEAD + "<div>một</div>" * 9, DOUBTED[1], 0.45),
        (HEAD, f"<a href=/x>{DOUBTED[1]}</a>", 0.45),
    ],
    ids=["hardly text", "far below", "a link"],
)
def test_what_does_not_begin_it_is_left_to_weighing(
    above: str, text: str, likelihood: float
) -> None:
    assert is_weighed_furniture(*below_title(above, text, likelihood)) is not None
