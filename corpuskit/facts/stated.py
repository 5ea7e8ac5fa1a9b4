"""What a source says of itself outside its text, resolved together with what the text says.

Nothing is made up: each fact names the statement that it is taken from, and every statement stays
in `Source.stated`, whether a fact was made of it or not.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from corpuskit.facts.addresses import (
    NO_ADDRESS,
    Address,
    address_key,
    address_of,
    host_in,
    own_address,
)
from corpuskit.facts.authors import settle_bylines
from corpuskit.facts.outside import Outside, dates_outside
from corpuskit.facts.titles import settle_title, site_named
from corpuskit.facts.tongue import settle_language
from corpuskit.facts.trust import Claim, agreed, claims
from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.model import Certainty, Fact, Metadata, Source
from corpuskit.text.echoes import slug_of

MOST_KEYWORDS = 50
LONGEST_KEYWORD = 100
LONGEST_NAME = 200
KEYWORD_END = re.compile(r" ?[,;|] ?")
AN_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|www\.", re.IGNORECASE)


class Told(NamedTuple):
    """What is told of a document besides its text: its source, and the languages with a pack."""

    source: Source
    languages: frozenset[str] = frozenset()


class Beside(NamedTuple):
    """What stands beside the text and is asked while it is read: the address and the dates."""

    url: Fact | None = None
    address: Address = NO_ADDRESS
    dates: Sequence[Outside] = ()


NOTHING_BESIDE = Beside()


def look_beside(told: Told | None, lexicon: Lexicon) -> Beside:
    """Give the address of a document and the dates that are stated of it."""
    if told is None:
        return NOTHING_BESIDE
    url = own_address(told.source)
    address = address_of(told.source, url)
    return Beside(url, address, dates_outside(told.source, address, lexicon))


def with_statements(metadata: Metadata, told: Told, beside: Beside, lexicon: Lexicon) -> Metadata:
    """Complete what the text says with what is stated of it."""
    source, address = told.source, beside.address
    if not source.stated and not address.text:
        return metadata
    publisher = _publisher(source, beside.url, lexicon)
    names = (publisher.value, publisher.text) if publisher else ()
    site = site_named(source, address.host, names)
    return replace(
        metadata,
        title=settle_title(metadata.title, source, site, address.text),
        language=settle_language(metadata.language, source, told.languages),
        bylines=settle_bylines(metadata.bylines, source, lexicon),
        url=beside.url,
        publisher=publisher,
        licence=_first(claims(source, "licence"), address_key),
        description=_first(claims(source, "description"), slug_of),
        section=_first(_names(claims(source, "section")), slug_of),
        keywords=tuple(_keywords(source)),
    )


def _first(found: Sequence[Claim], key: Callable[[str], str]) -> Fact | None:
    """Give the most trusted of some claims as a fact, sure where the others say the same."""
    if not found:
        return None
    return _fact(found[0], found[0].value, agreed(found, (key(claim.value) for claim in found)))


def _fact(claim: Claim, value: str, certainty: Certainty) -> Fact:
    statement = claim.statement
    return Fact(value, statement.value, statement.start, statement.end, claim.rule, certainty)


def _names(found: Sequence[Claim]) -> list[Claim]:
    return [c for c in found if len(c.value) <= LONGEST_NAME and not AN_ADDRESS.match(c.value)]


def _publisher(source: Source, url: Fact | None, lexicon: Lexicon) -> Fact | None:
    """Give the stated publisher, else the one that the packs know to publish under the host."""
    stated = _first(_names(claims(source, "publisher")), slug_of)
    if stated:
        agency = lexicon.agencies.by_name(stated.value)
        return replace(stated, value=agency.name) if agency else stated
    host = host_in(url.value) if url else ""
    known = lexicon.agencies.by_host(host) if host else None
    return Fact(known.name, host, -1, -1, "agency.host", Certainty.MEDIUM) if known else None


def _keywords(source: Source) -> Iterator[Fact]:
    seen: set[str] = set()
    for claim in claims(source, "keywords"):
        for word in KEYWORD_END.split(claim.value):
            slug = slug_of(word)
            new = slug not in seen and len(word) <= LONGEST_KEYWORD and len(seen) < MOST_KEYWORDS
            if slug and new:
                seen.add(slug)
                yield _fact(claim, word, claim.certainty)
