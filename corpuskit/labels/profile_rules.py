"""Lines that the profile of the site knows: furniture outside the page's own text."""

from collections.abc import Sequence

from corpuskit.labels.page import Page, Verdict
from corpuskit.model import Label, Reason
from corpuskit.profiles.known import Match, SiteLines
from corpuskit.profiles.pages import Role
from corpuskit.profiles.places import Place, find_places, is_in_menu
from corpuskit.profiles.spots import Spot
from corpuskit.text.lines import Line

PROFILE = "chrome.profile"
SENTENCE = "The profile of the site knows the line: its pages have it outside their texts."
DETAIL = "profile"
OUTSIDE = frozenset({Place.ABOVE, Place.BELOW, Place.HEADLINE, Place.NOWHERE})


def mark_profile_lines(page: Page, known: SiteLines | None) -> None:
    """Decide about the open lines that the profile knows, where they stand outside the text."""
    matches = _matches(page, known) if known else {}
    if known is None or not matches:
        return
    spots = [_spot(page, line, matches.get(line.place), known) for line in page.lines]
    places = find_places(spots, names=page.lexicon.capitals_mean_names)
    for place, match in matches.items():
        if page.is_open(place) and _is_furniture(place, match, spots, places):
            reason = Reason(PROFILE, match.entry.confidence, match.evidence)
            page.verdicts[place] = Verdict(Label.CHROME, reason, DETAIL)


def _is_furniture(place: int, match: Match, spots: Sequence[Spot], places: Sequence[Place]) -> bool:
    """Whether a line that the profile knows stands where furniture does, in company if need be."""
    here = places[place]
    if here not in OUTSIDE:
        return False
    if here is Place.HEADLINE:
        key = spots[place].text.casefold()
        return not any(spot.text.casefold() == key for at, spot in enumerate(spots) if at != place)
    lone_is_text = match.in_company or here is Place.NOWHERE
    return not lone_is_text or is_in_menu(spots, places, place)


def _matches(page: Page, known: SiteLines) -> dict[int, Match]:
    found = ((line.place, known.find(line.text)) for line in page.lines)
    return {place: match for place, match in found if match}


def _spot(page: Page, line: Line, match: Match | None, known: SiteLines) -> Spot:
    label = page.label_at(line.place)
    role = Role.CHROME if label is Label.CHROME else Role.SETTLED if label else Role.TEXT
    location = known.keys.is_place(line.text)
    if match is None:
        return Spot(line.text, role, line.running, common=False, exact=False, location=location)
    formula = known.keys.is_formula(line.text)
    return Spot(line.text, role, line.running, True, match.exact, formula, location)  # noqa: FBT003  # as named above
