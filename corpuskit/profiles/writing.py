"""A profile as TOML that a person reads, edits and hands on.

Strings are written as JSON writes them, which is also TOML but for U+007F; that, a header and an
order are all that is needed, so that no library for writing TOML is asked. Nothing here depends on
a clock, a machine or the order of the sources.
"""

import json
from collections.abc import Iterator

from corpuskit.profiles.profile import KnownLine, Profile, Site

HEADER = """\
# A profile of corpuskit: the lines that pages of a site share around their texts.
# `corpuskit learn` counted them; `corpuskit convert --profile FILE` labels them chrome.
#
# line        a whole line, compared without regard to case and to the width of blanks
# pattern     lines that differ only in {number}, {date}, {time}, {weekday} or {month}, and samples
# confidence  lower bound of the 95 % Wilson interval for the share of articles in which the line
#             stands outside the text; an entry needs 5 articles and 0.5
# documents   that have the line, of the documents of the site
# articles    how many different texts these are: copies under several addresses count once
# above, inside, below   documents in which it stands there, as seen from their own running text
# beside      documents in which another such line stands next to it
#
# To overrule: write `keep = true` below an entry, and its lines stay text; delete an entry to
# forget it; add one with its text alone to have it labelled. Inside the text no line is labelled.
"""
NO_SITE_COMMENT = "# These documents are of no site: neither an address nor a folder named one."
FIGURES = ("confidence", "documents", "articles", "above", "inside", "below", "beside")


def profile_toml(profile: Profile) -> str:
    """Give a profile as TOML with a header that explains it."""
    return "\n".join([HEADER, f"format = {profile.format}", *_sites(profile)]) + "\n"


def _sites(profile: Profile) -> Iterator[str]:
    for site in profile.site:
        yield from ("", *([NO_SITE_COMMENT] if not site.name else []))
        yield from ("[[site]]", f"name = {_string(site.name)}", f"documents = {site.documents}")
        yield from _entries("line", site)
        yield from _entries("pattern", site)


def _entries(kind: str, site: Site) -> Iterator[str]:
    for entry in getattr(site, kind):
        yield from ("", f"[[site.{kind}]]", f"text = {_string(entry.text)}")
        yield from (f"{name} = {getattr(entry, name)}" for name in FIGURES)
        yield from _remarks(entry)


def _remarks(entry: KnownLine) -> Iterator[str]:
    if entry.samples:
        yield f"samples = [{', '.join(map(_string, entry.samples))}]"
    if entry.keep:
        yield "keep = true"


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
