"""A page with markup as the weigher gets it: a menu, an article and a footer."""

from corpuskit.reader import Element, Layout
from corpuskit.text.lines import Line, Piece, make_lines

TEXT = "Sáng 12/6, xã Mẫu Sơn khánh thành cây cầu dân sinh bắc qua suối Bản Khoai, dài 24 mét."
BODY = Element(0, "body")
NAV = Element(1, "nav", ("main", "menu"))
LIST = Element(2, "ul")
ARTICLE = Element(5, "article", ("article", "body"))
WORDS = {"menu": ("navigation",), "article": ("content",), "body": ("content",)}


def page(*blocks: tuple[str, Layout]) -> tuple[Line, ...]:
    pieces, start = [], 0
    for text, layout in blocks:
        pieces.append(Piece(start, text + "\n", text, 0, layout=layout))
        start += len(text) + 1
    return make_lines(pieces)


def item(number: int) -> Layout:
    return Layout((BODY, NAV, LIST, Element(number, "li")), links=1.0)


def paragraph(number: int) -> Layout:
    return Layout((BODY, ARTICLE, Element(number, "p")))


LINES = page(
    ("Trang chủ", item(3)),
    ("Thời sự", item(4)),
    ("Thêm một cây cầu", Layout((BODY, ARTICLE, Element(6, "h1")))),
    (TEXT, paragraph(7)),
    (TEXT.replace("Sáng", "Chiều"), paragraph(8)),
    ("Bản quyền thuộc về Báo Mẫu", Layout((BODY, Element(9, "footer")))),
)
