"""The documents that share a band: compared until all that are alike are connected.

A bucket of n documents has n * (n - 1) / 2 pairs, but a pair that is connected already need not be
compared: the sets of connected documents are the same either way. So a document is compared with
one set after another, and with a set only until one of its members is alike; of n copies each is
compared once. Documents that share a band without being alike are what could still cost n * n:
each is compared with the nearest in size, `MOST_CHECKS` of them at most. Up to so many
documents, a bucket gives exactly what comparing all pairs gives; beyond, `missed` counts the
documents that were not compared with all.
"""

from collections.abc import Callable
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from corpuskit.duplicates.unions import Unions

MOST_CHECKS = 64


class Member(NamedTuple):
    """A document in a bucket: its number, and how many shingles it has."""

    number: int
    size: int


Alike = Callable[[Member, Member], bool]


class Bucket:
    """The documents of one bucket, in sets that are connected; they are added by size."""

    def __init__(self, unions: Unions, alike: Alike) -> None:
        self.missed = 0
        self._unions, self._alike = unions, alike
        self._sets: dict[int, list[Member]] = {}
        self._is_cut = False

    def add(self, member: Member) -> None:
        """Connect a document with every earlier one that it is alike to."""
        root = self._unions.find(member.number)
        near = self._near(member, root)
        together = [*near, root] if root in self._sets else near
        members = chain.from_iterable(self._sets.pop(each) for each in together)
        ordered = sorted(members, key=attrgetter("size"))
        for other in near:
            root = self._unions.join(root, other)
        self._sets[root] = [*ordered[1 - MOST_CHECKS :], member]
        if len(self._sets) > MOST_CHECKS:
            del self._sets[next(iter(self._sets))]
            self._is_cut = True

    def _near(self, member: Member, root: int) -> list[int]:
        """Find the sets of which one member is alike, the latest set first."""
        left, found = MOST_CHECKS, list[int]()
        for other in reversed(self._sets):
            if other == root:
                continue
            for earlier in reversed(self._sets[other]):
                if not left:
                    self.missed += 1
                    return found
                left -= 1
                if self._alike(member, earlier):
                    found.append(other)
                    break
        self.missed += self._is_cut
        return found
