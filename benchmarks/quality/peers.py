"""Other tools, given each line as a paragraph of a page of HTML: the best they can be given.

They are optional: `pip install '.[quality]'`. None of them says which lines it kept, so what they
give back is found again in the text (see `aligning`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from importlib import import_module
from types import MappingProxyType
from typing import Any, NamedTuple

from corpuskit.evaluation.spread import overlaps
from quality.aligning import find_output
from quality.judging import is_kept
from quality.records import GoldLine, Record, size_of
from quality.tools import Answer, Tool, failure

LANGUAGES = (
    "ar=Arabic bg=Bulgarian bn=Bengali ca=Catalan cs=Czech da=Danish de=German el=Greek en=English "
    "es=Spanish et=Estonian eu=Basque fa=Persian fi=Finnish fr=French gl=Galician gu=Gujarati "
    "he=Hebrew hi=Hindi hr=Croatian hu=Hungarian hy=Armenian id=Indonesian is=Icelandic it=Italian "
    "ka=Georgian ko=Korean la=Latin lt=Lithuanian lv=Latvian mk=Macedonian ml=Malayalam mr=Marathi "
    "ms=Malay nb=Norwegian_Bokmal ne=Nepali nl=Dutch nn=Norwegian_Nynorsk no=Norwegian_Bokmal "
    "pl=Polish pt=Portuguese ro=Romanian ru=Russian sk=Slovak sl=Slovenian sq=Albanian sr=Serbian "
    "sv=Swedish sw=Swahili ta=Tamil te=Telugu tl=Tagalog tr=Turkish uk=Ukrainian ur=Urdu uz=Uzbek "
    "vi=Vietnamese"
)
STOPLISTS = MappingProxyType(dict(pair.split("=") for pair in LANGUAGES.split()))
"""The word lists of jusText by language; documents in others are judged without a list."""

Extract = Callable[[str, str], Sequence[str]]
"""From a page of HTML and the language of the document to the lines that are kept."""


class TextLine(NamedTuple):
    """A line of the text, without its end."""

    start: int
    end: int


def peer_tool(make: Callable[[], Extract]) -> Tool:
    """Make a tool of a peer; raises ImportError when it is not installed."""
    extract = make()

    def answer(record: Record, lines: Sequence[GoldLine]) -> Answer:
        given = list(text_lines(record.text))
        texts = [record.text[line.start : line.end] for line in given]
        try:
            output = extract(as_html(texts, record.lang), record.lang)
        except Exception:  # noqa: BLE001 - whatever a peer raises, it is that document it fails on
            return failure(lines)
        found = find_output(texts, output)
        sizes = [0.0] * len(lines)
        for lap in overlaps(lines, given):
            size = size_of(record.text[lap.start : lap.end])
            sizes[lap.left] += found.shares[lap.right] * size
        kept = [is_kept(size, line) for size, line in zip(sizes, lines, strict=True)]
        return Answer(kept, strange=found.strange)

    return answer


def text_lines(text: str) -> Iterator[TextLine]:
    """Give the lines of a text that hold anything but white space."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield TextLine(start, start + len(line))
        start += len(line) + 1


def as_html(lines: Sequence[str], language: str) -> str:
    """Give a page in which each line is a paragraph."""
    paragraphs = "\n".join(f"<p>{escape(line)}</p>" for line in lines)
    head = '<head><meta charset="utf-8"></head>'
    return f'<html lang="{escape(language)}">{head}<body>\n{paragraphs}\n</body></html>'


def trafilatura() -> Extract:
    """Make trafilatura with its defaults."""
    extract: Any = import_module("trafilatura").extract
    return lambda page, _: (extract(page) or "").split("\n")


def justext() -> Extract:
    """Make jusText with its defaults and its list of the language, else in its mode without one."""
    module: Any = import_module("justext")
    lists = {language: module.get_stoplist(name) for language, name in STOPLISTS.items()}
    without_list = {"stoplist": frozenset(), "stopwords_low": 0, "stopwords_high": 0}

    def extract(page: str, language: str) -> Sequence[str]:
        words = lists.get(language.partition("-")[0])
        options = {"stoplist": words} if words else without_list
        paragraphs = module.justext(page, **options)
        return [each.text for each in paragraphs if not each.is_boilerplate]

    return extract


def resiliparse() -> Extract:
    """Make Resiliparse's extraction of main content."""
    extract: Any = import_module("resiliparse.extract.html2text").extract_plain_text
    return lambda page, _: extract(page, main_content=True).split("\n")


PEERS: Mapping[str, Callable[[], Extract]] = MappingProxyType(
    {"trafilatura": trafilatura, "jusText": justext, "resiliparse": resiliparse}
)
"""The peers by name, in the order of the table."""
