"""Damaged, foreign and hostile files: refused by name and with their cause, the rest read."""

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from corpuskit.errors import SourceRefused
from corpuskit.model import Document, Label, Selection
from corpuskit.reader import Limits, RawStream, SourceSkipped
from corpuskit_tei import TeiExporter, TeiReader
from tests.plugins.tei_back import NAME, document_of, pieces, refusals
from tests.plugins.tei_documents import news_page, page
from tests.plugins.test_tei_corpus import corpus_of

WRITTEN = TeiExporter().encode(news_page())
OPEN = b'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="a">'
CORPUS = b'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">'
ROOT = Path(__file__).parents[2]
END = "; convert the original sources instead"
LAUGHS = b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"lol") for n in range(12)
)


MEASURE = """
import resource
from corpuskit.reader import RawStream
from corpuskit_tei import TeiReader
from tests.plugins.test_tei_reading_hostile import Corpus
for count in (500, 2500):
    for piece in TeiReader().read_stream(RawStream("x.xml", Corpus(count))):
        pass
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def changed(old: bytes, new: bytes, data: bytes = WRITTEN) -> bytes:
    """Give the file with one stretch of it replaced."""
    assert data.count(old) >= 1
    return data.replace(old, new, 1)


def bare(data: bytes) -> bytes:
    """Give a file without its declaration, as part of another one."""
    return data[data.index(b"<TEI") :]


@pytest.mark.parametrize(
    "hostile",
    [
        b"<!DOCTYPE TEI [%s]>" % LAUGHS + OPEN + b"&a11;</TEI>",
        b"<!DOCTYPE TEI [%s]>" % LAUGHS + OPEN[:-1] + b' n="&a11;"/>',
        b'<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + OPEN + b"&x;</TEI>",
        b'<!DOCTYPE TEI [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>' + OPEN + b"</TEI>",
        b'<!DOCTYPE TEI SYSTEM "http://192.0.2.1/x.dtd">' + OPEN + b"</TEI>",
        b"<!DOCTYPE TEI>" + WRITTEN[WRITTEN.index(b"<TEI") :],
    ],
)
def test_a_document_type_is_never_read(hostile: bytes) -> None:
    assert refusals(hostile) == [f"{NAME}: has a document type, which is never read{END}"]


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "is damaged: no element found"),
        (b"\x89PNG\r\n\x1a\n", "is damaged: Start tag expected, '<' not found, line 1, column 1"),
        (b"<html><p>x</p></html>", "is no TEI of corpuskit"),
        (b"<TEI/>", "is no TEI of corpuskit"),
        (OPEN + b"<teiHeader/><text/></TEI>", "is no TEI of corpuskit"),
        (OPEN + b"<text><body><p>x</p></body></text></TEI>", "is no TEI of corpuskit"),
        (OPEN + b"<teiHeader>" + b"<p>" * 200, "has more than 100 elements inside each other"),
        (CORPUS + b"</teiCorpus>", "holds no text"),
        (OPEN + b"</TEI>", "is no TEI of corpuskit"),
    ],
)
def test_what_is_no_tei_of_corpuskit_is_refused(data: bytes, cause: str) -> None:
    assert refusals(data) == [f"{NAME}: {cause}{END}"]


def test_tens_of_thousands_of_attributes_are_refused_at_once() -> None:
    many = b" ".join(b'a%d=""' % number for number in range(60_000))
    assert refusals(OPEN[:-1] + b" " + many + b"/>") == [
        f"{NAME}: has an element with 60001 attributes{END}"
    ]


@pytest.mark.parametrize("cut", [1, 1000, len(WRITTEN) // 2, len(WRITTEN) - 8])
def test_a_cut_file_is_refused_and_the_line_is_named(cut: int) -> None:
    (refusal,) = refusals(WRITTEN[:cut])
    assert refusal.startswith(f"{NAME}: is damaged: ")
    assert ", line " in refusal


def test_bytes_that_are_not_utf_8_are_refused() -> None:
    (refusal,) = refusals(changed("Hội".encode(), b"H\xffi"))
    assert "is damaged: " in refusal


@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [
        (b' xml:id="page"', b"", "its xml:id is no XML name"),
        (b' xml:id="page"', b' xml:id="7 \'x"', "its xml:id is no XML name"),
        (b'"file">000.txt<', b'"file">/etc/passwd<', "its source has no name that leads"),
        (b'"file">000.txt<', b'"file">a/../../b<', "its source has no name that leads"),
        (b'<idno type="file">000.txt</idno>', b"", "its source has no name that leads"),
        (b'type="capture"', b'type="other"', "it has no source"),
        (b'quantity="405"', b'quantity="-1"', "the size of its source is no number"),
        (
            b'quantity="405"',
            b'quantity="%s"' % (b"9" * 5000),
            "the size of its source is no number",
        ),
        (b'<head xml:id="page--b0"', b"<head", "a head of its text is no block"),
        (
            b'<item xml:id="page--b3"',
            b'<item xml:id="page--b0"',
            "it has two blocks of the number 0",
        ),
        (b"#page--kind.title #", b"#page--kind.poem #", "a head of its text has no label"),
        (b"nfc: 3 changes", b"nfc: many changes", "a count of changes is no number"),
        (b'b2">3</ref>', b'b2">three</ref>', "what 'nfc' changed is no number"),
        (b'<p xml:id="page--b2"', b'<byline ana="x"/><p xml:id="page--b2"', None),
        (b"char=0,29", b"char=0,999999999", "it names character"),
        (b'<p xml:id="page--b5"', b'<p xml:id="page--b99999999"', "it has a block of the number"),
    ],
)
def test_what_the_exporter_never_writes_is_refused(
    old: bytes, new: bytes, cause: str | None
) -> None:
    (refusal,) = refusals(changed(old, new))
    assert refusal.startswith(f"{NAME}: is damaged: {cause or ''}")


def test_a_dateline_without_its_paragraph_is_refused() -> None:
    lonely = TeiExporter().encode(page((Label.DATE_LINE, "5/1"), selection=Selection(frozenset())))
    assert document_of(lonely).text == "5/1"
    (refusal,) = refusals(re.sub(rb' ana="[^"]*"', b"", lonely))
    assert refusal == f"{NAME}: is damaged: its dateline stands before no paragraph{END}"


def test_an_edited_text_is_read_as_it_stands() -> None:
    longer = changed("Nửa đầu nhiệm kỳ".encode(), "Nửa đầu của cả nhiệm kỳ".encode())
    back = document_of(longer)
    assert "Nửa đầu của cả nhiệm kỳ đã đề ra./." in back.text
    assert [b.start for b in back.blocks] == [b.start for b in document_of(WRITTEN).blocks]
    assert TeiExporter().encode(document_of(TeiExporter().encode(back))) == TeiExporter().encode(
        back
    )


def test_places_that_run_backwards_are_laid_one_after_another() -> None:
    back = document_of(changed(b"char=0,29", b"char=29,0"))
    assert back.text == document_of(WRITTEN).text
    ends = [0, *(block.end for block in back.blocks)]
    assert [block.start for block in back.blocks] == ends[:-1]


def test_unknown_elements_and_comments_inside_a_block_are_text() -> None:
    old, new = b"Qu\xc3\xa2n s\xe1\xbb\xb1", b"<hi>Qu\xc3\xa2n</hi><!-- x --><?y z?> s\xe1\xbb\xb1"
    assert document_of(changed(old, new)).text == document_of(WRITTEN).text


def test_a_corpus_gives_its_texts_and_names_what_it_cannot_read() -> None:
    texts = [bare(TeiExporter().encode(page((Label.PARAGRAPH, "x"), id=f"d{n}"))) for n in range(3)]
    foreign = b'<TEI xml:id="f"><teiHeader/><text><p>no</p></text></TEI>'
    nameless = b"<TEI><text/></TEI>"
    data = CORPUS + b"<teiHeader/>" + foreign.join(texts) + nameless + b"</teiCorpus>"
    assert refusals(data) == [
        "d0",
        f"{NAME}!/f: is no TEI of corpuskit{END}",
        "d1",
        f"{NAME}!/f: is no TEI of corpuskit{END}",
        "d2",
        f"{NAME}!/6: is no TEI of corpuskit{END}",
    ]


def test_what_is_whole_before_the_damage_is_given() -> None:
    data = CORPUS + bare(WRITTEN) + b"<TEI><teiHeader></TEI>"
    one, refusal = refusals(data)
    assert one == "page"
    assert refusal.startswith(f"{NAME}: is damaged: Opening and ending tag mismatch")


def test_texts_of_a_corpus_are_the_documents_of_their_files() -> None:
    corpus = CORPUS + bare(WRITTEN) + b"</teiCorpus>"
    assert pieces(corpus) == pieces(WRITTEN)


def test_files_that_a_corpus_includes_are_passed_over_by_name() -> None:
    companion = next(TeiExporter().companions(corpus_of("a.xml", "b/c d.xml")))
    data = changed(
        b"</teiCorpus>", b'<xi:include href="../e.xml"/></teiCorpus>', b"".join(companion.pieces)
    )
    assert pieces(data) == [
        SourceSkipped(f"{NAME}!/a.xml", "is a file of its own"),
        SourceSkipped(f"{NAME}!/b/c%20d.xml", "is a file of its own"),
        SourceSkipped(f"{NAME}!/%2E%2E/e.xml", "is a file of its own"),
    ]


def test_a_text_larger_than_the_limit_is_refused_and_the_next_is_read() -> None:
    large = TeiExporter().encode(page((Label.PARAGRAPH, "x" * 50_000), id="large"))
    data = CORPUS + bare(large) + bare(WRITTEN) + b"</teiCorpus>"
    limits = Limits(document=40_000)
    assert refusals(data, limits) == [
        f"{NAME}!/large: too large; allow more with --max-size",
        "page",
    ]
    assert refusals(large, limits) == [f"{NAME}: too large; allow more with --max-size"]


def test_a_comment_without_end_does_not_fill_the_memory() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"-x" * (size // 2) if self.given > size else b"<!--".ljust(size)

    stream = Endless()
    with pytest.raises(SourceRefused, match="too large"):
        list(TeiReader().read_stream(RawStream(NAME, stream, limits=Limits(document=1 << 20))))  # type: ignore[arg-type]  # as a stream of the kind
    assert stream.given < 1 << 21


class Corpus(io.RawIOBase):
    """A corpus of so many texts that is never in memory as a whole."""

    def __init__(self, count: int) -> None:
        text = bare(TeiExporter().encode(replace(news_page(), id="d0")))
        self._pieces = self._all(text, count)

    @staticmethod
    def _all(text: bytes, count: int) -> Iterator[bytes]:
        yield CORPUS
        for number in range(count):
            yield text.replace(b"d0", b"d%d" % number)
        yield b"</teiCorpus>"

    def read(self, size: int = -1) -> bytes:
        return next(self._pieces, b"")


def test_memory_does_not_grow_with_the_number_of_texts() -> None:
    measured = subprocess.run(  # noqa: S603 - the command is the constant above
        [sys.executable, "-c", MEASURE], check=True, capture_output=True, text=True, cwd=ROOT
    )
    before, after = map(int, measured.stdout.split())
    assert after - before < 1024  # kibibytes; one kept for each text would be two thousand


def test_the_corpus_of_the_memory_test_is_read() -> None:
    stream = RawStream(NAME, Corpus(3))  # type: ignore[arg-type]  # as a stream of the kind
    read = [p.id for p in TeiReader().read_stream(stream) if isinstance(p, Document)]
    assert read == ["d0", "d1", "d2"]
