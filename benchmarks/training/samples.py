"""Samples: the pages of the sets as the trainer sees them, answers and gold line by line."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpuskit.languages import corpuskit_language_packs
from corpuskit.pipeline import Pipeline
from corpuskit.weighing.basics import Basics
from corpuskit.weighing.features import FEATURES
from corpuskit.weighing.form import Form
from corpuskit.weighing.traits import measure
from quality.records import CHROME, MAIN, Record, read_records, size_of

NO_FURNITURE = frozenset({"title", "caption", "byline"})
"""Gold labels beside the text that are no furniture either: they count as text in training."""
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
}
"""What a page counts for: small sets of many sites more than large ones, so that none drowns."""
FORUM_COUNTS = 2.0
"""What a forum counts for beside other pages of its set, since there are few."""
FRONT_COUNTS = 0.08
"""What a page without its article counts for."""
FRONTS_FROM = frozenset({"aeb", "fundus", "vi_site", "wcxb_dev"})
FEWEST_FRONT_LINES = 12
FEWEST_CHARACTERS = 500
"""Characters of main text that a page needs so that it lacks an article without it."""


class Sample(NamedTuple):
    """A page: for each line its answers, its gold (TEXT, BESIDE, FURNITURE, UNKNOWN) and its size.

    `answers` has a row for each line and a column for each feature; `sizes` are characters that
    are not white space, `lengths` those that the article is measured by; `decided` says which
    lines rules have decided already. `group` is the site: pages of a site are never in two folds.
    """

    name: str
    group: str
    counts: float
    front: bool
    answers: NDArray[np.int32]
    gold: NDArray[np.int8]
    sizes: NDArray[np.float64]
    lengths: Sequence[float]
    decided: NDArray[np.bool_]

    @property
    def line_count(self) -> int:
        """How many lines the page has."""
        return len(self.gold)


def read_samples(name: str, path: Path) -> Iterator[Sample]:
    """Give the pages of a set, and after each that has an article the same page without it."""
    pipeline = Pipeline(tuple(corpuskit_language_packs()))
    for record in read_records(path):
        counts = COUNTS[name] * (FORUM_COUNTS if record.page_type == "forum" else 1)
        sample = _sample(pipeline, name, record, counts)
        if sample is not None:
            yield sample
        front = _without_article(record) if name in FRONTS_FROM else None
        front_sample = _sample(pipeline, name, front, FRONT_COUNTS, front=True) if front else None
        if front_sample is not None:
            yield front_sample


def _without_article(record: Record) -> Record | None:
    """Give the furniture of a page as a page of its own: what a section front looks like."""
    lines = [(record.text[start:end], label) for start, end, label in record.lines]
    left = [text for text, label in lines if label not in MAIN]
    taken = sum(len(text) for text, label in lines if label in MAIN)
    if taken < FEWEST_CHARACTERS or len(left) < FEWEST_FRONT_LINES:
        return None
    starts = [0, *np.cumsum([len(text) + 1 for text in left]).tolist()]
    spans = tuple((s, s + len(text), "chrome") for s, text in zip(starts, left, strict=False))
    return Record(record.id, "\n".join(left), spans, site=record.site, page_type="front")


def _sample(
    pipeline: Pipeline, name: str, record: Record, counts: float, *, front: bool = False
) -> Sample | None:
    page = pipeline.page(record.text)
    if not page.lines:
        return None
    labels = [page.label_at(line.place) for line in page.lines]
    form = Form(measure(page.lines, labels, page.lexicon.furniture))
    basics = Basics(form)
    gold, sizes = _gold(record, [line.piece.start for line in page.lines])
    return Sample(
        name=name,
        group=f"{name} {record.site or record.id}",
        counts=counts,
        front=front,
        answers=np.array([f.ask(basics).values for f in FEATURES], np.int32).T,
        gold=gold,
        sizes=sizes,
        lengths=[trait.size for trait in form.traits],
        decided=np.array([label is not None for label in labels]),
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
