"""What the trainer sees of a set: the gold of each line, and pages without their article."""

from pathlib import Path

import pytest

from corpuskit.weighing.features import FEATURES
from tests.benchmarks.samples import record_of
from tests.benchmarks.training_pages import article, articles, write_set

np = pytest.importorskip("numpy", reason="only training needs it")
pytest.importorskip("scipy", reason="only training needs it")

from training.fitting import answer_counts  # noqa: E402 - needs numpy
from training.samples import (  # noqa: E402 - needs numpy
    BESIDE,
    COUNTS,
    FRONT,
    FRONT_COUNTS,
    FURNITURE,
    TEXT,
    UNKNOWN,
    Sample,
    place_of,
    read_samples,
)


def samples_of(folder: Path, *records: object, name: str = "aeb") -> list[Sample]:
    return list(read_samples(name, write_set(folder / "set.jsonl.gz", records)))  # type: ignore[arg-type] # records


def sample_of(folder: Path, record: object) -> Sample:
    """Give the sample of a page as it is, which comes before any made from it."""
    return samples_of(folder, record, name="traf")[0]


GOLD = {
    "main": TEXT,
    "lead": TEXT,
    "paragraph": TEXT,
    "subhead": TEXT,
    "title": BESIDE,
    "caption": BESIDE,
    "byline": BESIDE,
    "chrome": FURNITURE,
    "related": FURNITURE,
    "tags": FURNITURE,
    "unlabelled": UNKNOWN,
    "anything": UNKNOWN,
}


def test_each_label_of_the_gold_is_text_furniture_beside_the_text_or_unknown(
    tmp_path: Path,
) -> None:
    record = record_of(*((f"Dòng {name}", name) for name in GOLD))
    sample = sample_of(tmp_path, record)
    assert sample.gold.tolist() == list(GOLD.values())
    assert sample.sizes.tolist() == [len(f"Dòng{name}") for name in GOLD]


def test_a_line_with_text_and_furniture_is_text_and_has_the_size_of_both(tmp_path: Path) -> None:
    record = record_of(("Mùa gặt. Chia sẻ", "chrome"))
    parts = ((0, 8, "main"), (9, 16, "chrome"))
    mixed = type(record)(record.id, record.text, parts)
    sample = sample_of(tmp_path, mixed)
    assert (sample.gold.tolist(), sample.sizes.tolist()) == ([TEXT], [7 + 6])


@pytest.mark.parametrize(
    ("text", "start", "place"),
    [("a", 0, 0), ("a", 4, 0), ("a", 5, 1), ("  a", 3, 1), ("a", 99, 2)],
)
def test_a_stretch_belongs_to_the_line_that_its_first_letter_is_in(
    text: str, start: int, place: int
) -> None:
    assert place_of(text, start, [0, 5, 9]) == place


def test_a_stretch_above_the_first_line_belongs_to_none() -> None:
    assert place_of("a", 1, [2, 5]) == -1


def test_a_sample_has_an_answer_of_each_feature_for_each_line(tmp_path: Path) -> None:
    sample = samples_of(tmp_path, article("vi", "an", "an.example"))[0]
    assert sample.answers.shape == (sample.line_count, len(FEATURES))
    assert (sample.answers >= 0).all()
    assert (sample.answers.max(axis=0) < np.array(answer_counts())).all()


def test_a_page_of_a_set_with_fronts_is_seen_again_without_its_article(tmp_path: Path) -> None:
    whole, *others = samples_of(tmp_path, article("vi", "an", "an.example"))
    (front,) = (sample for sample in others if sample.variant == FRONT)
    assert [whole.variant, front.variant] == ["", FRONT]
    assert front.line_count == whole.line_count - int((whole.gold == TEXT).sum())
    assert set(front.gold.tolist()) == {FURNITURE}
    assert [whole.counts, front.counts] == [COUNTS["aeb"], FRONT_COUNTS]
    assert {sample.group for sample in (whole, *others)} == {"an.example"}


def test_a_page_of_another_set_is_not_seen_without_its_article(tmp_path: Path) -> None:
    samples = samples_of(tmp_path, article("vi", "an", "an.example"), name="traf")
    assert [sample for sample in samples if sample.variant == FRONT] == []


def test_pages_made_from_a_page_have_lines_of_it_with_their_gold(tmp_path: Path) -> None:
    whole, *made = samples_of(tmp_path, article("en", "an", "an.example"))
    lines = set(zip(whole.sizes.tolist(), whole.gold.tolist(), strict=True))
    for sample in made:
        found = zip(sample.sizes.tolist(), sample.gold.tolist(), strict=True)
        kept = {(size, FURNITURE if sample.variant == FRONT else gold) for size, gold in lines}
        assert set(found) <= kept
        assert sample.counts < whole.counts
        assert sample.line_count < whole.line_count


@pytest.mark.parametrize(
    "record",
    [
        record_of(("Ngắn.", "main"), *((f"Mục {n}", "chrome") for n in range(20))),
        record_of(("Dài. " * 200, "main"), *((f"Mục {n}", "chrome") for n in range(11))),
    ],
    ids=["little text", "little furniture"],
)
def test_a_page_with_little_text_or_little_furniture_is_no_front(
    record: object, tmp_path: Path
) -> None:
    assert [sample for sample in samples_of(tmp_path, record) if sample.variant == FRONT] == []


def test_pages_of_a_site_have_one_group_and_pages_without_site_their_own(tmp_path: Path) -> None:
    records = [*articles()[:3], record_of(("Mùa gặt", "main"), name="lone")]
    groups = [sample.group for sample in samples_of(tmp_path, *records, name="traf")]
    assert list(dict.fromkeys(groups)) == ["an.example", "binh.example", "lone"]


def test_a_forum_counts_more_than_another_page(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(
        '{"id": "1", "text": "Mục", "lines": [[0, 3, "chrome"]], "page_type": "forum"}\n'
        '{"id": "2", "text": "Mục", "lines": [[0, 3, "chrome"]]}\n'
        '{"id": "3", "text": " ", "lines": []}\n',
        encoding="utf-8",
    )
    assert [sample.counts for sample in read_samples("aeb", path)] == [6.0, 3.0]


def test_lines_that_rules_have_decided_are_marked(tmp_path: Path) -> None:
    record = record_of(("Đăng nhập", "chrome"), ("Mùa gặt đã về", "main"))
    sample = sample_of(tmp_path, record)
    assert sample.decided.tolist() == [True, False]
