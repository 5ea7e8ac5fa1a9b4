"""Lines: the stretches of a page that hold text, with the features that rules ask for.

A feature is computed once, when the line is made. All of them are about form, none about words.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from corpuskit.model import Change
from corpuskit.reader import Layout
from corpuskit.text.normalize import Normalized

CLOSING = "\"'”’»›)]}） \t"
STOPS = frozenset(".!?…。！？।॥؟۔։።។။")
"""Latin, Chinese and Japanese, Devanagari, Arabic, Urdu, Armenian, Ethiopic, Khmer and Burmese."""
WITHOUT_STOPS = re.compile("[\u0e01-\u0eff]")
"""Thai and Lao end no sentence with a sign."""
UNWRITTEN_STOP_LENGTH = 100
"""Characters: in such a script a shorter line may be a headline."""
RUNNING_LENGTH = 80
"""Characters: with a stop at its end, a line of this length is running text."""
UNSTOPPED_RUNNING_LENGTH = 200
"""Characters: a line of this length is running text whatever its end."""
WIDE_RUNNING_LENGTH = 24
"""Characters: the same for scripts that write a word in one or two signs."""
WIDE_STOPS = frozenset("。！？")
LONGEST_FOLDED = 300
"""Characters: longer lines are compared as they are, since templates do not change their case."""
MARKUP = "markup"
"""The detail of a piece that is markup without text."""
SLUG = re.compile(r"[a-z0-9]+(?:[ -][a-z0-9]+){2,}")


class Piece(Struct, frozen=True, gc=False):
    """A stretch after normalisation: offset and raw characters, and the text that they say.

    `lead` counts the characters of the normalised content before `text`; `edits` is None when
    normalisation changed nothing. A piece that was cut out of a line says in `detail` what it is,
    and in `evidence` what showed its border. `layout` is what markup says of it, None in flat text.
    """

    start: int
    raw: str
    text: str
    lead: int
    edits: Normalized | None = None
    detail: str = ""
    evidence: str = ""
    layout: Layout | None = None

    @property
    def changes(self) -> tuple[Change, ...]:
        """What normalisation changed, by rule."""
        return self.edits.changes if self.edits else ()

    def offset(self, at: int) -> int:
        """Map an offset in `text` to one in the decoded source."""
        at += self.lead
        return self.start + (self.edits.origin(at) if self.edits else at)


class Line(Struct, frozen=True, gc=False):
    """A piece with text. `block` is its index among the pieces, `place` among the lines.

    `gap_before` and `gap_after` say whether a blank stretch or the end of the page is there;
    `stopped`, whether it ends like a sentence; `running`, whether it is long enough to be running
    text; `key` is the text to compare lines by, without regard to case unless it is long.
    """

    place: int
    block: int
    piece: Piece
    text: str
    key: str
    gap_before: bool
    gap_after: bool
    stopped: bool
    running: bool


def make_lines(pieces: Sequence[Piece]) -> tuple[Line, ...]:
    """Give the pieces that hold text, in document order."""
    lines: list[Line] = []
    gaps = [not piece.text and piece.detail != MARKUP for piece in pieces]
    for at in (0, -1) if gaps else ():  # markup is a gap at the ends of the page
        gaps[at] = not pieces[at].text
    gaps.append(True)  # behind the last piece, and as gaps[-1] before the first
    for block, piece in enumerate(pieces):
        text = piece.text
        if text:
            key = text.casefold() if len(text) <= LONGEST_FOLDED else text
            before, behind, stopped = gaps[block - 1], gaps[block + 1], is_stopped(text)
            running = is_running(text, stopped=stopped)
            lines.append(
                Line(len(lines), block, piece, text, key, before, behind, stopped, running)
            )
    return tuple(lines)


def is_stopped(text: str) -> bool:
    """Say whether a text ends like a sentence, closing quotes and brackets aside."""
    bare = text if text[-1] in STOPS else text.rstrip(CLOSING)
    if not bare or bare[-1] in STOPS:
        return bool(bare)
    return len(bare) >= UNWRITTEN_STOP_LENGTH and bool(WITHOUT_STOPS.match(bare[-1]))


def is_running(text: str, *, stopped: bool) -> bool:
    """Say whether a text is long enough, for its end, to be running text."""
    length = len(text)
    if not stopped:
        return length >= UNSTOPPED_RUNNING_LENGTH
    return length >= RUNNING_LENGTH or (
        length >= WIDE_RUNNING_LENGTH and not WIDE_STOPS.isdisjoint(text)
    )


def is_slug(text: str) -> bool:
    """Say whether a text is at least three words of plain small letters and figures."""
    return text.isascii() and bool(SLUG.fullmatch(text))
