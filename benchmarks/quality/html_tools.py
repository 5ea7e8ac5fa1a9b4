"""Tools that read HTML: each says which text of a page it keeps.

corpuskit gets the bytes of a page and its reader is asked as a run asks it. Other tools get the
page as our reader decoded it, so that all see the same characters.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from corpuskit import (
    Document,
    Label,
    RawDocument,
    RawFile,
    Reader,
    SourceRefused,
    UsageError,
)
from corpuskit.loading.plugins import find_plugins
from corpuskit.text.markup import Shown, shown_blocks
from quality.folds import PipelineOf
from quality.html_records import HtmlRecord

BODY = frozenset({Label.LEAD, Label.PARAGRAPH, Label.HEADING})
"""What the body of an article is made of."""


class HtmlPage(NamedTuple):
    """A page as tools get it: its bytes with their gold, and its decoded text."""

    record: HtmlRecord
    text: str


class Facts(NamedTuple):
    """What a tool says of a document; "" and nobody where it says nothing.

    `date` is ISO 8601, the day it was published first.
    """

    title: str = ""
    date: str = ""
    authors: tuple[str, ...] = ()


class HtmlAnswer(NamedTuple):
    """What a tool keeps of a page, a text for each of its rows; `document` is that of corpuskit."""

    texts: tuple[str, ...]
    document: Document | None = None


class HtmlTool(NamedTuple):
    """A tool: the rows of the table that it fills, and what it makes of a page.

    `answer` is what is timed; whatever it raises is a page that it fails on. `facts` is None for a
    tool that says nothing about documents, `likelihoods` for one that does not weigh blocks.
    """

    rows: tuple[str, ...]
    answer: Callable[[HtmlPage], HtmlAnswer]
    facts: Callable[[HtmlPage, HtmlAnswer], Facts] | None = None
    likelihoods: Callable[[HtmlPage], Sequence[float]] | None = None


ReadHtml = Callable[[HtmlRecord], RawDocument]


def html_reader() -> ReadHtml:
    """Give what reads a page with the reader of HTML that is installed.

    That raises SourceRefused for a page that the reader refuses. Raises UsageError without one.
    """
    readers = find_plugins({}).tools("html").readers
    reader = next(each for each in readers if each.name == "html")
    if not isinstance(reader, Reader):
        raise UsageError("the reader 'html' reads no whole files; install that of corpuskit")

    def read(record: HtmlRecord) -> RawDocument:
        given = next(iter(reader.read(RawFile(f"{record.id}.html", record.data))))
        if isinstance(given, SourceRefused):
            raise given
        return given

    return read


def decoded_page(record: HtmlRecord, read: ReadHtml) -> HtmlPage:
    """Decode a page; one that our reader refuses is given to the others as UTF-8."""
    try:
        return HtmlPage(record, read(record).text)
    except SourceRefused:
        return HtmlPage(record, record.data.decode("utf-8", "replace"))


def visible_pages() -> HtmlTool:
    """Make the tool that keeps all that a browser shows; its time is that of reading alone."""
    read = html_reader()

    def answer(page: HtmlPage) -> HtmlAnswer:
        return HtmlAnswer((_lines(shown_blocks(read(page.record))),))

    return HtmlTool(("keep everything",), answer)


def corpuskit_pages(pipeline_of: PipelineOf) -> HtmlTool:
    """Make corpuskit, with a second row for the body alone: kept leads, paragraphs, headings."""
    read = html_reader()

    def answer(page: HtmlPage) -> HtmlAnswer:
        document = pipeline_of(page.record.group).document(read(page.record))
        return HtmlAnswer((document.text, body_of(document)), document)

    def likelihoods(page: HtmlPage) -> Sequence[float]:
        weighed = pipeline_of(page.record.group).page(read(page.record)).weighed
        return weighed.likelihoods if weighed else ()

    return HtmlTool(("corpuskit", "corpuskit body"), answer, _facts_of, likelihoods)


def body_of(document: Document) -> str:
    """Give the kept text that is neither title, byline, caption nor any other line beside it."""
    return "\n".join(block.text for block in document.kept if block.label in BODY)


def _facts_of(_: HtmlPage, answer: HtmlAnswer) -> Facts:
    if answer.document is None:
        return Facts()
    found = answer.document.metadata
    return Facts(
        title=found.title.value if found.title else "",
        date=found.date.value if found.date else "",
        authors=tuple(each.name for each in found.bylines if each.roles != ("photo",)),
    )


def _lines(blocks: Iterable[Shown]) -> str:
    layouts = ((shown.text, shown.block.layout) for shown in blocks)
    return "\n".join(text for text, layout in layouts if not (layout.hidden or layout.attribute))
