"""Pages whose scripts show what the source hides."""

import pytest

from corpuskit import DocumentWarning, RawDocument, RawFile
from corpuskit_html.reader import HtmlReader

SENTENCE = "Cây cầu dài 24 mét, rộng 3,5 mét, do nhân dân trong xã đóng góp ngày công và vật liệu. "
TEXT = f"<p>{SENTENCE * 6}</p>" * 2


def read(body: str) -> RawDocument:
    (raw,) = HtmlReader().read(RawFile("a.html", f"<html><body>{body}</body></html>".encode()))
    assert isinstance(raw, RawDocument)
    return raw


@pytest.mark.parametrize(
    "page",
    [
        f"<p>Chờ một chút</p><div hidden>{TEXT}</div>",
        f'<div style="display:none">{TEXT}<img alt="cầu mới"></div>',
    ],
)
def test_a_page_that_hides_all_its_text_is_read_as_if_it_showed_it(page: str) -> None:
    raw = read(page)
    assert [block.layout.hidden for block in raw.blocks or ()] == [False] * len(raw.blocks or ())
    assert [warning.code for warning in raw.warnings] == ["hidden-page"]


def test_the_warning_counts_what_is_shown_and_what_is_hidden() -> None:
    hidden = "a" * 1000
    message = "the page shows 4 characters and hides 1000; they are read as if shown"
    raw = read(f"<p>Tin.</p><div hidden>{hidden}</div>")
    assert raw.warnings == (DocumentWarning("hidden-page", message),)


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{SENTENCE * 2}</p><div hidden>{TEXT}</div>",
        f"<p>Tin.</p><div hidden>{SENTENCE * 3}</div>",
        f"{TEXT}<div hidden>Đóng</div>",
    ],
    ids=["text is shown too", "little is hidden", "nearly all is shown"],
)
def test_other_pages_keep_hidden_what_they_hide(page: str) -> None:
    raw = read(page)
    assert [block.layout.hidden for block in raw.blocks or ()].count(True) > 0
    assert "hidden-page" not in [warning.code for warning in raw.warnings]
