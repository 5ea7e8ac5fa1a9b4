"""What is compared with the gold: a draft, and what else is known where it comes of a document."""

from collections.abc import Mapping
from typing import NamedTuple

from corpuskit.evaluation.draft import draft_gold
from corpuskit.evaluation.gold import Gold
from corpuskit.model import Document


class Prediction(NamedTuple):
    """A draft; its text and the rule behind each segment, by offset, when they are known."""

    draft: Gold
    text: str | None
    rules: Mapping[int, str]

    @property
    def name(self) -> str:
        """The name of the source."""
        return self.draft.file

    def size(self, start: int, end: int) -> int:
        """Count the code points of a stretch that are no white space, or all without a text."""
        return end - start if self.text is None else len("".join(self.text[start:end].split()))

    def excerpt(self, start: int, end: int) -> str:
        """Give the text of a stretch, "" without a text."""
        return "" if self.text is None else self.text[start:end]


def predict(document: Document) -> Prediction:
    """Give what a document says as a prediction."""
    rules = {block.start: block.reason.rule for block in document.blocks}
    return Prediction(draft_gold(document), document.raw, rules)


def predict_by_hand(gold: Gold) -> Prediction:
    """Give a gold file as a prediction, to compare two people; it has no text and no rules."""
    return Prediction(gold, None, {})
