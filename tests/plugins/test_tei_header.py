import pytest
from lxml import etree
from msgspec.structs import replace

from corpuskit.model import Certainty, Fact, Invalid, Label, Metadata, Source, Stated
from corpuskit_tei import TeiExporter
from corpuskit_tei.names import id_part, language_tag, source_address, web_address, web_host
from tests.plugins.tei_documents import (
    ADDRESS,
    SOURCE,
    furniture_page,
    news_page,
    page,
    stated_page,
)
from tests.plugins.tei_reading import NAMESPACE, parse

HEADER = parse(TeiExporter().encode(news_page()))[0]


def all_texts(path: str, root: etree._Element = HEADER) -> list[str]:
    steps = "/".join(f"{NAMESPACE}{step}" for step in path.split("/"))
    return [" ".join("".join(map(str, e.itertext())).split()) for e in root.findall(f".//{steps}")]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("titleStmt/title", ["Hội nghị sơ kết giữa nhiệm kỳ"]),
        ("titleStmt/author", ["Duy Tuấn", "Hoàng Tuyến"]),
        ("analytic/author[@role='words photo']", ["Duy Tuấn", "Hoàng Tuyến"]),
        ("analytic/respStmt/orgName", ["Báo Hà Giang"]),
        ("analytic/idno", ["http://baohagiang.vn/tin-noi-bat/202305/hoi-nghi-69872e3/"]),
        ("imprint/publisher[@cert='low']", ["baohagiang.vn"]),
        ("imprint/date[@notBefore='2023-05-18'][@notAfter='2023-05-31']", ["18.5"]),
        ("biblStruct/note", ["Hà Giang"]),
        ("bibl/idno[@type='sha256']", ["ab" * 32]),
        ("bibl/idno[@type='file']", ["000.txt"]),
        ("bibl/extent/measure[@quantity='405']", ["405 bytes"]),
        ("bibl/note", ["read as utf-8 by the reader text"]),
        ("extent/measure[@unit='blocks']", ["6 blocks of text"]),
        ("notesStmt/note", ["no-date: no date of publication was found"]),
        ("normalization/p[@n='nfc']", ["nfc: 3 changes, by block: 3"]),
        ("interpretation/p[@n='kind.alt-text']", ["left out 1 times: kind.alt-text"]),
        ("langUsage/language[@ident='vi']", ["vi"]),
        ("item/quote", ["Các đại biểu dự hội nghị"]),
        ("item/note[@type='repeat']", ["exact"]),
    ],
)
def test_the_header_says_what_is_known(path: str, expected: list[str]) -> None:
    assert all_texts(path) == expected


def test_the_header_of_a_page_that_says_nothing_invents_nothing() -> None:
    root = parse(TeiExporter().encode(page(metadata=Metadata())))
    assert all_texts("titleStmt/title[@cert='low']", root) == ["[no title found: 000.txt]"]
    assert all_texts("imprint/date[@cert='unknown']", root) == ["not stated in the source"]
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "und"
    for absent in ("author", "publisher", "analytic", "classDecl", "list", "notesStmt"):
        assert all_texts(absent, root) == []


def test_no_change_bears_a_date() -> None:
    assert [c.get("when") for c in HEADER.iter(NAMESPACE + "change")] == [None, None]


def test_the_evidence_for_a_removal_stands_beside_it() -> None:
    root = parse(TeiExporter().encode(furniture_page()))
    assert all_texts("item/note[@type='evidence']", root) == ["In trang này", "In trang này"]


def test_white_space_in_a_quote_is_kept() -> None:
    document = page((Label.CHROME, "a\t b"))
    root = parse(TeiExporter().encode(document))
    assert [quote.text for quote in root.iter(NAMESPACE + "quote")] == ["a\t b"]


def test_bytes_that_are_no_text_are_counted() -> None:
    source = replace(SOURCE, invalid=(Invalid(3, 3, 2, "ffff"),))
    root = parse(TeiExporter().encode(page((Label.PARAGRAPH, "abc\ufffd"), source=source)))
    assert all_texts("correction/p[@n='invalid-bytes']", root) == [
        "U+FFFD stands for 2 places with bytes that are no text: byte 3: ffff"
    ]


def test_the_blocks_that_a_rule_changed_are_pointed_at() -> None:
    (paragraph,) = HEADER.iter(f"{NAMESPACE}normalization")
    found = [(ref.get("target"), ref.text) for ref in paragraph.iter(f"{NAMESPACE}ref")]
    assert found == [("#page--b2", "3")]


def test_the_place_of_bytes_that_are_no_text_counts_cr_lf_as_one() -> None:
    source = replace(SOURCE, invalid=(Invalid(3, 3, 1, "ff"),))
    document = page(
        (Label.PARAGRAPH, "a"), (Label.PARAGRAPH, "\ufffd"), line_end="\r\n", source=source
    )
    root = parse(TeiExporter().encode(document))
    (reference,) = root.iterfind(f".//{NAMESPACE}p[@n='invalid-bytes']/{NAMESPACE}ref")
    assert reference.get("target") == "000.txt#char=2,3"


def test_words_that_a_language_tag_may_not_hold_mean_unknown() -> None:
    fact = Fact("tiếng Việt", "", -1, -1, "r", Certainty.LOW)
    root = parse(TeiExporter().encode(page(metadata=Metadata(language=fact))))
    assert all_texts("langUsage/language[@ident='und']", root) == ["und"]


@pytest.mark.parametrize(
    ("tag", "expected"), [("vi", "vi"), ("zh-Hant", "zh-Hant"), ("", "und"), ("v i", "und")]
)
def test_language_tags_are_checked(tag: str, expected: str) -> None:
    assert language_tag(tag) == expected


@pytest.mark.parametrize(
    ("name", "name_hex", "expected"),
    [
        ("a/b c.txt", "", "a/b%20c.txt"),
        ("x:y#z.txt", "", "x%3Ay%23z.txt"),
        ("trang.txt", "", "trang.txt"),
        ("đ.txt", "", "%C4%91.txt"),
        ("100%.txt", "", "100%25.txt"),
        ("%FF.txt", "ff2e747874", "%FF.txt"),
    ],
)
def test_names_of_sources_become_relative_addresses(
    name: str, name_hex: str, expected: str
) -> None:
    assert source_address(Source(name, "", 0, "utf-8", name_hex=name_hex)) == expected


@pytest.mark.parametrize(
    ("printed", "address", "host"),
    [
        ("http://a.vn/x", "http://a.vn/x", "a.vn"),
        ("HTTP://a.vn", "", ""),
        ("https://A.vn:8080?q=[1]#é", "https://A.vn:8080?q=%5B1%5D#%C3%A9", "a.vn"),
        ("http://a.vn/100%", "http://a.vn/100%25", "a.vn"),
        ("http://a:b/", "", ""),
        ("http://[::1", "", ""),
        ("a.vn/x", "", ""),
        ("", "", ""),
    ],
)
def test_only_whole_web_addresses_become_targets(printed: str, address: str, host: str) -> None:
    assert (web_address(printed), web_host(printed)) == (address, host)


def test_different_words_never_share_an_identifier() -> None:
    words = ("a b", "a_b", "a-b", "a_20_b", "a.b", "A.b", "ă.b", "")
    assert len({id_part(word) for word in words}) == len(words)
    assert id_part("in trang") == "in_20_trang"


STATED = parse(TeiExporter().encode(stated_page()))[0]
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("titleStmt/title[@cert='medium']", ["Đại hội"]),
        ("availability/licence[@target][@cert='medium']", [LICENCE]),
        ("analytic/idno[@subtype='document']", ["https://baomau.vn/1.html"]),
        ("analytic/idno", ["https://baomau.vn/1.html", ADDRESS]),
        ("imprint/publisher[@cert='medium']", ["Báo Mẫu"]),
        ("biblStruct/note[@type='description']", ["Đại hội <của> xã."]),
        ("keywords[@n='section']/term", ["Chính trị"]),
        ("keywords[@n='keywords']/term[@cert='medium']", ["Đại hội", "đại biểu"]),
        ("bibl/note[@type='stated'][@subtype='title'][@n='og:title']", ["Đại hội - Báo Mẫu"]),
        ("bibl/note[@type='stated'][@n='generator of pages']", [""]),
        ("bibl/note[@type='stated'][@n='a\ufffdb']", ["\ufffd]]>"]),
    ],
)
def test_the_header_says_what_is_stated_outside_the_text(path: str, expected: list[str]) -> None:
    assert all_texts(path, STATED) == expected


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ((), "no licence statement was looked for"),
        ((Stated("title", "title", "a"),), "the source states no licence"),
    ],
)
def test_a_licence_is_missing_only_where_it_was_looked_for(
    stated: tuple[Stated, ...], words: str
) -> None:
    root = parse(TeiExporter().encode(page(source=replace(SOURCE, stated=stated))))
    (said,) = all_texts("availability/p", root)
    assert said.endswith(f"{words}.")
    assert all_texts("availability/licence", root) == []


def test_a_licence_that_is_no_address_is_no_target() -> None:
    fact = Fact("CC BY 4.0", "CC BY 4.0", -1, -1, "stated.license", Certainty.HIGH)
    root = parse(TeiExporter().encode(page(metadata=Metadata(licence=fact))))
    assert [e.get("target") for e in root.iter(NAMESPACE + "licence")] == [None]
