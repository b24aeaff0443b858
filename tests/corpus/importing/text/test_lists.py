from corpus.importing.text.lists import Entry, lists_of
from corpus.importing.text.marker import marker_of


def _shape(*lines: str) -> list[list[tuple[int, str]]]:
    """The lists that lines make: of each item its depth and its words."""
    entries = []
    for line in lines:
        text = line.lstrip()
        marker = marker_of(text)
        assert marker is not None
        entries.append(Entry(marker, len(line) - len(text), text[marker.length :]))
    return [[(item.depth, item.text) for item in part.items] for part in lists_of(entries)]


def test_indents_nest_items() -> None:
    assert _shape("- a", "  - b", "    - c", "  - d", "- e") == [[(0, "a"), (1, "b"), (2, "c"), (1, "d"), (0, "e")]]


def test_letters_under_numbers_nest_without_an_indent() -> None:
    assert _shape("1. a", "a) b", "b) c", "2. d", "a) e") == [[(0, "a"), (1, "b"), (1, "c"), (0, "d"), (1, "e")]]


def test_bullets_under_a_number_nest_without_an_indent() -> None:
    assert _shape("1. a:", "• b", "• c", "2. d") == [[(0, "a:"), (1, "b"), (1, "c"), (0, "d")]]


def test_a_number_that_begins_again_begins_a_list() -> None:
    assert _shape("1. a", "2. b", "1. c", "2. d") == [[(0, "a"), (0, "b")], [(0, "c"), (0, "d")]]


def test_numbers_after_bullets_are_a_list_of_their_own() -> None:
    assert _shape("- a", "- b", "1. c") == [[(0, "a"), (0, "b")], [(0, "c")]]


def test_a_number_left_out_does_not_end_a_list() -> None:
    assert _shape("1. a", "2. b", "4. c") == [[(0, "a"), (0, "b"), (0, "c")]]


def test_no_items_make_no_list() -> None:
    assert _shape() == []
