"""The two rounds of weighing marked-up pages, each by what the one before says of unseen sites."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from corpuskit.languages import corpuskit_language_packs
from corpuskit.pipeline import Pipeline
from corpuskit.text.lines import Line
from corpuskit.weighing.elements import ClassWords, Elements
from corpuskit.weighing.markup import Markup
from corpuskit.weighing.markup_features import ALONE, TOGETHER, MarkupFeature
from corpuskit.weighing.markup_third_look import MarkedOdds
from corpuskit.weighing.markup_weigher import answer_counts as markup_answers
from corpuskit.weighing.odds import log_odds
from corpuskit.weighing.weigher import Weigher
from corpuskit.weighing.weights import Weights
from corpuskit.weights import load_class_words
from quality.folds import fold_of
from quality.html_records import HTML
from quality.records import choose_sets
from training.crossing import Calibration, Fits, calibrate, cross_validate
from training.fitting import Numbers
from training.markup_pages import MarkedPage, find_teachers, read_pages
from training.samples import Sample


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


class Rounds(NamedTuple):
    """Pages in both rounds: what each begins with, its fits, and what the second says of them.

    `unseen` are the sums of the second by weights that have not seen the site.
    """

    alone: Sequence[Round]
    together: Sequence[Round]
    first: Fits
    second: Fits
    unseen: Sequence[Numbers]
    calibration: Calibration

    def odds(self) -> Iterator[MarkedOdds]:
        """Give for each page what the rounds say of its blocks."""
        scale, shift = self.calibration
        for words, alone, odds in zip(self.alone, self.together, self.unseen, strict=True):
            yield MarkedOdds(words.odds, alone.odds, (scale * odds + shift).tolist())


def play_rounds(folder: Path, words: Weights, out: frozenset[int] = frozenset()) -> Rounds:
    """Cross-validate both rounds by site.

    `words` are the weights of flat text, which have not seen the sites of the folds in `out`; pages
    of these are left out.
    """
    classes = load_class_words()
    alone = list(_begun(folder, words, out))
    first = Fits([each.asked(ALONE, classes) for each in alone], markup_answers(ALONE))
    odds = cross_validate(first)
    together = [e._replace(odds=x.tolist()) for e, x in zip(alone, odds, strict=True)]
    second = Fits([each.asked(TOGETHER, classes) for each in together], markup_answers(TOGETHER))
    unseen = cross_validate(second)
    return Rounds(alone, together, first, second, unseen, calibrate(second.samples, unseen))


def _begun(folder: Path, words: Weights, out: frozenset[int]) -> Iterator[Round]:
    """Give the pages with the odds of their words."""
    teachers = find_teachers()
    pipeline = Pipeline(tuple(corpuskit_language_packs()), weigher=Weigher(words))
    found, _ = choose_sets(folder, (), HTML)
    for name, path in found.items():
        for page in read_pages(name, path, teachers):
            if fold_of(page.group) not in out:
                yield _round(page, pipeline)


def _round(marked: MarkedPage, pipeline: Pipeline) -> Round:
    page = pipeline.page(marked.raw)
    weighed = page.weighed
    likelihoods: Sequence[float] = weighed.likelihoods if weighed else [0.5] * len(page.lines)
    decided = np.array([page.label_at(line.place) is not None for line in page.lines])
    sample = marked.sample(page, decided)
    return Round(sample, page.lines, [log_odds(each) for each in likelihoods])
