"""Rules about a line by itself: what its own words and form say, wherever it stands.

The first rule that decides wins. None of them is asked about running text over its limit, so
what they cannot decide stays body text.
"""

import re
from collections.abc import Callable

from corpuskit.labels.date_rules import DATE_RULES, is_date
from corpuskit.labels.page import Page, Verdict
from corpuskit.labels.people import find_names
from corpuskit.labels.rule import LabelRule
from corpuskit.language import Credit, Phrase
from corpuskit.lexicon.lexicon import NO_CREDIT
from corpuskit.lexicon.phrases import ORNAMENTS
from corpuskit.model import Label, Reason
from corpuskit.text.echoes import slug_of
from corpuskit.text.lines import Line, is_slug

MOST_WORDS_OF_A_SOURCE = 12
WHOLE_LINE = frozenset({"line", "pattern", "opening"})
"""Matches that leave no word of the line over; words left over need chrome beside the line."""
LONGEST_EVIDENCE = 60
FEWEST_WORDS_OF_A_SLUG = 5
"""Words: a shorter line without marks may be foreign words in the text."""
MOSTLY = 0.8
"""How many of the words of a slug the caption below it has."""
FEWEST_RISKY = 3
"""Phrases: two risky words in a line may be its title."""
LONGEST_GLUED_CREDIT = 60
LONGEST_NOTE = 60
NEAR_THE_DECK = 3
"""Lines: so near below the first running text, which sums up the rest, stands who wrote it."""
NAMES_OF_SOURCES = ("name", "medium")
COLON_INSIDE = re.compile(r"\w ?: ?\w")
HOST_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}", re.IGNORECASE)


def is_credit(line: Line, page: Page) -> Verdict | None:
    """Words of credit stand before names: "Tin, ảnh: …"."""
    credit, start = page.lexicon.credits.before(line.text) or NO_CREDIT
    if credit is None or start == len(line.text):
        return None
    inside = page.first_running < line.place < page.last_running
    if inside and not _may_stand_inside(credit, line, page):
        return None
    if "words" not in credit.roles and _closes_a_caption(line, page):
        return None
    if not find_names(line.text, page.lexicon, start, lone=credit.colon):
        return _glued_credit(line, credit, start)
    return Verdict(Label.BYLINE, Reason("byline.credit", 0.96, credit.words), _role(credit.roles))


def _may_stand_inside(credit: Credit, line: Line, page: Page) -> bool:
    """Whether a credit may stand between running texts: of words and pictures, or below a deck.

    With a colon it may as well say who speaks in an interview.
    """
    if credit.colon:
        return {"words", "photo"} <= set(credit.roles)
    below_deck = range(page.first_running + 1, line.place)
    is_near = len(below_deck) < NEAR_THE_DECK and not any(map(page.is_running, below_deck))
    return "words" in credit.roles and is_near


def _closes_a_caption(line: Line, page: Page) -> bool:
    """Whether a credit of pictures alone is written as captions are, or names follow below it."""
    if line.stopped or line.text.startswith("("):
        return True
    below = page.lines[line.place + 1].text if line.place + 1 < len(page.lines) else ""
    return len(below) <= LONGEST_GLUED_CREDIT and bool(find_names(below, page.lexicon))


def _glued_credit(line: Line, credit: Credit, start: int) -> Verdict | None:
    """Two credits that were run together: "Bài, ảnh: Nguyễn Văn AVideo: Trần B"."""
    second = COLON_INSIDE.search(line.text, start)
    if "words" not in credit.roles or len(line.text) > LONGEST_GLUED_CREDIT or not second:
        return None
    return Verdict(Label.BYLINE, Reason("byline.credit", 0.85, credit.words), _role(credit.roles))


def is_picture_credit(line: Line, page: Page) -> Verdict | None:
    """Words that credit a picture begin the line, so it belongs to a caption."""
    credit, start = page.lexicon.credits.before(line.text) or NO_CREDIT
    if credit is None or not line.text[start : start + 1].isupper():
        return None
    if "words" in credit.roles or line.place < page.first_running:
        return None
    return Verdict(Label.CAPTION, Reason("caption.credit", 0.8, credit.words), "credit")


def is_picture_note(line: Line, page: Page) -> Verdict | None:
    """The line says that it belongs to a picture, and nothing else: "Ảnh minh họa"."""
    note = page.lexicon.caption_cues.all_of(line.key)
    return Verdict(Label.CAPTION, Reason("caption.note", 0.9, note)) if note else None


def is_credited_name(line: Line, page: Page) -> Verdict | None:
    """Names stand before words of credit: "… (thực hiện)"."""
    credit, end = page.lexicon.credits.after(line.text) or NO_CREDIT
    names = line.text[:end]
    if credit is None or ":" in names or not find_names(names, page.lexicon, lone=True):
        return None
    return Verdict(Label.BYLINE, Reason("byline.credited", 0.94, credit.words), _role(credit.roles))


def _role(roles: tuple[str, ...]) -> str:
    return "photo" if roles == ("photo",) else ""


def is_source_line(line: Line, page: Page) -> Verdict | None:
    """The line says where the text was taken from."""
    for match in page.lexicon.source_lines.fullmatch(line.text):
        if _names_a_source(match, line, page):
            evidence = line.text[: _start_of_name(match)] or "url"
            return Verdict(Label.SOURCE_LINE, Reason("source_line.form", 0.95, evidence.strip()))
    return None


def _start_of_name(match: re.Match[str]) -> int:
    """Give where the name of a source begins, 0 where there is an address alone."""
    found = (match.start(group) for group in NAMES_OF_SOURCES if match.groupdict().get(group))
    return next(found, 0)


def _names_a_source(match: re.Match[str], line: Line, page: Page) -> bool:
    groups = match.groupdict()
    if groups.get("url"):
        return True
    name = groups.get("name") or groups.get("medium") or ""
    words = name.split()
    if line.text[: _start_of_name(match)].rstrip().endswith((":", "：")):
        return len(words) <= MOST_WORDS_OF_A_SOURCE
    if page.lexicon.agencies.by_name(name.partition("/")[0]) or HOST_NAME.fullmatch(name):
        return True
    is_name = bool(groups.get("medium")) or all(word[:1].isupper() for word in words)
    is_outside = line.place > page.last_running or _stands_beside_a_date(line, page)
    return is_outside and len(words) <= MOST_WORDS_OF_A_SOURCE and is_name


def _stands_beside_a_date(line: Line, page: Page) -> bool:
    """Whether the line above or below is a date, as in the head of an article."""
    beside = (line.place - 1, line.place + 1)
    return any(is_date(page.lines[at], page) for at in beside if 0 <= at < len(page.lines))


def is_chrome_phrase(line: Line, page: Page) -> Verdict | None:
    """The whole line is a phrase of page furniture."""
    phrase = page.phrase_of(line)
    if phrase is None or phrase.risk != "low" or not is_whole(phrase, line):
        return None
    evidence = phrase.text if phrase.match == "line" else line.text[:LONGEST_EVIDENCE]
    return Verdict(Label.CHROME, Reason("chrome.phrase", 0.99, evidence), phrase.kind)


def is_whole(phrase: Phrase, line: Line) -> bool:
    """Say whether a phrase leaves no word of the line over."""
    if phrase.match in WHOLE_LINE:
        return True
    return line.key.strip(ORNAMENTS) == phrase.text.casefold().strip(ORNAMENTS)


def is_tag_line(line: Line, page: Page) -> Verdict | None:
    """The line says what the text is filed under, and stands below all running text."""
    phrase = page.phrase_of(line)
    if phrase is None or (phrase.kind, phrase.match) != ("tags", "start"):
        return None
    if line.stopped or line.place < page.last_running:
        return None
    return Verdict(Label.CHROME, Reason("chrome.tags", 0.95, phrase.text), phrase.kind)


def is_glued_chrome(line: Line, page: Page) -> Verdict | None:
    """The line is made of phrases of page furniture that were run together."""
    phrases = page.lexicon.chrome.glued(line.key)
    if not phrases or (len(phrases) < FEWEST_RISKY and all(p.risk == "high" for p in phrases)):
        return None
    evidence = " + ".join(phrase.text for phrase in phrases)
    return Verdict(Label.CHROME, Reason("chrome.glued", 0.99, evidence), phrases[0].kind)


def is_slug_line(line: Line, page: Page) -> Verdict | None:
    """The line has no mark and no punctuation in a language that writes marks."""
    if not page.lexicon.writes_marks or not is_slug(line.text):
        return None
    if not any(sign(line, page) for sign in SIGNS_OF_AN_IMAGE):
        return None
    return Verdict(Label.ALT_TEXT, Reason("alt_text.slug", 0.93, line.text[:40]), "slug")


def _is_said_again(line: Line, page: Page) -> bool:
    """Whether the line says what another says: a slug that comes again is none the first time."""
    return line.place in page.repeats or line.place in page.repeated


def _stands_like_an_image(line: Line, page: Page) -> bool:
    """Whether running text stands on both sides, as where a picture was in an article."""
    words = len(line.text.split())
    return words >= FEWEST_WORDS_OF_A_SLUG and page.first_running < line.place < page.last_running


def _names_the_line_below(line: Line, page: Page) -> bool:
    """Whether nearly all words of the line are in the one below: a slug above its caption."""
    words = set(line.text.replace("-", " ").split())
    below = page.lines[line.place + 1].text if line.place + 1 < len(page.lines) else ""
    if len(words) < FEWEST_WORDS_OF_A_SLUG or is_slug(below):
        return False
    return len(words & set(slug_of(below).split())) >= MOSTLY * len(words)


SIGNS_OF_AN_IMAGE: tuple[Callable[[Line, Page], bool], ...] = (
    _is_said_again,
    _stands_like_an_image,
    _names_the_line_below,
)


def is_alt_text(line: Line, page: Page) -> Verdict | None:
    """The line has the form of an image's alternative text or file name."""
    cue = page.lexicon.alt_text_cues.find(line.key)
    if not cue or (" " in cue and not page.writes_marks):
        return None
    return Verdict(Label.ALT_TEXT, Reason("alt_text.form", 0.9, cue))


def is_photo_credit(line: Line, page: Page) -> Verdict | None:
    """The line ends with the credit of a photograph."""
    credit = page.lexicon.credits.photo_tail(line.text)
    if not credit:
        return None
    return Verdict(Label.CAPTION, Reason("caption.photo_credit", 0.92, credit))


LINE_RULES: tuple[LabelRule, ...] = (
    *DATE_RULES,
    LabelRule("chrome.phrase", is_chrome_phrase, running=False),
    LabelRule("chrome.tags", is_tag_line, running=False),
    LabelRule("byline.credit", is_credit, longest=160, running=False),
    LabelRule("caption.credit", is_picture_credit, longest=160, running=False),
    LabelRule("caption.note", is_picture_note, longest=LONGEST_NOTE, running=False),
    LabelRule("byline.credited", is_credited_name, longest=120, running=False),
    LabelRule("source_line.form", is_source_line, longest=2000),
    LabelRule("chrome.glued", is_glued_chrome),
    LabelRule("alt_text.slug", is_slug_line),
    LabelRule("alt_text.form", is_alt_text, longest=200, running=False),
    LabelRule("caption.photo_credit", is_photo_credit),
)
