"""Features of roles: what they answer, by page and place."""

import pytest

from corpuskit.labels.page import Page, Verdict
from corpuskit.labels.role_features import ROLE_FEATURES, features_of
from corpuskit.labels.role_page import RolePage, role_page
from corpuskit.labels.shape import shape_of
from corpuskit.languages import corpuskit_language_packs
from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.model import Label, Reason
from corpuskit.text.lines import Piece, make_lines

LEXICON = Lexicon([pack for pack in corpuskit_language_packs() if pack.language in ("und", "vi")])
LEAD = "Thư viện xã mở ngày hội đọc sách dành cho học sinh các trường trên địa bàn toàn xã."
TEXT = "Năm nay ngày hội có mười hai gian sách, trong đó có một gian dành riêng cho truyện tranh."
LONG = " ".join([TEXT] * 4)


def page_of(text: str, settled: dict[int, Verdict] | None = None) -> RolePage:
    """Measure the lines of a text, of which a few are decided; "" is a gap."""
    lines = make_lines([Piece(0, line, line, 0) for line in text.split("\n")])
    page = Page(lines, LEXICON, {})
    page.shape = shape_of(page)
    for place, verdict in (settled or {}).items():
        page.verdicts[place] = verdict
    return role_page(page)


def answer(name: str, place: int, page: RolePage) -> object:
    """Give what one feature says about one line."""
    feature = next(feature for feature in ROLE_FEATURES if feature.name == name)
    return feature.ask(page.page.lines[place], page)


def middle(line: str) -> RolePage:
    """Put a line between two paragraphs."""
    return page_of(f"{LEAD}\n{line}\n{TEXT}")


@pytest.mark.parametrize(
    ("name", "line", "expected"),
    [
        ("length", "Vui buồn nét vẽ", "1"),
        ("length", "Quang cảnh.", "0."),
        ("share", "Vui buồn nét vẽ", 1),
        ("ending", "Nói thế nào “cho phải?”", "?"),
        ("ending", "Vui buồn nét vẽ", "none"),
        ("closing", "Bà A (trái)", ")"),
        ("closing", "Bà A", "none"),
        ("opening", "“Tôi về”", "quote"),
        ("opening", "- Tôi về", "dash"),
        ("opening", "(Tôi về)", "bracket"),
        ("opening", "12 gian", "figure"),
        ("opening", "12. Gian sách", "number"),
        ("opening", "2) Gian sách", "number"),
        ("opening", "2.100 gian sách", "figure"),
        ("opening", "và về", "small"),
        ("opening", "Và về", "capital"),
        ("opening", "…về", "other"),
        ("commas", "A, B, C, D, E, F", 3),
        ("capitals", "Bà Nguyễn Thị Sáu", 7),
        ("capitals", "Cây đa đầu làng", 0),
        ("capitals", "Cây", "one word"),
        ("named_first", "Bà Nguyễn Thị đến", 3),
        ("named_first", "Bà Nguyễn Thị Sáu Nhỏ", 4),
        ("signs", "Bà A - xã B (trái): về", "(:-"),
        ("signs", "Bà A:", ""),
        ("cue", "Quang cảnh hội nghị", "caption"),
        ("cue", "1. Mở đầu", "heading"),
        ("cue", "Tuy vậy, hội vẫn đông", "paragraph"),
        ("cue", "Cây đa đầu làng", "none"),
        ("credit", "Ảnh: Hồng Vân", True),
        ("credit", "Cây đa đầu làng", False),
    ],
)
def test_a_feature_of_form_gives_this_answer(name: str, line: str, expected: object) -> None:
    assert answer(name, 1, middle(line)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("position", ["above", "lead", "below lead", "inside", "last text", "last line"]),
        ("depth", [0, 1, 2, 2, 3, 4]),
        ("above", ["edge", "short", "running", "short.", "short", "running"]),
        ("below", ["running", "short.", "short", "running", "short", "edge"]),
        ("end_above", ["none", "none", ".", ".", ":", "."]),
        ("end_below", [".", ".", ":", ".", "none", "none"]),
        ("habit", ["1", "1.", "0.", "1", "1.", "1"]),
    ],
)
def test_a_feature_of_place_gives_these_answers_down_the_page(
    name: str, expected: list[object]
) -> None:
    page = page_of(f"Hội sách\n{LEAD}\nĐông vui.\nCó ba gian:\n{TEXT}\nTrần Thị B")
    assert [answer(name, place, page) for place in range(6)] == expected


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        (f"{LEAD}\n{TEXT}\n{LEAD}", "even"),
        (f"{LEAD}\n\n{TEXT}\n\n{LEAD}", "even"),
        (f"{LEAD}\n{TEXT}\n{LEAD}\n\nQuang cảnh\n{TEXT}", "tight"),
        (f"{LEAD}\n\n{TEXT}\n\n{LEAD}\nQuang cảnh\n\n{TEXT}", "wide"),
        (f"{LEAD}\n{TEXT}\n\n{LEAD}\nQuang cảnh", "mixed"),
        ("", "even"),
    ],
)
def test_a_page_sets_its_paragraphs_off_in_a_manner(text: str, manner: str) -> None:
    assert page_of(text).manner == manner


def test_gaps_are_evidence_only_where_lines_differ_in_them() -> None:
    uneven = page_of(f"{LEAD}\n{TEXT}\n{LEAD}\n\nQuang cảnh\n{TEXT}")
    assert answer("gap", 3, uneven) == "tight10"
    assert answer("gap_and_stop", 4, uneven) == "tight01."
    assert answer("gap", 1, page_of(f"{LEAD}\n\nQuang cảnh\n\n{TEXT}")) == "even"


def test_a_gap_may_be_there_for_the_sake_of_the_line_above() -> None:
    page = page_of(f"{LEAD}\n{TEXT}\n{LEAD}\n\nQuang cảnh\n\n{TEXT}\n{LEAD}\n{TEXT}")
    assert [answer("gap", place, page) for place in (3, 4, 5)] == [
        "tight11",
        "tight10 behind",
        "tight00",
    ]


def test_company_counts_the_other_short_lines() -> None:
    page = page_of(f"{LEAD}\nĐông vui.\n{TEXT}\nBến nước")
    assert [answer("company", place, page) for place in range(4)] == [2, 1, 2, 1]


def test_a_sentence_says_more_where_paragraphs_have_several() -> None:
    full = page_of(f"{LEAD}\nBến nước.\n{LONG}\n{LONG}")
    assert [answer("sentences", place, full) for place in (1, 2)] == ["14", "24"]
    half = page_of(f"{LEAD}\nBến nước.\n{LONG}\n{LONG.replace('. ', ', ')}")
    assert [answer("sentences", place, half) for place in (1, 2, 3)] == ["12", "22", "12"]
    assert answer("sentences", 1, middle("Bến nước.")) == "10"


def test_captions_that_are_known_make_others_less_likely() -> None:
    doubled = Verdict(Label.CAPTION, Reason("caption.doubled", 0.9))
    page = page_of(f"{LEAD}\nCây đa\n{TEXT}\nBến nước", {1: doubled})
    assert (answer("marked", 3, page), answer("captions", 3, page)) == (True, 1)
    assert (answer("marked", 1, middle("Cây đa")), answer("captions", 1, middle("A"))) == (False, 0)


def test_a_settled_line_has_its_label_alone() -> None:
    byline = Verdict(Label.BYLINE, Reason("byline.credit", 0.9))
    page = page_of(f"{LEAD}\n{LONG}\nTin: Trần Thị B", {2: byline})
    assert [features_of(line, page) for line in page.page.lines[1:]] == [
        ("settled=paragraph",),
        ("settled=byline",),
    ]


def test_a_rule_that_is_often_wrong_settles_nothing() -> None:
    set_apart = Verdict(Label.CAPTION, Reason("caption.set_apart", 0.8))
    page = page_of(f"{LEAD}\nCây đa\n{TEXT}", {1: set_apart})
    assert page.settled == (None, None, None)
    assert len(features_of(page.page.lines[1], page)) == len(ROLE_FEATURES)


def test_every_feature_has_a_name_of_its_own_and_says_why() -> None:
    assert len({feature.name for feature in ROLE_FEATURES}) == len(ROLE_FEATURES)
    assert all(feature.ask.__doc__ for feature in ROLE_FEATURES)
