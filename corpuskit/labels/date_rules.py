"""Rules about lines that are a date: alone, signed, or beside a few other words.

Where such a line stands is asked only where its form leaves a doubt.
"""

import re
from collections.abc import Callable, Mapping

from corpuskit.labels.page import Page, Verdict
from corpuskit.labels.people import are_names, find_names
from corpuskit.labels.rule import LabelRule
from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.model import Label, Reason
from corpuskit.text.lines import Line
from corpuskit.text.pieces import CRAWL_FIELD

TIMESTAMP = "timestamp"
"""The detail of a line that is a date and nothing else."""
SIGNED = "signed"
"""The detail of a line that is names and a date."""
DATED = "dated"
"""The detail of a line that is a date with its time and a few other words."""
BORDER = re.compile("[ ]?[-–—|•,;][ ]?")
BORDER_OF_WORDS = re.compile("[ ]?[-–—|•;][ ]?|[ ](?=[0-9])")
MOST_WORDS_BESIDE_A_DATE = 6
FIGURE = re.compile(r"\d")
BARE_DATE = re.compile(r"[0-9]{1,4}[-/. ]{1,3}[0-9]{1,2}[-/. ]{1,3}[0-9]{1,4}")
"""Figures alone: diaries have such lines too, so one needs furniture beside it."""


def is_crawl_field(line: Line, page: Page) -> Verdict | None:
    """A field of the crawler's record stands before the first words of the page."""
    if line.piece.detail != CRAWL_FIELD:
        return None
    return Verdict(Label.DATE_LINE, Reason("date_line.crawl_field", 0.98, line.text), CRAWL_FIELD)


def is_timestamp(line: Line, page: Page) -> Verdict | None:
    """The whole line is a date with a time, a weekday or words such as “updated”."""
    if not is_date(line, page) or BARE_DATE.fullmatch(line.text):
        return None
    return Verdict(Label.DATE_LINE, Reason("date_line.timestamp", 0.85, line.text), TIMESTAMP)


def is_signed_date(line: Line, page: Page) -> Verdict | None:
    """Names and a date with its time are all that the line has."""
    start = signed_date(line.text, page.lexicon)
    if start < 0:
        return None
    return Verdict(Label.DATE_LINE, Reason("date_line.signed", 0.9, line.text[start:]), SIGNED)


def signed_date(text: str, lexicon: Lexicon) -> int:
    """Give the offset at which the date begins in a line of names and a date, -1 if it is none."""
    if not lexicon.capitals_mean_names or not FIGURE.search(text):
        return -1
    for border in BORDER.finditer(text):
        dates = lexicon.timestamps.fullmatch(text[border.end() :])
        fits = any(_sets_off_a_person(border, date) for date in dates)
        if fits and find_names(text[: border.start()], lexicon):
            return border.end()
    return -1


def is_dated(line: Line, page: Page) -> Verdict | None:
    """Above the text, a date with a time or a weekday is set off from a few other words."""
    if line.stopped or line.place >= max(page.first_running, 1):
        return None
    start = date_beside_words(line.text, page.lexicon)
    if start < 0:
        return None
    return Verdict(Label.DATE_LINE, Reason("date_line.dated", 0.85, line.text), DATED)


def date_beside_words(text: str, lexicon: Lexicon) -> int:
    """Give the offset at which such a date begins beside a few words, -1 if none does."""
    if not FIGURE.search(text):
        return -1
    if _begins_with_a_moment(text, lexicon):
        return 0
    for border in BORDER_OF_WORDS.finditer(text):
        left, right = text[: border.start()], text[border.end() :]
        if is_moment(left, lexicon) and _are_few_words(right):
            return 0
        loose = border[0] == " "
        if loose and not _begins_with_a_name(left, lexicon):
            continue
        if is_moment(right, lexicon, timed=loose) and _are_few_words(left):
            return border.end()
    return -1


def is_moment(text: str, lexicon: Lexicon, *, timed: bool = False) -> bool:
    """Say whether a text is a date with words or a time of its own; `timed` asks for a time."""
    if BARE_DATE.fullmatch(text):
        return False
    dates = lexicon.timestamps.fullmatch(text)
    return any(not timed or date.groupdict().get("hour") for date in dates)


def _begins_with_a_moment(text: str, lexicon: Lexicon) -> bool:
    """Whether buttons were run together with the date before them: "12/05/2025 14:30 In Cỡ chữ"."""
    ends = (match.end() for match in lexicon.timestamps.match(text, 0))
    return any(
        text[end : end + 1] == " "
        and not BARE_DATE.fullmatch(text[:end])
        and _are_few_words(text[end:])
        for end in ends
    )


def _begins_with_a_name(text: str, lexicon: Lexicon) -> bool:
    """Whether a name stands before a comma, as in "An, Theo Đời sống 10:12 …"."""
    name, comma, _ = text.partition(",")
    return bool(comma) and are_names(name, lexicon, lone=True)


def _are_few_words(text: str) -> bool:
    return len(text.split()) <= MOST_WORDS_BESIDE_A_DATE


def _sets_off_a_person(border: re.Match[str], date: re.Match[str]) -> bool:
    """Before a comma and a day without a time stands a place: letters and decisions begin so."""
    return "," not in border[0] or date.groupdict().get("hour") is not None


def is_date(line: Line, page: Page) -> bool:
    """Say whether a line is a date and nothing else, with a time, a weekday or words or bare."""
    return bool(FIGURE.search(line.text)) and any(page.lexicon.timestamps.fullmatch(line.text))


DATES_BESIDE_WORDS: Mapping[str, Callable[[str, Lexicon], int]] = {
    SIGNED: signed_date,
    DATED: date_beside_words,
}
"""Where the date begins in a line that holds more, by the detail of the line."""

DATE_RULES: tuple[LabelRule, ...] = (
    LabelRule("date_line.crawl_field", is_crawl_field),
    LabelRule("date_line.timestamp", is_timestamp, longest=90, running=False),
    LabelRule("date_line.signed", is_signed_date, longest=120, running=False),
    LabelRule("date_line.dated", is_dated, longest=120, running=False),
)
