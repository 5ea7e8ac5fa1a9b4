"""Lines as the weigher gets them, made from texts."""

from collections.abc import Sequence

from corpuskit.languages import corpuskit_language_packs
from corpuskit.lexicon.furniture import FurnitureFinder
from corpuskit.model import Label
from corpuskit.text.lines import Line, Piece, make_lines
from corpuskit.weighing.basics import Basics
from corpuskit.weighing.form import Form
from corpuskit.weighing.second_look import MEASURES
from corpuskit.weighing.traits import Trait, measure
from corpuskit.weighing.weights import Again

AS_BEFORE = Again(0.0, 1.0, dict.fromkeys(MEASURES, (0.0, 0.0)))
"""A second look that leaves all as the first found it."""
FINDER = FurnitureFinder([p for p in corpuskit_language_packs() if p.language == "und"])
NO_WORDS = FurnitureFinder(())
TEXT = "Thư viện xã mở ngày hội đọc sách dành cho học sinh các trường trên địa bàn toàn xã."


def lines_of(*texts: str) -> tuple[Line, ...]:
    """Make lines of texts; "" stands for a gap."""
    return make_lines([Piece(0, text, text, 0) for text in texts])


def traits_of(*texts: str, labels: Sequence[Label | None] = ()) -> list[Trait]:
    """Measure texts; without labels none is decided."""
    lines = lines_of(*texts)
    return measure(lines, labels or [None] * len(lines), FINDER)


def form_of(*texts: str) -> Form:
    """Give the form of a page of these lines."""
    return Form(traits_of(*texts))


def basics_of(*texts: str) -> Basics:
    """Give the columns of a page of these lines."""
    return Basics(form_of(*texts))
