"""What weights of flat text learn from: sets with gold, and pages that other tools label.

Pages of HTML without gold are taken as flat text too, with the labels that two tools agree on.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from corpuskit.languages import corpuskit_language_packs
from corpuskit.pipeline import Pipeline
from corpuskit.text.markup import Shown, shown_blocks
from quality.html_records import HTML
from quality.records import SETS, UNLABELLED, Record, choose_sets
from training.markup_pages import BESIDE_ELEMENTS, MarkedPage, find_teachers, innermost, read_pages
from training.samples import Sample, made_of, read_samples, samples_of

TAUGHT = ("traf", "html_fixtures")
"""The sets of HTML of which few lines have gold, or none."""
LABELS: Mapping[bool | None, str] = {True: "main", False: "chrome", None: UNLABELLED}


def read_flat_samples(folder: Path) -> Iterator[Sample]:
    """Give the pages of all sets of flat text, and those that are taught.

    Raises ModuleNotFoundError when one of the tools that teach is not installed.
    """
    sets, _ = choose_sets(folder, ())
    for name in SETS:
        if name in sets:
            yield from read_samples(name, sets[name])
    marked, _ = choose_sets(folder, (), HTML)
    for name in TAUGHT:
        if name in marked:
            yield from _read_taught(name, marked[name])


def _read_taught(name: str, path: Path) -> Iterator[Sample]:
    pipeline = Pipeline(tuple(corpuskit_language_packs()))
    for page in read_pages(name, path, find_teachers()):
        for sample in samples_of(pipeline, f"{name} taught", flattened(page)):
            yield sample._replace(group=page.group)


def flattened(page: MarkedPage) -> Record:
    """Give the blocks of a page that are seen as lines, as crawls flatten them."""
    seen = (each for each in shown_blocks(page.raw) if not each.block.layout.hidden)
    lines = ((" ".join(each.text.split()), _label(page, each)) for each in seen)
    return made_of([line for line in lines if line[0]], Record(page.raw.source.name, "", ()))


def _label(page: MarkedPage, shown: Shown) -> str:
    answer = page.gold.get(shown.block.start)
    is_beside = answer is False and innermost(shown.block.layout) & BESIDE_ELEMENTS
    return UNLABELLED if is_beside else LABELS[answer]
