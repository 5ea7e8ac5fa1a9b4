"""A drawing holds all figures between round ones."""

from xml.etree import ElementTree as ET

import pytest

from scaling.drawing import Line, Panel, draw, ticks_of

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize(
    ("panel", "expected"),
    [
        (Panel("", [Line("a", [12, 45])], limit=200), [0, 50, 100, 150, 200]),
        (Panel("", [Line("a", [12, 245])], limit=200), [0, 50, 100, 150, 200, 250]),
        (Panel("", [Line("a", [0.7, 0.3])]), [0, 0.2, 0.4, 0.6, 0.8]),
        (Panel("", [Line("a", [80, 350])], is_log=True), [10, 100, 1000]),
        (Panel("", [Line("a", [100])], is_log=True), [100, 1000]),
    ],
)
def test_ticks_are_round_and_around_all_figures(panel: Panel, expected: list[float]) -> None:
    assert ticks_of(panel) == pytest.approx(expected)


def test_each_figure_is_a_dot_higher_for_more() -> None:
    drawing = draw([Panel("a < b", [Line("one", [10, 30, 20])])], [1, 10, 100])
    root = ET.fromstring(drawing)  # noqa: S314 - our own drawing
    dots = [(float(dot.attrib["cx"]), float(dot.attrib["cy"])) for dot in root.iter(f"{SVG}circle")]
    first, highest, last = dots
    assert first[0] < highest[0] < last[0]
    assert highest[1] < last[1] < first[1]
    assert "a < b" in [text.text for text in root.iter(f"{SVG}text")]


def test_names_of_lines_that_end_together_stand_apart() -> None:
    drawing = draw([Panel("", [Line("one", [10, 30]), Line("two", [20, 30])])], [1, 10])
    texts = ET.fromstring(drawing).iter(f"{SVG}text")  # noqa: S314 - our own drawing
    places = [float(text.attrib["y"]) for text in texts if text.text in {"one", "two"}]
    assert abs(places[0] - places[1]) >= 14
