"""Whole pages that are weighed: what stays, what goes, and what is said of a page without text."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import pytest
from _pytest.mark import ParameterSet
from hypothesis import given, settings
from hypothesis import strategies as st

from corpuskit.labels.explain import explain
from corpuskit.labels.page import NEAR_TEXT, Page, Verdict
from corpuskit.labels.weighed_rules import FEWEST_LINES, is_weighed_furniture, weigh_lines
from corpuskit.languages import corpuskit_language_packs
from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.model import LIKELY_ENOUGH, Block, Document, Label, Reason
from corpuskit.pipeline import Pipeline
from corpuskit.text.decode import decode
from corpuskit.text.lines import Piece, make_lines
from corpuskit.weighing.weigher import FAMILIES, Weighed, Weigher
from corpuskit.weights import load_role_weights, load_weights
from tests.labels.weighed_pages import ABOVE, BELOW, BODIES, WITHOUT_ARTICLE, Body, framed

PACKS = tuple(corpuskit_language_packs())
WEIGHTS = load_weights()
PIPELINE = Pipeline(PACKS, weigher=Weigher(WEIGHTS), roles=load_role_weights())
UNWEIGHED = Pipeline(PACKS)
LEXICON = Lexicon([pack for pack in PACKS if pack.language in ("und", "vi")])
PROVEN_BY = ("chrome.phrase", "chrome.glued", "chrome.risky_phrase", "chrome.related_title")
SHORT_LINES = "short lines say little, and some look like entries of a menu"
AT_THE_END = "what stands below the last long line seems to be below the text"
LEFT_OUT = {
    "interview vi framed": AT_THE_END,
    "interview en framed": SHORT_LINES,
    "live vi": AT_THE_END,
}
"""Texts of which the weights of today leave out lines."""
MARKED = {
    "poem vi framed": SHORT_LINES,
    "poem en framed": SHORT_LINES,
    "decree vi framed": SHORT_LINES,
    "recipe vi framed": SHORT_LINES,
    "recipe en framed": SHORT_LINES,
    "live vi framed": SHORT_LINES,
    "live en": SHORT_LINES,
    "live en framed": SHORT_LINES,
}
"""Texts that the weights of today take for pages without an article."""
SHORTEST_POST = 40
"""Characters: shorter lines of a thread are names and counts beside posts."""
SHORT_PAGE = "Trang chủ\nĐăng nhập\nMùa gặt\nLiên hệ\nTìm kiếm"
POOLS = {
    language: [
        line
        for kind in ("article", "interview", "live")
        for line in BODIES[f"{kind} {language}"].lines
        if len(line) >= 80
    ]
    for language in ("vi", "en")
}


def document_of(text: str, pipeline: Pipeline = PIPELINE) -> Document:
    return pipeline.document(decode(text.encode(), "page.txt"))


def blocks_of(text: str, lines: Sequence[str]) -> list[Block]:
    """Give the blocks of these lines, once each, on a page with a text."""
    by_text = {block.text: block for block in document_of(text).blocks}
    return [by_text[" ".join(line.split())] for line in lines]


def left_out(text: str, lines: Sequence[str]) -> list[str]:
    wanted = {" ".join(line.split()) for line in lines}
    return [block.text for block in document_of(text).left_out if block.text in wanted]


def texts() -> dict[str, tuple[str, list[str]]]:
    """Give each text, plain and framed, and those of its lines that must stay."""
    found = {}
    for name, body in BODIES.items():
        shortest = SHORTEST_POST if name.startswith("thread") else 0
        lines = [line for line in body.lines if len(line) >= shortest]
        found[name] = (body.text, lines)
        found[f"{name} framed"] = (framed(body), lines)
    return found


TEXTS = texts()


def named(names: Iterable[str], failing: Mapping[str, str]) -> list[ParameterSet]:
    """Give names as parameters; those that fail say why and tell when they no longer do."""
    return [
        pytest.param(
            name,
            marks=pytest.mark.xfail(name in failing, strict=True, reason=failing.get(name, "")),
        )
        for name in names
    ]


@pytest.mark.parametrize("name", named(TEXTS, LEFT_OUT))
def test_nothing_of_a_text_is_left_out_with_or_without_furniture_around_it(name: str) -> None:
    text, lines = TEXTS[name]
    assert left_out(text, lines) == []


ARTICLES = [name for name in TEXTS if not name.startswith(("names", "prices"))]


@pytest.mark.parametrize("name", named(ARTICLES, MARKED))
def test_a_page_with_a_text_is_not_marked_as_one_without(name: str) -> None:
    assert document_of(TEXTS[name][0]).warnings == ()


@pytest.mark.parametrize("name", [*LEFT_OUT, *MARKED])
def test_every_known_failure_is_a_text(name: str) -> None:
    assert name in TEXTS


@pytest.mark.parametrize("name", ["article vi", "article en"])
def test_all_furniture_around_an_article_is_left_out(name: str) -> None:
    body = BODIES[name]
    kept = [block.text for block in document_of(framed(body)).kept]
    assert kept == body.lines


PARTS = [
    (name, first, last)
    for name in ("article vi", "article en")
    for first in range(1, 4)
    for last in range(first + 3, 7)
]


def part_of(name: str, first: int, last: int) -> Body:
    """Give an article of the headline and some paragraphs of another."""
    body = BODIES[name]
    return Body(body.language, "\n".join([body.lines[0], *body.lines[first:last], ""]))


@pytest.mark.parametrize(("name", "first", "last"), PARTS)
def test_no_paragraph_of_a_plain_article_is_furniture(name: str, first: int, last: int) -> None:
    part = part_of(name, first, last)
    labels = {block.label for block in blocks_of(part.text, part.lines[1:])}
    assert labels <= {Label.LEAD, Label.PARAGRAPH}


@pytest.mark.parametrize(("name", "first", "last"), PARTS)
def test_no_paragraph_of_an_article_with_furniture_around_it_is_furniture(
    name: str, first: int, last: int
) -> None:
    part = part_of(name, first, last)
    found = blocks_of(framed(part), part.lines[1:])
    assert [block.text for block in found if block.label is Label.CHROME] == []


def test_a_last_sentence_below_related_titles_inside_the_text_goes_on_with_it() -> None:
    body = BODIES["article vi"].lines
    last = "Hai cây cầu khác sẽ được làm xong trước tháng ba năm tới."
    titles = ["Tin liên quan", "Xã bên mở lớp dạy nghề", "Huyện trồng thêm rừng ngập mặn"]
    lines = [*ABOVE["vi"].splitlines(), *body, *titles, last, *BELOW["vi"].splitlines()]
    assert left_out("\n".join(lines), [last]) == []
    teasers = [titles[0], titles[1], last, *titles[2:]]
    lines = [*ABOVE["vi"].splitlines(), *body, *BELOW["vi"].splitlines(), *teasers]
    (found,) = blocks_of("\n".join(lines), [last])
    assert found.label is Label.CHROME


@pytest.mark.parametrize("heading", ["Tin tức", "Tin nổi bật"])
def test_a_heading_of_other_pages_in_a_menu_does_not_take_what_heads_the_text(heading: str) -> None:
    menu = ["Trang chủ", "Giới thiệu", heading, "Tra cứu văn bằng"]
    title, *body = BODIES["article vi"].lines
    document = document_of("\n".join([*menu, title, "Người đăng: Văn thư", "12/09/2024", *body]))
    found = document.metadata.title, document.metadata.date
    assert [fact and fact.value for fact in found] == [title, "2024-09-12"]


def test_a_last_paragraph_on_another_subject_is_not_left_out() -> None:
    others = [line for line in POOLS["en"] if line not in BODIES["article en"].lines]
    lines = [*BODIES["article en"].lines, *others[:3]]
    found = {
        other: left_out(framed(Body("en", "\n".join([*lines, other, ""]))), [other])
        for other in others[3:]
    }
    assert [other for other, lines in found.items() if lines] == []


@pytest.mark.parametrize("surround", [lambda body: body.text, framed], ids=["plain", "framed"])
@pytest.mark.parametrize("body", WITHOUT_ARTICLE.values(), ids=WITHOUT_ARTICLE)
def test_a_page_without_article_is_marked_and_has_no_title_and_no_lead(
    body: Body, surround: Callable[[Body], str]
) -> None:
    document = document_of(surround(body))
    assert [warning.code for warning in document.warnings] == ["no-article"]
    assert document.metadata.title is None
    assert not {Label.TITLE, Label.LEAD} & {block.label for block in document.blocks}


@pytest.mark.parametrize(("opening", "value"), [("Sáng 12/10, ", None), ("(TTXVN) - ", "VNA")])
def test_the_day_in_a_teaser_is_not_that_of_a_page_without_article(
    opening: str, value: str | None
) -> None:
    teaser = f"{opening}{POOLS['vi'][0]}"
    document = document_of(framed(Body("vi", f"{WITHOUT_ARTICLE['menu vi'].text}{teaser}\n")))
    assert [warning.code for warning in document.warnings] == ["no-article"]
    assert document.metadata.date is None
    assert (document.metadata.dateline is not None) is (value is not None)


def test_a_long_line_on_a_page_without_article_is_no_lead() -> None:
    text = framed(Body("vi", WITHOUT_ARTICLE["menu vi"].text + POOLS["vi"][0] + "\n"))
    document = document_of(text)
    assert [warning.code for warning in document.warnings] == ["no-article"]
    assert not {Label.TITLE, Label.LEAD} & {block.label for block in document.blocks}
    assert POOLS["vi"][0] in [block.text for block in document.kept]


@pytest.mark.parametrize("body", WITHOUT_ARTICLE.values(), ids=WITHOUT_ARTICLE)
def test_a_page_without_article_keeps_all_of_its_own_that_no_phrase_proves(body: Body) -> None:
    own = set(body.lines)
    weighed, plain = document_of(framed(body)), document_of(framed(body), UNWEIGHED)
    rules = {b.reason.rule for b in weighed.blocks if b.text in own and b.label is Label.CHROME}
    assert rules <= set(PROVEN_BY)
    left = [[b.text for b in document.left_out if b.text in own] for document in (weighed, plain)]
    assert left[0] == left[1]


def page_of(text: str) -> Page:
    lines = make_lines([Piece(0, line, line, 0) for line in text.splitlines()])
    return Page(lines, LEXICON, {})


def test_a_page_of_fewer_than_six_lines_is_not_weighed() -> None:
    page = page_of(SHORT_PAGE)
    assert len(page.lines) == FEWEST_LINES - 1
    weigh_lines(page, Weigher(WEIGHTS))
    assert page.weighed is None
    assert page.has_article
    assert is_weighed_furniture(page.lines[0], page) is None


def test_a_page_of_six_lines_is_weighed() -> None:
    page = page_of(f"{SHORT_PAGE}\nIn trang này")
    weigh_lines(page, Weigher(WEIGHTS))
    assert page.weighed is not None
    assert len(page.weighed.likelihoods) == FEWEST_LINES


@given(st.lists(st.sampled_from([*POOLS["vi"], *ABOVE["vi"].split("\n")]), max_size=5))
@settings(max_examples=25)
def test_pages_of_few_lines_are_judged_as_without_weights(lines: list[str]) -> None:
    text = "\n".join(lines)
    roles = Pipeline(PACKS, roles=load_role_weights())
    assert document_of(text) == document_of(text, roles)


def weighed_page(*likelihoods: float, article: bool = True) -> Page:
    page = page_of("\n".join(f"Dòng {n}" for n in range(len(likelihoods))))
    page.weighed = Weighed(likelihoods, [[-1.5] * len(likelihoods)] * len(FAMILIES), article)
    return page


def rule_at(page: Page, place: int) -> tuple[Label, str, float] | None:
    verdict = is_weighed_furniture(page.lines[place], page)
    return verdict and (verdict.label, verdict.reason.rule, verdict.reason.confidence)


def test_a_line_is_called_what_is_likelier_and_how_surely() -> None:
    page = weighed_page(0.126, 0.49, 0.5, 0.9)
    assert [rule_at(page, place) for place in range(4)] == [
        (Label.CHROME, "chrome.weighed", 0.87),
        (Label.CHROME, "chrome.weighed", 0.51),
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("kinds", "likelihood", "goes_on"),
    [
        (["ad"], 0.34, True),
        (["ad", "player", "ad"], 0.34, True),
        (["ad"], 0.19, False),
        (["related"], 0.34, False),
        (["ad", "related", "ad"], 0.34, False),
    ],
)
def test_text_goes_on_behind_advertisements(
    kinds: list[str], likelihood: float, *, goes_on: bool
) -> None:
    first, last = POOLS["vi"][:2]
    page = page_of("\n".join([first, *kinds, last]))
    likelihoods = [0.9, *(0.0 for _ in kinds), likelihood]
    page.weighed = Weighed(likelihoods, [[-1.5] * len(likelihoods)] * len(FAMILIES), article=True)
    chrome = [Verdict(Label.CHROME, Reason("chrome.phrase", 0.99), kind) for kind in kinds]
    page.verdicts = [Verdict(Label.LEAD, Reason("lead.first_running", 0.9)), *chrome, None]
    assert (is_weighed_furniture(page.lines[-1], page) is None) == goes_on


@pytest.mark.parametrize(("opening", "rule"), [("", "chrome.weighed"), ("Hồi đó, ", None)])
def test_a_long_line_in_doubt_is_text_unless_other_lines_say_the_same(
    opening: str, rule: str | None
) -> None:
    sentences = [f"Đến mùa gặt thứ {n}, cả làng ra đồng từ lúc trời chưa sáng." for n in range(30)]
    lines = [*(opening + sentence for sentence in sentences), " ".join(sentences)]
    page = page_of("\n".join(lines))
    likelihoods = [0.9] * len(sentences) + [0.21]
    page.weighed = Weighed(likelihoods, [[-1.5] * len(likelihoods)] * len(FAMILIES), article=True)
    decided = rule_at(page, len(sentences))
    assert (decided[1] if decided else None) == rule


@pytest.mark.parametrize("step", [1, -1], ids=["below", "above"])
def test_without_an_article_only_what_stands_far_from_all_text_is_furniture(step: int) -> None:
    near, far = [0.01] * NEAR_TEXT, [0.19, 0.01, 0.21, 0.2]
    likelihoods = [*near, 0.3, 0.01, 0.9, *near, *far][::step]
    page = weighed_page(*likelihoods, article=False)
    decided = [rule_at(page, place) is not None for place in range(len(likelihoods))][::step]
    assert decided == [False] * (2 * NEAR_TEXT + 3) + [True, True, False, False]


def test_a_long_line_without_a_sentence_is_no_text_for_its_length() -> None:
    names = [f"Xã Mẫu {n} (tiếng Việt)" for n in range(80)]
    page = page_of("\n".join([*names, " ".join(names)]))
    likelihoods = [0.9] * len(names) + [0.4]
    page.weighed = Weighed(likelihoods, [[-1.5] * len(likelihoods)] * len(FAMILIES), article=True)
    assert rule_at(page, len(names)) == (Label.CHROME, "chrome.weighed", 0.6)


def test_thai_needs_no_stops_to_be_a_text_for_its_length() -> None:
    text = "ชาวบ้านช่วยกันสร้างสะพานใหม่ข้ามลำธาร " * 40
    page = page_of("\n".join(["ข่าว"] * 8 + [text]))
    page.weighed = Weighed([0.9] * 8 + [0.4], [[-1.5] * 9] * len(FAMILIES), article=True)
    assert rule_at(page, 8) is None


def test_nothing_is_called_furniture_where_nothing_may_be_text() -> None:
    page = weighed_page(*[0.01] * 3 * NEAR_TEXT, article=False)
    assert [rule_at(page, place) for place in range(3 * NEAR_TEXT)] == [None] * 3 * NEAR_TEXT


def test_furniture_is_left_out_from_the_default_confidence_on() -> None:
    document = document_of(framed(BODIES["interview vi"]))
    weighed = [b for b in document.blocks if b.reason.rule == "chrome.weighed"]
    sure = [b.reason.confidence >= LIKELY_ENOUGH for b in weighed]
    assert set(sure) == {False, True}
    assert [b not in list(document.kept) for b in weighed] == sure


def test_a_decision_names_the_families_that_speak_for_it() -> None:
    document = document_of(framed(BODIES["article en"]))
    block = next(b for b in document.blocks if b.reason.rule == "chrome.weighed")
    assert block.text == "Culture"
    said = [reason.rsplit(" ", 1) for reason in block.reason.evidence.split(", ")]
    values = [float(value) for _, value in said]
    assert {name for name, _ in said} <= set(FAMILIES)
    assert values == sorted(values)
    assert values[-1] < 0
    assert "features of the line together" in explain(block)
