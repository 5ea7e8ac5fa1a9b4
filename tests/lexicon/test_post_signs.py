"""What forums print beside posts, and lines that only look like it."""

import pytest

from corpuskit.language import LanguagePack, PostSign
from corpuskit.languages import corpuskit_language_packs
from corpuskit.lexicon.post_signs import DATED_NUMBER, NUMBER, PostSigns

SIGNS = PostSigns(corpuskit_language_packs())


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("posts: 1,902", "posts"),
        ("1,902 posts", "posts"),
        ("joined", "joined"),
        ("join date: 18 oct 09", "join date"),
        ("tham gia: 03/2019", "tham gia"),
        ("registriert: 3. mai 2019", "registriert"),
        ("add a comment |", "add a comment"),
        ("click to expand...", "click to expand"),
        ("#12", NUMBER),
        ("post #12", NUMBER),
        ("2021-05-24 at 10:55 am #7018", DATED_NUMBER),
        ("#3 · may 5, 2024", DATED_NUMBER),
        ("songdai đã viết:", "viết"),
        ("oldbarn wrote:", "wrote"),
        ("melusine a écrit :", "a écrit"),
        ("answered mar 5 at 3:03", "answered"),
        ("posted by: oldbarn at 5:48 pm", "posted by"),
        ("发表于 2012-3-4 10:11", "发表于"),
        ("reply", "reply"),
        ("re: oak table", "re"),
        ("1 reply last reply reply quote 0", "last reply, quote, reply"),
        ("reply quote like", "like, quote, reply"),
        ("reply quote share", "quote, reply"),
    ],
)
def test_signs_are_known_by_their_words(line: str, name: str) -> None:
    assert SIGNS.find(line) == name


@pytest.mark.parametrize(
    "line",
    [
        "",
        "she wrote: it rains",
        "wrote:",
        "posts of the fence are of oak.",
        "posted on the door of the church",
        "answered prayers",
        "#1 walnut oil is the best for bowls",
        "colour #aabbcc",
        "#",
        "joined " + "x" * 80,
        "the report is offline, says the quote of the day",
        "no reply from the post office about the quote",
    ],
)
def test_lines_with_the_same_words_are_none(line: str) -> None:
    assert SIGNS.find(line) == ""


def test_without_packs_no_line_is_a_sign_but_a_number() -> None:
    none = PostSigns([LanguagePack("und", "none")])
    assert [none.find(line) for line in ("posts: 3", "asked 3 days ago", "x said:", "#3")] == [
        "",
        "",
        "",
        NUMBER,
    ]


def test_signs_of_other_pages_are_told() -> None:
    entry = PostSign(("ring the bell",), "made up", alone=False)
    signs = PostSigns([LanguagePack("und", "made up", post_signs=(entry,))])
    assert signs.find("ring the bell") in signs.beside_others
