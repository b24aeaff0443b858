import time

import pytest

from corpus.importing.draft import LeftOut
from corpus.importing.reporting.losses import Losses, LostRun, lost_from

FIRST = "The manager keeps the record of the complaint. The manager tells the family what the review found."
SECOND = "Staff report each fall on the day. The manager reads the report and plans what follows from the report."


def test_a_body_with_every_word_loses_nothing() -> None:
    assert lost_from(f"# A policy\n\n{FIRST}\n\n- {SECOND}\n", [f"A policy\n{FIRST}\n• {SECOND}"], []) == Losses()


def test_a_missing_sentence_is_one_run_with_its_page() -> None:
    body = f"{FIRST}\n\nStaff report each fall on the day.\n"

    losses = lost_from(body, [FIRST, SECOND], [])

    assert losses.runs == (LostRun("The manager reads the report and plans what follows from the report", 2),)
    assert losses.words == 12
    assert losses.kept == pytest.approx(24 / 36)


def test_a_sentence_in_the_middle_is_told_where_it_stood() -> None:
    body = "The manager keeps the record of the complaint.\n\n" + SECOND

    assert lost_from(body, [FIRST, SECOND], []).runs == (
        LostRun("The manager tells the family what the review found", 1),
    )


def test_a_text_that_stands_twice_must_be_kept_twice() -> None:
    assert lost_from(f"{SECOND}\n", [SECOND, SECOND], []).words == 19


@pytest.mark.parametrize("page", ["the organi-\nsation acts", "the organi sation acts", "the organisation acts"])
def test_a_word_that_was_cut_at_a_line_end_is_the_same_word(page: str) -> None:
    assert lost_from("the organisation acts\n", [page], []) == Losses()


def test_words_that_the_page_runs_together_are_the_same_words() -> None:
    assert lost_from("on 29th March the ﬁre drill\n", ["on 29thMarch the fire drill"], []) == Losses()


def test_marks_bullets_and_case_do_not_count() -> None:
    body = "# Fire Safety\n\n- **Test** the alarm\n\n| Who | When |\n| --- | --- |\n| all\\|staff | 9 |\n"

    assert lost_from(body, ["FIRE SAFETY\no  test the alarm\nWho When\nall|staff   9"], []) == Losses()


def test_what_was_left_out_is_not_lost() -> None:
    pages = ["Fire policy\nStaff leave the building.\nPage 1 of 2", "Fire policy\nThe warden counts them.\nPage 2 of 2"]
    left_out = [LeftOut("running header", "Fire policy", page) for page in (1, 2)]
    left_out += [LeftOut("page number", f"Page {page} of 2", page) for page in (1, 2)]

    assert lost_from("Staff leave the building.\n\nThe warden counts them.\n", pages, left_out) == Losses()


def test_what_was_left_out_once_is_lost_elsewhere() -> None:
    losses = lost_from("Staff leave.\n", ["Fire policy\nStaff leave.", "Fire policy"], [LeftOut("menu", "Fire policy")])

    assert losses.runs == (LostRun("Fire policy", 2),)


def test_columns_may_be_read_in_another_order() -> None:
    assert lost_from(
        "one two three four\n\nfive six seven eight\n", ["one two five six\nthree four seven eight"], []
    ) == (Losses())


def test_a_file_without_words_keeps_all() -> None:
    assert lost_from("", ["", " "], []) == Losses()


def test_a_long_file_is_compared_in_seconds() -> None:
    pages = [f"Page {number}\n{FIRST} {SECOND} {number}" * 5 for number in range(500)]
    left_out = [LeftOut("running header", f"Page {number}", number + 1) for number in range(500) for _ in range(5)]
    start = time.perf_counter()

    losses = lost_from("\n\n".join([FIRST, SECOND] * 2000), pages, left_out)

    assert losses.words > 0
    assert time.perf_counter() - start < 20


def test_words_that_lost_the_spaces_between_them_are_not_lost() -> None:
    losses = lost_from("The Funding Request Panel decides.", ["The FundingRequestPanel decides."], [])
    assert losses == Losses()
