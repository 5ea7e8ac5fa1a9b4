import json

import pytest

from corpuskit.errors import SourceRefused
from corpuskit.model import DocumentWarning, Stated
from corpuskit.reader import RawDocument, RawFile, Reader
from corpuskit.text.decode import restore_bytes
from corpuskit.text.encodings import to_bytes
from corpuskit_html import corpuskit_readers
from corpuskit_html.reader import HtmlReader

SENTENCE = "Sáng nay mưa lớn ở nhiều tỉnh miền Trung và người dân phải ở trong nhà. "
LONG = SENTENCE * 10


def read(data: bytes | str, encoding: str = "", charset: str = "") -> RawDocument:
    """Read a page that is one document."""
    page = data.encode() if isinstance(data, str) else data
    file = RawFile("a.html", page, encoding=encoding, charset=charset)
    (raw,) = HtmlReader().read(file)
    assert isinstance(raw, RawDocument)
    return raw


def codes(raw: RawDocument) -> list[str]:
    return [warning.code for warning in raw.warnings]


def test_the_reader_of_html_is_a_reader() -> None:
    (reader,) = corpuskit_readers()
    assert isinstance(reader, Reader)
    assert reader.name == "html"
    assert isinstance(reader, HtmlReader)
    assert reader.media_types == ("text/html", "application/xhtml+xml")


def test_its_suffixes_are_in_small_letters_with_a_dot_and_no_programs() -> None:
    assert all(suffix == suffix.lower() and suffix[0] == "." for suffix in HtmlReader.suffixes)
    assert not {".do", ".cgi", ".txt", ""} & set(HtmlReader.suffixes)


def test_a_page_is_one_document_with_blocks_and_statements() -> None:
    page = f"<html lang=vi><title>Mưa</title><h1>Mưa lớn</h1><p>{LONG}</p>"
    raw = read(page)
    assert raw.source.reader == "html"
    assert raw.source.stated == (
        Stated("language", "lang", "vi", 11, 13),
        Stated("title", "title", "Mưa", 21, 24),
    )
    assert raw.text == page
    assert raw.warnings == ()
    blocks = raw.blocks or ()
    assert [page[block.start : block.end] for block in blocks] == ["Mưa lớn", LONG.strip()]


def test_what_a_container_states_comes_before_what_the_page_says() -> None:
    stated = Stated("url", "WARC-Target-URI", "https://a.vn/")
    file = RawFile("a.warc!/1", b"<title>A</title><p>B", stated=(stated,))
    (raw,) = HtmlReader().read(file)
    assert isinstance(raw, RawDocument)
    assert [one.name for one in raw.source.stated] == ["WARC-Target-URI", "title"]


@pytest.mark.parametrize("data", [b"", b" \n", b"<html><body></body></html>", b"<!-- a -->"])
def test_a_page_without_text_is_a_document_without_blocks_and_says_so(data: bytes) -> None:
    raw = read(data)
    assert raw.blocks == ()
    assert codes(raw) == ["no-text"]


def test_a_file_that_is_not_text_is_refused() -> None:
    with pytest.raises(SourceRefused, match=r"a\.html: not text"):
        read(b"\x89PNG\r\n\x1a\n")


def test_valid_utf_8_is_believed_before_what_the_page_declares() -> None:
    raw = read("<meta charset=iso-8859-1><p>Mưa lớn</p>")
    assert raw.source.encoding == "utf-8"
    assert codes(raw) == ["charset-declared"]
    assert "cp1252" in raw.warnings[0].message


def test_a_byte_order_mark_is_believed_before_what_the_page_declares() -> None:
    page = "<meta charset=utf-8><p>Mưa lớn</p>"
    raw = read(b"\xff\xfe" + page.encode("utf-16-le"))
    assert (raw.source.encoding, raw.text, codes(raw)) == ("utf-16-le", page, [])


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        ("<meta charset=iso-8859-1><p>Rain &amp; wind</p>", ""),
        ("<meta charset=utf-8><p>Mưa</p>", ""),
        ("<meta charset=utf-16><p>Mưa</p>", ""),
        ("<meta charset=klingon><p>Mưa</p>", ""),
        ("<meta charset=iso-8859-1><p>Mưa</p>", "utf-8"),
        ("<p>Mưa</p>", ""),
    ],
)
def test_a_declaration_that_does_no_harm_is_not_worth_a_warning(page: str, encoding: str) -> None:
    assert codes(read(page, encoding=encoding)) == []


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("x-viet-tcvn5712", "tcvn3", "Sáng nay mưa lớn ở nhiều tỉnh"),
        ("windows-1258", "cp1258", "Sa\u0301ng nay m\u01b0a l\u01a1\u0301n"),
        ("iso-8859-1", "cp1252", "Le café – où il a plu déjà – était fermé"),
        ("windows-1251", "cp1251", "Утром в горах шёл сильный дождь"),
        ("shift_jis", "cp932", "今朝は山で大雨が降った"),
        ("gb2312", "gb18030", "今天早上山里下了大雨"),
        ("euc-kr", "cp949", "오늘 아침 산에 큰 비가 내렸다"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_declares(label: str, codec: str, text: str) -> None:
    page = f"<meta charset={label}><title>{text}</title><p>{text}</p>"
    raw = read(to_bytes(page, codec))
    assert (raw.source.encoding, raw.text, codes(raw)) == (codec, page, [])
    assert restore_bytes(raw.source, raw.text) == to_bytes(page, codec)


def test_a_page_of_escape_sequences_is_read_in_the_encoding_that_it_declares() -> None:
    page = "<meta charset=iso-2022-jp><p>今朝は大雨</p>"
    raw = read(page.encode("iso2022_jp"))
    assert (raw.source.encoding, raw.text) == ("iso2022_jp", page)


def test_a_declaration_that_does_not_fit_is_named_and_not_believed() -> None:
    page = "<meta charset=shift_jis><p>" + "Утром в горах шёл сильный дождь. " * 5
    raw = read(page.encode("koi8-r"), charset="koi8-r")
    assert (raw.source.encoding, codes(raw)) == ("koi8-r", ["charset-declared"])


def test_xhtml_is_read_with_its_declaration() -> None:
    page = (
        '<?xml version="1.0" encoding="iso-8859-2"?>\n<!DOCTYPE html>'
        '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="cs"><head><title>Déšť</title>'
        '<script src="a.js"></script><meta name="author" content="Jan" /></head>'
        "<body><p>Ráno pršelo.<br/>Silně.</p></body></html>"
    )
    raw = read(page.encode("iso8859-2"))
    assert (raw.source.encoding, codes(raw)) == ("iso8859-2", [])
    assert [one.value for one in raw.source.stated] == ["cs", "Déšť", "Jan"]
    assert [page[b.start : b.end] for b in raw.blocks or ()] == ["Ráno pršelo.", "Silně."]


def test_a_short_article_body_that_is_not_shown_is_read_and_a_summary_is_not() -> None:
    for body, told in ((SENTENCE * 5)[:330], ["stated-text"]), (SENTENCE[:100], ["no-text"]):
        data = json.dumps({"@type": "Article", "articleBody": body})
        raw = read(f'<script type="application/ld+json">{data}</script><div id=app></div>')
        assert codes(raw) == told


def test_a_short_article_body_beside_other_text_is_named() -> None:
    data = json.dumps({"@type": "Article", "articleBody": (SENTENCE * 5)[:270]})
    shown = "Một trang khác hẳn, có nhiều chữ và không nói câu nào của bài viết ấy cả. " * 2
    raw = read(f'<script type="application/ld+json">{data}</script><p>{shown}</p>')
    assert codes(raw) == ["text-in-script"]


def test_an_article_body_that_is_not_shown_is_read_where_it_is_stated() -> None:
    body = {"@type": "Article", "articleBody": LONG}
    script = f'<script type="application/ld+json">{json.dumps(body)}</script>'
    raw = read(f"{script}<p>Hãy bật JavaScript.</p>")
    message = "the page states a text that it does not show; 1 blocks of it are read"
    assert raw.warnings == (DocumentWarning("stated-text", message),)
    stated, shown = raw.blocks or ()
    assert raw.text[stated.start : stated.end] == json.dumps(LONG)[1:-1].rstrip()
    assert (stated.layout.stated, stated.layout.tag, shown.layout.stated) == (True, "script", None)
    assert all(one.name != "json-ld:Article.articleBody" for one in raw.source.stated)


@pytest.mark.parametrize(
    "script",
    [
        f'<script id="__NEXT_DATA__" type="application/json">{json.dumps({"a": [LONG]})}</script>',
        f"<script>window.__STATE__ = {json.dumps({'a': LONG}, ensure_ascii=False)};</script>",
        f"<script>self.push([1, {json.dumps(json.dumps({'body': LONG}))}])</script>",
        f'<script>x = "{"今天早上山里下了大雨，" * 60}"</script>',
    ],
)
def test_an_embedded_state_that_holds_the_text_is_named(script: str) -> None:
    assert codes(read(f"<div id=app></div>{script}")) == ["text-in-script"]


@pytest.mark.parametrize(
    "script",
    [
        f'<script>x = "{"QUJD" * 1000}"</script>',
        f'<script>x = "{"a{color:red} " * 500}"</script>',
        f"<script>x = {json.dumps([SENTENCE])}</script>",
        '<script>x = "' + '\\"' * 50_000,
    ],
)
def test_code_and_short_texts_in_scripts_are_no_text_of_the_page(script: str) -> None:
    assert "text-in-script" not in codes(read(f"<p>Mưa</p>{script}"))


def test_a_page_that_shows_its_text_may_hold_it_in_scripts_too() -> None:
    script = f"<script>x = {json.dumps(LONG)}</script>"
    assert codes(read(f"<p>{LONG}</p>{script}")) == []


def test_frames_and_refreshes_are_named() -> None:
    frames = "<frameset><frame src=a.htm></frameset>"
    assert codes(read(frames)) == ["frames", "no-text"]
    refresh = '<meta http-equiv="refresh" content="0; url=/moi"><p>Chờ</p>'
    assert codes(read(refresh)) == ["refresh"]


def test_the_address_of_the_page_stays_as_printed_whatever_its_base_is() -> None:
    raw = read("<base href=https://a.vn/b/><link rel=canonical href=../c><p>Mưa")
    assert [(one.kind, one.value) for one in raw.source.stated] == [("url", "../c")]


@pytest.mark.parametrize(
    "data",
    [
        b"<p>a\0b</p>",
        b"<p>&#0; &#x1F; &#xD800; &#xFFFE; &#99999999999999999999;</p>",
        b"<p>M\xc6\xb0a<!-- " + b"x" * 1000,
        b"<p>M\xc6\xb0a<script>" + b"x" * 1000,
        b"<p>M\xc6\xb0a<plaintext><p>x",
        b"<p>M\xc6\xb0a<![CDATA[x]]></p>",
        b"<p " + b"a=1 " * 60_000 + b">M\xc6\xb0a",
        b"<img src='data:" + b"A" * 5_000_000 + b"'><p>M\xc6\xb0a",
        b"<td colspan=1000000000>M\xc6\xb0a",
        b"<div>" * 3000 + b"M\xc6\xb0a",
        b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><p>&x;</p>",
    ],
)
def test_hostile_pages_are_read_and_give_their_bytes_back(data: bytes) -> None:
    raw = read(data)
    assert restore_bytes(raw.source, raw.text) == data
    assert len(raw.blocks or ()) >= 1
