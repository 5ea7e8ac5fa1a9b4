"""A profile made ready: which entry of its site a line is."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from corpuskit.profiles.keys import LineKeys
from corpuskit.profiles.profile import LONE_SHARE, KnownLine, Profile, Site
from corpuskit.profiles.sites import NO_SITE


class Match(NamedTuple):
    """The entry that a line is, and how many documents of its site were read."""

    entry: KnownLine
    documents: int
    exact: bool

    @property
    def in_company(self) -> bool:
        """Whether the line is on few pages of the site, and there beside others, as in a menu."""
        few = self.entry.documents < LONE_SHARE * self.documents
        return few and 2 * self.entry.beside > self.entry.documents

    @property
    def evidence(self) -> str:
        """The words that a reason shows: the entry, and in how many documents it stands."""
        if not self.entry.documents:
            return f"{self.entry.text} (written by hand)"
        return f"{self.entry.text} ({self.entry.documents} of {self.documents} documents)"


class SiteLines:
    """The entries of one site by what lines are compared by."""

    def __init__(self, site: Site, keys: LineKeys) -> None:
        self._keys = keys
        self._documents = site.documents
        self._lines = _by_key(site.line, keys)
        self._patterns = _by_key(site.pattern, keys)

    @property
    def keys(self) -> LineKeys:
        """What lines are compared by."""
        return self._keys

    def find(self, text: str) -> Match | None:
        """Give the entry of a line, its own before that of its pattern; one to keep is none."""
        entry, exact = self._lines.get(self._keys.key(text)), True
        if entry is None and self._patterns:
            entry, exact = self._patterns.get(self._keys.pattern(text)), False
        if entry is None or entry.keep:
            return None
        return Match(entry, self._documents, exact)


class KnownSites:
    """The sites of a profile; immutable."""

    def __init__(self, profile: Profile, keys: LineKeys) -> None:
        self._sites = {site.name: SiteLines(site, keys) for site in profile.site}

    def of(self, site: str) -> SiteLines | None:
        """Give the entries of a site; those of the only site for a document without any."""
        if site == NO_SITE and len(self._sites) == 1:
            return next(iter(self._sites.values()))
        return self._sites.get(site)


def _by_key(entries: Iterable[KnownLine], keys: LineKeys) -> Mapping[str, KnownLine]:
    found: dict[str, KnownLine] = {}
    for key, entry in _keyed(entries, keys):
        found.setdefault(key, entry)
    return found


def _keyed(entries: Iterable[KnownLine], keys: LineKeys) -> Iterator[tuple[str, KnownLine]]:
    # What a person keeps wins over another entry with the same key.
    for entry in sorted(entries, key=lambda entry: not entry.keep):
        for key in keys.spellings(entry.text):
            yield key, entry
