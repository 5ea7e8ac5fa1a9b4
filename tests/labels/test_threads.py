"""Threads: which pages are one, and what of them is text."""

from collections.abc import Callable, Sequence

import pytest

from corpuskit import Block, Document, Label, label_text
from tests.labels.test_markup_rules import rules
from tests.labels.weighed_pages import ABOVE, BELOW, BODIES

SAYS = [
    "Mặt gỗ sồi nhà em bị mốc đen sau mùa mưa, lau mãi không hết thì xử lý sao ạ?",
    "Bác pha giấm với nước ấm lau trước, để khô hẳn một ngày rồi hãy chà giấy nhám mịn",
    "Chuẩn rồi.",
    "Nhớ đeo khẩu trang khi chà, bụi mốc hít vào ho cả tuần đấy.",
]
NAMES = ["dogovuon", "thomocque", "dogovuon", "giodong"]
GERMAN = [
    "Unser Eichentisch hat nach dem Winter schwarze Flecken bekommen, die nicht weggehen.",
    "Mit Essig und warmem Wasser abwischen, einen Tag trocknen lassen und dann fein schleifen",
    "Das stimmt.",
    "Beim Schleifen bitte eine Maske tragen, der Staub ist nichts für die Lunge.",
]


FRENCH = [
    "Bonjour à tous, ma table en chêne a des taches noires depuis l'hiver et rien ne part",
    "Essaie le vinaigre tiède, puis ponce le chêne au grain fin !",
    "Essaie le vinaigre tiède, puis ponce le chêne au grain fin !",
    "Merci, à midi les taches étaient parties :)",
]
ABOVE_A_QUOTATION = "gardienne a écrit :"


def xenforo(number: int, name: str, says: str) -> list[str]:
    rank = ["Thành viên", "Tham gia", f"{number}/5/2019", "Bài viết", str(40 * number)]
    return [name, *rank, f"1{number}/6/2024", f"#{number}", says, "Thích Trả lời"]


def phpbb(number: int, name: str, says: str) -> list[str]:
    when = f"von {name} » 1{number}. Jun 2024, 10:0{number}"
    return ["Re: Flecken im Eichentisch", when, says, name, f"Beiträge: {number}", "Nach oben"]


def vbulletin(number: int, name: str, says: str) -> list[str]:
    member = ["Date d'inscription : juin 2015", f"Messages : {40 * number}"]
    quotes = [ABOVE_A_QUOTATION] if number == 3 else []
    return [name, *member, f"1{number}/01/2025, 08h41", *quotes, says, "Répondre en citant"]


def lines_of(frame: Callable[[int, str, str], list[str]], says: Sequence[str]) -> list[str]:
    return [
        line
        for number, (name, text) in enumerate(zip(NAMES, says, strict=True), start=1)
        for line in frame(number, name, text)
    ]


TITLES = {
    "vi": "Mặt bàn gỗ sồi bị mốc",
    "de": "Flecken im Eichentisch",
    "fr": "Taches noires sur une table en chêne",
}
THREADS = {
    "vi": [TITLES["vi"], *lines_of(xenforo, SAYS)],
    "de": [TITLES["de"], *lines_of(phpbb, GERMAN)],
    "fr": [TITLES["fr"], "Auteur", *lines_of(vbulletin, FRENCH)],
}
TEXTS = {"vi": SAYS, "de": GERMAN, "fr": [*FRENCH, ABOVE_A_QUOTATION]}
FRAMES = {
    "vi": ["Thành viên", "Tham gia", "Bài viết", "#2", "Thích Trả lời"],
    "de": ["Re: Flecken im Eichentisch", "Beiträge: 2", "Nach oben"],
    "fr": ["Répondre en citant", "Messages : 40", "Auteur"],
}
BUTTONS = ["Zitieren", "Antworten"]
AROUND = {"vi": "vi", "de": "en", "fr": "en"}
BELOW_POSTS = [
    "Chủ đề tương tự",
    "Sàn gỗ kêu cót két thì phải làm gì, các bác từng gặp cảnh này chưa ạ?",
    "Bán bộ bàn ghế gỗ lim còn mới, ở Nam Định.",
]


def links(lines: Sequence[str]) -> str:
    return "".join(f"<li><a href=/>{line}</a></li>" for line in lines)


def document(lines: Sequence[str], around: str = "vi", below: Sequence[str] = ()) -> Document:
    above, foot = ABOVE[around].splitlines(), BELOW[around].splitlines()
    return label_text("\n".join([*above, *lines, *foot, *below]), "a.txt")


def blocks(found: Document) -> dict[str, Block]:
    return {block.text: block for block in found.blocks}


@pytest.mark.parametrize("name", THREADS)
def test_posts_are_text_and_what_frames_them_is_none(name: str) -> None:
    found = document(THREADS[name], AROUND[name])
    labels = blocks(found)
    assert [w.code for w in found.warnings] == []
    assert {labels[text].label for text in TEXTS[name]} <= {Label.LEAD, Label.PARAGRAPH}
    assert {labels[text].label for text in FRAMES[name]} == {Label.CHROME}
    assert labels[FRAMES[name][0]].reason.rule == "chrome.post"
    assert labels[FRAMES[name][0]].reason.evidence == "4 times between posts"


@pytest.mark.parametrize("name", THREADS)
def test_the_headline_of_a_thread_stands_above_the_first_sign(name: str) -> None:
    titles = [
        b.text for b in document(THREADS[name], AROUND[name]).blocks if b.label is Label.TITLE
    ]
    assert titles == [TITLES[name]]


def test_lines_without_stop_directly_below_the_last_post_are_weighed() -> None:
    labels = blocks(document([*THREADS["vi"][:-1], "Cả nhà ngủ ngon"]))
    assert labels["Cả nhà ngủ ngon"].reason.rule != "chrome.below_posts"


@pytest.mark.parametrize("name", THREADS)
def test_posts_in_elements_that_nobody_named_are_known_by_the_same_signs(name: str) -> None:
    parts = "".join(f"<div>{line}</div>" for line in THREADS[name])
    menu, foot = (links(each[AROUND[name]].splitlines()) for each in (ABOVE, BELOW))
    found = rules(f"<html><body>{menu}{parts}{foot}</body></html>")
    assert found[TITLES[name]][0] is Label.TITLE
    assert {found[text][0] for text in TEXTS[name]} <= {Label.LEAD, Label.PARAGRAPH}
    assert {found[text][0] for text in FRAMES[name]} == {Label.CHROME}


def test_what_stands_below_the_last_post_is_furniture_whatever_it_says() -> None:
    labels = blocks(document(THREADS["vi"], below=BELOW_POSTS))
    rules = {labels[text].reason.rule for text in BELOW_POSTS}
    assert "chrome.below_posts" in rules
    assert {labels[text].label for text in BELOW_POSTS} == {Label.CHROME}


def test_a_thread_needs_more_than_the_signs_of_one_post() -> None:
    title, post = THREADS["vi"][0], THREADS["vi"][1:10]
    rules = {block.reason.rule for block in document([title, *post]).blocks}
    assert not rules & {"chrome.post", "chrome.below_posts"}


def test_comments_below_an_article_are_no_thread() -> None:
    article = BODIES["article vi"].lines * 2
    labels = blocks(document([*article, *THREADS["vi"][1:]], below=BELOW_POSTS))
    assert not {b.reason.rule for b in labels.values()} & {"chrome.post", "chrome.below_posts"}
    assert Label.CHROME not in {labels[line].label for line in article[1:]}


@pytest.mark.parametrize("word", ["Registered: 19{}4", "Posts: {}", "Inscription : 192{}", "#{}"])
def test_lines_of_a_list_that_one_sign_comes_with_are_no_thread(word: str) -> None:
    items = [line for n, text in enumerate(SAYS) for line in (f"Nhà thứ {n}", word.format(n), text)]
    rules = {block.reason.rule for block in document(["Mấy ngôi nhà cổ", *items]).blocks}
    assert not rules & {"chrome.post", "chrome.below_posts"}


def test_running_text_below_the_last_post_is_weighed() -> None:
    article = BODIES["article vi"].lines
    pages = [*THREADS["vi"], *["Mục lục"] * 4, *article]
    labels = blocks(document(pages))
    assert "chrome.below_posts" not in {labels[line].reason.rule for line in article[2:4]}


def test_numbers_of_a_ranking_are_no_signs_without_days() -> None:
    lines = ["Năm loại dầu cho đồ gỗ"]
    for number, text in enumerate(SAYS, start=1):
        lines += [f"#{number}", f"Loại dầu thứ {number}", text]
    rules = {block.reason.rule for block in document(lines).blocks}
    assert not rules & {"chrome.post", "chrome.below_posts"}


def test_several_buttons_that_other_pages_have_too_prove_a_thread_together() -> None:
    def posts(*buttons: str) -> list[str]:
        said = zip(NAMES, GERMAN, strict=True)
        return [line for name, says in said for line in (name, says, *buttons)]

    one, two = (document([TITLES["de"], *posts(*each)], "en") for each in (["Zitieren"], BUTTONS))
    assert "paragraph.post" not in {block.reason.rule for block in one.blocks}
    assert blocks(two)["Das stimmt."].reason.rule == "paragraph.post"


def test_what_a_few_of_many_say_is_no_frame() -> None:
    says = [f"Em thử cách của bác ở tầng {n} rồi, được lắm." for n in range(9)] + ["Cảm ơn"] * 3
    posts = [line for n, text in enumerate(says) for line in xenforo(n, f"thanhvien{n}", text)]
    labels = blocks(document(["Mặt bàn gỗ sồi bị mốc", *posts]))
    assert labels["Cảm ơn"].reason.rule != "chrome.post"
    assert labels["Tham gia"].reason.rule == "chrome.post"


def test_what_a_post_says_is_text_however_short_and_often_it_is_said() -> None:
    says = [
        *SAYS[:2],
        "Cảm ơn bác",
        SAYS[3],
        "Cảm ơn bác",
        "Em cũng chịu thôi",
        "Cảm ơn bác",
        SAYS[0],
    ]
    posts = [line for n, text in enumerate(says) for line in xenforo(n, f"thanhvien{n}", text)]
    found = document(["Mặt bàn gỗ sồi bị mốc", *posts])
    said = [block for block in found.blocks if block.text in says]
    assert {block.label for block in said} <= {Label.LEAD, Label.PARAGRAPH}
    assert len(said) == len(says)


def test_a_text_that_quotes_again_and_again_is_no_thread() -> None:
    quoted = [line for text in SAYS for line in ("Ông viết:", text, "Bà nói:", text[::-1])]
    rules = {block.reason.rule for block in document(["Thư về cây sồi", *quoted]).blocks}
    assert not rules & {"chrome.post", "chrome.below_posts"}
