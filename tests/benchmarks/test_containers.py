"""The generated pages are the same in every form: each reader gives all of them."""

from pathlib import Path

import pytest

from containers import FORMS, make_pages, missing, write_forms
from corpuskit.loading.plugins import find_plugins
from corpuskit.text.markup import shown_blocks
from quality.html_records import HtmlRecord
from quality.html_tools import html_reader
from reading import read

COUNT = 3


def test_the_same_number_gives_the_same_pages() -> None:
    assert make_pages(COUNT) == make_pages(COUNT + 1)[:COUNT]


def test_a_page_of_html_shows_its_text_between_menus_and_footer() -> None:
    (page,) = make_pages(1)
    raw = html_reader()(HtmlRecord("a", page.html.encode()))
    shown = [block.text for block in shown_blocks(raw) if not block.block.layout.attribute]
    parts = [" ".join(part.split()) for part in page.text.split("\n\n") if part.strip()]
    title, *paragraphs = parts[:-1]  # the last is the furniture of a page of flat text
    start = shown.index(title)
    behind = start + 3  # two links stand below the title
    assert shown[behind : behind + len(paragraphs)] == paragraphs
    assert shown[0] == "Thời sự"
    assert shown[-1].startswith("© 2023")


@pytest.mark.parametrize("name", FORMS)
def test_every_reader_gives_all_pages(tmp_path: Path, name: str) -> None:
    form = FORMS[name]
    readers = {reader.name for reader in find_plugins({}).tools().readers}
    assert missing(form, readers) == ""
    folder = tmp_path / "pages"
    folder.mkdir()
    form.write(folder, make_pages(COUNT))
    assert read(folder, tmp_path)() == COUNT


def test_a_form_that_nobody_reads_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("containers.FORMS", {"txt": FORMS["txt"]._replace(reader="nobody")})
    assert write_forms(tmp_path, []) == {}
    assert capsys.readouterr().err == "no row 'txt': there is no reader 'nobody'\n"
