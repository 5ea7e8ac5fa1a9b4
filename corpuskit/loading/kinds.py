"""The kinds of things that a plugin can bring, by the group of their entry points."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from corpuskit.loading import border
from corpuskit.loading.entries import ENGINES, EXPORTERS, LANGUAGES, READERS, RULES


class Kind(NamedTuple):
    """One of the things that a plugin can bring.

    `check` judges one value at the border, `claims` says what nobody else may bring as well. The
    entry point of a `named` kind bears the name of the one value that it stands for. What has a
    `word` is asked for by name, and its entry alone claims the name; what has none takes part in
    every run, and so must be fit for one: it `travels` to workers.
    """

    hook: str
    check: Callable[[Any], None]
    claims: Callable[[Any], tuple[str, ...]]
    named: bool = False
    word: str = ""
    travels: bool = False


KINDS: Mapping[str, Kind] = {
    ENGINES: Kind(
        "corpuskit_engines", border.check_engine, border.name_claim, named=True, word="engine"
    ),
    EXPORTERS: Kind(
        "corpuskit_exporters", border.check_exporter, border.name_claim, named=True, word="format"
    ),
    LANGUAGES: Kind(
        "corpuskit_language_packs", border.check_language_pack, border.language_pack_claims
    ),
    READERS: Kind(
        "corpuskit_readers", border.check_reader, border.reader_claims, named=True, travels=True
    ),
    RULES: Kind(
        "corpuskit_label_rules", border.check_label_rule, border.label_rule_claims, travels=True
    ),
}


def word_of(group: str) -> str:
    """Give the word for what is asked for by name: "format" or "engine"."""
    return KINDS[group].word
