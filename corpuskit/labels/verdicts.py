"""What a rule of a plugin decided is judged before anybody builds on it."""

from collections.abc import Callable
from typing import Any

from corpuskit.labels.page import Verdict
from corpuskit.model import Label, Reason

Fits = Callable[[Any, str], bool]


def _is_likelihood(verdict: Verdict, rule: str) -> bool:
    confidence: object = verdict.reason.confidence
    is_number = isinstance(confidence, int | float) and not isinstance(confidence, bool)
    return is_number and 0 <= verdict.reason.confidence <= 1


FIELDS: tuple[tuple[str, Fits, str], ...] = (
    ("label", lambda verdict, _: isinstance(verdict.label, Label), "a Label"),
    ("reason", lambda verdict, _: isinstance(verdict.reason, Reason), "a Reason"),
    ("detail", lambda verdict, _: isinstance(verdict.detail, str), "a str"),
    ("reason.rule", lambda verdict, rule: verdict.reason.rule == rule, "the name of the rule"),
    ("reason.confidence", _is_likelihood, "a number from 0 to 1"),
    ("reason.evidence", lambda verdict, _: isinstance(verdict.reason.evidence, str), "a str"),
)
"""What each part of a verdict must be, in this order: the reason is looked into when it is one."""


def fault_of(verdict: object, rule: str) -> str:
    """Say what is wrong with the verdict of a rule, "" when nothing is.

    What is no verdict at all needs no more words.
    """
    if not isinstance(verdict, Verdict):
        return ": expected a Verdict or None"
    wrong = ((field, expected) for field, fits, expected in FIELDS if not fits(verdict, rule))
    field, expected = next(wrong, ("", ""))
    return f": its {field} is to be {expected}" if field else ""
