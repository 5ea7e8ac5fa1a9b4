"""What one start tag says of the page: a rule for each element that can say something."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from corpuskit_html.kinds import Kinds
from corpuskit_html.microdata import PREFIX, Attributes, Items, Wanted, value_of
from corpuskit_html.statements import Value, attribute_value
from corpuskit_html.tokens import Token

LINK_PREFIX = "rel:"
DECLARATIONS: Final = frozenset(("content-type", "refresh"))
"""What `http-equiv` says that is kept without a kind."""
ADDRESSES: Final = frozenset(("licence", "url"))
"""Kinds whose value is where a link goes, and not what it reads."""


class Tag(NamedTuple):
    """A start tag with its attributes, and what is open around it."""

    page: str
    token: Token
    found: Attributes
    kinds: Kinds
    items: Items
    in_figure: bool = False

    def value(self, name: str) -> Value | None:
        """Give the value of an attribute, None when there is none."""
        attribute = self.found.get(name)
        return attribute_value(self.page, attribute) if attribute else None


Said = tuple[Wanted, Value]
Rule = Callable[[Tag], Iterator[Said]]


def language_of_page(tag: Tag) -> Iterator[Said]:
    """`<html lang>`, and `xml:lang` in XHTML."""
    for name in ("lang", "xml:lang"):
        if value := tag.value(name):
            yield Wanted("language", name), value
            return


def field(tag: Tag) -> Iterator[Said]:
    """`<meta>` with its content: one statement, of the first name with a known kind."""
    if charset := tag.value("charset"):
        yield Wanted("", "charset"), charset
    content = tag.value("content")
    names = [
        wanted for wanted in _names_of_field(tag) if not tag.kinds.ignores(wanted.name.lower())
    ]
    if content and names:
        yield next((wanted for wanted in names if wanted.kind), names[0]), content


def _names_of_field(tag: Tag) -> Iterator[Wanted]:
    found = tag.found
    for name in [*value_of(found, "property").split(), value_of(found, "name").strip()]:
        if name:
            yield Wanted(tag.kinds.meta.get(name.lower(), ""), name)
    declared = value_of(found, "http-equiv").strip().lower()
    if declared in tag.kinds.meta or declared in DECLARATIONS:
        yield Wanted(tag.kinds.meta.get(declared, ""), declared)
    for name in value_of(found, "itemprop").split():
        if tag.items.about_page:
            yield Wanted(tag.kinds.itemprop.get(name.lower(), ""), PREFIX + name)
        elif wanted := tag.items.wanted(name):
            yield wanted


def link(tag: Tag) -> Iterator[Said]:
    """`rel=canonical` and `rel=license`; the licence in a figure is that of the picture."""
    target = tag.value("href")
    for name in value_of(tag.found, "rel").lower().split():
        kind = tag.kinds.link.get(name, "")
        if target and kind and not tag.in_figure:
            yield Wanted(kind, LINK_PREFIX + name), target
    yield from element(tag)


def moment(tag: Tag) -> Iterator[Said]:
    """`<time datetime>`: the day of publication only where the page calls it so."""
    wanted = tag.items.wanted(value_of(tag.found, "itemprop"))
    value = tag.value("datetime") or tag.value("content")
    if wanted is None and value:
        kind = "published" if "pubdate" in tag.found and tag.items.about_page else ""
        wanted = Wanted(kind, "time")
    if wanted and value:
        yield wanted, value
    elif wanted:
        tag.items.capture(tag.token, wanted)


def element(tag: Tag) -> Iterator[Said]:
    """Any element with `itemprop`, or with `property` and `content`.

    The value is what the attributes say, else the text of the element; an item of its own says it
    by its inner properties.
    """
    content = tag.value("content")
    if content:
        for name in value_of(tag.found, "property").split():
            if kind := tag.kinds.meta.get(name.lower(), ""):
                yield Wanted(kind, name), content
                break
    wanted = tag.items.wanted(value_of(tag.found, "itemprop"))
    if wanted is None or "itemscope" in tag.found:
        return
    target = tag.value("href") if wanted.kind in ADDRESSES else None
    if value := content or target:
        yield wanted, value
    else:
        tag.items.capture(tag.token, wanted)


RULES: Mapping[str, Rule] = {
    "html": language_of_page,
    "meta": field,
    "link": link,
    "a": link,
    "area": link,
    "time": moment,
}
"""Which rule reads which element; all others are read by `element`."""
