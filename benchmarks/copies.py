"""Planted copies: pages, and what is made of them, with the answer in their names.

A page and its copy are called `KIND/NUMBER-original.txt` and `KIND/NUMBER-copy.txt`, so whatever
stands before the last hyphen is a family. The kind `PARTS` is a trap: a page of two halves of
others, which is no copy.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import NamedTuple

from pages import sentences

PARTS = "parts of two"
SENTENCE, PARAGRAPH, PAGE = (8, 28), (2, 5), (5, 12)
"""Words of a sentence, sentences of a paragraph, paragraphs of a page: the least and the most."""
SHARED = 0.1
"""Sentences that stand in many pages, as formulas of an agency do."""
CUT = 0.82
MENU = ("Trang chủ", "Thời sự", "Kinh tế", "Văn hóa", "Thể thao", "Bạn đọc", "Đăng nhập")
FOOT = ("Tin liên quan", "Xem thêm", "Ý kiến bạn đọc (0)", "Gửi bình luận", "© Báo Bến Sông")
WORD = re.compile(r"\w+")
Edit = Callable[[str, Random], str]


class Vocabulary(NamedTuple):
    """What pages are made of: words as often as they stand in the sample pages, and sentences."""

    words: Sequence[str]
    sentences: Sequence[str]


def vocabulary() -> Vocabulary:
    """Take the words and the sentences of the sample pages."""
    known = sentences()
    return Vocabulary(WORD.findall(" ".join(known).lower()), known)


def make_page(rng: Random, known: Vocabulary) -> str:
    """Make a page of sentences that nobody wrote, and of some that many pages have."""
    paragraphs = [_paragraph(rng, known) for _ in range(rng.randint(*PAGE))]
    return "\n\n".join([_sentence(rng, known)[:90], *paragraphs]) + "\n"


def _paragraph(rng: Random, known: Vocabulary) -> str:
    return " ".join(_sentence(rng, known) for _ in range(rng.randint(*PARAGRAPH)))


def _sentence(rng: Random, known: Vocabulary) -> str:
    if rng.random() < SHARED:
        return rng.choice(known.sentences) + "."
    return " ".join(rng.choices(known.words, k=rng.randint(*SENTENCE))).capitalize() + "."


def _same(page: str, rng: Random) -> str:
    return page


def _shouted(page: str, rng: Random) -> str:
    return page.replace(".", " !").upper()


def _edited(share: float, page: str, rng: Random) -> str:
    words = WORD.findall(page)
    return WORD.sub(lambda m: rng.choice(words) if rng.random() < share else m[0], page)


def _cut(page: str, rng: Random) -> str:
    return page[: page.rfind(" ", 0, int(CUT * len(page)))] + "\n"


def _framed(page: str, rng: Random) -> str:
    menu, foot = rng.sample(MENU, len(MENU)), rng.sample(FOOT, len(FOOT))
    return "\n".join([*menu, "", page.rstrip("\n"), "", *foot]) + "\n"


KINDS: Mapping[str, Edit] = MappingProxyType(
    {
        "exact": _same,
        "case and punctuation": _shouted,
        "furniture around it": _framed,
        "last 18 % cut": _cut,
        "1 % of words": partial(_edited, 0.01),
        "5 % of words": partial(_edited, 0.05),
        "10 % of words": partial(_edited, 0.1),
        "20 % of words": partial(_edited, 0.2),
    }
)
"""What is done to a copy."""


def write_families(folder: Path, pages: Sequence[str]) -> None:
    """Write pages, each with one planted copy; the kinds take turns, a trap after all of them."""
    kinds = [*KINDS, PARTS]
    for number, page in enumerate(pages):
        kind, rng = kinds[number % len(kinds)], Random(number)  # noqa: S311 - no secret
        other = pages[number - 1]
        copy = KINDS[kind](page, rng) if kind in KINDS else _parts(page, other)
        below = folder / kind
        below.mkdir(parents=True, exist_ok=True)
        (below / f"{number:06}-original.txt").write_text(page, "utf-8")
        (below / f"{number:06}-copy.txt").write_text(copy, "utf-8")


def _parts(page: str, other: str) -> str:
    """Give the first half of one page and the last third of another."""
    return (
        page[: page.find(" ", len(page) // 2)]
        + "\n\n"
        + other[other.find(" ", 2 * len(other) // 3) :]
    )


def family_of(name: str) -> str:
    """Give the family of a page by its name."""
    return name.rpartition("-")[0]


def kind_of(name: str) -> str:
    """Give the kind of a page by its name."""
    return name.split("/", maxsplit=1)[0]
