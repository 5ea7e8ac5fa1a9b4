"""The title of a document: a line of its text, confirmed or supplied by what is stated of it."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corpuskit.facts.trust import Claim, claims
from corpuskit.facts.urls import host_of
from corpuskit.facts.years import weaker
from corpuskit.model import Certainty, Fact, Source
from corpuskit.text.echoes import find_echoes, slug_of

LONGEST_TITLE = 400
"""Characters: a longer statement is no title."""
LEAST_OF_A_CUT_TITLE = 20
"""Characters: so much of a title that ends in dots is enough to know it."""
MOST_PARTS = 4
JOINT = re.compile(r" (?:[-–—|•·»«<>]|::?|\|\|) | ?\| ?")
"""What stands between a title and the name of its site."""
DOTS = ("...", "…")
USUAL_PREFIX = "www."
ADDED_TO_NAMES = ("online", "dientu", "vn", "com", "net", "org", "news")
"""What the name of a site has behind that of its host: "Báo Hà Giang điện tử"."""


class Site(NamedTuple):
    """What the site of a document is called, as slugs, and the names in its host."""

    names: frozenset[str]
    hosts: frozenset[str]

    def is_named(self, text: str) -> bool:
        """Say whether a text is a name of the site and nothing else."""
        slug = slug_of(text)
        joined = slug.replace(" ", "")
        bare = next((joined.removesuffix(a) for a in ADDED_TO_NAMES if joined.endswith(a)), joined)
        return bool(slug) and (slug in self.names or not self.hosts.isdisjoint({joined, bare}))


def site_named(source: Source, url: str, names: Iterable[str] = ()) -> Site:
    """Gather what the site is called: stated publishers and sections, its host, other names."""
    stated = [claim.value for kind in ("publisher", "section") for claim in claims(source, kind)]
    slugs = frozenset(filter(None, map(slug_of, (*stated, *names))))
    return Site(slugs, frozenset(_names_in(host_of(url))))


def _names_in(host: str) -> Iterator[str]:
    """Give the labels of a host but its last, and the host, as letters and figures alone."""
    labels = host.removeprefix(USUAL_PREFIX).split(".")
    if len(labels) > 1:
        yield from (slug_of(label).replace(" ", "") for label in labels[:-1])
        yield slug_of(" ".join(labels)).replace(" ", "")


def stated_titles(source: Source, url: str = "") -> tuple[str, ...]:
    """Give the titles that a source states, the most trusted first, each once.

    A title that has the name of its site before or behind it is given whole and without it.
    """
    if not source.stated:
        return ()
    site = site_named(source, url)
    wholes = [claim.value for claim in _titles(source, site)]
    return tuple(dict.fromkeys(form for whole in wholes for form in (without(whole, site), whole)))


def _titles(source: Source, site: Site) -> list[Claim]:
    found = claims(source, "title")
    return [c for c in found if len(c.value) <= LONGEST_TITLE and not site.is_named(c.value)]


def without(title: str, site: Site) -> str:
    """Cut the names of the site and its sections from the ends of a title, if they are proved.

    >>> without("Xuất khẩu gạo tăng - Kinh tế - Báo Mẫu", Site(frozenset({"bao mau"}), frozenset()))
    'Xuất khẩu gạo tăng - Kinh tế'
    """
    for _ in range(MOST_PARTS):
        joints = list(JOINT.finditer(title))
        if joints and site.is_named(title[joints[-1].end() :]):
            title = title[: joints[-1].start()]
        elif joints and site.is_named(title[: joints[0].start()]):
            title = title[joints[0].end() :]
        else:
            break
    return title


def settle_title(printed: Fact | None, source: Source, site: Site, url: str) -> Fact | None:
    """Give the title: the line that is labelled so, else the most trusted statement.

    A line stays what it is, since it is what readers saw. It is certain when a statement or the
    words of the address say the same, and at most of medium certainty when all say something else.
    """
    found = _titles(source, site)
    if printed is None:
        return _supplied(found, site) if found else None
    same = next((claim for claim in found if _says(claim.value, printed.value, site)), None)
    if same:
        return _confirmed(printed, same.rule)
    if slug_of(printed.value) in find_echoes((), url):
        return _confirmed(printed, "address")
    certainty = weaker(printed.certainty, Certainty.MEDIUM) if found else printed.certainty
    return _with(printed, printed.rule, certainty)


def _says(stated: str, printed: str, site: Site) -> bool:
    """Say whether a statement is the printed title, without its site or cut off at its end."""
    slug = slug_of(printed)
    if slug in (slug_of(stated), slug_of(without(stated, site))):
        return True
    begun = next((stated.removesuffix(end) for end in DOTS if stated.endswith(end)), "")
    return len(begun) >= LEAST_OF_A_CUT_TITLE and slug.startswith(slug_of(begun))


def _supplied(found: list[Claim], site: Site) -> Fact:
    best, value = found[0], without(found[0].value, site)
    same = [claim for claim in found[1:] if _says(claim.value, value, site)]
    certainty = Certainty.HIGH if same else Certainty.MEDIUM
    statement = best.statement
    return Fact(value, statement.value, statement.start, statement.end, best.rule, certainty)


def _confirmed(printed: Fact, rule: str) -> Fact:
    return _with(printed, f"{printed.rule}+{rule}", Certainty.HIGH)


def _with(fact: Fact, rule: str, certainty: Certainty) -> Fact:
    return Fact(fact.value, fact.text, fact.start, fact.end, rule, certainty)
