"""Predictions against gold files, one document at a time."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corpuskit.errors import SourceRefused
from corpuskit.evaluation.compare import compare
from corpuskit.evaluation.match import match_names
from corpuskit.evaluation.prediction import Prediction
from corpuskit.evaluation.sources import Predictions, read_gold
from corpuskit.evaluation.totals import Totals
from corpuskit.files.inputs import Source


class Evaluation(NamedTuple):
    """What came of an evaluation.

    `missing` are sources that the gold names and nothing was predicted for, `without_gold` the
    other way round, `refused` what could not be compared. `with_text` says whether white space
    could be told from text, which gold files alone do not allow.
    """

    totals: Totals
    missing: tuple[str, ...]
    without_gold: tuple[str, ...]
    refused: tuple[SourceRefused, ...]
    with_text: bool

    @property
    def exit_code(self) -> int:
        """0 when every gold file was compared and every prediction read, else 3."""
        return 3 if self.missing or self.refused else 0


def evaluate(gold: Iterable[Source], predictions: Predictions, totals: Totals) -> Evaluation:
    """Compare every prediction that has a gold file with it, and add it to `totals`.

    The predictions are walked twice, for their names and for what they say; none is kept.
    """
    refused: list[SourceRefused] = []
    files = _index(gold, refused)
    matching = match_names(files, _names(predictions, refused))
    refused += matching.refused
    texts = []
    for prediction in _readable(predictions):
        if prediction.name in matching.pairs:
            source = files[matching.pairs[prediction.name]]
            try:
                totals.add(compare(read_gold(source), prediction))
                texts.append(prediction.text is not None)
            except SourceRefused as refusal:
                refused.append(refusal)
    return Evaluation(
        totals, matching.missing, matching.without_gold, tuple(refused), with_text=all(texts)
    )


def _index(sources: Iterable[Source], refused: list[SourceRefused]) -> dict[str, Source]:
    """Give the gold files by the names of their documents; two of one name are an error."""
    files: dict[str, Source] = {}
    for source in sources:
        try:
            file = read_gold(source).file
        except SourceRefused as refusal:
            refused.append(refusal)
            continue
        other = files.setdefault(file, source)
        if other is not source:
            cause = f"is about {file}, and so is {other.name.name}"
            refused.append(SourceRefused(source.name.name, cause, "keep one of the two"))
    return files


def _names(predictions: Predictions, refused: list[SourceRefused]) -> Iterator[str]:
    for prediction in predictions():
        if isinstance(prediction, SourceRefused):
            refused.append(prediction)
        else:
            yield prediction.name


def _readable(predictions: Predictions) -> Iterator[Prediction]:
    return (each for each in predictions() if isinstance(each, Prediction))
