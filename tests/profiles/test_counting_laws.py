"""Counts of pages are merged in any order and grouping, and say the same."""

import pickle
from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import msgpack

from corpuskit.profiles.evidence import Evidence, count_evidence, merge_evidence
from corpuskit.profiles.judgement import wilson
from corpuskit.profiles.likeness import (
    SAMPLE,
    Witness,
    count_articles,
    likeness,
    merged,
    signature_of,
)  # fmt: skip
from corpuskit.profiles.pages import LearnedPage, page_of
from corpuskit.profiles.repetition import Spread, count_page, merge_spread, shared_lines
from tests.profiles.planted import FOOT, KEYS, MENU, body, label, learn, page, sentence

PAGES = {f"a.vn/{n:02}.txt": page(MENU, body(n), f"Đã xem: {n} lần", FOOT) for n in range(12)}
LEARNED = [page_of(document) for document in label(PAGES).values()]
COUNTS = [count_page(one, KEYS) for one in LEARNED]


def sum_of_spreads(order: range | list[int]) -> dict[tuple[str, ...], Spread]:
    total: dict[tuple[str, ...], Spread] = {}
    for number in order:
        for key, spread in COUNTS[number].items():
            total[key] = merge_spread(total[key], spread) if key in total else spread
    return total


SHARED = frozenset(shared_lines(sorted(sum_of_spreads(range(12)).items()), Counter({"a.vn": 12})))
EVIDENCE = [count_evidence(one, KEYS, SHARED.__contains__) or {} for one in LEARNED]
LINE = ("a.vn", "line", "bến sông")


@given(order=st.permutations(range(12)))
def test_spreads_are_merged_in_any_order(order: list[int]) -> None:
    assert sum_of_spreads(order) == sum_of_spreads(range(12))


@given(order=st.permutations(range(12)), cut=st.integers(1, 11))
def test_evidence_is_merged_in_any_order_and_grouping(order: list[int], cut: int) -> None:
    def total(numbers: list[int]) -> Evidence:
        result = EVIDENCE[numbers[0]][LINE]
        for number in numbers[1:]:
            result = merge_evidence(result, EVIDENCE[number][LINE])
        return result

    assert merge_evidence(total(order[:cut]), total(order[cut:])) == total([*range(12)])


def test_a_count_survives_the_way_to_another_process() -> None:
    spread = sum_of_spreads(range(12))["a.vn", next(iter(COUNTS[0]))[1]]
    assert msgpack.decode(msgpack.encode(spread), type=Spread) == spread
    assert msgpack.decode(msgpack.encode(EVIDENCE[0][LINE]), type=Evidence) == EVIDENCE[0][LINE]
    assert pickle.loads(pickle.dumps((LEARNED[0], COUNTS[0], EVIDENCE[0]))) == (  # noqa: S301  # ours
        LEARNED[0], COUNTS[0], EVIDENCE[0],
    )  # fmt: skip
    assert msgpack.decode(msgpack.encode(LEARNED[0]), type=LearnedPage) == LEARNED[0]


@given(
    samples=st.lists(
        st.lists(st.builds(Witness, st.integers(0, 99), st.binary(min_size=1, max_size=1))),
        min_size=3, max_size=3,
    )
)  # fmt: skip
def test_samples_are_merged_in_any_order_and_grouping(samples: list[list[Witness]]) -> None:
    one, two, three = (merged((), sample) for sample in samples)
    assert merged(merged(one, two), three) == merged(one, merged(three, two))
    assert len(merged(one, two)) <= SAMPLE


@given(order=st.permutations(sorted(PAGES)))
@settings(max_examples=5)
def test_the_order_of_the_pages_changes_nothing(order: list[str]) -> None:
    assert learn({name: PAGES[name] for name in order}) == learn(PAGES)


def test_a_line_is_shared_only_when_different_articles_have_it() -> None:
    menu = set.intersection(*(set(count) for count in COUNTS))
    assert menu == SHARED
    assert (
        len(menu) == len(MENU) + len(FOOT) + 3
    )  # two with figures have a pattern too, the counter only one


def test_texts_are_as_alike_as_the_lines_that_they_share() -> None:
    paragraphs = [sentence(f"{n}") for n in range(20)]
    whole = signature_of(paragraphs)
    assert likeness(whole, whole) == 1.0
    assert likeness(whole, signature_of(paragraphs[1:])) > 0.8
    assert likeness(whole, signature_of(sentence(f"x{n}") for n in range(20))) < 0.1
    assert likeness(signature_of([]), signature_of([])) == 1.0


def test_many_articles_are_estimated_from_a_sample() -> None:
    def pages(articles: int, copies: int) -> list[Witness]:
        made = [Witness(a * copies + c, signature_of([sentence(f"{a}", 60)]))
                for a in range(articles) for c in range(copies)]  # fmt: skip
        Random(1).shuffle(made)  # noqa: S311  # no secret
        return [Witness(mark, witness.signature) for mark, witness in enumerate(made)][:SAMPLE]

    assert count_articles(pages(10, 1), 10) == 10
    assert count_articles(pages(1, 40), 40) == 1
    assert 6 <= count_articles(pages(8, 10), 80) <= 10
    assert count_articles(pages(400, 1), 400) == 300


@pytest.mark.parametrize(
    ("share", "number", "bound"),
    [(1.0, 2, 0.3424), (1.0, 5, 0.5655), (1.0, 40, 0.9124), (0.5, 40, 0.352), (0.0, 9, 0.0)],
)
def test_the_bound_is_that_of_the_score_interval(share: float, number: int, bound: float) -> None:
    assert wilson(share, number) == pytest.approx(bound, abs=5e-4)


@given(number=st.integers(1, 500), more=st.integers(1, 500), share=st.floats(0.05, 1))
def test_more_articles_never_make_a_line_less_sure(number: int, more: int, share: float) -> None:
    assert wilson(share, number + more) >= wilson(share, number) - 1e-12


def test_no_article_proves_nothing() -> None:
    assert wilson(1.0, 0) == 0.0
