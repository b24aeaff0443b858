"""Passages are read to be put in order no further than it brings anything."""

from evals.fit.reading import _chosen

READS = {0.02: 0.1, 0.05: 0.3, 0.1: 0.5}


def test_of_values_that_find_as_much_those_that_read_least_are_chosen() -> None:
    figures = {(0.02, 0.01): 0.90, (0.05, 0.01): 0.9095, (0.05, 0.02): 0.9098, (0.1, 0.01): 0.91}
    assert _chosen(figures, READS) == (0.05, 0.02)


def test_what_finds_clearly_more_is_worth_reading() -> None:
    assert _chosen({(0.02, 0.01): 0.90, (0.05, 0.01): 0.9, (0.1, 0.01): 0.91}, READS) == (0.1, 0.01)
