from itertools import product
from random import Random

from corpuskit.evaluation.bootstrap import bootstrap
from corpuskit.evaluation.tally import Key, Measure, Tallies, Tally

PARAGRAPH = Key(Measure.LINES, "paragraph")
TITLE = Key(Measure.LINES, "title")
GOOD: Tallies = {PARAGRAPH: Tally(4, 4, 4)}
BAD: Tallies = {PARAGRAPH: Tally(0, 4, 4), TITLE: Tally(1, 1, 1)}


def seeded(seed: int = 0) -> Random:
    return Random(seed)  # noqa: S311  # no secret


class AllDraws(Random):
    """Draws each way of taking two of two documents once, in turn."""

    def __init__(self) -> None:
        super().__init__(0)
        self._draws = product([0, 1], repeat=2)

    def choices(self, *args: object, **kwargs: object) -> list[int]:  # type: ignore[override]  # only what is called
        return list(next(self._draws))


def test_an_interval_holds_the_middle_of_what_the_draws_give() -> None:
    """Both good: 1; one of each, twice: 1/2; both bad: 0. The 2.5th and 97.5th are the ends."""
    interval = bootstrap([GOOD, BAD], 4, AllDraws())[PARAGRAPH].recall
    assert interval == (0.0, 1.0)


def test_draws_without_a_figure_are_left_out() -> None:
    """The title is in one document alone; in the three draws that hold it, it is right."""
    intervals = bootstrap([GOOD, BAD], 4, AllDraws())[TITLE]
    assert intervals == ((1.0, 1.0), (1.0, 1.0), (1.0, 1.0))


def test_a_figure_that_no_draw_has_gets_no_interval() -> None:
    never: Tallies = {TITLE: Tally(0, 0, 1)}
    assert bootstrap([never, never], 5, seeded())[TITLE] == (None, (0.0, 0.0), (0.0, 0.0))


def test_the_percentiles_are_those_of_a_hundred_draws() -> None:
    """Of a hundred values in order, 0.025 ask for the third and 0.975 for the ninety-eighth."""
    documents: list[Tallies] = [{PARAGRAPH: Tally(n, 100, 100)} for n in range(100)]

    class OneByOne(Random):
        drawn = -1

        def choices(self, *args: object, **kwargs: object) -> list[int]:  # type: ignore[override]  # as above
            self.drawn += 1
            return [self.drawn] * 100

    interval = bootstrap(documents, 100, OneByOne())[PARAGRAPH].precision
    assert interval == (0.02, 0.97)


def test_the_same_seed_gives_the_same_intervals() -> None:
    documents: list[Tallies] = [{PARAGRAPH: Tally(n, 50, 90)} for n in range(50)]
    assert bootstrap(documents, 50, seeded()) == bootstrap(documents, 50, seeded())
    assert bootstrap(documents, 50, seeded()) != bootstrap(documents, 50, seeded(5))


def test_one_document_or_no_sample_gives_no_interval() -> None:
    assert bootstrap([GOOD], 100, seeded()) == {}
    assert bootstrap([GOOD, BAD], 0, seeded()) == {}
