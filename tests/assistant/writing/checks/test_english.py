"""English is told from other languages by its script and its small words."""

import pytest

from assistant.writing.checks.english import is_english


@pytest.mark.parametrize(
    "text",
    [
        "The trust’s café serves people of every faith.",
        "Castlebar cares compassionately.",
        "Providers die a little with each delay, and that is the point.",
        "",
    ],
)
def test_english_is_recognised(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Die Versorgung der Menschen ist wichtig.",
        "Les droits de l’homme sont la base.",
        "Равенство и права человека.",
        "Równość i prawa człowieka są podstawą.",
        "Care quality rights improve working outcome leadership excellence.",
    ],
)
def test_anything_else_is_not(text: str) -> None:
    assert not is_english(text)
