"""What a language pack is: data about one language and its press, each entry with its reason.

A pack says nothing about how a page is judged; it holds what the rules of the core ask for.
`parse_pack` turns TOML texts into one `LanguagePack` and refuses what it does not know, so a
misspelt key is an error and not a phrase that silently never matches. A pattern is a Python
regular expression in which `{day}`, `{month}` and the like stand for the pieces named in
`corpuskit.facts.dates`.
"""

from collections.abc import Mapping
from typing import Literal

import msgspec
import tomli
from msgspec import Struct

from corpuskit.errors import PluginFailed

Saying = Literal["kind", "subject", "place and day"]
"""What a formula says of an official text."""
ANY_LANGUAGE = "und"
"""BCP 47 for "undetermined": the pack that holds for every page."""


class Phrase(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of page chrome.

    `match` says which part of a line must be the phrase; "pattern" is a regular expression that
    must match the whole line, "opening" begins one that is furniture whatever follows. A phrase of
    high risk also begins or forms real sentences and titles and counts only beside other chrome.
    `kind` becomes the detail of the label.
    """

    text: str
    kind: str
    reason: str
    match: Literal["line", "start", "opening", "end", "contains", "pattern"] = "line"
    risk: Literal["low", "high"] = "low"


class Agency(Struct, frozen=True, forbid_unknown_fields=True):
    """A newspaper, agency or newsroom: its code, its full name, its other names and its hosts."""

    code: str
    name: str
    reason: str
    aliases: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()


class Credit(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that credit somebody: "Tin, ảnh" before the names, "thực hiện" behind them.

    Before the names a colon is needed to tell a credit from a sentence; `colon` is false for
    prepositions such as "By", behind which a line must then be whole names.
    """

    words: str
    roles: tuple[Literal["words", "photo", "video", "graphics"], ...]
    reason: str
    place: Literal["before", "after"] = "before"
    colon: bool = True


class Form(Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of a date, a dateline, a source line and the like, as a pattern."""

    pattern: str
    reason: str
    name: str = ""


class AddressForm(Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of a date in an address, as a pattern.

    A form with `hosts` counts only in addresses of those, or of hosts below them. `certainty` is
    how sure the date is that of the document: the reason should say how often it was right.
    """

    pattern: str
    reason: str
    name: str = ""
    hosts: tuple[str, ...] = ()
    certainty: Literal["high", "medium", "low"] = "high"


class Word(Struct, frozen=True, forbid_unknown_fields=True):
    """A word or phrase that has a meaning for a rule, such as a part of the day."""

    text: str
    value: str
    reason: str = ""


class Cue(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that speak for a label when a line begins with, ends with or contains them.

    "line" stands for words that are all of a line, brackets and stops aside.
    """

    text: str
    reason: str
    match: Literal["line", "start", "end", "contains", "pattern"] = "start"


class Formula(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that texts of a kind share: the head of official texts, the headings of a report.

    Pages of a site repeat them as they repeat furniture, and they belong to the text all the same.
    `match` says which part of a line they are; "pattern" is a regular expression for all of it.
    `heads` says that an official text has the line in its head and hardly another page anywhere,
    `says` what the line says of such a text.
    """

    text: str
    reason: str
    match: Literal["line", "start", "pattern"] = "line"
    heads: bool = False
    says: Literal[""] | Saying = ""


class FurnitureWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that pages of a language use in their furniture far more often than in their texts.

    None of them decides alone: how much of a line they make up is weighed with the rest. A word
    may be several; in scripts without spaces it counts wherever its signs stand.
    """

    kind: Literal[
        "legal", "social", "account", "navigation", "about", "advertising", "forum", "consent"
    ]
    language: str
    words: tuple[str, ...]
    reason: str


class HeadingWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that head what stands below a text, in small letters.

    Those of comments stand alone or beside a number, those of a box about the author alone.
    """

    words: tuple[str, ...]
    reason: str


class PostSign(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that forums print beside each post of a thread, in small letters.

    "line" stands for words that are all of a line, or stand alone beside a number or before a
    colon; "start" for those before a day or a time, "end" for those before a colon at the end.
    Those that stand beside comments and in lists too prove nothing `alone`.
    """

    words: tuple[str, ...]
    reason: str
    match: Literal["line", "start", "end"] = "line"
    alone: bool = True


class Opener(Struct, frozen=True, forbid_unknown_fields=True):
    """First words of lines, in small letters, and what kind of line they speak for.

    None of them decides: how much a kind says of captions and headings is learned.
    """

    speaks_for: Literal["officer", "office", "person", "people", "thing", "task", "part"]
    words: tuple[str, ...]
    reason: str


class PagePart(Struct, frozen=True, forbid_unknown_fields=True):
    """Names by which markup tells parts of a page: its text, and what is not of its article.

    A "manual" is the text of a page of documentation, "post" that of a post, "notes" are those of
    any text; "guide" leads through a manual and stands between its lines.

    A name is words of a class, an id or a role in small letters; an element has it when it has all
    of them, and stands in an element with the words of `inside`. Names that are not `alone` prove
    nothing of comments without a sign of readers, such as an element that is named as a "reader".
    """

    kind: Literal["post", "manual", "notes", "guide", "comments", "reader", "author", "consent"]
    names: tuple[str, ...]
    reason: str
    inside: str = ""
    alone: bool = True


class Abbreviation(Struct, frozen=True, forbid_unknown_fields=True):
    """A short form and what it stands for."""

    short: str
    long: str
    reason: str


class LookAlike(Struct, frozen=True, forbid_unknown_fields=True):
    """A letter that stands where another one is meant, inside a syllable of the language."""

    letter: str
    meant: str
    reason: str


class TonePlacement(Struct, frozen=True, forbid_unknown_fields=True):
    """The two ways to place a tone mark in the same ending of a syllable: "òa" and "oà"."""

    old: str
    new: str


class Orthography(Struct, frozen=True, forbid_unknown_fields=True):
    """What normalisation must know of the script of a language.

    `syllable` is a pattern that one word of the language in lower case and NFC matches as a whole.
    `shape_marks` and `tone_marks` are combining marks; canonical order cannot sort a tone mark
    that was typed before a shape mark.
    """

    syllable: str = ""
    shape_marks: str = ""
    tone_marks: str = ""
    look_alikes: tuple[LookAlike, ...] = ()
    tone_placements: tuple[TonePlacement, ...] = ()


class Detection(Struct, frozen=True, forbid_unknown_fields=True):
    """How the language is known: frequent words that hardly any other language has as words.

    `letters` are small letters, composed, that no other language writes.
    """

    words: frozenset[str] = frozenset()
    letters: str = ""
    reason: str = ""


class OldEncoding(Struct, frozen=True, forbid_unknown_fields=True):
    """An encoding in which texts of a language were written before Unicode."""

    name: str
    reason: str


class LanguagePack(Struct, frozen=True, forbid_unknown_fields=True):
    """All that the rules ask about one language; `language` is its BCP 47 tag.

    `capitals_mean_names` says that a line of capitalised words can be taken for names, since
    headlines and menus of the language are not written so. The `surnames` tell a person from an
    office where a line is all capitals; `place_words` begin names of places. The `old_encodings`
    are told apart by the syllables of the orthography; where two fit equally, the first one is
    taken.
    """

    language: str
    name: str
    reason: str = ""
    detection: Detection = Detection()
    orthography: Orthography = Orthography()
    old_encodings: tuple[OldEncoding, ...] = ()
    chrome: tuple[Phrase, ...] = ()
    agencies: tuple[Agency, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    end_marks: tuple[Word, ...] = ()
    credits: tuple[Credit, ...] = ()
    name_joiners: tuple[str, ...] = ()
    name_words: frozenset[str] = frozenset()
    offices: tuple[str, ...] = ()
    capitals_mean_names: bool = False
    months: tuple[Word, ...] = ()
    weekdays: tuple[Word, ...] = ()
    parts_of_day: tuple[Word, ...] = ()
    review_words: tuple[Word, ...] = ()
    review_breaks: tuple[Word, ...] = ()
    surnames: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    place_words: frozenset[str] = frozenset()
    not_titles: tuple[Word, ...] = ()
    dates: tuple[Form, ...] = ()
    datelines: tuple[Form, ...] = ()
    timestamps: tuple[Form, ...] = ()
    url_dates: tuple[AddressForm, ...] = ()
    crawl_fields: tuple[Form, ...] = ()
    source_lines: tuple[Form, ...] = ()
    caption_cues: tuple[Cue, ...] = ()
    heading_cues: tuple[Cue, ...] = ()
    paragraph_cues: tuple[Cue, ...] = ()
    alt_text_cues: tuple[Cue, ...] = ()
    openers: tuple[Opener, ...] = ()
    formulas: tuple[Formula, ...] = ()
    furniture: tuple[FurnitureWords, ...] = ()
    page_parts: tuple[PagePart, ...] = ()
    comment_words: tuple[HeadingWords, ...] = ()
    author_headings: tuple[HeadingWords, ...] = ()
    post_signs: tuple[PostSign, ...] = ()


def parse_pack(files: Mapping[str, str]) -> LanguagePack:
    """Make one pack of TOML texts by name; each key may stand in one of them only.

    Raises PluginFailed naming the file for TOML that cannot be read, a key that is unknown or said
    twice, and a value of the wrong type.
    """
    merged: dict[str, object] = {}
    for name, text in sorted(files.items()):
        for key, value in _parse(name, text).items():
            if key in merged:
                raise PluginFailed(f"language pack file {name}: key '{key}' is already set")
            merged[key] = value
    try:
        return msgspec.convert(merged, LanguagePack)
    except msgspec.ValidationError as error:
        raise PluginFailed(f"language pack {', '.join(sorted(files))}: {error}") from error


def _parse(name: str, text: str) -> dict[str, object]:
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise PluginFailed(f"language pack file {name}: {error}") from error
