"""Basics: the columns that several features are made of, each made once for a page."""

from collections.abc import Iterable, Sequence
from statistics import fmean

from corpuskit.model import Label
from corpuskit.weighing.columns import Column, answered, coarse, crossed, graded
from corpuskit.weighing.form import Form

SIZES = (6.0, 12.0, 18.0, 25.0, 33.0, 42.0, 55.0, 70.0, 90.0, 120.0, 170.0, 250.0, 400.0, 700.0)
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
USUALLY_SHARED = 0.28
"""How much of a text is words of all texts of its page: in the mean .3 in English, German and
French, but .08 in Turkish, .12 in Arabic, .15 in Russian."""
HARDLY_SHARED = 0.18
"""In the mean of a page: less is raised to what is usual."""
MOST_RAISED = 4.0
COMMON_SHARES = (0.0, 0.01, 0.1, 0.2, 0.3, 0.4, 0.55)
THEMES = (0.0, 0.01, 0.15, 0.3, 0.45, 0.6, 0.8)
BLOCK_SHARES = (0.5, 0.9)
TEXT_SHARES = (0.04, 0.1, 0.2, 0.4)
TEMPLATE_SHARES = (0.02, 0.1, 0.25)
FORUM_SHARES = (0.04, 0.1, 0.2)
SHORT_LINE = 70
MANY = 4
"""Times: a line that comes so often names a part of a template, as beside each post of a forum."""


class Basics:
    """Columns of one page that features combine, and answers about the page as a whole.

    Of the line itself: its length (`size`, in 15 steps, and in 8, 5 and 4), whether it ends like a
    sentence (`stopped`), looks like running text (`text`) or like furniture (`furnished`), how much
    of it is words of furniture (`share`), what rules have decided (`label`), how often the page
    has it (`times`). Beside others: its `side` of the block of text (in it, above it, below it, or
    on a page without one), how much of it is words that all texts of the page have (`shared`), and
    how much of the rest is words of the block (`theme`).
    """

    def __init__(self, form: Form) -> None:
        self.form = form
        self.size = graded(form.sizes, SIZES)
        self.rough_size = coarse(self.size, 2)
        self.rougher_size = coarse(self.size, 3)
        self.roughest_size = coarse(self.size, 4)
        self.stopped = Column(form.stopped, 2)
        self.text = Column(form.text, 2)
        self.furnished = Column(form.furnished, 2)
        self.label = Column(
            [LABELS.get(t.label, OTHER_LABEL) for t in form.traits], OTHER_LABEL + 1
        )
        self.share = graded([t.share for t in form.traits], SHARES)
        self.times = Column([min(t.times, MANY) - 1 for t in form.traits], 4)
        self.side = Column(form.sides(), 4)
        self.end = crossed(self.rough_size, self.stopped)
        self.shape = crossed(self.end, self.furnished)
        self.place = crossed(self.side, self.text)
        self._compare_words()
        self._ask_about_page()

    def _compare_words(self) -> None:
        """Divide the words of each line into those of all texts of the page and its own."""
        common = self.form.common
        every = [trait.words for trait in self.form.traits]
        own = every
        shared = [-1.0] * len(every)
        if common:
            own = [[word for word in words if word not in common] for words in every]
            pairs = zip(every, own, strict=True)
            shared = [(len(words) - len(rest)) / (len(words) or 1) for words, rest in pairs]
            shared = _as_usual(shared, self.form.text)
        self.shared = graded(shared, COMMON_SHARES)
        self.theme = graded(self._theme_shares(own), THEMES)

    def _theme_shares(self, own: Sequence[Sequence[str]]) -> Iterable[float]:
        """Give how many of the own words of each line the block of text has, beside the line."""
        first, last = self.form.block
        of_others = self.form.themes
        of_several = self.form.shared_themes - self.form.common
        for place, (words, is_text) in enumerate(zip(own, self.form.text, strict=True)):
            known = of_several if is_text and first <= place <= last else of_others
            if not words:
                yield -1.0
            else:
                yield len([word for word in words if word in known]) / len(words) if known else 0.0

    def _ask_about_page(self) -> None:
        """Ask how much of the page is in its block, is text, comes again, speaks of posts."""
        form, count = self.form, self.form.count
        running = [line for line in form.lines if line.running]
        many = [trait for trait in form.traits if trait.times >= MANY]
        short = [t for t in form.traits if t.furniture.amount and t.size < SHORT_LINE]
        posts = [trait for trait in short if "forum" in trait.furniture.kinds]
        self.gathered = answered(form.gathered(), BLOCK_SHARES)
        self.wordy = answered(len(running) / count, TEXT_SHARES)
        self.templated = answered(len(many) / count, TEMPLATE_SHARES)
        self.forum = answered(len(posts) / count, FORUM_SHARES)


def _as_usual(shared: Sequence[float], text: Sequence[object]) -> list[float]:
    """Raise the shares of a page to what is usual, where its texts have little in common.

    Turkish or Arabic words carry endings and articles, so that texts share a tenth of them.
    """
    known = [share for share, is_text in zip(shared, text, strict=True) if is_text]
    mean = fmean(known) if known else 0.0
    factor = min(USUALLY_SHARED / mean, MOST_RAISED) if 0 < mean < HARDLY_SHARED else 1.0
    return [min(share * factor, 1.0) for share in shared]
