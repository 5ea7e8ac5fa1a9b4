import pytest

from corpuskit_html.tokens import attributes, tokenize
from corpuskit_html.words import MOST_WORDS, element_words


def words(tag: str) -> tuple[str, ...]:
    return element_words(attributes(tag, next(iter(tokenize(tag)))))


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ('<div class="articleBody HTMLPage">', ("article", "body", "html", "page")),
        ('<div class="col-md-6 nav__item">', ("col", "md", "6", "nav", "item")),
        ("<h1 id=h1 class=Tiêu-đề>", ("tiêu", "đề", "h1")),
        ('<div role=main itemprop="articleBody" data-x=y>', ("main", "article", "body")),
        ("<div title=a>", ()),
    ],
)
def test_words_come_from_what_names_an_element(tag: str, expected: tuple[str, ...]) -> None:
    assert words(tag) == expected


def test_a_thousand_classes_are_forty_words() -> None:
    assert len(words('<div class="' + "ab " * 1000 + '">')) == MOST_WORDS
