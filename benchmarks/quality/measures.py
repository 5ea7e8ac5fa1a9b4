r"""The measures: what one document adds to them, and the figures of a set.

A line is *kept* when at least half of its characters are, white space not counted. Only lines of
the gold that are main text or chrome count.

- lineF1: F1 of main text over lines.
- chrome−: the share of the characters of chrome that is left out.
- mainlost: the share of the characters of main text that is left out.
- pg>5%: the share of documents that lose more than a twentieth of their main text.
- shingleF1: runs of four words; precision and recall of each document, their means over the
  documents, and the harmonic mean of the two (the definition of scrapinghub's
  article-extraction-benchmark). A word is `\w+`. Shorter texts are one run. Lines that are
  neither main text nor chrome do not count; `all kept` is the same with them, as if a title or a
  caption that is kept were wrong.
- snipF1: strings that must stay are found or not, strings that must go likewise (the definition
  of trafilatura's evaluation).
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from math import ceil
from operator import itemgetter
from random import Random
from typing import NamedTuple

from corpuskit.evaluation.bootstrap import CONFIDENCE, FEWEST_DOCUMENTS, Interval
from corpuskit.evaluation.scores import figures, total
from corpuskit.evaluation.tally import Tally
from quality.records import UNLABELLED, GoldLine, Record
from quality.tools import Answer

RUN = 4
"""Words in a shingle."""
BADLY_LOST = 0.05
SEED = 20260101
"""Of the draws of the bootstrap, so that the same data give the same figures."""
WORD = re.compile(r"\w+")
Shingles = Counter[tuple[str, ...]]


class Outcome(NamedTuple):
    """What one document adds: lines and strings as tallies, characters of main text and chrome.

    `all_shingles` are those of all kept lines, `shingles` those of kept main text and chrome.
    """

    lines: Tally
    main: int
    lost: int
    chrome: int
    chrome_left_out: int
    shingles: Tally
    all_shingles: Tally
    snippets: Tally
    strange: int = 0
    failed: bool = False


class Row(NamedTuple):
    """The figures of a tool on a set; None where the set has no gold for them.

    `strange` are characters of the output that were not found in the text, `failed` the documents
    that the tool could not read.
    """

    documents: int
    shingle_f1: float | None
    shingle_interval: Interval | None
    all_shingle_f1: float | None
    line_f1: float | None
    chrome_out: float | None
    main_lost: float | None
    badly_lost: float | None
    snippet_f1: float | None
    strange: int = 0
    failed: int = 0


class Share(NamedTuple):
    """Precision and recall of one document; no precision where nothing is kept."""

    precision: float | None
    recall: float


def shingles(text: str) -> Shingles:
    """Count the runs of four words of a text; a shorter text is one run, an empty text none."""
    words = WORD.findall(text)
    if len(words) < RUN:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(*(islice(words, at, None) for at in range(RUN)), strict=False))


def measure(record: Record, lines: Sequence[GoldLine], answer: Answer, gold: Shingles) -> Outcome:
    """Measure one document; `gold` are the shingles of its main text."""
    pairs = list(zip(lines, answer.kept, strict=True))
    main = [(line, keeps) for line, keeps in pairs if line.is_main]
    chrome = [(line, keeps) for line, keeps in pairs if line.is_chrome]
    right = sum(keeps for _, keeps in main)
    kept = [line for line, keeps in pairs if keeps]
    text = _text(record, kept)
    counted = [line for line in kept if line.is_main or line.is_chrome]
    all_shingles = shingle_tally(gold, text)
    same = len(counted) == len(kept)
    return Outcome(
        lines=Tally(right, right + sum(keeps for _, keeps in chrome), len(main)),
        main=sum(line.size for line, _ in main),
        lost=sum(line.size for line, keeps in main if not keeps),
        chrome=sum(line.size for line, _ in chrome),
        chrome_left_out=sum(line.size for line, keeps in chrome if not keeps),
        shingles=all_shingles if same else shingle_tally(gold, _text(record, counted)),
        all_shingles=all_shingles,
        snippets=snippet_tally(record.with_, record.without, text),
        strange=answer.strange,
        failed=answer.failed,
    )


def gold_shingles(record: Record, lines: Sequence[GoldLine]) -> Shingles:
    """Give the shingles of the main text: the field `gold`, else the lines of main text.

    There are none where lines are left unlabelled, since then the main text is not known.
    """
    if record.gold is not None:
        return shingles(record.gold)
    if any(line.label == UNLABELLED for line in lines):
        return Counter()
    return shingles(_text(record, [line for line in lines if line.is_main]))


def row(outcomes: Sequence[Outcome], samples: int) -> Row:
    """Put the figures of a set together, with an interval of so many bootstrap samples."""
    lines = total(outcome.lines for outcome in outcomes)
    judged = [outcome for outcome in outcomes if outcome.shingles.gold]
    shares = [precision_recall(outcome.shingles) for outcome in judged]
    return Row(
        documents=len(outcomes),
        shingle_f1=shingle_f1(shares),
        shingle_interval=f1_interval(shares, samples),
        all_shingle_f1=shingle_f1([precision_recall(each.all_shingles) for each in judged]),
        line_f1=figures(lines).f1 if lines.gold else None,
        chrome_out=_share(_sum(outcomes, "chrome_left_out"), _sum(outcomes, "chrome")),
        main_lost=_share(_sum(outcomes, "lost"), _sum(outcomes, "main")),
        badly_lost=_badly_lost([outcome for outcome in outcomes if outcome.main]),
        snippet_f1=figures(total(outcome.snippets for outcome in outcomes)).f1,
        strange=_sum(outcomes, "strange"),
        failed=_sum(outcomes, "failed"),
    )


def shingle_f1(shares: Sequence[Share]) -> float | None:
    """Give the harmonic mean of the mean precision and the mean recall of documents.

    A document of which nothing is kept has no precision and is left out of its mean.
    """
    if not shares:
        return None
    known = [share.precision for share in shares if share.precision is not None]
    return _harmonic(sum(known), len(known), sum(share.recall for share in shares) / len(shares))


def precision_recall(tally: Tally) -> Share:
    """Give the figures of one document."""
    found = figures(tally)
    return Share(found.precision, found.recall or 0.0)


def shingle_tally(gold: Shingles, text: str) -> Tally:
    """Compare the shingles of a text with those of the gold."""
    kept = shingles(text)
    return Tally((gold & kept).total(), kept.total(), gold.total())


def snippet_tally(with_: Sequence[str], without: Sequence[str], text: str) -> Tally:
    """Count which strings of a text are found that must stay, and that must go."""
    right = sum(string in text for string in with_)
    wrong = sum(string in text for string in without)
    return Tally(right, right + wrong, len(with_))


def f1_interval(shares: Sequence[Share], samples: int) -> Interval | None:
    """Draw documents with replacement, again and again; the middle 95 % of what comes out."""
    if len(shares) < FEWEST_DOCUMENTS or not samples:
        return None
    precisions = [share.precision or 0.0 for share in shares]
    known = [share.precision is not None for share in shares]
    recalls = [share.recall for share in shares]
    rng = Random(SEED)  # noqa: S311 - draws that are the same every time, no secret
    places = range(len(shares))
    values = []
    for _ in range(samples):
        drawn = itemgetter(*rng.choices(places, k=len(places)))
        recall = sum(drawn(recalls)) / len(places)
        values.append(_harmonic(sum(drawn(precisions)), sum(drawn(known)), recall))
    outside = (1 - CONFIDENCE) / 2
    ordered = sorted(values)
    return Interval(_percentile(ordered, outside), _percentile(ordered, 1 - outside))


def _harmonic(precisions: float, known: int, recall: float) -> float:
    precision = precisions / known if known else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _badly_lost(with_main: Sequence[Outcome]) -> float | None:
    return _share(sum(o.lost > BADLY_LOST * o.main for o in with_main), len(with_main))


def _sum(outcomes: Iterable[Outcome], field: str) -> int:
    return sum(getattr(outcome, field) for outcome in outcomes)


def _text(record: Record, lines: Iterable[GoldLine]) -> str:
    return "\n".join(record.text[line.start : line.end] for line in lines)


def _percentile(ordered: Sequence[float], share: float) -> float:
    return ordered[max(ceil(round(share * len(ordered), 9)) - 1, 0)]


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
