"""The address of a document itself, and dates in addresses and in names of files."""

import pytest

from corpuskit.facts.addresses import address_key, address_of, dates_in, own_address
from corpuskit.facts.dates import read_date
from corpuskit.model import Fact, Stated
from tests.facts.told import VI, source

FETCHED = "WARC-Target-URI"


def urls(*stated: tuple[str, str]) -> tuple[Stated, ...]:
    return tuple(Stated("url", name, value) for name, value in stated)


def shown(fact: Fact | None) -> str:
    return f"{fact.value} {fact.rule} {fact.certainty}" if fact else "none"


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (urls(("canonical", "https://bao.vn/1.html")), "https://bao.vn/1.html canonical high"),
        (urls((FETCHED, "http://www.bao.vn/1.html#x"), ("canonical", "https://bao.vn/1.html")),
         "https://bao.vn/1.html canonical high"),
        (urls((FETCHED, "https://bao.vn/1.html?utm=2"), ("canonical", "https://bao.vn/1.html")),
         "https://bao.vn/1.html canonical medium"),
        (urls((FETCHED, "https://bao.vn/1.html"), ("canonical", "https://khac.vn/9.html")),
         "https://bao.vn/1.html WARC-Target-URI medium"),
        (urls((FETCHED, "https://bao.vn/1.html"), ("canonical", "https://bao.vn/")),
         "https://bao.vn/1.html WARC-Target-URI medium"),
        (urls((FETCHED, "https://bao.vn/a/1.html"), ("canonical", "/a/1.html")),
         "https://bao.vn/a/1.html canonical high"),
        (urls(("canonical", "/a/1.html")), "none"),
        (urls(("og:url", "https://bao.vn/1"), ("canonical", "https://bao.vn/2")),
         "https://bao.vn/2 canonical medium"),
        (urls(("list.csv: url", "https://bao.vn/1"), ("canonical", "https://khac.vn/2")),
         "https://bao.vn/1 list.csv: url medium"),
        (urls(("metadata.url", "https://bao.vn/1")), "https://bao.vn/1 metadata.url medium"),
        (urls(("canonical", "https://bao.vn")), "https://bao.vn canonical high"),
        (urls(("canonical", "javascript:alert(1)"), ("og:url", "file:///etc/passwd")), "none"),
        (urls(("canonical", "http://localhost/a"), ("og:url", "http://[::1/")), "none"),
        (urls(("canonical", "//["), ("og:url", "/tin"), ("x", "http://[/")), "none"),
        (urls(("canonical", "null"), ("og:url", "https://"), ("x", "http://a b.vn/")), "none"),
        (urls(("canonical", "http://" + "a" * 3000 + ".vn/")), "none"),
    ],
)  # fmt: skip
def test_the_address_of_the_document_is_chosen(stated: tuple[Stated, ...], expected: str) -> None:
    assert shown(own_address(source(*stated))).replace("stated.", "") == expected


def test_a_name_that_holds_a_whole_address_gives_it() -> None:
    fact = own_address(source(name="crawl.warc/https:/www.bao.vn/tin/1.html"))
    assert shown(fact) == "https://www.bao.vn/tin/1.html source_name medium"


@pytest.mark.parametrize("name", ["bao.vn/tin/1.html", "a.html", "x:/y/z", "https://", "a" * 5000])
def test_other_names_are_no_addresses(name: str) -> None:
    assert own_address(source(name=name)) is None


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.Bao.vn/Tin/1.html#top", "bao.vn/Tin/1.html"),
        ("http://bao.vn/", "bao.vn"),
        ("bao.vn/a?b=1", "bao.vn/a?b=1"),
        ("", ""),
    ],
)
def test_addresses_are_compared_without_what_makes_no_difference(url: str, key: str) -> None:
    assert address_key(url) == key


def found_in(url: str, name: str = "a.html") -> list[str]:
    page = source(*(urls(("canonical", url)) if url else ()), name=name)
    address = address_of(page, own_address(page))
    read = [(read_date(date.match, VI), date) for date in dates_in(address, VI)]
    return [f"{s.value} {date.text} {date.certainty}" for s, date in read if s][:1]


@pytest.mark.parametrize(
    ("url", "dates"),
    [
        ("https://baohagiang.vn/tin/202305/hoi-nghi-69872e3/", ["2023-05 202305 high"]),
        ("https://bao.vn/2023/05/18/a", ["2023-05-18 2023/05/18 high"]),
        ("https://nld.com.vn/a-b-20220606092217947.htm", ["2022-06-06 20220606 high"]),
        ("https://bao.vn/a-20220606092217947.htm?x=-20190101000000", ["2022-06-06 20220606 high"]),
        ("https://tuoitre.vn/a-b-100260822234559659.htm", ["2026-08-22 260822 high"]),
        ("https://thethao.tuoitre.vn/a-100260822234559659.htm", ["2026-08-22 260822 high"]),
        ("https://khac.vn/a-b-100260822234559659.htm", []),
        ("https://tuoitre.vn.khac.vn/a-100260822234559659.htm", []),
        ("https://xtuoitre.vn/a-100260822234559659.htm", []),
        ("https://thanhnien.vn/a-185260114185354897.htm", ["2026-01-14 260114 medium"]),
        ("https://thanhnien.vn/a-1851216205.htm", []),
        ("https://thanhnien.vn/a-185261314185354897.htm", []),
        ("https://bao.vn/hop-ngay-19-04-2019.html", ["2019-04-19 19-04-2019 low"]),
        ("https://bao.vn/a-20151203i2226255", ["2015-12-03 20151203 medium"]),
        ("https://bao.vn/202313/a", []),
        ("https://vnexpress.net/a-b-c-4567890.html", []),
        ("https://bao.vn/post123456.html", []),
    ],
)  # fmt: skip
def test_dates_in_the_own_address_are_those_of_its_host(url: str, dates: list[str]) -> None:
    assert found_in(url) == dates


@pytest.mark.parametrize(
    ("name", "dates"),
    [
        ("www.baohagiang.vn/tin/202305/hoi-nghi-so-ket-69872e3.txt", ["2023-05 202305 medium"]),
        ("crawl/tuoitre.vn/a-b-c-d-100260822234559659.htm.txt", ["2026-08-22 260822 medium"]),
        ("hoi-nghi-so-ket-20220606092217947.htm", ["2022-06-06 20220606 low"]),
        ("a/hoi-nghi-so-ket-185260114185354897.txt", ["2026-01-14 260114 low"]),
        ("crawl/202305/hoi-nghi-so-ket-giua-nhiem-ky.txt", []),
        ("crawl/2023/05/18/hoi-nghi-so-ket-giua.txt", []),
        ("baohagiang.vn/202305/1.txt", []),
        ("000_92774cd1868c8892.txt", []),
        ("a-b-c-d" * 1000, []),
        ("a" * 4000 + "-b", []),
        ("-" * 4000, []),
    ],
)  # fmt: skip
def test_only_names_like_addresses_hold_dates(name: str, dates: list[str]) -> None:
    assert found_in("", name) == dates


def test_a_date_in_an_address_says_where_it_stands() -> None:
    url = "https://bao.vn/202305/a"
    page = source(Stated("url", "canonical", url, 50, 50 + len(url)))
    (date,) = dates_in(address_of(page, own_address(page)), VI)
    assert (date.start, date.end) == (50 + url.index("202305"), 50 + url.index("202305") + 6)
