from corpuskit.ledger import Entry, Outcome
from corpuskit.model import (
    Block,
    Change,
    Document,
    DocumentWarning,
    Label,
    Reason,
    Source,
)
from corpuskit.runs.done import Made, counts_of
from corpuskit.runs.summary import Summary


def block(text: str, label: Label, rule: str) -> Block:
    return Block(start=0, raw=text, text=text, label=label, reason=Reason(rule, 1.0))


def made(*blocks: Block, warnings: tuple[DocumentWarning, ...] = (), **notes: int) -> Made:
    document = Document("d-a", Source("a.txt", "00", 3, "utf-8"), blocks, warnings=warnings)
    counts = counts_of(document, {name.replace("__", ": "): count for name, count in notes.items()})
    codes = tuple(warning.code for warning in warnings)
    messages = tuple(warning.message for warning in warnings)
    return Made("a.txt", 0, Entry("d-a", warnings=codes, messages=messages, counts=counts))


def test_blocks_rules_changes_and_characters_are_counted() -> None:
    summary = Summary()
    changed = Block(0, "ab", "ab", Label.TITLE, Reason("r.1", 1.0), changes=(Change("nfc", 2),))
    summary.add(made(changed, block("xyz", Label.CHROME, "r.2"), block("", Label.BLANK, "r.3")))
    assert summary.blocks == {"title": 1, "chrome": 1, "blank": 1}
    assert summary.rules == {"r.1": 1, "r.2": 1, "r.3": 1}
    assert summary.changes == {"nfc": 2}
    assert (summary.characters_kept, summary.characters_left_out) == (2, 3)


def test_the_lines_tell_a_person_what_happened() -> None:
    summary = Summary(output="out\x1b")
    summary.outcomes.update([Outcome.CONVERTED, Outcome.WARNED, Outcome.REFUSED])
    summary.documents = 2
    warning = DocumentWarning("invalid-bytes", "one byte is not utf-8")
    summary.add(made(block("a" * 1200, Label.TITLE, "r"), warnings=(warning,), csv__guards=3))
    summary.refuse("b\n.pdf: not text; name it")
    assert summary.lines() == [
        "3 sources: 1 converted, 1 warned, 1 refused, 0 skipped",
        "2 documents written in out\\x1b",
        "characters: 1,200 kept, 0 left out",
        "blocks: title 1",
        "rules: r 1",
        "warnings: invalid-bytes 1",
        "notes: csv: guards 3",
        "warning: a.txt: one byte is not utf-8",
        "refused: b\\n.pdf: not text; name it",
    ]


def test_only_the_first_hundred_refusals_are_told_one_by_one() -> None:
    summary = Summary()
    for number in range(103):
        summary.refuse(f"{number}.txt: not text")
    assert len(summary.refusals) == 100
    assert summary.lines()[-1] == "refused: 3 more, all in the ledger"


def test_the_exit_code_tells_the_truth() -> None:
    assert Summary().exit_code == 3
    assert Summary(documents=1).exit_code == 0
    refused = Summary(documents=1)
    refused.outcomes[Outcome.REFUSED] += 1
    assert refused.exit_code == 3
    skipped = Summary(documents=1)
    skipped.outcomes[Outcome.SKIPPED] += 1
    assert skipped.exit_code == 0


def test_nothing_written_is_said() -> None:
    assert Summary().lines() == [
        "0 sources: 0 converted, 0 warned, 0 refused, 0 skipped",
        "no document was written",
    ]


def test_a_dry_run_says_what_would_be() -> None:
    assert Summary(documents=1, dry_run=True).lines()[1] == "1 document would be written"
