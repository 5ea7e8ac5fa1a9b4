"""Lines: what ends like a sentence, in scripts with other stops or without any."""

import pytest

from corpuskit.text.lines import is_running, is_stopped

THAI = "หมู่บ้านเปิดเตาเผาเครื่องปั้นดินเผาอีกครั้งหลังน้ำท่วมนานสามเดือนและชาวบ้านกลับมาทำงานกันทุกบ้านตั้งแต่เช้า"


@pytest.mark.parametrize(
    "text",
    [
        "Cầu dài 24 mét.",
        "“Cầu dài 24 mét.”",
        "桥长二十四米。",
        "पुल चौबीस मीटर लंबा है।",
        "پل چوبیس میٹر لمبا ہے۔",
        "Կամուրջը երկար է։",
        "ድልድዩ ረጅም ነው።",
        "ស្ពានវែង។",
        "တံတားရှည်သည်။",
        THAI,
    ],
)
def test_a_sentence_is_stopped(text: str) -> None:
    assert is_stopped(text)


@pytest.mark.parametrize("text", ["Cầu mới", "Cầu mới:", "”", THAI[:60], "Cầu mới " * 20])
def test_a_headline_is_not_stopped(text: str) -> None:
    assert not is_stopped(text)


def test_a_long_line_of_a_script_without_stops_is_running_text() -> None:
    assert is_running(THAI, stopped=is_stopped(THAI))
    assert not is_running(THAI[:60], stopped=is_stopped(THAI[:60]))
