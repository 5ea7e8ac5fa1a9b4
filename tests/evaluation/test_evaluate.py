from collections.abc import Iterator
from pathlib import Path

from corpuskit.errors import SourceRefused
from corpuskit.evaluation.evaluate import Evaluation, evaluate
from corpuskit.evaluation.gold import Gold, encode_gold
from corpuskit.evaluation.prediction import Prediction
from corpuskit.evaluation.sources import find_gold
from corpuskit.evaluation.totals import Totals
from tests.evaluation.samples import Row, gold_of, prediction_of

LEAD, CHROME = Row("abc", "lead"), Row("abc", "chrome")


def evaluated(
    folder: Path, golds: dict[str, Gold | bytes], *given: Prediction | SourceRefused
) -> Evaluation:
    for name, gold in golds.items():
        data = gold if isinstance(gold, bytes) else encode_gold(gold)
        (folder / f"{name}.gold.json").write_bytes(data)

    def predictions() -> Iterator[Prediction | SourceRefused]:
        return iter(given)

    return evaluate(find_gold(str(folder)), predictions, Totals(worst=5))


def test_each_prediction_is_compared_with_its_gold(tmp_path: Path) -> None:
    golds: dict[str, Gold | bytes] = {
        "1": gold_of(LEAD, file="a.txt"),
        "2": gold_of(CHROME, file="b.txt"),
    }
    said = prediction_of(LEAD, file="x/b.txt"), prediction_of(LEAD, file="a.txt")
    found = evaluated(tmp_path, golds, *said)
    assert found.totals.confusion == {("chrome", "lead"): 1, ("lead", "lead"): 1}
    assert [document.name for document in found.totals.worst] == ["x/b.txt"]
    assert (found.exit_code, found.with_text) == (0, True)


def test_what_is_missing_on_either_side_is_named(tmp_path: Path) -> None:
    golds: dict[str, Gold | bytes] = {
        "1": gold_of(LEAD, file="a.txt"),
        "2": gold_of(LEAD, file="b.txt"),
    }
    said = prediction_of(LEAD, file="a.txt"), prediction_of(LEAD, file="c.txt")
    found = evaluated(tmp_path, golds, *said)
    assert (found.missing, found.without_gold, found.refused) == (("b.txt",), ("c.txt",), ())
    assert (len(found.totals.tallies), found.exit_code) == (1, 3)


def test_a_document_without_gold_alone_is_no_failure(tmp_path: Path) -> None:
    said = prediction_of(LEAD), prediction_of(LEAD, file="c.txt")
    found = evaluated(tmp_path, {"1": gold_of(LEAD)}, *said)
    assert (found.without_gold, found.exit_code) == (("c.txt",), 0)


def test_what_is_refused_costs_no_other_document(tmp_path: Path) -> None:
    golds: dict[str, Gold | bytes] = {
        "1": b"{",
        "2": gold_of(LEAD, file="a.txt"),
        "3": gold_of(LEAD, file="a.txt"),
        "4": gold_of(Row("abcd", "lead"), file="b.txt"),
        "5": gold_of(LEAD, file="c.txt"),
    }
    damaged = SourceRefused("record", "is not JSON")
    said = (prediction_of(LEAD, file=f"{name}.txt") for name in "abc")
    found = evaluated(tmp_path, golds, damaged, *said)
    assert [refusal.source for refusal in found.refused] == [
        "1.gold.json",
        "3.gold.json",
        "record",
        "b.txt",
    ]
    assert str(found.refused[1]) == (
        "3.gold.json: is about a.txt, and so is 2.gold.json; keep one of the two"
    )
    assert (len(found.totals.tallies), found.exit_code) == (2, 3)


def test_a_gold_file_that_changes_meanwhile_is_refused(tmp_path: Path) -> None:
    (tmp_path / "1.gold.json").write_bytes(encode_gold(gold_of(LEAD)))

    def predictions() -> Iterator[Prediction | SourceRefused]:
        yield prediction_of(LEAD)
        (tmp_path / "1.gold.json").unlink(missing_ok=True)

    found = evaluate(find_gold(str(tmp_path)), predictions, Totals(worst=5))
    assert [refusal.cause for refusal in found.refused] == [
        "cannot be read: no such file or directory"
    ]


def test_nothing_to_compare_is_no_error_of_the_program(tmp_path: Path) -> None:
    found = evaluated(tmp_path, {"1": gold_of(LEAD)})
    assert (found.missing, found.totals.tallies, found.exit_code) == (("page.txt",), [], 3)
