"""Patterns of language packs: regular expressions with named pieces, compiled.

A pack writes `{day}{sep}{month}{same_sep}{year}`; the pieces stand here, so that a linguist does
not repeat what a day is. Pieces that a pack itself defines (`{part}`, `{month_name}`, `{weekday}`)
come from its word lists. Braces that are not a piece stay what they are in a regular expression.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from corpuskit.errors import PluginFailed
from corpuskit.language import AddressForm, Agency, Form, LanguagePack
from corpuskit.model import Certainty

DASHES = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}"

UPPER = "".join(
    letter
    for letter in map(chr, (*range(0x250), *range(0x370, 0x530), *range(0x1E00, 0x1F00)))
    if letter.isupper()
)
"""The capital letters of Latin, Greek and Cyrillic, for classes in patterns."""

PIECES: Mapping[str, str] = {
    "day": r"(?P<day>0?[1-9]|[12][0-9]|3[01])",
    "month": r"(?P<month>0?[1-9]|1[0-2])",
    "two_digit_day": r"(?P<day>0[1-9]|[12][0-9]|3[01])",
    "two_digit_month": r"(?P<month>0[1-9]|1[0-2])",
    "year": r"(?P<year>(?:19|20)[0-9]{2})",
    "two_digit_year": r"(?P<short_year>[0-9]{2})",
    "until": r"(?P<until>(?:19|20)[0-9]{2})",
    "sep": r"[ ]?(?P<sep>[-/.])[ ]?",
    "same_sep": r"[ ]?(?P=sep)[ ]?",
    "dash": rf"(?:[ ]?[{DASHES}]{{1,2}}[ ]{{0,2}}|[ ])",
    "range": rf"[ ]?[{DASHES}][ ]?",
    "number_ends": r"(?![0-9]|[-/.,][0-9]|[-/][^\W\d_])",
    "time": r"(?P<hour>[01]?[0-9]|2[0-3])[:h](?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9]))?"
    r"(?: ?(?P<half>[AP]M|SA|CH))?",
    "zone": r"(?: ?[(\[]?(?:GMT|UTC) ?[-+]?[0-9]{1,2}(?::?[0-9]{2})?[)\]]?"
    r"| ?[-+][0-9]{2}:[0-9]{2})",
    "upper": f"[{UPPER}]",
    "place": rf"(?P<place>(?:TP\.? ?)?[{UPPER}][^\W\d_]*(?:[ -][{UPPER}][^\W\d_]*){{0,5}})",
    "url": r"(?P<url>(?:https?://|www\.)[^\s<>\"]{4,2000}|[\w-]+(?:\.[\w-]+)+/[^\s<>\"]{1,2000})",
    "name": r"(?P<name>[^\n:()]{2,80}?)",
}
PIECE = re.compile(r"\{([a-z_]+)\}")
GROUP = re.compile(r"\(\?P<([a-z_]+)>")
REFERENCE = re.compile(r"(\(\?P=|\(\?\()([a-z_]+)\)")


def pieces_of(packs: Iterable[LanguagePack]) -> Mapping[str, str]:
    """Collect the pieces that the word lists of the packs define, beside the common ones."""
    packs = tuple(packs)
    codes = [code for pack in packs for agency in pack.agencies for code in _codes(agency)]
    parts = [word.text for pack in packs for word in pack.parts_of_day]
    return {
        **PIECES,
        "part": _one_of("part", parts),
        "after_part": _behind_one_of([*parts, *map(str.lower, parts)]),
        "month_name": _one_of("month_name", (word.text for p in packs for word in p.months)),
        "weekday": _one_of("", (word.text for p in packs for word in p.weekdays)),
        "agency_code": _one_of("agency_code", filter(_is_code, codes)),
        "agency": _one_of("agency", codes),
        "known_place": _one_of("place", (place for pack in packs for place in pack.places)),
    }


def _codes(agency: Agency) -> tuple[str, ...]:
    """Give the code of an agency and the other ones that it is known by."""
    return agency.code, *filter(_is_code, agency.aliases)


def _is_code(code: str) -> bool:
    """Tell a code such as ND, VOV.VN or QĐND Online from a name of ordinary words."""
    code = code.removesuffix(" Online").removesuffix(" online")
    return "." in code or (sum(sign.isupper() for sign in code) > 1 and " " not in code)


def _one_of(name: str, texts: Iterable[str]) -> str:
    """Give a group that matches one of the texts, the longest first, or never for no texts."""
    longest_first = sorted(set(texts), key=lambda text: (-len(text), text))
    opening = f"?P<{name}>" if name else "?:"
    return f"({opening}{'|'.join(map(re.escape, longest_first)) or '(?!)'})"


def _behind_one_of(texts: Iterable[str]) -> str:
    return f"(?:{'|'.join(f'(?<={re.escape(text)} )' for text in sorted(set(texts))) or '(?!)'})"


class Forms:
    """The patterns of a pack for one purpose, in their order; the first that fits is it.

    Most text fits none, which one pattern made of all finds out at once; where one fits, its
    group says which is the first.
    """

    def __init__(self, forms: Iterable[Form | AddressForm], pieces: Mapping[str, str]) -> None:
        """Compile; raises PluginFailed for an unknown piece or a faulty regular expression."""
        self._patterns = tuple(_compile(form.pattern, pieces) for form in forms)
        alternatives = (
            f"(?:{_bare(pattern.pattern, number)})(?P<form_{number}>)"
            for number, pattern in enumerate(self._patterns)
        )
        self._any = re.compile("|".join(alternatives) or "(?!)")
        self._from_the_first = {
            f"form_{number}": self._patterns[number:] for number in range(len(self._patterns))
        }

    def match(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Give the matches that begin at `start`, one for each form that fits."""
        fitting = self._any.match(text, start)
        if fitting is None:
            return iter(())
        patterns = self._from_the_first[fitting.lastgroup or ""]
        return filter(None, (pattern.match(text, start) for pattern in patterns))

    def fullmatch(self, text: str) -> Iterator[re.Match[str]]:
        """Give the matches of the whole text."""
        fitting = self._any.fullmatch(text)
        if fitting is None:
            return iter(())
        patterns = self._from_the_first[fitting.lastgroup or ""]
        return filter(None, (pattern.fullmatch(text) for pattern in patterns))

    def search(self, text: str) -> Iterator[re.Match[str]]:
        """Give the first match of each form that fits somewhere."""
        yield from filter(None, (pattern.search(text) for pattern in self._patterns))


class AddressDate(NamedTuple):
    """A date in an address, and how surely it is that of the document."""

    match: re.Match[str]
    certainty: Certainty


class AddressForms:
    """The patterns of dates in addresses, some of them for the addresses of certain hosts."""

    def __init__(self, forms: Iterable[AddressForm], pieces: Mapping[str, str]) -> None:
        """Compile; raises PluginFailed for an unknown piece or a faulty regular expression."""
        self._forms = tuple((form, _compile(form.pattern, pieces)) for form in forms)

    def search(self, address: str, host: str) -> Iterator[AddressDate]:
        """Give the dates in an address of a host, the first of each form; "" stands for any."""
        for form, pattern in self._forms:
            found = pattern.search(address) if _is_of(host, form.hosts) else None
            if found:
                yield AddressDate(found, Certainty(form.certainty))


def _is_of(host: str, hosts: tuple[str, ...]) -> bool:
    return not (host and hosts) or any(f".{host}".endswith(f".{known}") for known in hosts)


def number_or_word(words: Iterable[str]) -> re.Pattern[str]:
    """Give the pattern of a number or of one of some words.

    It begins with the set of their first characters: a search then skips all others, and looks at
    every character of the text where a pattern begins with a choice.
    """
    tails: dict[str, list[str]] = {}
    for word in sorted(filter(None, set(words)), key=lambda word: (-len(word), word)):
        tails.setdefault(word[0], []).append(re.escape(word[1:]))
    firsts = "".join(map(re.escape, tails))
    behind = (f"(?<={re.escape(first)})(?:{'|'.join(ends)})" for first, ends in tails.items())
    tried = "|".join([r"(?<=\d)\d*", *behind])
    return re.compile(rf"[\d{firsts}](?:{tried})")


def _bare(pattern: str, number: int) -> str:
    """Take the names out of a pattern, since to remember what groups match takes time.

    Those that the pattern itself refers to get a number, so that several patterns can be one.
    """
    kept = {match[2] for match in REFERENCE.finditer(pattern)}
    bare = GROUP.sub(lambda m: f"(?P<{m[1]}_{number}>" if m[1] in kept else "(?:", pattern)
    return REFERENCE.sub(lambda match: f"{match[1]}{match[2]}_{number})", bare)


def _compile(pattern: str, pieces: Mapping[str, str]) -> re.Pattern[str]:
    try:
        return re.compile(PIECE.sub(lambda match: pieces[match[1]], pattern))
    except KeyError as error:
        raise PluginFailed(f"language pack pattern {pattern!r}: unknown piece {error}") from error
    except re.error as error:
        raise PluginFailed(f"language pack pattern {pattern!r}: {error}") from error
