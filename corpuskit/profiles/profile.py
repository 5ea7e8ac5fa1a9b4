"""What a profile is: the furniture of one or several sites, with the evidence for each line.

A person may edit the file. So it is checked when it is read, and a message names the file, the
entry and the next step.
"""

import re
from typing import Annotated

import msgspec
import tomli
from msgspec import Meta, Struct

from corpuskit.errors import UsageError
from corpuskit.escape import safe
from corpuskit.profiles.keys import PLACEHOLDER, PLACEHOLDERS

FORMAT = 1
BY_HAND = 0.99
"""The confidence of an entry that a person wrote without one."""
LONE_SHARE = 0.3
"""Of the pages of a site: a line that stands alone, or directly beside the text, is on as many."""
STEP = re.compile(r"\.([a-z]+)|\[([0-9]+|\.\.\.)\]")

Count = Annotated[int, Meta(ge=0)]
Share = Annotated[float, Meta(ge=0, le=1)]


class KnownLine(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A line or a pattern of lines, and the evidence that it is furniture.

    Of the `documents` that have it, `articles` are different texts; `above`, `inside` and `below`
    count documents by where it stands in them, `beside` those with another such line next to it.
    An entry with `keep` is text: no line is labelled by it.
    """

    text: Annotated[str, Meta(min_length=1)]
    confidence: Share = BY_HAND
    documents: Count = 0
    articles: Count = 0
    above: Count = 0
    inside: Count = 0
    below: Count = 0
    beside: Count = 0
    samples: tuple[str, ...] = ()
    keep: bool = False


class Site(Struct, frozen=True, forbid_unknown_fields=True):
    """The furniture of one site; `documents` is how many with a text of their own were read."""

    name: str
    documents: Count = 0
    line: tuple[KnownLine, ...] = ()
    pattern: tuple[KnownLine, ...] = ()


class Profile(Struct, frozen=True, forbid_unknown_fields=True):
    """The furniture of sites, learned from their pages or written by hand."""

    format: Annotated[int, Meta(ge=FORMAT, le=FORMAT)] = FORMAT
    site: tuple[Site, ...] = ()


def parse_profile(text: str, file: str = "profile") -> Profile:
    """Read a profile; `file` is its name for messages.

    Raises UsageError naming the file and the entry for what is no TOML, an unknown key, a value of
    the wrong type, a placeholder that does not exist, and a site that is named twice.
    """
    try:
        table = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise UsageError(f"{safe(file)}: {error}; correct it, or learn the profile anew") from error
    try:
        profile = msgspec.convert(table, Profile)
    except msgspec.ValidationError as error:
        cause, _, path = str(error).partition(" - at `$")
        raise _refused(file, _entry_at(table, path), cause) from error
    _check_names(profile, file)
    _check_patterns(profile, file)
    return profile


def _refused(file: str, entry: str, cause: str) -> UsageError:
    return UsageError(f"{safe(file)}: {entry}: {safe(cause)}; correct the entry or delete it")


def _check_names(profile: Profile, file: str) -> None:
    names = [site.name for site in profile.site]
    for name in names:
        if names.count(name) > 1:
            raise _refused(file, f"site {_quoted(name)}", "it is described twice")


def _check_patterns(profile: Profile, file: str) -> None:
    for site in profile.site:
        for entry in site.pattern:
            unknown = set(PLACEHOLDER.findall(entry.text.casefold())) - set(PLACEHOLDERS)
            if unknown:
                known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
                where = f"site {_quoted(site.name)}, pattern {_quoted(entry.text)}"
                cause = f"there is no placeholder {{{min(unknown)}}}, only {known}"
                raise _refused(file, where, cause)


def _entry_at(table: object, path: str) -> str:
    """Say in words where the path of a failure leads: site "a.vn", line 3 ("In trang này")."""
    words: list[str] = []
    kind = ""
    for key, index in STEP.findall(path):
        if key:
            table = table.get(key) if isinstance(table, dict) else None
            kind = key
        elif index.isdigit():
            inside = isinstance(table, list) and int(index) < len(table)
            table = table[int(index)] if isinstance(table, list) and inside else None
            words.append(f"{kind} {int(index) + 1}{_named(table)}")
            kind = ""
    return ", ".join([*words, *([f"key '{kind}'"] if kind else [])]) or "the file"


def _named(entry: object) -> str:
    name = (entry.get("name") or entry.get("text")) if isinstance(entry, dict) else ""
    return f" ({_quoted(str(name))})" if name else ""


def _quoted(text: str) -> str:
    return f"“{safe(text)}”"
