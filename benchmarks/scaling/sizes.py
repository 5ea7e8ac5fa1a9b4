"""Documents per second and peak memory against the size of the corpus, beside the floor."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from measuring import Cost, cpu, middle, ratio, ratios, take_turns
from scaling.drawing import Line, Panel, draw
from scaling.inputs import text_pages
from scaling.section import Section, Setting, Target, raw_figures, table
from whole_runs import ALL_CORES, convert, floor

FLOOR, ONE, ALL = "floor", "one worker", "all cores"
MOST_TIMES_FLOOR = 3
MOST_MEGABYTES = 200


class Key(NamedTuple):
    """Which row: who ran, and over how many documents."""

    who: str
    size: int


Costs = Mapping[Key, Sequence[Cost]]


def measure_sizes(setting: Setting) -> Section:
    """Run every size with one worker, with all cores and as the floor, in turns."""
    costs = take_turns(dict(_works(setting)), setting.turns)
    largest = max(setting.sizes)
    times = ratios(costs[Key(ONE, largest)], costs[Key(FLOOR, largest)], cpu)
    both = zip(costs[Key(ONE, largest)], costs[Key(ALL, largest)], strict=True)
    memory = [max(one.megabytes, all_cores.megabytes) for one, all_cores in both]
    targets = [
        Target("one worker, CPU time in times the floor", MOST_TIMES_FLOOR, times, at_most=True),
        Target("peak megabytes at the largest size", MOST_MEGABYTES, memory, at_most=True),
    ]
    figures = raw_figures({f"{who}, {size}": each for (who, size), each in costs.items()})
    drawing = draw(list(_panels(costs, setting.sizes)), setting.sizes)
    return Section("Size", list(_lines(costs, setting)), figures, targets, drawing)


def _works(setting: Setting) -> Iterator[tuple[Key, Callable[[], Cost]]]:
    for size in setting.sizes:
        pages = text_pages(setting.folder, size)
        yield Key(FLOOR, size), partial(floor, pages)
        yield Key(ONE, size), partial(convert, pages, workers=1)
        yield Key(ALL, size), partial(convert, pages, workers=ALL_CORES)


def _lines(costs: Costs, setting: Setting) -> Iterator[str]:
    columns = ["", "documents", "documents/s", "per CPU s", "times the floor", "peak MB"]
    yield from table(columns, [_row(key, costs) for key in sorted(costs, key=_by_who)])
    yield ""
    yield "One more document, in µs of CPU time, between each size and the next:"
    yield ""
    steps = list(pairwise(sorted(setting.sizes)))
    columns = ["", *(f"{small:,} to {large:,}" for small, large in steps)]
    yield from table(columns, [[who, *_marginal(who, steps, costs)] for who in (FLOOR, ONE, ALL)])


def _by_who(key: Key) -> tuple[int, int]:
    return (FLOOR, ONE, ALL).index(key.who), key.size


def _row(key: Key, costs: Costs) -> list[str]:
    found = middle(costs[key])
    times = ratio(costs[key], costs[Key(FLOOR, key.size)], cpu)
    speeds = [f"{key.size / found.wall:,.0f}", f"{key.size / found.cpu:,.0f}"]
    return [key.who, f"{key.size:,}", *speeds, f"{times:.1f}", f"{found.megabytes:.0f}"]


def _marginal(who: str, steps: Sequence[tuple[int, int]], costs: Costs) -> Iterator[str]:
    """Give what a further document costs: the start of a process is in both and falls out."""
    for small, large in steps:
        more = middle(costs[Key(who, large)]).cpu - middle(costs[Key(who, small)]).cpu
        yield f"{more / (large - small) * 1e6:,.0f}"


def _panels(costs: Costs, sizes: Sequence[int]) -> Iterator[Panel]:
    speed = [
        Line(who, [size / middle(costs[Key(who, size)]).wall for size in sizes])
        for who in (FLOOR, ONE, ALL)
    ]
    memory = [
        Line(who, [middle(costs[Key(who, size)]).megabytes for size in sizes])
        for who in (FLOOR, ONE, ALL)
    ]
    yield Panel("documents per second", speed, is_log=True)
    yield Panel("peak memory, MB", memory, limit=MOST_MEGABYTES)
