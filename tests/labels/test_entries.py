"""Days in a diary are headings of its text, and none is the date of the page."""

import pytest

from corpuskit import Document, Label, label_text

TITLE = "Nhật ký ở trạm khí tượng"
DAYS = ("Ngày 12 tháng 3 năm 2021", "Ngày 14 tháng 3 năm 2021", "Ngày 20 tháng 3 năm 2021")
TEXTS = (
    "Sáng nay sương mù dày đến mức đứng ở cửa không thấy cột đo gió, phải đi bộ ra tận nơi đọc số.",
    "Mưa từ nửa đêm, đo được bốn mươi hai mi-li-mét, suối dâng ngập cầu gỗ nên không ai xuống chợ.",
    "Đoàn kiểm tra lên thăm, mang theo rau xanh và thư nhà cho cả trạm, ở lại một đêm rồi về xuôi.",
)
MORE = "Chiều trời quang, anh Tú sửa xong máy phát, cả trạm có điện lại sau ba ngày thắp đèn dầu."


def labelled(*lines: str) -> Document:
    return label_text("\n".join(lines), "page.txt")


def labels(document: Document, texts: tuple[str, ...]) -> list[Label]:
    return [block.label for text in texts for block in document.blocks if block.text == text]


def entries(days: tuple[str, ...]) -> list[str]:
    return [line for pair in zip(days, TEXTS, strict=False) for line in pair]


def test_days_above_text_head_it_and_date_nothing() -> None:
    diary = labelled(TITLE, "", *entries(DAYS))
    assert labels(diary, DAYS) == [Label.HEADING] * 3
    assert diary.metadata.date is None


def test_one_day_below_the_headline_is_that_of_the_page() -> None:
    article = labelled(TITLE, "", DAYS[0], *TEXTS)
    assert labels(article, DAYS[:1]) == [Label.DATE_LINE]
    assert article.metadata.date is not None
    assert article.metadata.date.value == "2021-03-12"


@pytest.mark.parametrize(
    "days",
    [DAYS[:2], (DAYS[0],) * 3, tuple(f"{day}, 10:3{n}" for n, day in enumerate(DAYS))],
    ids=["two", "the same again", "with the hour"],
)
def test_other_days_head_no_entries(days: tuple[str, ...]) -> None:
    assert Label.HEADING not in labels(labelled(TITLE, "", *entries(days)), days)


def test_days_below_a_whole_text_are_of_something_else() -> None:
    below = labelled(TITLE, "", MORE, *TEXTS, "", *entries(DAYS))
    assert Label.HEADING not in labels(below, DAYS)
