"""What a run tells at its end."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from corpuskit.errors import SourceRefused
from corpuskit.escape import safe
from corpuskit.ledger import Outcome
from corpuskit.model import Document, Label

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
    SHA-256 of the profile, "" for none.
    `remarks` are what else a person should know, in words.
    """

    output: str = ""
    dry_run: bool = False
    profile: str = ""
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    documents: int = 0
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

    def add(self, document: Document) -> None:
        """Count the blocks, characters, rules, changes and warnings of a document."""
        for block in document.blocks:
            self.blocks[block.label] += 1
            self.rules[block.reason.rule] += 1
            for change in block.changes:
                self.changes[change.rule] += change.count
            if block.label is not Label.BLANK:
                self._add_characters(len(block.text), kept=document.selection.keeps(block))
        for warning in document.warnings:
            self.warning_codes[warning.code] += 1
            if len(self.warnings) < _TOLD:
                self.warnings.append(safe(f"{document.source.name}: {warning.message}"))

    def add_notes(self, exporter: str, notes: Mapping[str, int]) -> None:
        """Count what an exporter mentions of a document."""
        for note, count in notes.items():
            self.notes[f"{exporter}: {note}"] += count

    def count(self, outcome: Outcome, cause: str) -> None:
        """Count a source by its outcome, and one that is passed over by its cause."""
        self.outcomes[outcome] += 1
        if outcome is Outcome.SKIPPED:
            told = cause[:_LONGEST_CAUSE]
            is_room = len(self.skips) < _MOST_CAUSES or told in self.skips
            self.skips[told if is_room else _OTHER] += 1

    def refuse(self, refusal: SourceRefused) -> None:
        """Remember a refusal, or count it when a hundred are remembered."""
        if len(self.refusals) < _TOLD:
            self.refusals.append(safe(str(refusal)))
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

    def _add_characters(self, count: int, *, kept: bool) -> None:
        if kept:
            self.characters_kept += count
        else:
            self.characters_left_out += count

    def _head(self) -> Iterator[str]:
        yield f"{counted(self.sources, 'source')}: {', '.join(self._outcomes())}"
        where = f" in {safe(self.output)}" if self.output else ""
        if not self.documents:
            yield "no document was written"
        elif self.dry_run:
            yield f"{counted(self.documents, 'document')} would be written{where}"
        else:
            yield f"{counted(self.documents, 'document')} written{where}"

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


def counted(number: int, noun: str) -> str:
    """Give a number with its noun: "1 source", "1,234 sources"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


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
