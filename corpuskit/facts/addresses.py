"""The address of a document itself, and the dates that addresses and names of files hold.

A canonical address is believed only on the host that the page was fetched from, and not when it is
the front page of a site. The name of a source counts where it looks like an address.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from corpuskit.facts.trust import Claim, claims
from corpuskit.facts.years import weaker
from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.model import Certainty, Fact, Source
from corpuskit.profiles.sites import HOST, USUAL_PREFIX
from corpuskit.text.echoes import ADDRESS_SLUG

FETCHED = re.compile(
    r"(?i:(?:.+\.)?warc-target-uri|.+\.(?:csv|tsv|tab|txt): .+)"
    r"|(?:[a-z_]+\.)*(?:source_)?(?:url|uri|link)|URL"
)
"""Names of statements that a page does not make itself: where it was fetched."""
WHOLE = re.compile(r"https?://[^\s<>\"]{3,2000}", re.IGNORECASE)
IN_A_NAME = re.compile(r"(?i)(https?):/{1,2}([^/?#\s].*)")
SUFFIX = re.compile(r"(?:\.(?:txt|html?|xhtml|shtml|json|xml|md|gz|bz2|xz|zst))+$", re.IGNORECASE)
LONGEST_NAME = 2000


class Address(NamedTuple):
    """The address of a document, or the name of its source where that looks like one.

    `host` is "" when only the end of an address is known; `start` is its offset in the decoded
    source, -1 where it is none; `certainty` is how surely it is the address of this document.
    """

    text: str = ""
    host: str = ""
    start: int = -1
    certainty: Certainty = Certainty.UNKNOWN


NO_ADDRESS = Address()


class Found(NamedTuple):
    """A date in an address: the match, the stretch with its offsets, and how sure it is."""

    match: re.Match[str]
    text: str
    start: int
    end: int
    certainty: Certainty


def own_address(source: Source) -> Fact | None:
    """Give the address of the document itself, from statements or from the name of its source."""
    found = list(_stated_addresses(claims(source, "url")))
    return _chosen(found) if found else _named(source.name)


class _Candidate(NamedTuple):
    claim: Claim
    url: str

    @property
    def key(self) -> str:
        return address_key(self.url)

    @property
    def host(self) -> str:
        return self.key.partition("/")[0]

    @property
    def is_front(self) -> bool:
        return "/" not in self.key and "?" not in self.key

    @property
    def fetched(self) -> bool:
        return FETCHED.fullmatch(self.claim.statement.name) is not None


def address_key(url: str) -> str:
    """Give an address by which it is compared: no scheme, "www.", fragment or slash at its end.

    >>> address_key("https://www.Bao.vn/tin/1.html#top")
    'bao.vn/tin/1.html'
    """
    bare = re.sub(r"^[a-z][a-z0-9+.-]*:/{1,2}", "", url.strip(), flags=re.IGNORECASE)
    host, slash, path = bare.partition("#")[0].partition("/")
    return (host.casefold().removeprefix(USUAL_PREFIX) + slash + path).rstrip("/")


def _stated_addresses(found: Iterable[Claim]) -> Iterator[_Candidate]:
    found = list(found)
    bases = [claim.value for claim in found if _is_whole(claim.value)]
    for claim in found:
        url = claim.value if _is_whole(claim.value) else _joined(bases, claim.value)
        if url:
            yield _Candidate(claim, url)


def _is_whole(value: str) -> bool:
    host = address_key(value).partition("/")[0].partition(":")[0]
    return WHOLE.fullmatch(value) is not None and HOST.fullmatch(host) is not None


def _joined(bases: Iterable[str], value: str) -> str:
    """Complete an address that begins with a slash; every other form says too little."""
    base = next(iter(bases), "")
    if not base or not value.startswith("/"):
        return ""
    try:
        url = urljoin(base, value)
    except ValueError:
        return ""
    return url if _is_whole(url) else ""


def _chosen(found: list[_Candidate]) -> Fact:
    fetched = next((c for c in found if c.fetched), None)
    hosts = {fetched.host} if fetched else {c.host for c in found}
    same_host = [c for c in found if c.host in hosts] or found
    best = next((c for c in same_host if not c.is_front), same_host[0])
    certainty = best.claim.certainty if len({c.key for c in found}) == 1 else Certainty.MEDIUM
    statement = best.claim.statement
    rule, text = best.claim.rule, statement.value
    return Fact(best.url, text, statement.start, statement.end, rule, certainty)


def _named(name: str) -> Fact | None:
    """Read a name such as "crawl.warc/https://bao.vn/tin/1.html", which holds a whole address."""
    match = IN_A_NAME.search(name[:LONGEST_NAME]) if ":/" in name else None
    url = f"{match[1].lower()}://{match[2]}" if match else ""
    if match is None or not _is_whole(url):
        return None
    return Fact(url, match[0], -1, -1, "source_name", Certainty.MEDIUM)


def address_of(source: Source, url: Fact | None) -> Address:
    """Give what is asked for dates: the document's address, else an address-like name."""
    if url:
        start = url.start if url.end - url.start == len(url.text) and url.text == url.value else -1
        return Address(url.value, host_in(url.value), start, url.certainty)
    return _like_an_address(source.name[-LONGEST_NAME:])


def host_in(url: str) -> str:
    """Give the host of an address, in small letters and without "www."."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix(USUAL_PREFIX)


def _like_an_address(name: str) -> Address:
    """Read a name from the folder on that is a host, else its last part when that is a slug.

    The folders of a crawl have dates of their own, so no other folder counts.
    """
    if "-" not in name:
        return NO_ADDRESS
    parts = SUFFIX.sub("", name).split("/")
    place = next((n for n, part in enumerate(parts[:-1]) if HOST.fullmatch(part)), -1)
    if not ADDRESS_SLUG.search(parts[-1]):
        return NO_ADDRESS
    if place < 0:
        return Address(f"/{parts[-1]}", "", -1, Certainty.LOW)
    host = parts[place].casefold().removeprefix(USUAL_PREFIX)
    return Address("/" + "/".join(parts[place + 1 :]), host, -1, Certainty.MEDIUM)


def dates_in(address: Address, lexicon: Lexicon) -> Iterator[Found]:
    """Give the dates in an address, each no surer than the address itself."""
    path = address.text.partition("?")[0].partition("#")[0]
    for found in lexicon.addresses.search(path, address.host):
        said = [g for g, text in found.match.groupdict().items() if text and g in DATE_PIECES]
        spans = [found.match.span(group) for group in said]
        start, end = min(spans)[0], max(end for _, end in spans)
        place = (address.start + start, address.start + end) if address.start >= 0 else (-1, -1)
        certainty = weaker(found.certainty, address.certainty)
        yield Found(found.match, path[start:end], *place, certainty)


DATE_PIECES = frozenset({"year", "short_year", "month", "day"})
