"""The file for review: a catalogue that is read as one, with where it comes from above."""

from datetime import date
from pathlib import Path

from assistant.writing.drafting.checks import TWICE, UNANSWERED
from assistant.writing.drafting.draft import PassageDraft
from assistant.writing.drafting.file import as_file
from corpus.catalogue import load_catalogue, place_questions
from indexing.search import Searcher

DAY = date(2026, 12, 1)


def content(searcher: Searcher, drafts: list[PassageDraft], place: Path = Path("/library/bread/catalogue.yaml")) -> str:
    return as_file(searcher.documents["bread"], drafts, 3, "ollama:a-model\n- quote: x", place, DAY)


def test_the_file_is_a_catalogue_whose_questions_stand_at_their_sentences(bread: Searcher, tmp_path: Path) -> None:
    steps, afterwards = bread.passages[1:]
    drafts = [
        PassageDraft(steps, ((1, "what first: “flour”?"), (1, "- flour # or water")), ()),
        PassageDraft(afterwards, ((0, 'do we "mix" again: é'), (1, "is the oven shut")), ()),
    ]
    (tmp_path / "bread.yaml").write_text(content(bread, drafts), encoding="utf-8")
    document = bread.documents["bread"]
    entries = load_catalogue(document, tmp_path)
    assert entries[0].quote == "Mix the flour."
    assert entries[1].quote.startswith("Mix the flour.")  # with what tells it from the first
    placed = place_questions(document, bread.passages, [(entry.quote, entry.questions) for entry in entries])
    assert placed == [
        (1, 1, "what first: “flour”?"),
        (1, 1, "- flour # or water"),
        (2, 0, 'do we "mix" again: é'),
        (2, 1, "is the oven shut"),
    ]


def test_it_says_where_it_comes_from_and_what_to_do(bread: Searcher) -> None:
    drafts = [
        PassageDraft(bread.passages[0], ((0, "how many minutes"),), (UNANSWERED, UNANSWERED, TWICE)),
        PassageDraft(bread.passages[1], (), (), "it took too long"),
    ]
    comments = [line for line in content(bread, drafts).splitlines() if line.startswith("#")]
    assert comments[1] == "# Written by the language model ollama:a-model - quote: x on 1 December 2026."
    assert comments[2].startswith("# Fingerprints: prompt ")
    assert comments[3:6] == [
        "# Passages: 2 of 3. Questions drafted: 4; kept: 1.",
        "# Dropped: 2 that were not answered by their sentence, 1 that asked the same as another.",
        "# The model did not finish with 1 of the passages.",
    ]
    assert "# Then save it as catalogue.yaml in the folder /library/bread." in comments


def test_a_file_without_questions_is_an_empty_catalogue(bread: Searcher, tmp_path: Path) -> None:
    (tmp_path / "bread.yaml").write_text(content(bread, []), encoding="utf-8")
    assert load_catalogue(bread.documents["bread"], tmp_path) == []
