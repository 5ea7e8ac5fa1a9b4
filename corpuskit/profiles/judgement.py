"""From evidence to entries: which shared lines are furniture, and how surely.

The confidence of an entry is the lower bound of the 95 % score interval for the share of articles
in which the line stands outside the text (E. B. Wilson, Journal of the American Statistical
Association 22, 1927, pages 209-212): it grows with the number of different articles and falls with
each that has the line inside. Two articles of two give 0.34, five of five 0.57, forty of forty
0.91.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from math import sqrt

from corpuskit.profiles.evidence import LINE, PATTERN, Evidence, EvidenceKey
from corpuskit.profiles.keys import LineKeys
from corpuskit.profiles.likeness import article_counter
from corpuskit.profiles.profile import LONE_SHARE, KnownLine, Site
from corpuskit.profiles.repetition import FEWEST_ARTICLES, LEAST_SHARE

Z = 1.959964
"""The standard normal quantile of 97.5 %: an interval of 95 %."""
LEAST_CONFIDENCE = 0.5
SECTION_SHARE = 0.05
"""The same for a line above the headline, where the name of the section stands."""
MOST_SETTLED = 0.5
"""Share of its pages on which another rule may know what a line is."""
FEWEST_FORMS = 3
"""Different lines that make a pattern; fewer are entries of their own."""


def wilson(share: float, number: int) -> float:
    """Give the lower bound of the 95 % score interval for a share of `number` observations.

    >>> round(wilson(1.0, 5), 2), round(wilson(0.9, 40), 2)
    (0.57, 0.77)
    """
    if not number:
        return 0.0
    spread = Z * sqrt(share * (1 - share) / number + Z * Z / (4 * number * number))
    return (share + Z * Z / (2 * number) - spread) / (1 + Z * Z / number)


def judge_sites(
    counts: Iterable[tuple[EvidenceKey, Evidence]], pages: Mapping[str, int], keys: LineKeys
) -> Iterator[Site]:
    """Give the entries of each site; `counts` come sorted, `pages` says how many each site has."""
    judged = {
        site: _judge(site, found, pages[site], keys)
        for site, found in groupby(counts, key=lambda item: item[0][0])
    }
    for name in sorted(pages):
        yield judged.get(name) or Site(name, pages[name])


def _judge(
    name: str, counts: Iterable[tuple[EvidenceKey, Evidence]], pages: int, keys: LineKeys
) -> Site:
    found: dict[str, dict[str, KnownLine]] = {LINE: {}, PATTERN: {}}
    count_articles = article_counter()
    for (_, kind, text), evidence in counts:
        if _is_rare(kind, evidence, pages):
            continue
        articles = count_articles(evidence.sample, evidence.pages)
        entry = _entry(kind, text, evidence, articles)
        if entry:
            found[kind][text] = entry
    lines = (
        entry for entry in found[LINE].values() if keys.pattern(entry.text) not in found[PATTERN]
    )
    return Site(name, pages, _ordered(lines), _ordered(found[PATTERN].values()))


def _entry(kind: str, text: str, evidence: Evidence, articles: int) -> KnownLine | None:
    if evidence.settled > MOST_SETTLED * evidence.pages:
        return None
    telling = evidence.pages - evidence.headline
    telling_articles = articles * telling // evidence.pages
    if telling_articles < FEWEST_ARTICLES:
        return None
    confidence = wilson(evidence.outside / telling, telling_articles)
    if confidence < LEAST_CONFIDENCE:
        return None
    return KnownLine(
        text=evidence.texts[0] if kind == LINE else text,
        confidence=round(confidence, 3),
        documents=evidence.pages,
        articles=articles,
        above=evidence.above,
        inside=evidence.inside,
        below=evidence.below,
        beside=evidence.beside,
        samples=evidence.texts if kind == PATTERN else (),
    )


def _is_rare(kind: str, evidence: Evidence, pages: int) -> bool:
    """Whether a line stands alone or beside the text on too few pages, or in too few forms."""
    if kind == PATTERN and len(evidence.texts) < FEWEST_FORMS:
        return True
    return evidence.pages < _least_share(evidence) * pages


def _least_share(evidence: Evidence) -> float:
    """Give the share of its site's pages that a line needs: less where no text can stand."""
    if 2 * evidence.touching > evidence.pages:
        return LONE_SHARE
    if 2 * evidence.beside >= evidence.pages:
        return LEAST_SHARE
    return SECTION_SHARE if 2 * evidence.above > evidence.pages else LONE_SHARE


def _ordered(entries: Iterable[KnownLine]) -> tuple[KnownLine, ...]:
    return tuple(sorted(entries, key=lambda entry: (-entry.documents, entry.text)))
