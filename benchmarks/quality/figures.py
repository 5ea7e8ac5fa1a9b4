"""All figures as plain values for JSON; null stands for one that a set has no gold for."""

from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from quality.html_tables import HtmlResults, html_figures
from quality.measures import SEED
from quality.options import Options
from quality.peers import PEERS
from quality.reliability import ROLE, SIDE, ReliabilityRow, by_bin, by_rule, calibration_error
from quality.run import SetResult

DIGITS = 6
HTML_DISTRIBUTIONS = (*PEERS, "readability-lxml")
"""What the tools for HTML are installed from."""


def as_json(
    results: Mapping[str, SetResult], missing: Sequence[str], options: Options
) -> dict[str, Any]:
    """Give everything that is in the tables, for each set by itself."""
    return _figures({name: _set(result) for name, result in results.items()}, missing, options)


def html_as_json(results: HtmlResults, missing: Sequence[str], options: Options) -> dict[str, Any]:
    """Give everything that is in the tables of HTML, for each set by itself."""
    return _figures(html_figures(results), missing, options)


def versions(names: Iterable[str] = PEERS) -> dict[str, str]:
    """Give the versions of corpuskit and of the distributions among these that are installed."""
    found = {}
    for name in ("corpuskit-core", *names):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _figures(sets: Mapping[str, Any], missing: Sequence[str], options: Options) -> dict[str, Any]:
    found = {
        "samples": options.samples,
        "seed": SEED,
        "min_confidence": options.selection.min_confidence,
        "where": dict(options.where),
        "first": options.first,
        "versions": versions(HTML_DISTRIBUTIONS if options.html else PEERS),
        "not_installed": list(missing),
        "sets": sets,
    }
    rounded: dict[str, Any] = _rounded(found)
    return rounded


def _set(result: SetResult) -> dict[str, Any]:
    return {
        "tools": {name: row._asdict() for name, row in result.rows.items()},
        "curve": {str(budget): share for budget, share in result.curve.points().items()},
        "roles": {
            row.role: {
                **row.figures._asdict(),
                **row.tally._asdict(),
                "intervals": row.intervals._asdict(),
            }
            for row in result.roles.rows()
        },
        "fronts": result.fronts.row()._asdict(),
        "reliability": {question: _reliability(result, question) for question in (SIDE, ROLE)},
    }


def _reliability(result: SetResult, question: str) -> dict[str, Any]:
    amounts = result.reliability.amounts
    bins = by_bin(amounts, question)
    error = calibration_error(bins) or (None, None)
    return {
        "rules": {row.name: _line(row) for row in by_rule(amounts, question)},
        "bins": {row.name: _line(row) for row in bins},
        "calibration_error": dict(zip(("lines", "characters"), error, strict=True)),
    }


def _line(row: ReliabilityRow) -> dict[str, Any]:
    values = row._asdict()
    return {
        **values.pop("amount")._asdict(),
        **{name: values[name] for name in values if name != "name"},
    }


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, dict):
        return {name: _rounded(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(each) for each in value]
    return value
