"""Cross-validation by site: how weights do on sites that they have not seen."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from corpuskit.errors import UsageError
from quality.folds import FOLDS, fold_of
from training.fitting import Fitted, Numbers, fit, logistic, scores
from training.samples import FURNITURE, TEXT, UNKNOWN, Sample

THRESHOLDS = (0.1, 0.2, 0.3, 0.5)


class Calibration(NamedTuple):
    """What turns the sums of unseen pages into log-odds that come true."""

    scale: float
    shift: float


class Fits:
    """The weights of samples: of all of them, and of all but some folds; nothing is fitted twice.

    `samples` are those of no fold in `out`. `answers` are how many each feature has.
    """

    def __init__(
        self,
        samples: Sequence[Sample],
        answers: Sequence[int],
        out: frozenset[int] = frozenset(),
    ) -> None:
        self.answers = answers
        self.out = out
        self.samples = [s for s in samples if fold_of(s.group) not in out]
        self._made: dict[frozenset[int], Fitted] = {}

    def without(self, *folds: int) -> Fitted:
        """Give the weights of all samples that are in none of these folds.

        Raises UsageError when no sample is left.
        """
        out = self.out.union(folds)
        if out not in self._made:
            self._made[out] = fit(self._seen(out), self.answers)
        return self._made[out]

    def _seen(self, out: frozenset[int]) -> list[Sample]:
        seen = [s for s in self.samples if fold_of(s.group) not in out]
        if not seen:
            folds = ", ".join(map(str, sorted(out)))
            raise UsageError(f"all sites are in fold {folds}; give sets with pages of more sites")
        return seen

    def leaving_out(self, fold: int) -> "Fits":
        """Give the same for the samples of all other folds; what is fitted serves both."""
        fits = Fits(self.samples, self.answers, self.out | {fold})
        fits._made = self._made
        return fits


def cross_validate(fits: Fits) -> list[Numbers]:
    """Give the log-odds of each line of each sample, by weights that have not seen its site."""
    samples, answers = fits.samples, fits.answers
    folds = [fold_of(sample.group) for sample in samples]
    unseen: list[Numbers] = [np.zeros(sample.line_count) for sample in samples]
    for fold in range(FOLDS):
        held_out = [place for place, number in enumerate(folds) if number == fold]
        if held_out:
            found = scores(fits.without(fold), [samples[place] for place in held_out], answers)
            ends = np.cumsum([samples[place].line_count for place in held_out])
            for place, part in zip(held_out, np.split(found, ends[:-1]), strict=True):
                unseen[place] = part
    return unseen


def calibrate(samples: Sequence[Sample], unseen: Sequence[Numbers]) -> Calibration:
    """Fit two numbers (Platt scaling) on the open lines of pages of unseen sites."""
    gold = np.concatenate([s.gold for s in samples])
    open_ = ~np.concatenate([s.decided for s in samples]) & (gold != UNKNOWN)
    counts = np.concatenate([np.full(s.line_count, s.counts) for s in samples])[open_]
    matrix = csr_matrix(np.concatenate(unseen)[open_][:, None])
    weights, shift = logistic(matrix, gold[open_] > FURNITURE, counts)
    return Calibration(float(weights[0]), shift)


def losses(samples: Sequence[Sample], unseen: Sequence[Numbers]) -> Iterator[str]:
    """Say for each set and variant what share of its text and its chrome would be left out."""
    chosen: dict[tuple[str, str], list[tuple[Sample, Numbers]]] = {}
    for sample, found in zip(samples, unseen, strict=True):
        chosen.setdefault((sample.name, sample.variant), []).append((sample, found))
    for (name, variant), pairs in sorted(chosen.items()):
        yield _row(f"{name} {variant}".strip(), pairs)


def _row(name: str, chosen: Sequence[tuple[Sample, Numbers]]) -> str:
    gold = np.concatenate([s.gold for s, _ in chosen])
    sizes = np.concatenate([s.sizes for s, _ in chosen])
    found = np.concatenate([x for _, x in chosen])
    cells = (_cell(gold, sizes, found, threshold) for threshold in THRESHOLDS)
    return f"{name:28}" + "  ".join(cells)


def _cell(gold: NDArray[np.int8], sizes: Numbers, found: Numbers, threshold: float) -> str:
    out = found < np.log(threshold / (1 - threshold))
    text, chrome = sizes * (gold == TEXT), sizes * (gold == FURNITURE)
    lost, left = text[out].sum() / max(text.sum(), 1), chrome[out].sum() / max(chrome.sum(), 1)
    return f"p<{threshold}: {100 * lost:.2f} % text, {left:.3f} chrome"
