"""A passage that holds a rare word of the query, or of what the glossary calls it, is always found."""

import re

from indexing.keyword import tokens
from indexing.rare import places_of_words, query_words, with_rare_words
from indexing.search import Searcher

PLACES = {"chapel": [7], "roma": [8, 3], "care": list(range(10))}


def test_the_best_passage_with_a_rare_word_takes_the_last_place() -> None:
    assert with_rare_words(range(10), 3, ["chapel", "care"], PLACES) == [0, 1, 7]
    assert with_rare_words(range(10), 3, ["care"], PLACES) == [0, 1, 2]


def test_a_word_that_is_found_already_changes_nothing() -> None:
    assert with_rare_words([8, 1, 2, 3], 3, ["roma"], PLACES) == [8, 1, 2]


def test_no_passage_found_for_one_word_gives_way_to_another() -> None:
    assert with_rare_words(range(10), 2, ["roma", "chapel"], PLACES) == [3, 7]
    assert with_rare_words(range(10), 1, ["roma", "chapel"], PLACES) == [7]


def test_passages_that_are_not_wanted_are_not_brought_back() -> None:
    assert with_rare_words([0, 1, 2], 2, ["chapel"], PLACES) == [0, 1]


def test_abbreviations_are_looked_for_spelt_out_too() -> None:
    assert {"dol", "depriv", "liberti"} <= set(query_words("Is a DoLS needed here?"))


def test_every_rare_word_of_the_library_is_found(searcher: Searcher) -> None:
    places = places_of_words(searcher.passages)
    words = {word for passage in searcher.passages for word in re.findall(r"[a-z]{4,}", passage.text)}
    rare = sorted(word for word in words if len(tokens(word)) == 1 and len(places.get(tokens(word)[0], ())) in (1, 2))
    assert len(rare) > 200
    for word in rare[::20]:
        found = {id(hit.passage) for hit in searcher.search(word).hits}
        assert found & {id(searcher.passages[number]) for number in places[tokens(word)[0]]}, word
