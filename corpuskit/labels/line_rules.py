"""Rules about a line by itself: what its own words and form say, wherever it stands.

The first rule that decides wins. None of them is asked about running text over its limit, so
what they cannot decide stays body text.
"""

import re

from corpuskit.labels.page import LabelRule, Page, Verdict
from corpuskit.labels.people import find_names
from corpuskit.language import Credit
from corpuskit.lexicon.lexicon import NO_CREDIT
from corpuskit.model import Label, Reason
from corpuskit.text.lines import Line, is_slug
from corpuskit.text.pieces import CRAWL_FIELD

TIMESTAMP = "timestamp"
"""The detail of a line that is a date and nothing else."""
MOST_WORDS_OF_A_SOURCE = 8
FEWEST_RISKY = 3
"""Phrases: two risky words in a line may be its title."""
FIGURE = re.compile("[0-9]")


def is_crawl_field(line: Line, page: Page) -> Verdict | None:
    """A field of the crawler's record stands before the first words of the page."""
    if line.piece.detail != CRAWL_FIELD:
        return None
    return Verdict(Label.DATE_LINE, Reason("date_line.crawl_field", 0.98, line.text), CRAWL_FIELD)


def is_timestamp(line: Line, page: Page) -> Verdict | None:
    """The whole line is a date, with or without a time."""
    if FIGURE.search(line.text) and any(page.lexicon.timestamps.fullmatch(line.text)):
        return Verdict(Label.DATE_LINE, Reason("date_line.timestamp", 0.95, line.text), TIMESTAMP)
    return None


def is_credit(line: Line, page: Page) -> Verdict | None:
    """Words of credit stand before names: "Tin, ảnh: …"."""
    credit, start = page.lexicon.credits.before(line.text) or NO_CREDIT
    if credit is None or start == len(line.text) or _credits_a_picture(credit, line, page):
        return None
    if not find_names(line.text, page.lexicon, start, lone=credit.colon):
        return None
    return Verdict(Label.BYLINE, Reason("byline.credit", 0.96, credit.words), _role(credit.roles))


def is_picture_credit(line: Line, page: Page) -> Verdict | None:
    """Words that credit a picture begin the line, so it belongs to a caption."""
    credit, _ = page.lexicon.credits.before(line.text) or NO_CREDIT
    if credit is None:
        return None
    if not (_credits_a_picture(credit, line, page) or "photo" in credit.roles):
        return None
    return Verdict(Label.CAPTION, Reason("caption.credit", 0.8, credit.words), "credit")


def _credits_a_picture(credit: Credit, line: Line, page: Page) -> bool:
    """Whether no words are credited and text follows: who wrote the page is said at its end."""
    return "words" not in credit.roles and line.place < page.last_running


def is_credited_name(line: Line, page: Page) -> Verdict | None:
    """Names stand before words of credit: "… (thực hiện)"."""
    credit, end = page.lexicon.credits.after(line.text) or NO_CREDIT
    if credit is None or not find_names(line.text[:end], page.lexicon, lone=True):
        return None
    return Verdict(Label.BYLINE, Reason("byline.credited", 0.94, credit.words), _role(credit.roles))


def _role(roles: tuple[str, ...]) -> str:
    return "photo" if roles == ("photo",) else ""


def is_source_line(line: Line, page: Page) -> Verdict | None:
    """The line says where the text was taken from."""
    for match in page.lexicon.source_lines.fullmatch(line.text):
        if _names_a_source(match, page):
            evidence = line.text[: match.start("name")] if "name" in match.groupdict() else "url"
            return Verdict(Label.SOURCE_LINE, Reason("source_line.form", 0.95, evidence.strip()))
    return None


def _names_a_source(match: re.Match[str], page: Page) -> bool:
    groups = match.groupdict()
    if groups.get("url"):
        return True
    name = groups.get("name") or ""
    return (
        bool(page.lexicon.agencies.by_name(name.partition("/")[0]))
        or (name[:1].isupper() and len(name.split()) <= MOST_WORDS_OF_A_SOURCE)
    ) and not name.endswith((".", "…"))


def is_chrome_phrase(line: Line, page: Page) -> Verdict | None:
    """The line is a phrase of page furniture that never is a sentence of its own."""
    phrase = page.phrase_of(line)
    if phrase is None or phrase.risk != "low":
        return None
    confidence = 0.97 if phrase.match in ("line", "pattern") else 0.9
    return Verdict(Label.CHROME, Reason("chrome.phrase", confidence, phrase.text), phrase.kind)


def is_glued_chrome(line: Line, page: Page) -> Verdict | None:
    """The line is made of phrases of page furniture that were run together."""
    phrases = page.lexicon.chrome.glued(line.key)
    if not phrases or (len(phrases) < FEWEST_RISKY and all(p.risk == "high" for p in phrases)):
        return None
    evidence = " + ".join(phrase.text for phrase in phrases)
    return Verdict(Label.CHROME, Reason("chrome.glued", 0.95, evidence), phrases[0].kind)


def is_slug_line(line: Line, page: Page) -> Verdict | None:
    """The line has no mark and no punctuation in a language that writes marks."""
    if page.lexicon.writes_marks and is_slug(line.text):
        return Verdict(Label.ALT_TEXT, Reason("alt_text.slug", 0.93, line.text[:40]), "slug")
    return None


def is_alt_text(line: Line, page: Page) -> Verdict | None:
    """The line has the form of an image's alternative text or file name."""
    cue = page.lexicon.alt_text_cues.find(line.key)
    if not cue:
        return None
    return Verdict(Label.ALT_TEXT, Reason("alt_text.form", 0.9, cue))


def is_photo_credit(line: Line, page: Page) -> Verdict | None:
    """The line ends with the credit of a photograph."""
    credit = page.lexicon.credits.photo_tail(line.text)
    if not credit:
        return None
    return Verdict(Label.CAPTION, Reason("caption.photo_credit", 0.92, credit))


LINE_RULES: tuple[LabelRule, ...] = (
    LabelRule("date_line.crawl_field", is_crawl_field),
    LabelRule("chrome.phrase", is_chrome_phrase),
    LabelRule("date_line.timestamp", is_timestamp, longest=90, running=False),
    LabelRule("byline.credit", is_credit, longest=160, running=False),
    LabelRule("caption.credit", is_picture_credit, longest=160, running=False),
    LabelRule("byline.credited", is_credited_name, longest=120, running=False),
    LabelRule("source_line.form", is_source_line, longest=2000),
    LabelRule("chrome.glued", is_glued_chrome),
    LabelRule("alt_text.slug", is_slug_line),
    LabelRule("alt_text.form", is_alt_text, longest=200, running=False),
    LabelRule("caption.photo_credit", is_photo_credit),
)
