"""Lines inside the article whose role no rule settles: paragraph, caption or heading.

Asked when every rule has spoken. All features of all open lines are weighed together with those of
their neighbours; nothing is decided here about what is left out.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from math import log
from typing import NamedTuple

from corpuskit.labels.chain import Chain
from corpuskit.labels.markup_rules import is_plain_paragraph
from corpuskit.labels.page import QUESTION_MARKS, Page, Verdict, confidence_of
from corpuskit.labels.role_features import ROLE_FEATURES
from corpuskit.labels.role_forms import Answer
from corpuskit.labels.role_page import RolePage, role_page
from corpuskit.labels.role_weights import OTHER, ROLES, PerRole, RoleWeights
from corpuskit.labels.weighed_rules import FEWEST_LINES
from corpuskit.model import Label, Reason
from corpuskit.text.lines import Line

SENTENCES: Mapping[str, str] = {
    f"{role}.weighed": f"The features of the line and its neighbours speak for a {role}."
    for role in ROLES
}
UNREASONED = "paragraph.default"
"""The rule that decides when nothing is known; what is weighed says more."""
LEAD = "lead.first_running"
SURELY_NO_LEAD = 0.9
"""How likely a caption the first running text must be so that it is not the lead."""
CLEARLY = 0.55
"""What is hardly likelier than all else together overturns no rule."""
MOST_REASONS = 3
LEAST_SHOWN = 0.05
"""Log-odds: less would be rounded to none."""
NEIGHBOURS = "neighbours"
FEWEST_VERSES = 4
"""Lines: so many in a row that look like verses are verses, or rows of a list."""
FEWEST_WORDS_OF_A_VERSE = 3
LONGEST_VERSE = 60
"""Characters."""
STATES: Mapping[Label, int] = {role: place for place, role in enumerate(ROLES)}
"""The states that settled lines of these roles are in."""
NOTHING: PerRole = (0.0, 0.0, 0.0)
NAMES = tuple(feature.name for feature in ROLE_FEATURES)
LEAST = 1e-9
"""So unlikely is a role at the least when reasons are counted."""


class WeighedRole(NamedTuple):
    """What weighing found about a line.

    `likelihoods` has a number for each of ROLES, 0 to 1; `spoken` what each feature, in the order
    of the table, speaks for, and then what holds for every line.
    """

    likelihoods: Sequence[float]
    spoken: Sequence[PerRole]

    @property
    def label(self) -> Label:
        """The likeliest role."""
        return ROLES[self.likelihoods.index(max(self.likelihoods))]

    @property
    def is_likely(self) -> bool:
        """Whether the likeliest role is clearly likelier than the others together."""
        return max(self.likelihoods) > CLEARLY

    def likelihood(self, role: Label) -> float:
        """Give how likely a role is."""
        return self.likelihoods[ROLES.index(role)]

    @property
    def evidence(self) -> str:
        """Name the features that speak most for the likeliest role and against the next one."""
        shown = [reason for reason in self._reasons() if reason[0] >= LEAST_SHOWN]
        most = sorted(shown, reverse=True)[:MOST_REASONS]
        return ", ".join([f"{name} {value:+.1f}" for value, name in most])

    def _reasons(self) -> list[tuple[float, str]]:
        likelihoods = self.likelihoods
        places = sorted(range(len(ROLES)), key=likelihoods.__getitem__, reverse=True)
        first, second, *_ = places
        values = [role[first] - role[second] for role in self.spoken]
        odds = log(max(likelihoods[first], LEAST) / max(likelihoods[second], LEAST))
        named = zip(values, NAMES, strict=False)
        return [(odds - sum(values), NEIGHBOURS), *named]


class RoleChain:
    """Weighs the roles of the open lines of pages; immutable once made."""

    def __init__(self, weights: RoleWeights) -> None:
        self._bias = weights.bias
        self._chain = Chain(weights.transitions, len(ROLES))
        self._asked = [
            (feature.ask, _by_answer(weights.features[feature.name])) for feature in ROLE_FEATURES
        ]

    def weigh(self, page: RolePage) -> dict[int, WeighedRole]:
        """Weigh the open lines of a page, by place."""
        spoken = {
            line.place: self._spoken(line, page)
            for line in page.page.lines
            if page.settled[line.place] is None
        }
        states = [
            STATES.get(label, OTHER) if label else tuple(map(sum, zip(*spoken[place], strict=True)))
            for place, label in enumerate(page.settled)
        ]
        found = self._chain.marginals(states)
        return {place: WeighedRole(shares, spoken[place]) for place, shares in found.items()}

    def _spoken(self, line: Line, page: RolePage) -> list[PerRole]:
        said = [numbers.get(ask(line, page), NOTHING) for ask, numbers in self._asked]
        said.append(self._bias)
        return said


def mark_weighed_roles(page: Page, chain: RoleChain) -> None:
    """Decide anew about the roles of open lines; none on a page that says little.

    A line that repeats another keeps its verdict: how sure that is decides whether the line is
    left out.
    """
    if not page.has_article or len(page.lines) < FEWEST_LINES:
        return
    found = chain.weigh(role_page(page))
    verses = _verses(found, page)
    for place, weighed in found.items():
        verdict = page.verdicts[place]
        if place in page.repeats or (place in verses and weighed.label is Label.HEADING):
            continue
        if verdict is not None and _may_be(weighed, place, page):
            page.verdicts[place] = _decide(verdict, weighed, page.likelihood(page.lines[place], 1))
    _mark_lead(page)


def _verses(found: Mapping[int, WeighedRole], page: Page) -> frozenset[int]:
    """Give the places of short lines so many in a row that none of them is a heading."""
    places = [place for place in found if _may_be_a_verse(page.lines[place])]
    runs = groupby(enumerate(places), lambda each: each[1] - each[0])
    rows = ([place for _, place in run] for _, run in runs)
    return frozenset(place for row in rows if len(row) >= FEWEST_VERSES for place in row)


def _may_be_a_verse(line: Line) -> bool:
    is_short = len(line.text) <= LONGEST_VERSE and not line.stopped
    return is_short and len(line.text.split()) >= FEWEST_WORDS_OF_A_VERSE


def _may_be(weighed: WeighedRole, place: int, page: Page) -> bool:
    """Say whether a role fits where the line stands.

    Below the last running text a heading would have nothing to head. No caption is a question, a
    line of a post, a formula of an official text, or a paragraph by its element, unless it stands
    in a figure or a table, or its class says so.
    """
    if weighed.label is Label.HEADING:
        return place <= page.shape.last_running
    return weighed.label is not Label.CAPTION or not _is_no_caption(page.lines[place], page)


def _is_no_caption(line: Line, page: Page) -> bool:
    if line.text.endswith(QUESTION_MARKS) or line.place in page.posts:
        return True
    return is_plain_paragraph(line) or _is_official(line, page)


def _is_official(line: Line, page: Page) -> bool:
    """Whether a line is a formula on a page with an official text, and no cue of captions."""
    is_formula = bool(page.letterheads) and page.lexicon.formulas.fit(line.key)
    return is_formula and not page.caption_cue(line)


def _by_answer(numbers: Mapping[str, PerRole]) -> dict[Answer, PerRole]:
    """Let answers that are figures or yes and no be looked up as they are given."""
    found: dict[Answer, PerRole] = dict(numbers.items())
    found.update({int(answer): said for answer, said in numbers.items() if answer.isdecimal()})
    found.update(
        {answer: numbers[str(answer)] for answer in (False, True) if str(answer) in numbers}
    )
    return found


def _decide(verdict: Verdict, weighed: WeighedRole, likelihood: float) -> Verdict:
    """Keep the reason of a rule that was right, since a reader can check it, and say how surely.

    `likelihood` is that of the line being text at all, so it bounds how sure its role is.
    """
    sureness = confidence_of(max(weighed.likelihoods) * likelihood)
    rule = verdict.reason.rule
    if rule == LEAD and weighed.likelihood(Label.CAPTION) < SURELY_NO_LEAD:
        return verdict
    if weighed.label is verdict.label and rule != UNREASONED:
        return verdict._replace(reason=Reason(rule, sureness, verdict.reason.evidence))
    if not weighed.is_likely:
        return verdict
    return Verdict(weighed.label, Reason(f"{weighed.label}.weighed", sureness, weighed.evidence))


def _mark_lead(page: Page) -> None:
    """Where the first running text is a caption, let the next paragraph be the lead."""
    first = page.shape.first_running
    if page.label_at(first) is not Label.CAPTION:
        return
    for line in page.lines[first + 1 :]:
        verdict = page.verdicts[line.place]
        if verdict is not None and verdict.label is Label.PARAGRAPH and line.running:
            page.verdicts[line.place] = Verdict(Label.LEAD, Reason(LEAD, verdict.reason.confidence))
            return
