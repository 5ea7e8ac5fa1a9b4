"""What is told of the author below a flat text."""

import pytest

from corpuskit import Label, label_text
from tests.labels.weighed_pages import ABOVE, BELOW, BODIES

BODY = BODIES["article vi"].lines
TOLD = (
    "Lý Hải sinh ra ở Mẫu Sơn, viết về đời sống của bà con vùng cao từ hơn hai mươi năm nay và đã "
    "in ba tập bút ký."
)


def label_of(text: str, *lines: str) -> tuple[Label, str]:
    page = "\n".join([*ABOVE["vi"].splitlines(), *lines, *BELOW["vi"].splitlines()])
    block = next(each for each in label_text(page, "a.txt").blocks if each.text == text)
    return block.label, block.reason.rule


@pytest.mark.parametrize("heading", ["About the author", "Über die Autorin:", "Về tác giả"])
@pytest.mark.parametrize("between", [(), ("Lý Hải",)], ids=["directly", "below the name"])
def test_one_paragraph_below_the_heading_is_chrome(heading: str, between: tuple[str, ...]) -> None:
    lines = (*BODY, heading, *between, TOLD)
    assert label_of(TOLD, *lines) == (Label.CHROME, "chrome.author")
    assert label_of(heading, *lines)[0] is Label.CHROME


def test_only_one_paragraph_is_taken() -> None:
    more = TOLD.replace("Lý Hải", "Triệu Mùi")
    assert label_of(more, *BODY, "About the author", TOLD, more)[1] != "chrome.author"


def test_above_a_text_it_heads_the_text() -> None:
    assert label_of(TOLD, "About the author", TOLD, *BODY)[1] != "chrome.author"
