"""What an answer quotes: the direct words first, lists whole, what completes them, nothing twice."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import inf
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
    found: Any = Found(Query(question), tuple(hits))
    return rate(found, searcher)


def test_sentences_score_by_nearness_and_by_the_words_they_hold(
    passage: Make, prose: Make, hit: Make, fake_searcher: Make
) -> None:
    bread = passage(*prose("Boats float.", "Knead the dough.", "Dough rises."))
    found = rated("How do I knead dough?", [hit(bread, 0.4, 0.4, 0.4)], fake_searcher(bread))
    boats, both, one = found.candidates[0].scores
    assert boats < one < both
    assert found.best == both


@pytest.mark.parametrize("courtesies", [(), ("Well met",)])
def test_a_courtesy_scores_nothing(
    courtesies: tuple[str, ...], passage: Make, prose: Make, document: Make, hit: Make, fake_searcher: Make
) -> None:
    letter = passage(*prose("Dear all,", "Well met, baker!", "Knead the dough."))
    searcher = fake_searcher(letter, documents=[document(courtesies=courtesies)])
    dear, well, knead = rated("Dough?", [hit(letter, 0.9, 0.9, 0.9)], searcher).candidates[0].scores
    assert (dear, well > -inf, knead > -inf) == (-inf, not courtesies, True)


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


def test_an_answer_begins_with_a_sentence_that_says_something(
    passage: Make, prose: Make, hit: Make, fake_searcher: Make
) -> None:
    bread = passage(*prose("[Name the baker]", "Knead the dough.", "Also bake it.", "How to knead"))
    for near, said in (
        ((0.9, 0.8, 0.1, 0.1), "Knead the dough."),
        ((0.1, 0.1, 0.9, 0.1), "Knead the dough. Also bake it."),
        ((0.1, 0.8, 0.1, 0.9), "Knead the dough."),
    ):
        (piece,) = choose(rated("Who?", [hit(bread, *near)], fake_searcher(bread)), [], fake_searcher(bread))
        assert piece.text == said


def test_where_nothing_may_begin_an_answer_the_best_sentence_does(
    passage: Make, prose: Make, hit: Make, fake_searcher: Make
) -> None:
    bread = passage(*prose("[Name the baker]", "This rises."))
    (piece,) = choose(rated("Who?", [hit(bread, 0.9, 0.2)], fake_searcher(bread)), [], fake_searcher(bread))
    assert piece.text == "[Name the baker]"


def test_another_passage_is_quoted_for_words_of_the_question_that_the_first_lacks(
    passage: Make, prose: Make, hit: Make, fake_searcher: Make
) -> None:
    bread, boats, more = (
        passage(*prose(text), anchor=text) for text in ("Ann kneads dough.", "Bob rows boats.", "Cy kneads dough too.")
    )
    searcher = fake_searcher(bread, boats, more)
    found = rated("Dough or boats?", [hit(bread, 0.8), hit(more, 0.6), hit(boats, 0.6)], searcher)
    assert [piece.text for piece in choose(found, [], searcher)] == ["Ann kneads dough.", "Bob rows boats."]


def test_what_was_shown_before_is_left_out_while_there_is_anything_else(
    passage: Make, prose: Make, hit: Make, fake_searcher: Make
) -> None:
    bread = passage(*prose("Knead the dough.", "Boats float.", "Bake the dough."))
    searcher = fake_searcher(bread)
    found = rated("Dough?", [hit(bread, 0.9, 0.1, 0.8)], searcher)
    assert [piece.text for piece in choose(found, [], searcher, ["Knead the dough."])] == ["Bake the dough."]
    assert choose(found, [], searcher, [bread.text]) == choose(found, [], searcher)


def test_a_topic_leaves_out_what_was_shown(passage: Make, prose: Make, hit: Make, fake_searcher: Make) -> None:
    topic, found = (passage(*prose(f"{n} kneads dough."), anchor=n) for n in ("Ann", "Bob"))
    searcher = fake_searcher(topic, found)
    searcher.topic = [(topic, 0)]
    rest = choose(rated("Everything on dough", [hit(found, 0.9)], searcher), [], searcher, ["Ann kneads dough."])
    assert rest == [Piece(found, 0, 0)]


def test_an_answer_never_begins_with_a_courtesy(passage: Make, prose: Make, hit: Make, fake_searcher: Make) -> None:
    letter = passage(*prose("Dear all,", "This rises.", "Many thanks!"))
    searcher = fake_searcher(letter)
    found = rated("Dough?", [hit(letter, 0.9, 0.5, 0.9)], searcher)
    assert [piece.text for piece in choose(found, [], searcher)] == ["This rises."]


def test_a_note_on_a_table_opens_no_answer_where_another_passage_can(
    passage: Make, prose: Make, hit: Make, fake_searcher: Make
) -> None:
    cells = [Sentence("Dough", 0, "cell", "t#1.1"), Sentence("All about dough", 0, "cell", "t#1.1", column="Notes")]
    table = passage(cells[0], replace(cells[1], row="Dough", lead="Dough – Notes:"), anchor="table/p1")
    bread = passage(*prose("Dough rises."))
    searcher = fake_searcher(table, bread)
    chosen = choose(rated("What does dough do?", [hit(table, 0.1, 0.9), hit(bread, 0.7)], searcher), [], searcher)
    assert chosen[0].text == "Dough rises."
