"""How the weights of roles are trained: what the trainer sees, and what it minimises."""

import gzip
import json
from collections.abc import Mapping, Sequence
from itertools import pairwise, product
from math import exp, log
from pathlib import Path

import pytest

from corpuskit.labels.role_features import ROLE_FEATURES
from corpuskit.labels.role_weights import parse_role_weights
from corpuskit.model import Label
from quality.records import Record
from tests.benchmarks.samples import record_of

np = pytest.importorskip("numpy", reason="only training needs it")
pytest.importorskip("scipy", reason="only training needs it")

from training.fitting import Numbers  # noqa: E402 - needs numpy
from training.role_fitting import arrange, fit_roles, loss_of  # noqa: E402 - needs numpy
from training.role_samples import (  # noqa: E402 - needs numpy
    EDGE,
    UNKNOWN,
    Stretch,
    read_role_samples,
    without_captions,
)
from training.role_writing import roles_toml  # noqa: E402 - needs numpy
from training.roles import cross_validate_roles, folds_of  # noqa: E402 - needs numpy

PARAGRAPH, CAPTION, HEADING, OTHER = range(4)
LEAD = (
    "Thư viện xã mở ngày hội đọc sách dành cho học sinh các trường trên địa bàn với mười hai gian "
    "trưng bày, mở cửa đến hết tuần này."
)
TEXTS = (
    "Năm nay ngày hội có một gian dành riêng cho truyện tranh thiếu nhi và sách cũ của thầy cô.",
    "Ban tổ chức cho biết ngày hội sẽ được tổ chức hằng năm, nếu các em còn muốn đến đọc sách.",
    "Trong buổi chiều, các em còn được nghe kể chuyện và vẽ lại nhân vật mà mình yêu thích nhất.",
)
PAGE = (
    ("Hội sách xã Mẫu đón hàng nghìn học sinh", "title"),
    (LEAD, "lead"),
    ("Em Trần Thị B cùng các bạn Trường Tiểu học Bến Nước.", "caption"),
    (TEXTS[0], "paragraph"),
    ("Mười hai gian sách cho mọi lứa tuổi", "subhead"),
    (TEXTS[1], "paragraph"),
    ("Không ai biết hội sách sẽ còn mở đến bao giờ.", "unsure"),
    (TEXTS[2], "paragraph"),
)
STRETCHES = (
    Stretch((("a=1",), ("a=2",), ("a=1",)), (PARAGRAPH, CAPTION, UNKNOWN), EDGE, CAPTION),
    Stretch((("a=2",),), (HEADING,), OTHER, EDGE),
    Stretch((("a=1",), ("a=1",)), (UNKNOWN, HEADING), CAPTION, OTHER),
)
COLUMNS = {"a=1": 0, "a=2": 1, "bias": 2}


def loss_one_by_one(weights: Sequence[Sequence[float]], steps: Sequence[Sequence[float]]) -> float:
    """Add up every way to label the stretches; the gold is the share of the ways it allows."""
    total = 0.0
    for stretch in STRETCHES:
        ways = {
            states: exp(_score(stretch, states, weights, steps))
            for states in product(range(3), repeat=len(stretch.states))
        }
        right = sum(way for states, way in ways.items() if _fits(states, stretch.states))
        total -= log(right / sum(ways.values()))
    return total


def _fits(states: Sequence[int], gold: Sequence[int]) -> bool:
    return all(known in (UNKNOWN, state) for state, known in zip(states, gold, strict=True))


def _score(
    stretch: Stretch,
    states: Sequence[int],
    weights: Sequence[Sequence[float]],
    steps: Sequence[Sequence[float]],
) -> float:
    around = (stretch.above, *states, stretch.below)
    moved = sum(steps[a][b] for a, b in pairwise(around) if EDGE not in (a, b))
    pairs = zip(stretch.features, states, strict=True)
    return moved + sum(weights[COLUMNS[f[0]]][s] + weights[COLUMNS["bias"]][s] for f, s in pairs)


def test_the_loss_is_that_of_all_ways_to_label_a_page_and_its_slope_is_its_slope() -> None:
    point = np.sin(np.arange(9.0 + 16.0))
    data = arrange(STRETCHES, COLUMNS)

    def loss_at(at: Numbers) -> float:
        return loss_of(data, at[:9].reshape(3, 3), at[9:].reshape(4, 4))[0]

    value, slope = loss_of(data, point[:9].reshape(3, 3), point[9:].reshape(4, 4))
    expected = loss_one_by_one(point[:9].reshape(3, 3).tolist(), point[9:].reshape(4, 4).tolist())
    assert value == pytest.approx(expected)
    small = 1e-6 * np.eye(len(point))
    measured = [(loss_at(point + step) - loss_at(point - step)) / 2e-6 for step in small]
    assert slope.tolist() == pytest.approx(measured, abs=1e-6)


def test_an_answer_speaks_for_the_role_that_it_is_given_with() -> None:
    lines = [(("a=1",), PARAGRAPH), (("a=2",), CAPTION), (("a=3",), HEADING)] * 20
    features, states = zip(*lines, strict=True)
    weights = fit_roles([Stretch(features, states, EDGE, EDGE)]).weights
    assert [int(weights[f"a={answer}"].argmax()) for answer in (1, 2, 3)] == [0, 1, 2]
    total = np.sum([weights[f"a={answer}"] for answer in (1, 2, 3)], axis=0)
    assert total.tolist() == pytest.approx([0, 0, 0], abs=1e-9)


def written(folder: Path, records: Sequence[Record], name: str = "vi_captions") -> Path:
    path = folder / f"{name}.jsonl.gz"
    rows = [{"id": r.id, "text": r.text, "lines": r.lines, "lang": "vi"} for r in records]
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    return path


def test_a_sample_has_the_gold_of_each_line_and_the_first_page_is_seen_without_captions_too(
    tmp_path: Path,
) -> None:
    path = written(tmp_path, [record_of(*PAGE, name="1"), record_of(*PAGE, name="2")])
    samples = list(read_role_samples("vi_captions", path))
    assert [(s.group, s.bare, len(s.gold)) for s in samples] == [
        ("1", False, 8),
        ("1", True, 7),
        ("2", False, 8),
    ]
    assert samples[0].gold == (
        Label.TITLE,
        Label.LEAD,
        Label.CAPTION,
        Label.PARAGRAPH,
        Label.HEADING,
        Label.PARAGRAPH,
        None,
        Label.PARAGRAPH,
    )
    states = [stretch.states for stretch in samples[0].stretches]
    assert states == [(0, 1, 0, 2, 0, UNKNOWN, 0)]
    assert samples[0].stretches[0][2:] == (OTHER, EDGE)


def test_where_a_caption_stood_lines_follow_each_other_as_they_mostly_do() -> None:
    text = "A.\nB.\nC.\n\nPicture\n\nD.\nE."
    places = [(text.index(part), text.index(part) + 2, "paragraph") for part in "ABCDE"]
    lines = (*places[:3], (10, 17, "caption"), *places[3:])
    bare = without_captions(Record("1", text, lines))
    assert bare.text == "A.\nB.\nC.\nD.\nE."
    assert [bare.text[start:end] for start, end, _ in bare.lines] == ["A.", "B.", "C.", "D.", "E."]


def test_neighbours_share_a_fold_and_a_page_without_captions_that_of_its_page(
    tmp_path: Path,
) -> None:
    names = [f"{number:02}" for number in range(12)]
    path = written(tmp_path, [record_of(*PAGE, name=name) for name in names])
    samples = list(read_role_samples("vi_captions", path))
    folds: Mapping[str, set[int]] = {name: set() for name in names}
    for sample, fold in zip(samples, folds_of(samples), strict=True):
        folds[sample.group].add(fold)
    assert list(folds.values()) == [{number // 2} for number in range(12)]


def test_the_same_pages_give_the_same_weights_and_the_weights_can_be_read(tmp_path: Path) -> None:
    path = written(tmp_path, [record_of(*PAGE, name=str(number)) for number in range(6)])
    samples = list(read_role_samples("vi_captions", path))
    stretches = [stretch for sample in samples for stretch in sample.stretches]
    text = roles_toml(fit_roles(stretches))
    assert text == roles_toml(fit_roles(stretches))
    weights = parse_role_weights("trained", text)
    assert list(weights.features) == [feature.name for feature in ROLE_FEATURES]
    none = weights.features["ending"]["none"]
    assert none.index(max(none)) == HEADING or none.index(max(none)) == CAPTION


def test_unseen_pages_are_judged_set_by_set(tmp_path: Path) -> None:
    path = written(tmp_path, [record_of(*PAGE, name=str(number)) for number in range(12)])
    rows = list(cross_validate_roles(list(read_role_samples("vi_captions", path))))
    assert [row.split("  ")[0] for row in rows] == [
        "vi_captions",
        "vi_captions without captions",
    ]
    assert "caption 1.000 (P 1.000 R 1.000)  heading 1.000 (P 1.000 R 1.000)" in rows[0]
