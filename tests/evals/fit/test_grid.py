"""A value tried replaces the one in force only where it is clearly better and on no set worse."""

import pytest

from evals.fit.grid import kept


@pytest.mark.parametrize(
    ("figures", "chosen"),
    [
        ({"old": {"a": 0.5, "b": 0.5}, "new": {"a": 0.9, "b": 0.5}}, "new"),
        ({"old": {"a": 0.5, "b": 0.5}, "new": {"a": 0.9, "b": 0.4}}, "old"),
        ({"old": {"a": 0.5, "b": 0.5}, "new": {"a": 0.501, "b": 0.5}}, "old"),
        ({"old": {"a": 0.5}, "new": {"a": 0.6}, "newer": {"a": 0.7}}, "newer"),
    ],
)
def test_the_best_value_is_kept_that_loses_nothing(figures: dict[str, dict[str, float]], chosen: str) -> None:
    assert kept(figures, "old") == chosen
