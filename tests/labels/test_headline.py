"""The headline: which line above the text it is, on pages with and without furniture."""

from collections.abc import Sequence
from functools import partial

import pytest

from corpuskit.labels.headline import (
    HEADLINE_FEATURES,
    REACH,
    Candidate,
    candidates,
    choose_headline,
)
from corpuskit.labels.label import decide_lines
from corpuskit.labels.page import Page
from corpuskit.labels.shape import LIKELY_HEADLINE, shape_of
from corpuskit.labels.title_form import may_be_title
from corpuskit.languages import corpuskit_language_packs
from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.model import Document, Label
from corpuskit.pipeline import Pipeline, PipelineOptions
from corpuskit.text.decode import decode
from corpuskit.text.lines import Piece, make_lines
from corpuskit.weighing.weigher import Weighed, Weigher
from corpuskit.weights import load_weights
from tests.labels.weighed_pages import ABOVE, BELOW, BODIES, Body, framed

PACKS = tuple(corpuskit_language_packs())
LEXICON = Lexicon([pack for pack in PACKS if pack.language in ("und", "vi")])
WEIGHTS = load_weights()
PIPELINE = Pipeline(PACKS, weigher=Weigher(WEIGHTS))
UNWEIGHED = Pipeline(PACKS)
TEXT = "Thư viện xã mở ngày hội đọc sách dành cho học sinh các trường trên địa bàn toàn xã."
QUIET = dict.fromkeys(HEADLINE_FEATURES, 0.0)


def page_of(*lines: tuple[str, float], article: bool = True) -> Page:
    """Make a page of lines and how likely each is text, with three lines of text below."""
    texts = [*lines, *((TEXT.replace("xã", place), 0.9) for place in ("xã", "huyện", "tỉnh"))]
    page = decide_lines(make_lines([Piece(0, text, text, 0) for text, _ in texts]), LEXICON)
    page.weighed = Weighed([likelihood for _, likelihood in texts], [], article)
    return page


def found_in(page: Page) -> list[Candidate]:
    first = next(line.place for line in page.lines if line.running)
    return candidates(page, first, partial(may_be_title, page=page))


def one(name: str, *lines: tuple[str, float]) -> list[float]:
    """Give what a feature says of each candidate."""
    return [HEADLINE_FEATURES[name](candidate) for candidate in found_in(page_of(*lines))]


@pytest.mark.parametrize(
    ("name", "lines", "values"),
    [
        ("likely", [("Hội sách", 0.5)], [0.0]),
        ("doubtful", [("Hội sách", 0.14), ("Mùa gặt", 0.15)], [1, 0]),
        ("share_of_theme", [("Ngày hội đọc sách", 0.9), ("Mùa hội", 0.9)], [1, 0.5]),
        ("words_of_theme", [("Ngày hội đọc sách", 0.9), ("Mùa hội", 0.9)], [4 / 8, 1 / 8]),
        ("one_or_two_words", [("Hội", 0.9), ("Hội sách xã", 0.9)], [1, 0]),
        ("three_or_four_words", [("Hội sách ở xã", 0.9), ("Hội sách ở xã nhà", 0.9)], [1, 0]),
        ("very_long", [("xã " * 25, 0.9), ("xã " * 26, 0.9)], [0, 1]),
        ("said_again", [("Hội sách xã Mẫu", 0.9), ("Hội sách xã Mẫu", 0.9)], [1, 0]),
        ("says_again", [("Hội sách xã Mẫu", 0.9), ("Hội sách xã Mẫu", 0.9)], [0, 1]),
        ("directly_above", [("Hội", 0.9), ("Sách", 0.9)], [0, 1]),
        ("figures", [("12ab", 0.9)], [0.5]),
        ("stopped", [("Hội sách.", 0.9), ("Hội sách", 0.9)], [1, 0]),
        ("announces", [("Hội sách:", 0.9), ("Hội: sách", 0.9)], [1, 0]),
        ("capitalised", [("Hội Sách", 0.9), ("Hội sách", 0.9)], [1, 0]),
        ("fitting", [("Hội sách.", 0.9), ("Hội sách", 0.9)], [0, 1]),
        ("rivals_above", [("Một hai ba bốn", 0.9), ("Hội", 0.9)], [0, pytest.approx(0.6931, 1e-3)]),
        ("rivals_below", [("Hội", 0.9), ("Một hai ba bốn", 0.3)], [0, 0]),
        ("above_credits", [("Hội sách", 0.9), ("Tin, ảnh: Lê Văn An", 0.9)], [1]),
    ],
)
def test_a_feature_of_a_candidate_says_what_it_is_called(
    name: str, lines: Sequence[tuple[str, float]], values: list[float]
) -> None:
    assert one(name, *((text.strip(), likelihood) for text, likelihood in lines)) == values


def test_signs_of_an_unspaced_script_are_half_a_word_each() -> None:
    lines = [("乡图书馆举办读书节", 0.9), ("乡图书馆今年举办读书节，学生们都来参加。" * 2, 0.9)]
    page = decide_lines(make_lines([Piece(0, text, text, 0) for text, _ in lines]), LEXICON)
    page.weighed = Weighed([0.9, 0.9], [], article=True)
    (candidate,) = found_in(page)
    assert (candidate.words, candidate.shared) == (4.5, 4.5)


def test_letters_with_marks_are_compared_by_words() -> None:
    body = "पुल चौबीस मीटर लंबा है और गाँव के लोगों ने मिलकर इसे बनाया है, इसलिए बच्चे स्कूल जा सकेंगे।"
    lines = [("लंबा पुल", 0.9), ("खेल", 0.9), (body, 0.9)]
    page = decide_lines(make_lines([Piece(0, text, text, 0) for text, _ in lines]), LEXICON)
    page.weighed = Weighed([0.9, 0.9, 0.9], [], article=True)
    assert [each.shared / each.words for each in found_in(page)] == [1, 0]


def test_only_open_lines_in_reach_are_candidates() -> None:
    page = page_of(*[(f"Dòng {n}", 0.5) for n in range(REACH)], ("Đăng nhập", 0.1), ("Hội", 0.5))
    places = [candidate.line.place for candidate in found_in(page)]
    assert places == [*range(2, REACH), REACH + 1]


def test_a_headline_is_chosen_by_the_sum_of_what_its_features_weigh() -> None:
    found = found_in(page_of(("Hội", 0.5), ("Hội sách.", 0.5), ("Sách", 0.5)))
    place, likelihood = choose_headline(found, {**QUIET, "stopped": 2.0})
    assert place == 1
    assert likelihood == pytest.approx(1 / (1 + 2 * 2.718281828**-2))


def test_of_equal_candidates_the_first_is_chosen_and_none_is_likely() -> None:
    found = found_in(page_of(("Hội", 0.5), ("Sách", 0.5), ("Xã", 0.5)))
    place, likelihood = choose_headline(found, QUIET)
    assert place == 0
    assert likelihood == pytest.approx(1 / 3)


def test_without_candidates_there_is_no_headline() -> None:
    assert choose_headline([], QUIET) == (-1, 0.0)


def test_the_likelihoods_of_candidates_do_not_overflow() -> None:
    found = found_in(page_of(("Hội", 0.0), ("Sách", 1.0)))
    assert choose_headline(found, {**QUIET, "likely": 1000.0}) == (1, 1.0)


def test_a_page_whose_likeliest_headline_is_unlikely_has_none() -> None:
    page = page_of(("Menu", 0.1), ("Hội", 0.9), ("Sách", 0.9), ("Xã", 0.9))
    assert LIKELY_HEADLINE > 1 / 4
    assert shape_of(page, QUIET).title == -1
    assert shape_of(page, {**QUIET, "one_or_two_words": 0.0, "directly_above": 5.0}).title == 3


def test_a_date_below_another_line_is_worth_more_than_a_doubtful_headline() -> None:
    dated = "Làng gốm mở lò sau mùa lũ"
    lines = [("Chuyện học đường", 0.4), (dated, 0.4), ("14/03/2026 08:41 GMT+7", 0.1), ("Aa", 0.1)]
    page = page_of(*lines)
    assert shape_of(page, {**QUIET, "three_or_four_words": 1.0}).title == 1
    assert shape_of(page, {**QUIET, "three_or_four_words": 3.0}).title == 0


@pytest.mark.parametrize("path", ["Home/ Tin tức/ Thư viện", "Trang chủ/Bạn đọc viết", "A / B / C"])
def test_a_path_of_sections_is_no_headline(path: str) -> None:
    page = page_of((path, 0.9))
    assert not may_be_title(page.lines[0], page)


def test_a_stroke_in_a_headline_makes_no_path() -> None:
    page = page_of(("Cà phê vượt 100 nghìn đồng/kg, hồ tiêu đi ngang", 0.9))
    assert may_be_title(page.lines[0], page)


def test_without_furniture_above_the_text_the_simpler_rules_choose() -> None:
    page = page_of(("Hội sách xã", 0.9), ("Ngày hội đọc sách", 0.9))
    shape = shape_of(page, {**QUIET, "directly_above": 9.0})
    assert (shape.title, shape.headline) == (0, 0.0)


def test_a_page_without_article_has_no_headline() -> None:
    page = page_of(("Menu", 0.1), ("Hội sách xã", 0.9), article=False)
    assert shape_of(page, {**QUIET, "directly_above": 9.0}).title == -1


TITLE = "Làng gốm mở lò sau mùa lũ"
ARTICLE = BODIES["article vi"]
PARAGRAPHS = ARTICLE.lines[1:]
DECK = "Những người thợ trở lại với bàn xoay khi nước còn chưa rút hết"


def document_of(*above: str, pipeline: Pipeline = PIPELINE) -> Document:
    """Give the document of an article with furniture around it and lines above its text."""
    body = Body("vi", "\n".join([*above, *PARAGRAPHS, ""]))
    return pipeline.document(decode(framed(body).encode(), "page.txt"))


@pytest.mark.parametrize(
    "above",
    [
        [TITLE],
        ["Đời sống", TITLE],
        ["Đời sống", "14/03/2026", TITLE],
        [TITLE, "Lê Văn An"],
        [TITLE, "Thứ bảy, 14/03/2026, 08:15 (GMT+7)"],
        ["Đời sống", TITLE, "Lê Văn An", "14/03/2026 08:15"],
        [TITLE, DECK],
        [TITLE, "Tin, ảnh: Lê Văn An", DECK],
        [TITLE, TITLE],
        ["Trang chủ » Đời sống", TITLE],
        [TITLE, "Chia sẻ", "In bài viết"],
        ["Đời sống", TITLE, "Ảnh: Lê Văn An"],
        ["Tin nổi bật", "Công đoàn", "Tư vấn pháp luật", TITLE, "14/03/2026 08:41 GMT+7"],
    ],
    ids=[
        "alone",
        "section",
        "section and date",
        "name below",
        "time below",
        "all around",
        "deck",
        "credit and deck",
        "echo",
        "breadcrumb",
        "buttons",
        "picture",
        "below a list of news in the menu",
    ],
)
def test_the_headline_is_found_among_what_stands_around_it(above: list[str]) -> None:
    title = document_of(*above).metadata.title
    assert title is not None
    assert title.value == TITLE


def test_a_weighed_headline_says_so_and_how_likely_it_is() -> None:
    block = next(b for b in document_of(TITLE).blocks if b.label is Label.TITLE)
    assert block.reason.rule == "title.weighed"
    assert LIKELY_HEADLINE <= block.reason.confidence <= 1


@pytest.mark.xfail(
    strict=True, reason="a short line that comes again is an echo only of the first line of a page"
)
def test_an_echo_of_a_headline_is_no_second_headline() -> None:
    blocks = [b for b in document_of(TITLE, "Lê Văn An", TITLE).blocks if b.text == TITLE]
    assert [block.label for block in blocks] == [Label.TITLE, Label.ALT_TEXT]


def test_a_headline_that_furniture_says_above_it_is_kept_once() -> None:
    page = f"{TITLE}\n{framed(ARTICLE)}"
    document = PIPELINE.document(decode(page.encode(), "page.txt"))
    blocks = [b for b in document.blocks if b.text == TITLE]
    assert [(b.label, b.repeat_of) for b in blocks] == [(Label.CHROME, -1), (Label.TITLE, -1)]
    assert document.text.splitlines() == ARTICLE.lines


def test_a_page_that_is_not_weighed_finds_its_headline_by_the_old_rules() -> None:
    blocks = [b for b in document_of(TITLE, pipeline=UNWEIGHED).blocks if b.label is Label.TITLE]
    assert [(b.text, b.reason.rule) for b in blocks] == [(TITLE, "title.above_text")]


def test_an_article_without_headline_gets_none_from_the_menu() -> None:
    menu = {*ABOVE["vi"].splitlines(), *BELOW["vi"].splitlines()}
    title = document_of().metadata.title
    assert title is None or title.value not in menu


def test_many_names_with_dates_above_a_text_cost_what_their_number_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls = 0
    pipeline = Pipeline(PACKS, options=PipelineOptions(language="vi"))
    asked = Page.label_at

    def counted(page: Page, place: int) -> Label | None:
        nonlocal calls
        calls += 1
        return asked(page, place)

    monkeypatch.setattr(Page, "label_at", counted)
    costs = []
    for number in (200, 800):
        calls = 0
        people = "".join(f"Trần Thị {chr(65 + i % 3)}\n18/05/2023 08:15\n" for i in range(number))
        page = f"Xã Mẫu mở hội\n{people}{TEXT}\n{TEXT}\n{TEXT}\n"
        pipeline.document(decode(page.encode(), "page.txt"))
        costs.append(calls)
    assert costs[1] < 5 * costs[0]
