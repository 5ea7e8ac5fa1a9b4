"""The corpus file: a header of its own and one inclusion for each document."""

from collections.abc import Iterator
from urllib.parse import quote

from lxml import etree

from corpuskit import Companion, CorpusInfo
from corpuskit_tei.names import P5_VERSION, TEI, XML_LANG, add, start

_INCLUDE = "http://www.w3.org/2001/XInclude"
_NAMESPACES = {None: TEI[1:-1], "xi": _INCLUDE}
_PIECE = 256
"""How many inclusions are written between two pieces."""


class _Pieces:
    """What the writer has written since it was last asked."""

    def __init__(self) -> None:
        self.written: list[bytes] = []

    def write(self, data: bytes) -> None:
        self.written.append(data)

    def take(self) -> bytes:
        taken, self.written = b"".join(self.written), []
        return taken


def corpus_file(corpus: CorpusInfo) -> Iterator[Companion]:
    """Give the corpus file; none for an empty corpus, which TEI cannot say."""
    if any(True for _ in corpus.members):
        yield Companion(_free_name(corpus), _pieces(corpus))


def _free_name(corpus: CorpusInfo) -> str:
    """Give "corpus.xml", or the first numbered name that is not the file of a document."""
    number, name = 1, "corpus.xml"
    while any(member.file.casefold() == name for member in corpus.members):
        number += 1
        name = f"corpus.{number}.xml"
    return name


def _pieces(corpus: CorpusInfo) -> Iterator[bytes]:
    pieces = _Pieces()
    with etree.xmlfile(pieces, encoding="UTF-8") as file:
        file.write_declaration()
        with file.element(TEI + "teiCorpus", {"version": P5_VERSION}, nsmap=_NAMESPACES):
            file.write("\n", _header(corpus), "\n")
            for count, member in enumerate(corpus.members, 1):
                address = quote(member.file, safe="/", errors="surrogateescape")
                with file.element(f"{{{_INCLUDE}}}include", {"href": address}):
                    pass
                file.write("\n")
                if count % _PIECE == 0:
                    file.flush()
                    yield pieces.take()
    yield pieces.take() + b"\n"


def _header(corpus: CorpusInfo) -> etree._Element:
    header = start("teiHeader", {XML_LANG: "en"})
    description = add(header, "fileDesc")
    add(add(description, "titleStmt"), "title", f"Corpus of {corpus.documents} documents")
    publication = add(description, "publicationStmt")
    add(publication, "p", "Not published; made for the use of whoever ran corpuskit.")
    source = add(description, "sourceDesc")
    add(source, "p", "Crawled pages; the header of each document says which.")
    etree.indent(header, space=" ")
    return header
