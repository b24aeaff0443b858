"""Which parts stand in which group: most stay where they are, and small groups are joined."""

from pathlib import Path

import pytest

from indexing.stored import groups
from indexing.stored.groups import Group, planned
from indexing.stored.nearest import numbers_in
from indexing.stored.parts import Part


def part(name: str, passages: int = 10) -> Part:
    return Part(Path(name), {"passages": passages, "sentences": 2 * passages})


def group(name: str, *parts: Part, searched: bool = False) -> Group:
    return Group(name, {one.name: one.counts for one in parts}, searched)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "EXACT", 100)


def test_a_new_library_is_one_group_that_is_searched_where_it_is_large() -> None:
    staying, new = planned([part("a"), part("b")], [])
    assert (staying, new and list(new.parts), new and new.searched) == ([], ["a", "b"], False)
    _, new = planned([part("a"), part("b", 30)], [])
    assert new
    assert new.searched


def test_nothing_is_written_where_nothing_is_new() -> None:
    before = [group("one", part("a"), part("b"))]
    assert planned([part("b"), part("a")], before) == (before, None)


def test_an_added_document_is_a_group_beside_the_others() -> None:
    before = [group("one", part("a", 90), searched=True)]
    staying, new = planned([part("a", 90), part("b")], before)
    assert staying == before
    assert new == group(new.name, part("b"))


def test_what_is_not_searched_becomes_a_group_that_is_when_it_is_too_much() -> None:
    large, small = group("one", part("a", 90), searched=True), group("two", part("b", 30))
    staying, new = planned([part("a", 90), part("b", 30), part("c")], [large, small])
    assert staying == [large]
    assert new == group(new.name, part("b", 30), part("c"), searched=True)


def test_many_small_groups_are_joined() -> None:
    parts = [part(name, 1) for name in "abcdefghi"]
    before = [group(one.name, one) for one in parts[:-1]]
    staying, new = planned(parts, before)
    assert staying == []
    assert new == group(new.name, *parts)


def test_a_group_of_which_most_is_gone_is_not_kept() -> None:
    before = [group("one", part("a", 10), part("b", 20))]
    staying, new = planned([part("a", 10)], before)
    assert staying == []
    assert new == group(new.name, part("a", 10))
    assert planned([part("b", 20)], before) == (before, None)


def test_numbers_are_those_of_the_library_and_none_for_what_is_gone() -> None:
    held = group("one", part("c", 2), part("gone", 1), part("a", 1))
    parts = [part("a", 1), part("b", 3), part("c", 2)]
    assert numbers_in(held, "passages", parts).tolist() == [4, 5, -1, 0]
    assert numbers_in(held, "sentences", parts).tolist() == [8, 9, 10, 11, -1, -1, 0, 1]
    assert numbers_in(held, "questions", parts).tolist() == []
