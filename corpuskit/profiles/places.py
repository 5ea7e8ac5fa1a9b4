"""Where a line of a page stands: above, inside or below its own text.

The own text of a page is the running text that other pages do not have, so that a legal notice
below every page is no text. One function says so while a profile is learned and while it is used.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from corpuskit.profiles.keys import DATE, TIME
from corpuskit.profiles.pages import Role
from corpuskit.profiles.spots import WORD, Spot
from corpuskit.profiles.tables import table_lines
from corpuskit.text.lines import is_stopped

REACH_OF_A_TITLE = 6
"""Lines: so near above the text a headline stands."""
ELLIPSES = ("...", "…")
NAME = re.compile(r"[^\W\d_][^\d:!?\"“”%&@#…]{1,40}")
MOST_WORDS_OF_A_NAME = 5
FEWEST_WORDS_OF_A_SENTENCE = 5
SHORTEST_MENU = 3
DATED = re.compile(rf"{DATE}|{TIME}|[0-9].*(?<![0-9])(?:19|20)[0-9]{{2}}(?![0-9])")


class Place(StrEnum):
    """Where a line stands.

    HEADLINE is a shared line in the place of the headline, on a page without one of its own: it may
    be either. NOWHERE is every line of a page that has no text of its own.
    """

    ABOVE = "above"
    HEADLINE = "headline"
    INSIDE = "inside"
    BELOW = "below"
    NOWHERE = "nowhere"


def own_text(spots: Sequence[Spot]) -> list[int]:
    """Give the places of the running text that is the page's own, else of its short sentences."""
    own = [
        place
        for place, spot in enumerate(spots)
        if spot.role is not Role.CHROME and (spot.formula or not spot.exact)
    ]
    running = [place for place in own if spots[place].running]
    return running or [place for place in own if is_sentence(spots[place].text)]


def is_sentence(text: str) -> bool:
    """Say whether a short line is a sentence: it has a stop and enough words."""
    return bool(text) and is_stopped(text) and len(text.split()) >= FEWEST_WORDS_OF_A_SENTENCE


def find_places(spots: Sequence[Spot], *, names: bool) -> list[Place]:
    """Say where each line stands; `names` says that a line of capitalised words can be names.

    A line outside that belongs to the text by its form counts as inside: it introduces the text,
    closes it, says its date, or is a row of a table.
    """
    own = own_text(spots)
    if not own:
        return [Place.NOWHERE] * len(spots)
    first, last = own[0], own[-1]
    above, below = _next_line(spots, first, -1), _next_line(spots, last, 1)
    title = _headline(spots, first)
    inside = {*table_lines(spots), *_formulas(spots), *_dates(spots, title, first)}
    inside |= {place for place in (above, below) if _is_bound(spots, place, names=names)}
    if above >= 0 and spots[above].text.endswith(":"):
        inside.add(above)
    inside |= {place for place, spot in enumerate(spots) if spot.text.endswith(";")}
    places = [Place.ABOVE] * first + [Place.INSIDE] * (last - first + 1)
    places += [Place.BELOW] * (len(spots) - len(places))
    if title < 0 <= above:
        places[above] = Place.HEADLINE
    return [Place.INSIDE if at in inside else place for at, place in enumerate(places)]


def touching(spots: Sequence[Spot]) -> frozenset[int]:
    """Give the lines directly beside the own text: above its first line, and below its last."""
    own = own_text(spots)
    if not own:
        return frozenset()
    return frozenset({_next_line(spots, own[0], -1), _next_line(spots, own[-1], 1)})


def is_in_menu(spots: Sequence[Spot], places: Sequence[Place], at: int) -> bool:
    """Say whether a line is one of several different shared lines in a row, as in a menu."""
    run = [at]
    for step in (-1, 1):
        other = at + step
        while len(run) <= SHORTEST_MENU and _goes_on(spots, places, at, other):
            run.append(other)
            other += step
    return len({spots[place].text for place in run}) >= SHORTEST_MENU


def _goes_on(spots: Sequence[Spot], places: Sequence[Place], at: int, other: int) -> bool:
    return (
        0 <= other < len(spots)
        and (spots[other].is_shared or spots[other].role is Role.CHROME)
        and places[other] is places[at]
    )


def is_beside(spots: Sequence[Spot], places: Sequence[Place], at: int) -> bool:
    """Say whether another shared line stands directly above or below, also outside the text."""
    return any(
        _goes_on(spots, places, at, other) and spots[other].text != spots[at].text
        for other in (at - 1, at + 1)
    )


def _next_line(spots: Sequence[Spot], place: int, step: int) -> int:
    """Give the next line that no other rule has settled, -1 for none."""
    place += step
    while 0 <= place < len(spots) and spots[place].role is Role.SETTLED:
        place += step
    return place if 0 <= place < len(spots) else -1


def _headline(spots: Sequence[Spot], first: int) -> int:
    """Give the nearest line above the text that is the page's own, -1 for none near it."""
    for place in range(first - 1, max(0, first - REACH_OF_A_TITLE) - 1, -1):
        spot = spots[place]
        if spot.role is not Role.SETTLED and not spot.is_shared and WORD.search(spot.text):
            return place
    return -1


def _dates(spots: Sequence[Spot], title: int, first: int) -> set[int]:
    """Give the dates between headline and text."""
    return {at for at in range(title + 1, first) if title >= 0 and _is_dated(spots[at])}


def _formulas(spots: Sequence[Spot]) -> set[int]:
    """Give the formulas outside of menus, and lines in capitals beside them: who issued a text."""
    formulas = {
        place for place, spot in enumerate(spots) if spot.formula and not _in_menu(spots, place)
    }
    beside = {place + step for place in formulas for step in (-1, 1)}
    return formulas | {at for at in beside if 0 <= at < len(spots) and spots[at].text.isupper()}


def _in_menu(spots: Sequence[Spot], place: int) -> bool:
    return 0 < place < len(spots) - 1 and all(
        other.is_shared and not other.running for other in (spots[place - 1], spots[place + 1])
    )


def _is_bound(spots: Sequence[Spot], place: int, *, names: bool) -> bool:
    """Whether a line beside the text is a short sentence, a date, or a name that can be told."""
    if place < 0 or spots[place].running or spots[place].role is Role.CHROME:
        return False
    text = spots[place].text
    is_closed = is_stopped(text) and not text.endswith(ELLIPSES)
    return is_closed or _is_dated(spots[place]) or (names and _is_name(text))


def _is_dated(spot: Spot) -> bool:
    """Whether a line has a date that differs from page to page."""
    return spot.common and not spot.exact and bool(DATED.search(spot.text))


def _is_name(text: str) -> bool:
    words = text.split()
    fits = 1 < len(words) <= MOST_WORDS_OF_A_NAME and NAME.fullmatch(text)
    return bool(fits) and all(word[:1].isupper() for word in words if word[:1].isalpha())
