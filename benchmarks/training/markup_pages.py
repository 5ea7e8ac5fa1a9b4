"""Pages of HTML as the trainer of markup sees them, each also with less of it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpuskit import Label, RawDocument, RawFile, UsageError
from corpuskit.labels.page import Page
from corpuskit.reader import Layout
from corpuskit.text.lines import Line
from corpuskit.text.markup import shown_blocks
from corpuskit.weighing.traits import is_shown
from corpuskit.weighing.traits import size_of as text_size
from corpuskit_html.reader import HtmlReader
from quality.blocks import gold_of_blocks, sparse_gold
from quality.html_peers import HTML_PEERS
from quality.html_records import HtmlRecord, read_html_records
from quality.peers import Extract
from quality.records import size_of
from training.samples import FRONT, FURNITURE, SHORT, TEXT, UNKNOWN, Sample

COUNTS = {"aeb": 3.0, "fundus": 3.0, "traf": 1.0, "html_fixtures": 1.0}
"""What a page counts for: of those of traf a few strings are known, of fixtures none, and what two
other tools agree on is taken for the rest."""
TEACHERS = ("trafilatura", "readability")
SHORT_COUNTS = 0.3
FRONT_COUNTS = 0.15
BLOCKS_OF_A_SHORT_ARTICLE = 4
BESIDE_TEXT = frozenset({Label.TITLE, Label.CAPTION, Label.BYLINE, Label.DATE_LINE})
"""Labels that rules give: the gold is main text alone, and leaves such lines out as it likes."""
BESIDE_ELEMENTS = frozenset({"h1", "figcaption"})
INNERMOST = 3


class MarkedPage(NamedTuple):
    """A page, and for the start of each block whether it is main text, None where that is unknown.

    `group` and `variant` are those of a `Sample`.
    """

    name: str
    group: str
    counts: float
    variant: str
    raw: RawDocument
    gold: dict[int, bool | None]

    def sample(self, page: Page, decided: NDArray[np.bool_]) -> Sample:
        """Give the page as a sample that has no answers yet, and no measures."""
        gold = [_class_of(line, page, self.gold.get(line.piece.start)) for line in page.lines]
        return Sample(
            name=self.name,
            group=self.group,
            counts=self.counts,
            variant=self.variant,
            answers=np.zeros((len(gold), 0), np.int32),
            gold=np.array(gold, np.int8),
            sizes=np.array([float(size_of(line.text)) for line in page.lines]),
            lengths=[text_size(line) if is_shown(line) else 0.0 for line in page.lines],
            decided=decided,
            measures=np.zeros((len(gold), 0), np.float32),
        )


def find_teachers() -> tuple[Extract, ...]:
    """Make the peers whose agreement labels pages that nobody labelled whole.

    On the pages with gold, text that both keep is furniture to 2 % (aeb) and 8 % (fundus) of its
    characters, and what both leave out is text to 0.1 and 1 %; alone each is wrong far more often.
    Raises UsageError when one is not installed.
    """
    try:
        return tuple(HTML_PEERS[name]().extract for name in TEACHERS)
    except ModuleNotFoundError as error:
        raise UsageError(
            f"pages without gold need {' and '.join(TEACHERS)}, and {error.name} is not installed;"
            " benchmarks/quality/README.md says how to install what corpuskit is compared with"
        ) from error


def read_pages(name: str, path: Path, teachers: Sequence[Extract] = ()) -> Iterator[MarkedPage]:
    """Give the pages of a set, each also with a short article and without any.

    `teachers` say what is text on pages that have no gold, where they agree.
    """
    for record in read_html_records(path):
        for raw in HtmlReader().read(RawFile(f"{record.id}.html", record.data)):
            if isinstance(raw, RawDocument) and raw.blocks:
                page = _whole(name, record, raw, teachers)
                yield page
                if record.gold is not None:
                    yield from _lessened(page)


def _whole(
    name: str, record: HtmlRecord, raw: RawDocument, teachers: Sequence[Extract]
) -> MarkedPage:
    blocks = shown_blocks(raw)
    answers = _answers(record, raw, [each.text for each in blocks], teachers)
    gold = {each.block.start: answer for each, answer in zip(blocks, answers, strict=True)}
    return MarkedPage(name, record.group, COUNTS[name], "", raw, gold)


def _answers(
    record: HtmlRecord, raw: RawDocument, texts: Sequence[str], teachers: Sequence[Extract]
) -> Sequence[bool | None]:
    """Give the gold of each block, else what is known of a few and what the teachers agree on."""
    if record.gold is not None:
        return gold_of_blocks(texts, record.gold)
    known = sparse_gold(texts, record.with_, record.without)
    told = [gold_of_blocks(texts, _taught(teacher, record, raw)) for teacher in teachers]
    agreed = (answers[0] if len(set(answers)) == 1 else None for answers in zip(*told, strict=True))
    pairs = zip(known, agreed, strict=True) if told else ((each, None) for each in known)
    return [taught if sure is None else sure for sure, taught in pairs]


def _taught(teacher: Extract, record: HtmlRecord, raw: RawDocument) -> str:
    try:
        return "\n".join(teacher(raw.text, record.lang))
    except Exception:  # noqa: BLE001 - whatever a peer raises, it has nothing to say of this page
        return ""


def _lessened(page: MarkedPage) -> Iterator[MarkedPage]:
    texts = [start for start, answer in page.gold.items() if answer]
    few = frozenset(texts[:BLOCKS_OF_A_SHORT_ARTICLE])
    if len(texts) > BLOCKS_OF_A_SHORT_ARTICLE:
        yield _without(page, frozenset(texts) - few, SHORT, SHORT_COUNTS)
    yield _without(page, frozenset(texts), FRONT, FRONT_COUNTS)


def _without(page: MarkedPage, starts: frozenset[int], variant: str, counts: float) -> MarkedPage:
    blocks = tuple(block for block in page.raw.blocks or () if block.start not in starts)
    raw = page.raw._replace(blocks=blocks)
    return page._replace(variant=variant, raw=raw, counts=page.counts * counts)


def _class_of(line: Line, page: Page, answer: bool | None) -> int:  # noqa: FBT001  # the gold
    if answer:
        return TEXT
    if answer is None or _is_beside(line, page):
        return UNKNOWN
    return FURNITURE


def _is_beside(line: Line, page: Page) -> bool:
    tags = innermost(line.piece.layout or Layout())
    is_title = line.place < len(page.lines) // 2 and line.text in page.titles
    return is_title or page.label_at(line.place) in BESIDE_TEXT or bool(tags & BESIDE_ELEMENTS)


def innermost(layout: Layout) -> frozenset[str]:
    """Give the tags of the innermost elements around a block."""
    return frozenset(element.tag for element in layout.elements[-INNERMOST:])
