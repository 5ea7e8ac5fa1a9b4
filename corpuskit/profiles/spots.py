"""A line of a page as learning and labelling both see it, when they ask where it stands."""

import re
from typing import NamedTuple

from corpuskit.profiles.pages import Role

WORD = re.compile(r"[^\W\d_]{2,}\S*")


class Spot(NamedTuple):
    """A line in its page: `common` says that pages of the site share it, `exact` to the letter.

    A `formula` is what texts of a kind share, such as the head of official texts; a line may be
    the name of a `location` alone.
    """

    text: str
    role: Role
    running: bool
    common: bool
    exact: bool
    formula: bool = False
    location: bool = False

    @property
    def is_shared(self) -> bool:
        """Whether pages share the line, and not because their texts are of one kind."""
        return self.common and not self.formula
