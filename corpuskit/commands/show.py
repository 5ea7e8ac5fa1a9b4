"""What the command line prints about formats and plugins."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from corpuskit.escape import safe
from corpuskit.exporter import Exporter
from corpuskit.loading.listing import PluginStatus
from corpuskit.loading.options import Option, options_of

Style = Literal["bold", "faint", "red", "green", "yellow", "cyan"]
Paint = Callable[[str, Style], str]
CODES = {"bold": "1", "faint": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}


def painter() -> Paint:
    """Give what colours a text: only on a terminal, and not where NO_COLOR is set."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    if plain or not sys.stdout.isatty():
        return lambda text, _: text
    return lambda text, style: f"\x1b[{CODES[style]}m{text}\x1b[0m"


def plugin_lines(statuses: Sequence[PluginStatus], paint: Paint) -> Iterator[str]:
    """Give a table of all plugins, problems below."""
    rows = [
        (status.status, status.name, _kind(status), _origin(status), ", ".join(status.provides))
        for status in statuses
    ]
    for status, line in zip(statuses, _table(rows), strict=True):
        yield line if status.status == "active" else paint(line, "yellow")
    for status in statuses:
        if status.problem:
            yield f"{status.status}: {safe(status.problem)}"
    if not statuses:
        yield "no plugins are installed; run 'pip install .' in the checkout of corpuskit"


def format_lines(exporters: Sequence[Exporter], problems: Sequence[PluginStatus]) -> Iterator[str]:
    """Give a line for each format, its options below."""
    width = max((len(exporter.name) for exporter in exporters), default=0)
    for exporter in exporters:
        yield f"{exporter.name:{width}}  {exporter.suffix:7} {safe(exporter.summary)}"
        for option in options_of(exporter):
            yield f"{'':{width}}  {'':7} {_option(option)}"
    for status in problems:
        yield f"{status.status}: {safe(status.problem)}"


def format_details(exporter: Exporter) -> Iterator[str]:
    """Give all that a user should know of one format."""
    one_each = getattr(exporter, "per_document", False)
    yield f"{exporter.name}: {safe(exporter.summary)}"
    yield f"files: {'one per document' if one_each else 'one for the corpus'}, *{exporter.suffix}"
    for option in options_of(exporter):
        yield f"option: {_option(option)}"
        if option.help:
            yield f"        {safe(option.help)}"
    for loss in getattr(exporter, "cannot_carry", ()):
        yield f"cannot carry: {safe(loss)}"
    if hasattr(exporter, "schema"):
        yield f"schema: corpuskit schema {exporter.name}"


def _option(option: Option) -> str:
    default = ("no", "yes")[option.default is True] if option.kind is bool else option.default
    return f"{option.usage}  (default: {safe(str(default))})"


def _kind(status: PluginStatus) -> str:
    return status.group.removeprefix("corpuskit.")


def _origin(status: PluginStatus) -> str:
    return f"{status.distribution} {status.version}"


def _table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    cells = [[safe(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]
