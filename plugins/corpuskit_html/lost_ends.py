"""Markup that never ends, so that a browser takes the rest of the page for a part of it."""

from corpuskit import DocumentWarning
from corpuskit_html.tokens import Token

_COMMENT_ENDS = ("-->", "--!>")


def lost_end(page: str, token: Token) -> DocumentWarning | None:
    """Give a warning when unclosed markup without text swallows more than half of the page."""
    size = token.end - token.start
    if token.end < len(page) or 2 * size <= len(page) or _is_closed(page, token):
        return None
    what = f"<{token.name}>" if token.name else _shape(page, token)
    message = (
        f"{what} at character {token.start} is never closed and takes {size} of"
        f" {len(page)} characters of the page; what stands in it is not read as text"
    )
    return DocumentWarning("markup-unclosed", message)


def _is_closed(page: str, token: Token) -> bool:
    """Content of an element that reaches the end of the page has no end tag behind it."""
    if token.kind != "comment":
        return False
    if page.startswith("<!--", token.start):
        return page.endswith(_COMMENT_ENDS, token.start + 4) or token.end - token.start < _SHORTEST
    return not _is_tag(page, token) and page.endswith(">")


def _shape(page: str, token: Token) -> str:
    if page.startswith("<!--", token.start):
        return "a comment"
    return "a tag" if _is_tag(page, token) else "a declaration"


def _is_tag(page: str, token: Token) -> bool:
    """A tag that is a comment to the tokenizer is one that the end of the page cuts off."""
    return page[token.start + 1 : token.start + 3].lstrip("/")[:1].isalpha()


_SHORTEST = len("<!--->")
