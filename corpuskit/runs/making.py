"""Documents made of the parts of sources: read, labelled and numbered, one part by itself."""

from collections.abc import Iterator
from itertools import chain, count, islice, repeat
from typing import NamedTuple

import msgspec

from corpuskit.errors import SourceRefused
from corpuskit.files.sidecar import SidecarRows
from corpuskit.model import Document
from corpuskit.reader import RawDocument
from corpuskit.runs import foreign
from corpuskit.runs.desk import Desk
from corpuskit.runs.parts import Given, Part, given
from corpuskit.runs.table import rows_of, with_rows

Result = Document | SourceRefused


class Found(NamedTuple):
    """What came of one document of a part.

    `number` counts the documents of a part from 1, 0 when it is the only one; `rows` are the rows
    of the metadata table that speak of it.
    """

    number: int
    result: Result
    rows: tuple[int, ...] = ()


class Maker(NamedTuple):
    """Makes labelled documents of parts; whatever goes wrong with one is a refusal."""

    desk: Desk
    rows: SidecarRows | None = None

    def found(self, part: Part) -> Iterator[Found]:
        """Give the documents of a part, and the refusals that stand for others."""
        results = (self._labelled(each) for each in given(self.desk, part))
        first = list(islice(results, 2))
        numbers = count(1) if len(first) > 1 else repeat(0)
        for number, one in zip(numbers, chain(first, results), strict=False):
            own = _with_own_id(one.result, part.name.name, number)
            yield Found(number, own, one.rows)

    def _labelled(self, each: Given) -> Found:
        if not isinstance(each, RawDocument):
            return Found(0, each)
        numbers: tuple[int, ...] = ()
        if self.rows:
            numbers = rows_of(self.rows, each)
            each = with_rows(self.rows, each, numbers)
        return Found(0, foreign.label(self.desk.job.pipeline.document, each), numbers)


def _with_own_id(result: Result, name: str, number: int) -> Result:
    """Give documents of one part ids of their own where they would share one."""
    if not number or isinstance(result, SourceRefused) or result.source.name != name:
        return result
    return msgspec.structs.replace(result, id=f"{result.id}-{number:04}")
