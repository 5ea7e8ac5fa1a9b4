"""What is known of the elements of HTML: how they flow, what ends them, what nobody sees."""

from typing import Final, NamedTuple


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

VOID: Final = _names(
    "area base basefont bgsound br col command embed frame hr image img input keygen link meta"
    " param source track wbr"
)
"""Elements without content and without an end tag."""

_CLOSING_PARAGRAPHS: Final = _names(
    "address article aside blockquote center details dialog dir div dl dd dt fieldset"
    " figcaption figure footer form header hgroup hr li listing main menu nav ol p plaintext"
    " pre search section summary table ul xmp"
)
CLOSES_PARAGRAPH: Final = _CLOSING_PARAGRAPHS | HEADINGS
"""Elements that cannot stand in a paragraph, so that their start ends it."""

_STANDING_ALONE: Final = _names(
    "body br button caption col colgroup frame frameset head html legend marquee optgroup"
    " option select tbody td text textarea tfoot th thead tr"
)
BLOCKS: Final = CLOSES_PARAGRAPH | _STANDING_ALONE
"""Elements that begin a block. "text" is a label inside of SVG."""

BREAKS: Final = frozenset({"br", "hr"})
"""Elements that part the blocks around them and hold nothing."""

IN_HEAD: Final = _names(
    "base basefont bgsound head html link meta noframes noscript object script style template title"
)
"""Elements that leave the head of a page open; any other one begins its body."""

FORMATTING: Final = _names("a b big code em font i nobr s small strike strong tt u")
"""Elements whose end tags count also when blocks were opened inside and are still open."""

SCOPES: Final = _names("applet caption marquee object table td template th")
"""Elements whose content no end tag reaches out of."""

TABLE_PARTS: Final = _names("caption colgroup table tbody td tfoot th thead tr")

PREFORMATTED: Final = frozenset({"listing", "plaintext", "pre", "textarea", "xmp"})
"""Elements that show their lines as they are written."""

CODE: Final = PREFORMATTED | {"code", "kbd", "samp", "tt", "var", "math"}
"""Elements whose parts stand side by side on purpose: no space is put between them."""

CONTROLS: Final = frozenset({"button", "optgroup", "option", "select"})
"""Elements that are there to be pressed, as links are."""

HIDDEN: Final = _names(
    "annotation annotation-xml audio canvas datalist defs desc iframe metadata noembed noframes"
    " noscript object symbol template title video"
)
"""Elements whose text a browser does not show, or only when it cannot show something better."""

NO_TEXT: Final = frozenset({"script", "style"})
"""Elements whose content is no text at all, also where SVG lets it look like some."""


class Ending(NamedTuple):
    """Which open elements a start tag ends, unless one of `within` was opened after them."""

    ended: tuple[str, ...]
    within: tuple[str, ...]


_ROW = ("caption", "colgroup", "td", "th", "tr")
_ROWS = (*_ROW, "tbody", "tfoot", "thead")

ENDED_BY_START: Final = {
    "li": Ending(("li",), ("dir", "menu", "ol", "ul")),
    "dd": Ending(("dd", "dt"), ("dl",)),
    "dt": Ending(("dd", "dt"), ("dl",)),
    "option": Ending(("option",), ("datalist", "select")),
    "optgroup": Ending(("optgroup", "option"), ("select",)),
    "select": Ending(("select",), ()),
    "button": Ending(("button",), ()),
    "td": Ending(("td", "th"), ("table",)),
    "th": Ending(("td", "th"), ("table",)),
    "tr": Ending(_ROW, ("table",)),
    "tbody": Ending(_ROWS, ("table",)),
    "tfoot": Ending(_ROWS, ("table",)),
    "thead": Ending(_ROWS, ("table",)),
    "rp": Ending(("rp", "rt"), ("ruby",)),
    "rt": Ending(("rp", "rt"), ("ruby",)),
}
"""Elements whose end tags may be left out."""
