"""Archives, tables and crawls on the command line: convert, inspect, learn and restore."""

import io
import json
import sys
from pathlib import Path

import pytest

from tests.run_fakes import tree
from tests.running import Run
from tests.stream_samples import (
    CRAWL,
    FILES,
    PAGE,
    ROWS,
    SAMPLES,
    TEXT,
    as_lines,
    as_parquet,
    packed,
    response,
    zipped,
)

ONE = zipped({"hai.txt": TEXT})


def put(folder: Path, **files: bytes) -> Path:
    """Write files named by keywords, "_" for the dot, and give their folder."""
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name.replace("_", ".")).write_bytes(data)
    return folder


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, data in SAMPLES.items():
        (folder / name).write_bytes(data)
    return folder


def test_every_kind_of_source_becomes_documents_the_same_bytes_each_time(
    corpuskit: Run, samples: Path, tmp_path: Path
) -> None:
    words = ("--to", "json", "--to", "tei", "--to", "csv")
    done = corpuskit("convert", samples, "-o", tmp_path / "out", *words)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[:2] == [
        "25 sources: 17 converted, 0 warned, 0 refused, 8 skipped, out of 10 containers",
        f"17 documents written in {tmp_path / 'out'}",
    ]
    assert corpuskit("convert", samples, "-o", tmp_path / "again", *words).returncode == 0
    first = tree(tmp_path / "out")
    assert tree(tmp_path / "again") == first
    assert corpuskit("convert", samples, "-o", tmp_path / "out", *words).returncode == 0
    assert tree(tmp_path / "out") == first


def test_members_have_files_and_folders_named_after_their_containers(
    corpuskit: Run, tmp_path: Path
) -> None:
    source = put(tmp_path / "in", a_zip=zipped(FILES), b_jsonl=as_lines(ROWS[:2]))
    corpuskit("convert", source, "-o", tmp_path / "out", "--to", "tei", "-q")
    files = sorted(path for path in tree(tmp_path / "out/tei") if "!" in path)
    assert files == [
        "a.zip!/hai.txt.xml",
        "a.zip!/trang/một.html.xml",
        "b.jsonl!/1.xml",
        "b.jsonl!/2.xml",
    ]


def test_why_records_of_a_crawl_were_passed_over_is_counted_in_one_line(
    corpuskit: Run, tmp_path: Path
) -> None:
    crawl = packed((*CRAWL, response(b"gone", "404 Not Found")))
    source = put(tmp_path / "in", a_warc_gz=crawl)
    done = corpuskit("convert", source, "-o", tmp_path / "out")
    lines = done.stderr.splitlines()
    assert done.returncode == 0
    assert lines[0] == (
        "6 sources: 1 converted, 0 warned, 0 refused, 5 skipped, out of 1 container"
    )
    causes = "status 404 2, media type image/png 1, record type request 1, record type warcinfo 1"
    assert [line for line in lines if line.startswith("skipped")] == [f"skipped: {causes}"]


def test_what_is_wrong_with_a_record_of_a_crawl_is_a_warning_and_in_the_archive(
    corpuskit: Run, tmp_path: Path
) -> None:
    digest = "sha1:" + "A" * 32
    crawl = packed((response(PAGE, WARC_Payload_Digest=digest, WARC_Truncated="length"),))
    source = put(tmp_path / "in", a_warc_gz=crawl)
    done = corpuskit("convert", source, "-o", tmp_path / "out")
    assert done.returncode == 0
    assert [line for line in done.stderr.splitlines() if line.startswith("warning")] == [
        "warnings: digest-differs 1, truncated 1",
        "warning: a.warc.gz!/00000001: the crawler cut it: WARC-Truncated says 'length'",
        "warning: a.warc.gz!/00000001: WARC-Payload-Digest is not that of the record",
    ]
    record = json.loads((tmp_path / "out/json/corpus.jsonl").read_text("utf-8"))
    assert [warning["code"] for warning in record["warnings"]] == ["truncated", "digest-differs"]
    assert {"kind": "digest", "name": "WARC-Payload-Digest", "value": digest} in (
        record["source"]["stated"]
    )


def test_restore_writes_members_and_rows_as_files_below_their_containers(
    corpuskit: Run, tmp_path: Path
) -> None:
    source = put(tmp_path / "in", a_zip=zipped(FILES), b_jsonl=as_lines(ROWS[:2]), c_txt=TEXT)
    corpuskit("convert", source, "-o", tmp_path / "out", "-q")
    done = corpuskit("restore", tmp_path / "out", "-o", tmp_path / "back")
    assert (done.returncode, done.stderr) == (
        0,
        f"5 restored to {tmp_path / 'back'}, 0 there already, 0 failed\n",
    )
    assert tree(tmp_path / "back") == {
        "a.zip!/hai.txt": TEXT,
        "a.zip!/trang/một.html": PAGE,
        "b.jsonl!/1": ROWS[0]["text"].encode(),
        "b.jsonl!/2": ROWS[1]["text"].encode(),
        "c.txt": TEXT,
    }


def test_an_export_read_again_is_the_same_export(corpuskit: Run, tmp_path: Path) -> None:
    source = put(tmp_path / "in", a_zip=zipped(FILES), c_txt=TEXT)
    corpuskit("convert", source, "-o", tmp_path / "out", "-q")
    corpus = tmp_path / "out/json/corpus.jsonl"
    done = corpuskit("convert", corpus, "-o", tmp_path / "again", "-q")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "again/json/corpus.jsonl").read_bytes() == corpus.read_bytes()


def test_one_document_of_an_archive_fits_on_standard_output(corpuskit: Run, tmp_path: Path) -> None:
    source = put(tmp_path / "in", a_zip=ONE)
    done = corpuskit("convert", source / "a.zip", "--to", "jsonl", "-q")
    assert (done.returncode, json.loads(done.stdout)["source"]) == (0, "a.zip!/hai.txt")


@pytest.mark.parametrize("form", ["json", "jsonl", "tei", "csv"])
def test_several_documents_of_an_archive_are_refused_before_anything_is_printed(
    corpuskit: Run, tmp_path: Path, form: str
) -> None:
    source = put(tmp_path / "in", a_zip=zipped(FILES))
    done = corpuskit("convert", source / "a.zip", "--to", form)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "error: a.zip holds several documents, which do not fit on standard output; "
        "name a folder with -o\n"
    )


def test_a_dry_run_counts_members_and_writes_nothing(corpuskit: Run, tmp_path: Path) -> None:
    source = put(tmp_path / "in", a_zip=zipped(FILES))
    before = tree(tmp_path)
    done = corpuskit("convert", source, "--dry-run")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines()[:2] == [
        "2 sources: 2 converted, 0 warned, 0 refused, 0 skipped, out of 1 container",
        "2 documents would be written",
    ]
    assert tree(tmp_path) == before


def test_inspect_shows_every_document_of_an_archive(corpuskit: Run, tmp_path: Path) -> None:
    source = put(tmp_path / "in", a_zip=zipped(FILES))
    done = corpuskit("inspect", source / "a.zip")
    names = [line for line in done.stdout.splitlines() if line and not line.startswith(" ")]
    assert (done.returncode, names) == (0, ["a.zip!/trang/một.html", "a.zip!/hai.txt"])


def test_a_profile_is_learned_of_members_as_of_files(corpuskit: Run, tmp_path: Path) -> None:
    pages = {
        f"bao.example/{n}.txt": (
            f"Trang chủ của báo\n\nBài viết số {n} kể về một việc khác hẳn ở làng {n}.\n" * 1
            + "\nHộp thư tòa soạn\n"
        ).encode()
        for n in range(8)
    }
    source = put(tmp_path / "in", a_zip=zipped(pages))
    done = corpuskit("learn", source, "-o", tmp_path / "p.toml")
    assert done.returncode == 0
    assert done.stderr.splitlines()[0] == ("8 sources: 8 read, 0 refused, 0 skipped; 8 documents")


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (
            ["--max-member", "100"],
            "a.zip!/trang/một.html: too large; 100 bytes are allowed; see --max-member",
        ),
        (
            ["--max-members", "1"],
            "a.zip: too many members; 1 are allowed; see --max-members",
        ),
    ],
)
def test_limits_of_the_command_line_are_kept_and_named(
    corpuskit: Run, tmp_path: Path, words: list[str], refusal: str
) -> None:
    source = put(tmp_path / "in", a_zip=zipped(FILES))
    done = corpuskit("convert", source, "-o", tmp_path / "out", "-q", *words)
    assert (done.returncode, done.stderr) == (3, f"{refusal}\n")
    assert len((tmp_path / "out/json/corpus.jsonl").read_bytes().splitlines()) == 1


def test_a_container_in_a_container_is_opened_when_it_is_allowed(
    corpuskit: Run, tmp_path: Path
) -> None:
    source = put(tmp_path / "in", a_zip=zipped({"b.zip": zipped(FILES), "c.txt": TEXT}))
    done = corpuskit("convert", source, "-o", tmp_path / "out", "-q")
    assert (done.returncode, done.stderr) == (
        3,
        "a.zip!/b.zip: is a container inside another; allow it with --max-depth\n",
    )
    done = corpuskit("convert", source, "-o", tmp_path / "two", "--max-depth", "2")
    assert done.returncode == 0
    assert done.stderr.splitlines()[0] == (
        "3 sources: 3 converted, 0 warned, 0 refused, 0 skipped, out of 2 containers"
    )


def test_a_folder_made_with_other_limits_is_not_mixed(corpuskit: Run, tmp_path: Path) -> None:
    source = put(tmp_path / "in", a_zip=zipped(FILES))
    corpuskit("convert", source, "-o", tmp_path / "out", "-q")
    done = corpuskit("convert", source, "-o", tmp_path / "out", "-q", "--max-member", "100")
    assert done.returncode == 4
    assert "was made with other options (limits: " in done.stderr


def test_fields_of_a_table_are_named_on_the_command_line(corpuskit: Run, tmp_path: Path) -> None:
    row = {"text": "không phải", "bài": {"chữ": "Đây mới là bài."}, "khoá": "7"}
    source = put(tmp_path / "in", a_jsonl=as_lines((row,)))
    words = ("--text-field", "bài.chữ", "--id-field", "khoá", "--to", "jsonl", "-q")
    done = corpuskit("convert", source / "a.jsonl", *words)
    found = json.loads(done.stdout)
    assert (found["text"], found["metadata"]["source_id"]) == ("Đây mới là bài.", "7")


def test_rows_of_standard_input_become_documents(
    corpuskit: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(as_lines())))
    done = corpuskit("convert", "-", "--reader", "jsonl", "-o", tmp_path / "out", "--to", "tei")
    assert done.returncode == 0
    names = [name for name in tree(tmp_path / "out/tei") if "!" in name]
    assert names == ["stdin!/1.xml", "stdin!/2.xml", "stdin!/3.xml"]


def test_a_parquet_file_of_standard_input_is_read_too(
    corpuskit: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(as_parquet(ROWS[:1]))))
    done = corpuskit("convert", "-", "--reader", "parquet", "--to", "jsonl", "-q")
    assert (done.returncode, json.loads(done.stdout)["text"]) == (0, ROWS[0]["text"])


def test_a_forced_table_is_for_what_lies_in_containers_too(corpuskit: Run, tmp_path: Path) -> None:
    source = put(tmp_path / "in", a_zip=zipped({"rows.dat": as_lines(), "more.jsonl": as_lines()}))
    done = corpuskit("sources", source, "--reader", "jsonl", "--json")
    names = [json.loads(line)["name"] for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert names == [
        *(f"a.zip!/rows.dat!/{number}" for number in (1, 2, 3)),
        "a.zip!/rows.dat",
        *(f"a.zip!/more.jsonl!/{number}" for number in (1, 2, 3)),
        "a.zip!/more.jsonl",
        "a.zip",
    ]


def test_html_in_a_table_is_read_as_html_and_keeps_its_warnings(
    corpuskit: Run, tmp_path: Path
) -> None:
    row = json.dumps({"html": PAGE.decode() + "X"}).encode()[:-3] + b'\\ud800"}\n'
    source = put(tmp_path / "in", a_jsonl=row)
    done = corpuskit("sources", source, "--json")
    found = json.loads(done.stdout.splitlines()[0])
    assert (found["reader"], found["warnings"][0]) == ("html", "lone-surrogate")


def test_what_came_back_from_tei_is_counted_as_not_to_be_restored(
    corpuskit: Run, tmp_path: Path
) -> None:
    source = put(tmp_path / "in", a_html=PAGE)
    corpuskit("convert", source, "-o", tmp_path / "tei", "--to", "tei")
    again = corpuskit("convert", tmp_path / "tei/tei/a.xml", "-o", tmp_path / "json")
    assert "notes: json: sources that restore cannot write 1" in again.stderr.splitlines()
    (line, _) = (tmp_path / "json/.corpuskit/ledger.jsonl").read_text("utf-8").splitlines()
    assert '"notes":{"json: sources that restore cannot write":1}' in line
    back = corpuskit("restore", tmp_path / "json", "-o", tmp_path / "back")
    assert (back.returncode, tree(tmp_path / "back")) == (3, {})
    assert "a.html: does not give the bytes that its record states; the record" in back.stderr


def test_what_can_be_restored_has_no_note(corpuskit: Run, samples: Path, tmp_path: Path) -> None:
    first = corpuskit("convert", samples, "-o", tmp_path / "out")
    second = corpuskit("convert", tmp_path / "out/json/corpus.jsonl", "-o", tmp_path / "again")
    assert "notes: " not in first.stderr + second.stderr
