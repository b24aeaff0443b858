"""Questions on a document that has lost its catalogue, over two short documents."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.assistant import Assistant
from assistant.settings import Settings
from corpus.load import load_documents
from corpus.split import split
from evals.fit.opened import document_of, opened_searchers
from evals.left_out import MARKERS, LeftOut, items_by_document, left_out, left_out_table
from evals.outcome import Outcome
from evals.questions import Item
from evals.report.readme import README, between
from indexing.keyword import KeywordIndex
from indexing.library import KnownGap, Library, Question
from indexing.search import Searcher
from indexing.stored.parts import passage_tokens, texts_of
from indexing.stored.whole import Whole

KEEL, DOUGH = "A keel keeps a boat upright.", "Knead the dough."


def on(*documents: str, question: str = "What keeps a boat upright?") -> dict[str, Any]:
    quotes = {"boats": KEEL, "bread": DOUGH}
    return {
        "question": question,
        "gold": [[{"document": document, "quote": quotes[document]} for document in documents]],
        "facts": [{"fact": "keel", "vital": True, "patterns": ["keel"]}],
    }


def item(id_: str, *turns: dict[str, Any], kind: str = "factoid") -> Item:
    return Item.model_validate({"id": id_, "kind": kind, "split": "dev", "turns": turns})


ABOUT_BREAD = {"question": "Should dough be kneaded at night, or do you knead the dough by day?", "why": "not said"}
SETS = {
    "dev": [
        item("boat", on("boats")),
        item("both", on("boats", "bread")),
        item("talk", on("bread", question="Knead?"), on("boats"), kind="dialogue"),
        item("hello", {"question": "Hello", "about": True}, kind="about"),
    ],
    "practice": [item("night", ABOUT_BREAD, kind="absent"), item("oars", on("boats", question="Oars?"))],
}


@pytest.fixture
def whole(small_library: Path, fake_embedder: Any) -> Whole:
    """Two documents with a question and a known gap each, and a gap of bread that boats answers."""
    documents = load_documents(small_library)
    passages = [p for document in documents for p in split(document, fake_embedder.count, fake_embedder.limit)]
    keel, dough = (next(n for n, p in enumerate(passages) if text in p.text) for text in (KEEL, DOUGH))
    asked = [Question(n, 0, text) for n, text in sorted([(keel, "Why a keel?"), (dough, "What do I do with dough?")])]
    near = [("Which keel?", keel), ("Which dough?", dough), (KEEL, dough)]
    library = Library(documents, passages, asked, [KnownGap(text, n, premise=False) for text, n in near], [])
    vectors = {name: fake_embedder.encode(texts) for name, texts in texts_of(library).items()}
    return Whole(library, vectors)


@pytest.fixture
def assistant(whole: Whole, fake_embedder: Any, tmp_path: Path) -> Assistant:
    words = KeywordIndex.of_tokens(passage_tokens(whole.library))
    searcher = Searcher(whole.library, whole.vectors, words, fake_embedder)
    return Assistant(searcher, Settings(index=tmp_path / "index"))


def ids(items: Sequence[Item]) -> list[str]:
    return [item.id for item in items]


def test_a_document_is_asked_what_it_alone_answers_or_is_nearest_to(assistant: Assistant) -> None:
    asked = items_by_document(SETS, assistant.searcher)
    assert {document: ids(items) for document, items in asked.items()} == {
        "boats": ["boat", "oars"],
        "bread": ["talk", "night"],
    }
    assert [len(item.turns) for item in asked["bread"]] == [1, 1]


def test_a_limit_holds_for_each_set_and_document(assistant: Assistant) -> None:
    more = {name: [*items, *items] for name, items in SETS.items()}
    asked = items_by_document(more, assistant.searcher, 1)
    assert {document: ids(items) for document, items in asked.items()} == {
        "boats": ["boat", "oars"],
        "bread": ["talk", "night"],
    }


def test_the_nearest_document_is_the_same_without_its_catalogue(whole: Whole, assistant: Assistant) -> None:
    turn = SETS["practice"][0].turns[0]
    for searcher in opened_searchers(whole, assistant.searcher).values():
        assert document_of(turn, searcher.search(turn.question), searcher.passages) == "bread"


def test_a_document_loses_its_questions_and_gaps_and_the_gaps_that_it_may_answer(
    whole: Whole, assistant: Assistant
) -> None:
    searchers = opened_searchers(whole, assistant.searcher)
    assert [question.text for question in searchers["boats"].questions] == ["What do I do with dough?"]
    assert [gap.text for gap in searchers["boats"].gaps] == ["Which dough?"]
    assert [question.text for question in searchers["bread"].questions] == ["Why a keel?"]
    assert [gap.text for gap in searchers["bread"].gaps] == ["Which keel?"]


def test_every_question_is_asked_without_the_catalogue_and_with_it(whole: Whole, assistant: Assistant) -> None:
    asked = items_by_document(SETS, assistant.searcher)
    boats, bread = left_out(asked, assistant, opened_searchers(whole, assistant.searcher))
    assert [boats.name, bread.name] == [document.title for document in whole.library.documents]
    for one, wanted in ((boats, ["boat", "oars"]), (bread, ["talk", "night"])):
        assert [o.id for o in one.without] == [o.id for o in one.whole] == wanted
        assert not [o.error for o in [*one.without, *one.whole] if o.error]
    assert boats.without[0].scores["hit@1"] == boats.whole[0].scores["hit@1"] == 1.0


def outcome(id_: str, status: str = "answered", **scores: float) -> Outcome:
    named = {name.replace("_", " "): score for name, score in scores.items()}
    answerable = "refused" not in named
    return Outcome(
        id_, id_, 1, "factoid", "dev", "?", answerable, "?", status, "", (), (), (), None, (), named, None, None, None
    )


def test_a_row_holds_each_figure_without_and_with_the_catalogue_and_the_last_is_over_all_questions() -> None:
    bread = LeftOut(
        "Bread",
        [outcome("a", full_answers=0.0), outcome("b", full_answers=1.0), outcome("c", refused=0.0, held_back=1.0)],
        [outcome("a", full_answers=1.0), outcome("b", full_answers=1.0), outcome("c", refused=1.0, held_back=1.0)],
    )
    boats = LeftOut("Boats", [outcome("d", full_answers=0.0)], [outcome("d", full_answers=1.0)])
    head, rule, *rows = left_out_table([bread, boats]).splitlines()
    assert rule.count("---") == head.count("|") - 1 == 10
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    assert [row[0] for row in cells] == ["Bread", "Boats", "all"]
    assert cells[0][1:] == ["2", "–", "–", "–", "0.50 / 1.00", "–", "1", "0.00 / 1.00", "1.00 / 1.00"]
    assert cells[1][1:] == ["1", "–", "–", "–", "0.00 / 1.00", "–", "0", "–", "–"]
    assert cells[2][1:] == ["3", "–", "–", "–", "0.33 / 1.00", "–", "1", "0.00 / 1.00", "1.00 / 1.00"]


def test_questions_that_ended_in_an_error_are_told_of() -> None:
    one = LeftOut("Bread", [outcome("a", "failed", full_answers=0.0)], [outcome("a", full_answers=1.0)])
    assert left_out_table([one]).endswith("\n\nQuestions that ended in an error, and count as failed: 1.")


def test_the_readme_has_a_place_for_the_table() -> None:
    between(MARKERS, README.read_text(encoding="utf-8"))
