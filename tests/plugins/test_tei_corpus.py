from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from msgspec.structs import replace

from corpuskit.exporter import CorpusInfo, Member
from corpuskit_tei import TeiExporter
from tests.plugins.tei_documents import SEED_LIKE
from tests.plugins.tei_reading import NAMESPACE, XML_ID, profile_errors

INCLUDE = "{http://www.w3.org/2001/XInclude}include"
SCHEMA = "corpuskit_tei.rng"


class Members:
    """Members that can be walked again and again and are never a list."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.given = 0

    def __iter__(self) -> Iterator[Member]:
        for number in range(self.count):
            self.given += 1
            yield Member(f"d{number}", f"d{number}.xml")


def corpus_of(*files: str) -> CorpusInfo:
    members = [Member(f"d{number}", file) for number, file in enumerate(files)]
    return CorpusInfo("0", "", len(members), members)


def test_the_corpus_file_with_its_documents_is_valid(tmp_path: Path) -> None:
    files = ["a.xml", "thư mục/b c.xml", "x/y#1.xml", "100%.xml", "e.xml"]
    for number, (file, document) in enumerate(zip(files, SEED_LIKE, strict=True)):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        written = TeiExporter().encode(replace(document, id=f"d{number}"))
        (tmp_path / file).write_bytes(written)
    companion = next(TeiExporter().companions(corpus_of(*files)))
    (tmp_path / companion.name).write_bytes(b"".join(companion.pieces))
    tree = etree.parse(str(tmp_path / "corpus.xml"))
    tree.xinclude()
    included = [e.get(XML_ID) for e in tree.iter(NAMESPACE + "TEI")]
    assert included == ["d0", "d1", "d2", "d3", "d4"]
    assert profile_errors(etree.tostring(tree)) == []


def test_inclusions_are_written_as_addresses_in_the_order_of_the_corpus() -> None:
    companion = next(TeiExporter().companions(corpus_of("b/ü.xml", "a:b.xml", "a\udcff.xml")))
    root = etree.fromstring(b"".join(companion.pieces))
    assert [e.get("href") for e in root.iter(INCLUDE)] == ["b/%C3%BC.xml", "a%3Ab.xml", "a%FF.xml"]


def test_the_corpus_file_gives_way_to_a_document_of_its_name() -> None:
    names = [c.name for c in TeiExporter().companions(corpus_of("Corpus.xml", "corpus.2.xml"))]
    assert names == ["corpus.3.xml", SCHEMA]


def test_an_empty_corpus_has_no_corpus_file() -> None:
    assert [c.name for c in TeiExporter().companions(corpus_of())] == [SCHEMA]


def test_the_schema_beside_an_export_is_the_one_of_the_package() -> None:
    (companion,) = TeiExporter().companions(corpus_of())
    assert b"".join(companion.pieces) == TeiExporter().schema()


def test_the_corpus_file_comes_in_pieces_while_the_members_are_walked() -> None:
    members = Members(100_000)
    companion = next(TeiExporter().companions(CorpusInfo("0", "", members.count, members)))
    members.given = 0
    pieces = iter(companion.pieces)
    assert len(next(pieces)) < 100_000
    assert members.given < 1000
    assert sum(piece.count(b"<xi:include") for piece in pieces) > 99_000
