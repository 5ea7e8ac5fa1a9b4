import json
import platform
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.ledger import Outcome
from corpuskit.reader import FieldNames, Limits
from corpuskit.runs.job import Job, Running
from corpuskit.runs.report import FORMAT, Report, Timings, encode_report, report_of
from corpuskit.runs.run import convert
from corpuskit.runs.summary import Summary
from corpuskit.version import VERSION
from tests.run_fakes import LinePipeline, Lines, PartsReader, TextReader

TIMINGS = Timings(
    started="2026-03-01T12:00:05Z",
    wall_seconds=12.5,
    cpu_seconds=3.25,
    cpu_seconds_children=20.0,
    stage_seconds={"learn": 2.0, "convert": 10.5},
    peak_bytes=3000,
    peak_bytes_largest_child=9000,
)


def make_job(**changes: Any) -> Job:
    job = Job(
        inputs=("a", "b/c.txt"),
        output="out",
        exporters=(Lines(),),
        readers=(TextReader(), PartsReader()),
        pipeline=LinePipeline(),
        settings={"tones": "keep", "plugins": "corpuskit-core 0.1.0, their-pack 2.0"},
    )
    return replace(job, **changes)


def read(report: Report) -> dict[str, Any]:
    read_back: dict[str, Any] = json.loads(encode_report(report))
    return read_back


def told(job: Job | None = None, summary: Summary | None = None) -> dict[str, Any]:
    return read(report_of(job or make_job(), summary or Summary(), TIMINGS))


def test_the_report_says_what_it_is_and_which_code_ran() -> None:
    report = told()
    assert report["format"] == FORMAT == "corpuskit-run/1"
    assert report["versions"] == {
        "corpuskit": VERSION,
        "python": platform.python_version(),
        "plugins": {"corpuskit-core": "0.1.0", "their-pack": "2.0"},
    }


@pytest.mark.parametrize(
    ("settings", "plugins"),
    [({}, {}), ({"plugins": ""}, {}), ({"plugins": "alone"}, {"alone": ""})],
)
def test_plugins_that_the_settings_do_not_tell_are_not_made_up(
    settings: dict[str, str], plugins: dict[str, str]
) -> None:
    assert told(make_job(settings=settings))["versions"]["plugins"] == plugins


def test_the_options_are_those_of_the_job() -> None:
    job = make_job(
        encoding="utf-16",
        reader="text",
        metadata="table.csv",
        limits=Limits(document=5),
        fields=FieldNames(text="body"),
        force=True,
    )
    assert told(job)["options"] == {
        "settings": {
            "format lines": "",
            "plugins": "corpuskit-core 0.1.0, their-pack 2.0",
            "tones": "keep",
        },
        "inputs": ["a", "b/c.txt"],
        "output": "out",
        "work_folder": "",
        "encoding": "utf-16",
        "reader": "text",
        "metadata": "table.csv",
        "limits": {"document": 5, "member": 1 << 26, "ratio": 200, "members": 10**6, "depth": 1},
        "fields": {"text": "body", "id": "", "url": ""},
        "dry_run": False,
        "force": True,
    }


def test_how_the_run_went_about_it_stands_apart() -> None:
    running = Running(workers=4, deadline=2.5, limit=100, most_refused=7, retry=True)
    assert told(make_job(running=running))["running"] == {
        "workers": 4,
        "engine": "processes",
        "deadline": 2.5,
        "limit": 100,
        "most_refused": 7,
        "retry": True,
    }


def test_every_count_of_the_summary_is_there() -> None:
    summary = Summary(
        outcomes=Counter({Outcome.CONVERTED: 3, Outcome.REFUSED: 1, Outcome.OPENED: 2}),
        documents=5,
        characters_kept=70,
        characters_left_out=8,
        blocks=Counter(title=2, chrome=0),
        rules=Counter({"title.first": 2}),
        changes=Counter(nfc=4),
        notes=Counter({"csv: guards": 3}),
        warning_codes=Counter({"invalid-bytes": 1}),
        skips=Counter({"hidden": 6}),
        refusals=["a: no text", "b: no text"],
        warnings=["c: one byte is not utf-8"],
        refusals_untold=9,
        remarks=["the table has 2 rows that nobody asked for"],
        reused=2,
    )
    report = told(summary=summary)
    assert report["counts"] == {
        "sources": 4,
        "outcomes": {"converted": 3, "warned": 0, "refused": 1, "skipped": 0, "opened": 2},
        "documents": 5,
        "characters_kept": 70,
        "characters_left_out": 8,
        "blocks": {"title": 2},
        "rules": {"title.first": 2},
        "changes": {"nfc": 4},
        "notes": {"csv: guards": 3},
        "warnings": {"invalid-bytes": 1},
        "skips": {"hidden": 6},
        "refusals_told": 2,
        "refusals_untold": 9,
        "reused": 2,
    }
    assert report["messages"] == {
        "refusals": ["a: no text", "b: no text"],
        "warnings": ["c: one byte is not utf-8"],
        "remarks": ["the table has 2 rows that nobody asked for"],
    }


def test_the_timings_are_as_they_were_given_beside_what_workers_counted() -> None:
    summary = Summary(seconds={"read": 1.23456, "label": 8.0})
    assert told(summary=summary)["timings"] == {
        "started": "2026-03-01T12:00:05Z",
        "wall_seconds": 12.5,
        "cpu_seconds": 3.25,
        "cpu_seconds_children": 20.0,
        "stage_seconds": {"learn": 2.0, "convert": 10.5},
        "work_seconds": {"read": 1.235, "label": 8.0},
        "peak_bytes": 3000,
        "peak_bytes_largest_child": 9000,
    }


@pytest.mark.parametrize("summary", [Summary(), Summary(documents=1)], ids=["empty", "good"])
def test_the_exit_code_is_that_of_the_summary(summary: Summary) -> None:
    assert told(summary=summary)["exit_code"] == summary.exit_code


def test_keys_are_sorted_and_lines_indented() -> None:
    data = encode_report(report_of(make_job(), Summary(blocks=Counter(b=1, a=2)), TIMINGS))
    assert data.startswith(b'{\n  "counts": {\n    "blocks": {\n      "a": 2,\n      "b": 1\n')
    assert data == json.dumps(json.loads(data), indent=2, sort_keys=True).encode() + b"\n"


def test_a_report_can_be_read_back() -> None:
    report = report_of(make_job(), Summary(documents=1), TIMINGS)
    assert msgspec.json.decode(encode_report(report), type=Report) == report


def test_a_path_that_is_not_utf_8_is_told_by_an_escape() -> None:
    job = make_job(inputs=("b\udcffo.txt", "báo.txt"))
    assert told(job)["options"]["inputs"] == ["b\\udcffo.txt", "báo.txt"]


def test_names_that_become_the_same_are_counted_together() -> None:
    summary = Summary(notes=Counter({"\udcff": 2, "\\udcff": 3}))
    assert told(summary=summary)["counts"]["notes"] == {"\\udcff": 5}


texts = st.text(st.characters(exclude_categories=()), max_size=8)
counters = st.dictionaries(texts, st.integers(0, 9), max_size=4).map(Counter)


@given(texts, counters, st.lists(texts, max_size=3))
def test_no_text_of_a_plugin_or_a_path_can_cost_the_report(
    text: str, counter: "Counter[str]", words: list[str]
) -> None:
    job = make_job(inputs=(text,), output=text, settings={text: text}, metadata=text)
    summary = Summary(notes=counter, rules=counter, skips=counter, remarks=words, refusals=words)
    counts = told(job, summary)["counts"]
    assert sum(counts["rules"].values()) == counter.total()


def test_the_report_of_a_run_is_the_same_for_any_order_of_its_inputs_but_for_them(
    tmp_path: Path,
) -> None:
    reports = []
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text("one\nchrome\n", "utf-8")
        (tmp_path / name / f"{name}.parts").write_text("two\n---\nbad\n", "utf-8")
    for inputs in (("a", "b"), ("b", "a")):
        paths = tuple(str(tmp_path / name) for name in inputs)
        job = make_job(inputs=paths, output="", dry_run=True)
        report = told(job, convert(job))
        assert report["options"].pop("inputs") == list(paths)
        del report["timings"]
        reports.append(report)
    assert reports[0] == reports[1]
    assert reports[0]["counts"]["sources"] == 4
    assert reports[0]["messages"]["refusals"] == ["a.parts:2: bad part", "b.parts:2: bad part"]
    assert reports[0]["exit_code"] == 3
