"""Agreement of two labellers, worked out by hand; and the labels of our first-day questions."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from corpus.document import Passage
from evals import agreement as command
from evals.agreement import Agreed, AgreementError, Label, agreement
from evals.questions import FIRST_DAY, QuestionFileError, load_questions, read_lines

LABELS = FIRST_DAY.parent / "labels"


def passage(text: str, document: str = "bread") -> Passage:
    return Passage(text[:5], document, (), "publisher", text, "", (), (), 0)


def labels(*extents: str, quote: str = "Knead it well.") -> list[Label]:
    kept = {"full": {"bread": [quote]}, "partly": {"bread": [quote]}}
    return [
        Label.model_validate({"id": "one", "turn": turn, "extent": extent, "quotes": kept.get(extent, {})})
        for turn, extent in enumerate(extents, start=1)
    ]


PASSAGES = [passage("Knead it well. Then let it rest."), passage("Bake it."), passage("Knead it well.", "boats")]


def test_agreement_is_the_share_alike_and_kappa_takes_off_what_chance_gives() -> None:
    found = agreement(labels("full", "partly", "none", "none"), labels("full", "full", "none", "full"), PASSAGES)
    # Alike by chance: 1/4 * 3/4 full and 2/4 * 1/4 none, 5/16 in all; (8/16 - 5/16) / (11/16).
    assert found.extent == Agreed(0.5, pytest.approx(3 / 11))
    # Answerable: 3 of 4 alike; by chance 2/4 * 3/4 + 2/4 * 1/4.
    assert found.answerable == Agreed(0.75, pytest.approx(0.5))
    assert found.turns == 4


def test_other_words_of_the_same_passage_are_a_passage_in_common() -> None:
    first = labels("full", "none")
    found = agreement(first, labels("partly", "full", quote="Then let it rest."), PASSAGES)
    assert (found.both_answerable, found.same_passage) == (1, 1)
    assert agreement(first, labels("partly", "full", quote="Bake it."), PASSAGES).same_passage == 0


@pytest.mark.parametrize("second", [labels("full"), []])
def test_labels_of_other_turns_are_not_compared(second: Sequence[Label]) -> None:
    with pytest.raises(AgreementError, match="do not label the same turns"):
        agreement(labels("full", "none"), second, PASSAGES)


def test_labels_of_nothing_are_not_compared() -> None:
    with pytest.raises(AgreementError):
        agreement([], [], PASSAGES)


def test_a_line_that_is_no_label_is_named(tmp_path: Path) -> None:
    (tmp_path / "labels.jsonl").write_text('{"id": "one", "turn": 1, "extent": "mostly"}\n', encoding="utf-8")
    with pytest.raises(QuestionFileError, match=r"labels\.jsonl, line 1: extent"):
        list(read_lines(tmp_path / "labels.jsonl", Label))


@pytest.mark.parametrize("name", ["first", "second"])
def test_each_labeller_labelled_every_first_day_turn(name: str) -> None:
    turns = [(item.id, number) for item in load_questions(FIRST_DAY) for number in range(1, len(item.turns) + 1)]
    assert [(label.id, label.turn) for label in read_lines(LABELS / f"{name}.jsonl", Label)] == turns


@pytest.mark.model
def test_the_command_prints_the_figures_that_the_page_gives(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Assistant, "open", lambda _: assistant)
    monkeypatch.setattr("sys.argv", ["agreement", str(LABELS / "first.jsonl"), str(LABELS / "second.jsonl")])
    command.main()
    page = (FIRST_DAY.parents[1] / "README.md").read_text(encoding="utf-8")
    for line in capsys.readouterr().out.splitlines()[1:3]:
        share, kappa = line.split(": ")[1].split(" alike, kappa ")
        assert f"| 160 | {share} | {kappa} |" in page
