"""The third look at a page: boosted trees over the lines that the second look is not sure of.

They are trained on what the second look says of sites that it has not seen, as the second is on the
first.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import typer

from corpuskit.weighing.forest import Forest
from corpuskit.weighing.second_look import FirstLook
from corpuskit.weighing.third_look import LOOK_MEASURES, NAMES, is_doubtful
from corpuskit.weights import FOREST
from training.boosting import Doubts, Growth, fit_forest, forest_json, joined, open_lines
from training.chrome import read_flat_fits
from training.crossing import Fits, calibrate, cross_validate
from training.fitting import Numbers
from training.looking import look, look_again_unseen
from training.samples import Sample

GROWTH = Growth(trees=80, leaves=16, rate=0.12, penalty=5.0)
ODDS = NAMES.index("odds")
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
    return fit_forest(gather(samples, odds), NAMES, GROWTH)


def gather(samples: Sequence[Sample], odds: Sequence[Numbers]) -> Doubts:
    """Measure the lines that are doubtful by these log-odds, and that the gold knows."""
    return joined(_doubts_of(sample, each) for sample, each in zip(samples, odds, strict=True))


def _doubts_of(sample: Sample, odds: Numbers) -> Doubts:
    look = FirstLook(sample.lengths, odds.tolist())
    of_look = np.array([each.measure(look) for each in LOOK_MEASURES], np.float64).T
    lines = open_lines(sample, np.hstack([sample.measures, of_look]))
    return lines.part(np.array([is_doubtful(each) for each in lines.rows[:, ODDS].tolist()], bool))
