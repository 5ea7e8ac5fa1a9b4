"""Invented pages of many kinds, to be judged with and without page furniture around them."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

PAGES = Path(__file__).with_name("weighed_pages.md")


class Body(NamedTuple):
    """The text of a page, one line for each line of it, and its language."""

    language: str
    text: str

    @property
    def lines(self) -> list[str]:
        """The lines that have text."""
        return [line for line in self.text.splitlines() if line.strip()]


def _read() -> Mapping[str, Body]:
    parts = re.split(r"^## ", PAGES.read_text("utf-8"), flags=re.MULTILINE)[1:]
    named = [part.partition("\n") for part in parts]
    return {name: Body(name[-2:], text.strip("\n") + "\n") for name, _, text in named}


READ = _read()
ABOVE = {language: READ[f"above {language}"].text for language in ("vi", "en")}
BELOW = {language: READ[f"below {language}"].text for language in ("vi", "en")}
WITHOUT_ARTICLE = {name: READ[name] for name in READ if name.startswith(("menu ", "front "))}
BODIES = {
    name: body
    for name, body in READ.items()
    if name not in WITHOUT_ARTICLE and not name.startswith(("above ", "below "))
}


def framed(body: Body) -> str:
    """Put the furniture of a site around a text."""
    return f"{ABOVE[body.language]}{body.text}{BELOW[body.language]}"
