"""The second count: where the lines that articles share stand in their pages.

As in the first count, one page is counted by a pure function, and counts are merged in any order.
"""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from corpuskit.profiles.keys import LineKeys
from corpuskit.profiles.likeness import Witness, merged, signature_of
from corpuskit.profiles.pages import LearnedPage, PageLine, Role
from corpuskit.profiles.places import Place, find_places, is_beside, own_text, touching
from corpuskit.profiles.repetition import SharedKey, digests
from corpuskit.profiles.spots import Spot

MOST_SAMPLES = 5
OUTSIDE = frozenset({Place.ABOVE, Place.BELOW})
LINE, PATTERN = "line", "pattern"

EvidenceKey = tuple[str, ...]
"""A site, "line" or "pattern", and the folded line or the pattern itself."""
IsShared = Callable[[SharedKey], bool]


class Evidence(Struct, frozen=True, array_like=True, gc=False):
    """On how many pages a line stands, and on how many of them where.

    `outside` counts pages on which it stands only outside the text; `headline`, pages on which it
    may be the headline or not; `beside`, next to another shared line; `touching`, directly beside
    the text; `settled`, labelled by another rule for what it says. `texts` are the first few forms
    in which it was printed, `sample` some of the pages.
    """

    pages: int
    outside: int
    headline: int
    above: int
    inside: int
    below: int
    beside: int
    touching: int
    settled: int
    texts: tuple[str, ...]
    sample: tuple[Witness, ...]


class Sighting(Struct, frozen=True, gc=False):
    """One line of a page that pages share."""

    text: str
    place: Place
    beside: bool
    touching: bool
    settled: bool


def count_evidence(
    page: LearnedPage, keys: LineKeys, is_shared: IsShared
) -> dict[EvidenceKey, Evidence] | None:
    """Count where the shared lines of one page stand; None for a page without its own text."""
    spots = [_spot(line, page.site, keys, is_shared) for line in page.lines]
    own = own_text(spots)
    if not own:
        return None
    witness = Witness(page.mark, signature_of(spots[place].text for place in own))
    sightings: dict[EvidenceKey, list[Sighting]] = {}
    for sighting in _sightings(spots, names=page.names):
        for kind, text in _kinds(sighting.text, keys):
            sightings.setdefault((page.site, kind, text), []).append(sighting)
    return {key: _evidence(found, witness) for key, found in sightings.items()}


def merge_evidence(one: Evidence, other: Evidence) -> Evidence:
    """Add two counts of the same line."""
    return Evidence(
        one.pages + other.pages,
        one.outside + other.outside,
        one.headline + other.headline,
        one.above + other.above,
        one.inside + other.inside,
        one.below + other.below,
        one.beside + other.beside,
        one.touching + other.touching,
        one.settled + other.settled,
        _few({*one.texts, *other.texts}),
        merged(one.sample, other.sample),
    )


def _spot(line: PageLine, site: str, keys: LineKeys, is_shared: IsShared) -> Spot:
    known = [is_shared((site, digest)) for digest in digests(line.text, keys)]
    exact = bool(known) and known[0]
    common = any(known)
    formula, location = common and keys.is_formula(line.text), keys.is_place(line.text)
    return Spot(line.text, line.role, line.running, common, exact, formula, location)


def _kinds(text: str, keys: LineKeys) -> Iterator[tuple[str, str]]:
    yield LINE, keys.key(text)
    if pattern := keys.pattern(text):
        yield PATTERN, pattern


def _sightings(spots: Sequence[Spot], *, names: bool) -> Iterator[Sighting]:
    places, beside_text = find_places(spots, names=names), touching(spots)
    for at, spot in enumerate(spots):
        if spot.common:
            settled = spot.role is Role.SETTLED
            beside = is_beside(spots, places, at)
            yield Sighting(spot.text, places[at], beside, at in beside_text, settled)


def _evidence(sightings: Sequence[Sighting], witness: Witness) -> Evidence:
    places = {sighting.place for sighting in sightings}
    return Evidence(
        pages=1,
        outside=int(places <= OUTSIDE),
        headline=int(Place.HEADLINE in places and Place.INSIDE not in places),
        above=int(Place.ABOVE in places),
        inside=int(Place.INSIDE in places),
        below=int(Place.BELOW in places),
        beside=int(any(sighting.beside for sighting in sightings)),
        touching=int(all(sighting.touching for sighting in sightings)),
        settled=int(any(sighting.settled for sighting in sightings)),
        texts=_few({sighting.text for sighting in sightings}),
        sample=(witness,),
    )


def _few(texts: set[str]) -> tuple[str, ...]:
    """Give the first few forms of a line, those in capitals throughout last."""
    return tuple(sorted(texts, key=lambda text: (text.isupper(), text))[:MOST_SAMPLES])
