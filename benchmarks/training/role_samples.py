"""Samples of roles: the open lines of pages as the trainer sees them, and what people call them.

Pages are prepared as they are in use: by every rule, and by the weights that find page furniture.
Every article of the sets has captions, so some are shown a second time without them: else a page
on which no caption is known would be sure to have one.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec

from corpuskit.labels.page import Page
from corpuskit.labels.role_features import features_of
from corpuskit.labels.role_page import role_page
from corpuskit.labels.role_weights import OTHER
from corpuskit.labels.role_weights import ROLES as STATES
from corpuskit.languages import corpuskit_language_packs
from corpuskit.model import Label
from corpuskit.pipeline import Pipeline
from corpuskit.weights import load_weigher
from quality.records import Record, read_records
from quality.roles import ROLES
from training.samples import flat, place_of

SETS = ("vi_captions", "vi_site")
"""The sets whose gold has captions and headings."""
BARE_EVERY = 4
"""So many pages are shown for one that is shown without its captions too; with more of those,
captions of unseen pages are missed, with fewer, paragraphs of pages without any are taken for some.
"""
OF_PICTURES = frozenset({"alt_text", "caption"})
UNKNOWN = -1
EDGE = OTHER + 1
"""What stands above the first and below the last line of a page."""


class Stretch(NamedTuple):
    """Open lines between two settled ones: the features and the state of each line.

    A state is a place in the roles of the weights, UNKNOWN where people call the line anything
    else. `above` and `below` are the states of the settled neighbours, or EDGE.
    """

    features: tuple[tuple[str, ...], ...]
    states: tuple[int, ...]
    above: int
    below: int


class RoleSample(NamedTuple):
    """A page with its gold by line, None where it has none.

    `group` is what is never torn apart; `bare` pages are shown without their captions.
    """

    name: str
    group: str
    bare: bool
    page: Page
    gold: tuple[Label | None, ...]
    stretches: tuple[Stretch, ...]


def read_role_samples(name: str, path: Path) -> Iterator[RoleSample]:
    """Give the pages of a set that have an article, some a second time without their captions."""
    pipeline = Pipeline(tuple(corpuskit_language_packs()), weigher=load_weigher())
    for number, record in enumerate(read_records(path)):
        yield from _samples(pipeline, name, record)
        if number % BARE_EVERY == 0:
            yield from _samples(pipeline, name, without_captions(record), bare=True)


def without_captions(record: Record) -> Record:
    """Give a document whose lines follow each other as they mostly do where captions stood."""
    lines, text = record.lines, record.text
    gaps = [text[end:start] for (_, end, _), (start, _, _) in pairwise(lines)]
    usual = Counter(gaps).most_common(1)[0][0] if gaps else ""
    kept: list[tuple[int, int, str]] = []
    parts: list[str] = []
    for (start, end, label), gap in zip(lines, [*gaps, ""], strict=True):
        if label in OF_PICTURES:
            parts[-1:] = [usual] if parts else []
            continue
        begin = sum(map(len, parts))  # of a page, so it may be counted anew
        kept.append((begin, begin + end - start, label))
        parts += [text[start:end], gap]
    return msgspec.structs.replace(record, text="".join(parts), lines=tuple(kept))


def _samples(
    pipeline: Pipeline, name: str, record: Record, *, bare: bool = False
) -> Iterator[RoleSample]:
    page = pipeline.labelled(flat(record.text))
    if page.has_article and page.lines:
        gold = _gold(record, page)
        stretches = tuple(_stretches(page, gold))
        yield RoleSample(name, record.site or record.id, bare, page, gold, stretches)


def _gold(record: Record, page: Page) -> tuple[Label | None, ...]:
    gold: list[Label | None] = [None] * len(page.lines)
    starts = [line.piece.start for line in page.lines]
    for start, end, label in record.lines:
        place = place_of(record.text[start:end], start, starts)
        if place >= 0 and label in ROLES:
            gold[place] = ROLES[label]
    return tuple(gold)


def _stretches(page: Page, gold: Sequence[Label | None]) -> Iterator[Stretch]:
    measured = role_page(page)
    features, states = [], []
    above = EDGE
    for line, settled in zip(page.lines, measured.settled, strict=True):
        if settled is None:
            features.append(features_of(line, measured))
            states.append(_state(gold[line.place]))
            continue
        if features:
            yield Stretch(tuple(features), tuple(states), above, _state(settled, OTHER))
        above, features, states = _state(settled, OTHER), [], []
    if features:
        yield Stretch(tuple(features), tuple(states), above, EDGE)


def _state(label: Label | None, otherwise: int = UNKNOWN) -> int:
    role = Label.PARAGRAPH if label is Label.LEAD else label
    return STATES.index(role) if role in STATES else otherwise
