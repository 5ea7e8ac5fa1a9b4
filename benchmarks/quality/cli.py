"""A run: sets and tools are chosen, each set is walked once, the tables are printed."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence

import orjson

from corpuskit.errors import CorpuskitError
from quality.figures import as_json, versions
from quality.options import Options, read_options
from quality.records import choose_sets
from quality.run import run_set
from quality.tables import (
    Results,
    curve_table,
    fronts_table,
    main_table,
    reliability_tables,
    roles_table,
)
from quality.toolbox import CORPUSKIT, open_toolbox

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
        compare(read_options())
    except CorpuskitError as error:
        sys.exit(f"error: {error}")


def compare(options: Options) -> None:
    """Compare tools on sets, print the tables, write the figures."""
    chosen, messages = choose_sets(options.folder, options.sets)
    for message in messages:
        print(message, file=sys.stderr)
    toolbox = open_toolbox(options.tools, options.selection)
    results = {name: run_set(path, toolbox.tools, options) for name, path in chosen.items()}
    if results:
        print("\n".join(_report(results, toolbox.missing, options)))
    if options.json:
        figures = as_json(results, toolbox.missing, options)
        shape = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
        options.json.write_bytes(orjson.dumps(figures, option=shape))


def _report(results: Results, missing: Sequence[str], options: Options) -> Iterator[str]:
    if "main" in options.tables:
        told = ", ".join(f"{name} {number}" for name, number in versions().items())
        yield f"## Text kept and chrome left out\n\n{told}\n"
        yield from main_table(results, missing)
    labelled = {name: result for name, result in results.items() if CORPUSKIT in result.rows}
    for name, (title, table) in TABLES.items():
        if name in options.tables and labelled:
            yield f"\n## {title}\n"
            yield from table(labelled)
    for name, result in labelled.items():
        if result.worst:
            yield f"\n## The worst of {name}\n"
            yield from result.worst.report()
