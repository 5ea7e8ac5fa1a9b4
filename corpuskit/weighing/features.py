"""The features by which text and furniture are told apart, in families that explain a decision.

None of them knows a language; words come from the packs. Each answers with a small number, and a
table of weights says what an answer speaks for.
"""

from collections.abc import Callable
from typing import NamedTuple

from corpuskit.weighing import line_features as line
from corpuskit.weighing import near_features as near
from corpuskit.weighing import page_features as page
from corpuskit.weighing.basics import Basics
from corpuskit.weighing.columns import Column, PageColumn

Ask = Callable[[Basics], Column | PageColumn]


class Feature(NamedTuple):
    """A feature: its name, the family under which it is explained, and its answers for a page."""

    name: str
    family: str
    ask: Ask


FEATURES: tuple[Feature, ...] = (
    Feature("length_and_end", "length", line.length_and_end),
    Feature("word_count", "length", line.word_count),
    Feature("inner_sentences", "sentences", line.inner_sentences),
    Feature("commas", "sentences", line.commas),
    Feature("first_and_last_sign", "sentences", line.first_and_last_sign),
    Feature("figures", "signs", line.figures),
    Feature("capitals", "signs", line.capitals),
    Feature("own_label", "label", line.own_label),
    Feature("gaps", "place", line.gaps),
    Feature("furniture_share", "words of furniture", line.furniture_share),
    Feature("furniture_count", "words of furniture", line.furniture_count),
    Feature("furniture_kinds", "words of furniture", line.furniture_kinds),
    Feature("times_said", "repeats", line.times_said),
    Feature("distance_from_block", "place", near.distance_from_block),
    Feature("side_and_length", "place", near.side_and_length),
    Feature("text_near", "text nearby", near.text_near),
    Feature("text_in_reach", "text nearby", near.text_in_reach),
    Feature("density_of_text", "text nearby", near.density_of_text),
    Feature("stops_around", "text nearby", near.stops_around),
    Feature("evenness", "text nearby", near.evenness),
    Feature("form_above", "text nearby", near.form_above),
    Feature("form_below", "text nearby", near.form_below),
    Feature("text_before", "place", near.text_before),
    Feature("text_after", "place", near.text_after),
    Feature("place_on_page", "place", near.place_on_page),
    Feature("lines_above", "place", near.lines_above),
    Feature("text_distances", "text nearby", near.text_distances),
    Feature("furniture_near", "furniture nearby", near.furniture_near),
    Feature("furniture_around", "furniture nearby", near.furniture_around),
    Feature("furniture_between", "furniture nearby", near.furniture_between),
    Feature("shared_words", "shared words", page.shared_words),
    Feature("shared_words_by_page", "shared words", page.shared_words_by_page),
    Feature("theme", "shared words", page.theme),
    Feature("amount_of_text", "kind of page", page.amount_of_text),
    Feature("gathered_text", "kind of page", page.gathered_text),
    Feature("sentences_of_page", "kind of page", page.sentences_of_page),
    Feature("wordy_furniture", "words of furniture", page.wordy_furniture),
    Feature("templated_length", "kind of page", page.templated_length),
    Feature("templated_side", "kind of page", page.templated_side),
    Feature("forum_end", "kind of page", page.forum_end),
    Feature("forum_length", "kind of page", page.forum_length),
    Feature("forum_shared_words", "shared words", page.forum_shared_words),
    Feature("code_like", "kind of page", page.code_like),
)
