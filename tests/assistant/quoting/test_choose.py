"""What an answer quotes: lists and rows whole, the direct words first, nothing twice."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from assistant.quoting.choose import Rated, choose, rate
from assistant.quoting.pieces import Piece
from corpus.document import Passage, Sentence
from indexing.query import Query
from indexing.search import Hit

Make = Callable[..., Any]


@dataclass(frozen=True)
class Found:
    """What a search found, as far as choosing looks at it."""

    query: Query
    hits: tuple[Hit, ...]


def rated(question: str, hits: list[Hit], searcher: Any) -> Rated:
    return rate(Found(Query(question), tuple(hits)), searcher)


def row_of(*cells: str) -> list[Sentence]:
    return [Sentence(text, 0, "cell", "risks#0.1", f"{cells[0]} – {n}:") for n, text in enumerate(cells)]


def test_sentences_score_by_nearness_and_by_the_words_they_hold(
    passage: Make, prose: Make, hit: Make, fake_searcher: Make
) -> None:
    bread = passage(*prose("Boats float.", "Knead the dough.", "Dough rises."))
    found = rated("How do I knead dough?", [hit(bread, 0.4, 0.4, 0.4)], fake_searcher(bread))
    boats, both, one = found.candidates[0].scores
    assert boats < one < both
    assert found.best == both


def test_a_number_scores_where_one_is_asked_for(passage: Make, prose: Make, hit: Make, fake_searcher: Make) -> None:
    bread = passage(*prose("It rises.", "It rises by 4."))
    for question, ahead in (("How much does it rise?", True), ("Why does it rise?", False)):
        plain, number = rated(question, [hit(bread, 0.4, 0.4)], fake_searcher(bread)).candidates[0].scores
        assert (number > plain) is ahead


@pytest.mark.parametrize("courtesies", [(), ("Well met",)])
def test_a_courtesy_scores_nothing(
    courtesies: tuple[str, ...], passage: Make, prose: Make, document: Make, hit: Make, fake_searcher: Make
) -> None:
    letter = passage(*prose("Dear all,", "Well met, baker!", "Knead the dough."))
    searcher = fake_searcher(letter, documents=[document(courtesies=courtesies)])
    dear, well, knead = rated("Dough?", [hit(letter, 0.9, 0.9, 0.9)], searcher).candidates[0].scores
    assert (dear, well > 0, knead > 0) == (0, not courtesies, True)


def test_nothing_found_rates_nothing(fake_searcher: Make) -> None:
    nothing = rated("Bread?", [], fake_searcher())
    assert (nothing.candidates, nothing.best) == ((), 0.0)


def test_a_list_is_quoted_whole_with_its_lead_in_over_the_passages_it_was_cut_into(
    passage: Make, listed: Make, prose: Make, hit: Make, fake_searcher: Make
) -> None:
    first = passage(*prose("Bread is old."), *listed("Mix.", "Knead.", led=True))
    second = passage(*listed("Bake.", "Eat.", first=3), anchor="steps/p2")
    searcher = fake_searcher(first, second)
    found = rated("Which steps are there?", [hit(second, 0.9, 0.2), hit(first, 0.1, 0.1, 0.1, 0.1)], searcher)
    assert choose(found, [], searcher) == [Piece(first, 1, 3), Piece(second, 0, 1)]


def test_the_direct_cell_of_a_row_comes_first_and_the_rest_of_the_row_after_it(
    passage: Make, hit: Make, fake_searcher: Make
) -> None:
    row = passage(*row_of("Low pay", "People leave.", "Ask for more."))
    searcher = fake_searcher(row)
    found = rated("What is to be done?", [hit(row, 0.1, 0.2, 0.9)], searcher)
    assert [piece.text for piece in choose(found, [], searcher)] == ["Ask for more.", "Low pay", "People leave."]


@pytest.mark.parametrize("same_passage", [True, False])
def test_nothing_is_said_twice(same_passage: bool, passage: Make, prose: Make, hit: Make, fake_searcher: Make) -> None:
    bread = passage(*prose("Knead the dough.", "Bake it."))
    again = bread if same_passage else passage(*prose("Knead the dough.", "Bake it."), anchor="again/p1")
    searcher = fake_searcher(bread, again)
    whole = rated("How is dough kneaded and how is it baked?", [hit(bread, 0.9, 0.5)], searcher)
    part = rated("how is it baked", [hit(again, 0.4, 0.9)], searcher)
    said = " ".join(piece.text for piece in choose(whole, [part], searcher))
    assert (said.count("Knead the dough."), said.count("Bake it.")) == (1, 1)


def test_the_best_passage_of_each_part_is_quoted(passage: Make, prose: Make, hit: Make, fake_searcher: Make) -> None:
    bread, boats = passage(*prose("Knead the dough.")), passage(*prose("Row with both hands."), anchor="boats/p1")
    searcher = fake_searcher(bread, boats)
    whole = rated("How is dough kneaded and how are boats rowed?", [hit(bread, 0.9)], searcher)
    part = rated("how are boats rowed", [hit(boats, 0.9)], searcher)
    assert [piece.text for piece in choose(whole, [part], searcher)] == ["Knead the dough.", "Row with both hands."]


def two_lists(passage: Make, listed: Make) -> tuple[Passage, Passage]:
    tips = passage(*listed("Sift.", "Stir.", group="tips#1", led=True), anchor="tips/p1")
    return tips, passage(*listed("Mix.", "Knead.", "Bake.", led=True))


@pytest.mark.parametrize(("number", "right"), [("two", 0), ("three", 1)])
def test_a_count_names_the_list_that_has_as_many_items(
    number: str, right: int, passage: Make, listed: Make, hit: Make, fake_searcher: Make
) -> None:
    lists = two_lists(passage, listed)
    searcher = fake_searcher(*lists)
    hits: list[Hit] = [hit(lists[0], 0.9, 0.1, 0.1), hit(lists[1], 0.8, 0.1, 0.1, 0.1)]
    chosen = choose(rated(f"What are the {number} steps?", hits, searcher), [], searcher)
    assert chosen == [Piece(lists[right], 0, len(lists[right].sentences) - 1)]


def test_who_leads_is_said_first(passage: Make, prose: Make, document: Make, hit: Make, fake_searcher: Make) -> None:
    bread = passage(*prose("Led by Ann.", "Knead the dough."))
    searcher = fake_searcher(bread, documents=[document(leader="Led by")])
    found = rated("Who leads on dough?", [hit(bread, 0.1, 0.9)], searcher)
    assert next(iter(choose(found, [], searcher))).text == "Led by Ann."


def test_a_topic_is_gathered_from_the_catalogue_and_from_what_was_found(
    passage: Make, prose: Make, hit: Make, fake_searcher: Make
) -> None:
    topic, found, far = (passage(*prose(f"{n} kneads dough."), anchor=n) for n in ("Ann", "Bob", "Cy"))
    searcher = fake_searcher(topic, found, far)
    searcher.topic = [(topic, 0)]
    hits = [hit(found, 0.9), hit(topic, 0.8), hit(far, 0.1)]
    pieces = choose(rated("Everything on dough", hits, searcher), [], searcher)
    assert pieces == [Piece(topic, 0, 0), Piece(found, 0, 0)]
