"""Questions that ask for several things are split into parts."""

from assistant.question.parts import Part, parts_of

NAMES = frozenset({"docs", "herstmonceux", "christie"})


def test_a_question_for_one_thing_has_no_parts() -> None:
    assert parts_of("What did The Christie do about bullying and harassment?", NAMES) == []


def test_a_second_question_stands_alone_where_it_can_be_understood() -> None:
    question = "What does a leaver cost in social care, and what has the council done about home carers' pay?"
    assert parts_of(question, NAMES) == [
        Part("What does a leaver cost in social care", "What does a leaver cost in social care"),
        Part("what has the council done about home carers' pay", "what has the council done about home carers' pay"),
    ]


def test_a_part_that_leans_is_searched_with_the_first() -> None:
    first, second = parts_of("What did the trust do about bullying? How did it change the figures?", NAMES)
    assert second == Part("How did it change the figures", f"{first.query} How did it change the figures")


def test_a_question_about_two_names_becomes_one_about_each() -> None:
    assert [part.query for part in parts_of("Which has more patients, The Docs or Herstmonceux?", NAMES)] == [
        "Which has more patients, The Docs?",
        "Which has more patients, The Herstmonceux?",
    ]


def test_clauses_that_ask_nothing_are_no_part_beside_clauses_that_do() -> None:
    assert parts_of("we were told 40 beds were coming, which regions got most of them?", NAMES) == []
    assert parts_of("Which languages do the interpreters speak? writing a board paper", NAMES) == []
    first, second = parts_of("The Docs has 17 staff, how many are nurses and how many of them left?", NAMES)
    assert first.words == "how many are nurses"
    assert second == Part("how many of them left", "The Docs has 17 staff how many of them left")


def test_sides_of_a_comparison_and_bare_topics_are_parts_though_they_ask_nothing() -> None:
    sides = parts_of("What the trust says of bullying compared with sickness among staff", NAMES)
    assert [part.words for part in sides] == ["What the trust says of bullying", "sickness among staff"]
    assert len(parts_of("bullying of staff; cost of sickness", NAMES)) == 2
