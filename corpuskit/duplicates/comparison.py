"""What counts as a copy, and how candidates are found: options, and the bands that follow."""

from typing import NamedTuple

from msgspec import Struct

from corpuskit.duplicates.keeping import PREFERENCES
from corpuskit.errors import UsageError
from corpuskit.given import check

SIGNATURE = "corpuskit-minhash-1"
"""The version of words, shingles, constants and bands together: another one is not comparable."""
SHINGLE = 3
"""Words that stand in a row in a shingle."""
HASHES = 120
"""Hash functions of a signature."""
LONGEST_BAND = 6
SURE_ENOUGH = 0.95
"""The least chance that a pair which is just alike enough becomes a candidate."""
LOWEST_THRESHOLD = 0.1


class Banding(NamedTuple):
    """How a signature is cut: so many bands of so many hashes; one equal band makes a candidate."""

    bands: int
    rows: int

    def chance(self, similarity: float) -> float:
        """Give the chance that two documents of this similarity become candidates.

        >>> round(Banding(20, 6).chance(0.8), 3)
        0.998
        """
        return 1.0 - (1.0 - similarity**self.rows) ** self.bands


class Comparison(Struct, frozen=True):
    """What counts as a copy, and which of several copies is kept.

    Documents are near copies when the Jaccard similarity of their shingles is `threshold` at least.
    `prefer` is a key of `PREFERENCES`. Kept paragraphs of `paragraphs` words or more are looked for
    in other documents; 0 for none. Raises UsageError for values that mean nothing.
    """

    threshold: float = 0.7
    prefer: str = "longest"
    paragraphs: int = 10

    def __post_init__(self) -> None:
        """Refuse what means nothing."""
        check(self.threshold, float, "threshold")
        check(self.prefer, str, "prefer")
        check(self.paragraphs, int, "paragraphs")
        if not LOWEST_THRESHOLD <= self.threshold <= 1:
            raise UsageError(
                f"the threshold cannot be {self.threshold}; give a number "
                f"from {LOWEST_THRESHOLD} to 1"
            )
        if self.prefer not in PREFERENCES:
            choices = ", ".join(PREFERENCES)
            raise UsageError(f"the preference cannot be '{self.prefer}'; choose from {choices}")
        if self.paragraphs < 0:
            raise UsageError(f"paragraphs cannot have {self.paragraphs} words; give 0 for none")

    @property
    def banding(self) -> Banding:
        """The longest bands that find a pair at the threshold surely enough: 20 of 6 for 0.8."""
        cuts = (Banding(HASHES // rows, rows) for rows in range(LONGEST_BAND, 1, -1))
        sure = (cut for cut in cuts if cut.chance(self.threshold) >= SURE_ENOUGH)
        return next(sure, Banding(HASHES, 1))
