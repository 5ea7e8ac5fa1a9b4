"""Other tools that read HTML, with their defaults; they are optional, see README.md beside this."""

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from types import MappingProxyType
from typing import Any, NamedTuple

from quality.html_tools import Facts, HtmlAnswer, HtmlPage, HtmlTool
from quality.peers import Extract, justext, resiliparse

LINE_ENDS = (
    "br", "dd", "div", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "pre", "section", "td",
    "th", "tr",
)  # fmt: skip
"""Elements that a line ends with."""


class HtmlPeer(NamedTuple):
    """A peer: its name, what it keeps of a page, and what it says of the document if anything."""

    name: str
    extract: Extract
    facts: Callable[[str], Facts] | None = None


def html_peer(make: Callable[[], HtmlPeer]) -> HtmlTool:
    """Make a tool of a peer; raises ModuleNotFoundError when it is not installed."""
    name, extract, facts = make()

    def answer(page: HtmlPage) -> HtmlAnswer:
        return HtmlAnswer(("\n".join(extract(page.text, page.record.lang)),))

    if facts is None:
        return HtmlTool((name,), answer)
    return HtmlTool((name,), answer, lambda page, _: facts(page.text))


def trafilatura(name: str, **options: bool) -> HtmlPeer:
    """Make trafilatura; only with its defaults it also says what a document is."""
    extract: Any = import_module("trafilatura").extract
    facts = None if options else _trafilatura_facts()
    return HtmlPeer(name, lambda page, _: (extract(page, **options) or "").split("\n"), facts)


def readability() -> HtmlPeer:
    """Make readability-lxml: the text of its summary, a line for each block."""
    document: Any = import_module("readability").Document
    parse: Any = import_module("lxml.html").document_fromstring

    def extract(page: str, _: str) -> list[str]:
        tree = parse(document(page).summary())
        for element in tree.iter(*LINE_ENDS):
            element.tail = "\n" + (element.tail or "")
        return str(tree.text_content()).split("\n")

    return HtmlPeer("readability", extract)


def _trafilatura_facts() -> Callable[[str], Facts]:
    read: Any = import_module("trafilatura.metadata").extract_metadata

    def facts(page: str) -> Facts:
        found = read(page)
        if found is None:
            return Facts()
        authors = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
        return Facts(found.title or "", found.date or "", authors)

    return facts


HTML_PEERS: Mapping[str, Callable[[], HtmlPeer]] = MappingProxyType(
    {
        "trafilatura": partial(trafilatura, "trafilatura"),
        "trafilatura precise": partial(trafilatura, "trafilatura precise", favor_precision=True),
        "trafilatura complete": partial(trafilatura, "trafilatura complete", favor_recall=True),
        "readability": readability,
        "jusText": lambda: HtmlPeer("jusText", justext()),
        "resiliparse": lambda: HtmlPeer("resiliparse", resiliparse()),
    }
)
"""The peers by name, in the order of the table."""
