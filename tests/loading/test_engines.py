from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

from corpuskit import UsageError
from corpuskit.engines.inline import Inline
from corpuskit.engines.processes import Processes
from corpuskit.loading.listing import PluginStatus, list_plugins
from corpuskit.loading.plugins import find_plugins
from tests.run_fakes import tree
from tests.running import Run
from tests.strangers import install, run_corpuskit

SEEDS = Path(__file__).parents[2] / "seeds"
Installer = Callable[..., None]

STRANGE = """
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from corpuskit import Ended, UsageError, hookimpl


class Here:
    slots = 1

    def __init__(self, work):
        self.work, self.waiting = work, []

    def submit(self, number, task, seconds):
        self.waiting.append((number, task))

    def wait(self):
        number, task = self.waiting.pop()  # the last one first, to be put in order by others
        return Ended(number, self.work(task))


@dataclass(frozen=True)
class Strange:
    name: ClassVar[str] = "strange"
    summary: ClassVar[str] = "made for a test"
    places: int = field(default=1, metadata={{"help": "how many"}})
    mood: Literal["good", "bad"] = "good"

    def __post_init__(self):
        if self.places < 1:
            raise ValueError("places must be above 0")

    def cores(self):
        print("counting cores")
        {cores}
        return self.places

    @contextmanager
    def start(self, work, slots):
        print("slots:", slots, self.mood)
        yield Here(work)


@hookimpl
def corpuskit_engines():
    return {returned}
"""


def engine_module(cores: str = "", returned: str = "[Strange()]") -> str:
    return STRANGE.format(cores=cores, returned=returned)


@pytest.fixture
def stranger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installer:
    """Install distributions beside the real ones, for this process."""
    monkeypatch.syspath_prepend(tmp_path)

    def install_here(name: str, entry_points: dict[str, str], **modules: str) -> None:
        install(tmp_path, name, entry_points, **modules)

    return install_here


def status_of(name: str, distribution: str = "strange-things") -> PluginStatus:
    statuses = list_plugins(find_plugins({}))
    return next(s for s in statuses if (s.name, s.distribution) == (name, distribution))


def test_the_engines_of_the_core_are_found_by_entry_point() -> None:
    assert isinstance(find_plugins({}).engine("processes"), Processes)
    assert isinstance(find_plugins({}).engine("inline"), Inline)
    assert status_of("processes", "corpuskit-core").provides == ("engine 'processes'",)


def test_the_list_of_plugins_shows_an_engine_with_its_options(stranger: Installer) -> None:
    stranger("strange-things", {"engines": "strange = str_engine_1"}, str_engine_1=engine_module())
    status = status_of("strange")
    assert (status.group, status.status, status.problem) == ("corpuskit.engines", "active", "")
    assert status.provides == (
        "engine 'strange'",
        "--strange-places INT",
        "--strange-mood good|bad",
    )


def test_an_unknown_engine_is_told_with_the_nearest_and_all_that_are_there() -> None:
    with pytest.raises(UsageError) as caught:
        find_plugins({}).engine("proceses")
    told = "there is no engine 'proceses'; did you mean 'processes'? installed engines: inline, pro"
    assert str(caught.value).startswith(told)


def test_a_blocked_engine_is_not_imported(stranger: Installer) -> None:
    stranger("strange-things", {"engines": "strange = str_engine_2"}, str_engine_2="1 / 0")
    with pytest.raises(UsageError, match=r"engine strange \(strange-things 1\.0\) is blocked by"):
        find_plugins({"CORPUSKIT_WITHOUT": "strange"}).engine("strange")


def test_a_broken_engine_is_one_line_with_its_cause(stranger: Installer) -> None:
    stranger("strange-things", {"engines": "strange = str_engine_3"}, str_engine_3="1 / 0")
    with pytest.raises(UsageError) as caught:
        find_plugins({}).engine("strange")
    assert str(caught.value) == (
        "engine 'strange' cannot be used: plugin strange (strange-things 1.0):"
        " ZeroDivisionError: division by zero"
    )
    assert status_of("strange").status == "broken"


def test_two_engines_of_one_name_are_a_clash_that_names_both(stranger: Installer) -> None:
    stranger("my-pool", {"engines": "processes = str_engine_4"}, str_engine_4=engine_module())
    with pytest.raises(UsageError) as caught:
        find_plugins({}).engine("processes")
    assert str(caught.value) == (
        f"engine 'processes' is claimed by processes (corpuskit-core {version('corpuskit-core')})"
        " and processes (my-pool 1.0); block one, for instance with"
        " CORPUSKIT_WITHOUT=my-pool:processes"
    )
    assert status_of("processes", "my-pool").status == "clash"


RUBBISH = {
    "None": "corpuskit_engines returned None, expected a list",
    "[]": "returned nothing, expected one with the name 'strange'",
    "[Strange]": "engine Strange is a class; return an instance of it",
    "[17]": "engine 17 has the name None",
    "[type('E', (), {'name': 'strange', 'summary': ''})()]": "has no method cores",
    "[type('E', (), {'name': 'strange', 'summary': '', 'cores': len})()]": "has no method start",
    "[type('E', (Strange,), {'summary': 5})()]": "has the summary 5, not a str",
    "[dataclass(frozen=True)(type('E', (Strange,), {'__annotations__': {'far': float},"
    " 'far': 1.0}))()]": "engine 'strange' has an option 'far' of type <class 'float'>",
}


@pytest.mark.parametrize("returned", RUBBISH)
def test_rubbish_from_the_hook_is_named_with_what_came(stranger: Installer, returned: str) -> None:
    module = f"str_engine_rubbish_{list(RUBBISH).index(returned)}"
    code = engine_module(returned=returned)
    stranger("strange-things", {"engines": f"strange = {module}"}, **{module: code})
    assert RUBBISH[returned] in status_of("strange").problem


def test_an_engine_gets_its_options_and_writes_what_any_other_writes(tmp_path: Path) -> None:
    entry = {"engines": "strange = ck_strange"}
    lib = install(tmp_path / "lib", "strange-things", entry, ck_strange=engine_module())
    words = ("--engine", "strange", "--strange-mood=bad", "--strange-places", "3")
    done = run_corpuskit("convert", SEEDS, "-o", tmp_path / "a", "-q", *words, beside=lib)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "counting cores\nslots: 3 bad\n"
    assert run_corpuskit("convert", SEEDS, "-o", tmp_path / "b", "-q", beside=lib).returncode == 0
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--strange-mood bad", "--strange-mood is an option of engine 'strange'; add --engine"),
        ("--engine strange --strange-mode bad", "there is no option --strange-mode; did you mean"),
        ("--engine strange --strange-mood odd", "--strange-mood cannot be 'odd'; choose good or"),
        ("--engine strange --strange-places 0", "options of engine 'strange': places must be"),
        ("--engine=", "there is no engine ''; installed engines: "),
        ("--engine other", "there is no engine 'other'; installed engines: "),
        ("--engine bare", "engine 'bare' cannot be used: KeyError: 'no such machine'"),
        ("--engine poor", "machines are missing; buy some"),
    ],
)
@pytest.mark.parametrize("command", ["convert", "learn"])
def test_an_engine_that_cannot_be_used_is_wrong_usage_and_nothing_is_touched(
    corpuskit: Run, three_engines: Path, command: str, words: str, told: str
) -> None:
    done = corpuskit(command, SEEDS, "-o", three_engines / "out", *words.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1].startswith(f"error: {told}")
    assert not (three_engines / "out").exists()


@pytest.fixture
def three_engines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install an engine that works and two that do not."""
    for name, cores in (
        ("strange", ""),
        ("bare", "raise KeyError('no such machine')"),
        ("poor", "raise UsageError('machines are missing; buy some')"),
    ):
        code = engine_module(cores).replace('"strange"', f'"{name}"')
        entry = {"engines": f"{name} = str_three_{name}"}
        install(tmp_path, f"things-{name}", entry, **{f"str_three_{name}": code})
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def test_without_a_named_engine_no_plugin_is_asked(tmp_path: Path) -> None:
    lib = install(tmp_path / "lib", "x", {"engines": "processes = ck_x"}, ck_x="raise SystemExit")
    done = run_corpuskit("convert", SEEDS, "-o", tmp_path / "out", "-q", beside=lib)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_engine_that_leaves_the_program_ends_the_run_in_one_line(tmp_path: Path) -> None:
    code = engine_module().replace("def wait(self):", "def wait(self):\n        raise SystemExit")
    lib = install(tmp_path / "lib", "x", {"engines": "strange = ck_gone"}, ck_gone=code)
    words = ("convert", SEEDS, "-o", tmp_path / "out", "-q", "--engine", "strange")
    done = run_corpuskit(*words, beside=lib)
    assert done.returncode == 1
    assert "error: engine 'strange' left the program in the middle of the run" in done.stderr


WRONG_CORES = ("'many'", "-1", "0", "None", "1.5", "True")


@pytest.mark.parametrize("cores", WRONG_CORES)
def test_an_engine_with_no_number_of_cores_is_wrong_usage(
    corpuskit: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cores: str
) -> None:
    module = f"str_cores_{WRONG_CORES.index(cores)}"
    code = engine_module(f"return {cores}")
    install(tmp_path, "strange-things", {"engines": f"strange = {module}"}, **{module: code})
    monkeypatch.syspath_prepend(tmp_path)
    done = corpuskit("convert", SEEDS, "-o", tmp_path / "out", "--engine", "strange")
    assert done.returncode == 2
    told = f"its cores are {cores}, expected a whole number above 0\n"
    assert f"error: engine 'strange' cannot be used: TypeError: {told}" in done.stderr
    assert not (tmp_path / "out").exists()


NO_SLOTS = "TypeError: its slots are {}, expected a whole number above 0"
FAILING = {
    ("slots = 1", "slots = 'many'"): NO_SLOTS.format("'many'"),
    ("slots = 1", "slots = -1"): NO_SLOTS.format("-1"),
    ("self.waiting.append((number, task))", "raise OSError(28, 'No space')"): "OSError: [Errno 28]",
    ("number, task = self", "raise BrokenPipeError(32, 'Gone')  #"): "BrokenPipeError: [Errno 32]",
    ("return Ended(", "return None  #"): "TypeError: wait gave NoneType, not Ended",
    ("return Ended(number", "return Ended(99"): "ValueError: task 99 ended, which is not under way",
    ("self.work(task))", "[])"): "ValueError: task 2 did not give what its work gave",
    ("yield Here", "raise PermissionError(13, 'No')  #"): "PermissionError: [Errno 13] No",
    ("yield Here", "return  #"): "TypeError: 'NoneType' object is not an iterator",
    ("(work)\n\n\n@hook", "(work)\n        raise KeyError(5)\n\n\n@hook"): "KeyError: 5",
}


@pytest.mark.parametrize("change", FAILING, ids=FAILING.values())
def test_an_engine_that_fails_is_named_whatever_it_does(
    corpuskit: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: tuple[str, str],
) -> None:
    module = f"str_failing_{list(FAILING).index(change)}"
    code = engine_module()
    assert change[0] in code
    code = code.replace(*change)
    install(tmp_path, "strange-things", {"engines": f"strange = {module}"}, **{module: code})
    monkeypatch.syspath_prepend(tmp_path)
    done = corpuskit("convert", SEEDS, "-o", tmp_path / "out", "--engine", "strange", "-q")
    assert done.returncode == 1
    told = done.stderr.splitlines()[-1]
    assert told.startswith(f"error: engine 'strange' failed: {FAILING[change]}")
    assert told.endswith("; leave --engine out, or tell its author")
