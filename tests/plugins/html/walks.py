"""What one walk over a page finds, a part at a time."""

from corpuskit_html.blocks import Cut
from corpuskit_html.statements import Statements
from corpuskit_html.walking import walk


def cut_blocks(page: str) -> Cut:
    """Give the blocks of a decoded page."""
    return walk(page).cut


def page_statements(page: str) -> Statements:
    """Give what a decoded page says of itself."""
    return walk(page).told
