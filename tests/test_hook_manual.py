import inspect
import re
from pathlib import Path
from typing import Any

import pytest

from corpuskit import RawFile, hookspecs
from corpuskit.loading.entries import GROUPS
from corpuskit.loading.kinds import KINDS
from corpuskit.loading.options import options_of
from corpuskit.testing import check_exporter, check_reader
from tests.run_fakes import tree
from tests.strangers import install, run_corpuskit

ROOT = Path(__file__).parents[1]
MANUAL = (ROOT / "plugins" / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
PYTHON = FENCE.findall(MANUAL)
LINES, COLUMNS, READER, ARCHIVE, RULE, PACK, ENGINE, CHECK = PYTHON
HOOKS = sorted(name for name in vars(hookspecs) if name.startswith("corpuskit_"))


@pytest.mark.parametrize("hook", HOOKS)
def test_the_manual_has_each_hook_with_its_signature(hook: str) -> None:
    signature = inspect.signature(getattr(hookspecs, hook))
    assert f"### `{hook}{signature}`".replace("'", "") in MANUAL


def test_the_manual_has_no_hook_that_is_gone() -> None:
    assert sorted(re.findall(r"^### `(corpuskit_\w+)\(", MANUAL, re.MULTILINE)) == HOOKS


def test_every_hook_has_a_group_that_the_manual_names() -> None:
    assert {kind.hook for kind in KINDS.values()} == {*HOOKS}
    assert [group for group in GROUPS if f"Group `{group}`" not in MANUAL] == []


def test_the_exporter_of_the_manual_is_short_and_stands_in_the_readme_too() -> None:
    assert len([line for line in LINES.splitlines() if line.strip()]) <= 20
    assert LINES in FENCE.findall((ROOT / "README.md").read_text(encoding="utf-8"))


def test_the_exporter_of_the_manual_works_when_installed(tmp_path: Path) -> None:
    entry = re.search(r'"corpuskit\.exporters"\]\n(.+)\n', MANUAL)
    command = re.search(r"^\$ corpuskit (.+)$", MANUAL, re.MULTILINE)
    assert entry
    assert command
    exporters = entry[1].replace('"', "")
    install(tmp_path, "corpuskit-export-lines", {"exporters": exporters}, corpuskit_lines=LINES)
    places = {"seeds": str(ROOT / "seeds"), "corpus": str(tmp_path / "out")}
    words = [places.get(word, word) for word in command[1].split()]
    done = run_corpuskit(*words, beside=tmp_path)
    assert done.returncode == 0, done.stderr
    written = (tmp_path / "out" / "lines" / "corpus.txt").read_text(encoding="utf-8")
    assert "\ntitle\tHội nghị sơ kết giữa nhiệm kỳ" in written


def test_the_exporters_of_the_manual_keep_their_promises() -> None:
    check_exporter(run(LINES)["LinesExporter"]())
    check_exporter(run(COLUMNS)["ColumnsExporter"]())
    run(LINES + CHECK)["test_lines_keep_their_promises"]()


def test_the_reader_of_the_manual_gives_every_part_and_loses_no_byte(tmp_path: Path) -> None:
    beside = install(tmp_path / "lib", "ck-parts", {"readers": "parts = ck_parts"}, ck_parts=READER)
    page = tmp_path / "day.parts"
    page.write_bytes("Một.\n=====\nHai.\n=====\nBa.".encode())
    out, back = tmp_path / "out", tmp_path / "back"
    done = run_corpuskit(
        "convert", page, "-o", out, "-q", "--to", "json", "--to", "tei", beside=beside
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert len(list((out / "tei").rglob("*.xml"))) == 4
    assert run_corpuskit("restore", out, "-o", back, beside=beside).returncode == 0
    parts = [path.read_text("utf-8") for path in sorted(back.rglob("*")) if path.is_file()]
    assert parts == ["Một.", "Hai.", "Ba."]


def test_the_reader_of_the_manual_keeps_its_promises() -> None:
    check_reader(run(READER)["PartsReader"]())


def bundle(*texts: str) -> bytes:
    members = [text.encode() for text in texts]
    return b"".join(len(data).to_bytes(4) + data for data in members)


def test_the_reader_of_archives_of_the_manual_gives_each_member(tmp_path: Path) -> None:
    lib = {"readers": "bundle = ck_bundle"}
    beside = install(tmp_path / "lib", "ck-bundle", lib, ck_bundle=ARCHIVE)
    place = tmp_path / "day.bundle"
    place.write_bytes(bundle("Một.", "<!doctype html><p>Hai.") + b"\0\0\0\x09Ba")
    done = run_corpuskit("sources", place, beside=beside)
    assert [line.split()[:2] for line in done.stdout.splitlines()] == [
        ["readable", "text"],
        ["readable", "html"],
        ["refused", "day.bundle:"],
    ]
    assert (done.returncode, done.stderr) == (3, "")


def test_the_reader_of_archives_of_the_manual_is_short_and_keeps_its_promises() -> None:
    assert len([line for line in ARCHIVE.splitlines() if line.strip()]) <= 20
    reader = run(ARCHIVE)["BundleReader"]()
    check_reader(reader)
    check_reader(reader, [RawFile("a.bundle", bundle("Một.", "Hai dài hơn mười sáu byte."))])


def test_the_rule_of_the_manual_decides(tmp_path: Path) -> None:
    beside = install(tmp_path / "lib", "ck-rule", {"rules": "number = ck_rule"}, ck_rule=RULE)
    page = tmp_path / "page.txt"
    page.write_text("Hội nghị đã khai mạc.\n\nMã bài: 4711\n", "utf-8")
    shown = run_corpuskit("inspect", page, beside=beside).stdout
    assert "chrome (number) 0.90" in shown
    assert "The line is the number of the article in the archive." in shown
    done = run_corpuskit("convert", page, "-o", tmp_path / "out", "-j", "2", beside=beside)
    assert done.returncode == 0, done.stderr
    assert "archive.number" in (tmp_path / "out" / "json" / "corpus.jsonl").read_text("utf-8")


def test_the_pack_of_the_manual_brings_its_language(tmp_path: Path) -> None:
    beside = install(tmp_path / "lib", "ck-hu", {"languages": "hu = ck_hu"}, ck_hu=PACK)
    page = tmp_path / "page.txt"
    page.write_text("Úgy tudják, hogy nem volt itt egy út sem.\n\nKezdőlap\n\nNyomtatás\n", "utf-8")
    shown = run_corpuskit("inspect", page, beside=beside).stdout
    assert "language     hu" in shown
    assert shown.count("chrome (") == 2


def test_the_engine_of_the_manual_writes_what_any_other_writes(tmp_path: Path) -> None:
    beside = install(tmp_path / "lib", "ck-threads", {"engines": "threads = ck_run"}, ck_run=ENGINE)
    command = re.search(r"^`corpuskit (convert .* --engine threads .*?)`", MANUAL, re.MULTILINE)
    assert command
    for out, engine in (("theirs", "threads"), ("ours", "inline")):
        places = {"seeds": str(ROOT / "seeds"), "corpus": str(tmp_path / out), "threads": engine}
        words = [places.get(word, word) for word in command[1].split()]
        done = run_corpuskit(*words, "-q", beside=beside)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert tree(tmp_path / "theirs") == tree(tmp_path / "ours")


def test_the_options_of_the_manual_are_those_it_says() -> None:
    exporter = run(COLUMNS)["ColumnsExporter"]()
    for option in options_of(exporter):
        usage = option.usage.replace(" | ", "`, with\n`")
        assert f"`{usage}`" in MANUAL


def run(code: str) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": __name__}
    exec(code, names)  # noqa: S102  # the manual is ours
    return names


def test_the_manual_imports_public_names_only() -> None:
    modules = set(re.findall(r"^from (corpuskit[\w.]*) import", "\n".join(PYTHON), re.MULTILINE))
    assert modules <= {"corpuskit", "corpuskit.testing"}
