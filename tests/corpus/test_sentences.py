"""Where sentences begin and end."""

import pytest

from corpus.sentences import sentence_spans


@pytest.mark.parametrize(
    "sentences",
    [
        ["Use plain words, e.g. Easy Read leaflets.", "Then check."],
        ["Some groups, i.e. Those named in the Act, are protected.", "Others are not."],
        ["Ask Dr. Smith or Mrs. Jones first.", "Then ask others."],
        ["It was written by J. Smith and A. B. Jones.", "It was read by many."],
        ["“We care.”", "That is what they say."],
        ["They asked: “how do we serve this person?”", "They listened."],
        ["‘Is it fair?’", "That is the question."],
        ["The rule was “how do we serve this person?” and nothing else."],
        ["Costs rose (see below).", "Then they fell."],
        ["Costs rose.", "(See below.)", "Then they fell."],
        ["The cost was £1.75 billion.", "It fell to £1.2 billion."],
        ["See www.cqc.org.uk/EquallyOutstanding for more.", "It is free."],
        ["Really!", "Yes?", "No…", "Perhaps."],
        ["In 2014, 28% of staff said so.", "11% did in 2015."],
        ["See W1.6 and C3.3.", "They are key lines of enquiry."],
        ["One sentence without a full stop"],
    ],
)
def test_sentences_end_where_a_person_would_end_them(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


def test_the_bullets_of_a_table_cell_are_sentences_of_their_own() -> None:
    text = "• Reduced dignity • Less choice, e.g. at meals • Longer waits."
    found = [text[start:end] for start, end in sentence_spans(text)]
    assert found == ["• Reduced dignity", "• Less choice, e.g. at meals", "• Longer waits."]


def test_sentences_cover_all_but_the_white_space_between_them() -> None:
    text = "  First one.  Second one?\nThird one  "
    assert "".join(text[start:end] for start, end in sentence_spans(text)) == "First one.Second one?Third one"


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_no_text_has_no_sentences(text: str) -> None:
    assert sentence_spans(text) == []
