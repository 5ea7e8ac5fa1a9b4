"""Whole runs on invented sets, with tools that are there and tools that are not."""

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from corpuskit import Selection, UsageError
from quality.folds import pipelines
from quality.peers import PEERS, as_html, justext, peer_tool, text_lines
from quality.toolbox import CORPUSKIT, KEEP_ALL, open_toolbox
from tests.benchmarks.samples import record_of

QUALITY = str(Path(__file__).parents[2] / "benchmarks" / "quality")
RECORDS = [
    {
        "id": f"page-{number}",
        "lang": "vi",
        "text": f"In trang này\n\nTỉnh mở chợ thứ {number}\nSáng nay, người dân đi chợ sớm.\n",
        "lines": [[0, 12, "chrome"], [14, 31, "title"], [32, 63, "main"]],
    }
    for number in range(3)
]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, QUALITY, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own script


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = (json.dumps(record) for record in RECORDS)
    (tmp_path / "mine.jsonl").write_text("\n".join(lines), "utf-8")
    return tmp_path


def test_the_table_of_a_set(folder: Path) -> None:
    found = run(str(folder), "--tool", f"{KEEP_ALL},{CORPUSKIT}", "--table", "main")
    everything, ours = (line.strip("| ").split(" | ") for line in found.stdout.splitlines()[-2:])
    # Seven words of main text are four runs; the menu makes them seven, the title twelve.
    assert everything[:3] == ["mine", "keep everything", "3"]
    assert everything[3:6] == ["0.727", "0.727–0.727", "0.500"]
    assert everything[6:] == ["0.667", "0.000", "0.00%", "0.00%", "–"]
    assert ours[1:6] == ["corpuskit", "3", "1.000", "1.000–1.000", f"{8 / 13:.3f}"]
    assert ours[6:] == ["1.000", "1.000", "0.00%", "0.00%", "–"]
    assert (found.returncode, found.stderr) == (0, "")


def test_some_documents_of_a_set_are_chosen_by_their_fields(folder: Path) -> None:
    arguments = (str(folder), "--tool", KEEP_ALL, "--table", "main", "--where")
    assert "| mine | keep everything | 1 |" in run(*arguments, "id=page-1").stdout
    assert "| mine | keep everything | 0 | – |" in run(*arguments, "lang=en").stdout


def test_a_set_that_is_not_there_is_a_message(folder: Path) -> None:
    found = run(str(folder), "--set", "yours", "--tool", KEEP_ALL)
    assert found.stderr == f"no set 'yours' in {folder}; there are: mine\n"
    assert (found.returncode, found.stdout) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--tool", "ours"], "error: no tool is called 'ours'; there are: keep everything, "),
        (["--where", "size=9"], "error: no field is called 'size'; there are: lang, "),
        (["--table", "best"], "error: no table is called 'best'; there are: main, "),
    ],
)
def test_a_wrong_name_is_one_line(folder: Path, arguments: list[str], told: str) -> None:
    found = run(str(folder), *arguments)
    assert found.stderr.startswith(told)
    assert (found.returncode, found.stderr.count("\n")) == (1, 1)


def test_the_same_data_give_the_same_bytes(folder: Path) -> None:
    outputs = []
    for at in range(2):
        file = folder / f"{at}.json"
        found = run(str(folder), "--tool", CORPUSKIT, "--worst", "2", "--json", str(file))
        outputs.append((found.stdout, file.read_bytes()))
    assert outputs[0] == outputs[1]
    figures = json.loads(outputs[0][1])["sets"]["mine"]
    assert figures["tools"]["corpuskit"]["chrome_out"] == 1
    assert figures["fronts"]["with_article"] == 3
    assert figures["reliability"]["side"]["rules"]["chrome.phrase"]["right"] == 1


def test_a_peer_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("trafilatura", "justext", "resiliparse.extract.html2text"):
        monkeypatch.setitem(sys.modules, name, None)
    toolbox = open_toolbox([], pipelines(Selection()))
    assert list(toolbox.tools) == [KEEP_ALL, CORPUSKIT]
    assert toolbox.missing == tuple(PEERS)


def test_a_tool_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UsageError, match="no tool is called 'ours'"):
        open_toolbox(["ours"], pipelines(Selection()))


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_that_is_installed_keeps_an_article(name: str) -> None:
    pytest.importorskip(name.lower(), reason="the extra quality is not installed")
    sentence = "The people of the town went to the market in the morning, as they do every day. "
    record = record_of((sentence * 4, "main"), (sentence * 5, "main"), lang="en")
    answer = peer_tool(PEERS[name])(record, record.gold_lines())
    assert (list(answer.kept), answer.strange, answer.failed) == ([True, True], 0, False)


def test_what_a_peer_keeps_is_found_by_its_text() -> None:
    record = record_of(("Home", "chrome"), ("a < b", "main"), ("Home", "chrome"))
    tool = peer_tool(lambda: lambda *_: ["a < b", "Home", "by the peer"])
    answer = tool(record, record.gold_lines())
    assert (answer.kept, answer.strange) == ([False, True, True], len("bythepeer"))


def test_a_line_of_the_gold_may_be_a_part_of_a_line_of_the_text() -> None:
    record = record_of(("one two", "main"))
    lines = record.gold_lines()
    halves = [lines[0]._replace(end=3, size=3), lines[0]._replace(start=3, size=3)]
    tool = peer_tool(lambda: lambda *_: ["one two"])
    assert tool(record, halves).kept == [True, True]


def test_a_document_on_which_a_peer_fails_is_lost() -> None:
    record = record_of(("a", "main"))

    def fail(page: str, language: str) -> list[str]:
        raise ValueError(page)

    answer = peer_tool(lambda: fail)(record, record.gold_lines())
    assert (answer.kept, answer.failed) == ([False], True)


def test_peers_get_each_line_as_a_paragraph() -> None:
    page = as_html(["a < b", "c"], "vi")
    assert page.startswith('<html lang="vi">')
    assert "<p>a &lt; b</p>\n<p>c</p>" in page


def test_lines_without_text_are_not_given_to_peers() -> None:
    assert list(text_lines("a\n \n\nbc\r\nd")) == [(0, 1), (5, 8), (9, 10)]


@pytest.mark.parametrize(
    ("language", "words", "low"), [("pt-BR", {"Portuguese"}, 0.3), ("zh", set(), 0)]
)
def test_justext_gets_the_words_of_the_language_or_none(
    monkeypatch: pytest.MonkeyPatch, language: str, words: set[str], low: float
) -> None:
    given = []

    def judge(_: str, stoplist: set[str], stopwords_low: float = 0.3, **more: float) -> list[Any]:
        given.append((set(stoplist), stopwords_low))
        good = SimpleNamespace(text="text", is_boilerplate=False)
        return [good, SimpleNamespace(text="menu", is_boilerplate=True)]

    module = ModuleType("justext")
    vars(module).update(justext=judge, get_stoplist=lambda name: {name})
    monkeypatch.setitem(sys.modules, "justext", module)
    assert justext()("<p>", language) == ["text"]
    assert given == [(words, low)]
