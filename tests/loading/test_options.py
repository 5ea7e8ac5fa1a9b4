from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

import pytest

from corpuskit import Document, PluginFailed, RecordExporter, SourceRefused, UsageError
from corpuskit.loading.options import options_of, take_options, with_options


@dataclass(frozen=True)
class Grid(RecordExporter):
    name: ClassVar[str] = "grid"
    suffix: ClassVar[str] = ".txt"
    summary: ClassVar[str] = "has one option of each kind"
    rows: Literal["document", "block"] = field(
        default="document", metadata={"help": "what a row is"}
    )
    with_header: bool = True
    width: int = 80
    title: str = ""
    made: int = field(default=1, init=False)

    def __post_init__(self) -> None:
        if self.width < 1:
            raise ValueError("width must be above 0")

    def encode(self, document: Document) -> bytes:
        return b""


OPTIONS = options_of(Grid())
KNOWN = ("--to", "--output", "-o")


def taken(line: str) -> tuple[list[str], dict[str, dict[str, object]]]:
    return take_options(line.split(" "), OPTIONS, KNOWN)


def test_the_fields_of_a_frozen_dataclass_are_options() -> None:
    assert [option.usage for option in OPTIONS] == [
        "--grid-rows document|block",
        "--grid-with-header | --no-grid-with-header",
        "--grid-width INT",
        "--grid-title STR",
    ]
    assert (OPTIONS[0].default, OPTIONS[0].help) == ("document", "what a row is")


@pytest.mark.parametrize(
    ("line", "rest", "values"),
    [
        ("seeds --to grid", "seeds --to grid", {}),
        ("seeds --grid-rows block --to grid", "seeds --to grid", {"rows": "block"}),
        ("--grid-rows=block seeds", "seeds", {"rows": "block"}),
        ("--grid-rows block --grid-rows document", "", {"rows": "document"}),
        ("--no-grid-with-header seeds", "seeds", {"with_header": False}),
        ("--grid-with-header seeds", "seeds", {"with_header": True}),
        ("--grid-width 12 seeds", "seeds", {"width": 12}),
        ("--grid-title --to seeds", "seeds", {"title": "--to"}),
        ("--grid-title= seeds", "seeds", {"title": ""}),
        ("seeds -- --grid-rows block", "seeds -- --grid-rows block", {}),
        (" seeds", " seeds", {}),  # an empty word
        ("--gridlock --other-rows x", "--gridlock --other-rows x", {}),
    ],
)
def test_options_are_taken_out_wherever_they_stand(
    line: str, rest: str, values: dict[str, object]
) -> None:
    assert taken(line) == (rest.split(" ") if rest else [], {"grid": values} if values else {})


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("--grid-row block", "there is no option --grid-row; did you mean --grid-rows?"),
        ("--no-grid-header", "there is no option --no-grid-header; did you mean --no-grid-with"),
        (
            "--grid-qqqqqqqqqqq",
            "there is no option --grid-qqqqqqqqqqq; there are --grid-rows, --gr",
        ),
        ("--grid-rows", "--grid-rows needs a value: --grid-rows document|block"),
        ("--grid-rows line", "--grid-rows cannot be 'line'; choose document or block"),
        ("--grid-width wide", "--grid-width needs a whole number, not 'wide'"),
        ("--grid-with-header=yes", "--grid-with-header takes no value"),
    ],
)
def test_a_wrong_option_is_wrong_usage_that_says_what_is_right(line: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        taken(line)
    assert str(caught.value).startswith(message)


def test_an_option_of_the_command_itself_comes_first() -> None:
    arguments = ["--grid-rows", "x"]
    assert take_options(arguments, OPTIONS, ["--grid-rows"]) == (arguments, {})


def test_an_exporter_gets_its_values() -> None:
    assert with_options(Grid(), {"rows": "block", "width": 3}) == Grid(rows="block", width=3)


def test_a_value_that_the_exporter_refuses_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="options of format 'grid': width must be above 0"):
        with_options(Grid(), {"width": 0})


def test_an_exporter_that_is_no_frozen_dataclass_has_no_options() -> None:
    @dataclass
    class Loose(RecordExporter):
        rows: str = ""

        def encode(self, document: Document) -> bytes:
            return b""

    assert options_of(Loose()) == ()


@pytest.mark.parametrize("kind", [float, list[str], Literal[1, 2], str | None])
def test_an_option_of_another_type_is_named(kind: Any) -> None:
    body = {"__annotations__": {"size": kind}, "size": None, "name": "odd"}
    odd: Any = dataclass(frozen=True)(type("Odd", (), body))
    with pytest.raises(PluginFailed, match="exporter 'odd' has an option 'size' of type"):
        options_of(odd())


@dataclass(frozen=True)
class Failing(Grid):
    def __post_init__(self) -> None:
        print("checking")  # noqa: T201 - what a plugin must not do
        if self.title:
            raise {
                "key": KeyError("k"),
                "exit": SystemExit("away"),
                "source": SourceRefused("a", "b"),
            }[self.title]


@pytest.mark.parametrize(
    ("title", "told"),
    [("key", "KeyError: 'k'"), ("exit", "SystemExit: away"), ("source", "SourceRefused: a: b")],
)
def test_an_exporter_that_fails_over_its_options_is_wrong_usage_and_named(
    capsys: pytest.CaptureFixture[str], title: str, told: str
) -> None:
    exporter = Failing()
    capsys.readouterr()
    with pytest.raises(UsageError) as failed:
        with_options(exporter, {"title": title}, "grid of toys 1.0")
    assert str(failed.value) == f"options of format 'grid' (plugin grid of toys 1.0): {told}"
    assert capsys.readouterr() == ("", "checking\n")
