import json
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

from corpuskit.errors import UsageError
from corpuskit.loading.entries import EXPORTERS, READERS, Installed, find_entries
from corpuskit.loading.listing import PluginStatus, list_plugins
from corpuskit.loading.plugins import Plugins, find_plugins
from tests.strangers import exporter_module, install, run_corpuskit

Installer = Callable[..., None]
SEEDS = Path(__file__).parents[2] / "seeds"
ONE_PAGE = SEEDS / "000_92774cd1868c8892.txt"

BROKEN_MODULES = {
    "a missing import": (
        "import no_such_module_at_all",
        "ModuleNotFoundError: No module named 'no_such_module_at_all'",
    ),
    "a syntax error": ("def (", "SyntaxError: invalid syntax"),
    "an exception": ("raise ValueError('not today')", "ValueError: not today"),
    "an exit": ("import sys; sys.exit(7)", "SystemExit: 7"),
    "no hook": ("x = 1", "no function corpuskit_exporters is marked with @corpuskit.hookimpl"),
    "a misspelt hook": (
        "from corpuskit import hookimpl\n@hookimpl\ndef corpuskit_exporter(): return []",
        "unknown hook 'corpuskit_exporter'",
    ),
    "a hook with an argument": (
        "from corpuskit import hookimpl\n@hookimpl\ndef corpuskit_exporters(app): return []",
        "PluginValidationError",
    ),
    "a hook that raises": (
        "from corpuskit import hookimpl\n@hookimpl\ndef corpuskit_exporters(): return [][0]",
        "IndexError: list index out of range",
    ),
}

RUBBISH = {
    "None": "expected a list",
    "17": "returned 17, expected a list",
    "'vertical'": "returned 'vertical', expected a list",
    "[17]": "exporter 17 has the name None",
    "[]": "returned nothing, expected one with the name 'strange'",
    "[Good]": "exporter Good is a class; return an instance of it",
    "[Good('other')]": "returned other, expected one with the name 'strange'",
    "[Good('strange'), Good('strange')]": "returned strange, strange, expected one",
    "[Good('../up')]": "has the name '../up'",
    "[Good('strange', suffix='txt')]": "has the suffix 'txt'",
    "[Good('strange', summary=None)]": "has the summary None",
    "[Good('strange', export=None)]": "has no method export",
    "iter(lambda: Good('strange'), 0)": "returned more than 1000 values",
}

GOOD = """
from corpuskit import hookimpl

class Good:
    def __init__(self, name, suffix=".txt", summary="", export=print):
        self.name, self.suffix, self.summary, self.export = name, suffix, summary, export

@hookimpl
def corpuskit_exporters():
    return {returned}
"""

READER = """
from corpuskit import hookimpl

class Reader:
    name, suffixes, summary = "{name}", {suffixes}, "made for a test"

    def read(self, file):
        return iter(())

@hookimpl
def corpuskit_readers():
    return [Reader()]
"""

PACK = """
from corpuskit import hookimpl, parse_pack

@hookimpl
def corpuskit_language_packs():
    return [parse_pack({"pack": 'language = "vi"\\nname = "Another"\\n'})]
"""


@pytest.fixture
def stranger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installer:
    """Install distributions beside the real ones, for this process."""
    monkeypatch.syspath_prepend(tmp_path)

    def install_here(name: str, entry_points: dict[str, str], **modules: str) -> None:
        install(tmp_path, name, entry_points, **modules)

    return install_here


def status_of(name: str, distribution: str = "strange-things", **environ: str) -> PluginStatus:
    statuses = list_plugins(find_plugins(environ))
    return next(s for s in statuses if (s.name, s.distribution) == (name, distribution))


def test_the_bundled_plugins_are_found_by_entry_point_and_work() -> None:
    statuses = [s for s in list_plugins(find_plugins({})) if s.distribution == "corpuskit-core"]
    assert {"csv", "json", "jsonl", "tei", "text"} <= {status.name for status in statuses}
    assert {status.status for status in statuses} == {"active"}


def test_entries_come_sorted_by_group_name_and_distribution(stranger: Installer) -> None:
    stranger("zz-last", {"exporters": "json = zz_last", "readers": "aaa = zz_last"})
    stranger("aa-first", {"exporters": "json = aa_first"})
    entries = [entry[:3] for entry in find_entries({}).active]
    assert entries == sorted(entries)
    assert [d for g, n, d in entries if (g, n) == (EXPORTERS, "json")] == [
        "aa-first",
        "corpuskit-core",
        "zz-last",
    ]


def test_finding_plugins_imports_none(stranger: Installer) -> None:
    stranger("strange-things", {"exporters": "strange = str_find"}, str_find="raise SystemExit(9)")
    assert "strange" in find_plugins({}).formats


def test_loading_one_format_imports_no_other_plugin(stranger: Installer) -> None:
    stranger("strange-things", {"exporters": "strange = str_other"}, str_other="raise SystemExit")
    assert find_plugins({}).exporter("json").name == "json"


@pytest.mark.parametrize("fault", BROKEN_MODULES)
def test_a_broken_plugin_is_one_line_with_entry_distribution_version_and_cause(
    stranger: Installer, fault: str
) -> None:
    code, cause = BROKEN_MODULES[fault]
    module = f"str_{fault.replace(' ', '_')}"
    stranger("strange-things", {"exporters": f"strange = {module}"}, **{module: code})
    status = status_of("strange")
    assert status.status == "broken"
    assert status.problem.startswith("plugin strange (strange-things 1.0): ")
    assert cause in status.problem


@pytest.mark.parametrize("returned", RUBBISH)
def test_rubbish_from_a_hook_is_named_with_what_came(stranger: Installer, returned: str) -> None:
    module = f"str_rubbish_{list(RUBBISH).index(returned)}"
    code = GOOD.format(returned=returned)
    stranger("strange-things", {"exporters": f"strange = {module}"}, **{module: code})
    assert RUBBISH[returned] in status_of("strange").problem


def test_a_requested_format_whose_plugin_is_broken_is_wrong_usage(stranger: Installer) -> None:
    stranger("strange-things", {"exporters": "strange = str_gone"})
    with pytest.raises(UsageError, match=r"format 'strange' cannot be used: .*No module named"):
        find_plugins({}).exporter("strange")


def test_two_distributions_with_one_format_are_a_clash_that_names_both_and_the_way_out(
    stranger: Installer,
) -> None:
    stranger("other-json", {"exporters": "json = str_json"}, str_json=exporter_module("json"))
    with pytest.raises(UsageError) as caught:
        find_plugins({}).exporter("json")
    assert str(caught.value) == (
        f"format 'json' is claimed by json (corpuskit-core {version('corpuskit-core')})"
        " and json (other-json 1.0);"
        " block one, for instance with CORPUSKIT_WITHOUT=other-json:json"
    )
    assert find_plugins({}).exporter("tei").name == "tei"
    assert status_of("json", "corpuskit-core").status == "clash"
    assert status_of("json", "other-json").status == "clash"


def test_blocking_one_side_ends_a_clash(stranger: Installer) -> None:
    stranger("other-json", {"exporters": "json = str_json_2"}, str_json_2=exporter_module("json"))
    ours = find_plugins({"CORPUSKIT_WITHOUT": "other-json:json"}).exporter("json")
    theirs = find_plugins({"CORPUSKIT_WITHOUT": "corpuskit-core:json"}).exporter("json")
    assert type(ours).__module__ == "corpuskit_json.exporters"
    assert type(theirs).__module__ == "str_json_2"


@pytest.mark.parametrize(
    "words",
    ["strange", "strange-things", "Strange_Things", "a, strange-things:strange ,b"],
)
def test_a_plugin_can_be_blocked_and_is_not_imported(stranger: Installer, words: str) -> None:
    stranger("strange-things", {"exporters": "strange = str_block"}, str_block="raise SystemExit")
    status = status_of("strange", CORPUSKIT_WITHOUT=words)
    assert (status.status, status.problem) == ("blocked", "blocked by CORPUSKIT_WITHOUT")
    with pytest.raises(UsageError, match="is blocked by CORPUSKIT_WITHOUT"):
        find_plugins({"CORPUSKIT_WITHOUT": words}).exporter("strange")


def test_an_unknown_format_is_told_with_the_nearest_and_all_that_are_there() -> None:
    with pytest.raises(UsageError) as caught:
        find_plugins({}).exporter("jsn")
    assert str(caught.value).startswith("there is no format 'jsn'; did you mean 'json'? installed")


def test_without_any_exporter_the_message_says_what_to_run() -> None:
    with pytest.raises(UsageError, match=r"no exporters are installed; run 'pip install \.'"):
        Plugins(Installed(())).exporter("json")


def test_two_readers_of_one_suffix_are_wrong_usage_unless_one_is_named(stranger: Installer) -> None:
    code = READER.format(name="plain", suffixes=("", ".txt"))
    stranger("strange-things", {"readers": "plain = str_reader"}, str_reader=code)
    with pytest.raises(UsageError) as caught:
        find_plugins({}).tools()
    assert "is claimed by plain (strange-things 1.0) and text (corpuskit-core" in str(caught.value)
    names = [reader.name for reader in find_plugins({}).tools("plain").readers]
    assert "plain" in names
    assert "text" not in names
    assert status_of("plain").status == "clash"


def test_two_packs_for_one_language_are_wrong_usage(stranger: Installer) -> None:
    stranger("strange-things", {"languages": "vi = str_pack"}, str_pack=PACK)
    with pytest.raises(UsageError, match=r"language 'vi' is claimed by core .* and vi \(strange"):
        find_plugins({}).tools()
    assert find_plugins({"CORPUSKIT_WITHOUT": "strange-things"}).tools().packs


def test_a_broken_reader_costs_a_warning_and_the_others_still_read(stranger: Installer) -> None:
    stranger("strange-things", {"readers": "strange = str_no_reader"}, str_no_reader="1 / 0")
    tools = find_plugins({}).tools()
    assert "text" in [reader.name for reader in tools.readers]
    assert tools.problems == (
        "plugin strange (strange-things 1.0): ZeroDivisionError: division by zero",
    )
    with pytest.raises(UsageError, match="reader 'strange' cannot be used"):
        find_plugins({}).tools("strange")


BAD_SUFFIXES = ("'.txt'", "('txt',)", "('.TXT',)", "(1,)")


@pytest.mark.parametrize("suffixes", BAD_SUFFIXES)
def test_a_reader_with_impossible_suffixes_is_broken(stranger: Installer, suffixes: str) -> None:
    module = f"str_suffix_{BAD_SUFFIXES.index(suffixes)}"
    code = READER.format(name="strange", suffixes=suffixes)
    stranger("strange-things", {"readers": f"strange = {module}"}, **{module: code})
    assert "expected a tuple such as ('.txt',)" in status_of("strange").problem


def test_a_reader_that_is_not_installed_is_told_with_those_that_are() -> None:
    with pytest.raises(UsageError, match=r"no reader 'odd'; installed readers: .*text"):
        find_plugins({}).tools("odd")


def test_damaged_metadata_of_a_stranger_is_passed_over(tmp_path: Path, stranger: Installer) -> None:
    stranger("strange-things", {"exporters": "a line without an equals sign"})
    install(tmp_path, "no-metadata", {"exporters": "strange = str_a"}).joinpath(
        "no_metadata-1.0.dist-info", "METADATA"
    ).unlink()
    assert find_plugins({}).exporter("json").name == "json"


def test_a_distribution_without_a_name_is_called_so(tmp_path: Path, stranger: Installer) -> None:
    stranger("nameless", {"exporters": "strange = str_no_name"})
    (tmp_path / "nameless-1.0.dist-info/METADATA").write_text("Metadata-Version: 2.1\n")
    assert status_of("strange", "unnamed").problem.startswith("plugin strange (unnamed unknown): ")


def test_the_first_of_two_copies_of_a_distribution_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for copy in ("second", "first"):
        install(tmp_path / copy, "strange-things", {"readers": "strange = str_copy"})
        monkeypatch.syspath_prepend(tmp_path / copy)
    entries = [e for e in find_entries({}).active if (e.group, e.name) == (READERS, "strange")]
    assert len(entries) == 1


def test_what_a_plugin_prints_does_not_reach_stdout(tmp_path: Path) -> None:
    code = "print('hello from the stranger')\n" + exporter_module("strange")
    install(tmp_path, "strange-things", {"exporters": "strange = str_print"}, str_print=code)
    done = run_corpuskit("convert", ONE_PAGE, "--to", "strange", beside=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith("Đại hội")
    assert "hello from the stranger" in done.stderr


@pytest.mark.parametrize(
    "noise",
    [
        "print('noise')",
        "os.write(1, b'noise\\n')",
        "os.system('echo noise')",
        "sys.__stdout__.write('noise\\n')",
    ],
)
@pytest.mark.parametrize("stage", ["import", "run"])
def test_whatever_a_plugin_writes_to_stdout_stands_beside_the_data_and_not_in_it(
    tmp_path: Path, noise: str, stage: str
) -> None:
    code = f"import os, sys\n{exporter_module('strange')}"
    if stage == "run":
        code = code.replace("        return", f"        {noise}\n        return", 1)
    else:
        code = f"{code}\n{noise}\n"
    install(tmp_path, "strange-things", {"exporters": "strange = str_noise"}, str_noise=code)
    done = run_corpuskit("convert", ONE_PAGE, "--to", "strange", "-q", beside=tmp_path)
    assert (done.returncode, done.stderr) == (0, "noise\n")
    assert done.stdout.startswith("Đại hội")
    assert "noise" not in done.stdout


def test_a_plugin_that_exits_while_it_is_imported_does_not_stop_other_formats(
    tmp_path: Path,
) -> None:
    names = "strange = str_exit"
    install(
        tmp_path,
        "strange-things",
        {"exporters": names, "readers": names, "rules": names},
        str_exit="import os, sys; sys.exit(0)",
    )
    done = run_corpuskit("convert", SEEDS, "-o", tmp_path / "out", "--to", "csv", beside=tmp_path)
    assert done.returncode == 0
    warnings = [line for line in done.stderr.splitlines() if line.startswith("warning")]
    assert warnings == [
        "warning: plugin strange (strange-things 1.0): SystemExit: 0; see 'corpuskit plugins'"
    ]
    refused = run_corpuskit("convert", SEEDS, "--to", "strange", beside=tmp_path)
    assert (refused.returncode, refused.stdout) == (2, "")


def test_the_list_of_plugins_is_there_as_json(tmp_path: Path) -> None:
    install(
        tmp_path,
        "strange-things",
        {"exporters": "json = str_j\nok = str_ok"},
        str_ok=exporter_module("ok"),
    )
    done = run_corpuskit("plugins", "--json", beside=tmp_path, CORPUSKIT_WITHOUT="tei")
    listed = {(each["name"], each["distribution"]): each for each in json.loads(done.stdout)}
    assert listed["ok", "strange-things"] == {
        "name": "ok",
        "group": "corpuskit.exporters",
        "distribution": "strange-things",
        "version": "1.0",
        "status": "active",
        "provides": ["format 'ok'"],
        "problem": "",
    }
    assert listed["json", "strange-things"]["status"] == "clash"
    assert listed["tei", "corpuskit-core"]["status"] == "blocked"
    assert (done.returncode, done.stderr) == (0, "")


def test_foreign_words_cannot_steer_the_terminal(tmp_path: Path) -> None:
    code = "raise ValueError('\\x1b[31m[bold]')"
    install(tmp_path, "strange-things", {"exporters": "strange = str_esc"}, str_esc=code)
    done = run_corpuskit("formats", "strange", beside=tmp_path)
    listed = run_corpuskit("plugins", beside=tmp_path)
    assert (done.returncode, "\x1b" in done.stderr, "\x1b" in listed.stdout) == (2, False, False)
    assert r"\x1b[31m[bold]" in done.stderr


@pytest.mark.parametrize(
    ("rule", "cause"),
    [
        ('LabelRule("odd", None)', "label rule 'odd' has judge None, expected a function"),
        ("LabelRule(5, print)", "label rule 5 has name 5, expected a word"),
        ('LabelRule("odd", print, stage="foo")', "has stage 'foo', expected one of line, page"),
        ('LabelRule("odd", print, longest="a")', "has longest 'a', expected a whole number ab"),
        ('LabelRule("odd", print, running="no")', "has running 'no', expected True or False"),
        ('LabelRule("odd", print), LabelRule("odd", print)', "rule 'odd' is brought twice"),
        ('LabelRule("chrome.phrase", print)', "the core has a rule 'chrome.phrase' already"),
    ],
)
def test_a_label_rule_that_cannot_work_is_refused_when_it_is_loaded(
    rule: str, cause: str, tmp_path: Path
) -> None:
    code = (
        "from corpuskit import LabelRule, hookimpl\n"
        f"@hookimpl\ndef corpuskit_label_rules():\n    return [{rule}]\n"
    )
    beside = install(tmp_path, "ck-odd", {"rules": "odd = ck_odd"}, ck_odd=code)
    assert cause in run_corpuskit("plugins", beside=beside).stdout


@pytest.mark.parametrize("held", ["lambda: 1", "threading.Lock()"])
def test_a_reader_that_cannot_be_sent_to_workers_is_broken_and_costs_nothing_else(
    tmp_path: Path, held: str
) -> None:
    code = f"import threading\n{READER.format(name='strange', suffixes=('.odd',))}".replace(
        "    def read(", f"    def __init__(self):\n        self.held = {held}\n\n    def read(", 1
    )
    lib = install(
        tmp_path / "lib", "strange-things", {"readers": "strange = str_lock"}, str_lock=code
    )
    done = run_corpuskit("convert", SEEDS, "-o", tmp_path / "out", "-q", beside=lib)
    assert done.returncode == 0
    told = (
        "warning: plugin strange (strange-things 1.0): reader 'strange' cannot be sent to workers: "
    )
    assert done.stderr.startswith(told)
    assert "; define it at the top of a module, without locks" in done.stderr


def test_a_rule_that_cannot_be_sent_to_workers_is_broken(stranger: Installer) -> None:
    code = """
from corpuskit import LabelRule, hookimpl

@hookimpl
def corpuskit_label_rules():
    return [LabelRule("odd.rule", lambda line, page: None)]
"""
    stranger("strange-things", {"rules": "strange = str_rule_lambda"}, str_rule_lambda=code)
    assert "rule 'odd.rule' cannot be sent to workers: " in status_of("strange").problem


WRONG_EXPORTERS = {
    "cannot_carry=5": "has cannot_carry 5, expected a tuple of str",
    "cannot_carry='layout'": "has cannot_carry 'layout', expected a tuple of str",
    "per_document='yes'": "has per_document 'yes', expected True or False",
    "schema=b''": "has schema b'', expected a method",
    "companions=None": "has companions None, expected a method",
}


@pytest.mark.parametrize("field", WRONG_EXPORTERS)
def test_what_an_exporter_need_not_have_is_judged_when_it_has_it(
    stranger: Installer, field: str
) -> None:
    module = f"str_field_{list(WRONG_EXPORTERS).index(field)}"
    code = exporter_module("strange").replace("    def encode", f"    {field}\n\n    def encode")
    stranger("strange-things", {"exporters": f"strange = {module}"}, **{module: code})
    assert WRONG_EXPORTERS[field] in status_of("strange").problem


WRONG_READERS = {
    "is_table='no'": "has is_table 'no', expected True or False",
    "read_stream=5": "has read_stream 5, expected a method",
    "media_types=('a/b', 'a/b')": "media type 'a/b' is brought twice",
    "name=''": "has the name '', expected a word",
    "name=5": "has the name 5, expected a word",
}


@pytest.mark.parametrize("field", WRONG_READERS)
def test_a_reader_with_a_field_that_cannot_be_is_broken_and_costs_no_other(
    stranger: Installer, field: str
) -> None:
    module = f"str_reader_field_{list(WRONG_READERS).index(field)}"
    code = READER.format(name="strange", suffixes=(".odd",))
    code = code.replace("    def read", f"    {field}\n\n    def read")
    stranger("strange-things", {"readers": f"strange = {module}"}, **{module: code})
    (problem,) = find_plugins({}).tools().problems
    assert WRONG_READERS[field] in problem
    assert problem.startswith("plugin strange (strange-things 1.0): ")


def test_a_reader_that_names_a_suffix_twice_clashes_with_nobody(stranger: Installer) -> None:
    code = READER.format(name="strange", suffixes=(".odd", ".odd"))
    stranger("strange-things", {"readers": "strange = str_twice"}, str_twice=code)
    (problem,) = find_plugins({}).tools().problems
    assert problem.endswith(": suffix '.odd' is brought twice")


WRONG_PACKS = {
    "parse_pack({'x': 'language = \"xx\"\\nname = \"X\"\\nodd = 1'})": "unknown field `odd`",
    "parse_pack({'x': 'language = \"xx\"\\nname = \"X\"\\noffices = 5'})": "Expected `array`",
    "LanguagePack('xx', 'X', chrome=('a',))": "language pack 'xx': Expected `object`, got `str`",
    "LanguagePack(5, 'X')": "language pack 5: Expected `str`, got `int` - at `$.language`",
    "LanguagePack('x y', 'X')": "language pack 'x y' has language 'x y', expected a tag such as vi",
    "LanguagePack('xx', 'X', chrome=(Phrase('((', 'a', 'b', 'pattern'),))": "missing ), untermin",
    "LanguagePack('xx', 'X', months=(Word('May', 'five'),))": "expected words with values from 1",
}


@pytest.mark.parametrize("pack", WRONG_PACKS)
def test_a_language_pack_with_junk_in_it_is_refused_when_it_is_loaded(
    stranger: Installer, pack: str
) -> None:
    module = f"str_pack_{list(WRONG_PACKS).index(pack)}"
    code = f"""
from corpuskit import LanguagePack, hookimpl, parse_pack
from corpuskit.language import Phrase, Word

@hookimpl
def corpuskit_language_packs():
    return [{pack}]
"""
    stranger("strange-things", {"languages": f"strange = {module}"}, **{module: code})
    assert WRONG_PACKS[pack] in status_of("strange").problem
