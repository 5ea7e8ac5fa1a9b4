"""The command line: what may be asked for."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from corpuskit import Selection, UsageError
from corpuskit.model import LIKELY_ENOUGH
from quality.records import KINDS
from quality.toolbox import NAMES
from quality.worst import MISTAKES, Wanted

TABLES = ("main", "curve", "roles", "fronts", "reliability")
HTML_TABLES = ("main", "facts")
SAMPLES = 1000


class Options(NamedTuple):
    """What a run does; `html` says that it is about sets of HTML.

    `unseen` is the folder with the weights of each fold of sites, None for those that ship.
    """

    folder: Path
    sets: tuple[str, ...]
    tools: tuple[str, ...]
    tables: tuple[str, ...]
    selection: Selection
    worst: Wanted | None
    where: Mapping[str, str]
    first: int
    samples: int
    json: Path | None
    html: bool = False
    unseen: Path | None = None


def read_options(arguments: Sequence[str] | None = None) -> Options:
    """Read the command line; ends the process with a message when it cannot be understood."""
    given = _parser().parse_args(arguments)
    selection = Selection(min_confidence=given.min_confidence)
    return Options(
        folder=given.folder,
        sets=_names(given.set),
        tools=_names(given.tool),
        tables=_tables(given),
        selection=selection,
        worst=_worst(given, selection),
        where=_where(given.where),
        first=given.first,
        samples=given.samples,
        json=given.json,
        html=given.html,
        unseen=given.unseen,
    )


def _tables(given: Namespace) -> tuple[str, ...]:
    """Give the tables that are wanted; raises UsageError for an unknown one."""
    tables, known = _names(given.table), HTML_TABLES if given.html else TABLES
    for name in tables:
        if name not in known:
            raise UsageError(f"no table is called '{name}'; there are: {', '.join(known)}")
    return tables or (("main",) if given.worst or given.document else known)


def _worst(given: Namespace, selection: Selection) -> Wanted | None:
    if not (given.worst or given.document):
        return None
    return Wanted(
        documents=given.worst or 1,
        kind=given.by,
        rule=given.rule,
        gold=given.gold,
        context=given.context,
        most_lines=given.lines,
        document=given.document,
        selection=selection,
    )


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="python benchmarks/quality",
        description="Compare what tools keep of documents with what people say should be kept.",
        epilog="Names may be repeated or separated by commas.",
    )
    add = parser.add_argument
    add("folder", type=Path, help="the folder with the sets, NAME.jsonl or NAME.jsonl.gz")
    add("--html", action="store_true", help="compare on HTML: sets are archives, html_NAME.zip")
    add("--set", action="append", default=[], help="a set; default: all of the folder")
    add("--tool", action="append", default=[], help=f"a tool; default: all ({', '.join(NAMES)})")
    add("--table", action="append", default=[], help=f"a table of: {', '.join(TABLES)}")
    add("--json", type=Path, metavar="FILE", help="write all figures to a file")
    add("--where", action="append", default=[], metavar="FIELD=VALUE", help="only such documents")
    add("--first", type=int, default=0, metavar="N", help="only so many documents of each set")
    add("--samples", type=int, default=SAMPLES, metavar="N", help="of the bootstrap; 0 for none")
    add("--min-confidence", type=float, default=LIKELY_ENOUGH, metavar="X")
    add("--unseen", type=Path, metavar="WEIGHTS", help="each site by weights that have not seen it")
    _add_worst(parser)
    return parser


def _add_worst(parser: ArgumentParser) -> None:
    add = parser.add_argument_group("the worst documents of corpuskit").add_argument
    add("--worst", type=int, default=0, metavar="N", help="show so many")
    add("--by", choices=list(MISTAKES), default="both", help="what counts as a mistake")
    add("--rule", default="", metavar="NAME", help="only mistakes of rules that begin so")
    add("--gold", default="", metavar="LABEL", help="only mistakes with this label of the gold")
    add("--context", type=int, default=0, metavar="N", help="neighbours shown with each line")
    add("--lines", type=int, default=12, metavar="N", help="wrong lines shown of a document")
    add("--document", default="", metavar="ID", help="show this one whole")


def _where(values: Sequence[str]) -> dict[str, str]:
    """Give the fields that documents should have; raises UsageError for an unknown one."""
    pairs = dict(value.partition("=")[::2] for value in values)
    for name in pairs:
        if name not in KINDS:
            raise UsageError(f"no field is called '{name}'; there are: {', '.join(KINDS)}")
    return pairs


def _names(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())
