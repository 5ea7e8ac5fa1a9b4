"""Copies among many documents: what comparing all pairs finds, in any order, beyond memory."""

import json
import random
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpuskit.duplicates.comparison import Comparison
from corpuskit.duplicates.kernel import MinHash
from corpuskit.duplicates.record import Signed
from corpuskit.duplicates.report import encode_line
from corpuskit.duplicates.signing import Signer
from corpuskit.duplicates.words import words_of
from corpuskit.errors import RunFailed, UsageError
from corpuskit.model import Block, Document, Label, Reason, Source
from corpuskit.names import document_id
from corpuskit.runs.collecting import Collected
from corpuskit.runs.deduplication import Search, deduplicated, search_collected
from corpuskit.runs.found import Found
from corpuskit.runs.job import Progress
from tests.profiles.planted import words
from tests.run_fakes import fill, job

LOOSE = Comparison(threshold=0.5, paragraphs=0)
USUAL = Comparison()
Rows = list[dict[str, Any]]


def document(name: str, text: str) -> Document:
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block(start, f"{line}\n", line, Label.PARAGRAPH, Reason("a", 1.0)))
        start += len(line) + 1
    return Document(document_id(name), Source(name, "", start, "utf-8"), tuple(blocks))


class Outcome(NamedTuple):
    rows: Rows
    found: Found


def compare(
    texts: Mapping[str, str], comparison: Comparison = USUAL, rows: int = 1 << 17, lines: int = 100
) -> Outcome:
    """Compare texts by the names of their sources, in the order in which they stand there."""
    minhash, found = MinHash(comparison.banding), Found()
    sign = Signer(comparison, minhash)
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(Collected(Path(folder), rows)) as collected,
    ):
        for name, text in texts.items():
            collected.add(sign(document(name, text)))
        search = Search(comparison, rows, lines)
        told = search_collected(collected, search, minhash, found)
        return Outcome([json.loads(encode_line(line)) for line in told], found)


def clusters(rows: Rows) -> set[frozenset[str]]:
    documents = [row for row in rows if row["kind"] == "document"]
    kept = {row["cluster"] for row in documents}
    return {frozenset(r["source"] for r in documents if r["cluster"] == name) for name in kept}


def shingles(text: str) -> set[tuple[str, ...]]:
    found = words_of(text)
    return {tuple(found[at : at + 3]) for at in range(len(found) - 2)}


def jaccard(one: str, other: str) -> float:
    return likeness(shingles(one), shingles(other))


def likeness(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def by_all_pairs(texts: Mapping[str, str], threshold: float) -> set[frozenset[str]]:
    """Connect texts by brute force."""
    sets = {name: {name} for name in texts}
    row = {name: words_of(text) for name, text in texts.items()}
    found = {name: shingles(text) for name, text in texts.items()}
    for one, other in combinations(texts, 2):
        same = row[one] == row[other] != []
        if same or likeness(found[one], found[other]) >= threshold:
            joined = sets[one] | sets[other]
            sets.update((name, joined) for name in joined)
    return {frozenset(each) for each in sets.values() if len(each) > 1}


def edited(text: str, share: float, rng: random.Random) -> str:
    return " ".join(f"x{rng.random()}" if rng.random() < share else w for w in text.split(" "))


@st.composite
def corpora(draw: st.DrawFn) -> dict[str, str]:
    """Texts of a few dozen words, many of which are edited copies of others."""
    rng = random.Random(draw(st.integers(0, 1 << 32)))  # noqa: S311  # no secret
    texts = [words(f"{rng.random()}", rng.randrange(60)) for _ in range(draw(st.integers(1, 4)))]
    for _ in range(draw(st.integers(0, 8))):
        texts.append(edited(rng.choice(texts), rng.choice([0, 0.02, 0.05, 0.3]), rng))
    names = [f"{number:02}" for number in range(len(texts))]
    rng.shuffle(names)
    return dict(zip(names, texts, strict=True))


@given(corpora())
@settings(max_examples=60)
def test_every_cluster_is_right_and_few_pairs_are_missed(texts: dict[str, str]) -> None:
    """Banding may miss a pair, never invent one, so found sets lie within those of all pairs."""
    truth = by_all_pairs(texts, 0.5)
    for cluster in clusters(compare(texts, LOOSE).rows):
        assert any(cluster <= each for each in truth)


def test_what_all_pairs_find_is_found() -> None:
    rng = random.Random(1)  # noqa: S311  # no secret
    texts: dict[str, str] = {}
    for number in range(40):
        text = words(f"{number}", 150)
        for copy, share in enumerate((0.0, 0.0, 0.01, 0.02)):
            texts[f"{number:02}-{copy}"] = edited(text, share, rng)
    assert clusters(compare(texts).rows) == by_all_pairs(texts, USUAL.threshold)


@given(corpora())
@settings(max_examples=40)
def test_the_similarity_is_exact_and_rounded_down(texts: dict[str, str]) -> None:
    names = {document_id(name): name for name in texts}
    for row in compare(texts, LOOSE).rows:
        text, kept = texts[row["source"]], texts[names[row["kept"]]]
        assert row["words"] == len(words_of(text))
        if row["rule"] == "near":
            assert words_of(text) != words_of(kept)
            assert 0 <= jaccard(text, kept) - row["similarity"] < 0.0001
        else:
            assert (words_of(text), row["similarity"]) == (words_of(kept), 1.0)
            assert (row["rule"] == "kept") == (row["id"] == row["kept"])


@given(corpora(), st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_the_order_in_which_documents_come_changes_no_line(
    texts: dict[str, str], rng: random.Random
) -> None:
    shuffled = list(texts.items())
    rng.shuffle(shuffled)
    assert compare(dict(shuffled), LOOSE).rows == compare(texts, LOOSE).rows


@given(corpora(), st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_other_names_for_the_same_documents_give_the_same_clusters(
    texts: dict[str, str], rng: random.Random
) -> None:
    new = list(texts)
    rng.shuffle(new)
    renamed = dict(zip(texts, new, strict=True))
    others = {renamed[name]: text for name, text in texts.items()}
    expected = {frozenset(map(renamed.__getitem__, each)) for each in clusters(compare(texts).rows)}
    assert clusters(compare(others).rows) == expected


@pytest.mark.parametrize("most", [1, 2, 7])
def test_spilling_to_the_disk_changes_nothing(most: int) -> None:
    rng = random.Random(7)  # noqa: S311  # no secret
    base = [f"{words(f'{n}', 90)} .\n{words(f'{n % 3} b', 12)}" for n in range(8)]
    texts = {f"{n}": edited(base[n % 8], 0.01 * (n % 3), rng) for n in range(24)}
    assert compare(texts, USUAL, most, most).rows == compare(texts).rows
    assert len(compare(texts).rows) > 20


def test_ten_thousand_equal_documents_are_one_cluster_and_hardly_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = _count_comparisons(monkeypatch)
    text = words("same", 50)
    rows = compare({f"{n:05}": text for n in range(10_000)}).rows
    assert [row["source"] for row in rows if row["kind"] == "document"] == [
        f"{n:05}" for n in range(10_000)
    ]
    assert {row["kept"] for row in rows if row["kind"] == "document"} == {"d-00000"}
    assert asked == []
    (shared,) = (row for row in rows if row["kind"] == "paragraph")
    assert (shared["documents"], shared["kept"]) == (10_000, 1)
    assert shared["ids"] == [f"d-{n:05}" for n in range(20)]


def test_thousands_of_near_copies_are_compared_once_and_are_one_cluster(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = _count_comparisons(monkeypatch)
    text = words("same", 120)
    outcome = compare({f"{n:04}": f"{text} {n:04}" for n in range(3000)}, Comparison(paragraphs=0))
    assert {row["kept"] for row in outcome.rows} == {"d-0000"}
    assert (len(outcome.rows), outcome.found.missed) == (3000, 0)
    assert len(asked) == 2 * 2999  # once to connect them, and once to tell of their similarity


def _count_comparisons(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    asked: list[int] = []
    common = MinHash.common

    def counted(self: MinHash, one: bytes, other: bytes) -> int:
        asked.append(1)
        return common(self, one, other)

    monkeypatch.setattr(MinHash, "common", counted)
    return asked


def test_a_copy_of_a_copy_is_told_with_its_own_similarity() -> None:
    row = [f"w{n}" for n in range(300)]
    texts = {f"{n}": " ".join(row[20 * n : 20 * n + 200]) for n in range(5)}
    rows, found = compare(texts, Comparison(prefer="first", paragraphs=0))
    assert [each["source"] for each in rows] == [*texts]
    assert rows[4]["similarity"] == pytest.approx(118 / 278, abs=0.0001)
    assert found.tally.distant == 3
    assert any("copies of another copy" in line for line in found.lines())


def test_empty_texts_are_never_copies_of_each_other() -> None:
    assert compare({"a": "", "b": "", "c": "…\n!", "d": "\ud800"}).rows == []


def test_texts_shorter_than_a_shingle_are_exact_copies_or_none() -> None:
    texts = {"a": "Hai từ", "b": "hai TỪ.", "c": "từ hai", "d": "từ", "e": "hai từ nữa"}
    assert clusters(compare(texts).rows) == {frozenset("ab")}


def test_tones_make_other_documents() -> None:
    texts = {tone: " ".join(f"{tone} {n}" for n in range(60)) for tone in ("má", "mà", "ma")}
    assert compare(texts).rows == []


def test_hostile_texts_are_compared_like_any_other() -> None:
    texts = {
        "million": "từ " * 1_000_000,
        "fewer": "từ " * 500_000,
        "half": words("a", 40) + " \ud800",
        "whole": words("a", 40),
        "marks": "a" + "\u0301\u0323" * 400 + " b c d",
    }
    rows = compare(texts).rows
    assert clusters(rows) == {frozenset({"million", "fewer"}), frozenset({"half", "whole"})}
    rules = {row["source"]: row["rule"] for row in rows if row["kind"] == "document"}
    assert rules == {"million": "kept", "fewer": "near", "half": "kept", "whole": "exact"}


def test_paragraphs_of_kept_documents_come_first() -> None:
    both, copied = words("both", 12), words("copied", 15)
    texts = {
        "a": f"{words('a', 80)}\n{both}",
        "b": f"{words('b', 80)}\n{both.upper()}!",
        "c": f"{words('c', 80)}\n{copied}",
        "d": f"{words('c', 80)}\n{copied}",
        "e": words("both", 9),
    }
    paragraphs = [row for row in compare(texts).rows if row["kind"] == "paragraph"]
    assert [(row["text"], row["documents"], row["kept"]) for row in paragraphs[:1]] == [
        (both, 2, 2)
    ]
    assert paragraphs[0]["ids"] == ["d-a", "d-b"]
    assert {(row["text"], row["kept"]) for row in paragraphs[1:]} == {
        (copied, 1),
        (words("c", 80), 1),
    }


def test_signatures_of_another_version_are_not_compared(tmp_path: Path) -> None:
    signed = Signer(USUAL, MinHash(USUAL.banding))(document("a", "một hai ba"))
    other = Signed("corpuskit-minhash-0", signed.entry, signed.shingles, signed.bands)
    with closing(Collected(tmp_path)) as collected:
        with pytest.raises(RunFailed, match="corpuskit-minhash-0 and corpuskit-minhash-1 cannot"):
            collected.add(other)
        assert len(collected) == 0


def report(folder: Path, **changes: Any) -> tuple[bytes, Found]:
    told = list[Progress]()
    asked = replace(job(folder), dry_run=True, **changes)
    with deduplicated(asked, Search(USUAL), told.append) as found:
        assert told[-1].done == told[-1].total
        return b"".join(found.report()), found


def test_every_source_is_told_of(tmp_path: Path) -> None:
    text = words("a", 40)
    parts = f"{words('b', 30)}\n---\nbad\n---\n{text.upper()}\n"
    fill(tmp_path, a_txt=f"{text}\n", b_parts=parts, c_txt="", d_odd="x", e_txt="bug\n")
    lines, found = report(tmp_path)
    assert found.lines() == [
        "5 sources: 2 read, 3 refused, 0 skipped; 4 documents",
        "1 cluster of copies: 1 kept, 1 exact, 0 near",
        f"characters: {2 * len(text) + len(words('b', 30))}, of them {len(text)} in copies",
        "1 paragraph in several documents, 0 of them in several kept ones",
        "refused: b.parts:2: bad part",
        "refused: d.odd: no reader takes '.odd'; name one with --reader",
        "refused: e.txt: internal error in labelling: ZeroDivisionError: a bug",
    ]
    rows = [json.loads(line) for line in lines.splitlines()[1:3]]
    assert [(row["source"], row["rule"]) for row in rows] == [
        ("a.txt", "kept"),
        ("b.parts/0003", "exact"),
    ]
    assert rows[1]["id"] == document_id("b.parts/0003")
    assert found.exit_code == 3


def test_the_order_of_the_inputs_changes_no_byte(tmp_path: Path) -> None:
    for n in range(9):
        fill(tmp_path, **{f"{n}_txt": words(f"{n % 4}", 50)})
    files = [str(path) for path in sorted(tmp_path.iterdir())]
    expected, _ = report(tmp_path)
    assert expected.count(b"\n") > 9
    for order in (files, files[::-1], files[4:] + files[:4]):
        assert report(tmp_path, inputs=tuple(order))[0] == expected


def test_without_numpy_one_line_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "corpuskit.duplicates.kernel")
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(UsageError, match=r"numpy is not installed.*pip install '\.\[dedupe\]'"):
        report(tmp_path / "none")


def test_a_name_that_is_not_unicode_is_refused(tmp_path: Path) -> None:
    class Naming:
        def document(self, raw: Any) -> Document:
            return document("\ud800" if raw.text == "odd" else "fine", raw.text)

    fill(tmp_path, a_txt="odd", b_txt="even")
    _, found = report(tmp_path, pipeline=Naming())
    assert (found.documents, found.refusals) == (
        1,
        ["refused: \\ud800: not as report: its name is not Unicode; rename it"],
    )


def test_scratch_files_are_gone_when_a_report_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    folder = fill(tmp_path / "in", a_txt=words("a", 30))
    with deduplicated(replace(job(folder), dry_run=True), Search(USUAL)):
        assert len(list(scratch.iterdir())) == 1
    assert list(scratch.iterdir()) == []
