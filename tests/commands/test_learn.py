"""`corpuskit learn`, `convert --profile` and `convert --learn`, as a user calls them."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpuskit import Profile, ReadingOptions, learn, read_documents, read_profile, write_profile
from corpuskit.errors import UsageError
from corpuskit.pipeline import PipelineOptions
from tests.profiles.planted import FOOT, MENU, body, page
from tests.running import Done, Run
from tests.strangers import run_corpuskit

PICTURE = b"\x89PNG\r\n\x1a\n\0\0"


def make_pages(folder: Path, site: str = "lang-che.vn", pages: int = 12) -> Path:
    (folder / site).mkdir(parents=True)
    for n in range(pages):
        text = page(MENU, body(n), f"Đã xem: {n} lần", FOOT)
        (folder / site / f"{n:02}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return make_pages(tmp_path / "pages")


def test_learn_writes_a_profile_and_says_what_it_found(
    corpuskit: Run, pages: Path, tmp_path: Path
) -> None:
    done = corpuskit("learn", pages, "-o", tmp_path / "p.toml")
    assert done == Done(
        0,
        "",
        "12 sources: 12 read, 0 refused, 0 skipped; 12 documents\n"
        "lang-che.vn: 8 lines and 1 pattern from 12 documents\n",
    )
    site = read_profile(tmp_path / "p.toml").site[0]
    assert {entry.text for entry in site.line} == {*MENU, *FOOT}
    assert [entry.text for entry in site.pattern] == ["đã xem: {number} lần"]


@pytest.mark.parametrize("place", [(), ("-o", "-")], ids=["no place", "a dash"])
def test_without_a_place_the_profile_goes_to_standard_output(
    place: tuple[str, ...], corpuskit: Run, pages: Path
) -> None:
    done = corpuskit("learn", pages, "--quiet", *place)
    assert (done.returncode, done.stderr) == (0, "")
    assert '\nname = "lang-che.vn"\n' in done.stdout


def test_another_profile_is_only_replaced_with_force(
    corpuskit: Run, pages: Path, tmp_path: Path
) -> None:
    file = tmp_path / "p.toml"
    file.write_text("# mine\n")
    done = corpuskit("learn", pages, "-o", file)
    assert (done.returncode, file.read_text()) == (2, "# mine\n")
    assert "p.toml says something else; use --force or name another file" in done.stderr
    assert corpuskit("learn", pages, "-o", file, "--force").returncode == 0
    assert corpuskit("learn", pages, "-o", file).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p.toml", "pages"]


def test_a_place_that_cannot_be_is_refused_before_anything_is_read(
    corpuskit: Run, pages: Path, tmp_path: Path
) -> None:
    for place in (tmp_path / "none" / "p.toml", tmp_path):
        done = corpuskit("learn", pages, "-o", place)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_bad_sources_are_refused_by_name(corpuskit: Run, pages: Path, tmp_path: Path) -> None:
    (pages / "picture.txt").write_bytes(PICTURE)
    (pages / ".hidden").write_text("x")
    done = corpuskit("learn", pages, "-o", tmp_path / "p.toml")
    assert done.returncode == 3
    lines = done.stderr.splitlines()
    assert lines[0] == "14 sources: 12 read, 1 refused, 1 skipped; 12 documents"
    assert lines[-1].startswith("refused: picture.txt: ")
    assert read_profile(tmp_path / "p.toml").site[-1].line


def test_no_document_at_all_is_no_success(corpuskit: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(PICTURE)
    assert corpuskit("learn", tmp_path / "a.txt", "--quiet").returncode == 3
    assert corpuskit("learn", tmp_path / "none").returncode == 2


def test_the_order_of_the_sources_and_the_hash_seed_change_nothing(
    pages: Path, tmp_path: Path
) -> None:
    parts = sorted((pages / "lang-che.vn").iterdir())
    seeds = ("0", "1", "4711")
    orders = (parts, parts[::-1], parts[5:] + parts[:5])
    written = {
        run_corpuskit("learn", *order, "-q", beside=tmp_path, PYTHONHASHSEED=seed).stdout
        for seed, order in zip(seeds, orders, strict=True)
    }
    assert len(written) == 1
    assert str(tmp_path) not in written.pop()


def kept(out: Path) -> list[str]:
    lines = (out / "jsonl" / "corpus.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


BODIES = ["\n".join(body(n)) for n in range(12)]


def test_convert_with_a_profile_keeps_the_articles_alone(
    corpuskit: Run, pages: Path, tmp_path: Path
) -> None:
    profile, out = tmp_path / "p.toml", tmp_path / "out"
    corpuskit("learn", pages, "-o", profile)
    done = corpuskit("convert", pages, "-o", out, "--to", "jsonl", "--profile", profile)
    assert done.returncode == 0
    assert [text.split("\n", 1)[1] for text in kept(out)] == [b.split("\n", 1)[1] for b in BODIES]
    sha256 = hashlib.sha256((out / "profile.toml").read_bytes()).hexdigest()
    assert f"profile: SHA-256 {sha256}, 96 lines labelled\n" in done.stderr
    run = json.loads((out / ".corpuskit" / "run.json").read_bytes())
    assert run["settings"]["profile"] == sha256


def test_a_profile_that_knows_no_line_is_told(corpuskit: Run, pages: Path, tmp_path: Path) -> None:
    corpuskit("learn", make_pages(tmp_path / "more", "b.vn"), pages, "-o", tmp_path / "p.toml")
    file = pages / "lang-che.vn" / "03.txt"
    words = ("convert", file, "-o", tmp_path / "out", "--profile", tmp_path / "p.toml")
    told = corpuskit(*words).stderr
    assert "0 lines labelled; if it should, name the site of the documents with --site\n" in told
    named = corpuskit(*words[:3], tmp_path / "out2", *words[4:], "--site", "lang-che.vn").stderr
    assert ", 8 lines labelled\n" in named


def test_convert_learns_and_converts_in_one_run(
    corpuskit: Run, pages: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    corpuskit("learn", pages, "-o", tmp_path / "p.toml")
    done = corpuskit("convert", pages, "-o", out, "--to", "jsonl", "--learn")
    assert done.returncode == 0
    assert "lang-che.vn: 8 lines and 1 pattern from 12 documents\n" in done.stderr
    assert (out / "profile.toml").read_bytes() == (tmp_path / "p.toml").read_bytes()
    assert "profile.toml" in json.loads((out / ".corpuskit" / "run.json").read_bytes())["files"]
    again = corpuskit("convert", pages, "-o", out, "--to", "jsonl", "--learn", "--quiet")
    assert again == Done(0, "", "")


def test_an_output_made_with_another_profile_is_not_written_over(
    corpuskit: Run, pages: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    corpuskit("convert", pages, "-o", out, "--learn", "--quiet")
    done = corpuskit("convert", pages, "-o", out, "--quiet")
    assert done.returncode == 4
    assert "profile: " in done.stderr
    assert corpuskit("convert", pages, "-o", out, "--quiet", "--force").returncode == 0
    assert not (out / "profile.toml").exists()


def test_a_file_of_the_user_is_not_taken_for_the_profile_of_a_run(
    corpuskit: Run, pages: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "profile.toml").write_text("# mine\n")
    done = corpuskit("convert", pages, "-o", out, "--learn", "--quiet")
    assert (done.returncode, (out / "profile.toml").read_text()) == (4, "# mine\n")


def test_restore_gives_the_sources_of_a_run_with_a_profile(
    corpuskit: Run, pages: Path, tmp_path: Path
) -> None:
    corpuskit("convert", pages, "-o", tmp_path / "out", "--learn", "--quiet")
    assert corpuskit("restore", tmp_path / "out", "-o", tmp_path / "back").returncode == 0
    for file in (pages / "lang-che.vn").iterdir():
        assert (tmp_path / "back" / "lang-che.vn" / file.name).read_bytes() == file.read_bytes()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--learn", "--profile", "p.toml"), "p.toml cannot be read"),
        (("--profile", "none.toml"), "none.toml cannot be read: no such file or directory"),
    ],
)
def test_wrong_usage_is_named(
    corpuskit: Run, pages: Path, tmp_path: Path, words: tuple[str, ...], message: str
) -> None:
    done = corpuskit("convert", pages, "-o", tmp_path / "out", *words)
    assert (done.returncode, (tmp_path / "out").exists()) == (2, False)
    assert message in done.stderr


def test_two_profiles_are_one_too_many(corpuskit: Run, pages: Path, tmp_path: Path) -> None:
    corpuskit("learn", pages, "-o", tmp_path / "p.toml")
    done = corpuskit(
        "convert", pages, "-o", tmp_path / "o", "--learn", "--profile", tmp_path / "p.toml"
    )
    assert done.stderr.endswith("--profile and --learn name two profiles; choose one of them\n")


def test_standard_input_cannot_be_learned_and_converted(corpuskit: Run) -> None:
    done = corpuskit("convert", "-", "--learn")
    assert (done.returncode, "standard input cannot be read twice" in done.stderr) == (2, True)


def test_a_faulty_profile_is_refused_with_its_entry(
    corpuskit: Run, pages: Path, tmp_path: Path
) -> None:
    file = tmp_path / "p.toml"
    file.write_text('[[site]]\nname = "a.vn"\n[[site.line]]\ntext = "x"\nconfidence = 2.0\n')
    done = corpuskit("convert", pages, "-o", tmp_path / "out", "--profile", file)
    assert done.returncode == 2
    assert "p.toml: site 1 (“a.vn”), line 1 (“x”), key 'confidence'" in done.stderr


def test_inspect_explains_what_the_profile_knows(
    corpuskit: Run, pages: Path, tmp_path: Path
) -> None:
    corpuskit("learn", pages, "-o", tmp_path / "p.toml")
    file = pages / "lang-che.vn" / "03.txt"
    done = corpuskit("inspect", file, "--profile", tmp_path / "p.toml", "--site", "lang-che.vn")
    assert "rule chrome.profile: The profile of the site knows the line" in done.stdout
    assert "evidence “Bến sông (12 of 12 documents)”" in done.stdout


def test_the_site_can_be_named(corpuskit: Run, tmp_path: Path) -> None:
    make_pages(tmp_path, "some-folder")
    done = corpuskit("learn", tmp_path / "some-folder", "--site", "b.vn", "--quiet")
    assert '\nname = "b.vn"\n' in done.stdout


def test_learning_from_python_gives_the_same_profile(
    corpuskit: Run, pages: Path, tmp_path: Path
) -> None:
    corpuskit("learn", pages, "-o", tmp_path / "p.toml")
    profile = learn(pages)
    assert profile == read_profile(tmp_path / "p.toml")
    options = ReadingOptions(PipelineOptions(profile=profile))
    documents = list(read_documents(pages, options=options))
    assert [document.text.split("\n", 1)[1] for document in documents] == [
        text.split("\n", 1)[1] for text in BODIES
    ]
    write_profile(profile, tmp_path / "q.toml")
    assert (tmp_path / "q.toml").read_bytes() == (tmp_path / "p.toml").read_bytes()
    with pytest.raises(UsageError, match="says something else"):
        write_profile(Profile(), tmp_path / "q.toml")


def test_a_refused_source_is_told_in_python(pages: Path) -> None:
    (pages / "bad.txt").write_bytes(PICTURE)
    told: list[str] = []
    learn(pages, on_refused=told.append)
    assert [text.split(":")[0] for text in told] == ["bad.txt"]
    with pytest.warns(RuntimeWarning, match=r"refused: bad\.txt"):
        learn(pages)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_no_scratch_files(number: int, tmp_path: Path) -> None:
    make_pages(tmp_path / "pages", pages=600)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    command = [str(Path(sys.executable).parent / "corpuskit"), "learn", "pages", "-o", "p.toml"]
    with subprocess.Popen(  # noqa: S603  # our own words
        command, cwd=tmp_path, env={**os.environ, "TMPDIR": str(scratch)},
        stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        deadline = time.monotonic() + 30
        while not any(scratch.glob("corpuskit-*")) and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(number)
        assert process.wait(30) == 128 + number
    assert list(scratch.iterdir()) == []
    assert not (tmp_path / "p.toml").exists()
