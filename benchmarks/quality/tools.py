"""The tools that are compared. Each says which lines of a document it keeps."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from corpuskit import SourceRefused, label_text
from quality.folds import PipelineOf
from quality.judging import JudgedLine, judge
from quality.records import GoldLine, Record


class Answer(NamedTuple):
    """For each line whether it is kept; for corpuskit also why, and the codes of its warnings.

    `strange` is how many characters of what a peer gave back were not found in the text. A tool
    that `failed` keeps nothing.
    """

    kept: Sequence[bool]
    judged: Sequence[JudgedLine] = ()
    warnings: frozenset[str] = frozenset()
    strange: int = 0
    failed: bool = False


Tool = Callable[[Record, Sequence[GoldLine]], Answer]


def failure(lines: Sequence[GoldLine]) -> Answer:
    """Give the answer of a tool that cannot read a document."""
    return Answer([False] * len(lines), failed=True)


def keep_everything(record: Record, lines: Sequence[GoldLine]) -> Answer:
    """Keep every line."""
    return Answer([True] * len(lines))


def corpuskit_tool(pipeline_of: PipelineOf) -> Tool:
    """Make corpuskit with the pipeline of each site."""

    def answer(record: Record, lines: Sequence[GoldLine]) -> Answer:
        try:
            document = label_text(record.text, record.id, pipeline_of(record.group))
        except SourceRefused:
            return failure(lines)
        judged = judge(record, lines, document)
        codes = frozenset(warning.code for warning in document.warnings)
        return Answer([line.kept for line in judged], judged, codes)

    return answer
