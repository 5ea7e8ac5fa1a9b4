"""What stands between two words that only markup parts: a space, or nothing.

`W<b>or</b>d` is one word, `<a>Home</a><a>News</a>` are two labels. Each rule is a function that
says True for a space, False for none, and None when it knows nothing; the first that knows decides.
"""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from corpuskit_html.tokens import Token

_NAMED: Final = re.compile(r"\s(?:class|id)\s*+=", re.IGNORECASE)
_WHOLE: Final = frozenset({"a", "button", "label", "time"})
_PICTURES: Final = frozenset(
    {"audio", "canvas", "embed", "iframe", "img", "input", "object", "picture", "svg", "video"}
)
_IN_A_WORD: Final = frozenset({"sub", "sup", "wbr", "rb", "rp", "rt", "ruby"})
_STOPS: Final = frozenset(".,:;!?…)]}»”%")
_BEGINNINGS: Final = frozenset("([{«“")


class Tag(NamedTuple):
    """A tag in running text, and the start tag of its element, None when it lies further up."""

    token: Token
    opener: Token | None


class Gap(NamedTuple):
    """What lies between two stretches of text without white space.

    `left` and `right` are the characters beside it; `is_letter` says that all on one side of it is
    a single letter, `is_code` that the text is a program. `last_word` is the last word on its left,
    "" where that is a single word.
    """

    page: str
    left: str
    right: str
    tags: tuple[Tag, ...]
    is_letter: bool = False
    is_code: bool = False
    last_word: str = ""


def parts_words(gap: Gap) -> bool:
    """Say whether a space belongs into the gap."""
    return next((said for rule in GAP_RULES if (said := rule(gap)) is not None), False)


def is_without_tags(gap: Gap) -> bool | None:
    """A comment in a word does not part it."""
    return None if gap.tags else False


def is_before_punctuation(gap: Gap) -> bool | None:
    """A comma, a full stop or a quotation mark stands where it was put."""
    begins = gap.right.isalnum() or gap.right in _BEGINNINGS
    return None if begins and (gap.left.isalnum() or gap.left in _STOPS) else False


def is_beside_a_picture(gap: Gap) -> bool | None:
    """A picture, a field or a film between two words is as wide as a space at least."""
    return any(tag.token.name in _PICTURES for tag in gap.tags) or None


def is_in_a_word(gap: Gap) -> bool | None:
    """Small letters above or below the line, readings, and places to break belong to the word."""
    return False if any(tag.token.name in _IN_A_WORD for tag in gap.tags) else None


def is_in_code(gap: Gap) -> bool | None:
    """Programs are coloured by elements without a space between them."""
    return False if gap.is_code else None


def is_inside_an_element(gap: Gap) -> bool | None:
    """Where only one side is an element, it is a part of the word: `W<b>or</b>d`."""
    ended = False
    for tag in gap.tags:
        if tag.token.kind == "start" and ended:
            return None
        ended = ended or tag.token.kind == "end"
    return False


def is_between_labels(gap: Gap) -> bool | None:
    """A link, a button, a time or an element of the site's own is a label by itself."""
    ends = any(_is_whole(tag) for tag in gap.tags if tag.token.kind == "end")
    begins = any(_is_whole(tag) for tag in gap.tags if tag.token.kind == "start")
    return (ends or begins) or None


def is_beside_a_letter(gap: Gap) -> bool | None:
    """A word is sometimes written letter by letter, or has a first letter that is drawn large."""
    return False if gap.is_letter else None


def is_before_a_capital(gap: Gap) -> bool | None:
    """Words begin with capitals and end without, "Sức khỏe" and "Thứ Năm", or with a letter alone.

    "Khối A" and "Thời sự" are two labels.
    """
    if not gap.right.isupper():
        return None
    ends = gap.left.isalnum() and (not gap.left.isupper() or _is_letter(gap.last_word))
    return ends or gap.left in _STOPS or None


def is_before_a_number(gap: Gap) -> bool | None:
    """Figures begin anew behind a word, "Update" and "2018", and behind words with a stop.

    "Marta R." or "Văn A" and "18/04/2024" are two labels, "3." and "14" are one.
    """
    if not gap.right.isdigit():
        return None
    is_end = gap.left in _STOPS or _is_letter(gap.last_word)
    return gap.left.islower() or (is_end and bool(gap.last_word)) or None


def is_between_named_elements(gap: Gap) -> bool | None:
    """Two elements that the page has names for are two things, and are drawn apart.

    Not behind the full stop of a single word: `module.name` is one thing.
    """
    if gap.left == "." and not gap.last_word:
        return False
    ends = any(_is_named(gap, tag) for tag in gap.tags if tag.token.kind == "end")
    begins = any(_is_named(gap, tag) for tag in gap.tags if tag.token.kind == "start")
    return (ends and begins) or None


GAP_RULES: Final[tuple[Callable[[Gap], bool | None], ...]] = (
    is_without_tags,
    is_before_punctuation,
    is_beside_a_picture,
    is_in_a_word,
    is_in_code,
    is_inside_an_element,
    is_between_labels,
    is_beside_a_letter,
    is_before_a_capital,
    is_before_a_number,
    is_between_named_elements,
)


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isalpha()


def _is_whole(tag: Tag) -> bool:
    return tag.token.name in _WHOLE or "-" in tag.token.name


def _is_named(gap: Gap, tag: Tag) -> bool:
    opener = tag.opener
    return opener is not None and bool(_NAMED.search(gap.page, opener.start, opener.end))
