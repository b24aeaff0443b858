"""Scores of a turn against cases worked out by hand."""

import math
from typing import Any

import pytest

from evals.metrics import first_gold, match_citations, match_passages, score
from evals.questions import Fact, ItemTurn, Quote
from evals.support import supports
from evals.system import FoundPassage, SystemCitation, SystemReply, SystemStatement

ONE = "Kneading the dough for ten minutes makes the bread rise well"
TWO = "Cold water slows the yeast so the dough needs a longer rest"
BODIES = {"bread": f"{ONE}. {TWO}.", "boats": "A keel keeps a boat upright."}
ANSWERABLE = ItemTurn(
    question="How long do I knead?",
    gold=((Quote(document="bread", quote=ONE),), (Quote(document="bread", quote=TWO),)),
    facts=(
        Fact(fact="ten minutes", vital=True, patterns=("ten minutes", "10 min")),
        Fact(fact="a longer rest", vital=False, patterns=("longer rest",)),
    ),
)
PARTLY = ANSWERABLE.model_copy(update={"lacks": "how long for rye"})
ABOUT = ItemTurn(question="What do you hold?", about=True)
UNANSWERABLE = ItemTurn(question="How much is flour?", why="no price is given", absent=("£",))


def passage(text: str, document: str = "bread") -> FoundPassage:
    return FoundPassage(document, text[:5], text)


def scores_of(turn: ItemTurn, passages: tuple[FoundPassage, ...] = (), **fields: Any) -> dict[str, float]:
    reply = SystemReply(**{"status": "answered", "text": "", "query": turn.question, **fields})
    matched = SystemReply(
        reply.status,
        reply.text,
        reply.query,
        match_passages(turn, passages),
        match_citations(turn, reply.citations),
        reply.statements,
    )
    return score(turn, matched, BODIES)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (ONE, True),
        (ONE.upper().replace(" ", "\n"), True),  # case and line ends do not count
        ("for ten minutes makes the bread rise well", True),  # 6 of 9 runs of three
        ("ten minutes makes the bread rise well", False),  # 5 of 9
        ("the bread rise well makes minutes ten for dough the kneading", False),  # the words, in another order
        ("", False),
    ],
)
def test_a_text_supports_a_quote_when_it_holds_six_tenths_of_its_runs(text: str, held: bool) -> None:
    assert supports(text, ONE) is held


def test_a_short_quote_must_be_held_whole() -> None:
    assert supports("They are committed to equality and human rights here", "committed to equality and human rights")
    assert not supports("principles of equality and human rights", "committed to equality and human rights")
    assert supports("score: 3.", "Score 3")
    assert not supports("3 of them keep score", "Score 3")


def test_a_passage_of_another_document_is_not_the_gold_whatever_it_says() -> None:
    assert match_passages(ANSWERABLE, [passage(ONE, "boats"), passage(ONE)])[0].gold == ()
    assert match_passages(ANSWERABLE, [passage(ONE, "boats"), passage(ONE)])[1].gold == (1,)


def test_the_first_gold_is_the_rank_of_the_first_passage_that_holds_any() -> None:
    found = match_passages(ANSWERABLE, [passage("nothing"), passage(TWO), passage(ONE)])
    assert first_gold(found) == 2
    assert first_gold(found[:1]) is None


def test_ranks_are_measured_as_worked_out_by_hand() -> None:
    # The second and the fourth passage hold one gold entry each; the third repeats the first of them.
    scores = scores_of(ANSWERABLE, (passage("nothing"), passage(ONE), passage(ONE), passage(TWO)))
    assert [scores[name] for name in ("hit@1", "hit@3", "hit@5", "MRR")] == [0.0, 1.0, 1.0, 0.5]
    assert scores["nDCG@10"] == pytest.approx((1 / math.log2(3) + 1 / math.log2(5)) / (1 + 1 / math.log2(3)), abs=1e-6)
    assert scores["recall@5"] == scores["recall@10"] == 1.0


def test_half_of_the_gold_is_half_the_recall() -> None:
    others = tuple(passage(f"nothing {n}") for n in range(4))
    scores = scores_of(ANSWERABLE, (passage(ONE), *others, passage(TWO)))
    assert scores["recall@5"] == 0.5
    assert scores["recall@10"] == 1.0


def test_a_passage_with_two_gold_entries_earns_both_at_its_own_rank() -> None:
    scores = scores_of(ANSWERABLE, (passage("nothing"), passage(f"{ONE}. {TWO}")))
    assert scores["recall@5"] == 1.0
    assert scores["nDCG@10"] == pytest.approx(1 / math.log2(3), abs=1e-6)


def test_nothing_found_scores_nothing() -> None:
    scores = scores_of(ANSWERABLE)
    assert {scores[name] for name in ("hit@1", "hit@10", "MRR", "nDCG@10", "recall@5")} == {0.0}


def test_an_answer_is_full_when_it_states_every_vital_fact() -> None:
    scores = scores_of(ANSWERABLE, text="Knead it for 10 min [1].", citations=(SystemCitation("bread", ONE),))
    assert scores["full answers"] == 1.0
    assert scores["facts"] == 0.5
    assert scores["words"] == 5.0  # the citation's number is not a word
    assert scores["citation recall"] == 0.5


@pytest.mark.parametrize(
    ("text", "status", "begins_well"),
    [
        ("Knead it for 10 min [1].", "answered", 1.0),
        ("So:\n- Knead it for ten\n- minutes.", "partial", 1.0),  # marks and ends of lines do not count
        (f"{'word ' * 38}ten minutes", "answered", 1.0),
        (f"{'word ' * 39}ten minutes", "answered", 0.0),
        ("A longer rest.", "answered", 0.0),  # stated, but not vital
        ("Not found; ten minutes is no answer.", "not_found", 0.0),
    ],
)
def test_an_answer_begins_well_when_its_first_forty_words_state_a_vital_fact(
    text: str, status: str, begins_well: float
) -> None:
    assert scores_of(ANSWERABLE, text=text, status=status)["first words"] == begins_well


def test_a_refusal_states_nothing_even_where_its_words_would() -> None:
    scores = scores_of(ANSWERABLE, status="not_found", text="Not found; ten minutes is no answer.")
    assert (scores["facts"], scores["full answers"], scores["citation recall"]) == (0.0, 0.0, 0.0)
    assert "citation precision" not in scores
    assert "words" not in scores


def test_a_citation_is_right_when_it_holds_the_gold_or_a_part_of_it_or_states_a_fact() -> None:
    cited = (
        SystemCitation("bread", f"{ONE}. {TWO}"),
        SystemCitation("bread", "the dough needs a longer rest"),
        SystemCitation("boats", "Wait ten minutes."),
        SystemCitation("boats", "A keel keeps a boat upright."),
    )
    assert [citation.right for citation in match_citations(ANSWERABLE, cited)] == [True, True, True, False]
    assert scores_of(ANSWERABLE, citations=cited)["citation precision"] == 0.75


def test_an_answer_without_citations_has_no_precision_to_boast_of() -> None:
    assert scores_of(ANSWERABLE, text="ten minutes")["citation precision"] == 0.0


def test_every_quote_and_verbatim_statement_is_looked_up_in_its_own_document() -> None:
    scores = scores_of(
        ANSWERABLE,
        citations=(SystemCitation("bread", ONE), SystemCitation("boats", ONE)),
        statements=(
            SystemStatement(TWO, verbatim=True, documents=("bread",)),
            SystemStatement("Made up.", verbatim=True, documents=("bread",)),
        ),
    )
    assert scores["verbatim"] == 0.5
    said_so = (SystemStatement("Made up.", verbatim=False, documents=("bread",)),)
    assert "verbatim" not in scores_of(ANSWERABLE, statements=said_so)


@pytest.mark.parametrize(
    ("status", "citations", "refused", "held_back"),
    [
        ("not_found", (), 1.0, 1.0),
        ("out_of_scope", (), 1.0, 1.0),
        ("partial", (), 1.0, 1.0),
        ("partial", (SystemCitation("bread", ONE),), 0.0, 1.0),
        ("answered", (SystemCitation("bread", ONE),), 0.0, 0.0),
        ("failed", (), 0.0, 0.0),
    ],
)
def test_what_counts_as_refusing_an_unanswerable_question_and_as_holding_back(
    status: str, citations: tuple[SystemCitation, ...], refused: float, held_back: float
) -> None:
    scores = scores_of(UNANSWERABLE, status=status, citations=citations)
    assert (scores["refused"], scores["held back"]) == (refused, held_back)
    assert "facts" not in scores
    assert "hit@1" not in scores


def test_refusing_an_answerable_question_is_wrong_and_a_partial_answer_is_none() -> None:
    refusal = scores_of(ANSWERABLE, status="out_of_scope")
    assert (refusal["wrongly refused"], refusal["refusal precision"]) == (1.0, 0.0)
    partial = scores_of(ANSWERABLE, status="partial", text="ten minutes")
    assert (partial["wrongly refused"], partial["full answers"]) == (0.0, 1.0)


def test_refusing_what_is_answered_in_part_is_counted_apart() -> None:
    whole, part = (scores_of(turn, status="not_found") for turn in (ANSWERABLE, PARTLY))
    assert whole["wrongly refused"] == part["wrongly refused"] == 1.0
    assert (whole["wrongly refused, full"], whole.get("wrongly refused, partly")) == (1.0, None)
    assert (part.get("wrongly refused, full"), part["wrongly refused, partly"]) == (None, 1.0)


@pytest.mark.parametrize(
    ("status", "citations", "right"),
    [
        ("answered", (), 1.0),
        ("answered", (SystemCitation("bread", ONE),), 0.0),
        ("partial", (), 0.0),
        ("not_found", (), 0.0),
    ],
)
def test_a_question_on_the_library_is_to_be_answered_without_a_citation(
    status: str, citations: tuple[SystemCitation, ...], right: float
) -> None:
    scores = scores_of(ABOUT, status=status, citations=citations)
    assert scores["about itself"] == right
    assert not {"refused", "held back", "wrongly refused", "hit@1", "facts"} & set(scores)


def test_refusing_a_question_on_the_library_is_not_right() -> None:
    assert scores_of(ABOUT, status="not_found")["refusal precision"] == 0.0


def test_sources_under_a_refusal_are_counted() -> None:
    assert scores_of(UNANSWERABLE, status="not_found")["sources under a refusal"] == 0.0
    shown = scores_of(
        UNANSWERABLE, status="not_found", citations=(SystemCitation("bread", ONE), SystemCitation("bread", TWO))
    )
    assert shown["sources under a refusal"] == 2.0


def test_an_error_counts_as_nothing_found_nothing_said_and_nothing_refused() -> None:
    scores = scores_of(ANSWERABLE, status="failed")
    assert scores["errors"] == 1.0
    assert {scores[name] for name in ("hit@10", "facts", "full answers", "citation recall", "wrongly refused")} == {0.0}
