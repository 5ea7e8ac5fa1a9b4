"""One walk over the tokens of a page, for all that is read from it."""

from typing import NamedTuple

from corpuskit_html.blocks import BlockCutter, Cut
from corpuskit_html.head import StatementFinder
from corpuskit_html.script_text import Scripts
from corpuskit_html.statements import Statements
from corpuskit_html.tokens import tokenize


class Walked(NamedTuple):
    """What a page shows, what it says of itself, and its scripts."""

    cut: Cut
    told: Statements
    scripts: Scripts


def walk(page: str) -> Walked:
    """Walk once over a decoded page."""
    cutter, finder, scripts = BlockCutter(page), StatementFinder(page), Scripts(page)
    takers = (cutter.take, finder.take, scripts.take)
    for token in tokenize(page):
        for take in takers:
            take(token)
    return Walked(cutter.cut(), finder.told(), scripts)
