"""The language of a page by its words and letters."""

import pytest

from corpuskit.facts.detect import LanguageFinder
from corpuskit.languages import corpuskit_language_packs
from corpuskit.model import Certainty

POEM = """Ta về bến cũ Sa Lồ
Nước xanh như thể bao giờ chiến tranh
Cỏ non mọc kín chiến hào
Hỏi ai còn nhớ đêm nào vượt sông
Chiếc xuồng qua giữa lặng thầm
Pháo sáng rụng xuống nghe gần như sao
Tôi ngồi thắp nén hương xiêu
Khói bay qua sóng mang điều chưa thưa"""
FRENCH = (
    "Le ministre Nguyễn Xuân Phương a reçu à Huế les maires des villes voisines, qui lui ont "
    "présenté les travaux prévus sur les quais de la rivière pendant les trois prochaines années."
)


def test_a_poem_is_known_by_its_letters() -> None:
    found = LanguageFinder(corpuskit_language_packs()).find(POEM)
    assert found is not None
    assert (found.value, found.rule, found.certainty) == (
        "vi",
        "language.letters",
        Certainty.MEDIUM,
    )
    assert found.text.endswith(" words")


@pytest.mark.parametrize("text", [FRENCH, "", "Lồ bờ", "1 2 3"])
def test_a_few_foreign_names_are_no_language(text: str) -> None:
    assert LanguageFinder(corpuskit_language_packs()).find(text) is None
