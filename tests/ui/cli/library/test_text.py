from indexing.library import KnownGap
from ui.cli.library.text import out_of_force


def test_no_more_than_ten_questions_of_a_document_are_listed() -> None:
    gaps = {
        "bread": [KnownGap(f"Question {n}?", 0, premise=False) for n in range(12)],
        "": [KnownGap("Why?", None, premise=False)],
    }

    lines = out_of_force(gaps).split("\n")[1:]

    assert [lines[0], lines[1], lines[10]] == ["    bread:", "        Question 0?", "        Question 9?"]
    assert lines[11:] == ["        and 2 more", "    of no document:", "        Why?"]
