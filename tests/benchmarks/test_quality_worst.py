"""The worst documents, as the people who write rules read them."""

from corpuskit.model import Label
from quality.worst import Wanted, Worst
from tests.benchmarks.samples import answer_of, record_of

CHROME, TEXT = (Label.CHROME, 0.97), (Label.PARAGRAPH, 0.6)
LINES = (("menu", "chrome"), ("A title", "title"), ("Some words.", "main"), ("Ends.", "main"))


def report(wanted: Wanted) -> list[str]:
    worst = Worst(wanted)
    for name, labels in {
        "good": (CHROME, TEXT, TEXT, TEXT),
        "bad": (TEXT, TEXT, CHROME, TEXT),
        "worse": (TEXT, CHROME, CHROME, CHROME),
    }.items():
        record = record_of(*LINES, name=name)
        worst.add(record, answer_of(record, *labels))
    return list(worst.report())


def test_the_worst_come_first_and_their_largest_lines_too() -> None:
    assert "\n".join(report(Wanted(1))).split("\n") == [
        "mistake                  characters  lines  decided by",
        "main → chrome                    25      3  chrome.rule",
        "chrome → paragraph                8      2  paragraph.rule",
        "",
        "worse",
        "  main text left out: 15 of 15 (100.0%); chrome kept: 4 of 4 (100.0%)",
        "-    2    10  main → chrome            chrome.rule 0.97  | Some words.",
        "-    3     5  main → chrome            chrome.rule 0.97  | Ends.",
        "+    0     4  chrome → paragraph       paragraph.rule 0.60  | menu",
    ]


def shown(wanted: Wanted) -> list[str]:
    """Give the lines of documents, in short: the mark and the text."""
    lines = (line for line in report(wanted) if "  | " in line)
    return [f"{line[0]}{line.partition('  | ')[2]}" for line in lines]


def test_only_lost_text_is_shown_on_demand() -> None:
    assert shown(Wanted(9, "lost")) == ["-Some words.", "-Ends.", "-Some words."]


def test_only_chrome_that_is_kept_is_shown_on_demand() -> None:
    assert shown(Wanted(9, "kept")) == ["+menu", "+menu"]


def test_only_some_rules_are_shown_on_demand() -> None:
    assert shown(Wanted(9, rule="para")) == ["+menu", "+menu"]
    assert shown(Wanted(9, rule="caption")) == []


def test_only_one_label_of_the_gold_is_shown_on_demand() -> None:
    assert shown(Wanted(1, gold="chrome")) == ["+menu"]


def test_neighbours_and_fewer_lines_on_demand() -> None:
    assert shown(Wanted(1, context=1, most_lines=1)) == [" A title", "-Some words.", "-Ends."]
    assert report(Wanted(1, most_lines=1))[-1] == "  and 2 more lines"


def test_one_document_is_shown_whole() -> None:
    assert shown(Wanted(1, document="bad")) == ["+menu", " A title", "-Some words.", " Ends."]
    assert shown(Wanted(1, document="good")) == [" menu", " A title", " Some words.", " Ends."]


def test_another_role_is_a_mistake_on_demand() -> None:
    worst = Worst(Wanted(1, "roles"))
    record = record_of(("Below", "caption"), ("Words.", "paragraph"))
    worst.add(record, answer_of(record, TEXT, TEXT))
    assert list(worst.report())[-1] == (
        "*    0     5  caption → paragraph      paragraph.rule 0.60  | Below"
    )


def test_foreign_text_is_escaped_and_cut() -> None:
    worst = Worst(Wanted(1))
    record = record_of(("\x1b[31m" + "x" * 200, "chrome"), name="a\u202eb")
    worst.add(record, answer_of(record, TEXT))
    *_, heading, _, line = "\n".join(worst.report()).split("\n")
    assert heading == "a\\u202eb"
    assert line.endswith("| \\x1b[31m" + "x" * 105 + "…")
