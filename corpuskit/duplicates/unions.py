"""Which documents belong together: union-find over numbers, eight bytes each."""

from array import array


class Unions:
    """Sets of numbers from 0; each is in a set of its own until it is joined with another."""

    def __init__(self, count: int) -> None:
        self._parents = array("Q", range(count))

    def find(self, number: int) -> int:
        """Give the number that stands for the whole set, its least one."""
        parents = self._parents
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    def join(self, one: int, other: int) -> int:
        """Make one set of two, and give the number that stands for it."""
        first, second = sorted((self.find(one), self.find(other)))
        self._parents[second] = first
        return first
