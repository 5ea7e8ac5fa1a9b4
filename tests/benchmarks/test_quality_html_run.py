"""Whole runs on an invented site, with tools that are there, that fail and that are missing."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from corpuskit import Selection, UsageError
from corpuskit.model import Label
from quality.folds import pipelines
from quality.html_peers import HTML_PEERS, HtmlPeer, html_peer
from quality.html_records import HtmlRecord
from quality.html_run import walk_html
from quality.html_tools import (
    Facts,
    HtmlAnswer,
    HtmlPage,
    HtmlTool,
    body_of,
    decoded_page,
    html_reader,
    visible_pages,
)
from quality.html_worst import lay_over_gold
from quality.records import size_of
from quality.toolbox import CORPUSKIT, KEEP_ALL, open_html_toolbox
from quality.worst import Wanted, Worst
from tests.benchmarks.samples import block, document_of, write_archive

QUALITY = str(Path(__file__).parents[2] / "benchmarks" / "quality")
FIRST = "Early on Monday the ferry left the harbour with all of its lamps burning."
SECOND = "Nobody on the quay had seen it go, and nobody was asked about it later."
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The ferry</title>
<meta property="article:published_time" content="2026-01-31T08:00:00Z"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li></ul></nav>
<p style="display:none">Seen by nobody</p><img src="a.jpg" alt="A quay">
<article><h1>The ferry</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"""
META = {"title": "The ferry", "date": "2026-01-31", "authors": ["A. Sailor"]}


def record_of(name: str = "a", data: bytes = PAGE.encode(), **more: object) -> HtmlRecord:
    return HtmlRecord(name, data, **{"gold": f"{FIRST}\n{SECOND}", "lang": "en", **more})  # type: ignore[arg-type] # fields as given by the test


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, QUALITY, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own script


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    gold = {"gold": f"{FIRST}\n{SECOND}", "lang": "en", "site": "harbour.example"}
    pages = {f"page-{at}": (PAGE.encode(), {**gold, "meta": META}) for at in range(2)}
    write_archive(tmp_path / "html_mine.zip", pages)
    return tmp_path


def test_the_tables_of_a_set(folder: Path) -> None:
    found = run(str(folder), "--html", "--tool", f"{KEEP_ALL},{CORPUSKIT}")
    rows = [line.strip("| ").split(" | ") for line in found.stdout.splitlines() if "html_" in line]
    everything, ours, body, facts = rows
    # 29 words of main text are 26 runs; menu and title are four words, so four more.
    assert everything[:5] == ["html_mine", "keep everything", "2", f"{26 / 30:.3f}", "1.000"]
    assert everything[8:10] == ["0.00%", "0"]
    assert (ours[1], ours[9]) == ("corpuskit", "0")
    assert (body[1], body[9:]) == ("corpuskit body", ours[9:])
    assert facts == ["html_mine", "corpuskit", "100.0%", "0.0%", "100.0%", "0.0%", "0.0%", "0.0%"]
    assert (found.returncode, found.stderr) == (0, "")


def test_all_figures_can_be_written(folder: Path) -> None:
    file = folder / "figures.json"
    run(str(folder), "--html", "--tool", KEEP_ALL, "--where", "id=page-1", "--json", str(file))
    figures = json.loads(file.read_bytes())
    tools = figures["sets"]["html_mine"]["tools"]
    assert list(tools) == ["keep everything"]
    assert (tools[KEEP_ALL]["documents"], tools[KEEP_ALL]["words_lost"]) == (1, 0)


def test_the_worst_pages_are_shown_block_by_block(folder: Path) -> None:
    found = run(str(folder), "--html", "--tool", CORPUSKIT, "--worst", "1")
    shown = found.stdout.partition("## The worst of html_mine")[2]
    assert "page-0  en  harbour.example" in shown
    size = size_of(FIRST + SECOND)
    assert re.search(rf"main text left out: [\d]+ of {size} \(.*; chrome kept: [\d]+ of ", shown)
    assert re.search(r"title.stated \d\.\d\d p=\d\.\d\d .*\| The ferry\n", shown)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--tool", "ours"], "error: no tool is called 'ours'; there are: keep everything, "),
        (["--table", "curve"], "error: no table is called 'curve'; there are: main, facts"),
        (["--set", "aeb"], "no set 'aeb' in "),
    ],
)
def test_a_wrong_name_is_one_line(folder: Path, arguments: list[str], told: str) -> None:
    found = run(str(folder), "--html", *arguments)
    assert found.stderr.startswith(told)
    assert found.stderr.count("\n") == 1


def test_what_a_browser_shows_is_all_but_hidden_text_and_attributes() -> None:
    answer = visible_pages().answer(HtmlPage(record_of(), ""))
    assert answer == HtmlAnswer((f"Home\nSport\nThe ferry\n{FIRST}\n{SECOND}",))


def test_tools_get_a_page_as_our_reader_decodes_it() -> None:
    read = html_reader()
    latin = '<meta charset="iso-8859-1"><p>é'.encode("latin-1")
    assert decoded_page(record_of(data=latin), read).text.endswith("<p>é")
    assert decoded_page(record_of(data=b"\0\1\2\3 \xff"), read).text == "\0\1\2\3 \ufffd"


def test_the_body_is_kept_leads_paragraphs_and_headings() -> None:
    labels = [Label.TITLE, Label.LEAD, Label.CHROME, Label.HEADING, Label.CAPTION, Label.PARAGRAPH]
    blocks = [block(at, f"{label}\n", label) for at, label in enumerate(labels)]
    assert body_of(document_of(blocks)) == "lead\nheading\nparagraph"


def test_a_page_that_a_tool_fails_on_is_lost() -> None:
    def fail(page: HtmlPage) -> HtmlAnswer:
        raise ValueError(page.record.id)

    tool = HtmlTool(("a", "b"), fail, lambda *_: Facts("The ferry"))
    seen = walk_html([record_of(meta=META)], {"tool": tool})["tool"]
    assert [(o.failed, o.words.right) for os in seen.outcomes.values() for o in os] == [
        (True, 0),
        (True, 0),
    ]
    assert not any(seen.verdicts.values())


def test_a_peer_gets_the_text_and_the_language() -> None:
    given = []

    def extract(page: str, language: str) -> list[str]:
        given.append((page, language))
        return ["one", "two"]

    tool = html_peer(lambda: HtmlPeer("peer", extract, Facts))
    page = HtmlPage(record_of(), "<p>x")
    answer = tool.answer(page)
    assert (answer.texts, given) == (("one\ntwo",), [("<p>x", "en")])
    assert tool.facts
    assert tool.facts(page, answer) == Facts("<p>x")


@pytest.mark.parametrize("name", HTML_PEERS)
def test_a_peer_that_is_installed_keeps_an_article(name: str) -> None:
    module = name.partition(" ")[0].lower()
    pytest.importorskip(module, reason="the tools of benchmarks/quality are not installed")
    paragraphs = "".join(f"<p>{FIRST} {SECOND} {FIRST}</p>" for _ in range(4))
    page = PAGE.replace(f"<p>{FIRST}</p>", paragraphs)
    answer = html_peer(HTML_PEERS[name]).answer(HtmlPage(record_of(), page))
    (text,) = answer.texts
    assert FIRST in text
    assert "Sport" not in text.split("\n")[0]


def test_peers_that_are_not_installed_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("trafilatura", "justext", "readability", "resiliparse.extract.html2text"):
        monkeypatch.setitem(sys.modules, name, None)
    toolbox = open_html_toolbox([], pipelines(Selection()))
    assert list(toolbox.tools) == [KEEP_ALL, CORPUSKIT]
    assert toolbox.missing == tuple(HTML_PEERS)


def test_a_tool_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UsageError, match="no tool is called 'ours'"):
        open_html_toolbox(["ours"], pipelines(Selection()))


def test_a_page_is_laid_over_its_gold_block_by_block() -> None:
    labels = [Label.CHROME, Label.BLANK, Label.CHROME, Label.PARAGRAPH]
    raws = ["Home", "  ", FIRST, "The crew"]
    starts = [0, 10, 20, 200]
    blocks = [block(*each) for each in zip(starts, raws, labels, strict=True)]
    record = record_of(gold=FIRST, site="harbour.example")
    flat, answer = lay_over_gold(record, document_of(blocks), [0.1, 0.6, 0.3])
    assert flat.text == f"Home\n{FIRST}\nThe crew"
    assert [line.gold.label for line in answer.judged] == ["chrome", "main", "chrome"]
    assert [line.kept for line in answer.judged] == [False, False, True]
    assert [line.likelihood for line in answer.judged] == [0.1, 0.6, 0.3]
    worst = Worst(Wanted(1))
    worst.add(flat, answer)
    shown = "\n".join(worst.report())
    assert "a  en  harbour.example\n" in shown
    assert "chrome.rule 0.90 p=0.60  | Early on Monday" in shown


def test_blocks_that_no_string_is_about_are_not_counted() -> None:
    blocks = [block(0, "Home", Label.CHROME), block(9, "The crew", Label.PARAGRAPH)]
    record = record_of(gold=None, with_=("crew",), without=("Sport",))
    _, answer = lay_over_gold(record, document_of(blocks))
    assert [line.gold.label for line in answer.judged] == ["unlabelled", "main"]
