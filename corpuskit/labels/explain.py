"""Reasons in words: the sentence behind a rule's name, written only when somebody looks."""

from collections.abc import Iterable, Mapping

from corpuskit.labels.label import RELATED_TITLE, RISKY_PHRASE
from corpuskit.labels.line_rules import LINE_RULES
from corpuskit.labels.page import LabelRule
from corpuskit.labels.page_rules import PAGE_RULES
from corpuskit.model import Block, Reason

SENTENCES: Mapping[str, str] = {
    **{rule.name: rule.sentence for rule in (*LINE_RULES, *PAGE_RULES)},
    RISKY_PHRASE: "The line is a phrase of page furniture, and so are the lines beside it.",
    RELATED_TITLE: "The line stands below a heading for related pages, before any text.",
    "blank": "The line holds no character that can be seen.",
}


def explain(block: Block, rules: Iterable[LabelRule] = ()) -> str:
    """Say in one sentence why a block has its label, with the evidence; `rules` are plugins'."""
    return explain_reason(block.reason, {rule.name: rule.sentence for rule in rules})


def explain_reason(reason: Reason, sentences: Mapping[str, str]) -> str:
    """Say what a reason means, with its evidence; an unknown rule is said by its name."""
    sentence = SENTENCES.get(reason.rule) or sentences.get(reason.rule) or reason.rule
    return f"{sentence} Evidence: {reason.evidence}" if reason.evidence else sentence
