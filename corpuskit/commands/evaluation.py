"""What `corpuskit evaluate` and `corpuskit inspect --gold` do. They give their exit codes."""

import json
import os
import sys
from collections.abc import Iterable
from contextlib import redirect_stdout
from dataclasses import replace
from itertools import islice
from random import Random
from typing import Any, NamedTuple

from corpuskit.assembly import ReadingOptions, make_job
from corpuskit.commands.actions import ARCHIVE_FORMAT, told_tools
from corpuskit.commands.ending import say
from corpuskit.errors import SourceRefused, UsageError
from corpuskit.escape import safe
from corpuskit.evaluation.draft import draft_gold
from corpuskit.evaluation.evaluate import Evaluation
from corpuskit.evaluation.evaluate import evaluate as evaluate_all
from corpuskit.evaluation.gold import encode_gold
from corpuskit.evaluation.report import make_report, report_json
from corpuskit.evaluation.sources import Parse, find_gold, find_predictions
from corpuskit.evaluation.table import table_lines
from corpuskit.evaluation.totals import Totals
from corpuskit.files.stdio import write_stdout
from corpuskit.loading.plugins import find_plugins
from corpuskit.model import Document
from corpuskit.runs import run
from corpuskit.runs.foreign import FAILURES
from corpuskit.wording import in_words

SEED = 0
"""Of the draws of the bootstrap, so that the same documents always give the same intervals."""

MOST_TOLD = 100
"""So many missing and refused documents are named on stderr."""


class EvaluationOptions(NamedTuple):
    """How many bootstrap samples are drawn, how many of the worst documents are shown, and how."""

    samples: int
    worst: int
    as_json: bool


def evaluate(gold: str, predicted: str, options: EvaluationOptions) -> int:
    """Print how good predictions are; what is missing or refused is named on stderr."""
    predictions = find_predictions(predicted, _archive_parser())
    evaluation = evaluate_all(find_gold(gold), predictions, Totals(options.worst))
    report = make_report(evaluation, options.samples, Random(SEED))  # noqa: S311  # no secret
    if options.as_json:
        _print([json.dumps(report_json(report), ensure_ascii=False, indent=2)])
    else:
        _print(table_lines(report))
    _tell(evaluation)
    return evaluation.exit_code


def print_gold(file: str, options: ReadingOptions, *, as_json: bool) -> int:
    """Print the labels of the one document in a file as a gold file."""
    if as_json:
        raise UsageError("--gold and --json are two forms of JSON; choose one of them")
    tools = told_tools(find_plugins(os.environ), options.reader)
    with redirect_stdout(sys.stderr):
        job = replace(make_job(tools, options), inputs=(file,))
        results = list(islice(run.documents(job), 2))
    if len(results) > 1:
        raise UsageError(f"{safe(file)} holds several documents, and a gold file only one")
    for result in results:
        if isinstance(result, Document):
            write_stdout(encode_gold(draft_gold(result)))
        else:
            say(f"refused: {result}")
    return 3 if any(isinstance(result, SourceRefused) for result in results) else 0


def _archive_parser() -> Parse:
    archive: Any = find_plugins(os.environ).exporter(ARCHIVE_FORMAT)

    def parse(line: bytes) -> Document:
        try:
            document: Document = archive.read_record(line)
        except SourceRefused:
            raise
        except FAILURES as error:
            cause = f"damaged record ({in_words(error)})"
            raise SourceRefused("record", cause) from error
        return document

    return parse


def _tell(evaluation: Evaluation) -> None:
    told = [f"missing: nothing was predicted for {name}" for name in evaluation.missing]
    told += [f"refused: {refusal}" for refusal in evaluation.refused]
    for line in told[:MOST_TOLD]:
        say(line)
    if len(told) > MOST_TOLD:
        say(f"and {len(told) - MOST_TOLD:,} more; --json names them all")


def _print(lines: Iterable[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    write_stdout(text.encode(sys.stdout.encoding, "backslashreplace"))
