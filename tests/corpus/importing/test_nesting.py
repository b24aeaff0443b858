import pytest

from corpus.importing.nesting import in_series, nested_depths, nested_levels, skipped


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


def test_chapters_numbered_in_a_row_stand_on_one_level_whatever_comes_between() -> None:
    odd = [(1, "Guide"), (3, "1. Aims"), (3, "2. Duties"), (2, "A box"), (4, "Inside"), (3, "3. Forms"), (5, "4. Law")]

    assert nested_levels(in_series(odd)) == [1, 2, 2, 3, 4, 2, 2]


def test_parts_that_stand_over_a_row_of_chapters_stay_over_it() -> None:
    parts = [(1, "Part A"), (2, "1. Aims"), (2, "2. Duties"), (1, "Part B"), (2, "3. Forms")]

    assert nested_levels(in_series(parts)) == [1, 2, 2, 1, 2]


def test_rows_inside_chapters_do_not_move_them() -> None:
    rows = [(1, "1. Aims"), (2, "1. Who"), (2, "2. What"), (1, "2. Duties"), (2, "1. Who"), (1, "3. Forms")]

    assert nested_levels(in_series(rows)) == [1, 2, 2, 1, 2, 1]
