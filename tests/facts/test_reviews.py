"""Years that words of review and plan imply; what a text states is in tests/cases/dates.md."""

import pytest

from corpuskit.facts.dates import Stated
from corpuskit.facts.reviews import sentence_year
from corpuskit.languages import corpuskit_language_packs
from corpuskit.lexicon.lexicon import Lexicon

PACKS = {pack.language: pack for pack in corpuskit_language_packs()}
VI = Lexicon([PACKS["und"], PACKS["vi"]])


def day(month: int, number: int) -> Stated:
    return Stated(0, 1, 0, month, number)


@pytest.mark.parametrize(
    ("month", "sentence", "year"),
    [
        (1, "hội nghị tổng kết công tác năm 2023", 2024),
        (12, "hội nghị tổng kết công tác năm 2023", 2023),
        (6, "hội nghị tổng kết công tác năm 2023", 0),
        (1, "hội nghị triển khai nhiệm vụ năm 2024", 2024),
        (12, "hội nghị triển khai nhiệm vụ năm 2024", 2023),
        (1, "tổng kết năm 2023, triển khai nhiệm vụ năm 2024", 2024),
        (1, "tổng kết năm 2019, triển khai nhiệm vụ năm 2024", 0),
        (7, "sơ kết 6 tháng đầu năm 2022", 2022),
        (1, "sơ kết 6 tháng đầu năm 2022", 0),
        (1, "khai mạc lễ hội năm 2023", 0),
        (1, "vụ án năm 2019 được tổng kết", 0),
        (4, "tổng kết 20 năm thực hiện Nghị quyết từ năm 2003", 0),
        (11, "nhìn lại chặng đường từ năm 1986 đến nay", 0),
        (1, "tổng kết giai đoạn đầu năm 2019", 0),
    ],
)
def test_words_of_review_and_plan_imply_a_year(month: int, sentence: str, year: int) -> None:
    assert sentence_year(day(month, 9), sentence, VI) == year
