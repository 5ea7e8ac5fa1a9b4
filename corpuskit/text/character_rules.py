"""Normalisation rules about single characters, the same for every language.

Each rule is a generator: it gets a text and gives the replacements that it wants, from left to
right. A rule never looks at what another rule decided; their order stands in
`corpuskit.text.normalize`.
"""

import re
from collections.abc import Iterator
from unicodedata import category, combining, is_normalized, normalize

from corpuskit.reader import Replacement

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_SURROGATES = "\ud800-\udfff"
CONTROLS = f"\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029{_NONCHARACTERS}{_SURROGATES}"
"""What `controls` looks at, inside the brackets of a regular expression."""
ZERO_WIDTH = "\xad\u200b-\u200d\u2060\ufeff\U000e0001\U000e0020-\U000e007f"
"""What `zero_width` looks at."""
SPACES = "\xa0\u2000-\u200a\u202f\u205f"
"""What `spaces` changes."""

_CONTROL = re.compile(f"[{CONTROLS}]")
# A flag of England, Scotland or Wales is a black flag that tag characters spell.
_INVISIBLE = re.compile(f"\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f|[{ZERO_WIDTH}]")
_SPACE = re.compile(f"[{SPACES}]")
# No ASCII character composes with what stands before it, so that each piece stands by itself.
_NFC_PIECE = re.compile("[\0-\x7f]?[^\0-\x7f]+")

_JOINING_SCRIPTS = re.compile(
    "[\u0600-\u0dff\u0f00-\u109f\u1780-\u18af\u1900-\u1aaf\u1b00-\u1c4f\ua800-\uaaff\uabc0-\uabff"
    "\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f]"
)
_SCRIPTS_WITHOUT_SPACES = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1980-\u1aaf]")
_MEANINGFUL_BEHIND = {
    "\N{ZERO WIDTH SPACE}": _SCRIPTS_WITHOUT_SPACES,
    "\N{ZERO WIDTH NON-JOINER}": _JOINING_SCRIPTS,
    "\N{ZERO WIDTH JOINER}": _JOINING_SCRIPTS,
}
_PICTURES = frozenset({"So", "Sk", "Sm"})  # emoji, their skin colours, arrows in emoji


def controls(text: str) -> Iterator[Replacement]:
    r"""Take out control characters, noncharacters and halves of characters.

    They have no place in a text and XML forbids most of them. One that is white space (form feed,
    U+0085, U+2028) becomes a space, so that no two words are glued; every other one is nothing,
    so that no word is split. Tab, line feed and carriage return stay.
    """
    for match in _CONTROL.finditer(text):
        yield Replacement(match.start(), match.end(), " " if match[0].isspace() else "")


def zero_width(text: str) -> Iterator[Replacement]:
    """Take out what has no width and no meaning: U+200B, U+2060, U+FEFF, soft hyphens, tags.

    The joiners U+200C and U+200D stay in scripts that write with them (Arabic, Indic and more)
    and between emoji, U+200B stays where a script has no other space between words, and tags stay
    in the flags that they spell.
    """
    for match in _INVISIBLE.finditer(text):
        if len(match[0]) == 1 and not _has_meaning(text, match.start()):
            yield Replacement(match.start(), match.end(), "")


def spaces(text: str) -> Iterator[Replacement]:
    """Make no-break, narrow and other spaces of typesetting an ordinary space.

    The ideographic space U+3000 stays, for it is the ordinary one of its scripts, and so does the
    visible U+1680 of Ogham. Spaces are not counted: two remain two.
    """
    for match in _SPACE.finditer(text):
        yield Replacement(match.start(), match.end(), " ")


def nfc(text: str) -> Iterator[Replacement]:
    """Write each letter with its marks as one code point where there is one (Unicode NFC).

    Never NFKC: ², ½, ﬁ and ① are not the same text as 2, 1/2, fi and 1.
    """
    if is_normalized("NFC", text):
        return
    for match in _NFC_PIECE.finditer(text):
        composed = normalize("NFC", match[0])
        if composed != match[0]:
            yield _trimmed(match.start(), match[0], composed)


def _has_meaning(text: str, place: int) -> bool:
    """Say whether the invisible character at `place` does something for its neighbours."""
    scripts = _MEANINGFUL_BEHIND.get(text[place])
    if scripts is None:
        return False
    before = place - 1
    while before >= 0 and combining(text[before]):
        before -= 1
    if (before >= 0 and scripts.match(text[before])) or scripts.match(text, place + 1):
        return True
    return text[place] == "\N{ZERO WIDTH JOINER}" and _joins_pictures(text, place)


def _joins_pictures(text: str, place: int) -> bool:
    before, behind = text[max(place - 1, 0) : place], text[place + 1 : place + 2]
    if not before or not behind:
        return False
    joins = before == "\N{VARIATION SELECTOR-16}" or _is_picture(before)
    return joins and _is_picture(behind)


def _is_picture(character: str) -> bool:
    """A sign that NFC takes apart (musical notes) is none, or a second round would judge anew."""
    return category(character) in _PICTURES and is_normalized("NFC", character)


def _trimmed(start: int, old: str, new: str) -> Replacement:
    """Replace `old` at `start` by `new`, without what both begin and end with."""
    left = 0
    while left < min(len(old), len(new)) and old[left] == new[left]:
        left += 1
    right = 0
    while right < min(len(old), len(new)) - left and old[-1 - right] == new[-1 - right]:
        right += 1
    return Replacement(start + left, start + len(old) - right, new[left : len(new) - right])
