"""Basics: the columns that several features are made of, each made once for a page."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from corpuskit.model import Label
from corpuskit.weighing.columns import Column, coarse, crossed, flagged, graded, same
from corpuskit.weighing.form import Form

SIZES = (6, 12, 18, 25, 33, 42, 55, 70, 90, 120, 170, 250, 400, 700)
DISTANCES = (0, 1, 2, 3, 5, 8, 13, 21, 40)
SHARES = (0.01, 0.06, 0.12, 0.2, 0.35, 0.6, 0.99)
LABELS = {
    None: 0,
    Label.CHROME: 1,
    Label.DATE_LINE: 2,
    Label.BYLINE: 3,
    Label.SOURCE_LINE: 4,
    Label.CAPTION: 5,
    Label.ALT_TEXT: 6,
}
OTHER_LABEL = 7
THEMES = (0, 0.01, 0.15, 0.3, 0.45, 0.6, 0.8)
BLOCK_SHARES = (0.5, 0.9)
TEXT_SHARES = (0.04, 0.1, 0.2, 0.4)
SHORT_LINE = 70
MANY = 4
"""Times: a line that comes so often names a part of a template, as beside each post of a forum."""


class Basics:
    """Columns of one page that features combine."""

    def __init__(self, form: Form) -> None:
        self.form = form

    @cached_property
    def size(self) -> Column:
        """The length of the line, in 15 steps."""
        return graded((t.size for t in self.form.traits), SIZES)

    @cached_property
    def rough_size(self) -> Column:
        """The length of the line, in 8 steps."""
        return coarse(self.size, 2)

    @cached_property
    def rougher_size(self) -> Column:
        """The length of the line, in 5 steps."""
        return coarse(self.size, 3)

    @cached_property
    def roughest_size(self) -> Column:
        """The length of the line, in 4 steps."""
        return coarse(self.size, 4)

    @cached_property
    def shared(self) -> Sequence[float]:
        """How much of the line is words that all texts of the page have; -1 where none are."""
        is_common = self.form.common.__contains__
        if not self.form.common:
            return [-1.0] * self.form.count
        return [sum(map(is_common, t.words)) / (len(t.words) or 1) for t in self.form.traits]

    @cached_property
    def theme(self) -> Column:
        """How many of its other words the line has in common with the block of text."""
        return graded(self._theme_shares(), THEMES)

    def _theme_shares(self) -> Iterable[float]:
        first, last = self.form.block
        common, themes = self.form.common, self.form.themes
        of_others = frozenset(themes)
        of_several = frozenset(word for word, count in themes.items() if count > 1)
        for place, trait in enumerate(self.form.traits):
            own = [word for word in trait.words if word not in common]
            known = of_several if trait.text and first <= place <= last else of_others
            yield sum(map(known.__contains__, own)) / len(own) if own else -1.0

    @cached_property
    def stopped(self) -> Column:
        """Whether the line ends like a sentence."""
        return flagged(t.line.stopped for t in self.form.traits)

    @cached_property
    def text(self) -> Column:
        """Whether the line looks like running text of an article."""
        return flagged(t.text for t in self.form.traits)

    @cached_property
    def furnished(self) -> Column:
        """Whether the line looks like furniture."""
        return flagged(t.furnished for t in self.form.traits)

    @cached_property
    def shape(self) -> Column:
        """The length, end and furniture of the line."""
        return crossed(self.rough_size, self.stopped, self.furnished)

    @cached_property
    def label(self) -> Column:
        """What rules about single lines have decided."""
        return Column([LABELS.get(t.label, OTHER_LABEL) for t in self.form.traits], OTHER_LABEL + 1)

    @cached_property
    def side(self) -> Column:
        """In the block, above it, below it, or on a page without one."""
        return Column(self.form.sides(), 4)

    @cached_property
    def share(self) -> Column:
        """How much of the line is words of furniture."""
        return graded((t.share for t in self.form.traits), SHARES)

    @cached_property
    def times(self) -> Column:
        """How often the page has the line."""
        return Column([min(t.times, 4) - 1 for t in self.form.traits], 4)

    @cached_property
    def gathered(self) -> Column:
        """How much of the running text of the page is in its block."""
        first, last = self.form.block
        inside = self.form.mass_sums[last + 1] - self.form.mass_sums[first]
        return same(inside / (self.form.total + 1), self.form.count, BLOCK_SHARES)

    @cached_property
    def wordy(self) -> Column:
        """How many lines of the page are running text."""
        running = sum(t.line.running for t in self.form.traits)
        return same(running / self.form.count, self.form.count, TEXT_SHARES)

    @cached_property
    def templated(self) -> Column:
        """How many lines of the page come again and again."""
        many = sum(t.times >= MANY for t in self.form.traits)
        return same(many / self.form.count, self.form.count, (0.02, 0.1, 0.25))

    @cached_property
    def forum(self) -> Column:
        """How many short lines of the page speak of posts and members."""
        short = [t for t in self.form.traits if t.size < SHORT_LINE]
        posts = sum("forum" in t.furniture.kinds for t in short)
        return same(posts / self.form.count, self.form.count, (0.04, 0.1, 0.2))
