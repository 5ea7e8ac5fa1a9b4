"""Articles that a page describes in JSON-LD although it is another one."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from msgspec.structs import replace

from corpuskit import Stated
from corpuskit_html.statements import Found

MOST_TITLES = 20
"""So many titles of a page are asked; each headline is looked for in all of them."""
_HEADLINE = ".headline"


class Work(NamedTuple):
    """What one thing of JSON-LD says, and the offset of its script."""

    place: int
    stated: tuple[Stated, ...]


def told_by(works: Sequence[Work], titles: Iterable[str]) -> Iterator[Found]:
    """Give what works say; where one has the headline of the page, what others say has no kind.

    `titles` are those that the page states elsewhere. A page with one headline in JSON-LD, or with
    none that it says elsewhere, is believed.
    """
    names = [title.casefold() for title in islice(titles, MOST_TITLES)]
    headlines = [_headline(work) for work in works]
    own = {headline for headline in headlines if _is_titled(headline, names)}
    for work, headline in zip(works, headlines, strict=True):
        is_other = bool(own and headline) and headline not in own
        for stated in work.stated:
            yield Found(work.place, replace(stated, kind="") if is_other else stated)


def _headline(work: Work) -> str:
    said = (one.value for one in work.stated if one.name.endswith(_HEADLINE))
    return next(said, "").casefold()


def _is_titled(headline: str, names: Iterable[str]) -> bool:
    """Say whether a headline is a title of the page, which may have the name of the site beside."""
    return bool(headline) and any(headline in name for name in names)
