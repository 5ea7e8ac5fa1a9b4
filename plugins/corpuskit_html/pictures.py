"""Which blocks stand directly below a picture."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from corpuskit import Element, RawBlock
from corpuskit_html.tokens import Attribute

PICTURE: Final = "img"
_PIXELS: Final = frozenset({"0", "1", "0px", "1px"})


def is_pixel(found: Mapping[str, Attribute]) -> bool:
    """Say whether a picture is one point, with which visits are counted."""
    return any(name in found and found[name].value in _PIXELS for name in ("width", "height"))


class Pictures:
    """Remembers the last picture of a page until text stands below it.

    `has_text_below` says that there was text since the last border between blocks.
    """

    def __init__(self) -> None:
        self.has_text_below = False
        self._above: tuple[Element, ...] = ()
        self._behind: tuple[Element, ...] = ()

    def add(self, around: tuple[Element, ...]) -> None:
        """Take a picture by the elements around it."""
        if self.has_text_below:
            self._behind = around
        else:
            self._above = around

    def tell(self, blocks: Sequence[RawBlock]) -> Iterator[RawBlock]:
        """Give the blocks between two borders, the first shown one with the picture above it."""
        above = self._above
        for block in blocks:
            if above and not (block.layout.attribute or block.layout.hidden):
                yield block._replace(layout=block.layout._replace(picture=above))
                above = ()
            else:
                yield block
        self._above, self._behind = self._behind or above, ()
        self.has_text_below = False
