"""The weights that ship with the core: data only, written by `benchmarks/training`."""

from importlib.resources import files

import tomli

from corpuskit.labels.role_weights import RoleWeights, parse_role_weights
from corpuskit.weighing.elements import ClassWords
from corpuskit.weighing.forest import Forest, parse_forest
from corpuskit.weighing.markup_weigher import MarkupWeigher
from corpuskit.weighing.weigher import Weigher
from corpuskit.weighing.weights import (
    MarkupWeights,
    Weights,
    parse_markup_weights,
    parse_weights,
)

CHROME = "chrome.toml"
MARKUP = "markup.toml"
CLASS_WORDS = "class_words.toml"
ROLES = "roles.toml"
FOREST = "third_look.json"
MARKUP_FOREST = "markup_third_look.json"


def load_weights() -> Weights:
    """Read the weights by which text and page furniture are told apart."""
    return parse_weights(CHROME, _read(CHROME))


def load_forest() -> Forest:
    """Read the trees that look at doubtful lines of flat pages a third time."""
    return parse_forest(FOREST, _read(FOREST))


def load_markup_forest() -> Forest:
    """Read the trees that look at doubtful blocks of marked-up pages a third time."""
    return parse_forest(MARKUP_FOREST, _read(MARKUP_FOREST))


def load_role_weights() -> RoleWeights:
    """Read the weights by which paragraphs, captions and headings are told apart."""
    return parse_role_weights(ROLES, _read(ROLES))


def load_markup_weights() -> MarkupWeights:
    """Read the weights by which blocks of marked-up pages are told apart."""
    return parse_markup_weights(MARKUP, _read(MARKUP))


def load_class_words() -> ClassWords:
    """Read the words of classes with the kinds of element that they speak of."""
    kinds: dict[str, list[str]] = {}
    for kind, entry in tomli.loads(_read(CLASS_WORDS)).items():
        for word in entry["words"]:
            kinds.setdefault(word, []).append(kind)
    return kinds


def load_weigher() -> Weigher:
    """Make the weigher of flat and of marked-up pages."""
    markup = MarkupWeigher(load_markup_weights(), load_class_words(), load_markup_forest())
    return Weigher(load_weights(), markup, load_forest())


def _read(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")
