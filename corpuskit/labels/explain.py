"""Reasons in words: the sentence behind a rule's name, written only when somebody looks."""

from collections.abc import Iterable, Mapping

from corpuskit.labels.entries import ENTRY
from corpuskit.labels.far_dates import FAR_DATE
from corpuskit.labels.fused_rules import FUSED_RULES
from corpuskit.labels.line_rules import LINE_RULES
from corpuskit.labels.markup_rules import MARKUP_LINE_RULES
from corpuskit.labels.page_rules import PAGE_RULES
from corpuskit.labels.profile_rules import PROFILE, SENTENCE
from corpuskit.labels.related import RELATED_DATE, RELATED_TITLE
from corpuskit.labels.risky_phrases import RISKY_PHRASE
from corpuskit.labels.role_rules import SENTENCES as ROLE_SENTENCES
from corpuskit.labels.rule import LabelRule
from corpuskit.model import Block

SENTENCES: Mapping[str, str] = {
    **{
        rule.name: rule.sentence
        for rule in (*MARKUP_LINE_RULES, *LINE_RULES, *FUSED_RULES, *PAGE_RULES)
    },
    **ROLE_SENTENCES,
    PROFILE: SENTENCE,
    RISKY_PHRASE: "The line is a phrase of page furniture, beside others or said again and again.",
    ENTRY: "The line is a day that heads an entry, as others of the same form do.",
    FAR_DATE: "The line is a date far from the headline, and another date stands beside that.",
    RELATED_DATE: "The line is a date in a list below a heading for related pages.",
    RELATED_TITLE: "The line stands below a heading for related pages, before any text.",
    "blank": "The line holds no character that can be seen.",
    "markup": "The stretch is markup, and holds no text.",
}


def sentences(rules: Iterable[LabelRule] = ()) -> dict[str, str]:
    """Give the sentence of every rule by its name; `rules` are plugins', the core's come first."""
    return {**{rule.name: rule.sentence for rule in rules}, **SENTENCES}


def explain(block: Block, rules: Iterable[LabelRule] = ()) -> str:
    """Say in one sentence why a block has its label, with the evidence; `rules` are plugins'."""
    reason = block.reason
    sentence = sentences(rules).get(reason.rule, reason.rule)
    return f"{sentence} Evidence: {reason.evidence}" if reason.evidence else sentence
