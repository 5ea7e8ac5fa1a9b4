"""The benchmark of copies: what is planted is what its name says, and judging can find fault."""

from pathlib import Path
from random import Random

import pytest

from copies import KINDS, PARTS, family_of, kind_of, make_page, vocabulary, write_families
from corpuskit.duplicates.words import words_of
from duplicates import Found, export, judge, likeness, likeness_lines, made_pages, read_texts

RANDOM = Random(1)  # noqa: S311  # no secret
PAGE = make_page(RANDOM, vocabulary())


def test_the_same_number_gives_the_same_pages() -> None:
    assert made_pages(3) == made_pages(4)[:3]
    assert len({*made_pages(20)}) == 20


@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [
        ("exact", 0, 0),
        ("case and punctuation", 0, 0),
        ("1 % of words", 0.001, 0.03),
        ("5 % of words", 0.02, 0.09),
        ("10 % of words", 0.05, 0.15),
        ("20 % of words", 0.13, 0.27),
    ],
)
def test_so_many_words_are_edited(kind: str, least: float, most: float) -> None:
    before, after = words_of(PAGE), words_of(KINDS[kind](PAGE, RANDOM))
    assert len(before) == len(after)
    changed = sum(one != other for one, other in zip(before, after, strict=True))
    assert least <= changed / len(before) <= most


def test_a_copy_is_cut_or_stands_between_the_furniture_of_another_site() -> None:
    cut, framed = (KINDS[kind](PAGE, RANDOM) for kind in ("last 18 % cut", "furniture around it"))
    assert PAGE.startswith(cut.rstrip())
    assert 0.78 < len(cut) / len(PAGE) < 0.84
    assert PAGE.rstrip("\n") in framed
    assert "Trang chủ\n" in framed


NAMES = [f"exact/{n:06}-{part}.txt" for n in range(4) for part in ("original", "copy")]


def test_a_copy_is_found_in_a_cluster_of_its_family_alone() -> None:
    families = [{*NAMES[0:2]}, {*NAMES[2:4], NAMES[4]}, {NAMES[5]}]
    clusters = {f"{n}": members for n, members in enumerate(families)}
    found = judge(NAMES, clusters)["exact"]
    assert found == Found(planted=4, reported=3, right=1)
    assert (found.recall, found.precision) == ("0.250", "0.333")
    assert (judge(NAMES, {})["exact"].recall, judge(NAMES, {})["exact"].precision) == ("0.000", "–")


def test_a_trap_is_never_found_rightly() -> None:
    names = [f"{PARTS}/000001-{part}.txt" for part in ("original", "copy")]
    assert judge(names, {"a": {*names}})[PARTS] == Found(planted=1, reported=1, right=0)


def test_a_name_tells_the_family_and_the_kind() -> None:
    assert family_of("1 % of words/000001-copy.txt") == "1 % of words/000001"
    assert kind_of("1 % of words/000001-copy.txt") == "1 % of words"


@pytest.mark.long
def test_planted_copies_are_judged_at_every_threshold(tmp_path: Path) -> None:
    write_families(tmp_path / "pages", made_pages(18))
    assert len(list((tmp_path / "pages").rglob("*.txt"))) == 36
    export(tmp_path)
    texts = read_texts(tmp_path / "out" / "json" / "corpus.jsonl")
    assert likeness("exact", texts) == 1.0
    lines = list(likeness_lines(tmp_path))
    (exact,) = (line for line in lines if line.startswith("| exact "))
    assert exact == "| exact | 1.00 |" + " 1.000 / 1.000 |" * 5
    assert lines[-1].endswith("| 0 of 2 reported |")
