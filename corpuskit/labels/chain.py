"""A chain of states down a page: what each line is, when its neighbours are weighed too.

A linear-chain conditional random field. Every open line has a score for each state it may be in,
every step from a line to the next one a score for the pair of their states; scores add up, and the
likelihood of all states of a page together grows with the exponent of their sum. The likelihood of
the states of one line is found exactly, by one walk down the page and one up.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import exp
from operator import mul

Scores = Sequence[float]
Shares = list[float]


class Chain:
    """The scores of the steps between neighbours; immutable once made.

    `transitions` has a row for each state above and in it a column for each state below. Open
    lines may be in the first `states` of them, settled ones in any.
    """

    def __init__(self, transitions: Sequence[Scores], states: int) -> None:
        rows = [tuple(map(exp, row)) for row in transitions]
        columns = list(zip(*rows, strict=True))
        self._from = [row[:states] for row in rows]
        self._to = [column[:states] for column in columns]
        self._rows, self._columns = self._from[:states], self._to[:states]
        self._edge: Scores = (1.0,) * states

    def marginals(self, lines: Sequence[int | Scores]) -> Mapping[int, Shares]:
        """Give for each open line how likely it is in each of its states, 0 to 1, by its place.

        A line is the number of the state that it is settled in, or its scores; the settled ones
        cost nothing. Each line is normalised, so that pages of any length can be asked about.
        """
        return {
            place: shares
            for start, end in _stretches(lines)
            for place, shares in enumerate(self._stretch(lines, start, end), start)
        }

    def _stretch(self, lines: Sequence[int | Scores], start: int, end: int) -> list[Shares]:
        """Weigh the open lines between two settled ones, which keep apart what is around them."""
        weights = [_weights(line) for line in lines[start:end] if not isinstance(line, int)]
        downward = self._down(weights, self._step_from(lines, start))
        upward = self._up(weights, self._step_to(lines, end))
        return [_normal(map(mul, *both)) for both in zip(downward, upward, strict=True)]

    def _step_from(self, lines: Sequence[int | Scores], start: int) -> Scores:
        above = lines[start - 1] if start else None
        return self._from[above] if isinstance(above, int) else self._edge

    def _step_to(self, lines: Sequence[int | Scores], end: int) -> Scores:
        below = lines[end] if end < len(lines) else None
        return self._to[below] if isinstance(below, int) else self._edge

    def _down(self, weights: Sequence[Shares], step: Scores) -> list[Shares]:
        """Give what a line and all lines above it say of its state."""
        said: list[Shares] = []
        for weight in weights:
            said.append(_normal(map(mul, weight, step)))
            step = [sum(map(mul, said[-1], column)) for column in self._columns]
        return said

    def _up(self, weights: Sequence[Shares], step: Scores) -> list[Scores]:
        """Give what all lines below a line say of its state."""
        said = [step]
        for weight in reversed(weights[1:]):
            here = _normal(map(mul, weight, step))
            step = [sum(map(mul, here, row)) for row in self._rows]
            said.append(step)
        return said[::-1]


def _stretches(lines: Sequence[int | Scores]) -> Iterator[tuple[int, int]]:
    """Give the start and the end of each run of open lines."""
    start = -1
    for place, line in enumerate(lines):
        if isinstance(line, int):
            if start >= 0:
                yield start, place
            start = -1
        elif start < 0:
            start = place
    if start >= 0:
        yield start, len(lines)


def _weights(scores: Scores) -> Shares:
    most = max(scores)
    return [exp(score - most) for score in scores]


def _normal(values: Iterator[float]) -> Shares:
    found = list(values)
    total = sum(found)
    return [value / total for value in found]
