import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpuskit.commands.ending import run_program
from corpuskit.version import VERSION
from tests.running import Run
from tests.strangers import install, run_corpuskit

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
PAGE = SEEDS / "002_e583691dd32359a8.txt"
COMMANDS = (
    "convert", "evaluate", "formats", "inspect", "learn", "plugins", "restore", "schema",
)  # fmt: skip


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_every_command_has_help(corpuskit: Run, command: tuple[str, ...]) -> None:
    done = corpuskit(*command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Usage: {' '.join(['corpuskit', *command])} [OPTIONS]")


@pytest.mark.parametrize("command", [(), ("convert",)])
def test_the_exit_codes_stand_below_the_help(corpuskit: Run, command: tuple[str, ...]) -> None:
    lines = corpuskit(*command, "--help").stdout.split("Exit codes:\n")[1].splitlines()
    assert [line.split()[0] for line in lines] == ["0", "1", "2", "3", "4", "130"]


def test_help_imports_no_plugin_and_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['corpuskit', '--help']\n"
        "from corpuskit.cli import main\n"
        "try: main()\n"
        "finally: print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603  # our own words
    loaded = set(done.stderr.split())
    heavy = {"lxml", "orjson", "msgspec", "pluggy._manager", "importlib.metadata", "rich"}
    assert loaded & heavy - {"pluggy._manager"} == set()
    assert [name for name in loaded if name.startswith("corpuskit_")] == []


def test_the_version_is_said(corpuskit: Run) -> None:
    assert corpuskit("--version").stdout == f"corpuskit {VERSION}\n"


def test_without_a_command_the_help_goes_to_stderr_as_wrong_usage(corpuskit: Run) -> None:
    done = corpuskit()
    assert (done.returncode, done.stdout) == (2, "")
    assert "Commands:" in done.stderr


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("convrt", "No such command 'convrt'. Did you mean 'convert'? see 'corpuskit --help'"),
        ("convert", "Missing argument 'INPUT'; see 'corpuskit convert --help'"),
        ("convert gone", "gone cannot be read: no such file or directory"),
        ("convert SEEDS --to tie", "there is no format 'tie'; did you mean 'tei'? installed"),
        ("convert SEEDS --tow tei", "No such option: --tow"),
        ("convert SEEDS -t csv --csv-row x", "there is no option --csv-row; did you mean --csv-"),
        ("convert SEEDS --to csv --csv-rows x", "--csv-rows cannot be 'x'; choose document or b"),
        ("convert SEEDS --csv-rows block", "--csv-rows is an option of format 'csv'; add --to cs"),
        ("convert SEEDS", "several documents do not fit on standard output; name a folder with"),
        ("convert SEEDS --encoding hex", "'hex' is not an encoding of text"),
        ("convert SEEDS --reader pdf", "there is no reader 'pdf'; installed readers: "),
        ("convert SEEDS --language xx", "no language pack for 'xx'; there are: "),
        ("convert SEEDS --tones odd", "--tones cannot be 'odd'; choose from keep, old, new"),
        ("convert SEEDS --leave-out titel", "--leave-out cannot be 'titel'; choose from title, "),
        ("convert SEEDS --normalize nfd", "--normalize cannot be 'nfd'; choose from "),
        ("convert SEEDS --min-confidence 2", "Invalid value for '--min-confidence'"),
        ("convert SEEDS --leave-out chrome,lead --keep lead", "--leave-out and --keep both name "),
        ("convert EMPTY", "the name of an input is empty; name a file, a folder or ."),
        ("convert SEEDS --output EMPTY --to json", "the name behind -o is empty; name a folder"),
        ("inspect EMPTY", "the name of an input is empty; name a file, a folder or ."),
        ("inspect gone", "gone cannot be read: no such file or directory"),
        ("restore gone -o OUT", "gone holds no json/corpus.jsonl"),
        ("formats tie", "there is no format 'tie'; did you mean 'tei'?"),
        ("schema csv", "format 'csv' has no schema"),
    ],
)
def test_wrong_usage_is_one_line_and_touches_nothing(
    corpuskit: Run, tmp_path: Path, line: str, message: str
) -> None:
    words = line.replace("SEEDS", str(SEEDS)).replace("OUT", str(tmp_path / "out")).split()
    words = ["" if word == "EMPTY" else word for word in words]
    if words[0] == "convert" and not {"--tow", "--output"} & set(words) and message[0] != "s":
        words += ["-o", str(tmp_path / "out")] * (len(words) > 1)
    done = corpuskit(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: {message}")
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_converted_into_several_formats(corpuskit: Run, tmp_path: Path) -> None:
    done = corpuskit(
        "convert", SEEDS, "--csv-rows", "block", "-o", tmp_path / "out",
        "--to", "json", "--to=tei", "-t", "csv",
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "")
    assert "5 documents written in" in done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        ".corpuskit",
        "csv",
        "json",
        "tei",
    ]
    header = (tmp_path / "out/csv/corpus.csv").read_text(encoding="utf-8").partition("\n")[0]
    assert '"block"' in header


def test_json_is_the_format_when_none_is_named(corpuskit: Run, tmp_path: Path) -> None:
    corpuskit("convert", SEEDS, "-o", tmp_path / "out", "-q")
    assert (tmp_path / "out/json/corpus.jsonl").read_bytes().count(b"\n") == 5


def test_one_document_goes_to_stdout_and_the_summary_to_stderr(corpuskit: Run) -> None:
    done = corpuskit("convert", PAGE)
    assert done.returncode == 0
    assert json.loads(done.stdout)["source"]["name"] == PAGE.name
    assert done.stderr.startswith("1 source: 1 converted, 0 warned, 0 refused, 0 skipped\n")


def test_quiet_says_nothing_but_what_was_refused(corpuskit: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/good.txt").write_text("Một dòng.\n", encoding="utf-8")
    (tmp_path / "in/bad.pdf").write_bytes(b"%PDF-1.7\n")
    done = corpuskit("convert", tmp_path / "in", "-o", tmp_path / "out", "--quiet")
    assert (done.returncode, done.stdout) == (3, "")
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == ["bad.pdf"]


def test_verbose_names_each_source(corpuskit: Run, tmp_path: Path) -> None:
    done = corpuskit("convert", SEEDS, "-o", tmp_path / "out", "--verbose")
    assert done.stderr.splitlines()[2] == f"3/5 {PAGE.name}"


def test_a_dry_run_writes_nothing(corpuskit: Run, tmp_path: Path) -> None:
    done = corpuskit("convert", SEEDS, "-o", tmp_path / "out", "--dry-run")
    assert (done.returncode, list(tmp_path.iterdir())) == (0, [])
    assert "5 documents would be written" in done.stderr


def test_an_output_made_with_other_options_is_code_4_until_forced(
    corpuskit: Run, tmp_path: Path
) -> None:
    command = ("convert", SEEDS, "-o", tmp_path / "out", "-q")
    assert corpuskit(*command).returncode == 0
    assert corpuskit(*command).returncode == 0
    other = corpuskit(*command, "--keep", "chrome")
    assert (other.returncode, "was made with other options" in other.stderr) == (4, True)
    assert corpuskit(*command, "--keep", "chrome", "--force").returncode == 0


def test_labels_to_leave_out_and_to_keep_decide_the_text(corpuskit: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("In trang này\n\nMột đoạn văn có dấu chấm, và đủ dài.\n", encoding="utf-8")
    texts = {
        words: json.loads(corpuskit("convert", page, "-t", "jsonl", *words).stdout)["text"]
        for words in ((), ("--keep", "chrome"), ("--leave-out", "paragraph,lead"))
    }
    body = "Một đoạn văn có dấu chấm, và đủ dài."
    assert [*texts.values()] == [body, f"In trang này\n{body}", ""]


def test_normalisation_can_be_narrowed_and_switched_off(corpuskit: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Vie\u0323\u0302t\u200b Nam.\n", encoding="utf-8")
    texts = [
        json.loads(corpuskit("convert", page, "-t", "jsonl", *words).stdout)["text"]
        for words in (
            (),
            ("--normalize", "nfc"),
            ("--no-normalize", "nfc,mark_order"),
            ("--normalize", "none"),
        )
    ]
    assert texts == [
        "Việt Nam.",
        "Việt\u200b Nam.",
        "Vie\u0323\u0302t Nam.",
        "Vie\u0323\u0302t\u200b Nam.",
    ]


def test_inspect_gives_each_block_with_label_rule_and_proofs(corpuskit: Run) -> None:
    done = corpuskit("inspect", PAGE)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == PAGE.name
    assert "  dateline     “BBK - Sáng 09/01,” [0–17] by dateline.form" in lines
    assert any(line.startswith("   0 lead 0.9") for line in lines)
    assert "     agency 0–3 “BBK” = Báo Bắc Kạn" in lines
    assert "\x1b" not in done.stdout


def test_inspect_shows_what_normalisation_changed_and_what_is_left_out(
    corpuskit: Run, tmp_path: Path
) -> None:
    page = tmp_path / "page.txt"
    page.write_text("In\u00a0trang này\n", encoding="utf-8")
    done = corpuskit("inspect", page)
    assert "chrome" in done.stdout
    assert ", left out\n     In trang này\n" in done.stdout
    assert "normalised by spaces ×1; the source has “In\\xa0trang này\\n”" in done.stdout


def test_inspect_as_json_is_the_record_of_the_json_exporter(corpuskit: Run) -> None:
    assert corpuskit("inspect", PAGE, "--json").stdout == corpuskit("convert", PAGE).stdout


def test_inspect_refuses_what_is_not_text_with_code_3(corpuskit: Run, tmp_path: Path) -> None:
    image = tmp_path / "image.txt"
    image.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    done = corpuskit("inspect", image)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("refused: image.txt: not text")


def test_foreign_text_in_a_page_cannot_steer_the_terminal(tmp_path: Path) -> None:
    page = tmp_path / "\x1b]0;owned\x07.txt"
    page.write_text("a \u202e right to left\x1b[31m\n", encoding="utf-8")
    done = run_corpuskit("inspect", page)
    assert {"\x1b", "\x07", "\u202e"} & {*done.stdout, *done.stderr} == set()


def test_restore_gives_the_sources_back(corpuskit: Run, tmp_path: Path) -> None:
    corpuskit("convert", SEEDS, "-o", tmp_path / "out", "-q")
    done = corpuskit("restore", tmp_path / "out", "-o", tmp_path / "back")
    assert (done.returncode, done.stdout) == (0, "")
    for page in SEEDS.iterdir():
        assert (tmp_path / "back" / page.name).read_bytes() == page.read_bytes()


def test_formats_lists_options_and_a_name_gives_details(corpuskit: Run) -> None:
    listed = corpuskit("formats").stdout
    assert "--csv-rows document|block  (default: document)" in listed
    details = corpuskit("formats", "jsonl").stdout
    assert "cannot carry: blocks, their labels and their reasons\n" in details
    assert details.endswith("schema: corpuskit schema jsonl\n")


def test_help_is_given_beside_options_of_formats(corpuskit: Run) -> None:
    done = corpuskit("convert", "--to", "csv", "--csv-rows", "block", "--help")
    assert (done.returncode, done.stdout[:24]) == (0, "Usage: corpuskit convert")


def test_behind_two_hyphens_every_word_is_an_input(corpuskit: Run) -> None:
    done = corpuskit("convert", "--to", "csv", "--", "--csv-rows", "--help")
    assert done.stderr == (
        "error: --csv-rows cannot be read: no such file or directory;"
        " name a file or folder that is there\n"
    )


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_schemas_are_printed(corpuskit: Run, name: str) -> None:
    schema = json.loads(corpuskit("schema", name).stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def run_in_shell(command: str) -> subprocess.CompletedProcess[str]:
    line = f"{sys.executable} -m corpuskit {command}"
    return subprocess.run(line, shell=True, capture_output=True, text=True, check=False, timeout=60)  # noqa: S602  # our own words


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", ["--help", "plugins", "schema tei", f"convert {PAGE}"])
@pytest.mark.parametrize("redirection", [">/dev/full", ">&-"])
def test_output_that_cannot_be_written_is_a_failure_without_traceback(
    command: str, redirection: str
) -> None:
    done = run_in_shell(f"{command} {redirection}")
    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if "standard output" not in line] == []


def test_a_closed_stderr_does_not_change_the_code() -> None:
    assert run_in_shell("formats tie 2>&-").returncode == 2


def test_a_reader_of_the_pipe_that_goes_away_is_a_quiet_end() -> None:
    done = run_in_shell("schema tei | true; exit 0")
    assert done.stderr == ""
    with subprocess.Popen(  # our own words
        [sys.executable, "-m", "corpuskit", "schema", "tei"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(30) == 141


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_an_interrupted_run_says_so_in_one_line(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    reading, writing = os.pipe()
    with subprocess.Popen(  # noqa: S603  # our own words
        [sys.executable, "-m", "corpuskit", "convert", "-", "-o", str(tmp_path / "out")],
        stdin=reading,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        lock = tmp_path / "out" / ".corpuskit" / "lock"
        deadline = time.monotonic() + 20
        while not lock.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(number)
        try:
            found = process.wait(20), process.stderr and process.stderr.read()
        finally:
            process.kill()  # else a run that stays would keep the tests for ever
    assert found == (code, "interrupted\n")
    os.close(reading)
    os.close(writing)


def test_a_program_that_exits_with_a_text_says_it_and_fails(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run_program(lambda: sys.exit("no licence")) == 1
    assert capsys.readouterr() == ("", "no licence\n")


FUSSY = """
from dataclasses import dataclass
from corpuskit import RecordExporter, hookimpl

@dataclass(frozen=True)
class Fussy(RecordExporter):
    name, suffix, summary = "fussy", ".txt", "made for a test"
    title: str = ""

    def __post_init__(self):
        print("checking")
        if self.title:
            {}[self.title]

    def encode(self, document):
        return b""

@hookimpl
def corpuskit_exporters():
    return [Fussy()]
"""


def test_an_exporter_that_fails_over_an_option_is_wrong_usage_naming_its_plugin(
    tmp_path: Path,
) -> None:
    install(tmp_path, "fussy-format", {"exporters": "fussy = fussy"}, fussy=FUSSY)
    words = ("convert", PAGE, "-o", tmp_path / "out", "--to", "fussy", "--fussy-title", "x")
    done = run_corpuskit(*words, beside=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == (
        "error: options of format 'fussy' (plugin fussy (fussy-format 1.0)): KeyError: 'x'"
    )
    assert not (tmp_path / "out").exists()


def test_an_option_that_is_not_unicode_is_wrong_usage(tmp_path: Path) -> None:
    install(tmp_path, "fussy-format", {"exporters": "fussy = fussy"}, fussy=LENIENT)
    words = ("convert", PAGE, "-o", tmp_path / "out", "--to", "fussy", "--fussy-title", "\udcff")
    done = run_corpuskit(*words, beside=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1].endswith("which is not Unicode")
    assert not (tmp_path / "out").exists()


LENIENT = FUSSY.replace("        if self.title:\n            {}[self.title]\n", "")


def test_a_hangup_that_the_caller_ignores_stays_ignored() -> None:
    code = (
        "import os, signal\n"
        "from corpuskit.commands.ending import prepare_process\n"
        "signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "prepare_process()\n"
        "os.kill(os.getpid(), signal.SIGHUP)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603  # our own words


def test_a_bug_is_one_line_and_its_trace_is_there_when_asked_for(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "from corpuskit.runs import run\n"
        "def convert(*_): raise LookupError('odd')\n"
        "run.convert = convert\n"
    )
    done = run_corpuskit("convert", PAGE, beside=tmp_path)
    assert (done.returncode, done.stderr) == (
        1,
        "internal error: LookupError: odd; run with CORPUSKIT_TRACEBACK=1 for the trace\n",
    )
    traced = run_corpuskit("convert", PAGE, beside=tmp_path, CORPUSKIT_TRACEBACK="1")
    assert "Traceback (most recent call last)" in traced.stderr


def run_on_terminal(*arguments: str, **variables: str) -> str:
    leader, follower = pty.openpty()
    environ = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    with subprocess.Popen(  # noqa: S603  # our own words
        [sys.executable, "-m", "corpuskit", *arguments],
        stdout=follower,
        stderr=follower,
        env={**environ, "TERM": "xterm", "PYTHONUTF8": "1", **variables},
    ):
        os.close(follower)
        pieces = []
        while piece := read_terminal(leader):
            pieces.append(piece)
    os.close(leader)
    return b"".join(pieces).decode()


def read_terminal(leader: int) -> bytes:
    try:
        return os.read(leader, 65536)
    except OSError:  # the other side is closed
        return b""


def test_colours_are_for_terminals_that_want_them() -> None:
    assert "\x1b[32mlead\x1b[0m" in run_on_terminal("inspect", str(PAGE))
    assert "\x1b" not in run_on_terminal("inspect", str(PAGE), NO_COLOR="1")
    assert "\x1b" not in run_on_terminal("inspect", str(PAGE), TERM="dumb")


def test_progress_is_drawn_on_a_terminal_and_wiped_away(tmp_path: Path) -> None:
    shown = run_on_terminal("convert", str(SEEDS), "-o", str(tmp_path / "out"))
    assert "\r\x1b[K1/5 sources (20%), 000_92774cd1868c8892.txt" in shown
    assert "\r\x1b[K5 sources: 5 converted" in shown
