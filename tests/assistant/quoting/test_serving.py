"""What is quoted of one passage serves the question, in the source's order."""

from collections.abc import Callable, Sequence
from math import inf
from typing import Any

from assistant.quoting.pieces import Piece
from assistant.quoting.rate import best_of
from assistant.quoting.serving import Measure, pieces_of
from corpus.document import Passage, Sentence
from indexing.learnt.weights import Quoting

Make = Callable[..., Any]

GAPS = Quoting(near=0, words=0, passage=0, after=2, before=0.5, elsewhere=1, new=4)


def quoted(passage: Passage, scores: Sequence[float], searcher: Any, room: float = inf, **held: str) -> list[str]:
    """The texts that are quoted where the sentences score so, and `held` says which query word some of them hold."""
    words = [frozenset(filter(None, (held.get(f"s{n}"),))) for n in range(len(scores))]
    hit: Any = type("Found", (), {"passage": passage})()
    candidate = best_of(hit, scores, words)
    measure = Measure(max(scores), dict.fromkeys(held.values(), 0.5), GAPS)
    return [piece.text for piece in pieces_of(candidate, measure, searcher, room)]


def test_sentences_join_that_go_on_from_the_direct_one(passage: Make, prose: Make, fake_searcher: Make) -> None:
    text = passage(*prose("Bread is old.", "Knead the dough.", "Wait a day.", "Bake it.", "Eat."))
    assert quoted(text, (5, 9, 7.5, 7.5, 5), fake_searcher(text)) == ["Knead the dough. Wait a day. Bake it."]
    assert quoted(text, (8.6, 9, 5, 8.5, 5), fake_searcher(text)) == ["Bread is old. Knead the dough.", "Bake it."]


def test_a_sentence_that_says_new_words_of_the_query_may_score_less(
    passage: Make, prose: Make, fake_searcher: Make
) -> None:
    text = passage(*prose("Knead the dough.", "Wait a day.", "Bake it."))
    assert quoted(
        text,
        (
            9,
            5,
            7,
        ),
        fake_searcher(text),
        s0="knead",
        s2="bake",
    ) == ["Knead the dough.", "Bake it."]
    assert quoted(
        text,
        (
            9,
            5,
            7,
        ),
        fake_searcher(text),
        s0="knead",
        s2="knead",
    ) == ["Knead the dough."]


def test_a_label_never_joins(passage: Make, prose: Make, fake_searcher: Make) -> None:
    text = passage(*prose("Knead the dough.", "How to bake", "Bake it."))
    assert quoted(text, (9, 9, 5), fake_searcher(text)) == ["Knead the dough."]


def test_a_list_is_quoted_whole_where_most_of_it_serves(passage: Make, listed: Make, fake_searcher: Make) -> None:
    long = [f"{verb} " + "the dough well " * 9 for verb in ("Mix", "Knead", "Bake")]
    steps = passage(*listed(*long, led=True))
    searcher = fake_searcher(steps)
    assert quoted(steps, (1, 9, 8, 1), searcher) == [steps.text]
    assert quoted(steps, (1, 9, 1, 1), searcher) == [long[0]]
    assert quoted(steps, (8.5, 9, 1, 1), searcher) == [steps.text]
    assert quoted(steps, (8.5, 9, 1, 1), searcher, room=50) == [long[0]]


def test_a_short_list_is_quoted_whole_with_any_item(passage: Make, listed: Make, fake_searcher: Make) -> None:
    steps = passage(*listed("Mix.", "Knead.", "Bake.", led=True))
    assert quoted(steps, (1, 1, 9, 1), fake_searcher(steps)) == [steps.text]


def test_a_list_belongs_to_the_sentence_that_its_lead_in_goes_on_from(
    passage: Make, prose: Make, listed: Make, fake_searcher: Make
) -> None:
    steps = passage(*prose("Bread takes work."), *listed("Mix.", "Bake.", lead="This includes:", led=True))
    for scores in ((9, 1, 1, 1), (1, 1, 9, 1)):
        whole = ["Bread takes work.", "This includes:\n\n- Mix.\n- Bake."]
        assert quoted(steps, scores, fake_searcher(steps)) == whole


def test_a_piece_ends_at_the_border_of_a_cell(passage: Make, fake_searcher: Make) -> None:
    cells = (("Ask.", "Pay – What to do:"), ("Ask again.", "Pay – What to do:"), ("Less.", "Pay – Why:"))
    row = passage(*(Sentence(text, 0, "cell", "t#1.1", lead) for text, lead in cells))
    assert quoted(row, (9, 8.5, 8.5), fake_searcher(row)) == [row.text[: row.sentences[2].start - 3], "Less."]


def test_headings_follow_a_lead_in_that_has_no_list(passage: Make, prose: Make, fake_searcher: Make) -> None:
    lead = passage(*prose("Bread is easy.", "These are the steps:"), section=("Bread",))
    mix, bake = (passage(*prose("Do it."), section=("Bread", name), anchor=name) for name in ("Mix", "Bake"))
    assert quoted(lead, (1, 9), fake_searcher(lead, mix, bake)) == ["These are the steps:", "Mix", "Bake"]
    assert Piece(mix, 0, 0, heading=True).text == "Mix"
