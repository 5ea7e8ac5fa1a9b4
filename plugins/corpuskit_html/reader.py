"""The reader of HTML: one page is one document."""

from collections.abc import Iterator
from typing import ClassVar, Final

from msgspec.structs import replace

from corpuskit import (
    DocumentWarning,
    RawBlock,
    RawDocument,
    RawFile,
    SourceRefused,
    decode_file,
)
from corpuskit_html.charset import declared_charset
from corpuskit_html.script_text import MUCH, Scripts, prose_in_scripts
from corpuskit_html.stated_text import StatedText, find_stated, mark_stated
from corpuskit_html.supplied import supply
from corpuskit_html.unveiled import size_of, unveil
from corpuskit_html.walking import walk

HARDLY_TEXT: Final = 200
"""Visible characters below which the reader looks whether the text stands in scripts."""


class HtmlReader:
    """Reads a page of HTML or XHTML in any encoding.

    Its suffixes are those under which crawlers leave pages. ".do" and ".cgi" are not among them:
    in folders of data the first are scripts of Stata and the second programs.
    """

    name: ClassVar[str] = "html"
    suffixes: ClassVar[tuple[str, ...]] = (
        ".html",
        ".htm",
        ".xhtml",
        ".xht",
        ".shtml",
        ".php",
        ".asp",
        ".aspx",
        ".jsp",
    )
    media_types: ClassVar[tuple[str, ...]] = ("text/html", "application/xhtml+xml")
    summary: ClassVar[str] = "pages of HTML and XHTML, with what they say of themselves"

    def read(self, file: RawFile) -> Iterator[RawDocument | SourceRefused]:
        """Give the one document of the file; raises SourceRefused when it is not text.

        A page without text is a document without blocks, and says so in a warning.
        """
        raw = decode_file(file, declared_charset(file.data))
        cut, told, scripts = walk(raw.text)
        blocks, unveiled = unveil(cut.blocks)
        stated = find_stated(raw.text, scripts)
        blocks, supplied = supply(raw.text, stated, mark_stated(raw.text, stated, blocks))
        warnings = (
            *raw.warnings,
            *cut.warnings,
            *told.warnings,
            *unveiled,
            *supplied,
            *text_warnings(raw.text, scripts, stated, blocks),
        )
        source = replace(raw.source, reader=self.name, stated=file.stated + told.stated)
        yield RawDocument(source, raw.text, warnings, blocks)


def text_warnings(
    page: str, scripts: Scripts, stated: StatedText, blocks: tuple[RawBlock, ...]
) -> Iterator[DocumentWarning]:
    """Tell that a page shows hardly any text, when its scripts hold much or it shows none."""
    shown = _shown_characters(blocks)
    if shown >= HARDLY_TEXT or not page.strip():
        return
    hidden = prose_in_scripts(scripts)
    if hidden >= MUCH or stated.packed:
        message = f"the page shows {shown} characters, while its scripts hold {hidden} of sentences"
        yield DocumentWarning("text-in-script", message)
    elif not blocks:
        yield DocumentWarning("no-text", "the page shows no text")


def _shown_characters(blocks: tuple[RawBlock, ...]) -> int:
    """Count what the blocks show, up to where it is text enough."""
    shown = 0
    for block in blocks:
        if not block.layout.hidden and not block.layout.attribute:
            shown += size_of(block)
        if shown >= HARDLY_TEXT:
            break
    return shown
