"""The form of a headline: what a line may be made of, wherever it stands."""

import re
from itertools import pairwise

from corpuskit.labels.line_rules import HOST_NAME, is_whole
from corpuskit.labels.page import Page
from corpuskit.text.lines import CLOSING, Line, is_slug

NOT_BEHIND_A_TITLE = frozenset(".:,;")
FEWEST_LETTERS_OF_A_TITLE = 4
LONGEST_TITLE = 250
MOST_WORDS_OF_A_PLACE, MOST_WORDS_OF_A_WEEKDAY = 5, 2
"""Words before the number of a day: "TP. Hồ Chí Minh, ngày 15/3"; without comma "Thứ hai 8/7"."""
FEWEST_WORDS_OF_A_HEADLINE = 7
FEWEST_WORDS_OF_A_CREDIT = 3
"""Words: "By" and "Editor" begin headlines too."""
PATH = re.compile(r" (?:>{1,3}|[»›]) |^(?:Home|Trang chủ|Trang nhất) ?/|/ [^/]+/ ")


def may_be_title(line: Line, page: Page) -> bool:
    """Say whether nothing in the form of a line speaks against a headline."""
    lexicon = page.lexicon
    return (
        FEWEST_LETTERS_OF_A_TITLE <= len(line.text) <= LONGEST_TITLE
        and line.text.rstrip(CLOSING)[-1:] not in NOT_BEHIND_A_TITLE
        and line.place not in page.repeats
        and line.key not in lexicon.not_titles
        and not (page.caption_cue(line) and _may_be_caption(line))
        and not page.heading_cue(line)
        and not _names_a_day(line, page)
        and not (lexicon.writes_marks and is_slug(line.text))
        and not _is_menu(line.text)
        and not _is_phrase(line, page)
        and not _credits_people(line, page)
    )


def _is_phrase(line: Line, page: Page) -> bool:
    phrase = page.phrase_of(line)
    return phrase is not None and is_whole(phrase, line)


def _credits_people(line: Line, page: Page) -> bool:
    """Whether a line begins with words of credit that are too many to begin a headline."""
    credit, _ = page.lexicon.credits.before(line.text) or (None, 0)
    return credit is not None and len(credit.words.split()) >= FEWEST_WORDS_OF_A_CREDIT


def _is_menu(text: str) -> bool:
    """Whether a line is a path of sections, entries that were run together, or a host name."""
    unusual = (word for word in text.split() if not (word.isascii() or word[1:].islower()))
    return any(map(_is_glued, unusual)) or bool(PATH.search(text) or HOST_NAME.fullmatch(text))


def _is_glued(word: str) -> bool:
    """Whether a capital letter follows a small one; brand names such as iPhone are plain ASCII."""
    return any(one.islower() and two.isupper() for one, two in pairwise(word))


def _may_be_caption(line: Line) -> bool:
    """Whether a line with the words of a caption may be one; long first lines are headlines."""
    return line.place > 0 or len(line.text.split()) < FEWEST_WORDS_OF_A_HEADLINE


def _names_a_day(line: Line, page: Page) -> bool:
    """Whether all of a line is a day, behind a place or a weekday: "Hà Nội, ngày 15/3/2024"."""
    lexicon, text = page.lexicon, line.text
    starts = (trigger.start() for trigger in lexicon.date_trigger.finditer(text))
    dates = (match for start in starts for match in lexicon.dates.match(text, start))
    return any(date.end() == len(text) and _is_all(date, text) for date in dates)


def _is_all(date: re.Match[str], text: str) -> bool:
    before = text[: date.start()]
    most = MOST_WORDS_OF_A_PLACE if "," in before else MOST_WORDS_OF_A_WEEKDAY
    return bool(date.groupdict().get("day")) and len(before.split()) <= most
