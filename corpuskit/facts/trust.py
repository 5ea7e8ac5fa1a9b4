"""How far statements outside the text are believed: which goes first, and how sure it then is.

A statement is known by its name alone ("og:title", "NewsArticle.datePublished", "list.csv: date").
What a site fills in for readers of data is kept with more care than what nobody looks at.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from unicodedata import normalize

from corpuskit.model import Certainty, Source
from corpuskit.model import Stated as Statement
from corpuskit.text.character_rules import CONTROLS, ZERO_WIDTH

STATED = "stated."
"""How the rule of a fact begins that a statement alone gives; its name follows."""
LONGEST_VALUE = 2000
"""Characters: a longer value is no title, name or date, and stays among the statements."""


class Trust(NamedTuple):
    """A form of names in small letters, how sure a statement under one is, and why."""

    names: str
    certainty: Certainty
    reason: str


TRUST: tuple[Trust, ...] = (
    Trust(r".+\.(?:csv|tsv|tab|txt): .+", Certainty.HIGH,
          "a column of a table that the user gave for this very corpus"),
    Trust(r"(?:rel:|link rel=)?canonical", Certainty.HIGH,
          "the address by which the site wants the page to be known"),
    Trust(r"(?:json-?ld\W+)?\w*(?:article|posting|report|work)\.(?!name$)[\w.@]+",
          Certainty.HIGH,
          "JSON-LD about the article itself: search engines show it, so it is kept right"),
    Trust(r"json-?ld\W(?!\w+\.name$).+|webpage\.(?!name$)[\w.@]+", Certainty.HIGH,
          "JSON-LD about the page around the article"),
    Trust(r"(?:og:)?article[:.].+|og:(?!updated|locale).+", Certainty.HIGH,
          "Open Graph: what social networks show"),
    Trust(r"itemprop\W.+", Certainty.HIGH, "schema.org inside the markup"),
    Trust(r"(?:bepress_)?citation_.+|(?:dc|dcterms|eprints|prism)[.:].+", Certainty.HIGH,
          "written for libraries and scholarly search engines"),
    Trust(r"(?:.+\.)?warc-.+", Certainty.HIGH, "the archive's own record of what it fetched"),
    Trust(r"lang|content-language|og:locale", Certainty.MEDIUM,
          "often that of the template, whatever the language of the text"),
    Trust(r"twitter:.+|parsely-.+|sailthru\..+|cxenseparse:.+|shareaholic:.+", Certainty.MEDIUM,
          "written for services; often the title or the day of something else"),
    Trust(r"(?:json-?ld\W+)?\w+\.name|title", Certainty.MEDIUM,
          "the title of the window, with the name of the site and now and then without its own"),
)  # fmt: skip
"""The best first; what has none of these names comes behind them."""

FORMS = re.compile("|".join(f"(?P<n{rank}>{form.names})" for rank, form in enumerate(TRUST)))
OTHERWISE = Trust("", Certainty.MEDIUM, "a name that is used in more ways than one")

UNSET = frozenset(
    {
        "null", "(null)", "none", "nil", "undefined", "nan", "n/a", "na", "-", "--", ".", "?",
        "unknown", "untitled", "no title", "invalid date", "false", "true", "[]", "{}", '""',
    }
)  # fmt: skip
"""What programs write where there is no value, in small letters."""
PLACEHOLDER = re.compile(r"\{\{.*\}\}|\$\{.*\}|<%.*%>|%[a-z_]+%|\[object \w+\]", re.IGNORECASE)
"""What a template leaves where nothing was filled in."""
_NOT_WRITTEN = re.compile(f"[{CONTROLS}]")
_INVISIBLE = re.compile(f"[{ZERO_WIDTH}\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Claim(NamedTuple):
    """A statement with its value made fit to read, its rank among others and how sure it is."""

    statement: Statement
    value: str
    rank: int
    certainty: Certainty

    @property
    def rule(self) -> str:
        """What a fact of this statement names as its rule."""
        return STATED + readable(self.statement.name)


def claims(source: Source, kind: str) -> list[Claim]:
    """Give what a source states of one kind, the most trusted first; what says nothing is left."""
    found = [_claim(statement) for statement in source.stated if statement.kind == kind]
    return sorted((claim for claim in found if says_something(claim.value)), key=_rank)


def _rank(claim: Claim) -> int:
    return claim.rank


def _claim(statement: Statement) -> Claim:
    name = statement.name.casefold()[:LONGEST_VALUE]
    form = FORMS.fullmatch(name)
    rank = int(form.lastgroup[1:]) if form and form.lastgroup else len(TRUST)
    certainty = (*TRUST, OTHERWISE)[rank].certainty
    return Claim(statement, readable(statement.value), rank, certainty)


def readable(value: str) -> str:
    r"""Give a value in NFC on one line, without what has no place in a text; "" if it is too long.

    >>> readable(" Đại\x00 hội\n\u200bmở màn ")
    'Đại hội mở màn'
    """
    if len(value) > LONGEST_VALUE:
        return ""
    if value.isascii() and value.isprintable():
        return " ".join(value.split())
    seen = _INVISIBLE.sub("", _NOT_WRITTEN.sub(_blank_or_nothing, value))
    return normalize("NFC", " ".join(seen.split()))


def _blank_or_nothing(sign: re.Match[str]) -> str:
    return " " if sign[0].isspace() else ""


def says_something(value: str) -> bool:
    """Say whether a value is more than what stands for a missing one."""
    bare = value.strip("\"' ")
    return bool(bare) and bare.casefold() not in UNSET and not PLACEHOLDER.fullmatch(bare)


def agreed(found: Sequence[Claim], keys: Iterable[str]) -> Certainty:
    """Say how sure the first of some claims is, given by what they are compared.

    What two sources say alike is certain; what they say differently is of medium certainty.
    """
    first, *others = keys
    if not others:
        return found[0].certainty
    if all(other == first for other in others):
        return Certainty.HIGH
    return Certainty.MEDIUM
