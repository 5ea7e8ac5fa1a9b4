"""What a page says of itself outside its text: titles, fields, links, dates, JSON-LD.

Which name stands for which kind of statement is told in kinds.toml.
"""

import re
from collections import Counter
from typing import Final

from corpuskit import DocumentWarning
from corpuskit_html.fields import RULES, Tag, element
from corpuskit_html.json_ld import read_json_ld
from corpuskit_html.kinds import KINDS, Kinds
from corpuskit_html.microdata import Capture, Items, Wanted, value_of
from corpuskit_html.other_works import Work, told_by
from corpuskit_html.statements import Found, Statements, keep, raw_value, statement, visible_value
from corpuskit_html.tokens import Token, attributes

_ALWAYS: Final = frozenset(("frame", "html", "link", "meta", "script", "time"))
# One of these must stand in a tag that says something; most tags need no second look.
_TELLING: Final = re.compile(r"""[\s"'/](?:item(?:prop|scope)|property|rel)\b""", re.IGNORECASE)
_AROUND: Final = frozenset(("figure", "noscript"))
_REFRESH_TO: Final = re.compile(
    r"[^;,]*+[;,]\s*+(?:url\s*+=\s*+)?['\"]?([^\s'\"]++)", re.IGNORECASE
)
_LINKED_DATA: Final = "application/ld+json"


class StatementFinder:
    """Takes the tokens of one page and finds what it says of itself.

    Each kind of warning is given once.
    """

    def __init__(self, page: str, kinds: Kinds = KINDS) -> None:
        """Take the decoded page, and which names stand for which kinds of statement."""
        self._found: list[Found] = []
        self._works: list[Work] = []
        self._warnings: dict[str, DocumentWarning] = {}
        self._page, self._kinds, self._items = page, kinds, Items(kinds)
        self._around: Counter[str] = Counter()
        self._script_type, self._titles, self._has_html = "", 0, False

    def take(self, token: Token) -> None:
        """Take what the next token says."""
        if token.kind == "raw":
            self._raw(token)
        elif token.kind == "start":
            self._enter(token)
        elif token.kind == "end":
            self._leave(token)

    def told(self) -> Statements:
        """Give what was found in the order of the source, and warnings about it."""
        titles = [found.stated.value for found in self._found if found.stated.kind == "title"]
        told = keep([*self._found, *told_by(self._works, titles)])
        return told._replace(warnings=(*self._warnings.values(), *told.warnings))

    def _enter(self, token: Token) -> None:
        self._items.enter(token)
        if token.name in _AROUND:
            self._around[token.name] += 1
        if token.name not in _ALWAYS and not self._tells(token):
            return
        if token.name == "html" and self._has_html:
            return  # browsers let the first one speak; conditional comments leave several
        self._has_html |= token.name == "html"
        found = attributes(self._page, token)
        in_figure = self._around["figure"] > 0
        tag = Tag(self._page, token, found, self._kinds, self._items, in_figure)
        for wanted, value in RULES.get(token.name, element)(tag):
            self._found.append(Found(token.start, statement(*wanted, value)))
        self._items.open_item(token, found)
        self._script_type = value_of(found, "type").partition(";")[0].strip().lower()
        self._warn_of_other_pages(tag)

    def _tells(self, token: Token) -> bool:
        """Say whether a tag has an attribute that says something."""
        if token.is_bare:
            return False
        tag = self._page[token.start : token.end]
        small = tag.lower()
        may_tell = "rel" in small or "item" in small or "property" in small
        return may_tell and bool(_TELLING.search(tag))

    def _leave(self, token: Token) -> None:
        if token.name in _AROUND and self._around[token.name]:
            self._around[token.name] -= 1
        for capture in self._items.leave(token):
            self._tell_text(capture, token.start)

    def _raw(self, token: Token) -> None:
        if token.name == "title":
            # Browsers show the first one.
            wanted = Wanted("" if self._titles else "title", "title")
            self._titles += 1
            value = raw_value(self._page, token.start, token.end)
            self._found.append(Found(token.start, statement(*wanted, value)))
        elif token.name == "script" and self._script_type == _LINKED_DATA:
            self._read_json_ld(token)

    def _read_json_ld(self, token: Token) -> None:
        text = self._page[token.start : token.end]
        data = read_json_ld(text, token.start, self._kinds)
        self._works += (Work(token.start, stated) for stated in data.works)
        if data.broken:
            message = f"a block of JSON-LD at {token.start} cannot be read: {data.broken}"
            self._warn("json-ld-broken", message)

    def _tell_text(self, capture: Capture, end: int) -> None:
        value = visible_value(self._page, capture.start, end)
        self._found.append(Found(capture.place, statement(*capture.wanted, value)))

    def _warn_of_other_pages(self, tag: Tag) -> None:
        """Tell that the text is elsewhere: the page sends its reader on, or consists of frames."""
        if tag.token.name == "frame":
            source = value_of(tag.found, "src")
            self._warn(
                "frames", f"the page consists of frames that are pages of their own: {source}"
            )
        if value_of(tag.found, "http-equiv").strip().lower() == "refresh":
            target = _REFRESH_TO.match(value_of(tag.found, "content"))
            if target and not self._around["noscript"]:
                self._warn("refresh", f"the page sends its reader on to {target[1]}")

    def _warn(self, code: str, message: str) -> None:
        self._warnings.setdefault(code, DocumentWarning(code, message[:300]))
