"""Questions about the library and Evenhand are told from questions to the documents, in whatever words."""

import json
from pathlib import Path

import pytest

from assistant.own.kinds import OwnKinds, OwnTurn, first_question
from corpus.lists.own_questions import OTHER, known_own_questions
from evals.fit.turns import tuning_sets
from indexing.query import Query
from indexing.search import Searcher

# Turns written before any was labelled, and not looked at while the weights were fitted.
FIRST_DAYS = Path(__file__).parent / "first_days.jsonl"


class Told:
    """What the questions of a library are told to be about."""

    def __init__(self, searcher: Searcher) -> None:
        self.searcher, self._kinds = searcher, OwnKinds(known_own_questions(), searcher.embedder)

    def __call__(self, question: str, *, later: bool = False, catalogue: bool = True) -> str:
        asked = first_question(question)
        vectors = self.searcher.embed([Query(question), Query(asked)])
        near = self.searcher.nearest(vectors[question])
        return self._kinds.kind(OwnTurn(question, asked, vectors[asked], max(near) if catalogue else near[0], later))


@pytest.fixture(scope="module")
def kind(searcher: Searcher) -> Told:
    return Told(searcher)


def test_what_follows_a_question_says_why_it_was_asked() -> None:
    assert first_question("how old is this? ours changed") == "how old is this?"
    assert first_question("A resident complained. Is this private?") == "A resident complained. Is this private?"
    assert first_question("how old is it? who wrote it?") == "how old is it? who wrote it?"


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what documents have you actually got in here", "contents"),
        ("how up to date is this? some of our policies changed in the last year", "age"),
        ("is what i type saved anywhere", "privacy"),
        ("can i type a residents name in here", "privacy"),
        ("who built this", "maker"),
        ("can i upload our own policy", "adding"),
        ("can you email me this", "saving"),
        ("could you draft an equality statement for our website", "writing"),
        ("is copilot behind this", "machine"),
        ("what documents must we have", OTHER),
        ("how up to date must our policies be", OTHER),
        ("can i store a residents name", OTHER),
        ("who wrote the equality act", OTHER),
        ("how do i contact cqc", OTHER),
    ],
)
def test_it_is_told_what_a_question_asks_about(kind: Told, question: str, expected: str) -> None:
    assert kind(question) == expected
    assert kind(question, catalogue=False) == expected


@pytest.mark.model
def test_in_a_conversation_it_is_what_was_talked_of(kind: Told) -> None:
    assert kind("who owns it") == "maker"
    assert kind("who owns it", later=True) == OTHER
    assert kind("who made you", later=True) == "maker"
    assert kind("can I save it", later=True) == "saving"


@pytest.mark.model
@pytest.mark.parametrize("catalogue", [True, False])
def test_most_of_what_people_ask_on_first_days_is_known(kind: Told, *, catalogue: bool) -> None:
    turns = [json.loads(line) for line in FIRST_DAYS.read_text(encoding="utf-8").splitlines()]
    told = [(turn["own"], kind(turn["question"], catalogue=catalogue) != OTHER) for turn in turns]
    assert sum(found for own, found in told if own) > 0.85 * sum(own for own, _ in told)
    assert sum(found for own, found in told if not own) == 0


@pytest.mark.model
def test_hardly_a_question_to_the_documents_is_taken_for_one_about_evenhand(kind: Told) -> None:
    turns = [(t, place > 0) for items in tuning_sets().values() for i in items for place, t in enumerate(i.turns)]
    labelled = {question for question, _ in known_own_questions()}
    asked = [(turn.question, later) for turn, later in turns if turn.answerable and turn.question not in labelled]
    taken = [question for question, later in asked if kind(question, later=later) != OTHER]
    assert len(asked) > 500
    assert len(taken) <= len(asked) // 1000 + 1, taken
    catalogue = [question.text for question in kind.searcher.questions[1::4]]
    taken = [question for question in catalogue if kind(question) != OTHER]
    assert len(taken) <= len(catalogue) // 1000 + 1, taken
