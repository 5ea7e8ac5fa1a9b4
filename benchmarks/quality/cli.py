"""A run: sets and tools are chosen, each set is walked once, the tables are printed."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from corpuskit.errors import CorpuskitError
from quality.figures import HTML_DISTRIBUTIONS, as_json, html_as_json, versions
from quality.folds import pipelines
from quality.html_records import HTML
from quality.html_run import run_html_set
from quality.html_tables import HtmlResults, facts_table, html_table
from quality.options import Options, read_options
from quality.records import FLAT, Storage, choose_sets
from quality.run import run_set
from quality.tables import (
    Results,
    curve_table,
    fronts_table,
    main_table,
    reliability_tables,
    roles_table,
)
from quality.toolbox import CORPUSKIT, open_html_toolbox, open_toolbox
from quality.worst import Worst

TABLES: Mapping[str, tuple[str, Callable[[Results], Iterator[str]]]] = {
    "curve": ("Chrome left out at a loss of main text", curve_table),
    "roles": ("Roles inside the article, by lines", roles_table),
    "fronts": ("Documents without an article", fronts_table),
    "reliability": ("Confidence and truth", reliability_tables),
}
"""What is shown of corpuskit besides the main table."""


def main() -> None:
    """Run the command line; what is wrong with the arguments or the data is one line."""
    try:
        options = read_options()
        (compare_html if options.html else compare)(options)
    except CorpuskitError as error:
        sys.exit(f"error: {error}")


def compare(options: Options) -> None:
    """Compare tools on sets of flat text, print the tables, write the figures."""
    chosen = _chosen(options, FLAT)
    toolbox = open_toolbox(options.tools, pipelines(options.selection, options.unseen))
    results = {name: run_set(path, toolbox.tools, options) for name, path in chosen.items()}
    if results:
        print("\n".join(_report(results, toolbox.missing, options)))
    _write(options, as_json(results, toolbox.missing, options))


def compare_html(options: Options) -> None:
    """Compare tools on sets of HTML, print the tables, write the figures."""
    chosen = _chosen(options, HTML)
    toolbox = open_html_toolbox(options.tools, pipelines(options.selection, options.unseen))
    results = {name: run_html_set(path, toolbox.tools, options) for name, path in chosen.items()}
    if results:
        print("\n".join(_html_report(results, toolbox.missing, options)))
    _write(options, html_as_json(results, toolbox.missing, options))


def _chosen(options: Options, storage: Storage) -> dict[str, Path]:
    chosen, messages = choose_sets(options.folder, options.sets, storage)
    for message in messages:
        print(message, file=sys.stderr)
    return chosen


def _write(options: Options, figures: Mapping[str, Any]) -> None:
    if options.json:
        shape = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
        options.json.write_bytes(orjson.dumps(figures, option=shape))


def _report(results: Results, missing: Sequence[str], options: Options) -> Iterator[str]:
    if "main" in options.tables:
        yield f"## Text kept and chrome left out\n\n{_told(versions())}\n"
        yield from main_table(results, missing)
    labelled = {name: result for name, result in results.items() if CORPUSKIT in result.rows}
    for name, (title, table) in TABLES.items():
        if name in options.tables and labelled:
            yield f"\n## {title}\n"
            yield from table(labelled)
    for name, result in labelled.items():
        yield from _worst(name, result.worst)


def _html_report(results: HtmlResults, missing: Sequence[str], options: Options) -> Iterator[str]:
    if "main" in options.tables:
        yield f"## Text kept of HTML\n\n{_told(versions(HTML_DISTRIBUTIONS))}\n"
        yield from html_table(results, missing)
    if "facts" in options.tables and any(result.facts for result in results.values()):
        yield "\n## Titles, dates and authors\n"
        yield from facts_table(results)
    for name, result in results.items():
        yield from _worst(name, result.worst)


def _told(found: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in found.items())


def _worst(name: str, worst: Worst | None) -> Iterator[str]:
    if worst:
        yield f"\n## The worst of {name}\n"
        yield from worst.report()
