"""What the exporter writes against the whole of TEI P5: RELAX NG and Schematron."""

import gzip
import shutil
import subprocess
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from corpuskit.exporter import CorpusInfo, Member
from corpuskit.model import Document, Selection, Span, SpanKind
from corpuskit.testing import sample_documents
from corpuskit_tei import TeiExporter
from tests.plugins.tei_documents import LABELLED, SEED_LIKE, VALUES, page, with_blocks
from tests.plugins.tei_reading import NAMESPACE, parse, profile_errors

pytestmark = pytest.mark.slow

SCHEMAS = Path(__file__).parent.parent / "schemas"
EVERYTHING = Selection(frozenset())
ONE_MEMBER = CorpusInfo("0", "", 1, (Member("d0", "d0.xml"),))
OPENING = "HÀ NỘI, 5/1 - một hai ba"


def documents() -> Iterator[Document]:
    """Every sequence of up to three labels, spans of each kind, pages like the seeds, samples."""
    for length in range(4):
        for labels in product(LABELLED, repeat=length):
            yield page(*((label, OPENING) for label in labels), selection=EVERYTHING)
    for label, value in product(LABELLED, VALUES):
        document = page((label, OPENING), (label, OPENING), selection=EVERYTHING)
        yield with_blocks(document, {n: {"spans": spans(n, value)} for n in (0, 1)})
    yield from SEED_LIKE
    yield from sample_documents()


def spans(number: int, value: str) -> tuple[Span, ...]:
    """Give a dateline with a place and a date in it, and one span of each other kind."""
    start = number * (len(OPENING) + 1)
    words = {
        SpanKind.DATELINE: "HÀ NỘI, 5/1",
        SpanKind.PLACE: "HÀ NỘI",
        SpanKind.DATE: "5/1",
        SpanKind.PERSON: "một",
        SpanKind.AGENCY: "hai",
        SpanKind.URL: "b",
        SpanKind.ABBREVIATION: "a",
    }
    return tuple(
        Span(kind, start + (at := OPENING.rindex(text)), start + at + len(text), text, value)
        for kind, text in words.items()
    )


@pytest.fixture(scope="module")
def bundle() -> bytes:
    """All documents in one corpus, which a validator reads at once."""
    (companion, _) = TeiExporter().companions(ONE_MEMBER)
    root = parse(b"".join(companion.pieces))
    etree.strip_elements(root, "{http://www.w3.org/2001/XInclude}include", with_tail=False)
    for number, document in enumerate(documents()):
        exporter = TeiExporter(dateline="inline" if number % 2 else "block")
        root.append(parse(exporter.encode(replace(document, id=f"d{number}"))))
    return etree.tostring(root, encoding="UTF-8")


def relax_ng_errors(data: bytes, folder: Path) -> list[str]:
    """Give what tei_all says against a corpus: jing takes seconds, lxml half a minute."""
    schema = gzip.decompress((SCHEMAS / "tei_all_4.12.0.rng.gz").read_bytes())
    jing = shutil.which("jing")
    if not jing:
        validator = etree.RelaxNG(etree.fromstring(schema))
        validator.validate(parse(data))
        return [error.message for error in validator.error_log]
    (folder / "tei_all.rng").write_bytes(schema)
    (folder / "bundle.xml").write_bytes(data)
    command = [jing, str(folder / "tei_all.rng"), str(folder / "bundle.xml")]
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - a validator from the search path
    return [line for line in run.stdout.splitlines() if "error" in line]


def schematron_errors(data: bytes) -> list[str]:
    """Give the rules of the TEI Schematron that a corpus breaks."""
    pytest.importorskip("saxonche", reason="runs the Schematron rules; pip install saxonche")
    from tests.schemas.schematron import broken_rules  # noqa: PLC0415 - needs saxonche

    return broken_rules(gzip.decompress((SCHEMAS / "tei_all_4.12.0.sch.gz").read_bytes()), data)


def test_every_sequence_of_labels_is_valid_tei(bundle: bytes, tmp_path: Path) -> None:
    assert relax_ng_errors(bundle, tmp_path) == []


def test_every_sequence_of_labels_keeps_the_schematron_rules(bundle: bytes) -> None:
    assert schematron_errors(bundle) == []


def test_every_sequence_of_labels_is_valid_against_the_profile(bundle: bytes) -> None:
    assert profile_errors(bundle) == []


def test_the_validators_refuse_what_is_wrong(tmp_path: Path) -> None:
    document = parse(TeiExporter().encode(SEED_LIKE[0]))
    text = document.find(f"{NAMESPACE}text")
    assert text is not None
    etree.SubElement(text, NAMESPACE + "chrome")
    for date in document.iter(NAMESPACE + "date"):
        date.set("when", "2023-05-18")
    written = etree.tostring(document, encoding="UTF-8")
    assert relax_ng_errors(written, tmp_path) != []
    assert profile_errors(written) != []
    assert set(schematron_errors(written)) == {
        "The @when attribute cannot be used with any other att.datable.w3c attributes."
    }


def test_the_profile_has_no_element_that_tei_lacks() -> None:
    name = "{http://relaxng.org/ns/structure/1.0}element"
    whole = etree.fromstring(gzip.decompress((SCHEMAS / "tei_all_4.12.0.rng.gz").read_bytes()))
    known = {element.get("name") for element in whole.iter(name)}
    used = {element.get("name") for element in etree.fromstring(TeiExporter().schema()).iter(name)}
    assert used - known == set()
    assert len(used) < 75
