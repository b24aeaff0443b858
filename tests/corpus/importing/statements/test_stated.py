import pytest

from corpus.importing.draft import Draft, Heading, Item, LeftOut, ListPart, Paragraph, Part, Stated, Table
from corpus.importing.statements.stated import stated_in


def _stated(*parts: Part | str, left_out: tuple[LeftOut, ...] = ()) -> Stated:
    made = tuple(Paragraph(part) if isinstance(part, str) else part for part in parts)
    return stated_in(Draft(made, ("",), paged=False, left_out=left_out))


def test_a_document_control_table_is_read() -> None:
    table = Table(
        (
            ("Field", "Entry"),
            ("Policy Name", "Lone Working Policy"),
            ("Version number", "2.1"),
            ("Author", "Ada Poole, Head of Care"),
            ("Published by", "Bright Lanes Ltd"),
            ("Date of issue", "5 March 2024"),
            ("Next review date", "March 2026"),
            ("Document type", "Policy"),
        )
    )

    assert _stated(Heading(1, "Lone Working"), table) == Stated(
        title="Lone Working Policy",
        publisher="Bright Lanes Ltd",
        author="Ada Poole, Head of Care",
        published="2024-03-05",
        version="2.1",
        review_due="2026-03",
        kind="Policy",
    )


def test_a_table_may_hold_two_labels_a_row_or_all_in_its_first_row() -> None:
    pairs = Table((("Version:", "3", "Review date:", "01/09/2025"),), headed=False)
    columns = Table((("Version", "Issue date", "Review date"), ("3", "1 May 2023", "1 May 2025")))

    assert (_stated(pairs).version, _stated(pairs).review_due) == ("3", "2025-09-01")
    assert (_stated(columns).version, _stated(columns).published) == ("3", "2023-05-01")


def test_a_history_of_versions_states_none() -> None:
    history = Table((("Version", "Date", "Change"), ("1.0", "May 2019", "New"), ("2.0", "May 2021", "Revised")))

    assert _stated(history) == Stated()


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Version: 3", "version", "3"),
        ("Version 3, 8 February 2023", "version", "3"),
        ("Version 3, 8 February 2023", "published", "2023-02-08"),
        ("Policy Reference: AB-01 | Version: 1.0 | Approved by: The board", "version", "1.0"),
        ("Owner: Jo Bell Effective Date: January 2025 Review Date: May 2026", "published", "2025-01"),
        ("Owner: Jo Bell Effective Date: January 2025 Review Date: May 2026", "review_due", "2026-05"),
        ("Next review due: March 2026", "review_due", "2026-03"),
        ("Next review due March 2026", "review_due", "2026-03"),
        ("This policy will be reviewed in May 2026, or sooner if the law changes.", "review_due", "2026-05"),
        ("Published 12 March 2019", "published", "2019-03-12"),
        ("Last updated: 1 January 2021", "published", "2021-01-01"),
        ("Published by: NHS Example Trust", "publisher", "NHS Example Trust"),
        ("Author: Ada Poole", "author", "Ada Poole"),
        ("© NHS Example 2023", "rights", "© NHS Example 2023"),
        ("© Bright Lanes Ltd. All rights reserved.", "rights", "© Bright Lanes Ltd. All rights reserved"),
        ("© NHS Example 2023 | AB12", "rights", "© NHS Example 2023"),
        ("Document title: Falls guide", "title", "Falls guide"),
        ("This publication is available at https://example.org/falls.", "url", "https://example.org/falls"),
        ("March 2024", "published", "2024-03"),
    ],
)
def test_a_line_states_what_it_says(line: str, field: str, value: str) -> None:
    assert getattr(_stated("Falls", line), field) == value


@pytest.mark.parametrize(
    "line",
    [
        "Version: [insert version]",
        "Review date: [12 months from approval]",
        "Review date: annually",
        "Date: ____________",
        "Author: TBC",
        "Owner: Head of Care",
        "The Act was published in 2010 and reviewed in March 2012.",
        "Staff were surveyed in May 2019.",
        "Any version of the form can be used.",
        "The birth date: 1 May 2000 must be on the form.",
        "Keep the licence with the van.",
        "Job title: Nurse in charge",
        "2024",
    ],
)
def test_what_is_not_plainly_said_is_not_stated(line: str) -> None:
    assert _stated("Falls", line) == Stated()


def test_a_label_may_stand_over_its_value() -> None:
    assert _stated(Heading(2, "Review date"), "1 May 2026").review_due == "2026-05-01"


def test_the_day_of_issue_counts_before_the_day_of_approval() -> None:
    assert _stated("Approved on: 1 May 2023", "Date of issue: 9 May 2023").published == "2023-05-09"


def test_margins_say_something_of_the_document_too() -> None:
    footers = tuple(LeftOut("running footer", text, 1) for text in ("Version 3.0", "March 2023", "© Bright Lanes 2023"))

    assert _stated("Text.", left_out=footers) == Stated(
        published="2023-03", version="3.0", rights="© Bright Lanes 2023"
    )


def test_the_middle_of_a_long_document_says_nothing_of_itself() -> None:
    lines = ["Staff act."] * 40

    assert _stated(*lines, "Version: 9", *lines) == Stated()
    assert _stated(*lines, "Version: 9").version == "9"


def test_items_are_lines_too() -> None:
    assert _stated(ListPart((Item("Version: 4"), Item("Review date: May 2027")))).review_due == "2027-05"


def test_a_licence_is_told_with_the_holder() -> None:
    stated = _stated(
        "© Crown copyright 2021", "This is licensed under the terms of the Open Government Licence v3.0. See it."
    )

    assert stated.rights == (
        "© Crown copyright 2021. This is licensed under the terms of the Open Government Licence v3.0"
    )


@pytest.mark.parametrize(
    "text",
    ["Contact us\nAccessibility statement\n© Crown copyright", "Contact us Accessibility statement © Crown copyright"],
)
def test_a_menu_beside_the_rights_is_no_part_of_them(text: str) -> None:
    assert _stated("Text.", left_out=(LeftOut("page furniture", text),)).rights == "© Crown copyright"


def test_a_table_of_contents_states_nothing() -> None:
    assert _stated("Text.", left_out=(LeftOut("table of contents", "Contents\nVersion: 4"),)) == Stated()


def test_a_label_in_an_entry_of_a_list_of_sources_says_nothing_of_the_document() -> None:
    source = "Type 1 diabetes in adults, NICE guideline NG17, published: 26 August 2015"
    with_colon = "Asthma: diagnosis and care, NICE guideline NG245, published: 27 November 2024."

    assert _stated("Text.", source).published is None
    assert _stated("Text.", with_colon).published is None


def test_when_a_document_was_reviewed_and_is_updated_next_is_taken() -> None:
    stated = _stated("Text.", "Updated May 2023. Next update: May 2024")

    assert (stated.published, stated.review_due) == ("2023-05", "2024-05")
    assert _stated("Text.", "Reviewed March 2023").published == "2023-03"
