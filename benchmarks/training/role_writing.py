"""The weights of roles as a file, rounded, feature by feature."""

import json
from collections import defaultdict
from collections.abc import Iterable

from corpuskit.labels.role_features import ROLE_FEATURES
from training.role_fitting import BIAS, FittedRoles

HEADER = """\
# By what paragraphs, captions and headings are told apart, in log-odds, in this order. Each feature
# has three numbers for each of its answers (corpuskit/labels/role_features.py says what it asks).
# Transitions have a row for the line above: paragraph, caption, heading, anything else; and in it
# a number for each of them below. Written by `python benchmarks/training FOLDER --roles`; edit the
# data, not the numbers.
"""


def roles_toml(fitted: FittedRoles) -> str:
    """Write the weights, the answers of a feature in the order of their names."""
    answers: dict[str, dict[str, str]] = defaultdict(dict)
    for feature, numbers in fitted.weights.items():
        name, _, answer = feature.partition("=")
        answers[name][answer] = _row(numbers)
    return "\n".join(
        [
            HEADER,
            f"bias = {_row(fitted.weights[BIAS])}",
            "transitions = [",
            *(f"    {_row(row)}," for row in fitted.transitions),
            "]",
            *(line for feature in ROLE_FEATURES for line in _table(feature.name, answers)),
            "",
        ]
    )


def _table(name: str, answers: dict[str, dict[str, str]]) -> Iterable[str]:
    yield f"\n[features.{name}]"
    for answer, row in sorted(answers[name].items()):
        yield f"{json.dumps(answer, ensure_ascii=False)} = {row}"


def _row(numbers: Iterable[float]) -> str:
    return "[" + ", ".join(f"{number:.3f}".replace("-0.000", "0.000") for number in numbers) + "]"
