"""Features of roles that a line shows by itself: its length, its ends, its words and signs."""

import re
from bisect import bisect_right

from corpuskit.labels.role_page import RolePage
from corpuskit.text.lines import CLOSING, Line

Answer = str | int | bool
LENGTHS = (15, 25, 35, 45, 60, 80, 100, 130, 170, 220)
SHARES = (0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1.1, 1.5)
CAPITALS = (0.001, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9)
END_SIGNS = frozenset(".!?…:;,")
QUOTES = "\"“”'‘’«»"
OPENING_SIGNS = {
    **dict.fromkeys(QUOTES, "quote"),
    **dict.fromkeys("-–—•*+>", "dash"),
    "(": "bracket",
}
NUMBERED = re.compile(r"\d{1,2}[.)]\s")
"""The number of a heading or of an item."""
MOST_COUNTED = 3
MOST_NAMED = 4


def length(line: Line, page: RolePage) -> Answer:
    """Headings are short, captions have a sentence, paragraphs more; a stop changes the scale."""
    return f"{bisect_right(LENGTHS, len(line.text))}{stop_sign(line)}"


def share(line: Line, page: RolePage) -> Answer:
    """What is short depends on the page: its length beside that of the usual paragraph."""
    return bisect_right(SHARES, len(line.text) / page.typical)


def ending(line: Line, page: RolePage) -> Answer:
    """Headings have no stop, paragraphs hardly ever lack one, captions go by the house style."""
    return end_sign(line.text)


def closing(line: Line, page: RolePage) -> Answer:
    """A bracket at the end is mostly a credit, a quotation mark mostly speech."""
    last = line.text[-1]
    return last if last in "\")”'»" else "none"


def opening(line: Line, page: RolePage) -> Answer:
    """Quotation marks and dashes open speech and lists, small letters a paragraph cut in two."""
    first = line.text[0]
    if NUMBERED.match(line.text):
        return "number"
    return OPENING_SIGNS.get(first) or _kind_of(first)


def _kind_of(sign: str) -> str:
    if sign.isdigit():
        return "figure"
    return "small" if sign.islower() else "capital" if sign.isupper() else "other"


def commas(line: Line, page: RolePage) -> Answer:
    """Paragraphs have clauses; a caption with many commas is a list of who is in the picture."""
    return min(line.text.count(","), MOST_COUNTED)


def capitals(line: Line, page: RolePage) -> Answer:
    """Captions name persons and places: the share of words that begin with a capital letter."""
    named = [word[0].isupper() for word in line.text.split()[1:]]
    return bisect_right(CAPITALS, named.count(True) / len(named)) if named else "one word"


def named_first(line: Line, page: RolePage) -> Answer:
    """A caption often begins with a name: how many capitalised words open the line."""
    words = line.text.split(maxsplit=MOST_NAMED)[:MOST_NAMED]
    for at, word in enumerate(words):
        if not word[0].isupper():
            return at
    return len(words)


def signs(line: Line, page: RolePage) -> Answer:
    """Brackets and spaced dashes set off offices, places and credits; a colon opens speech."""
    text = line.text
    colon = ":" if ":" in text[:-1] else ""
    dash = "-" if " - " in text or " – " in text else ""
    return f"{'(' if '(' in text else ''}{colon}{dash}"


def cue(line: Line, page: RolePage) -> Answer:
    """The words by which captions and headings are known, or with which a text goes on."""
    if page.page.caption_cue(line):
        return "caption"
    if page.page.heading_cue(line):
        return "heading"
    return "paragraph" if page.page.lexicon.paragraph_cues.find(line.key) else "none"


def opener(line: Line, page: RolePage) -> Answer:
    """Pictures show persons and things, headings name tasks: what the first words are."""
    return page.page.lexicon.openers.kind_of(line.key)


def credit(line: Line, page: RolePage) -> Answer:
    """A line that begins with "Photo:" belongs to a picture."""
    return page.page.lexicon.credits.before(line.text) is not None


def stop_sign(line: Line) -> str:
    """Give "." for a line that ends like a sentence, "" for others."""
    return "." if line.stopped else ""


def end_sign(text: str) -> str:
    """Give the sign at the end of a text, closing quotes and brackets aside, or "none"."""
    last = text.rstrip(CLOSING)[-1:]
    return last if last in END_SIGNS else "none"
