"""The worst documents of a set: what went wrong in them, line by line, the largest first."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from types import MappingProxyType
from typing import NamedTuple

from corpuskit.escape import safe
from corpuskit.model import Selection
from quality.judging import JudgedLine, why
from quality.records import Record
from quality.roles import role_is_wrong
from quality.tools import Answer

WIDTH = 110
"""Characters of a line that are shown."""
RULES_SHOWN = 15


def is_lost(line: JudgedLine) -> bool:
    """Whether it is main text that is left out."""
    return line.gold.is_main and not line.kept


def is_left_in(line: JudgedLine) -> bool:
    """Whether it is chrome that is kept."""
    return line.gold.is_chrome and line.kept


MISTAKES: Mapping[str, Callable[[JudgedLine], bool]] = MappingProxyType(
    {
        "both": lambda line: line.is_wrong,
        "lost": is_lost,
        "kept": is_left_in,
        "roles": role_is_wrong,
    }
)
"""What counts as wrong: text left out, chrome kept, either of the two, another role."""


class Wanted(NamedTuple):
    """What to show: so many documents, and which mistakes of them.

    `rule` is how the names of rules begin, `gold` a label of the gold, "" for any. `context` is how
    many neighbours of a wrong line are shown, `most_lines` how many wrong lines of a document. With
    `document` that one is shown whole.
    """

    documents: int
    kind: str = "both"
    rule: str = ""
    gold: str = ""
    context: int = 0
    most_lines: int = 12
    document: str = ""
    selection: Selection = Selection()

    def is_wanted(self, line: JudgedLine) -> bool:
        """Whether a line is a mistake that should be shown."""
        rules = [rule.strip() for rule in why(line.block, self.selection).split(",")]
        fits = any(rule.startswith(self.rule) for rule in rules)
        return fits and self.gold in ("", line.gold.label) and MISTAKES[self.kind](line)


class Bad(NamedTuple):
    """A document with mistakes; `wrong` are the places of the wrong lines, the largest first."""

    record: Record
    lines: Sequence[JudgedLine]
    wrong: tuple[int, ...]

    @property
    def size(self) -> int:
        """The characters that went wrong."""
        return sum(self.lines[at].gold.size for at in self.wrong)


class Worst:
    """Takes the documents of a set one by one and holds the worst of them."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self._found: list[Bad] = []
        self._lines: Counter[tuple[str, str]] = Counter()
        self._characters: Counter[tuple[str, str]] = Counter()

    def add(self, record: Record, answer: Answer) -> None:
        """Take a document."""
        if self.wanted.document not in ("", record.id):
            return
        bad = Bad(record, answer.judged, self._wrong(answer.judged))
        for line in (bad.lines[at] for at in bad.wrong):
            key = _what(line), why(line.block, self.wanted.selection)
            self._lines[key] += 1
            self._characters[key] += line.gold.size
        if bad.wrong or self.wanted.document:
            known = [*self._found, bad]
            self._found = nsmallest(self.wanted.documents, known, key=_badness)

    def _wrong(self, lines: Sequence[JudgedLine]) -> tuple[int, ...]:
        wrong = (at for at, line in enumerate(lines) if self.wanted.is_wanted(line))
        return tuple(sorted(wrong, key=lambda at: (-lines[at].gold.size, at)))

    def report(self) -> Iterator[str]:
        """Give the rules behind all mistakes of the set, then its worst documents."""
        yield f"{'mistake':24} {'characters':>10} {'lines':>6}  decided by"
        ranked = sorted(self._characters, key=lambda key: (-self._characters[key], key))
        for key in ranked[:RULES_SHOWN]:
            yield f"{key[0]:24} {self._characters[key]:>10,} {self._lines[key]:>6,}  {key[1]}"
        if len(ranked) > RULES_SHOWN:
            yield f"and {len(ranked) - RULES_SHOWN:,} more kinds"
        for bad in self._found:
            yield ""
            yield from _document_lines(bad, self.wanted)


def _badness(bad: Bad) -> tuple[int, str]:
    return -bad.size, bad.record.id


def _document_lines(bad: Bad, wanted: Wanted) -> Iterator[str]:
    yield _heading(bad)
    if wanted.document:
        yield from (_shown(bad, at, wanted) for at in range(len(bad.lines)))
        return
    for at in bad.wrong[: wanted.most_lines]:
        around = range(max(at - wanted.context, 0), min(at + wanted.context + 1, len(bad.lines)))
        yield from (_shown(bad, place, wanted) for place in around)
        if wanted.context:
            yield ""
    if len(bad.wrong) > wanted.most_lines:
        yield f"  and {len(bad.wrong) - wanted.most_lines:,} more lines"


def _heading(bad: Bad) -> str:
    record, lines = bad.record, bad.lines
    lost = _of(lines, is_lost, lambda line: line.gold.is_main)
    kept = _of(lines, is_left_in, lambda line: line.gold.is_chrome)
    about = (record.id, record.lang, record.site, record.layout, record.page_type, record.url)
    named = safe("  ".join(filter(None, about)))
    return f"{named}\n  main text left out: {lost}; chrome kept: {kept}"


def _of(
    lines: Iterable[JudgedLine],
    is_part: Callable[[JudgedLine], bool],
    is_whole: Callable[[JudgedLine], bool],
) -> str:
    whole = [line for line in lines if is_whole(line)]
    size = sum(line.gold.size for line in whole)
    part = sum(line.gold.size for line in whole if is_part(line))
    return f"{part:,} of {size:,} ({part / size:.1%})" if size else "–"


def _what(line: JudgedLine) -> str:
    return f"{line.gold.label} → {line.block.label}"


def _shown(bad: Bad, at: int, wanted: Wanted) -> str:
    """Give one line: a mark, its number, sizes, labels, rule, confidence, evidence, text."""
    line, record = bad.lines[at], bad.record
    mark = "-" if is_lost(line) else "+" if is_left_in(line) else " "
    if mark == " " and at in bad.wrong:
        mark = "*"
    text = record.text[line.gold.start : line.gold.end].strip()
    more = "…" if len(text) > WIDTH else ""
    reason = line.block.reason
    rule = f"{why(line.block, wanted.selection)} {reason.confidence:.2f}"
    if line.likelihood is not None:
        rule += f" p={line.likelihood:.2f}"
    evidence = f" “{safe(reason.evidence[:60])}”" if reason.evidence else ""
    told = f"{mark}{at:>5} {line.gold.size:>5}  {_what(line):24}"
    return f"{told} {rule}{evidence}  | {safe(text[:WIDTH])}{more}"
