"""What the header says of a document that no place in its text proves."""

from collections.abc import Iterator

from lxml import etree

from corpuskit import Certainty, Fact
from corpuskit_tei.names import web_host
from corpuskit_tei.reading_proofs import RULE, Statement, stated_fact, statement
from corpuskit_tei.reading_source import FILE
from corpuskit_tei.reading_values import certainty, path

WORK = f"{FILE}/{path('sourceDesc', 'biblStruct')}"
ARTICLE = f"{WORK}/{path('analytic')}"
_LICENCE = f"{FILE}/{path('publicationStmt', 'availability', 'licence')}"
_PUBLISHER = f"{WORK}/{path('monogr', 'imprint', 'publisher')}"
_SUBJECTS = path("teiHeader", "profileDesc", "textClass", "keywords")


def read_language(text: etree._Element) -> Fact | None:
    """Read the language, None where it was not found but only had to be named."""
    language = text.find(path("teiHeader", "profileDesc", "langUsage", "language"))
    if language is None or not language.get("cert"):
        return None
    return Fact(language.get("ident", ""), "", -1, -1, RULE, certainty(language))


def read_licence(text: etree._Element) -> Fact | None:
    """Read the licence."""
    return _fact(text.find(_LICENCE))


def read_description(text: etree._Element) -> Fact | None:
    """Read the description."""
    return _fact(text.find(f"{WORK}/{path('note')}[@type='description']"))


def read_publisher(text: etree._Element) -> Fact | None:
    """Read the publisher, None where the host of the address stands in its place."""
    publisher = statement(text.find(_PUBLISHER))
    address = statement(text.find(f"{ARTICLE}/{path('idno')}[@type='URI']"))
    host = web_host(address.value) if address else ""
    is_known = publisher and publisher != Statement(host, Certainty.LOW)
    return stated_fact(publisher) if publisher and is_known else None


def read_section(text: etree._Element) -> Fact | None:
    """Read the section."""
    return next(_terms(text, "section"), None)


def read_keywords(text: etree._Element) -> tuple[Fact, ...]:
    """Read the keywords."""
    return tuple(_terms(text, "keywords"))


def _terms(text: etree._Element, name: str) -> Iterator[Fact]:
    for term in text.iterfind(f"{_SUBJECTS}[@n='{name}']/{path('term')}"):
        said = statement(term)
        if said:
            yield stated_fact(said)


def _fact(element: etree._Element | None) -> Fact | None:
    said = statement(element)
    return said and stated_fact(said)
