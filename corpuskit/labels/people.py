"""Names of people in credits: where each one begins and ends in a line.

A name is known by its form alone, two to five words that begin with a capital letter, or by a
word of the pack such as "PV"; no list of names is asked. An office that signs is known by what
offices of its kind are called.
"""

import re
from typing import NamedTuple

from corpuskit.lexicon.lexicon import Lexicon

LONGEST_NAME = 40
MOST_NAMES = 6
MOST_WORDS = 5
LONGEST_OFFICE, MOST_WORDS_OF_AN_OFFICE = 80, 10
"""Characters, words."""
OUTSIDE = " \t.,;:*•|-–—/(（"
ASIDE = re.compile(r"[ ]*\([^()]*\)?[.]?$")
"""A remark in brackets behind the names, such as the agency that they drew on."""
INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_]){1,3}\.?|[^\W\d_]\.[^\W\d_]{2,12}")
"""A name that is cut short: "T.H", "N.V.A.", "X.Trường"; that it has capitals is asked beside."""
ABBREVIATION = re.compile(r"[^\W\d_a-z]{3,6}(?= |$)")
UNSPACED_NAME = re.compile("[\u3400-\u9fff]{2,4}|[\uac00-\ud7a3]{2,4}")
"""A Chinese or Korean name, if it begins with a surname; these scripts have no capitals."""
NOT_IN_A_NAME = re.compile(r"[0-9:!?\"“”%&@#…]")


class Name(NamedTuple):
    """A name and its offsets in the line."""

    text: str
    start: int
    end: int


def find_names(text: str, lexicon: Lexicon, start: int = 0, *, lone: bool = False) -> list[Name]:
    """Give the names that a stretch of a line is made of, or [] when it is more than names.

    `lone` lets a name be a single word, as behind the words "Photo:".
    """
    aside = ASIDE.search(text, start)
    text = text[: aside.start()] if aside and aside.start() > start else text
    head, slash, office = text.rpartition("/")
    if slash and len(head) > start and _is_office(office, lexicon):
        text = head
    parts = _parts(text, lexicon, start)
    if len(parts) > MOST_NAMES:
        return []
    if all(part.text.casefold() in lexicon.places for part in parts):
        return []
    if all(_is_name(part.text, lexicon, lone=lone) for part in parts):
        return parts
    whole = _trimmed(text, start, len(text))
    return [whole] if _signs(whole.text, lexicon) else []


def are_names(text: str, lexicon: Lexicon, *, lone: bool = False) -> bool:
    """Say whether a text is nothing but names, in a language that writes nothing else like them."""
    return lexicon.capitals_mean_names and bool(find_names(text, lexicon, lone=lone))


def _is_office(text: str, lexicon: Lexicon) -> bool:
    """Whether what stands behind a stroke is an agency or begins with an abbreviation.

    As in "Lan Anh/VOV-Miền Trung" and "Thanh Mai/VKSND huyện".
    """
    return bool(lexicon.agencies.by_name(text.partition("-")[0]) or ABBREVIATION.match(text))


def _signs(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is called as offices are that sign their texts: “Phòng Tư pháp”."""
    office = lexicon.office.match(text)
    is_called_so = office is not None and text[office.end() : office.end() + 1].isupper()
    is_short = len(text) <= LONGEST_OFFICE and len(text.split()) <= MOST_WORDS_OF_AN_OFFICE
    return is_called_so and is_short and not (text.isupper() or NOT_IN_A_NAME.search(text))


def _parts(text: str, lexicon: Lexicon, start: int) -> list[Name]:
    parts: list[Name] = []
    for joiner in lexicon.joiners.finditer(text, start):
        parts.append(_trimmed(text, start, joiner.start()))
        start = joiner.end()
    parts.append(_trimmed(text, start, len(text)))
    return [part for part in parts if part.text]


def _trimmed(text: str, start: int, end: int) -> Name:
    part = text[start:end]
    left = len(part) - len(part.lstrip(OUTSIDE))
    bare = part.strip(OUTSIDE + ")）")
    return Name(bare, start + left, start + left + len(bare))


def _is_name(name: str, lexicon: Lexicon, *, lone: bool) -> bool:
    if name.casefold() in lexicon.name_words or _is_short_name(name) or _signs(name, lexicon):
        return True
    if lone and UNSPACED_NAME.fullmatch(name):
        return name[0] in lexicon.surnames
    words = name.split()
    return (
        len(name) <= LONGEST_NAME
        and (1 if lone else 2) <= len(words) <= MOST_WORDS
        and not NOT_IN_A_NAME.search(name)
        and all(_begins_like_a_name(word) for word in words)
    )


def _is_short_name(name: str) -> bool:
    parts = name.split(".")
    return INITIALS.fullmatch(name) is not None and all(
        part[:1].isupper() for part in parts if part
    )


def _begins_like_a_name(word: str) -> bool:
    bare = word.lstrip("'’(")
    return bare[:1].isupper()
