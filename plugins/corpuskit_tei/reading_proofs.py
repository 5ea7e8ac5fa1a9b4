"""Statements with the stretches of the text that prove them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lxml import etree

from corpuskit import Certainty, Fact, Label, Span, SpanKind
from corpuskit_tei.reading_values import certainty, text_of

RULE = "tei"
"""The rule of what a header says: which rule decided first is not written there."""


class Proof(NamedTuple):
    """A span, the label of its block, and how sure the metadata are that rest on it, if any do."""

    span: Span
    label: Label
    is_in_dateline: bool
    certainty: Certainty | None


class Statement(NamedTuple):
    """A statement of the header."""

    value: str
    certainty: Certainty


def statement(element: etree._Element | None) -> Statement | None:
    """Read the statement that an element makes."""
    return None if element is None else Statement(text_of(element), certainty(element))


def stated_fact(said: Statement) -> Fact:
    """Give a statement that no stretch of the text proves."""
    return Fact(said.value, said.value, -1, -1, RULE, said.certainty)


def proved_fact(said: Statement, span: Span) -> Fact:
    """Give a statement that a span proves."""
    return Fact(said.value, span.text, span.start, span.end, RULE, said.certainty)


def of_kind(proofs: Iterable[Proof], kind: SpanKind) -> list[Proof]:
    """Give the proofs of a kind on which metadata rest."""
    return [proof for proof in proofs if proof.span.kind is kind and proof.certainty]


def first(proofs: Sequence[Proof], kind: SpanKind, *, in_dateline: bool = False) -> Proof | None:
    """Give the first proof of a kind on which metadata rest, in the dateline alone if so asked."""
    found = of_kind(proofs, kind)
    return next((p for p in found if p.is_in_dateline or not in_dateline), None)
