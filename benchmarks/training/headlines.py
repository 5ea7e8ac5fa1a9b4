"""Weights for the headline: the lines above a text are weighed against each other."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

from corpuskit.labels.headline import HEADLINE_FEATURES, candidates
from corpuskit.labels.page import Page
from corpuskit.labels.shape import shape_of
from corpuskit.labels.title_form import may_be_title
from corpuskit.lexicon.furniture import WORD
from corpuskit.pipeline import Pipeline
from quality.folds import FOLDS, fold_of
from quality.records import Record, read_records
from training.fitting import Numbers
from training.samples import flat

COUNTS = {
    "aeb": 3.0,
    "fundus": 3.0,
    "mha": 3.0,
    "vi_site": 1.0,
    "vi_captions": 0.2,
    "wcxb_dev": 1.0,
}
"""What a page of each set counts for; the others know no headlines."""
SHORTEST_COMPARED = 20
"""Characters: a title of the page's metadata is found in a line that has so much of it."""

LEAST_SPREAD = 1e-9
"""What all candidates have alike is only as different as rounding makes it."""


class Choice(NamedTuple):
    """The candidates of a page, a row of measures for each, and which of them is the headline."""

    name: str
    group: str
    counts: float
    rows: Numbers
    right: Numbers


def read_choices(name: str, path: Path, pipeline: Pipeline) -> Iterator[Choice]:
    """Give the choice of each page of a set whose headline is known and stands in reach.

    `pipeline` has the weights of lines, so that the candidates are those of a conversion.
    """
    for record in read_records(path) if name in COUNTS else ():
        page = pipeline.page(flat(record.text))
        places = _headline_places(record, page)
        first = shape_of(page).first_running
        found = candidates(page, first, partial(may_be_title, page=page))
        right = np.array([each.line.place in places for each in found], float)
        if right.any():
            rows = [[ask(each) for ask in HEADLINE_FEATURES.values()] for each in found]
            yield Choice(name, record.group, COUNTS[name], np.array(rows), right)


def _headline_places(record: Record, page: Page) -> set[int]:
    starts = [line.piece.start for line in page.lines]
    spans = [start for start, _, label in record.lines if label == "title"]
    named = {bisect_right(starts, start) - 1 for start in spans}
    return named or _places_of(str(record.meta.get("title") or ""), page)


def _places_of(title: str, page: Page) -> set[int]:
    """Find the lines that say the title which the metadata of a page gives."""
    wanted = " ".join(WORD.findall(title.casefold()))
    said = {line.place: " ".join(WORD.findall(line.key)) for line in page.lines}
    return {place for place, text in said.items() if _is_same(text, wanted)}


def _is_same(text: str, wanted: str) -> bool:
    begins = len(text) > SHORTEST_COMPARED and wanted.startswith(text)
    return bool(wanted) and (text == wanted or begins or _is_part(wanted, text))


def _is_part(wanted: str, text: str) -> bool:
    return len(wanted) > SHORTEST_COMPARED and wanted in text


def fit_headlines(choices: Sequence[Choice]) -> dict[str, float]:
    """Fit the weights by which the right candidate is the likeliest (a conditional logit)."""
    rows = np.concatenate([choice.rows for choice in choices])
    spread = rows.std(axis=0)
    spread = np.where(spread > LEAST_SPREAD, spread, 1.0)

    def loss(point: Numbers) -> tuple[float, Numbers]:
        value, slope = point @ point / 2, point.copy()
        for choice in choices:
            scaled = choice.rows / spread
            scores = scaled @ point
            chances = np.exp(scores - scores.max())
            right = chances * choice.right
            value -= choice.counts * (np.log(right.sum()) - np.log(chances.sum()))
            pull = right / right.sum() - chances / chances.sum()
            slope -= choice.counts * (scaled.T @ pull)
        return float(value), slope

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B")
    return dict(zip(HEADLINE_FEATURES, (found.x / spread).tolist(), strict=True))


def unseen_hits(choices: Sequence[Choice]) -> Iterator[str]:
    """Say for each set how many headlines are found by weights that have not seen the site."""
    folds = [fold_of(choice.group) for choice in choices]
    hits: dict[str, list[bool]] = {}
    for fold in range(FOLDS):
        pairs = list(zip(choices, folds, strict=True))
        weights = np.array(list(fit_headlines([c for c, n in pairs if n != fold]).values()))
        for choice in (c for c, n in pairs if n == fold):
            best = int(np.argmax(choice.rows @ weights))
            hits.setdefault(choice.name, []).append(bool(choice.right[best]))
    for name, found in sorted(hits.items()):
        yield f"{name:26}headline {sum(found)} of {len(found)} in reach"
