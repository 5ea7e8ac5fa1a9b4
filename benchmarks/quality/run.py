"""One pass over a set: each document is read once, given to every tool, and let go."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Protocol

from quality.curve import Curve
from quality.fronts import Fronts
from quality.measures import Outcome, Row, gold_shingles, measure, row
from quality.options import Options
from quality.records import Record, read_records
from quality.reliability import Reliability
from quality.roles import Roles
from quality.tools import Answer, Tool
from quality.worst import Worst


class Observer(Protocol):
    """Something that looks at every document that corpuskit has labelled."""

    def add(self, record: Record, answer: Answer) -> None:
        """Take a document."""


class SetResult(NamedTuple):
    """What came out for a set: the figures of each tool, and what was seen of corpuskit."""

    rows: Mapping[str, Row]
    curve: Curve
    roles: Roles
    fronts: Fronts
    reliability: Reliability
    worst: Worst | None

    @property
    def observers(self) -> Sequence[Observer]:
        """All that look on."""
        always: Sequence[Observer] = (self.curve, self.roles, self.fronts, self.reliability)
        return (*always, self.worst) if self.worst else always


def run_set(path: Path, tools: Mapping[str, Tool], options: Options) -> SetResult:
    """Walk a set once."""
    worst = Worst(options.worst) if options.worst else None
    seen = SetResult({}, Curve(), Roles(options.samples), Fronts(), Reliability(), worst)
    records = (record for record in read_records(path) if record.has(options.where))
    first = islice(records, options.first) if options.first else records
    outcomes = walk(first, tools, seen.observers)
    return seen._replace(rows={name: row(outcomes[name], options.samples) for name in tools})


def walk(
    records: Iterable[Record], tools: Mapping[str, Tool], observers: Sequence[Observer]
) -> dict[str, list[Outcome]]:
    """Give the outcomes of each tool, in the order of the documents."""
    outcomes: dict[str, list[Outcome]] = {name: [] for name in tools}
    for record in records:
        lines = record.gold_lines()
        gold = gold_shingles(record, lines)
        for name, tool in tools.items():
            answer = tool(record, lines)
            outcomes[name].append(measure(record, lines, answer, gold))
            for observer in observers if answer.judged else ():
                observer.add(record, answer)
    return outcomes
