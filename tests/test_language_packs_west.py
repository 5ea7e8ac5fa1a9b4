"""The packs of Western Europe and the North against the cases of their table."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import tomli

from corpuskit.api import label_text, make_pipeline
from corpuskit.facts.dates import find_dates, read_date
from corpuskit.facts.detect import LanguageFinder
from corpuskit.labels.people import find_names
from corpuskit.languages import corpuskit_language_packs
from corpuskit.lexicon.lexicon import Lexicon
from corpuskit.model import Certainty

TABLE = Path(__file__).parent / "cases" / "language_packs_west.toml"
CASES: dict[str, Any] = tomli.loads(TABLE.read_text("utf-8"))
PACKS = {pack.language: pack for pack in corpuskit_language_packs()}
WEST = ("de", "fr", "es", "pt", "it", "nl", "sv", "nb", "da", "fi")
LEXICONS = {tag: Lexicon([PACKS["und"], PACKS[tag]]) for tag in WEST}
PIPELINE = make_pipeline()
LABELS = "title byline date_line lead paragraph caption paragraph source_line"


def test_no_word_tells_two_languages() -> None:
    languages = defaultdict(list)
    for tag, pack in PACKS.items():
        for word in pack.detection.words:
            languages[word].append(tag)
    assert {word: tags for word, tags in languages.items() if len(tags) > 1} == {}


@pytest.mark.parametrize("tag", WEST)
def test_a_pack_is_small_and_takes_no_capitals_for_names(tag: str) -> None:
    pack = PACKS[tag]
    assert 40 <= len(pack.detection.words) <= 110
    assert not pack.capitals_mean_names
    assert (pack.chrome, pack.formulas) == ((), ())


@pytest.mark.parametrize(("tag", "text"), CASES["sentences"])
def test_a_sentence_tells_its_language(tag: str, text: str) -> None:
    found = LanguageFinder(PACKS.values()).find(text)
    assert found is not None
    assert found.value == tag


@pytest.mark.parametrize(("language", "text"), CASES["neighbours"])
def test_a_neighbour_without_a_pack_is_surely_none_of_them(language: str, text: str) -> None:
    found = LanguageFinder(PACKS.values()).find(text)
    assert found is None or found.certainty is Certainty.LOW


@pytest.mark.parametrize(("tag", "text", "values"), CASES["dates"])
def test_a_text_states_these_dates(tag: str, text: str, values: str) -> None:
    assert " ".join(stated.value for stated in find_dates(text, LEXICONS[tag])) == values


@pytest.mark.parametrize(("tag", "line", "moment", "updated"), CASES["timestamps"])
def test_a_line_says_when_the_page_was_made(
    tag: str, line: str, moment: str, *, updated: bool
) -> None:
    lexicon = LEXICONS[tag]
    read = [read_date(match, lexicon) for match in lexicon.timestamps.fullmatch(line)]
    stated = next(filter(None, read))
    assert (stated.moment, stated.updated) == (moment, updated)


@pytest.mark.parametrize(("tag", "line"), CASES["no_timestamps"])
def test_a_headline_with_a_day_is_no_timestamp(tag: str, line: str) -> None:
    assert list(LEXICONS[tag].timestamps.fullmatch(line)) == []


@pytest.mark.parametrize(("tag", "line", "names"), CASES["bylines"])
def test_a_line_of_credit_is_words_and_whole_names(tag: str, line: str, names: str) -> None:
    lexicon = LEXICONS[tag]
    credit, start = lexicon.credits.before(line) or (None, 0)
    lone = credit is not None and credit.colon
    found = find_names(line, lexicon, start, lone=lone) if credit else []
    assert " + ".join(name.text for name in found) == names


@pytest.mark.parametrize(("tag", "line", "name"), CASES["sources"])
def test_a_line_names_its_source(tag: str, line: str, name: str) -> None:
    found = [match["name"] for match in LEXICONS[tag].source_lines.fullmatch(line)]
    assert (found or [""])[0] == name


@pytest.mark.parametrize(("tag", "text", "place", "code"), CASES["datelines"])
def test_a_dateline_names_place_and_agency(tag: str, text: str, place: str, code: str) -> None:
    match = next(LEXICONS[tag].datelines.match(text))
    assert (match["place"], match["code"]) == (place, code)


@pytest.mark.parametrize("article", CASES["articles"], ids=lambda article: article["language"])
def test_an_article_is_labelled_and_says_who_when_and_where_from(
    article: Mapping[str, str],
) -> None:
    document = label_text(article["text"], pipeline=PIPELINE)
    said = document.metadata
    assert " ".join(block.label for block in document.blocks if block.text) == LABELS
    assert said.language is not None
    assert said.language.value == article["language"]
    assert said.date is not None
    assert (said.date.value, said.date.role) == ("2024-05-12T10:30", "timestamp")
    assert [byline.name for byline in said.bylines] == [article["byline"]]
    assert said.source_name is not None
    assert said.source_name.value == article["source"]
    assert (said.dateline.text if said.dateline else "") == article["dateline"]
    assert "2024-06-05" in [date.value for date in said.dates]


@pytest.mark.parametrize("article", CASES["articles"], ids=lambda article: article["language"])
@pytest.mark.parametrize("case", range(len(CASES["bylines"])))
def test_a_headline_that_begins_like_a_byline_stays(case: int, article: Mapping[str, str]) -> None:
    tag, headline, names = CASES["bylines"][case]
    if names or tag != article["language"]:
        return
    lines = article["text"].split("\n")
    document = label_text("\n".join([headline, *lines[2:]]), pipeline=PIPELINE)
    assert document.blocks[0].label not in ("byline", "date_line", "source_line", "caption")
