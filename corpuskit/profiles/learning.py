"""The order of learning: pages in, a profile out; the caller says where counts are kept."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol, TypeVar

from corpuskit.profiles.evidence import Evidence, count_evidence
from corpuskit.profiles.judgement import judge_sites
from corpuskit.profiles.keys import LineKeys
from corpuskit.profiles.pages import LearnedPage
from corpuskit.profiles.profile import Profile
from corpuskit.profiles.repetition import Spread, count_page, shared_lines

_V = TypeVar("_V")


class Counts(Protocol[_V]):
    """Counts by key: added page by page, read sorted."""

    def add(self, counts: Mapping[tuple[str, ...], _V], /) -> None:
        """Add the counts of a page or of many."""

    def __iter__(self) -> Iterator[tuple[tuple[str, ...], _V]]:
        """Give each key once, in order."""


def learn_profile(
    pages: Iterable[LearnedPage],
    keys: LineKeys,
    spreads: Counts[Spread],
    evidence: Counts[Evidence],
) -> Profile:
    """Learn a profile of pages, which are walked twice; both counts are given empty."""
    sites = Counter[str]()
    for page in pages:
        sites[page.site] += 1
        spreads.add(count_page(page, keys))
    shared = frozenset(shared_lines(spreads, sites))
    with_text = Counter[str](dict.fromkeys(sites, 0))
    for page in pages:
        found = count_evidence(page, keys, shared.__contains__)
        if found is not None:
            with_text[page.site] += 1
            evidence.add(found)
    return Profile(site=tuple(judge_sites(evidence, with_text, keys)))
