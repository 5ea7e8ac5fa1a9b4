"""Tables that say of sources what these do not say of themselves."""

import csv
import tracemalloc
from collections.abc import Iterable
from pathlib import Path

import pytest

from corpuskit.errors import UsageError
from corpuskit.files.sidecar import Sidecar
from corpuskit.model import Stated

NAMES = ("a.html", "x/a.html", "x/b.html", "crawl.zip!/d/c.html")


def table(folder: Path, text: str | bytes, name: str = "list.csv") -> str:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


def values(said: Iterable[Stated]) -> list[str]:
    return [statement.value for statement in said]


def test_a_row_becomes_statements_that_name_the_table_and_the_column(tmp_path: Path) -> None:
    path = table(tmp_path, "path,Title,date,Note\nx/b.html, Ngày hội ,2023-05-18,=1+1\n")
    assert Sidecar(path).statements("x/b.html") == (
        Stated("title", "list.csv: Title", "Ngày hội"),
        Stated("published", "list.csv: date", "2023-05-18"),
        Stated("", "list.csv: Note", "=1+1"),
    )


@pytest.mark.parametrize(
    ("key", "name", "urls", "found"),
    [
        ("x/a.html", "x/a.html", (), ["A"]),
        ("./x/a.html", "x/a.html", (), ["A"]),
        ("x\\a.html", "x/a.html", (), ["A"]),
        ("b.html", "x/b.html", (), ["A"]),
        ("c.html", "crawl.zip!/d/c.html", (), ["A"]),
        ("d/c.html", "crawl.zip!/d/c.html", (), ["A"]),
        ("crawl.zip!/d/c.html", "crawl.zip!/d/c.html", (), ["A"]),
        ("x/a.html", "a.html", (), []),  # two sources are called a.html
        ("a.html", "x/a.html", (), []),
        ("B.html", "x/b.html", (), []),
        ("https://bao.vn/1", "x/b.html", ("http://www.bao.vn/1/",), ["A"]),
        ("https://bao.vn/1", "x/b.html", ("https://bao.vn/2", "https://bao.vn/1#x"), ["A"]),
        ("https://bao.vn/1", "x/b.html", ("https://khac.vn/1",), []),
        ("https://bao.vn/1", "https://bao.vn/1", (), []),
    ],
)
def test_a_row_is_found_by_name_by_base_name_or_by_address(
    tmp_path: Path, key: str, name: str, urls: tuple[str, ...], found: list[str]
) -> None:
    sidecar = Sidecar(table(tmp_path, f"source,title\n{key},A\n"), NAMES)
    assert values(sidecar.statements(name, urls)) == found
    assert list(sidecar.unused()) == ([] if found else [f"row 2: {shown(key)}"])


def shown(key: str) -> str:
    return key.removeprefix("https://").replace("\\", "/").removeprefix("./")


def test_without_the_names_of_the_run_no_name_without_folders_counts(tmp_path: Path) -> None:
    path = table(tmp_path, "file,title\nb.html,A\n")
    assert Sidecar(path).statements("x/b.html") == ()
    assert values(Sidecar(path).statements("b.html")) == ["A"]


def test_a_name_without_folders_that_two_rows_have_is_not_used(tmp_path: Path) -> None:
    sidecar = Sidecar(table(tmp_path, "file,title\np/b.html,A\nq/b.html,B\n"), NAMES)
    assert sidecar.statements("x/b.html") == ()


def test_the_very_name_goes_before_the_address(tmp_path: Path) -> None:
    text = "path,url,title\nx/a.html,https://bao.vn/1,A\nx/b.html,https://bao.vn/2,B\n"
    sidecar = Sidecar(table(tmp_path, text), NAMES)
    assert values(sidecar.statements("x/a.html", ["https://bao.vn/2"])) == ["https://bao.vn/1", "A"]
    assert values(sidecar.statements("new", ["https://bao.vn/2"])) == ["https://bao.vn/2", "B"]


def test_all_rows_of_a_source_speak_and_those_that_none_asked_for_are_named(tmp_path: Path) -> None:
    text = "path,title\na.html,A\n\nb.html,B\na.html,C\nc.html,D\n,E\n"
    sidecar = Sidecar(table(tmp_path, text))
    assert values(sidecar.statements("a.html")) == ["A", "C"]
    assert list(sidecar.unused()) == ["row 4: b.html", "row 6: c.html", "row 7: "]
    assert len(sidecar) == 5


def test_answers_do_not_depend_on_what_was_asked_before(tmp_path: Path) -> None:
    path = table(tmp_path, "path,title\na.html,A\nb.html,B\n")
    first, second = Sidecar(path, NAMES), Sidecar(path, NAMES)
    asked = [first.statements(name) for name in ("a.html", "b.html", "x/b.html", "a.html")]
    again = [second.statements(name) for name in ("a.html", "x/b.html", "b.html", "a.html")]
    assert asked == [again[0], again[2], again[1], again[3]]


@pytest.mark.parametrize(
    "text",
    [
        "path;title\na.html;A, B\n",
        "path\ttitle\na.html\tA, B\n",
        'path,title\r\n"a.html","A, B"\r\n',
        '\ufeff"path","title"\na.html,"A, B"',
        "﻿path;title;x,y\na.html;A, B;1\n",
        'title,"path"\n"A, B",a.html\n',
    ],
)
def test_delimiters_byte_order_marks_and_line_ends_are_seen(tmp_path: Path, text: str) -> None:
    assert "A, B" in values(Sidecar(table(tmp_path, text)).statements("a.html"))


@pytest.mark.parametrize(
    ("text", "key", "message"),
    [
        ("path,title\na,b,c\n", "", "list.csv row 2: 3 cells below a header of 2"),
        ("path,title\na,b\nc\n", "", "list.csv row 3: 1 cells below a header of 2"),
        (
            "title,date\na,b\n",
            "",
            "call the one with paths 'path' or the one with addresses 'url': title, date",
        ),
        ("", "", "the table is empty; begin it with a row of column names"),
        ("path|title\na|b\n", "", "its only column is called 'path|title'; part columns by commas"),
        ("a\x1b[2J,b\n", "", "with addresses 'url': a\\x1b[2J, b"),
        ("path,Path\na,b\n", "", "two columns are called 'Path'"),
        ("path,\na,b\n", "", "a column has no name"),
        ("path,title\n", "tên", "no column is called 'tên'; there are: path, title"),
        (b"path,title\na,\xff\n", "", "not UTF-8; save it as UTF-8"),
        (b"path,title\na,\xff\n", "", "list.csv: not UTF-8"),
        ("path,title\na,b\n".encode("utf-16-le"), "", "list.csv"),
        ('path,title\na,"b\n', "", "list.csv row 2: unexpected end of data"),
        ('path,title\na,"b"c\n', "", "list.csv row 2: "),
    ],
)
def test_what_is_wrong_with_a_table_is_named(
    tmp_path: Path, text: str | bytes, key: str, message: str
) -> None:
    with pytest.raises(UsageError) as refused:
        Sidecar(table(tmp_path, text), key=key)
    assert message in str(refused.value)
    assert "list.csv" in str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "utf-8-sig"])
def test_a_table_is_read_as_spreadsheets_save_it(tmp_path: Path, encoding: str) -> None:
    path = table(tmp_path, "path\ttitle\r\na.html\tĐường\r\n".encode(encoding))
    assert values(Sidecar(path).statements("a.html")) == ["Đường"]


def test_used_rows_with_the_key_of_an_earlier_one_are_named(tmp_path: Path) -> None:
    text = "path,title\na.html,A\nb.html,B\n./a.html,C\nb.html,D\n,E\n,F\na.html,G\n"
    sidecar = Sidecar(table(tmp_path, text))
    assert list(sidecar.rivals()) == []
    sidecar.statements("a.html")
    assert list(sidecar.rivals()) == ["row 4, as row 2: a.html", "row 8, as row 2: a.html"]


def test_a_table_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.csv cannot be read: no such file"):
        Sidecar(str(tmp_path / "none.csv"))


def test_the_user_may_name_the_column_of_the_key(tmp_path: Path) -> None:
    path = table(tmp_path, "path,Tệp,title\nx,a.html,A\n")
    assert values(Sidecar(path, key="tệp").statements("a.html")) == ["x", "A"]
    assert Sidecar(path, key="tệp").statements("x") == ()


def test_control_characters_of_the_name_of_a_table_reach_no_message(tmp_path: Path) -> None:
    path = table(tmp_path, "a,b\n", "\x1b[31m.csv")
    with pytest.raises(UsageError) as refused:
        Sidecar(path)
    assert "\x1b" not in str(refused.value)


def test_texts_in_a_table_are_read_over_and_the_limit_of_the_csv_module_stays(
    tmp_path: Path,
) -> None:
    before = csv.field_size_limit()
    sidecar = Sidecar(table(tmp_path, f"path,text,title\na.html,{'x' * 300_000},A\n"))
    assert values(sidecar.statements("a.html")) == ["A"]
    assert csv.field_size_limit() == before


def test_memory_does_not_grow_with_the_table(tmp_path: Path) -> None:
    cell = "x" * 500
    text = "path,title,note\n" + "".join(f"{n}.html,{n},{cell}\n" for n in range(20_000))
    path = table(tmp_path, text)
    del text
    tracemalloc.start()
    sidecar = Sidecar(path, (f"x/{n}.html" for n in range(20_000)))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2_000_000
    assert values(sidecar.statements("x/19999.html"))[:1] == ["19999"]
    assert len(list(sidecar.unused())) == 19_999


def test_a_table_leaves_nothing_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path / "scratch"))
    (tmp_path / "scratch").mkdir()
    sidecar = Sidecar(table(tmp_path, "path,title\na.html,A\n"))
    sidecar.close()
    assert list((tmp_path / "scratch").iterdir()) == []


def test_a_quotation_in_a_key_is_no_command(tmp_path: Path) -> None:
    name = "a'); DROP TABLE rows; --.html"
    sidecar = Sidecar(table(tmp_path, f'path,title\n"{name}",A\n'))
    assert values(sidecar.statements(name)) == ["A"]


@pytest.mark.parametrize("name", ["", "\ud800.html", "a" * 100_000, "\x00", "!/", "/"])
def test_any_name_may_be_asked_for(tmp_path: Path, name: str) -> None:
    sidecar = Sidecar(table(tmp_path, "path,title\na.html,A\n"), NAMES)
    assert sidecar.statements(name, (name,)) == ()
