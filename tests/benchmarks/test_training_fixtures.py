"""Pages that the trainer of markup takes out of the source archives of other tools."""

import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("scipy", reason="only training needs it")

from training.fixtures import FIXTURES, host_of, write_fixtures

FILLING = "<!-- -->" * 1000


def page(host: str, words: str) -> bytes:
    text = " ".join(f"{words} {number}." for number in range(200))
    head = f'<link rel="canonical" href="https://www.{host}/a">'
    return f"<html><head>{head}</head><body><p>{text}</p>{FILLING}</body></html>".encode()


def archive_of(path: Path, files: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return path


def written(folder: Path) -> dict[str, str]:
    """Give the hosts of the pages that were written, by their paths."""
    with zipfile.ZipFile(folder / FIXTURES) as archive:
        lines = archive.read("gold.jsonl").decode().splitlines()
        records = [json.loads(line) for line in lines]
        assert [r["file"] for r in records] == [n for n in archive.namelist() if n != "gold.jsonl"]
    return {record["id"].partition("!/")[2]: record["site"] for record in records}


def test_pages_are_taken_once_and_only_of_other_sites(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "html_aeb.zip", "w") as known:
        known.writestr("a.html", page("bao-mau.example", "một"))
        known.writestr("gold.jsonl", json.dumps({"id": "a", "file": "a.html", "gold": "một"}))
    files = {
        "tool/tests/a.html": page("bao-khac.example", "hai"),
        "tool/tests/b.html": page("bao-mau.example", "ba"),
        "tool/tests/copy.html": page("bao-khac.example", "hai"),
        "tool/tests/a/expected.html": page("bao-khac.example", "bốn"),
        "tool/tests/small.html": b"<p>nho</p>",
        "tool/tests/empty.html": FILLING.encode(),
        "tool/tests/a.txt": page("bao-khac.example", "năm"),
    }
    write_fixtures(tmp_path, [archive_of(tmp_path / "tool.tar.gz", files)])
    assert written(tmp_path) == {"tool/tests/a.html": "bao-khac.example"}


def test_the_same_archives_give_the_same_bytes(tmp_path: Path) -> None:
    archive = archive_of(tmp_path / "tool.tar.gz", {"a.html": page("bao.example", "một")})
    write_fixtures(tmp_path, [archive])
    first = (tmp_path / FIXTURES).read_bytes()
    write_fixtures(tmp_path, [archive])
    assert (tmp_path / FIXTURES).read_bytes() == first


@pytest.mark.parametrize(
    ("html", "host"),
    [
        ("<link rel=canonical href='https://m.bao.example/tin'>", "bao.example"),
        ('<meta property="og:url" content="https://www.bao.example/">', "bao.example"),
        ("<a href='https://a.example/1'></a><a href='https://a.example/2'>", "a.example"),
        ("<p>không có</p>", ""),
    ],
)
def test_the_host_of_a_page_is_what_it_names_else_what_it_links_to(html: str, host: str) -> None:
    assert host_of(html.encode()) == host
