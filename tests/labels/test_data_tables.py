"""Tables of figures stay whole; their cells look like a menu."""

import pytest

from corpuskit.labels.data_tables import find_tables
from corpuskit.labels.embedded import Around
from corpuskit.labels.part_rules import is_in_table
from corpuskit.weighing.weigher import FAMILIES, Weighed
from tests.labels.test_embedded import SENTENCES
from tests.labels.test_markup_rules import BODY, PIPELINE, REST, page, read

FIGURES = (("Chất đạm", "17 g"), ("Chất béo", "9 g"), ("Đường", "3 g"), ("Muối", "1 g"))


def table_of(rows: tuple[tuple[str, ...], ...], cell: str = "<td>{}</td>") -> str:
    lines = ("".join(cell.format(each) for each in row) for row in rows)
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def kept_cells(part: str, likelihood: float) -> set[str]:
    """Give what stays of a table below the text, when weighing says so much of its cells."""
    found = PIPELINE.page(read(page(f"{BODY}{REST}").replace("</main>", f"</main>{part}")))
    text = {line.text for line in PIPELINE.page(read(page(f"{BODY}{REST}"))).lines}
    likelihoods = [0.9 if line.text in text else likelihood for line in found.lines]
    found.weighed = Weighed(likelihoods, [[0.0] * len(found.lines)] * len(FAMILIES), article=True)
    found.tables = find_tables(found, Around(found).shown)
    return {line.text for line in found.lines if is_in_table(line, found)}


def test_a_table_of_figures_stays_whole_wherever_it_stands() -> None:
    cells = {cell for row in FIGURES for cell in row}
    assert kept_cells(table_of(FIGURES), 0.1) == cells
    assert kept_cells(table_of(FIGURES, "<td><p>{}</p></td>"), 0.1) == cells


@pytest.mark.parametrize(
    ("part", "likelihood"),
    [
        (table_of(FIGURES), 0.04),
        (table_of(FIGURES[:2]), 0.3),
        (table_of(tuple(("", figure) for _, figure in FIGURES)), 0.3),
        (table_of(FIGURES, "<td><a href=/x>{}</a></td>"), 0.3),
        (table_of(FIGURES, "<td><h4>{}</h4></td>"), 0.3),
        (table_of(tuple((f"{n}.", text) for n, text in enumerate(SENTENCES))), 0.3),
        (table_of((("Chia sẻ", "Zalo"), ("In bài", "Lưu bài"), ("Đăng nhập", "Đăng ký"))), 0.3),
        (f"<footer>{table_of(FIGURES)}</footer>", 0.3),
        (f"<form>{table_of(FIGURES)}</form>", 0.3),
    ],
    ids=[
        "hardly text",
        "two rows",
        "one column",
        "links",
        "headings",
        "laid out",
        "furniture",
        "footer",
        "form",
    ],
)
def test_what_is_no_table_of_figures_is_left_to_other_rules(part: str, likelihood: float) -> None:
    assert kept_cells(part, likelihood) == set()
