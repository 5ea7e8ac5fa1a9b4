import pytest
from msgspec.structs import replace

from corpuskit.errors import SourceRefused
from corpuskit.evaluation.compare import Mistake, compare
from corpuskit.evaluation.prediction import Prediction
from tests.evaluation.samples import Row, gold_of, prediction_of


def with_sha256(prediction: Prediction, sha256: str) -> Prediction:
    return prediction._replace(draft=replace(prediction.draft, sha256=sha256))


def test_a_comparison_counts_lines_and_names_what_went_wrong() -> None:
    texts = ("abc", "", "\x1b[31m" + "x" * 70, "ef", "gh")
    gold = gold_of(
        Row(texts[0], "lead", {"accept": ["paragraph"]}),
        *map(Row, texts[1:], ("blank", "caption", "title", "byline")),
    )
    said = prediction_of(*map(Row, texts, ("paragraph", "blank", "chrome", "title", "byline")))
    found = compare(gold, said)
    assert found.confusion == {
        ("lead", "lead"): 1,
        ("caption", "chrome"): 1,
        ("title", "title"): 1,
        ("byline", "byline"): 1,
    }
    assert (found.name, found.lines, found.accepted) == ("page.txt", 4, 1)
    shown = "\\x1b[31m" + "x" * 55 + "…"
    assert found.mistakes == (Mistake(3, "caption", "chrome", "rule.chrome", shown),)


def test_a_line_that_nothing_was_predicted_for_is_a_mistake_without_a_rule() -> None:
    gold, said = gold_of(Row("abc", "lead")), prediction_of(Row("abc", "lead"))
    empty = said._replace(draft=replace(said.draft, segments=()))
    assert compare(gold, empty).mistakes == (Mistake(1, "lead", "", "", "abc"),)


def test_gold_of_another_length_is_refused() -> None:
    gold, said = gold_of(Row("abcd", "lead")), prediction_of(Row("abc", "lead"))
    with pytest.raises(SourceRefused) as refused:
        compare(gold, said)
    assert str(refused.value) == (
        "page.txt: the gold is of another text: 5 characters, and 4 in the prediction; "
        "convert the source of the gold"
    )


def test_gold_with_another_sha256_is_refused_though_it_is_as_long() -> None:
    gold = replace(gold_of(Row("abc", "lead")), sha256="1" * 64)
    said = prediction_of(Row("abc", "lead"))
    with pytest.raises(SourceRefused, match="of another text: the SHA-256 differs; convert"):
        compare(gold, with_sha256(said, "2" * 64))
    assert compare(gold, with_sha256(said, "1" * 64)).mistakes == ()
    assert compare(gold, said).mistakes == ()
