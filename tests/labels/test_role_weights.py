"""Weights of roles: what is read, what is refused, and those that ship."""

import pytest

from corpuskit.errors import PluginFailed
from corpuskit.labels.role_features import ROLE_FEATURES
from corpuskit.labels.role_weights import parse_role_weights
from corpuskit.weights import load_role_weights

FEATURES = "\n".join(f'[features.{feature.name}]\n"1" = [0, 0.5, -1]' for feature in ROLE_FEATURES)
GOOD = f"""
bias = [1, 0, -1]
transitions = [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0.25]]
{FEATURES}
"""


def test_weights_are_read_by_feature_and_answer() -> None:
    weights = parse_role_weights("good", GOOD)
    assert weights.bias == (1.0, 0.0, -1.0)
    assert weights.transitions[3] == (0.0, 0.0, 0.0, 0.25)
    assert weights.features["length"] == {"1": (0.0, 0.5, -1.0)}


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("bias = [", "Invalid"),
        (GOOD.replace("bias", "biases"), "unknown field `biases`"),
        (GOOD.replace("[1, 0, -1]", "[1, 0]"), r"length 3, got 2 - at `\$.bias`"),
        (GOOD.replace("0.25", '"much"'), "Expected `float`, got `str`"),
        (GOOD.replace("features.gap]", "features.gaps]"), "they are for other features"),
        (GOOD.replace("0.25", "nan"), "a number is beyond 100"),
        (GOOD.replace("0.25", "1e3"), "a number is beyond 100"),
    ],
)
def test_text_that_is_no_weights_is_refused(text: str, cause: str) -> None:
    with pytest.raises(PluginFailed, match=rf"^weights roles: .*{cause}.*; train them again$"):
        parse_role_weights("roles", text)


def test_the_weights_that_ship_speak_for_answers_of_every_feature() -> None:
    weights = load_role_weights()
    assert [name for name, answers in weights.features.items() if len(answers) < 2] == []
    assert {"caption", "heading", "none", "paragraph"} == set(weights.features["cue"])
