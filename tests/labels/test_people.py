"""Names of people in credits."""

import pytest

from corpuskit.labels.people import find_names
from corpuskit.languages import corpuskit_language_packs
from corpuskit.lexicon.lexicon import Lexicon

PACKS = {pack.language: pack for pack in corpuskit_language_packs()}
VI = Lexicon([PACKS["und"], PACKS["vi"]])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Huy Hùng - Thanh Loan", ["Huy Hùng", "Thanh Loan"]),
        ("HƯỞNG XUYÊN - P. MAI", ["HƯỞNG XUYÊN", "P. MAI"]),
        ("Nguyễn Văn A, Trần Thị B", ["Nguyễn Văn A", "Trần Thị B"]),
        ("PV", ["PV"]),
        ("Hải Vân (tổng hợp)", ["Hải Vân"]),
        ("Quang cảnh hội nghị", []),
        ("Thanh", []),
        ("Đoàn 877 - Hà Giang", []),
        ("Ai Là Người Thắng?", []),
        ("Nguyễn Văn A và các đồng đội đã về đến nhà", []),
        (" - ".join(["An Bình"] * 7), []),
        ("Phòng Công tác sinh viên", ["Phòng Công tác sinh viên"]),
        ("Trung tâm Văn hóa và Thông tin huyện", ["Trung tâm Văn hóa và Thông tin huyện"]),
        ("Phòng Tuyên truyền - Hỗ trợ NNT", ["Phòng Tuyên truyền - Hỗ trợ NNT"]),
        ("Hoàng Lan - Phòng Tư pháp", ["Hoàng Lan", "Phòng Tư pháp"]),
        ("Phòng chống dịch bệnh mùa mưa", []),
        ("Ban hành quy chế mới", []),
        ("Tổ chức Hội nghị tổng kết", []),
        ("Trung tâm 1: Cách làm hay", []),
        ("", []),
    ],
)
def test_a_line_is_names_or_it_is_not(text: str, names: list[str]) -> None:
    assert [name.text for name in find_names(text, VI)] == names


def test_a_single_word_is_a_name_only_behind_words_of_credit() -> None:
    assert [name.text for name in find_names("Ảnh: Thanh", VI, 5, lone=True)] == ["Thanh"]


def test_offsets_are_those_of_the_names_themselves() -> None:
    text = "Tin, ảnh: Duy Tuấn -  Hoàng Tuyến."
    assert [text[n.start : n.end] for n in find_names(text, VI, 10)] == ["Duy Tuấn", "Hoàng Tuyến"]
