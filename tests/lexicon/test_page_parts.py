"""Parts of a page by the names that markup gives them."""

import pytest

from corpuskit.language import LanguagePack, PagePart
from corpuskit.languages import corpuskit_language_packs
from corpuskit.lexicon.page_parts import PartNames
from corpuskit.reader import Element

POST = PagePart("post", ("content",), "seen", inside="post body")
NAMES = PartNames(
    [
        LanguagePack(
            "und",
            "any",
            page_parts=(
                PagePart("comments", ("comments", "fb thread", " "), "seen"),
                PagePart("consent", ("cookie banner",), "seen"),
                POST,
                PagePart("post", ("post",), "seen"),
            ),
        )
    ],
    {"comments", "consent"},
)


def chain_of(*words: tuple[str, ...]) -> list[Element]:
    """Give elements with these words, outermost first."""
    return [Element(number, "div", each) for number, each in enumerate(words)]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("comments",), "comments"),
        (("post", "comments", "area"), "comments"),
        (("banner", "bottom", "cookie"), "consent"),
        (("thread", "fb"), "comments"),
    ],
)
def test_an_element_has_a_name_when_it_has_all_its_words(words: tuple[str, ...], kind: str) -> None:
    found = NAMES.find(chain_of(words))
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    "words", [(), ("comment",), ("cookie",), ("thread",), ("banner", "fb"), ("post",)]
)
def test_a_part_of_a_name_is_none(words: tuple[str, ...]) -> None:
    assert NAMES.find(chain_of(words)) is None


def test_words_that_posts_are_tagged_with_are_no_names_by_themselves() -> None:
    names = PartNames(tuple(corpuskit_language_packs()), {"comments", "consent"})
    tagged = ("post", "tag", "cookies", "tag", "cookie", "category", "privacy")
    assert names.find(chain_of(tagged)) is None


def test_a_name_may_hold_in_an_element_with_another_name_only() -> None:
    names = PartNames([LanguagePack("und", "any", page_parts=(POST,))], {"post"})
    assert names.find(chain_of(("body", "post"), (), ("content",))) is not None
    assert names.find(chain_of(("body",), ("content",))) is None
    assert names.find(chain_of(("content", "post", "body"))) is None
