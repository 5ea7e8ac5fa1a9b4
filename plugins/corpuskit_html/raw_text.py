"""Elements that hold no markup: where they end."""

import re
from typing import Final

SPACE: Final = r"\t\n\f\r\x20"
"""White space of HTML, for the inside of the brackets of a regular expression."""

RAW_TEXT: Final = frozenset(
    ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext")
)
"""Elements that hold no markup. Scripts do not run here, so that noscript is none of them."""


def _end_tag(name: str) -> str:
    letters = "".join(f"[{letter}{letter.upper()}]" for letter in name)
    return rf"</{letters}(?=[{SPACE}/>])"


_END_TAGS: Final = {name: re.compile(_end_tag(name)) for name in RAW_TEXT - {"plaintext"}}
_IN_SCRIPT: Final = re.compile(rf"<!--(?:-*>)?|{_end_tag('script')}")
_IN_ESCAPED_SCRIPT: Final = re.compile(
    rf"-->|<(/?)[sS][cC][rR][iI][pP][tT](?=[{SPACE}/>])",
)


def end_of_raw(text: str, start: int, stop: int, name: str) -> int:
    """Give where the content of the element ends that begins at `start`: at its end tag.

    Without an end tag it goes on to `stop`, as in a browser.
    """
    if name == "plaintext":
        return stop
    if name == "script":
        return _end_of_script(text, start, stop)
    closing = _END_TAGS[name].search(text, start, stop)
    return closing.start() if closing else stop


def _end_of_script(text: str, start: int, stop: int) -> int:
    """Scripts of old hide themselves in a comment, and may write a script inside of it."""
    place = start
    while match := _IN_SCRIPT.search(text, place, stop):
        place = match.end()
        if match[0][1] == "/":
            return match.start()
        if not match[0].endswith(">"):
            end, place = _end_of_escape(text, place, stop)
            if end >= 0:
                return end
    return stop


def _end_of_escape(text: str, start: int, stop: int) -> tuple[int, int]:
    """Give where the script ends inside of its comment, -1 when it does not, and where to go on."""
    nested = False
    for match in _IN_ESCAPED_SCRIPT.finditer(text, start, stop):
        if match[1] is None:
            return -1, match.end()
        if match[1] and not nested:
            return match.start(), match.end()
        nested = not match[1]
    return -1, stop
