"""Authors that a source states, beside those that its text credits."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpuskit.facts.trust import Claim, claims
from corpuskit.lexicon.lexicon import NO_CREDIT, Lexicon
from corpuskit.model import Byline, Certainty, Source
from corpuskit.text.echoes import slug_of

LONGEST_NAME = 100
MOST_AUTHORS = 50
AUTHOR = ("words",)
"""The role of a name that stands without words of credit."""
NO_PERSON = frozenset(
    {
        "admin", "administrator", "webmaster", "superadmin", "super user", "superuser", "root",
        "user", "guest", "test", "author", "editor", "wordpress", "wp admin", "default", "system",
    }
)  # fmt: skip
"""Accounts of content management systems, as slugs."""
NO_NAME = re.compile(r"://|www\.|@|^[\W\d_]+$|\.(?:com|vn|net|org|html?)(?:/|$)", re.IGNORECASE)
"""Addresses, mail addresses and handles of social networks, and figures without a letter."""
ALWAYS_A_BORDER = re.compile(r" ?[;|] ?")
LAST_NAME_FIRST = re.compile(r"(?i:(?:bepress_)?citation_|(?:dc|dcterms|eprints|prism)[.:])")
"""Names of statements whose values have a comma inside a name: "Nguyen, Van A"."""


class Name(NamedTuple):
    """A name in a statement, and what it is for."""

    text: str
    roles: tuple[str, ...]


def settle_bylines(
    printed: Sequence[Byline], source: Source, lexicon: Lexicon
) -> tuple[Byline, ...]:
    """Give the printed bylines, certain where a statement has the same name, then the others.

    Names are taken from the most trusted kind of statement that has any: what a page says to
    others is the same names in another order or with an office, or that of its site.
    """
    stated: dict[str, Byline] = {}
    ranks: dict[str, int] = {}
    for claim in claims(source, "author"):
        for name in _names(claim, lexicon):
            slug = slug_of(name.text)
            stated.setdefault(slug, _byline(claim, name))
            ranks.setdefault(slug, claim.rank)
    if not stated:
        return tuple(printed)
    best = min(ranks.values())
    known = {slug_of(byline.name) for byline in printed}
    news = [b for slug, b in stated.items() if ranks[slug] == best and slug not in known]
    others = news[:MOST_AUTHORS]
    return (*(_confirmed(b, stated.get(slug_of(b.name))) for b in printed), *others)


def _confirmed(printed: Byline, stated: Byline | None) -> Byline:
    if stated is None:
        return printed
    rule = f"{printed.rule}+{stated.rule}"
    return Byline(printed.name, printed.roles, printed.start, printed.end, rule, Certainty.HIGH)


def _byline(claim: Claim, name: Name) -> Byline:
    start, end = claim.statement.start, claim.statement.end
    at = claim.statement.value.find(name.text)
    if start >= 0 and at >= 0 and end - start == len(claim.statement.value):
        start, end = start + at, start + at + len(name.text)
    return Byline(name.text, name.roles, start, end, claim.rule, claim.certainty)


def _names(claim: Claim, lexicon: Lexicon) -> Iterator[Name]:
    """Give the names in a statement, without words of credit; addresses and accounts are none."""
    credit, start = lexicon.credits.before(claim.value) or NO_CREDIT
    roles = credit.roles if credit else AUTHOR
    inverted = LAST_NAME_FIRST.match(claim.statement.name) is not None
    for part in ALWAYS_A_BORDER.split(claim.value[start:]):
        for name in [part] if inverted else _apart(part, lexicon):
            bare = name.strip(" ,.-–—•")
            if 1 < len(bare) <= LONGEST_NAME and _may_be_a_name(bare):
                yield Name(bare, roles)


def _apart(text: str, lexicon: Lexicon) -> list[str]:
    """Cut a text between names where every part is of several words; else it stays whole."""
    parts = [part.strip() for part in lexicon.joiners.split(text)]
    return parts if all(len(part.split()) > 1 for part in parts) else [text]


def _may_be_a_name(text: str) -> bool:
    slug = slug_of(text)
    return bool(slug) and slug not in NO_PERSON and NO_NAME.search(text) is None
