"""A page as learning sees it: its site and its lines, with what other rules made of each."""

import hashlib
from enum import StrEnum

from msgspec import Struct

from corpuskit.model import Block, Document, Label
from corpuskit.profiles.sites import site_of
from corpuskit.text.lines import is_running, is_stopped

SETTLED = frozenset({Label.ALT_TEXT, Label.BYLINE, Label.DATE_LINE, Label.SOURCE_LINE})
"""Labels that a rule gives for what a line says, and that repetition does not change."""
WEIGHED = "chrome.weighed"
"""The rule that weighs what others leave open: profiles are asked before it, so learned without."""
SETTLING_RULES = frozenset({"caption.credit", "caption.cue", "caption.photo_credit", "heading.cue"})


class Role(StrEnum):
    """What the other rules made of a line, as far as repetition may change it."""

    TEXT = "t"
    TITLE = "h"
    CHROME = "c"
    SETTLED = "s"


class PageLine(Struct, frozen=True, array_like=True, gc=False):
    """A line: its normalised text, its role, and whether it is long enough for running text."""

    text: str
    role: Role
    running: bool


class LearnedPage(Struct, frozen=True, array_like=True, gc=False):
    """What is kept of a document while a profile is learned; `mark` is a number of its own.

    `names` says that a line of capitalised words can be names in its language.
    """

    site: str
    mark: int
    lines: tuple[PageLine, ...]
    names: bool = False


def page_of(document: Document, site: str = "", *, names: bool = False) -> LearnedPage:
    """Take what learning needs of a labelled document; `site` is the one that the user names."""
    lines = tuple(_line(block) for block in document.blocks if block.label is not Label.BLANK)
    digest = hashlib.blake2b(document.source.name.encode("utf-8", "surrogatepass"), digest_size=7)
    mark = int.from_bytes(digest.digest())
    return LearnedPage(site_of(document.source, site), mark, lines, names)


def _line(block: Block) -> PageLine:
    text = block.text
    running = bool(text) and is_running(text, stopped=is_stopped(text))
    return PageLine(text, _role(block), running)


def _role(block: Block) -> Role:
    if block.label is Label.CHROME and block.reason.rule != WEIGHED:
        return Role.CHROME
    if block.label is Label.TITLE:
        return Role.TITLE
    settled = block.label in SETTLED or block.reason.rule in SETTLING_RULES
    return Role.SETTLED if settled else Role.TEXT
