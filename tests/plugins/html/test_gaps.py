import pytest

from corpuskit_html.reading import read_block
from tests.plugins.html.walks import cut_blocks


def texts(page: str) -> list[str]:
    return [read_block(page, block) for block in cut_blocks(page).blocks]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("W<b>or</b>d", "Word"),
        ("wo<!-- c -->rd", "word"),
        ("Don<wbr>au<b></b>dampf", "Donaudampf"),
        ('<span class="dropcap">T</span>he end', "The end"),
        ('<span class="a">T</span><span class="b">he end</span>', "The end"),
        ('<i class="a">w</i><i class="b">o</i><i class="c">r</i><i class="d">d</i>', "word"),
        ("H<sub>2</sub><b>O</b>, 5 m<sup>2</sup>", "H2O, 5 m2"),
        ("<b>a</b>, <i>b</i>.", "a, b."),
        ("<a>one</a>, two", "one, two"),
        ("<b class=module>weir.</b><b class=name>read</b>", "weir.read"),
        ("<b>3.</b><i>14</i>", "3.14"),
        ("<b>VITAMIN AB</b><i>CD</i>", "VITAMIN ABCD"),
        ("see<a href=x>this</a>", "seethis"),
    ],
)
def test_words_are_not_split(page: str, expected: str) -> None:
    assert texts(page) == [expected]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            "<span>Sức khỏe</span><span>Thứ Năm, 17/05/2018</span>",
            "Sức khỏe Thứ Năm, 17/05/2018",
        ),
        ("<time>19/07/2024</time><a>Sáng nay</a>", "19/07/2024 Sáng nay"),
        ("<p>See <a href=1>one</a><a href=2>two</a>.</p>", "See one two."),
        ("<label>name</label><label>mail</label>", "name mail"),
        ("<span>Updated:</span><span>Monday</span>", "Updated: Monday"),
        ("<span>update</span><span>2018</span>", "update 2018"),
        ("<b class=who>lan</b><i class=what>writes</i>", "lan writes"),
        ("<x-name>lan</x-name><x-date>today</x-date>", "lan today"),
        ("<b>Marta R.</b><span>18/04/2024</span>", "Marta R. 18/04/2024"),
        ("<b>Nguyễn Văn A</b><span>18/04/2024</span>", "Nguyễn Văn A 18/04/2024"),
        ("<b>Khối A</b><i>Thời sự</i>", "Khối A Thời sự"),
        ("<b>Marta\u00a0R.</b><span>18/04/2024</span>", "Marta\u00a0R. 18/04/2024"),
        ("<b>Marta&nbsp;R.</b><span>18/04/2024</span>", "Marta\u00a0R. 18/04/2024"),
        ("<b class=who>Marta R.</b><span class=when>hace 2 horas</span>", "Marta R. hace 2 horas"),
        ("one<img src=x>two", "one two"),
        ("<i>a&eacute;</i><i>B</i><i>cd</i>", "aéBcd"),
        ("<i>na&eacute;</i><i>Bcd</i>", "naé Bcd"),
    ],
)
def test_labels_are_not_glued(page: str, expected: str) -> None:
    assert texts(page) == [expected]


def test_programs_get_no_space_between_their_parts() -> None:
    assert texts("<code><b class=n>foo</b><b class=m>Bar</b></code>") == ["fooBar"]


@pytest.mark.parametrize("between", ["", " ", "\n<!-- c -->\n"])
def test_a_menu_is_cut_into_its_labels(between: str) -> None:
    page = f"<a>Chuyên mục này</a>{between}<a href=/><b>Tất</b> cả</a>{between}<a>1</a>"
    assert texts(page) == ["Chuyên mục này", "Tất cả", "1"]


def test_links_with_other_text_are_no_menu() -> None:
    assert texts("<a>Home</a> | <a>News</a>") == ["Home | News"]
    assert texts("Tags: <a>home</a><a>news</a>") == ["Tags: home news"]


def test_a_sentence_that_is_a_link_stays_with_its_neighbour() -> None:
    long = "a long sentence " * 10
    assert texts(f"<a>{long}</a><a>More</a>") == [long + "More"]
