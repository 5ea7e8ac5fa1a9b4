"""Each part of the benchmark can be run by anyone, small."""

import json
import os
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from extracting import TOOLS
from pages import make_page, sentences
from scale import PARTS, main
from scaling import starts
from scaling.inputs import write_forms
from scaling.peers import NO_TROVE
from scaling.section import PAGE_SIZE, Target, target_lines
from scaling.workers import worker_counts

pytestmark = pytest.mark.long
SMALL = ["--turns=1", "--sizes=2,1", "--pages=2"]
FAKE_PYTHON = """#!/bin/sh
[ "$1" = -c ] && exit 0
mkdir "$4" && printf '{"text": "a"}\\n{"text": " "}\\n{"id": "c"}\\n' > "$4/00000.jsonl"
"""
"""Stands for a Python with datatrove: it writes three documents, two of them empty."""


def test_pages_are_three_to_five_kilobytes() -> None:
    known = sentences()
    sizes = sorted(len(make_page(number, known, PAGE_SIZE).encode()) for number in range(500))
    assert sizes[0] >= 3_000
    assert sizes[len(sizes) * 95 // 100] <= 5_000


def test_all_forms_hold_the_same_text(tmp_path: Path) -> None:
    forms = write_forms(tmp_path, 3)
    texts = [path.read_text("utf-8") for path in sorted(forms.text.rglob("*.txt"))]
    rows = (forms.lines / "pages.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(row)["text"] for row in rows] == texts
    pages = [path.read_text("utf-8") for path in sorted(forms.html.rglob("*.html"))]
    for text, page in zip(texts, pages, strict=True):
        shown = "".join(ET.fromstring(page.replace('<meta charset="utf-8">', "")).itertext())  # noqa: S314 - our own page
        assert shown.split() == text.split()


@pytest.mark.parametrize(
    ("cores", "expected"), [(1, [1]), (2, [1, 2]), (3, [1, 2, 3]), (8, [1, 2, 4, 8])]
)
def test_workers_double_up_to_the_cores(cores: int, expected: list[int]) -> None:
    assert worker_counts(cores) == expected


def test_a_target_is_met_from_its_own_side() -> None:
    targets = [
        Target("memory", 200, [210, 200, 190], at_most=True),
        Target("speed-up", 1.7, [1.69, 0.8, 1.9]),
    ]
    assert target_lines(targets)[2:] == [
        "| memory | ≤ 200 | 200 | 190 to 210 | yes |",
        "| speed-up | ≥ 1.7 | 1.69 | 0.8 to 1.9 | no |",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["speed"], "no part is called 'speed'; there are: size, workers"),
        (["--pages=1"], "argument --pages: invalid"),
        (["--sizes=10,x"], "argument --sizes: invalid"),
        (["peers", "--plot=a.svg"], "--plot draws the part size, which is not among the parts"),
    ],
)
def test_what_cannot_be_measured_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
    assert message in capsys.readouterr().err


def test_a_python_without_datatrove_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="cannot run datatrove: ModuleNotFoundError"):
        main(["peers", *SMALL, f"--datatrove={sys.executable}"])


@pytest.mark.slow
@pytest.mark.parametrize("part", [part for part in PARTS if part != "peers"])
def test_each_part_gives_a_table_and_figures(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    part: str,
) -> None:
    monkeypatch.setattr(starts, "TIMES_AS_OFTEN", 1)
    main([part, *SMALL, f"--json={tmp_path / 'figures.json'}"])
    printed = capsys.readouterr().out
    assert "\n## " in printed
    assert "| --- | ---: |" in printed
    figures = json.loads((tmp_path / "figures.json").read_bytes())
    assert figures["format"] == "corpuskit-scale/1"
    assert list(figures["parts"]) == [part]


@pytest.mark.slow
def test_sizes_are_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plot = tmp_path / "plot.svg"
    main(["size", *SMALL, f"--plot={plot}"])
    assert "| one worker, CPU time in times the floor | ≤ 3 |" in capsys.readouterr().out
    shown = "".join(ET.parse(plot).getroot().itertext())  # noqa: S314 - our own drawing
    assert "documents per second" in shown
    assert "peak memory, MB" in shown


@pytest.mark.slow
def test_peers_have_rows_or_a_line_that_says_what_to_install(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["peers", *SMALL])
    printed = capsys.readouterr().out
    for tool in TOOLS:
        assert f"\n| {tool} | HTML | 2 |" in printed or f"\nNo row for {tool}: " in printed
    assert NO_TROVE in printed
    assert "\n| corpuskit | JSON lines | 2 |" in printed


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="the stand-in is a shell script")
def test_documents_of_datatrove_count_where_they_have_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    python = tmp_path / "python"
    python.write_text(FAKE_PYTHON, "utf-8")
    python.chmod(0o755)
    main(["peers", *SMALL, f"--datatrove={python}"])
    printed = capsys.readouterr().out
    assert "\n| datatrove | JSON lines | 1 |" in printed
    assert "\n| datatrove, sentences not counted | JSON lines | 1 |" in printed
    assert NO_TROVE not in printed
