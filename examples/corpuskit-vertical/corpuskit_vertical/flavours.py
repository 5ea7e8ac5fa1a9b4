"""What the two families of corpus query systems want to find in a vertical file.

The Corpus Workbench decodes XML entities (`cwb-encode -x`) and passes over comments. Sketch Engine
decodes nothing, takes a comment for a token, and knows `<g/>` for "no blank here".
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

CLAIM = "Tokens are cut at white space and punctuation; no linguistic word segmentation is claimed."

_CONTROLS = dict.fromkeys((*range(0x20), 0x7F, 0xFFFE, 0xFFFF), "\ufffd")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


class Flavour(NamedTuple):
    """One family: the tag of a document, the first line, and how text is written.

    `glue` stands before a token that follows without a blank, "" for nothing.
    """

    tag: str
    header: str
    glue: str
    token: Callable[[str], str]
    value: Callable[[str], str]


def attribute(flavour: Flavour, name: str, value: str) -> str:
    """Give ` name="value"` on one line; a value that is not known is the word unknown."""
    one_line = " ".join(value.split()).translate(_CONTROLS)
    return f' {name}="{flavour.value(one_line or "unknown")}"'


def escaped(text: str) -> str:
    """Write text for a reader that decodes XML entities."""
    return text.translate(_CONTROLS).translate(_ENTITIES)


def bare(text: str) -> str:
    """Write text for a reader that decodes nothing."""
    return text.translate(_CONTROLS)


def without_quotation_marks(text: str) -> str:
    """Write an attribute for a reader that ends it at the first straight quotation mark."""
    return bare(text).replace('"', "”")


FLAVOURS: Mapping[str, Flavour] = {
    "cwb": Flavour("text", f"<!-- {CLAIM} -->\n", "", escaped, escaped),
    "sketch": Flavour("doc", "", "<g/>\n", bare, without_quotation_marks),
}
"""The families by the value of the option `flavour`."""
