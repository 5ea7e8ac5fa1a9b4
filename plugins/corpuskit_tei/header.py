"""The header: what the file is, where it comes from, and how it was made."""

from lxml import etree

from corpuskit import Byline, Document, Fact
from corpuskit_tei.dates import Published, published
from corpuskit_tei.encoding import add_encoding
from corpuskit_tei.names import XML_ID, XML_LANG, add, web_host
from corpuskit_tei.pieces import Page
from corpuskit_tei.removed import add_revision

_RIGHTS = "The rights remain with the original publisher; no licence statement was looked for."
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
    add(availability, "p", _RIGHTS)


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
    host = web_host(metadata.source_url.value) if metadata.source_url else ""
    if host:
        add(imprint, "publisher", host, {"cert": "low"})
    add(imprint, "date", when.proof, {"type": "published", **when.attributes})
    if metadata.source_name:
        attributes = {"type": "attribution", "cert": metadata.source_name.certainty.value}
        add(work, "note", metadata.source_name.value, {XML_LANG: page.language, **attributes})
    _add_capture(description, page)


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
    if metadata.source_url:
        attributes = {"type": "URI", "cert": metadata.source_url.certainty.value}
        add(analytic, "idno", metadata.source_url.value, attributes)


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


def _add_profile(parent: etree._Element, page: Page, when: Published) -> None:
    profile = add(parent, "profileDesc")
    add(add(profile, "creation"), "date", when.reason, when.attributes)
    language = page.document.metadata.language
    certainty = {"cert": language.certainty.value} if language else {}
    attributes = {"ident": page.language, **certainty}
    add(add(profile, "langUsage"), "language", page.language, attributes)
