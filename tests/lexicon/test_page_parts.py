"""Parts of a page by the names that markup gives them."""

import pytest

from corpuskit.language import LanguagePack, PagePart
from corpuskit.languages import corpuskit_language_packs
from corpuskit.lexicon.page_parts import PartNames

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
    found = NAMES.find([words])
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    "words", [(), ("comment",), ("cookie",), ("thread",), ("banner", "fb"), ("post",)]
)
def test_a_part_of_a_name_is_none(words: tuple[str, ...]) -> None:
    assert NAMES.find([words]) is None


def test_words_that_posts_are_tagged_with_are_no_names_by_themselves() -> None:
    names = PartNames(tuple(corpuskit_language_packs()), {"comments", "consent"})
    assert names.find([("post", "tag", "cookies", "tag", "cookie", "category", "privacy")]) is None


def test_a_name_may_hold_in_an_element_with_another_name_only() -> None:
    names = PartNames([LanguagePack("und", "any", page_parts=(POST,))], {"post"})
    assert names.find([("body", "post"), (), ("content",)]) is not None
    assert names.find([("body",), ("content",)]) is None
    assert names.find([("content", "post", "body")]) is None
