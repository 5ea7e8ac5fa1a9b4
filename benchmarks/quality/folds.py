"""Folds of sites, and weights that have not seen a fold: how a conversion does on the unseen."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from corpuskit import PipelineOptions, Selection, UsageError
from corpuskit.loading.plugins import find_plugins
from corpuskit.pipeline import Pipeline
from corpuskit.weighing.forest import Forest, parse_forest
from corpuskit.weighing.markup_weigher import MarkupWeigher
from corpuskit.weighing.weigher import Weigher
from corpuskit.weighing.weights import parse_markup_weights, parse_weights
from corpuskit.weights import (
    CHROME,
    FOREST,
    MARKUP,
    MARKUP_FOREST,
    load_class_words,
    load_role_weights,
    load_weigher,
)

FOLDS = 5
PipelineOf = Callable[[str], Pipeline]
"""Gives the pipeline that a page of a site is labelled with."""


def fold_of(site: str) -> int:
    """Give the fold of a site by the hash of its name, so that it never depends on the others."""
    return int.from_bytes(sha256(site.encode()).digest()[:4], "big") % FOLDS


def pipelines(selection: Selection, unseen: Path | None = None) -> PipelineOf:
    """Make the pipelines of a run: one for all sites, or one for each fold of them.

    `unseen` is a folder that `python benchmarks/training FOLDER --folds` wrote; then each site gets
    the weights that have not seen it. Raises UsageError for a file of weights that is not there.
    """
    if unseen is None:
        shipped = _pipeline(selection, load_weigher())
        return lambda _: shipped
    folds = [_pipeline(selection, _weigher_of(unseen / str(fold))) for fold in range(FOLDS)]
    return lambda site: folds[fold_of(site)]


def _pipeline(selection: Selection, weigher: Weigher) -> Pipeline:
    tools = find_plugins({}).tools("")
    options = PipelineOptions(selection=selection)
    return Pipeline(tools.packs, tools.rules, options, weigher, load_role_weights())


def _weigher_of(folder: Path) -> Weigher:
    flat = parse_weights(str(folder / CHROME), _read(folder / CHROME))
    markup = parse_markup_weights(str(folder / MARKUP), _read(folder / MARKUP))
    marked = MarkupWeigher(markup, load_class_words(), _forest(folder / MARKUP_FOREST))
    return Weigher(flat, marked, _forest(folder / FOREST))


def _forest(path: Path) -> Forest:
    return parse_forest(str(path), _read(path))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        wanted = "python benchmarks/training FOLDER --folds writes such files"
        raise UsageError(f"{path}: cannot be read ({error.strerror}); {wanted}") from error
