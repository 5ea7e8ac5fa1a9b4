"""HTML cut into tokens that tile it: each character of the page lies in exactly one token.

It follows the tokenisation of the HTML standard, with compiled expressions that never go back.
A parser that builds a tree knows no offsets, drops what is nested too deeply, and reads the same
page otherwise in its next version.
"""

import re
from collections import deque
from collections.abc import Generator, Iterator
from string import ascii_uppercase
from typing import Final, Literal, NamedTuple

from corpuskit_html.foreign import ForeignContent
from corpuskit_html.raw_text import RAW_TEXT, SPACE, end_of_raw
from corpuskit_html.references import without_references

Kind = Literal["text", "start", "end", "comment", "raw"]
"""What a token is.

"comment" is all markup that is no tag: comments, doctype, processing instructions, `</>`, and a
tag that the end of the page cuts off. "raw" is what stands in an element that holds no markup,
such as script, or in a section of characters (CDATA) of SVG, MathML or a page of XML.
"""


class Token(NamedTuple):
    """A stretch of the page: `text[start:end]`.

    `name` is that of the tag in small letters, or for "raw" that of the element around it, "" in a
    section of characters and for the other kinds. `self_closing` says that a start tag ends in
    "/>", which ends an element of SVG or MathML and means nothing in other HTML; `is_empty` that
    this ends the element wherever it stands, since the page is XML.
    """

    kind: Kind
    start: int
    end: int
    name: str = ""
    self_closing: bool = False
    is_empty: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether a start tag has nothing but its name."""
        return self.end - self.start == len(self.name) + 2


class Attribute(NamedTuple):
    """The value of an attribute with its character references resolved, and where it is written.

    `start` and `end` are offsets in the page, without quotation marks. An attribute without a
    value has "" and stands at the end of its name.
    """

    value: str
    start: int
    end: int


_VALUE = rf"""
    [{SPACE}]*+ = [{SPACE}]*+
    (?: "([^"]*+)(?:"|\Z) | '([^']*+)(?:'|\Z) | (?=>) | \Z | ([^{SPACE}>"'][^{SPACE}>]*+) )
"""
_ATTRIBUTE: Final = re.compile(
    rf"[{SPACE}/]++ | ([^{SPACE}/>][^{SPACE}/>=]*+) (?:{_VALUE})?", re.VERBOSE
)
_NO_GROUPS = re.sub(r"\((?!\?)", "(?:", _ATTRIBUTE.pattern)
# Bounded, since the machine of `re` keeps a note for each round; longer tags take several turns.
_ATTRIBUTES = re.compile(rf"(?:{_NO_GROUPS}){{0,50}}", re.VERBOSE)
_TAG = re.compile(rf"<(/?)([a-zA-Z][^{SPACE}/>]*+)(?:{_NO_GROUPS}){{0,50}}", re.VERBOSE)
_OPENING = re.compile(r"<(?:[a-zA-Z!?]|/(?s:.))")
_COMMENT_END = re.compile(r"--!?>")
_CDATA = "<![CDATA["
_XHTML = re.compile(
    r"""\s*+<\?xml\s[^>]{0,200}>.{0,2000}?<html\s[^>]{0,500}?["']http://www\.w3\.org/1999/xhtml["']""",
    re.DOTALL | re.IGNORECASE,
)
"""A page that calls itself XML and is: many papers of 2000 to 2012 do, and EPUB."""
_SMALL = {ord(letter): letter.lower() for letter in ascii_uppercase}


def tokenize(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Give the tokens of `text[start:end]`, in order and without gaps.

    Only a page that is read from its beginning can be XML.
    """
    stop = len(text) if end is None else end
    place, foreign, is_xml = start, ForeignContent(), not start and _XHTML.match(text) is not None
    while place < stop:
        opening = text.find("<", place, stop)
        tag = _TAG.match(text, opening, stop) if opening >= 0 else None
        if tag is None:
            opening = _next_opening(text, opening, stop)
            tag = _TAG.match(text, opening, stop)
        if opening > place:
            yield Token("text", place, opening)
        if opening == stop:
            return
        if tag is None and (is_xml or foreign.is_open) and text.startswith(_CDATA, opening, stop):
            place = yield from _characters(text, opening, stop)
            continue
        token = _tag(tag, stop, is_xml) if tag else _comment(text, opening, stop)
        yield token
        place = token.end
        if _begins_raw_text(token) and not foreign.is_open:
            place = end_of_raw(text, place, stop, token.name)
            if place > token.end:
                yield Token("raw", token.end, place, token.name)
        else:
            foreign.follow(token.kind, token.name, token.self_closing)


def attributes(text: str, token: Token) -> dict[str, Attribute]:
    """Give the attributes of a start tag by name; of two with one name the first counts."""
    found: dict[str, Attribute] = {}
    if token.is_bare:
        return found
    begin, stop = token.start + 1 + len(token.name), token.end - 1
    for match in _ATTRIBUTE.finditer(text, begin, stop):
        if match[1] is not None:
            found.setdefault(_small(match[1]), _attribute(match))
    return found


def _attribute(match: re.Match[str]) -> Attribute:
    if match.lastindex == 1:
        return Attribute("", match.end(1), match.end(1))
    start, end = match.span(match.lastindex or 1)
    return Attribute(without_references(match.string[start:end]), start, end)


def _begins_raw_text(token: Token) -> bool:
    return token.kind == "start" and token.name in RAW_TEXT and not token.is_empty


def _next_opening(text: str, place: int, stop: int) -> int:
    """Give the offset of the next "<" that begins markup, `stop` when there is none."""
    match = _OPENING.search(text, place, stop) if place >= 0 else None
    return match.start() if match else stop


def _comment(text: str, start: int, stop: int) -> Token:
    return Token("comment", start, _end_of_comment(text, start, stop))


def _tag(match: re.Match[str], stop: int, is_xml: bool) -> Token:  # noqa: FBT001 - of the page
    """Give the token of a tag whose beginning is matched, with fifty attributes at most."""
    text, (start, end) = match.string, match.span()
    while end < stop and text[end] != ">":
        # Fifty attributes were read, and here begins the next.
        end = _ATTRIBUTES.match(text, end, stop).end()  # type: ignore[union-attr]  # matches ""
    if end == stop:
        return Token("comment", start, stop)
    kind: Kind = "end" if match[1] else "start"
    closing = text[end - 1] == "/" and _ends_in_slash(text, match.end(2), end)
    return Token(kind, start, end + 1, _small(match[2]), closing, is_xml and closing)


def _ends_in_slash(text: str, start: int, end: int) -> bool:
    """Say whether the slash before `end` stands by itself, or ends a value: `<a href=a/>`."""
    last = deque(_ATTRIBUTE.finditer(text, start, end), maxlen=1)
    return bool(last) and last[0][1] is None


def _end_of_comment(text: str, start: int, stop: int) -> int:
    if not text.startswith("<!--", start, stop):
        return text.find(">", start, stop) + 1 or stop
    if text.startswith((">", "->"), start + 4, stop):
        return text.index(">", start) + 1
    closing = _COMMENT_END.search(text, start + 4, stop)
    return closing.end() if closing else stop


def _characters(text: str, start: int, stop: int) -> Generator[Token, None, int]:
    """Give the tokens of a section of characters and return its end."""
    begin = start + len(_CDATA)
    yield Token("comment", start, begin)
    end = text.find("]]>", begin, stop)
    end = stop if end < 0 else end
    if end > begin:
        yield Token("raw", begin, end)
    if end < stop:
        yield Token("comment", end, end + 3)
    return min(end + 3, stop)


def _small(name: str) -> str:
    """Only A to Z, as the standard says: the sign for kelvin is no k."""
    return name.lower() if name.isascii() else name.translate(_SMALL)
