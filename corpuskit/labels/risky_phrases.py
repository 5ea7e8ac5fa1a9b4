"""Phrases of furniture that may be text as well: what stands beside them says which they are."""

from collections.abc import Iterator

from corpuskit.labels.line_rules import is_whole
from corpuskit.labels.page import Page, Verdict
from corpuskit.language import Phrase
from corpuskit.model import Label, Reason
from corpuskit.text.lines import Line

RISKY_PHRASE = "chrome.risky_phrase"
MENU = 3
"""Lines: so many different risky phrases in a row are a menu without any other proof."""
SAID_AGAIN = 3
"""Lines: a page that says the words of a button so often has several of it."""
BUTTONS = frozenset(
    {"ad", "comment", "login", "more", "player", "print", "share", "shop", "social"}
)
"""Kinds of phrases that are proved so. On articles among the development pages all of 227 lines
that nothing else proved are furniture, on pages of services 52 of 82; "Support" or "See also" may
be the heading of a part of each thing that is reviewed."""
Run = list[tuple[Line, Phrase | None]]
"""Lines in a row that are chrome (no phrase) or a phrase of high risk."""


def mark_risky_phrases(page: Page) -> None:
    """Decide about them: beside chrome, in a menu of their kind or said again and again."""
    for run in _runs(page):
        proof = _proof(run, page)
        for line, phrase in run:
            evidence = phrase and (proof or _said_again(line, phrase, page))
            if phrase and evidence:
                reason = Reason(RISKY_PHRASE, 0.97, f"{phrase.text}, {evidence}")
                page.verdicts[line.place] = Verdict(Label.CHROME, reason, phrase.kind)


def _proof(run: Run, page: Page) -> str:
    """Say why a run of chrome and possible chrome is chrome, "" when nothing proves it.

    A menu stands above or below the text, and each of its lines is a phrase as a whole.
    """
    sure = next((line for line, phrase in run if phrase is None), None)
    if sure:
        return f"beside “{sure.text[:40]}”"
    whole = {phrase.text for line, phrase in run if phrase and is_whole(phrase, line)}
    inside = page.first_running < run[0][0].place < page.last_running
    return f"{len(whole)} in a row" if len(whole) >= MENU and not inside else ""


def _said_again(line: Line, phrase: Phrase, page: Page) -> str:
    """Say how often the page says the words of a button that are all of a line, or ""."""
    if phrase.kind not in BUTTONS or not is_whole(phrase, line):
        return ""
    times = page.sentences[line.key.casefold()]
    return f"{times} times on the page" if times >= SAID_AGAIN else ""


def _runs(page: Page) -> Iterator[Run]:
    run: Run = []
    for line in page.lines:
        phrase = _risky_phrase(line, page)
        if phrase or page.label_at(line.place) is Label.CHROME:
            run.append((line, phrase))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _risky_phrase(line: Line, page: Page) -> Phrase | None:
    """Give the phrase in an open line; one of low risk was decided about before."""
    return page.phrase_of(line) if page.is_open(line.place) and not line.running else None
