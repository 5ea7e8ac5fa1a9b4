"""Where gold files and predictions are found, and how they are read: one after another."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from corpuskit.errors import SourceRefused, UsageError
from corpuskit.escape import safe
from corpuskit.evaluation.gold import Gold, parse_gold
from corpuskit.evaluation.prediction import Prediction, predict, predict_by_hand
from corpuskit.files.archive import ARCHIVE, archive_files, records
from corpuskit.files.inputs import Source, find, read
from corpuskit.ledger import Outcome
from corpuskit.model import Document

GOLD_SUFFIX = ".gold.json"
LARGEST_GOLD = 1 << 28
"""Bytes: a larger file is no gold."""

Parse = Callable[[bytes], Document]
"""What reads one record of the archive; raises SourceRefused."""
Predictions = Callable[[], Iterator[Prediction | SourceRefused]]
"""What gives all predictions, as often as one asks."""


def find_gold(given: str) -> tuple[Source, ...]:
    """Find the gold files of a folder, which end in ".gold.json", or the one file that is named.

    Raises UsageError when there is none.
    """
    found = find(given, b"").sources
    is_folder = Path(given).is_dir()
    named = tuple(each for each in found if _is_gold(each, is_folder=is_folder))
    if not named:
        raise UsageError(f"{safe(given)} holds no *{GOLD_SUFFIX}; name a folder of gold files")
    return named


def read_gold(source: Source) -> Gold:
    """Read one gold file; raises SourceRefused when it cannot be read or is none."""
    if source.settled:
        raise SourceRefused(source.name.name, source.settled.cause)
    return parse_gold(read(source, LARGEST_GOLD), source.name.name)


def find_predictions(given: str, parse: Parse) -> Predictions:
    """Find what was predicted: the archive of an output folder, an archive, or gold files.

    Raises UsageError when there is neither.
    """
    archive = archive_files(given)
    if archive and not archive[0].name.endswith(GOLD_SUFFIX):
        return partial(_from_archive, archive, parse)
    try:
        return partial(_from_gold, find_gold(given))
    except UsageError as error:
        if not Path(given).exists():
            raise
        raise UsageError(
            f"{safe(given)} holds neither {ARCHIVE} nor *{GOLD_SUFFIX}; "
            "name the output folder of a run with --to json, or a folder of gold files"
        ) from error


def _is_gold(source: Source, *, is_folder: bool) -> bool:
    """Whether a source is, or may hide, a gold file; a folder that cannot be read may."""
    if source.settled:
        return source.settled.outcome is Outcome.REFUSED
    return source.name.name.endswith(GOLD_SUFFIX) or not is_folder


def _from_archive(archive: Sequence[Path], parse: Parse) -> Iterator[Prediction | SourceRefused]:
    for record in records(archive):
        if isinstance(record, SourceRefused):
            yield record
            continue
        try:
            yield predict(parse(record.line))
        except SourceRefused as refusal:
            cause = f"line {record.number} of {record.path}: {refusal.cause}"
            yield SourceRefused(refusal.source, cause, refusal.advice)


def _from_gold(sources: tuple[Source, ...]) -> Iterator[Prediction | SourceRefused]:
    for source in sources:
        try:
            yield predict_by_hand(read_gold(source))
        except SourceRefused as refusal:
            yield refusal
