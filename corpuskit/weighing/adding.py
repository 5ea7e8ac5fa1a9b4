"""Sums of what the answers of lines speak for.

Four features are added in one pass over the lines, which costs half of what four passes would. The
order of the sum is that of the features, so that rounding is the same however many go together.
"""

from collections.abc import Callable, Mapping, Sequence

AT_ONCE = 4

Spoken = tuple[Sequence[float], Sequence[int]]
"""What each answer of a feature speaks for, and the answer of each line."""
Adder = Callable[[Sequence[float], Sequence[Spoken]], list[float]]


def added_up(spoken: Sequence[Spoken], count: int) -> list[float]:
    """Give for each of `count` lines the sum of what its answers speak for."""
    totals = [0.0] * count
    for start in range(0, len(spoken), AT_ONCE):
        together = spoken[start : start + AT_ONCE]
        totals = ADDERS[len(together)](totals, together)
    return totals


def _add_one(totals: Sequence[float], spoken: Sequence[Spoken]) -> list[float]:
    ((a, first),) = spoken
    return [total + a[i] for total, i in zip(totals, first, strict=True)]


def _add_two(totals: Sequence[float], spoken: Sequence[Spoken]) -> list[float]:
    (a, first), (b, second) = spoken
    rows = zip(totals, first, second, strict=True)
    return [total + a[i] + b[j] for total, i, j in rows]


def _add_three(totals: Sequence[float], spoken: Sequence[Spoken]) -> list[float]:
    (a, first), (b, second), (c, third) = spoken
    rows = zip(totals, first, second, third, strict=True)
    return [total + a[i] + b[j] + c[k] for total, i, j, k in rows]


def _add_four(totals: Sequence[float], spoken: Sequence[Spoken]) -> list[float]:
    (a, first), (b, second), (c, third), (d, fourth) = spoken
    rows = zip(totals, first, second, third, fourth, strict=True)
    return [total + a[i] + b[j] + c[k] + d[m] for total, i, j, k, m in rows]


ADDERS: Mapping[int, Adder] = {1: _add_one, 2: _add_two, 3: _add_three, AT_ONCE: _add_four}
