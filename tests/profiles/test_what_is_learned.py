"""What a profile calls furniture, and what it leaves alone: pages with both planted in them."""

from collections.abc import Callable, Sequence

import pytest

from corpuskit.model import Label
from tests.profiles.planted import (
    FOOT,
    MENU,
    WORDS,
    body,
    headline,
    known_texts,
    label,
    learn,
    page,
    removed_texts,
    sentence,
)  # fmt: skip

MANY = 40
Pages = dict[str, str]


def site(make: Callable[[int], str], pages: int = MANY) -> Pages:
    """Give the pages of one site, each made of its number."""
    return {f"lang-che.vn/{number:03}.txt": make(number) for number in range(pages)}


def framed(number: int, *inside: str | Sequence[str], below: Sequence[str] = ()) -> str:
    """Give a page with menu and foot; what is planted stands between its first paragraphs."""
    title, first, *rest = body(number)
    return page(MENU, title, first, *inside, rest, below, FOOT)


def plain(number: int, *, above: Sequence[str] = (), below: Sequence[str] = ()) -> str:
    """Give a page of an article alone, with some lines above and below it."""
    return page(above, body(number), below)


def test_menu_and_foot_of_a_site_are_furniture() -> None:
    pages = site(framed)
    assert known_texts(learn(pages)) == {*MENU, *FOOT}
    assert removed_texts(pages, learn(pages)) >= {*MENU, FOOT[0], FOOT[1]}


def test_nothing_of_an_article_is_removed() -> None:
    pages = site(framed)
    for number, document in enumerate(label(pages, learn(pages)).values()):
        kept = [block.text for block in document.kept]
        assert kept == body(number)


@pytest.mark.parametrize("line", ["In trang này", "Xem thêm", "Gửi cho bạn bè", "Về đầu trang"])
def test_one_short_line_below_every_text_is_furniture(line: str) -> None:
    assert known_texts(learn(site(lambda n: plain(n, below=[line])))) == {line}


def test_the_section_above_each_title_is_furniture() -> None:
    pages = site(lambda n: plain(n, above=["Chuyện làng"]))
    assert removed_texts(pages, learn(pages)) == {"Chuyện làng"}
    titles = [document.metadata.title for document in label(pages, learn(pages)).values()]
    assert [title and title.value for title in titles] == [body(n)[0] for n in range(MANY)]


def test_the_names_of_ten_sections_above_the_titles_are_furniture() -> None:
    sections = [f"{word.capitalize()} và đời" for word in WORDS[10:20]]
    pages = site(lambda n: plain(n, above=[sections[n % 10]]), 100)
    assert removed_texts(pages, learn(pages)) == {*sections}


def test_a_counter_below_every_text_is_one_pattern() -> None:
    profile = learn(site(lambda n: plain(n, below=[f"Đã xem: {n * 37 + 1_000:,} lần"])))
    (entry,) = profile.site[0].pattern
    assert (entry.text, entry.documents, profile.site[0].line) == ("đã xem: {number} lần", 40, ())
    assert entry.samples == tuple(sorted(f"Đã xem: {n * 37 + 1_000:,} lần" for n in range(40))[:5])


def test_the_clock_of_the_site_is_furniture() -> None:
    days = ["Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm"]
    clocks = [f"Bây giờ là {days[n % 4]}, {n % 28 + 1}/3/2024, {n % 24}:15" for n in range(MANY)]
    pages = site(lambda n: page(clocks[n], MENU, body(n), FOOT))
    assert removed_texts(pages, learn(pages)) >= {*clocks, *MENU}


def test_the_date_of_an_article_below_its_title_is_no_furniture() -> None:
    dates = [f"Lúc {n % 24}:10 hôm {n % 28 + 1}/3/2024, ban biên tập" for n in range(MANY)]

    def dated(n: int) -> str:
        title, *rest = body(n)
        return page(MENU, title, dates[n], rest, FOOT)

    assert not removed_texts(site(dated), learn(site(dated))) & {*dates}


def test_a_legal_notice_of_several_sentences_below_every_page_is_furniture() -> None:
    notice = sentence("notice", 60)
    pages = site(lambda n: plain(n, below=[notice, "Bản quyền thuộc báo Làng Chè"]))
    assert known_texts(learn(pages)) == {notice, "Bản quyền thuộc báo Làng Chè"}
    assert notice in removed_texts(pages, learn(pages))


def test_a_notice_alone_below_every_page_is_furniture() -> None:
    notice = sentence("notice", 60)
    assert known_texts(learn(site(lambda n: plain(n, below=[notice])))) == {notice}


def test_a_menu_on_half_of_the_pages_is_furniture() -> None:
    pages = site(lambda n: page(MENU if n % 2 else (), body(n), FOOT))
    assert known_texts(learn(pages)) == {*MENU, *FOOT}


def test_headlines_of_other_pages_that_change_are_left() -> None:
    others = [headline(f"other {number}") for number in range(3 * MANY)]
    pages = site(lambda n: page(MENU, body(n), "Tin khác", others[3 * n : 3 * n + 3], FOOT))
    assert not known_texts(learn(pages)) & {*others}


def test_each_site_has_its_own_furniture() -> None:
    one = {f"a.vn/{n}.txt": page("Bến sông", "Chợ phiên", body(n)) for n in range(20)}
    two = {f"b.vn/{n}.txt": page("Nhà nông", "Vườn cam", body(n + 50)) for n in range(20)}
    learned = {entry.name: {line.text for line in entry.line} for entry in learn(one | two).site}
    assert learned == {"a.vn": {"Bến sông", "Chợ phiên"}, "b.vn": {"Nhà nông", "Vườn cam"}}


@pytest.mark.parametrize("pages", [1, 2, 3, 4])
def test_a_few_pages_make_no_rule(pages: int) -> None:
    assert known_texts(learn(site(framed, pages))) == set()


def test_five_pages_make_a_rule_and_more_make_it_surer() -> None:
    few, many = (learn(site(framed, pages)).site[0].line[0] for pages in (5, 80))
    assert (few.confidence, many.confidence) == (0.566, 0.954)


def test_a_line_that_stands_in_some_texts_is_less_sure() -> None:
    clean = learn(site(framed)).site[0].line
    mixed = learn(site(lambda n: framed(n, "Bến sông") if n % 8 == 0 else framed(n))).site[0].line
    sure = {entry.text: entry.confidence for entry in clean}
    less = {entry.text: entry.confidence for entry in mixed}
    assert less["Bến sông"] < sure["Bến sông"]
    assert less["Nhà nông"] == sure["Nhà nông"]


def copy_of_one_article(n: int) -> str:
    lines = [*body(0, 12), "Lời của người kể", "Chú thích của người kể"]
    lines[1 + n % 12] = sentence(f"edit {n}")
    return page(lines)


def copy_with_two_edits(n: int) -> str:
    lines = [*body(0, 10), "Lời của người kể", "Chú thích của người kể"]
    lines[1 + n % 10] = sentence(f"edit {n}")
    lines[1 + n * 7 % 10] = sentence(f"other edit {n}")
    return page(lines)


def exact_copy(n: int) -> str:
    return page(body(0, 8), "Lời của người kể", "Chú thích của người kể")


@pytest.mark.parametrize("copy", [copy_of_one_article, copy_with_two_edits, exact_copy])
@pytest.mark.parametrize("others", [0, 30, 400])
def test_copies_of_one_article_are_no_evidence(copy: Callable[[int], str], others: int) -> None:
    pages = site(copy) | {f"lang-che.vn/o{n}.txt": page(body(n + 1000)) for n in range(others)}
    assert known_texts(learn(pages)) == set()


def test_articles_crawled_ten_times_each_still_show_the_furniture() -> None:
    pages = {f"lang-che.vn/{n}-{c}.txt": framed(n) for n in range(8) for c in range(10)}
    profile = learn(pages)
    assert known_texts(profile) == {*MENU, *FOOT}
    assert {entry.articles for entry in profile.site[0].line} == {8}


REFRAIN = "Ơi con sông quê, nước lớn rồi lại ròng"
SHARED = sentence("shared", 30)
INSIDE = {
    "a sentence": [SHARED],
    "a short sentence": ["Người làng Chè nói vậy."],
    "a refrain": [REFRAIN, "", REFRAIN],
    "questions": ["Hỏi:", sentence("1"), "Đáp:"],
    "headings of a paper": ["Kết quả"],
    "headings of a law": ["Chương II", "QUY ĐỊNH CHUNG", "Điều 1. Phạm vi điều chỉnh"],
    "headings of a report": ["Chăn nuôi và trồng trọt"],
    "places of a table": ["Hà Nội", "25 - 30 độ", "Đà Nẵng", "26 - 31 độ", "TP.HCM", "27 độ"],
    "a list of places": ["Hà Nội", "Đà Nẵng", "TP.HCM", "Cần Thơ", "Huế", "Hải Phòng"],
}


@pytest.mark.parametrize("lines", INSIDE.values(), ids=INSIDE)
def test_what_articles_share_inside_their_texts_is_text(lines: list[str]) -> None:
    pages = site(lambda n: framed(n, lines))
    profile = learn(pages)
    assert known_texts(profile) == {*MENU, *FOOT}
    assert not removed_texts(pages, profile) & {*lines}


EDGES: dict[str, tuple[list[str], list[str]]] = {
    "first question": (["Hỏi:"], []),
    "abstract": (["Abstract"], []),
    "summary": (["Tóm tắt"], []),
    "first article": (["Điều 1. Phạm vi điều chỉnh"], []),
    "first chapter": (["Chương I", "QUY ĐỊNH CHUNG"], []),
    "address": (["Kính gửi: Các xã trong huyện"], []),
    "recipients": ([], ["Nơi nhận:", "- Như Điều 3;", "- Lưu: VT, NN."]),
    "signature": ([], ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(Đã ký)"]),
    "state and motto": (
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "QUYẾT ĐỊNH"],
        [],
    ),
    "list of papers": ([], ["Tài liệu tham khảo"]),
    "to be continued": ([], ["(Còn nữa)"]),
    "closing verse": ([], ["Làng Chè vẫn đợi người về."]),
}


@pytest.mark.parametrize(("above", "below"), EDGES.values(), ids=EDGES)
@pytest.mark.parametrize("with_frame", [True, False], ids=["framed", "alone"])
def test_what_opens_or_closes_texts_of_a_kind_is_text(
    above: list[str], below: list[str], *, with_frame: bool
) -> None:
    def make(n: int) -> str:
        title, *rest = body(n)
        inner = page(title, above, rest, below)
        return page(MENU, inner.splitlines(), FOOT) if with_frame else inner

    pages = site(make)
    profile = learn(pages)
    assert not known_texts(profile) & {*above, *below}
    assert not removed_texts(pages, profile) & {*above, *below}


def test_the_weather_of_some_places_below_a_text_is_text() -> None:
    skies = ["Nhiều mây, không mưa", "Ít mây", "Có mưa rào", "Nắng nóng"]
    cities = ["Hà Nội", "Đà Nẵng", "TP.HCM", "Cần Thơ"]

    def weather(n: int) -> list[str]:
        return [line for i, city in enumerate(cities) for line in (city, skies[(n + i) % 4])]

    pages = site(lambda n: framed(n, below=weather(n) if n % 2 else ()))
    assert known_texts(learn(pages)) == {*MENU, *FOOT}


def test_a_table_of_prices_below_a_text_is_text() -> None:
    def prices(n: int) -> list[str]:
        return [
            f"Cam: {20 + n}.000 đồng",
            f"Bưởi: {30 + n}.000 đồng",
            f"Chè búp: {90 + n}.000 đồng",
        ]

    pages = site(lambda n: framed(n, below=prices(n)))
    assert known_texts(learn(pages)) == {*MENU, *FOOT}


def test_the_head_of_official_texts_stays_without_any_title() -> None:
    head = ["SỞ CHÈ VÀ BẾN SÔNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc", "QUYẾT ĐỊNH"]  # fmt: skip
    pages = site(lambda n: page(MENU, head, body(n)[1:], "Nơi nhận:", "- Lưu: VT.", FOOT))
    assert not removed_texts(pages, learn(pages)) & {*head, "Nơi nhận:", "- Lưu: VT."}


def test_the_title_of_a_column_that_comes_every_day_stays() -> None:
    column = [f"Giá chè búp hôm nay {n % 28 + 1}/3/2024" for n in range(MANY)]
    pages = site(lambda n: page(MENU, column[n], body(n)[1:], FOOT))
    assert not removed_texts(pages, learn(pages)) & {*column}
    fixed = site(lambda n: page(MENU, "Chuyện kể bên bến sông", body(n)[1:], FOOT))
    assert "Chuyện kể bên bến sông" not in removed_texts(fixed, learn(fixed))


def test_pages_of_short_sentences_show_their_furniture_too() -> None:
    texts = [[line[:48].rsplit(" ", 1)[0] + "." for line in body(n)[1:]] for n in range(MANY)]
    pages = site(lambda n: page(MENU, body(n)[0], texts[n], FOOT))
    profile = learn(pages)
    assert known_texts(profile) == {*MENU, *FOOT}
    for n, document in enumerate(label(pages, profile).values()):
        assert {block.text for block in document.kept} >= {*texts[n]}


def test_sentences_of_a_bulletin_that_differ_in_figures_are_text() -> None:
    def bulletin(n: int) -> str:
        end = f"ở mức {n * 7 + 100} đồng một cân, tăng {n % 9 + 1} đồng so với hôm qua."
        lines = [f"Giá chè búp sáng nay tại chợ phiên xã {word} {end}" for word in ("Cam", "Ngô")]
        return page(MENU, headline(f"{n}"), lines, FOOT)

    pages = site(bulletin)
    profile = learn(pages)
    assert known_texts(profile) <= {*MENU, *FOOT}
    assert removed_texts(pages, profile) <= {*MENU, *FOOT}


def test_articles_that_differ_in_figures_alone_are_different_articles() -> None:
    def numbered(n: int) -> str:
        story = "kể chuyện làng và chuyện chợ, đủ dài để thành một đoạn văn."
        lines = [f"Đây là đoạn số {i} của bài thứ {n}, {story}" for i in range(5)]
        return page(MENU, f"Bài viết số {n} về chuyện làng", lines, FOOT)

    pages = site(numbered)
    assert known_texts(learn(pages)) == {*MENU, *FOOT}


def test_pages_without_any_sentence_prove_nothing() -> None:
    pages = site(lambda n: page(MENU, [headline(f"{n} {i}") for i in range(9)], FOOT))
    assert known_texts(learn(pages)) == set()


def test_the_last_line_of_a_menu_is_furniture_on_pages_without_a_title() -> None:
    pages = site(lambda n: page(MENU, body(n)[n % 2 :], FOOT))
    assert removed_texts(pages, learn(pages)) >= {*MENU}
    for document in label(pages, learn(pages)).values():
        assert not {block.text for block in document.kept} & {*MENU}


def test_a_title_that_is_also_in_the_menu_stays_a_title() -> None:
    pages = site(lambda n: page(MENU, body(n), FOOT))
    column = page(MENU, "Chuyện làng", body(77)[1:], FOOT)
    (document,) = label({"lang-che.vn/x.txt": column}, learn(pages)).values()
    assert [b.text for b in document.kept] == ["Chuyện làng", *body(77)[1:]]


def test_the_byline_of_an_author_who_writes_half_of_a_paper_stays_a_byline() -> None:
    names = ["Trần Thị Bưởi", *(f"Lê Văn {word.capitalize()}" for word in WORDS[:MANY])]
    pages = site(lambda n: framed(n, below=[names[0] if n % 2 else names[n + 1]]))
    profile = learn(pages)
    assert names[0] not in known_texts(profile)
    bylines = [
        [block.text for block in document.blocks if block.label is Label.BYLINE]
        for document in label(pages, profile).values()
    ]
    assert bylines == [[names[0]] if n % 2 else [names[n + 1]] for n in range(MANY)]


def test_an_entry_of_a_menu_is_text_where_it_stands_inside_a_text() -> None:
    pages = site(framed)
    profile = learn(pages)
    table = framed(999, ["Bến sông", "Chợ phiên"])
    document = label({"lang-che.vn/t.txt": table}, profile)["lang-che.vn/t.txt"]
    labels = [block.label for block in document.blocks if block.text == "Bến sông"]
    assert labels[0] is Label.CHROME
    assert labels[1] is not Label.CHROME


def test_a_page_of_another_site_is_left_alone() -> None:
    profile = learn(site(framed))
    (document,) = label({"b.vn/1.txt": framed(1)}, profile).values()
    assert not [b for b in document.blocks if b.reason.rule == "chrome.profile"]


def test_a_page_without_any_site_is_judged_by_the_only_site_there_is() -> None:
    profile = learn(site(framed))
    assert removed_texts({"1.txt": framed(1)}, profile) >= {*MENU}
