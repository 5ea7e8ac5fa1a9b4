import pytest

from corpuskit_html.charset import WINDOW, declared_charset


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        (b"<meta charset=windows-1258>", "cp1258"),
        (b"<META CharSet='Windows-1258'>", "cp1258"),
        (b"<meta charset=' UTF-8 '>", "utf-8"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=KOI8-R">', "koi8-r"),
        (b"<meta content='text/html;charset=\"gbk\"' http-equiv=content-type />", "gb18030"),
        (b'<meta http-equiv=Content-Type content="text/html; CHARSET = big5 ; x">', "big5hkscs"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?><html>', "iso8859-2"),
        (b"<?xml version='1.0' encoding='EUC-JP' ?>\n<html>", "euc_jp"),
        (b"\xef\xbb\xbf<?xml version='1.0' encoding='utf-8'?>", "utf-8"),
        (b"<!doctype html><html><head><title>\xe1</title><meta charset=latin1>", "cp1252"),
        (b"<meta charset=x-viet-tcvn5712>", "tcvn3"),
    ],
)
def test_a_page_declares_its_encoding_in_several_ways(page: bytes, encoding: str) -> None:
    assert declared_charset(page) == encoding


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("iso-8859-1", "cp1252"),
        ("us-ascii", "cp1252"),
        ("iso-8859-9", "cp1254"),
        ("tis-620", "cp874"),
        ("gb2312", "gb18030"),
        ("shift_jis", "cp932"),
        ("euc-kr", "cp949"),
        ("iso-8859-8-i", "iso8859-8"),
    ],
)
def test_a_label_means_what_browsers_take_it_for(label: str, encoding: str) -> None:
    assert declared_charset(f"<meta charset={label}>".encode()) == encoding


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"<p>charset=utf-8</p>",
        b"<meta charset=klingon>",
        b"<meta charset=utf-16>",
        b"<?xml version='1.0' encoding='utf-16le'?><html>",
        b"<meta charset=iso-2022-kr>",
        b"<meta charset=utf-7>",
        b"<meta charset=rot13>",
        b"<!-- <meta charset=koi8-r> -->",
        b"<script>'<meta charset=koi8-r>'</script>",
        b"<meta name=charset content=koi8-r>",
        b'<meta http-equiv=refresh content="0; charset=koi8-r">',
        b"<body><meta charset=koi8-r>",
        b" <?xml version='1.0' encoding='koi8-r'?>",
        b"<meta charset=koi8-r",
    ],
)
def test_what_declares_nothing_that_can_be_meant_is_passed_over(page: bytes) -> None:
    assert declared_charset(page) == ""


def test_an_unknown_label_does_not_hide_the_next_one() -> None:
    page = b"<meta charset=klingon><meta charset=koi8-u>"
    assert declared_charset(page) == "koi8-u"


def test_a_meta_is_believed_before_an_xml_declaration() -> None:
    page = b"<?xml version='1.0' encoding='koi8-r'?><meta charset=cp1251>"
    assert declared_charset(page) == "cp1251"


def test_a_meta_behind_long_styles_is_found() -> None:
    page = b"<style>" + b"p{}" * 5000 + b"</style><meta charset=cp1251>"
    assert declared_charset(page) == "cp1251"


def test_only_the_beginning_of_a_page_is_looked_at() -> None:
    page = b"<!--" + b"-" * WINDOW + b"--><meta charset=cp1251>"
    assert declared_charset(page) == ""


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_an_xml_declaration_in_two_bytes_each_is_utf_16(encoding: str) -> None:
    assert declared_charset("<?xml version='1.0'?>".encode(encoding)) == encoding


@pytest.mark.parametrize(
    "page",
    [
        b"<meta charset=" * 5000,
        b"<?xml " + b" encoding" * 7000,
        b"<meta http-equiv=content-type content='" + b"charset " * 8000 + b"'>",
        b"<meta " + b"a=1 " * 60_000 + b"charset=koi8-r>",
        bytes(range(256)) * 300,
    ],
)
def test_hostile_heads_declare_nothing_and_raise_nothing(page: bytes) -> None:
    assert declared_charset(page) == ""
