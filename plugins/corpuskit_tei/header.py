"""The header: what the file is, where it comes from, and how it was made."""

from lxml import etree

from corpuskit import Byline, Document, Fact, Metadata
from corpuskit_tei.dates import Published, published
from corpuskit_tei.encoding import add_encoding
from corpuskit_tei.names import XML_ID, XML_LANG, add, web_address, web_host
from corpuskit_tei.pieces import Page
from corpuskit_tei.removed import add_revision

_RIGHTS = "The rights remain with the original publisher; no licence statement was looked for."
_NO_LICENCE = "The rights remain with the original publisher; the source states no licence."
_LICENCE = "The rights remain with the original publisher; the licence is as the source states it."
_DISTRIBUTOR = "none; made for the use of whoever ran corpuskit"


def add_header(root: etree._Element, page: Page, illegal: int) -> None:
    """Add the header of one document; `illegal` characters of its text were replaced for XML."""
    header = add(root, "teiHeader", "", {XML_LANG: "en"})
    when = published(page.document.metadata)
    description = add(header, "fileDesc")
    _add_titles(description, page)
    _add_extent(description, page)
    _add_publication(description, page.document)
    _add_warnings(description, page.document)
    _add_source(description, page, when)
    add_encoding(header, page, illegal)
    _add_profile(header, page, when)
    add_revision(header, page)
    etree.indent(header, space=" ")


def _add_titles(parent: etree._Element, page: Page) -> None:
    statement, metadata = add(parent, "titleStmt"), page.document.metadata
    if metadata.title:
        attributes = _title_attributes(metadata.title, page)
        add(statement, "title", metadata.title.value, {"type": "main", **attributes})
    else:
        name = f"[no title found: {page.document.source.name}]"
        add(statement, "title", name, {"type": "main", "cert": "low"})
    for byline in metadata.bylines:
        add(statement, "author", byline.name, {"cert": byline.certainty.value})
    responsible = add(statement, "respStmt")
    add(responsible, "resp", "labels, normalisation and encoding")
    add(responsible, "name", "corpuskit", {"type": "software", "ref": f"#{page.id('app')}"})


def _title_attributes(title: Fact, page: Page) -> dict[str, str]:
    return {"level": "a", XML_LANG: page.language, "cert": title.certainty.value}


def _add_extent(parent: etree._Element, page: Page) -> None:
    kept = [len(piece.block.text) for piece in page.pieces if piece.kept]
    extent = add(parent, "extent")
    for unit, quantity in (("characters", sum(kept)), ("blocks", len(kept))):
        attributes = {"unit": unit, "quantity": str(quantity)}
        add(extent, "measure", f"{quantity} {unit} of text", attributes)


def _add_publication(parent: etree._Element, document: Document) -> None:
    publication = add(parent, "publicationStmt")
    add(publication, "distributor", _DISTRIBUTOR)
    add(publication, "idno", document.id, {"type": "corpuskit"})
    availability = add(publication, "availability", "", {"status": "unknown"})
    licence = document.metadata.licence
    words = _NO_LICENCE if document.source.stated else _RIGHTS
    if licence:
        words, target = _LICENCE, web_address(licence.value)
        attributes = {"cert": licence.certainty.value}
        add(availability, "licence", licence.value, attributes | _unless_empty("target", target))
    add(availability, "p", words)


def _unless_empty(name: str, value: str) -> dict[str, str]:
    return {name: value} if value else {}


def _add_warnings(parent: etree._Element, document: Document) -> None:
    if document.warnings:
        notes = add(parent, "notesStmt")
        for warning in document.warnings:
            words = f"{warning.code}: {warning.message}"
            add(notes, "note", words, {"type": "warning"})


def _add_source(parent: etree._Element, page: Page, when: Published) -> None:
    description = add(parent, "sourceDesc")
    metadata = page.document.metadata
    work = add(description, "biblStruct", "", {XML_ID: page.id("source")})
    analytic = add(work, "analytic")
    _add_article(analytic, page)
    if not len(analytic):
        work.remove(analytic)
    imprint = add(add(work, "monogr"), "imprint")
    _add_publisher(imprint, metadata)
    add(imprint, "date", when.proof, {"type": "published", **when.attributes})
    if metadata.source_name:
        attributes = {"type": "attribution", "cert": metadata.source_name.certainty.value}
        add(work, "note", metadata.source_name.value, {XML_LANG: page.language, **attributes})
    if metadata.description:
        attributes = {"type": "description", "cert": metadata.description.certainty.value}
        add(work, "note", metadata.description.value, attributes)
    _add_capture(description, page)


def _add_publisher(imprint: etree._Element, metadata: Metadata) -> None:
    """Name the publisher, or the host of the address in place of a name."""
    address = metadata.url or metadata.source_url
    host = web_host(address.value) if address else ""
    if metadata.publisher:
        cert = metadata.publisher.certainty.value
        add(imprint, "publisher", metadata.publisher.value, {"cert": cert})
    elif host:
        add(imprint, "publisher", host, {"cert": "low"})


def _add_article(analytic: etree._Element, page: Page) -> None:
    metadata = page.document.metadata
    if metadata.title:
        add(analytic, "title", metadata.title.value, _title_attributes(metadata.title, page))
    for byline in metadata.bylines:
        add(analytic, "author", byline.name, _author_attributes(byline))
    if metadata.dateline and metadata.dateline.agency:
        agency = metadata.dateline.agency
        responsible = add(analytic, "respStmt")
        add(responsible, "resp", "newsroom named in the dateline")
        attributes = {"type": "newsroom", "cert": agency.certainty.value}
        add(responsible, "orgName", agency.value or agency.text, attributes)
    addresses: tuple[tuple[Fact | None, dict[str, str]], ...] = (
        (metadata.url, {"subtype": "document"}),
        (metadata.source_url, {}),
    )
    for fact, subtype in addresses:
        if fact:
            attributes = {"type": "URI", **subtype, "cert": fact.certainty.value}
            add(analytic, "idno", fact.value, attributes)


def _author_attributes(byline: Byline) -> dict[str, str]:
    roles = " ".join(role for role in byline.roles if role.isidentifier())
    return ({"role": roles} if roles else {}) | {"cert": byline.certainty.value}


def _add_capture(parent: etree._Element, page: Page) -> None:
    source = page.document.source
    capture = add(parent, "bibl", "", {"type": "capture"})
    add(capture, "ptr", "", {"target": page.address})
    add(capture, "idno", source.name, {"type": "file"})
    add(capture, "idno", source.sha256, {"type": "sha256"})
    size = {"unit": "bytes", "quantity": str(source.size)}
    add(add(capture, "extent"), "measure", f"{source.size} bytes", size)
    mark = " with a byte order mark" if source.bom else ""
    words = f"read as {source.encoding}{mark} by the reader {source.reader}"
    add(capture, "note", words, {"type": "decoding"})
    for statement in source.stated:
        subtype = _unless_empty("subtype", statement.kind if statement.kind.isidentifier() else "")
        attributes = {"type": "stated", **subtype, "n": statement.name}
        add(capture, "note", statement.value, attributes)


def _add_profile(parent: etree._Element, page: Page, when: Published) -> None:
    profile = add(parent, "profileDesc")
    add(add(profile, "creation"), "date", when.reason, when.attributes)
    language = page.document.metadata.language
    certainty = {"cert": language.certainty.value} if language else {}
    attributes = {"ident": page.language, **certainty}
    add(add(profile, "langUsage"), "language", page.language, attributes)
    _add_subjects(profile, page.document.metadata)


def _add_subjects(profile: etree._Element, metadata: Metadata) -> None:
    """Add the section and the keywords, each as terms of a list that is named after them."""
    lists = {"section": (metadata.section,), "keywords": metadata.keywords}
    said = {name: [fact for fact in facts if fact] for name, facts in lists.items()}
    if any(said.values()):
        subjects = add(profile, "textClass")
        for name, facts in said.items():
            terms = add(subjects, "keywords", "", {"n": name}) if facts else subjects
            for fact in facts:
                add(terms, "term", fact.value, {"cert": fact.certainty.value})
