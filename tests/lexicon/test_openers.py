"""First words of lines, by what they speak for."""

import pytest

from corpuskit.language import LanguagePack, Opener
from corpuskit.languages import corpuskit_language_packs
from corpuskit.lexicon.openers import NO_KIND, Openers

OPENERS = Openers(tuple(corpuskit_language_packs()))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Thiếu tá Lê Văn A phát biểu", "officer"),
        ("Phó Chủ tịch xã trao quà", "office"),
        ("Bà Trần Thị B bên vườn rau", "person"),
        ("Bà con thôn Một gặt lúa", "people"),
        ("Gian hàng của lớp 12A1", "thing"),
        ("Đẩy mạnh cải cách hành chính", "task"),
        ("Vì sao lúa năm nay mất mùa?", "part"),
        ("Mưa lớn trên sông", NO_KIND),
        ("", NO_KIND),
    ],
)
def test_the_longest_words_that_a_line_begins_with_say_what_it_speaks_for(
    line: str, kind: str
) -> None:
    assert OPENERS.kind_of(line.casefold()) == kind


def test_words_end_where_words_of_the_line_do() -> None:
    assert OPENERS.kind_of("bàng bạc khói sương") == NO_KIND


def test_without_a_pack_nothing_is_said() -> None:
    assert Openers(()).kind_of("ông a") == NO_KIND


def test_other_packs_bring_their_own() -> None:
    opener = Opener(speaks_for="people", words=("les élèves",), reason="pupils")
    french = LanguagePack("fr", "French", openers=(opener,))
    assert Openers([french]).kind_of("les élèves de cm2") == "people"
