"""Weights for the question whether a page has an article at all."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from scipy.special import expit

from corpuskit.weighing.article import measure_article
from training.crossing import Calibration
from training.fitting import Numbers, logistic
from training.samples import FRONT, TEXT, Sample

FEWEST_CHARACTERS = 200
SURE = 0.8
"""A page has no article only when that is at least so likely."""


def fit_article(
    samples: Sequence[Sample], unseen: Sequence[Numbers], calibration: Calibration
) -> tuple[float, ...]:
    """Fit the weights of the measures, the constant last; positive sums mean an article."""
    every = zip(samples, unseen, strict=True)
    pairs = [(s, x) for s, x in every if s.variant == FRONT or _has_article(s)]
    rows = np.array([_measures(sample, odds, calibration) for sample, odds in pairs])
    truth = np.array([sample.variant != FRONT for sample, _ in pairs])
    middle, spread = rows.mean(axis=0), rows.std(axis=0)
    weights, bias = logistic(csr_matrix((rows - middle) / spread), truth, np.ones(len(truth)))
    plain = weights / spread
    constant = bias - float(plain @ middle) + float(np.log(SURE / (1 - SURE)))
    return (*map(float, plain), constant)


def _has_article(sample: Sample) -> bool:
    return float(sample.sizes[sample.gold == TEXT].sum()) >= FEWEST_CHARACTERS


def _measures(sample: Sample, odds: Numbers, calibration: Calibration) -> tuple[float, ...]:
    likelihoods = expit(odds * calibration.scale + calibration.shift)
    return measure_article(sample.lengths, likelihoods.tolist())
