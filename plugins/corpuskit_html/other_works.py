"""Articles that a page describes in JSON-LD although it is another one."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from corpuskit import Stated
from corpuskit_html.statements import Found

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
    names = [title.casefold() for title in titles]
    own = [_is_titled(_headline(work), names) for work in works]
    for work, is_own in zip(works, own, strict=True):
        is_other = any(own) and not is_own and bool(_headline(work))
        for stated in work.stated:
            yield Found(work.place, replace(stated, kind="") if is_other else stated)


def _headline(work: Work) -> str:
    said = (one.value for one in work.stated if one.name.endswith(_HEADLINE))
    return next(said, "").casefold()


def _is_titled(headline: str, names: Iterable[str]) -> bool:
    """Say whether a headline is a title of the page, which may have the name of the site beside."""
    return bool(headline) and any(headline in name for name in names)
