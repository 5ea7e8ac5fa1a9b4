"""The weights of marked-up pages, trained in two rounds.

Each round begins with what the one before says of sites that it has not seen.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import typer

from corpuskit.languages import corpuskit_language_packs
from corpuskit.pipeline import Pipeline
from corpuskit.text.lines import Line
from corpuskit.weighing.elements import ClassWords, Elements
from corpuskit.weighing.markup import Markup
from corpuskit.weighing.markup_features import ALONE, TOGETHER, MarkupFeature
from corpuskit.weighing.markup_weigher import answer_counts as markup_answers
from corpuskit.weighing.markup_weigher import log_odds
from corpuskit.weighing.weigher import Weigher
from corpuskit.weighing.weights import Weights, parse_weights
from corpuskit.weights import load_class_words, load_weights
from quality.html_records import HTML
from quality.records import choose_sets
from training.article import fit_article
from training.crossing import FOLDS, Calibration, calibrate, cross_validate, fold_of, losses
from training.fitting import answer_counts, fit
from training.markup_pages import MarkedPage, find_teachers, read_pages
from training.samples import Sample
from training.taught import read_flat_samples
from training.writing import markup_toml, weights_toml

SHIPPED = Path(__file__).parents[2] / "corpuskit" / "weights" / "markup.toml"


class Round(NamedTuple):
    """A page as one round of weighing sees it: its lines, and the odds that it begins with."""

    sample: Sample
    lines: Sequence[Line]
    odds: Sequence[float]

    def asked(self, features: Sequence[MarkupFeature], words: ClassWords) -> Sample:
        """Give the sample with the answers of features."""
        markup = Markup(Elements(self.lines, words), self.odds)
        answers = np.array([each.ask(markup).values for each in features], np.int32).T
        return self.sample._replace(answers=answers)


def train_markup(folder: Path, output: Path) -> None:
    """Cross-validate both rounds by site, train them on all pages and write the weights."""
    words = load_class_words()
    begun = list(_begun(folder))
    typer.echo(f"{len(begun)} pages, {sum(each.sample.line_count for each in begun)} blocks")
    first = [each.asked(ALONE, words) for each in begun]
    odds = cross_validate(first, markup_answers(ALONE))
    again = [e._replace(odds=x.tolist()) for e, x in zip(begun, odds, strict=True)]
    second = [each.asked(TOGETHER, words) for each in again]
    unseen = cross_validate(second, markup_answers(TOGETHER))
    for row in losses(second, unseen):
        typer.echo(row)
    calibration = calibrate(second, unseen)
    article = fit_article(second, unseen, calibration)
    alone = fit(first, markup_answers(ALONE))
    together = fit(second, markup_answers(TOGETHER))
    output.write_text(markup_toml(alone, together, calibration, article), encoding="utf-8")
    typer.echo(f"wrote {output}")


def _begun(folder: Path) -> Iterator[Round]:
    """Give the pages with the odds of their words, by weights that have not seen their sites."""
    teachers = find_teachers()
    pipelines = list(_pipelines(folder))
    found, missing = choose_sets(folder, (), HTML)
    for message in missing:
        typer.echo(message, err=True)
    for name, path in found.items():
        for page in read_pages(name, path, teachers):
            yield _round(page, pipelines[fold_of(page.group)])


def _pipelines(folder: Path) -> Iterator[Pipeline]:
    """Make for each fold the pipeline whose weights are of all other folds."""
    samples = list(read_flat_samples(folder))
    for fold in range(FOLDS):
        seen = [sample for sample in samples if fold_of(sample.group) != fold]
        weigher = Weigher(_weights(seen))
        yield Pipeline(tuple(corpuskit_language_packs()), weigher=weigher)


def _weights(samples: Sequence[Sample]) -> Weights:
    """Fit weights; the few numbers of a second look and of calibration are those that ship."""
    shipped = load_weights()
    calibration = Calibration(shipped.scale, shipped.shift)
    fitted = fit(samples, answer_counts())
    return parse_weights(
        "a fold", weights_toml(fitted, shipped.again, calibration, shipped.article)
    )


def _round(marked: MarkedPage, pipeline: Pipeline) -> Round:
    page = pipeline.page(marked.raw)
    weighed = page.weighed
    likelihoods: Sequence[float] = weighed.likelihoods if weighed else [0.5] * len(page.lines)
    decided = np.array([page.label_at(line.place) is not None for line in page.lines])
    sample = marked.sample(page, decided)
    return Round(sample, page.lines, [log_odds(each) for each in likelihoods])
