"""Samples: the pages of the sets as the trainer sees them, answers and gold line by line."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpuskit.languages import corpuskit_language_packs
from corpuskit.model import Source
from corpuskit.pipeline import Pipeline
from corpuskit.reader import RawDocument
from corpuskit.weighing.basics import Basics
from corpuskit.weighing.features import FEATURES
from corpuskit.weighing.form import Form
from corpuskit.weighing.third_look import FORM_MEASURES
from corpuskit.weighing.traits import measure
from quality.records import CHROME, MAIN, Record, read_records, size_of

NO_FURNITURE = frozenset({"title", "caption", "byline"})
"""Gold labels beside the text that are no furniture either: they count as text in training."""
FRONT, SHORT, BARE = "without article", "beginning alone", "text alone"
UNKNOWN, FURNITURE, BESIDE, TEXT = -1, 0, 1, 2
CLASSES = {
    **dict.fromkeys(MAIN, TEXT),
    **dict.fromkeys(NO_FURNITURE, BESIDE),
    **dict.fromkeys(CHROME, FURNITURE),
}
COUNTS = {
    "aeb": 3.0,
    "fundus": 3.0,
    "mha": 3.0,
    "mhf": 3.0,
    "vi_site": 2.0,
    "vi_captions": 0.3,
    "traf": 1.0,
    "wcxb_dev": 1.0,
    "traf taught": 1.5,
    "html_fixtures taught": 1.5,
}
"""What a page counts for: small sets of many sites more than large ones, so that none drowns."""
FORUM_COUNTS = 2.0
"""What a forum counts for beside other pages of its set, since there are few."""
FRONT_COUNTS = 0.08
"""What a page without its article counts for."""
SHORT_COUNTS = 0.3
"""What a page counts for, beside itself, when all but the beginning of its article is taken."""
LINES_OF_A_SHORT_ARTICLE = 4
FURNITURE_OF_A_SHORT_PAGE = 6
"""Lines of furniture that such a page keeps above the article and below it."""
SHORT_FROM = frozenset({"aeb", "fundus", "vi_captions", "vi_site", "wcxb_dev"})
BARE_COUNTS = 0.3
"""What the text of a page counts for without any furniture, as archives keep it."""
FRONTS_FROM = frozenset({"aeb", "fundus", "vi_site", "wcxb_dev"})
FEWEST_FRONT_LINES = 12
FEWEST_CHARACTERS = 500
"""Characters of main text that a page needs so that it lacks an article without it."""


class Sample(NamedTuple):
    """A page: for each line its answers, its gold (TEXT, BESIDE, FURNITURE, UNKNOWN) and its size.

    `answers` has a row for each line and a column for each feature; `sizes` are characters that
    are not white space, `lengths` those that the article is measured by; `decided` says which
    lines rules have decided already; `measures` are those of the third look that need no other.
    `variant` says what was taken of the page ("" for nothing,
    FRONT, SHORT or BARE). `group` is the site: pages of a site are never in two folds.
    """

    name: str
    group: str
    counts: float
    variant: str
    answers: NDArray[np.int32]
    gold: NDArray[np.int8]
    sizes: NDArray[np.float64]
    lengths: Sequence[float]
    decided: NDArray[np.bool_]
    measures: NDArray[np.float32]

    @property
    def line_count(self) -> int:
        """How many lines the page has."""
        return len(self.gold)


def flat(text: str) -> RawDocument:
    """Give a text as a source, as a file of plain text would be."""
    return RawDocument(Source("page", "", len(text.encode()), "utf-8"), text)


def read_samples(name: str, path: Path) -> Iterator[Sample]:
    """Give the pages of a set, each also with less."""
    pipeline = Pipeline(tuple(corpuskit_language_packs()))
    for record in read_records(path):
        yield from samples_of(pipeline, name, record)


def samples_of(pipeline: Pipeline, name: str, record: Record) -> Iterator[Sample]:
    """Give a page of a set, and what is made of it: its text, its beginning, its furniture."""
    for variant, part, counts in _parts(name, record):
        sample = _sample(pipeline, name, part, counts, variant)
        if sample is not None:
            yield sample


def _parts(name: str, record: Record) -> Iterator[tuple[str, Record, float]]:
    """Give a page, whole and with less: the variant, what is left, and what it counts for."""
    counts = COUNTS[name] * (FORUM_COUNTS if record.page_type == "forum" else 1)
    yield "", record, counts
    bare = [line for line in _texts(record) if line[1] in MAIN]
    yield BARE, made_of(bare, record), counts * BARE_COUNTS
    if name in SHORT_FROM and record.page_type in ("", "article"):
        yield SHORT, _shortened(record), counts * SHORT_COUNTS
    front = _without_article(record) if name in FRONTS_FROM else None
    if front:
        yield FRONT, front, FRONT_COUNTS


def _without_article(record: Record) -> Record | None:
    """Give the furniture of a page as a page of its own: what a section front looks like."""
    lines = _texts(record)
    left = [(text, "chrome") for text, label in lines if label not in MAIN]
    taken = sum(len(text) for text, label in lines if label in MAIN)
    if taken < FEWEST_CHARACTERS or len(left) < FEWEST_FRONT_LINES:
        return None
    return made_of(left, record)


def _shortened(record: Record) -> Record:
    """Give a page with the beginning of its article and some furniture: a short notice."""
    lines = _texts(record)
    places = [at for at, (_, label) in enumerate(lines) if label in MAIN]
    if not places:
        return made_of([], record)
    kept, last = places[:LINES_OF_A_SHORT_ARTICLE], places[-1]
    above = lines[max(places[0] - FURNITURE_OF_A_SHORT_PAGE, 0) : places[0]]
    below = lines[last + 1 : last + 1 + FURNITURE_OF_A_SHORT_PAGE]
    return made_of([*above, *lines[kept[0] : kept[-1] + 1], *below], record)


def _texts(record: Record) -> list[tuple[str, str]]:
    return [(record.text[start:end], label) for start, end, label in record.lines]


def made_of(lines: Sequence[tuple[str, str]], record: Record) -> Record:
    """Give a page of the same site with these lines, each with its label."""
    ends = np.cumsum([len(text) + 1 for text, _ in lines]).tolist()
    starts = [0, *ends]
    spans = tuple(
        (start, start + len(text), label)
        for start, (text, label) in zip(starts, lines, strict=False)
    )
    text = "\n".join(text for text, _ in lines)
    return Record(record.id, text, spans, site=record.group)


def _sample(
    pipeline: Pipeline, name: str, record: Record, counts: float, variant: str
) -> Sample | None:
    page = pipeline.page(flat(record.text))
    if not page.lines:
        return None
    labels = [page.label_at(line.place) for line in page.lines]
    form = Form(measure(page.lines, labels, page.lexicon.furniture))
    basics = Basics(form)
    gold, sizes = _gold(record, [line.piece.start for line in page.lines])
    return Sample(
        name=name,
        group=record.group,
        counts=counts,
        variant=variant,
        answers=np.array([f.ask(basics).values for f in FEATURES], np.int32).T,
        gold=gold,
        sizes=sizes,
        lengths=[trait.size for trait in form.traits],
        decided=np.array([label is not None for label in labels]),
        measures=np.array([each.measure(basics) for each in FORM_MEASURES], np.float32).T,
    )


def _gold(record: Record, starts: Sequence[int]) -> tuple[NDArray[np.int8], NDArray[np.float64]]:
    """Give each line the gold label of the stretch that it holds; text wins over furniture."""
    gold = np.full(len(starts), UNKNOWN, np.int8)
    sizes = np.zeros(len(starts))
    for start, end, label in record.lines:
        text = record.text[start:end]
        size = size_of(text)
        place = place_of(text, start, starts)
        if size and place >= 0:
            sizes[place] += size
            gold[place] = max(gold[place], _class_of(label))
    return gold, sizes


def place_of(text: str, start: int, starts: Sequence[int]) -> int:
    """Give the place of the line that a stretch begins in, -1 for none, white space aside."""
    return bisect_right(starts, start + len(text) - len(text.lstrip())) - 1


def _class_of(label: str) -> int:
    return CLASSES.get(label, UNKNOWN)
