import pytest

from corpuskit.text.encodings import (
    SUPERSETS,
    WEB_ENCODINGS,
    WEB_LABELS,
    canonical_encoding,
    to_bytes,
    to_text,
    web_encoding,
)


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("ISO-8859-1", "cp1252"),
        ("us-ascii", "cp1252"),
        (" Windows-1252\n", "cp1252"),
        ('"utf-8"', "utf-8"),
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("shift_jis", "cp932"),
        ("x-sjis", "cp932"),
        ("euc-kr", "cp949"),
        ("big5", "big5hkscs"),
        ("iso-8859-9", "cp1254"),
        ("tis-620", "cp874"),
        ("utf-16", "utf-16-le"),
        ("windows-1258", "cp1258"),
        ("macintosh", "mac-roman"),
        ("viscii", "viscii"),
        ("x-viet-vps", "vps"),
    ],
)
def test_a_label_means_what_it_means_on_the_web(label: str, encoding: str) -> None:
    assert web_encoding(label) == encoding


@pytest.mark.parametrize(
    "label",
    [
        "",
        "x-user-defined",
        "utf-7",
        "hz-gb-2312",
        "iso-2022-kr",
        "hex",
        "cp037",
        "none",
        "ü",
        "a\0",
    ],
)
def test_what_the_web_does_not_know_is_no_encoding(label: str) -> None:
    assert web_encoding(label) == ""


def test_the_tables_name_encodings_that_python_knows() -> None:
    for encoding in {*WEB_ENCODINGS, *WEB_LABELS.values(), *SUPERSETS.values()}:
        assert canonical_encoding(encoding) == encoding


def test_an_old_encoding_is_written_and_read_like_any_other() -> None:
    assert to_text(b"\xa7\xb9i", "tcvn3") == "Đại"
    assert to_bytes("Đại", "vni") == b"\xd1a\xefi"
    assert to_text(to_bytes("Đại", "utf-16-le"), "utf-16-le") == "Đại"
