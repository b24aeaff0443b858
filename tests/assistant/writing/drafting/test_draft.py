"""Drafting passage by passage with a scripted model, and what becomes of it when the model fails."""

from typing import Any

import pytest

from assistant.writing.drafting import checks
from assistant.writing.drafting.draft import PassageDraft, draft_questions
from assistant.writing.model import ModelStoppedError
from indexing.search import Searcher

MINUTES = "how many minutes is the dough kneaded"
WHO = "which baker tastes every loaf"


def drafted(searcher: Searcher, model: Any) -> list[PassageDraft]:
    return list(draft_questions("bread", searcher, model))


def test_questions_are_tied_to_their_sentences_and_the_others_counted(bread: Searcher, scripted: Any) -> None:
    replies = [
        f"Sure!\n1: {MINUTES}\n2: {WHO}\n2: where do boats moor\n9: {WHO}",
        "3: what is added, the water or milk",
        "",
    ]
    first, second, third = drafted(bread, scripted(replies))
    assert first.kept == ((0, MINUTES), (1, WHO))
    assert first.dropped == (checks.UNANSWERED, checks.NOWHERE)
    assert second.kept == ((2, "what is added, the water or milk"),)
    assert (third.kept, third.dropped, third.stopped) == ((), (), "")


def test_the_model_sees_each_passage_with_its_headings_and_numbers(bread: Searcher, scripted: Any) -> None:
    model = scripted(["", "", ""])
    drafted(bread, model)
    assert (
        "\nBread › Steps\n\n1. Do this:\n2. Do this: Mix the flour.\n3. Do this: Add the water.\n" in model.prompts[1]
    )


def test_the_same_question_for_another_passage_is_dropped(bread: Searcher, scripted: Any) -> None:
    asked = "do we mix the flour first"
    _, second, third = drafted(bread, scripted(["", f"2: {asked}", f"1: {asked}"]))
    assert [len(second.kept), len(third.kept)] == [1, 0]
    assert third.dropped == (checks.TWICE,)


class Halting:
    """A model that writes a line and a half of each reply and stops."""

    name = "halting"

    def stream(self, system: str, prompt: str) -> Any:
        yield f"1: {MINUTES}\n2: which baker tas"
        raise ModelStoppedError("it took too long")


def test_whole_lines_of_a_reply_that_stopped_count(bread: Searcher) -> None:
    first = next(draft_questions("bread", bread, Halting()))
    assert first == PassageDraft(bread.passages[0], ((0, MINUTES),), (), "it took too long")


def test_a_failure_at_one_passage_does_not_end_it(bread: Searcher, scripted: Any) -> None:
    late = ModelStoppedError("it took too long")
    drafts = drafted(bread, scripted([late, "3: what is added, the water or milk", late]))
    assert [draft.stopped for draft in drafts] == ["it took too long", "", "it took too long"]
    assert drafts[1].kept


def test_failures_in_a_row_end_it_after_they_are_handed_on(bread: Searcher, scripted: Any) -> None:
    gone = ModelStoppedError("it could not be reached")
    drafting = draft_questions("bread", bread, scripted([f"1: {MINUTES}", gone, gone]))
    assert [len(next(drafting).kept) for _ in bread.passages] == [1, 0, 0]
    with pytest.raises(ModelStoppedError, match="it could not be reached"):
        next(drafting)
