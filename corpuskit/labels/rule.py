"""What a rule about the lines of a page is."""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from corpuskit.labels.page import Page, Verdict
from corpuskit.text.lines import Line

Judge = Callable[[Line, Page], Verdict | None]

ANY_LENGTH = 1 << 62


class LabelRule(Struct, frozen=True):
    """A labelling rule: its name, and the function that decides about a line or gives None.

    `stage` says when it is asked: "line" first, when only the line itself is known, "page" at the
    end, when all else is decided. `longest` is in characters: the rule is not asked about longer
    lines; with `running` false it is not asked about running text at all. The docstring of `judge`
    begins with the sentence that explains the rule to a user.
    """

    name: str
    judge: Judge
    stage: Literal["line", "page"] = "line"
    longest: int = 300
    running: bool = True

    @property
    def sentence(self) -> str:
        """What the rule says, in one sentence."""
        return (self.judge.__doc__ or self.name).strip().partition("\n")[0]
