"""The site of a document whose source states its address."""

import pytest

from corpuskit.model import Source, Stated
from corpuskit.profiles.sites import site_of


@pytest.mark.parametrize(
    ("values", "site"),
    [
        (["https://www.BaoMau.vn/1.html"], "baomau.vn"),
        (["/1.html", "http://baomau.vn:8080/"], "baomau.vn"),
        (["null", ""], "crawl"),
        ([], "crawl"),
    ],
)
def test_a_stated_address_tells_the_site(values: list[str], site: str) -> None:
    stated = tuple(Stated("url", "canonical", value) for value in values)
    assert site_of(Source("crawl/1.html", "", 0, "utf-8", stated=stated)) == site


def test_the_user_and_then_the_statement_come_before_the_name() -> None:
    stated = (
        Stated("url", "WARC-Target-URI", "https://bao.vn/1"),
        Stated("id", "x", "http://y.vn/"),
    )
    source = Source("khac.vn/http://ten.vn/1", "", 0, "utf-8", stated=stated)
    assert site_of(source) == "bao.vn"
    assert site_of(source, "named") == "named"
