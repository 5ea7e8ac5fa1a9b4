"""The cases that a linguist can write hold on pages that are weighed, as in a conversion, too."""

from collections.abc import Iterator

import pytest
from _pytest.mark import ParameterSet

from corpuskit.languages import corpuskit_language_packs
from corpuskit.pipeline import Pipeline
from corpuskit.weighing.weigher import Weigher
from corpuskit.weights import load_role_weights, load_weights
from tests import test_cases

FAILING = {
    "datelines: dates of other articles below the text say nothing about this one": (
        "one paragraph above a long list of titles is taken for a page without an article"
    ),
}
"""What the weights of today get wrong."""


def params() -> Iterator[ParameterSet]:
    for param in test_cases.params():
        reason = FAILING.get(str(param.id))
        marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
        yield pytest.param(*param.values, id=param.id, marks=(*param.marks, *marks))


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    packs = tuple(corpuskit_language_packs())
    return Pipeline(packs, weigher=Weigher(load_weights()), roles=load_role_weights())


@pytest.mark.parametrize("case", list(params()))
def test_a_weighed_page_becomes_what_its_case_says(
    case: test_cases.Case, pipeline: Pipeline
) -> None:
    test_cases.test_a_page_becomes_what_its_case_says(case, pipeline)


def test_every_known_failure_is_a_case() -> None:
    assert set(FAILING) <= {str(param.id) for param in test_cases.params()}
