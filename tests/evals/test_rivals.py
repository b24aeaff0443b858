"""The rivals do what they are said to do, over a few texts and over the real library, with vectors of hashed words."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from assistant.answer import Turn
from assistant.assistant import Assistant
from evals.questions import load_questions
from evals.rivals import RIVALS, Rival, best_threshold, by_vectors, by_words, make_rivals, windows
from evals.run import first_of_each_kind, run_system
from evals.system import FoundPassage
from indexing.embed import Embedder

TEXTS = [
    "Knead the dough until it is smooth.",
    "A keel keeps a boat upright in the wind.",
    "Row with both hands on the oars.",
    "Bake the bread in a hot oven.",
    "Tie the boat to the pier with a rope.",
]
PASSAGES = [FoundPassage("sample", f"p{number}", text) for number, text in enumerate(TEXTS)]


def rival(search: Callable[[str], list[tuple[FoundPassage, float]]], quoted: int = 2) -> Rival:
    return Rival("rival", search, quoted)


def test_windows_are_cut_as_stated_and_overlap() -> None:
    text = "\n\n".join(f"Paragraph {number} says something of some length." for number in range(100))
    cut = windows({"long": text, "short": "One line."})
    assert max(len(window.text) for window in cut) <= 1000
    assert [window.anchor for window in cut if window.document == "short"] == ["window 1"]
    first, second = cut[0].text, cut[1].text
    assert second[:100] in first


def test_words_alone_find_what_holds_them_best_first() -> None:
    found = by_words(PASSAGES, TEXTS)("boat and keel")
    assert [passage.anchor for passage, _ in found] == ["p1", "p4"]
    assert found[0][1] > found[1][1] > 0


def test_vectors_alone_score_by_cosine_best_first(fake_embedder: Embedder) -> None:
    query = "bake bread in an oven"
    found = by_vectors(PASSAGES, TEXTS, fake_embedder)(query)
    exact = fake_embedder.encode(TEXTS) @ fake_embedder.encode([query])[0]
    assert found[0][0].anchor == "p3"
    assert [score for _, score in found] == pytest.approx(np.sort(exact)[::-1].tolist(), abs=1e-5)


def test_two_collections_do_not_mix(fake_embedder: Embedder) -> None:
    one = by_vectors(PASSAGES[:1], TEXTS[:1], fake_embedder)
    two = by_vectors(PASSAGES[1:2], TEXTS[1:2], fake_embedder)
    assert [passage.anchor for passage, _ in one("boat")] == ["p0"]
    assert [passage.anchor for passage, _ in two("boat")] == ["p1"]


def test_a_rival_answers_with_its_best_passages_and_cites_them() -> None:
    reply = rival(by_words(PASSAGES, TEXTS)).answer("boat and keel", [])
    assert reply.status == "answered"
    assert reply.text == f"{TEXTS[1]}\n\n{TEXTS[4]}"
    assert [citation.quote for citation in reply.citations] == [TEXTS[1], TEXTS[4]]


def test_a_rival_searches_for_a_follow_up_with_the_questions_before_it() -> None:
    reply = rival(by_words(PASSAGES, TEXTS)).answer("And the rope?", [Turn("What about the boat?", "It floats.")])
    assert reply.query == "What about the boat? And the rope?"
    assert reply.passages[0].anchor == "p4"


def test_a_rival_refuses_under_its_threshold_and_then_cites_nothing() -> None:
    never = rival(by_words(PASSAGES, TEXTS))
    reply = replace(never, threshold=never.answer("boat", []).confidence + 0.1).answer("boat", [])
    assert (reply.status, reply.text, reply.citations, reply.statements) == ("not_found", "", (), ())
    assert reply.passages


def test_the_threshold_parts_answerable_from_unanswerable_best() -> None:
    items = first_of_each_kind(load_questions(split="dev"), 1)
    template = run_system(rival(lambda _: [(PASSAGES[0], 0.9)]), items, {})[0]

    def threshold(marks: list[tuple[float, bool]]) -> float:
        return best_threshold([replace(template, confidence=mark, answerable=answerable) for mark, answerable in marks])

    marks = [(0.9, True), (0.7, True), (0.6, False), (0.5, True), (0.4, False), (0.3, False), (0.2, False)]
    assert threshold(marks) == 0.5  # all answered and 3 of 4 refused; from .7: 2 of 3 and all
    assert threshold([*marks, (0.65, False), (0.62, False)]) == 0.7  # from .5 now only 3 of 6 refused


@pytest.mark.model
def test_every_rival_answers_from_the_real_library(assistant: Assistant, fake_embedder: Embedder) -> None:
    dev = first_of_each_kind(load_questions(split="dev"), 1)
    rivals = {made.name: made for made in make_rivals(RIVALS, assistant, fake_embedder, dev)}
    assert list(rivals) == list(RIVALS)
    replies = {name: made.answer("What do the FREDA principles stand for?", []) for name, made in rivals.items()}
    assert {len(reply.passages) for reply in replies.values()} == {10}
    assert [len(replies[name].citations) for name in ("stock", "bm25", "dense")] == [4, 2, 2]
    bodies = {id_: document.body for id_, document in assistant.searcher.documents.items()}
    assert all(citation.quote in bodies[citation.document] for citation in replies["stock"].citations)
    nonsense = "xylophone zeppelin quokka"
    assert rivals["stock"].answer(nonsense, []).status == "answered"
    assert rivals["stock-refusing"].answer(nonsense, []).status == "not_found"
