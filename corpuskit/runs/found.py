"""What looking for copies found, and how it is told at the end."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from corpuskit.runs.copies import Tally
from corpuskit.runs.summary import Summary
from corpuskit.wording import counted


def _nothing() -> Iterator[bytes]:
    return iter(())


@dataclass(slots=True)
class Found:
    """What was found, and what became of every source on the way.

    `characters` are those of all kept texts; `missed` is how often a document was not compared with
    all candidates. `report` gives the lines of the report, while the scratch files are there.
    """

    documents: int = 0
    characters: int = 0
    tally: Tally = field(default_factory=Tally)
    missed: int = 0
    summary: Summary = field(default_factory=Summary)
    report: Callable[[], Iterator[bytes]] = _nothing

    @property
    def exit_code(self) -> int:
        """0 when every source was read or skipped; 3 when one was refused or no document came."""
        return 3 if self.summary.refused or not self.documents else 0

    @property
    def refusals(self) -> list[str]:
        """The refusals in words, the first hundred of them."""
        told = [f"refused: {refusal}" for refusal in self.summary.refusals]
        untold = self.summary.refusals_untold
        return [*told, f"refused: {untold:,} more"] if untold else told

    def lines(self) -> list[str]:
        """Give the outcome in lines for a person; foreign text in them is escaped."""
        return [*self._counts(), *self._remarks(), *self.refusals]

    def _counts(self) -> Iterator[str]:
        summary, rules = self.summary, self.tally.rules
        read = summary.converted + summary.warned
        yield (
            f"{counted(summary.sources, 'source')}: {read:,} read, {summary.refused:,} refused, "
            f"{summary.skipped:,} skipped; {counted(self.documents, 'document')}"
        )
        yield (
            f"{counted(rules['kept'], 'cluster')} of copies: {rules['kept']:,} kept, "
            f"{rules['exact']:,} exact, {rules['near']:,} near"
        )
        yield f"characters: {self.characters:,}, of them {self.tally.characters:,} in copies"
        if self.tally.paragraphs:
            shared = counted(self.tally.paragraphs, "paragraph")
            apart = f"{self.tally.apart:,} of them in several kept ones"
            yield f"{shared} in several documents, {apart}"

    def _remarks(self) -> Iterator[str]:
        if self.tally.distant:
            yield (
                f"{counted(self.tally.distant, 'near document')} below the threshold: copies of "
                "another copy, not of the kept document; see their similarity"
            )
        if self.missed:
            yield (
                f"{counted(self.missed, 'time')} a document was not compared with all candidates, "
                "which are many and not alike: a copy may be missing"
            )
