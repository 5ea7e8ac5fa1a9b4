"""The third look at marked-up pages: trees over what both rounds say of unseen sites.

They learn from all open blocks, since sets of HTML are small; only doubtful ones are asked about.
"""

import numpy as np

from corpuskit.weighing.elements import ClassWords, Elements
from corpuskit.weighing.forest import Forest
from corpuskit.weighing.markup_third_look import MEASURES, NAMES, Blocks, MarkedOdds
from corpuskit.weights import load_class_words
from training.boosting import Doubts, Growth, fit_forest, joined, open_lines
from training.markup_rounds import Round, Rounds

GROWTH = Growth(trees=40, leaves=8, rate=0.1, penalty=50.0)


def fit_markup_third_look(rounds: Rounds) -> Forest:
    """Fit trees to what the rounds say of unseen sites."""
    return fit_forest(gather(rounds), NAMES, GROWTH)


def gather(rounds: Rounds) -> Doubts:
    """Measure the blocks that no rule decides and the gold knows."""
    words = load_class_words()
    pairs = zip(rounds.alone, rounds.odds(), strict=True)
    return joined(_blocks_of(page, odds, words) for page, odds in pairs)


def _blocks_of(page: Round, odds: MarkedOdds, words: ClassWords) -> Doubts:
    blocks = Blocks(Elements(page.lines, words), odds)
    rows = np.array([each.measure(blocks) for each in MEASURES], np.float64).T
    return open_lines(page.sample, rows)
