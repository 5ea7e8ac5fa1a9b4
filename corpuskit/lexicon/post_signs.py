"""What forums print beside each post of a thread: who wrote it, since when, as which post."""

import re
from collections.abc import Iterable, Iterator

from corpuskit.language import LanguagePack, PostSign
from corpuskit.lexicon.spellings import any_of

LONGEST_SIGN = 80
"""Characters of a line that may be one."""
NUMBER = "#"
"""The name of the sign that is the number of a post; rankings have such lines too."""
DATED_NUMBER = "# and more figures"
"""The same beside a date or another figure."""
NUMBERED = re.compile(r"(?:.{0,60}[0-9].{0,20} |[^ ]{1,12} )?#[0-9]{1,8}(?: .{0,30}[0-9].{0,20})?")
"""“#12”, “post #12”, and the same beside a date; behind the number of a heading stand words."""
TOKEN = re.compile(r"\w+")
FEWEST_TOKENS = 2
"""Of signs, in a row of two signs."""
FIGURES = re.compile("[0-9]+")
COUNTS = "0123456789.,|… "
"""What may stand beside a sign: “3,402 posts”, “Add a comment |”."""


class PostSigns:
    """The signs of the packs, by the part of a line that they are.

    `beside_others` are the names of those that stand on other pages too and prove nothing alone,
    `whole_lines` of those that no text says, as it does “… wrote:”.
    """

    def __init__(self, packs: Iterable[LanguagePack]) -> None:
        entries = [sign for pack in packs for sign in pack.post_signs]
        words = _words(entry for entry in entries if not entry.alone)
        self.beside_others = frozenset([NUMBER, *words])
        parts = {
            match: list(_words(entry for entry in entries if entry.match == match))
            for match in ("line", "start", "end")
        }
        self._lines = frozenset(parts["line"])
        self.whole_lines = self._lines | {NUMBER}
        self._any = re.compile(rf"(?<!\w)(?:{any_of(parts['line'])})(?!\w)")
        self._tokens = frozenset(token for line in self._lines for token in TOKEN.findall(line))
        self._start = re.compile(rf"({any_of(parts['start'])})[ :]+(?=.*[0-9])")
        self._end = re.compile(rf".* ({any_of(parts['end'])}) ?:$")

    def find(self, key: str) -> str:
        """Give the name of the sign that a line in lower case is, "" for none."""
        if len(key) > LONGEST_SIGN:
            return ""
        name = key.partition(":")[0].strip(COUNTS)
        if name in self._lines:
            return name
        if NUMBER in key and NUMBERED.fullmatch(key):
            return NUMBER if len(FIGURES.findall(key)) == 1 else DATED_NUMBER
        part = self._start.match(key) or (key.endswith(":") and self._end.match(key))
        return part[1] if part else self._several(key)

    def _several(self, key: str) -> str:
        """Name the signs of a row of buttons that were run together: “Reply Quote 0”."""
        if sum(map(self._tokens.__contains__, TOKEN.findall(key))) < FEWEST_TOKENS:
            return ""  # most lines, at less than half of the cost
        signs = self._any.findall(key)
        words = sum(word.isalpha() for word in key.split())
        is_row = len(set(signs)) > 1 and 2 * len(" ".join(signs).split()) >= words
        return ", ".join(sorted(set(signs))) if is_row else ""


def _words(entries: Iterable[PostSign]) -> Iterator[str]:
    return (words for entry in entries for words in entry.words)
