"""One statement of a page: its value made plain, its place, and how much of all that is kept."""

import re
from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from corpuskit import DocumentWarning, Stated
from corpuskit_html.elements import BLOCKS
from corpuskit_html.references import REFERENCE, resolved
from corpuskit_html.tokens import Attribute, Token, tokenize

MOST_STATEMENTS = 500
LONGEST_VALUE = 2000  # characters
_LONGEST_WORD = 500  # of a value without a kind; an address may be as long, a sentence has spaces

# What no XML file can hold: controls, halves of characters and two code points that are none.
_IMPOSSIBLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(REFERENCE, re.VERBOSE)
_ADDRESS = re.compile(r"(?:https?:)?//|www\.", re.IGNORECASE)
_NAMES = frozenset(("author", "publisher"))


class Found(NamedTuple):
    """A statement, and the offset of the markup that makes it, which puts it in order."""

    place: int
    stated: Stated


class Statements(NamedTuple):
    """What a page says of itself, in the order of the source, and what there is to tell of it."""

    stated: tuple[Stated, ...]
    warnings: tuple[DocumentWarning, ...] = ()


class Value(NamedTuple):
    """The text of a statement, and the stretch of the page that holds it."""

    text: str
    start: int = -1
    end: int = -1


def attribute_value(page: str, attribute: Attribute) -> Value:
    """Give the value of an attribute without outer white space."""
    return Value(attribute.value.strip(), *_trimmed(page, attribute.start, attribute.end))


def visible_value(page: str, start: int, end: int) -> Value:
    """Give the text of a stretch of markup without its tags; those of blocks part words."""
    tokens = [*tokenize(page, start, end)]
    texts = [token for token in tokens if _is_text(page, token)]
    if not texts:
        return Value("")
    text = "".join(_shown(page, token) for token in tokens)
    return Value(text.strip(), *_trimmed(page, texts[0].start, texts[-1].end))


def _shown(page: str, token: Token) -> str:
    if token.name in BLOCKS:
        return " "
    is_section = token.kind == "raw" and not token.name
    if token.kind == "text":
        return without_references(page[token.start : token.end])
    return page[token.start : token.end] if is_section else ""


def _is_text(page: str, token: Token) -> bool:
    return not token.name and bool(_shown(page, token).strip())


def raw_value(page: str, start: int, end: int) -> Value:
    """Give the text of an element that holds no markup, such as a title."""
    return Value(without_references(page[start:end]).strip(), *_trimmed(page, start, end))


def without_references(text: str) -> str:
    """Give a text with its character references resolved."""
    return _REFERENCE.sub(_resolved, text) if "&" in text else text


def statement(kind: str, name: str, value: Value) -> Stated:
    """Make a statement; the address of a profile is no name, and then the kind is ""."""
    if kind in _NAMES and _ADDRESS.match(value.text):
        kind = ""
    return Stated(kind, name, _IMPOSSIBLE.sub("\ufffd", value.text), value.start, value.end)


def keep(found: Iterable[Found]) -> Statements:
    """Put the statements in order, and cut what is too many and too long, with a warning.

    Statements of a known kind are kept before others, so that a thousand dated comments do not
    push out the author.
    """
    told = sorted((f for f in found if _says_something(f.stated)), key=itemgetter(0))
    if len(told) > MOST_STATEMENTS:
        kept = sorted(told, key=lambda entry: not entry.stated.kind)[:MOST_STATEMENTS]
        kept.sort(key=itemgetter(0))
    else:
        kept = told
    stated = tuple(_shortened(entry.stated) for entry in kept)
    long = sum(len(entry.stated.value) > LONGEST_VALUE for entry in kept)
    return Statements(stated, tuple(_cut_warnings(len(told) - len(kept), long)))


def _says_something(stated: Stated) -> bool:
    """Leave out what is empty, and the settings of scripts: objects and endless words."""
    if stated.kind or not stated.value:
        return bool(stated.value)
    longest = max(map(len, stated.value.split()), default=0)
    return not stated.value.startswith(("{", "[")) and longest <= _LONGEST_WORD


def _cut_warnings(left_out: int, shortened: int) -> Iterable[DocumentWarning]:
    if left_out or shortened:
        message = (
            f"{left_out} statements of the page left out beyond the first {MOST_STATEMENTS},"
            f" {shortened} cut after {LONGEST_VALUE} characters"
        )
        yield DocumentWarning("statements-cut", message)


def _shortened(stated: Stated) -> Stated:
    if len(stated.value) <= LONGEST_VALUE:
        return stated
    value = stated.value[:LONGEST_VALUE]
    return Stated(stated.kind, stated.name, value, stated.start, stated.end)


def _resolved(match: re.Match[str]) -> str:
    return resolved(match[0])


def _trimmed(page: str, start: int, end: int) -> tuple[int, int]:
    """Give the stretch without its outer white space."""
    raw = page[start:end]
    return end - len(raw.lstrip()) if raw.strip() else start, start + len(raw.rstrip())
