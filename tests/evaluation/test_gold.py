import json
from pathlib import Path
from typing import Any

import pytest

from corpuskit.errors import SourceRefused
from corpuskit.evaluation.gold import encode_gold, parse_gold, precision_of
from corpuskit.model import Label

GOLD = sorted((Path(__file__).parents[1] / "gold").glob("*.gold.json"))
SEGMENT = {"line": 1, "start": 0, "end": 5, "role": "paragraph"}
WHOLE: dict[str, Any] = {"file": "a.txt", "chars": 9, "segments": [SEGMENT]}


def parsed(**changed: Any) -> Any:
    return parse_gold(json.dumps({**WHOLE, **changed}).encode(), "a.gold.json")


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name[:3])
def test_the_gold_of_the_sample_pages_is_read_and_written_as_it_was(path: Path) -> None:
    data = path.read_bytes()
    written = json.loads(encode_gold(parse_gold(data, path.name)))
    assert written.pop("sha256") == ""
    assert written == json.loads(data)


def test_source_and_date_are_other_names_of_labels() -> None:
    rows = [{**SEGMENT, "role": role, "end": 0} for role in ("source", "source_line", "date")]
    labels = [segment.label for segment in parsed(segments=rows).segments]
    assert labels == [Label.SOURCE_LINE, Label.SOURCE_LINE, Label.DATE_LINE]


def test_segments_are_put_in_order() -> None:
    rows = [{**SEGMENT, "start": 6, "end": 9}, SEGMENT]
    assert [segment.start for segment in parsed(segments=rows).segments] == [0, 6]


@pytest.mark.parametrize(
    ("changed", "cause"),
    [
        ({"chars": None}, "Expected `int`, got `null` - at `$.chars`"),
        ({"segments": [{**SEGMENT, "role": "titel"}]}, "line 1 has the unknown role 'titel'"),
        (
            {"segments": [{**SEGMENT, "accept": ["titel"]}]},
            "line 1 has the unknown role 'titel'",
        ),
        ({"segments": [{**SEGMENT, "end": 10}]}, "0–10 on line 1 lies outside the text"),
        ({"segments": [{**SEGMENT, "start": 6}]}, "6–5 on line 1 lies outside the text"),
        (
            {"segments": [SEGMENT, {**SEGMENT, "start": 4, "end": 6}]},
            "the segment 4–6 begins inside the one before it",
        ),
        (
            {"spans": [{"line": 1, "start": 0, "end": 5, "role": "datum"}]},
            "Invalid enum value 'datum' - at `$.spans[0].role`",
        ),
        (
            {"spans": [{"line": 2, "start": 8, "end": 10, "role": "date"}]},
            "8–10 on line 2 lies outside the text",
        ),
    ],
)
def test_what_is_no_gold_is_refused_with_the_reason(changed: dict[str, Any], cause: str) -> None:
    with pytest.raises(SourceRefused) as refused:
        parsed(**changed)
    assert str(refused.value) == (
        f"a.gold.json: is no gold file: {cause}; "
        "begin with what 'corpuskit inspect FILE --gold' prints"
    )


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff", b'{"file": "\xff"}', b"{}"])
def test_what_is_no_json_object_is_refused(data: bytes) -> None:
    with pytest.raises(SourceRefused, match=r"^a: is no gold file: "):
        parse_gold(data, "a")


@pytest.mark.parametrize(
    ("value", "precision"),
    [
        ("2023-05-18", "day"),
        ("--05-18", "day"),
        ("2023-05", "month"),
        ("--05", "month"),
        ("2023", "year"),
        ("2020/2025", "interval"),
        ("2023-05-18T07:30", "minute"),
        ("", None),
        ("Tết", None),
        ("hôm", None),
        ("-", None),
    ],
)
def test_the_precision_of_a_date_is_that_of_its_value(value: str, precision: str | None) -> None:
    assert precision_of(value) == precision
