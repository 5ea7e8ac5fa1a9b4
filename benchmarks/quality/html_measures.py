r"""The measures of HTML: what one page adds to them, and the figures of a set.

Everything is asked of the whole text that a tool gives, so a title or a caption counts as wrong
where the gold does not have it. shingleF1 and snipF1 are those of `measures`. The share of words
lost is that of the gold, each word (`\w+`) as often as it stands there.
"""

from collections import Counter
from collections.abc import Sequence
from statistics import fmean, median
from typing import NamedTuple

from corpuskit.evaluation.bootstrap import Interval
from corpuskit.evaluation.scores import figures, total
from corpuskit.evaluation.tally import Tally
from quality.html_records import HtmlRecord
from quality.measures import (
    WORD,
    f1_interval,
    precision_recall,
    shingle_f1,
    shingle_tally,
    shingles,
    snippet_tally,
)


class HtmlOutcome(NamedTuple):
    """What one page adds: shingles, strings and words as tallies, and the time that it took."""

    shingles: Tally
    snippets: Tally
    words: Tally
    milliseconds: float = 0.0
    failed: bool = False


class HtmlRow(NamedTuple):
    """The figures of a tool on a set; None where the set has no gold for them.

    `precision` and `recall` are means over pages, `f1` their harmonic mean. `milliseconds` is the
    median of CPU time.
    """

    documents: int
    precision: float | None
    recall: float | None
    f1: float | None
    interval: Interval | None
    snippet_f1: float | None
    words_lost: float | None
    failed: int
    milliseconds: float | None


def measure_text(record: HtmlRecord, text: str) -> HtmlOutcome:
    """Compare what a tool gives for a page with its gold."""
    gold = record.gold or ""
    return HtmlOutcome(
        shingles=shingle_tally(shingles(gold), text),
        snippets=snippet_tally(record.with_, record.without, text),
        words=_word_tally(gold, text),
    )


def html_row(outcomes: Sequence[HtmlOutcome], samples: int) -> HtmlRow:
    """Put the figures of a set together, with an interval of so many bootstrap samples."""
    shares = [precision_recall(each.shingles) for each in outcomes if each.shingles.gold]
    precisions = [share.precision for share in shares if share.precision is not None]
    words = total(each.words for each in outcomes)
    snippets = total(each.snippets for each in outcomes)
    times = [each.milliseconds for each in outcomes if not each.failed]
    return HtmlRow(
        documents=len(outcomes),
        precision=fmean(precisions) if precisions else None,
        recall=fmean(share.recall for share in shares) if shares else None,
        f1=shingle_f1(shares),
        interval=f1_interval(shares, samples),
        snippet_f1=figures(snippets).f1 if snippets.gold else None,
        words_lost=1 - words.right / words.gold if words.gold else None,
        failed=sum(each.failed for each in outcomes),
        milliseconds=median(times) if times else None,
    )


def _word_tally(gold: str, text: str) -> Tally:
    wanted, given = Counter(WORD.findall(gold)), Counter(WORD.findall(text))
    return Tally((wanted & given).total(), given.total(), wanted.total())
