"""Panels of lines over the size of the corpus, as SVG."""

from collections.abc import Iterator, Sequence
from html import escape
from math import ceil, floor, log10
from typing import NamedTuple

COLOURS = ("#7a7a7a", "#0b6e99", "#c1440e")
"""Of the lines in their order: each of them is named beside its end too."""
WIDTH, HEIGHT = 470, 330
LEFT, RIGHT, TOP, BOTTOM = 66, 96, 46, 46
STEPS = (1, 2, 5, 10)
MOST_TICKS = 6
APART = 14
"""Pixels that names of lines stand apart."""


class Line(NamedTuple):
    """A line: its name, and one figure for each size."""

    name: str
    figures: Sequence[float]


class Panel(NamedTuple):
    """A panel: its title, its lines, whether figures stand by their logarithm, and a limit."""

    title: str
    lines: Sequence[Line]
    is_log: bool = False
    limit: float = 0


class Scale(NamedTuple):
    """From figures to pixels, along one side of a panel."""

    low: float
    high: float
    start: float
    end: float
    is_log: bool

    def place(self, figure: float) -> float:
        """Give the pixel of a figure."""
        low, high, at = (
            (log10(each) for each in (self.low, self.high, figure))
            if self.is_log
            else (self.low, self.high, figure)
        )
        share = (at - low) / (high - low) if high > low else 0.5
        return round(self.start + share * (self.end - self.start), 1)


def draw(panels: Sequence[Panel], sizes: Sequence[int]) -> str:
    """Draw panels side by side; sizes stand by their logarithm."""
    width = WIDTH * len(panels)
    parts = [part for at, panel in enumerate(panels) for part in _panel(panel, sizes, at * WIDTH)]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" width="{width}" '
        f'height="{HEIGHT}" font-family="sans-serif" font-size="12">'
    )
    background = f'<rect width="{width}" height="{HEIGHT}" fill="white"/>'
    return "\n".join([head, background, *parts, "</svg>\n"])


def _panel(panel: Panel, sizes: Sequence[int], left: float) -> Iterator[str]:
    across = Scale(min(sizes), max(sizes), left + LEFT, left + WIDTH - RIGHT, is_log=True)
    ticks = ticks_of(panel)
    up = Scale(ticks[0], ticks[-1], HEIGHT - BOTTOM, TOP, panel.is_log)
    middle = (across.start + across.end) / 2
    yield f'<g><text x="{left + LEFT}" y="24" font-weight="bold">{escape(panel.title)}</text>'
    yield _text(middle, HEIGHT - 8, "documents", "middle")
    yield from _grid(across, up, sizes, ticks)
    if panel.limit:
        yield _dashes(across, up.place(panel.limit))
    for line, colour in zip(panel.lines, COLOURS, strict=False):
        yield _line(line, sizes, (across, up), colour)
    yield from _names(panel, up, across.end)
    yield "</g>"


def ticks_of(panel: Panel) -> list[float]:
    """Give round figures between which all lines of a panel stand."""
    figures = [figure for line in panel.lines for figure in line.figures]
    if panel.is_log:
        low, high = floor(log10(min(figures))), ceil(log10(max(figures)))
        return [10.0**power for power in range(low, max(high, low + 1) + 1)]
    most = max(*figures, panel.limit)
    unit = 10.0 ** floor(log10(most / MOST_TICKS))
    step = next(unit * by for by in STEPS if unit * by * MOST_TICKS >= most)
    return [step * at for at in range(ceil(most / step) + 1)]


def _grid(across: Scale, up: Scale, sizes: Sequence[int], ticks: Sequence[float]) -> Iterator[str]:
    for tick in ticks:
        y = up.place(tick)
        yield f'<path d="M{across.start} {y}H{across.end}" stroke="#e2e2e2"/>'
        yield _text(across.start - 8, y + 4, f"{tick:,g}", "end")
    for size in sizes:
        yield _text(across.place(size), up.start + 18, f"{size:,}", "middle")


def _dashes(across: Scale, y: float) -> str:
    line = f"M{across.start} {y}H{across.end}"
    return f'<path d="{line}" stroke="#444" stroke-dasharray="4 4"/>' + _text(
        across.end + 8, y + 4, "limit", "start"
    )


def _line(line: Line, sizes: Sequence[int], scales: tuple[Scale, Scale], colour: str) -> str:
    across, up = scales
    points = [
        (across.place(size), up.place(figure))
        for size, figure in zip(sizes, line.figures, strict=True)
    ]
    way = "L".join(f"{x} {y}" for x, y in points)
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in points)
    return f'<path d="M{way}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}'


def _names(panel: Panel, up: Scale, right: float) -> Iterator[str]:
    """Write names behind the ends of lines, moved down where they would touch."""
    ends = sorted(
        (up.place(line.figures[-1]), line.name, colour)
        for line, colour in zip(panel.lines, COLOURS, strict=False)
    )
    lowest = float("-inf")
    for y, name, colour in ends:
        lowest = max(y, lowest + APART)
        yield _text(right + 8, lowest + 4, name, "start", colour)


def _text(x: float, y: float, text: str, anchor: str, colour: str = "#222") -> str:
    place = f'x="{x}" y="{y}" text-anchor="{anchor}" fill="{colour}"'
    return f"<text {place}>{escape(text)}</text>"
