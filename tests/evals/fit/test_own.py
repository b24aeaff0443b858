"""What questions about Evenhand are fitted against, and that the weights in force are those of the evidence."""

from typing import Any

from assistant.own.kinds import OwnKinds, OwnTurn
from evals.fit.own import _asked
from evals.questions import load_questions
from indexing.learnt.weights import fitted_weights


def test_later_turns_are_marked_and_what_is_labelled_is_left_out() -> None:
    dialogue = next(item for item in load_questions(split="dev") if len(item.turns) > 1)
    asked = list(_asked({"dev": [dialogue]}, ["Who ARE you?", "Who pays?"]))
    assert asked == [*((turn.question, place > 0) for place, turn in enumerate(dialogue.turns)), ("Who pays?", False)]


def test_the_evidence_has_the_names_of_the_weights(fake_embedder: Any) -> None:
    kinds = OwnKinds([("who are you", "maker"), ("who is he", "none")], fake_embedder)
    evidence = kinds.evidence(OwnTurn("and it?", "and it?", fake_embedder.encode(["and it?"])[0], 0.0, later=True))
    assert evidence.keys() == fitted_weights().own.weights.keys()
    assert evidence["referring"] == evidence["opening"] == 1
