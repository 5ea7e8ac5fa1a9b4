"""Shingles, signatures and bands: fixed numbers, true estimates, exact counts."""

from hashlib import blake2b
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.duplicates.comparison import HASHES, SHINGLE, Banding
from corpuskit.duplicates.kernel import MinHash
from corpuskit.duplicates.words import WordHashes, words_of

MINHASH = MinHash(Banding(20, 6))
WORDS = st.lists(st.sampled_from("abcdefgh"), max_size=40)


def shingles_of(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}


def stored(words: list[str]) -> bytes:
    return MINHASH.shingles(WordHashes().of(words))


@given(WORDS)
def test_there_is_one_number_for_each_different_shingle(words: list[str]) -> None:
    assert len(stored(words)) == 8 * len(shingles_of(words))


@given(WORDS, WORDS)
def test_what_two_documents_share_is_counted_as_sets_of_words_do(
    one: list[str], other: list[str]
) -> None:
    expected = len(shingles_of(one) & shingles_of(other))
    assert MINHASH.common(stored(one), stored(other)) == expected


@pytest.mark.parametrize("times", [2, 3, 100])
def test_bands_depend_on_the_set_of_shingles_alone(times: int) -> None:
    period = ["a", "b", "c", "d"]
    assert stored(period * times) == stored(period * 2)
    assert len(MINHASH.bands(stored(period * times))) == 8 * 20


def numbered(start: int, end: int) -> list[str]:
    return [f"w{n}" for n in range(start, end)]


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.95])
def test_the_signature_estimates_the_similarity(share: float) -> None:
    """Over thirty pairs of 120 hashes the mean is within four standard errors."""
    size, agreed = 600, 0
    common = round(size * 2 * share / (1 + share))
    for pair in range(30):
        start = pair * 10_000
        one = stored(numbered(start, start + size))
        other = stored(numbered(start + size - common, start + 2 * size - common))
        pairs = zip(MINHASH.signature(one), MINHASH.signature(other), strict=True)
        agreed += sum(a == b for a, b in pairs)
    shared = size - 2 - (size - common)
    true = shared / (2 * (size - 2) - shared)
    draws = 30 * HASHES
    assert abs(agreed / draws - true) < 4 * sqrt(true * (1 - true) / draws)


def test_large_documents_are_estimated_as_truly_as_small_ones() -> None:
    one, other = stored(numbered(0, 200_000)), stored(numbered(100_000, 300_000))
    pairs = zip(MINHASH.signature(one), MINHASH.signature(other), strict=True)
    share = sum(a == b for a, b in pairs) / HASHES
    assert abs(share - 1 / 3) < 4 * sqrt(2 / 9 / HASHES)


def test_what_is_stored_is_the_same_on_every_machine_and_in_every_version() -> None:
    """Another value here needs another version of the signature."""
    shingles = stored(words_of("Một con vịt xoè ra hai cái cánh, nó kêu rằng quác quác quác."))
    bands = MINHASH.bands(shingles)
    digests = [blake2b(each, digest_size=8).hexdigest() for each in (shingles, bands)]
    assert digests == ["f72e390fea4795de", "e81dd3e59c51b7b9"]


@pytest.mark.parametrize("words", [[], ["a"], ["a", "b"]])
def test_less_than_a_shingle_has_no_shingle(words: list[str]) -> None:
    assert (stored(words), MINHASH.bands(stored(words))) == (b"", b"")


def test_one_word_a_million_times_is_one_shingle() -> None:
    assert len(stored(["a"] * 1_000_000)) == 8
