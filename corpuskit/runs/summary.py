"""What a run tells at its end."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields

from corpuskit.escape import safe
from corpuskit.ledger import Outcome
from corpuskit.runs.done import Made, Worked
from corpuskit.wording import counted

_TOLD = 100
_MOST_CAUSES = 1000
_SHOWN_CAUSES = 8
_LONGEST_CAUSE = 80
_OTHER = "other causes"
PROFILE_RULE = "chrome.profile"


@dataclass(slots=True)
class Summary:
    """The counts of a run, and the first hundred refusals and warnings in words.

    `blocks` counts by label, `rules` by the rule that decided a label, `changes` by the rule of
    normalisation, `notes` by what exporters mention ("csv: formula guards"), `warning_codes` by
    code, `skips` by why a source was passed over. Characters are code points of normalised text,
    blank blocks aside. `documents` counts those that at least one format carries. `profile` is the
    SHA-256 of the profile, "" for none. With a report on copies, `copies` counts the documents that
    are left out, `kept_copies` those that are kept for others, `not_in_report` those that it does
    not name.
    `remarks` are what else a person should know, in words. `reused` counts sources that an earlier
    run had done, `is_unchanged` says that it had done all. `seconds` is what each stage took,
    `worker_cpu` the seconds of the processor that workers took, `worker_peak` the most bytes that
    one had resident.
    """

    output: str = ""
    dry_run: bool = False
    profile: str = ""
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    documents: int = 0
    copies: int = 0
    kept_copies: int = 0
    not_in_report: int = 0
    characters_kept: int = 0
    characters_left_out: int = 0
    blocks: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    changes: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    warning_codes: Counter[str] = field(default_factory=Counter)
    skips: Counter[str] = field(default_factory=Counter)
    refusals: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    refusals_untold: int = 0
    remarks: list[str] = field(default_factory=list)
    reused: int = field(default=0, compare=False)
    is_unchanged: bool = field(default=False, compare=False)
    seconds: dict[str, float] = field(default_factory=dict, compare=False)
    worker_cpu: float = field(default=0.0, compare=False)
    worker_peak: int = field(default=0, compare=False)

    @property
    def sources(self) -> int:
        """How many sources were found, members of containers among them, not the containers."""
        return self.outcomes.total() - self.outcomes[Outcome.OPENED]

    @property
    def converted(self) -> int:
        """How many sources were converted without a remark."""
        return self.outcomes[Outcome.CONVERTED]

    @property
    def warned(self) -> int:
        """How many sources were converted with a warning."""
        return self.outcomes[Outcome.WARNED]

    @property
    def refused(self) -> int:
        """How many sources were refused, as a whole, in part or by a format."""
        return self.outcomes[Outcome.REFUSED]

    @property
    def skipped(self) -> int:
        """How many sources were passed over, such as hidden files and links."""
        return self.outcomes[Outcome.SKIPPED]

    @property
    def exit_code(self) -> int:
        """0 when every source became a document or was skipped; 3 when one was refused.

        A run without any document is 3 too: an empty corpus is no success.
        """
        return 3 if self.refused or not self.documents else 0

    def add(self, made: Made) -> None:
        """Count the blocks, characters, rules, changes and warnings of a document.

        Its refusals are remembered; one that became no document has nothing else.
        """
        counts = made.entry.counts
        self.characters_kept += counts.kept
        self.characters_left_out += counts.left_out
        self.blocks.update(counts.blocks)
        self.rules.update(counts.rules)
        self.changes.update(counts.changes)
        self.notes.update(counts.notes)
        self.warning_codes.update(made.entry.warnings)
        for message in made.entry.messages[: max(0, _TOLD - len(self.warnings))]:
            self.warnings.append(safe(f"{made.name}: {message}"))
        for told in made.told:
            self.refuse(told)

    def take_over(self, other: "Summary") -> None:
        """Become another summary."""
        for name in fields(other):
            setattr(self, name.name, getattr(other, name.name))

    def add_work(self, worked: Worked, *, apart: bool) -> None:
        """Add what the stages took, and what a worker used that is a process of its own."""
        for stage, took in worked.seconds.items():
            self.seconds[stage] = self.seconds.get(stage, 0.0) + took
        if apart:
            self.worker_cpu += worked.cpu
            self.worker_peak = max(self.worker_peak, worked.peak)

    def count(self, outcome: Outcome, cause: str) -> None:
        """Count a source by its outcome, and one that is passed over by its cause."""
        self.outcomes[outcome] += 1
        if outcome is Outcome.SKIPPED:
            told = cause[:_LONGEST_CAUSE]
            is_room = len(self.skips) < _MOST_CAUSES or told in self.skips
            self.skips[told if is_room else _OTHER] += 1

    def refuse(self, refusal: str) -> None:
        """Remember a refusal in words, or count it when a hundred are remembered."""
        if len(self.refusals) < _TOLD:
            self.refusals.append(safe(refusal))
        else:
            self.refusals_untold += 1

    def refuse_later(self, outcome: Outcome, documents: int) -> None:
        """Count a source as refused that had another outcome, and documents that are lost."""
        self.outcomes[outcome] -= 1
        self.outcomes[Outcome.REFUSED] += 1
        self.documents -= documents

    def lines(self) -> list[str]:
        """Give the summary in lines for a person; foreign text in them is escaped."""
        return [*self._head(), *self._counts(), *self._remarks()]

    def _head(self) -> Iterator[str]:
        yield f"{counted(self.sources, 'source')}: {', '.join(self._outcomes())}"
        where = f" in {safe(self.output)}" if self.output else ""
        if self.is_unchanged:
            yield f"nothing to do: all is as it was{where}, {counted(self.documents, 'document')}"
        elif not self.documents:
            yield "no document was written"
        elif self.dry_run:
            yield f"{counted(self.documents, 'document')} would be written{where}"
        else:
            yield f"{counted(self.documents, 'document')} written{where}"

        if self.reused and not self.is_unchanged:
            yield f"done by an earlier run: {counted(self.reused, 'source')}"

    def _outcomes(self) -> Iterator[str]:
        for outcome in Outcome:
            count = self.outcomes[outcome]
            if outcome is not Outcome.OPENED:
                yield f"{count:,} {outcome}"
            elif count:
                yield f"out of {counted(count, 'container')}"

    def _counts(self) -> Iterator[str]:
        if self.profile:
            known = self.rules[PROFILE_RULE]
            hint = "" if known else "; if it should, name the site of the documents with --site"
            yield f"profile: SHA-256 {self.profile}, {counted(known, 'line')} labelled{hint}"
        kept, left_out = self.characters_kept, self.characters_left_out
        if self.blocks:
            yield f"characters: {kept:,} kept, {left_out:,} left out"
        if self.skips:
            yield f"skipped: {_listed(_shortened(self.skips))}"
        for title, counter in (
            ("blocks", self.blocks),
            ("rules", self.rules),
            ("changed", self.changes),
            ("warnings", self.warning_codes),
            ("notes", self.notes),
        ):
            if counter:
                yield f"{title}: {_listed(counter)}"

    def _remarks(self) -> Iterator[str]:
        yield from self.remarks
        yield from (f"warning: {warning}" for warning in self.warnings)
        yield from (f"refused: {refusal}" for refusal in self.refusals)
        if self.refusals_untold:
            yield f"refused: {self.refusals_untold:,} more, all in the ledger"


def _shortened(counter: Counter[str]) -> Counter[str]:
    """Give the largest counts, and all others as one."""
    ordered = _ordered(counter)
    others = sum(count for _, count in ordered[_SHOWN_CAUSES:])
    return Counter(dict(ordered[:_SHOWN_CAUSES])) + Counter({_OTHER: others})


def _ordered(counter: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))


def _listed(counter: Counter[str]) -> str:
    ordered = _ordered(counter)
    return ", ".join(f"{safe(str(name))} {count:,}" for name, count in ordered)
