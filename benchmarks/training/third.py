"""The third look at a page: boosted trees over the lines that the second look is not sure of.

They are trained on what the second look says of sites that it has not seen, as the second is on the
first.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import typer
from scipy.sparse import csr_matrix

from corpuskit.weighing.forest import Forest
from corpuskit.weighing.second_look import FirstLook
from corpuskit.weighing.third_look import LOOK_MEASURES, NAMES, is_doubtful
from corpuskit.weights import FOREST
from quality.folds import fold_of
from training.boosting import Doubts, boost, sums, trees_of
from training.chrome import read_flat_fits
from training.crossing import Fits, calibrate, cross_validate
from training.fitting import Numbers, line_weights, logistic
from training.looking import look, look_again_unseen
from training.samples import FURNITURE, UNKNOWN, Sample

SHIPPED = Path(__file__).parents[2] / "corpuskit" / "weights" / FOREST


def train_third_look(folder: Path, output: Path = SHIPPED) -> None:
    """Cross-validate the first two looks, train the third on what they say, and write it."""
    output.write_text(third_look_json(read_flat_fits(folder)), encoding="utf-8")
    typer.echo(f"wrote {output}")


def third_look_json(fits: Fits) -> str:
    """Give the file of the trees of these samples."""
    samples = fits.samples
    unseen = look_again_unseen(look(samples, cross_validate(fits)))
    scale, shift = calibrate(samples, unseen)
    return forest_json(fit_third_look(samples, [scale * each + shift for each in unseen]))


def fit_third_look(samples: Sequence[Sample], odds: Sequence[Numbers]) -> Forest:
    """Fit trees; `odds` are the log-odds of the second look, which has not seen the site."""
    doubts = gather(samples, odds)
    unseen = np.zeros(len(doubts.is_text))
    for fold in set(doubts.folds.tolist()):
        held_out = doubts.folds == fold
        unseen[held_out] = sums(boost(doubts.part(~held_out)), doubts.part(held_out))
    counts = doubts.counts * len(doubts.counts) / doubts.counts.sum()
    weights, shift = logistic(csr_matrix(unseen[:, None]), doubts.is_text, counts)
    every, trees = trees_of(boost(doubts))
    scale = round(float(weights[0]), 4)
    return Forest(NAMES, scale, round(shift + scale * every, 4), tuple(trees))


def forest_json(forest: Forest) -> str:
    """Write trees, one in a line."""
    head = msgspec.json.encode(forest.measures).decode()
    trees = ",\n".join(msgspec.json.encode(tree).decode() for tree in forest.trees)
    numbers = f'"scale":{forest.scale},\n"shift":{forest.shift}'
    return f'{{"measures":{head},\n{numbers},\n"trees":[\n{trees}\n]}}\n'


def gather(samples: Sequence[Sample], odds: Sequence[Numbers]) -> Doubts:
    """Measure the lines that are doubtful by these log-odds, and that the gold knows."""
    pairs = zip(samples, odds, strict=True)
    parts = [_doubts_of(sample, each) for sample, each in pairs]
    return Doubts(*(np.concatenate(values) for values in zip(*parts, strict=True)))


def _doubts_of(sample: Sample, odds: Numbers) -> Doubts:
    look = FirstLook(sample.lengths, odds.tolist())
    of_look = np.array([each.measure(look) for each in LOOK_MEASURES], np.float64).T
    every = Doubts(
        np.hstack([sample.measures, of_look]),
        sample.gold > FURNITURE,
        line_weights(sample),
        np.full(sample.line_count, fold_of(sample.group)),
    )
    doubtful = np.array([is_doubtful(each) for each in odds.tolist()])
    return every.part(doubtful & (sample.gold != UNKNOWN) & ~sample.decided)
