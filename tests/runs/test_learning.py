"""Learning from many sources: the same profile whatever is in memory, every source told of."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpuskit.assembly import ReadingOptions, make_job, make_lesson
from corpuskit.loading.plugins import Tools, find_plugins
from corpuskit.profiles.writing import profile_toml
from corpuskit.runs.job import Job, Progress
from corpuskit.runs.learning import Lesson, learn
from tests.profiles.planted import FOOT, MENU, body, page


@pytest.fixture(scope="module")
def tools() -> Tools:
    return find_plugins({}).tools()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for site in ("a.vn", "b.vn"):
        (folder / site).mkdir()
        for n in range(12):
            text = page(MENU, body(n), f"Trang {site}", f"Đã xem: {n} lần", FOOT)
            (folder / site / f"{n}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture
def job(tools: Tools, pages: Path) -> Job:
    return replace(make_job(tools, ReadingOptions()), inputs=(str(pages),))


@pytest.fixture
def lesson(tools: Tools) -> Lesson:
    return make_lesson(tools)


@pytest.mark.parametrize("most", [1, 7, 40])
def test_spilling_to_the_disk_changes_nothing(job: Job, lesson: Lesson, most: int) -> None:
    spilled = learn(job, lesson._replace(most=most)).profile
    assert profile_toml(spilled) == profile_toml(learn(job, lesson).profile)


def test_the_inputs_can_be_given_in_any_order(job: Job, lesson: Lesson, pages: Path) -> None:
    files = [str(path) for path in sorted(pages.glob("*/*.txt"))]
    one = learn(replace(job, inputs=tuple(files[:12])), lesson._replace(site="a"))
    other = learn(replace(job, inputs=tuple(files[:12][::-1])), lesson._replace(site="a"))
    assert one.profile == other.profile
    assert one.profile.site[0].line


def test_every_source_is_told_of(job: Job, lesson: Lesson) -> None:
    told: list[Progress] = []
    learned = learn(job, lesson, told.append)
    assert [progress.done for progress in told] == [*range(1, 25)]
    assert learned.lines() == [
        "24 sources: 24 read, 0 refused, 0 skipped; 24 documents",
        "a.vn: 9 lines and 1 pattern from 12 documents",
        "b.vn: 9 lines and 1 pattern from 12 documents",
    ]


def test_no_profile_is_learned_of_pages_without_text(
    job: Job, lesson: Lesson, tmp_path: Path
) -> None:
    for n in range(9):
        (tmp_path / f"{n}.txt").write_text(page(MENU, FOOT[:1]), "utf-8")
    learned = learn(replace(job, inputs=(str(tmp_path),)), lesson)
    assert (learned.exit_code, learned.documents) == (0, 9)
    assert learned.profile.site[0].line == ()
    assert learned.profile.site[0].documents == 0
