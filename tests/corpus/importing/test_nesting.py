import pytest

from corpus.importing.nesting import nested_depths, nested_levels, skipped


@pytest.mark.parametrize(
    ("levels", "nested"),
    [
        ([], []),
        ([3], [1]),
        ([1, 2, 3, 2, 1], [1, 2, 3, 2, 1]),
        ([2, 4, 3, 2], [1, 2, 2, 1]),
        ([3, 2, 1], [1, 1, 1]),
        ([1, 3, 5, 3], [1, 2, 3, 2]),
        ([1, 2, 3, 4, 5, 6, 7, 8, 2], [1, 2, 3, 4, 5, 6, 6, 6, 2]),
    ],
)
def test_headings_skip_no_level(levels: list[int], nested: list[int]) -> None:
    assert nested_levels(levels) == nested


def test_items_begin_outside_and_go_in_one_list_at_a_time() -> None:
    assert nested_depths([1, 3, 3, 2, 0]) == [0, 1, 1, 1, 0]


def test_skipped_levels_are_told_by_their_place() -> None:
    assert skipped([1, 2, 3, 1, 3]) == [4]
    assert skipped([1, 3, 3, 1, 3]) == []
    assert skipped([]) == []
