from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.importing.draft import Heading, Item, ListPart, Paragraph, Stated, Table
from corpus.importing.errors import ImportedFileError
from corpus.importing.marked.scraped import read_markdown
from corpus.importing.reporting.losses import Losses, lost_from
from corpus.importing.writing.write import as_markdown

Save = Callable[[str, str | bytes], Path]

# "·" stands for a space at the end of a line.
CLEAN = """\
# Handling complaints

## Scope

This policy **applies** to all staff
and to [volunteers](https://example.org/volunteers "Us"), see `form_a`.

**Who is covered**

Everyone in the *team*.··
Also agency staff.

## Steps

1. Listen
   - in private
   - with time

   Then write it down.
2. Act

> Complaints are gifts.

| Day | What |
|-----|------|
| 1 | acknowledge <br> thank |
| 20 | answer \\| close |

<table><tr><th>Who</th><th>Does</th></tr><tr><td>Manager</td><td>answers</td></tr></table>

#### Contact

Bright Lanes··
14 Mill Lane··
Norwich

## Useful links

- [CQC](https://www.cqc.org.uk)
- [Ombudsman](https://www.ombudsman.org.uk)
- [NHS](https://www.nhs.uk)
""".replace("·", " ")

SCRAPED = """\
[Skip to content](#main)

[![Carers Hub logo](/logo.png)](https://carers.example/)

- [Home](https://carers.example/)
- [About us](https://carers.example/about)
- [Advice](https://carers.example/advice)
  - [Money](https://carers.example/advice/money)

We use cookies to make this site work better. [Accept all](#) [Settings](/cookies)

# Taking a break from caring

Published: 4 June 2023. Next review due: June 2026

Every carer needs a break. Your council can pay for one after an assessment.

## Who can have one

You can ask for a break if you:

- care for an adult
- [live in England](https://www.gov.uk/england)

Ring your council, or [find another](https://carers.example/find).

## Related content

- [Money for carers](https://carers.example/advice/money)
- [Your rights](https://carers.example/advice/rights)

## Sign up to our newsletter

Enter your email to hear from us each month. We never share it.

- [Privacy](https://carers.example/privacy)
- [Cookies](https://carers.example/cookies)
- [Accessibility](https://carers.example/accessibility)

© 2023 Carers Hub
""".replace("·", " ")

BY_LINE = """\
[Skip to main content](#content)
## Cookies on the site
We use some essential cookies to make this website work.
Accept additional cookies
[View cookies](/help/cookies)
##·
 Navigation menu
* [Benefits](/browse/benefits)
* [Births](/browse/births)
* [Business](/browse/business)
1. [Home](/)
2. [Health](/health)
#·
 Making a complaint
Updated 1 January 2021
##·
 Contents
1. [1. Feedback](#feedback)
2. [2. Complaints](#complaints)
3. [3. Details](#details)
Print this page
Most care goes well but sometimes things go wrong.
There are two ways to tell us:
* give feedback
* make a complaint
Both are free.
##·
1.  Feedback
Say what you think. Write to:
Complaints Office
··
PO Box 1
··
Norwich
[Back to top](#contents)
## Is this page useful?
* Yes this page is useful
* No this page is not useful
### Help us improve
Do not include personal details in what you write to us here.
## Support links
* [Help](/help)
* [Privacy](/privacy)
* [Contact](/contact)
""".replace("·", " ")


def test_clean_markdown_keeps_its_structure_without_its_marks(save: Save) -> None:
    draft = read_markdown(save("file.md", CLEAN))

    assert draft.left_out == ()
    assert draft.parts == (
        Heading(1, "Handling complaints"),
        Heading(2, "Scope"),
        Paragraph("This policy applies to all staff and to volunteers, see form_a."),
        Heading(7, "Who is covered"),
        Paragraph("Everyone in the team. Also agency staff."),
        Heading(2, "Steps"),
        ListPart(
            (
                Item("Listen Then write it down.", 0, "1."),
                Item("in private", 1),
                Item("with time", 1),
                Item("Act", 0, "2."),
            )
        ),
        Paragraph("Complaints are gifts.", quotation=True),
        Table((("Day", "What"), ("1", "acknowledge \n thank"), ("20", "answer | close"))),
        Table((("Who", "Does"), ("Manager", "answers"))),
        Heading(4, "Contact"),
        Paragraph("Bright Lanes 14 Mill Lane Norwich"),
        Heading(2, "Useful links"),
        ListPart((Item("CQC"), Item("Ombudsman"), Item("NHS"))),
    )


@pytest.mark.parametrize("text", [CLEAN, SCRAPED, BY_LINE])
def test_no_word_is_lost(save: Save, text: str) -> None:
    draft = read_markdown(save("file.md", text))

    assert lost_from(as_markdown(draft.parts), draft.pages, draft.left_out) == Losses()


def test_the_menus_around_a_page_are_left_out(save: Save) -> None:
    draft = read_markdown(save("file.md", SCRAPED))

    assert as_markdown(draft.parts) == (
        "# Taking a break from caring\n\n"
        "Published: 4 June 2023. Next review due: June 2026\n\n"
        "Every carer needs a break. Your council can pay for one after an assessment.\n\n"
        "## Who can have one\n\n"
        "You can ask for a break if you:\n\n"
        "- care for an adult\n- live in England\n\n"
        "Ring your council, or find another.\n"
    )
    kinds = {entry.kind for entry in draft.left_out}
    assert kinds == {"menu", "cookie banner", "page furniture"}


def test_a_page_of_single_lines_is_read_line_by_line(save: Save) -> None:
    draft = read_markdown(save("file.md", BY_LINE))

    assert draft.parts == (
        Heading(1, "Making a complaint"),
        Paragraph("Updated 1 January 2021"),
        Paragraph("Most care goes well but sometimes things go wrong."),
        Paragraph("There are two ways to tell us:"),
        ListPart((Item("give feedback"), Item("make a complaint"))),
        Paragraph("Both are free."),
        Heading(2, "1. Feedback"),
        Paragraph("Say what you think. Write to:"),
        Paragraph("Complaints Office PO Box 1 Norwich"),
    )
    assert {entry.text for entry in draft.left_out if entry.kind == "table of contents"} == {
        "Contents",
        "1. 1. Feedback 2. 2. Complaints 3. 3. Details",
    }


def test_menus_between_the_title_and_the_text_are_left_out(save: Save) -> None:
    menu = "# Making a complaint\n\n* [Home](/)\n* [Births](/births)\n* [Business](/business)\n\n"
    text = "Most care goes well.\n\nYou can ask us to look at what went wrong, and we answer in 20 days.\n"
    draft = read_markdown(
        save("file.md", f"[Skip to content](#main)\n\n{menu}{text}\n{menu[22:]}© 2024 Bright Lanes\n")
    )

    assert as_markdown(draft.parts) == f"# Making a complaint\n\n{text}"
    assert draft.left_out[-1].text == "© 2024 Bright Lanes"


def test_a_section_of_text_below_a_usual_ending_stays(save: Save) -> None:
    section = "## Appeals\n\n" + "You can appeal to the board, which meets each month and answers in writing. " * 3
    ending = "## Related information\n\nSee the guide to appeals that the council keeps.\n\n"
    body = SCRAPED[: SCRAPED.index("## Related")] + ending + section + "\n\n"
    draft = read_markdown(save("file.md", body + SCRAPED[SCRAPED.index("## Related") :]))

    headings = [part.text for part in draft.parts if isinstance(part, Heading)]
    assert headings[-2:] == ["Related information", "Appeals"]


def test_links_to_other_sites_at_the_end_stay(save: Save) -> None:
    links = "## More help\n\n- [A](https://a.example)\n- [B](https://b.example)\n"
    draft = read_markdown(save("file.md", SCRAPED[: SCRAPED.index("## Related")] + links))

    assert draft.parts[-1] == ListPart((Item("A"), Item("B")))


def test_lists_of_links_alone_make_no_menu_of_clean_markdown(save: Save) -> None:
    links = "\n".join(f"- [Guide {number}](https://guides.example/{number})" for number in range(6))
    draft = read_markdown(save("file.md", f"# Falls\n\n{links}\n\n## More\n\n{links}\n"))

    assert draft.left_out == ()


def test_contents_that_link_to_sections_are_left_out_of_clean_markdown_too(save: Save) -> None:
    links = "- [Scope](#scope)\n- [Duties](#duties)\n- [Forms](#forms)\n"
    draft = read_markdown(save("file.md", f"# Falls\n\n## Contents\n\n{links}\n## Scope\n\nAll staff.\n"))

    assert draft.parts == (Heading(1, "Falls"), Heading(2, "Scope"), Paragraph("All staff."))
    assert [entry.kind for entry in draft.left_out] == ["table of contents", "table of contents"]


def test_front_matter_states_what_it_says(save: Save) -> None:
    front = (
        "---\ntitle: Falls\nauthor: [Ada Poole, Ken Ode]\ndate: 2024-03-05\nversion: 2.1\nreview_date: March 2026\n"
        "license: CC BY 4.0\nurl: https://example.org/falls\ntags: [a]\n---\n\n"
    )
    draft = read_markdown(save("file.md", f"{front}# Falls\n\nStaff act.\n"))

    assert draft.stated == Stated(
        title="Falls",
        author="Ada Poole, Ken Ode",
        published="2024-03-05",
        version="2.1",
        review_due="2026-03",
        rights="CC BY 4.0",
        url="https://example.org/falls",
    )
    assert draft.parts == (Heading(1, "Falls"), Paragraph("Staff act."))


@pytest.mark.parametrize("front", ["title: [", "- a\n- b: c", "&a [*a]", "a: &x [1, 2]\nb: *x"])
def test_front_matter_that_says_nothing_states_nothing(save: Save, front: str) -> None:
    assert read_markdown(save("file.md", f"---\nkey: 1\n{front}\n---\nStaff act.\n")).stated == Stated()


def test_a_rule_at_the_beginning_is_no_front_matter(save: Save) -> None:
    text = "---\n\nStaff act.\n\n---\n\nAll of them.\n"

    assert read_markdown(save("file.md", text)).parts == (Paragraph("Staff act."), Paragraph("All of them."))


def test_comments_scripts_and_addresses_are_no_words(save: Save) -> None:
    hidden = "<!-- note -->\n\n<script>alert('x')</script>\n\n[1]: https://a.example\n"
    draft = read_markdown(save("file.md", f"Staff act.\n\nSee [us][1] or <https://example.org>.\n\n{hidden}"))

    assert draft.parts == (Paragraph("Staff act."), Paragraph("See us or https://example.org."))
    assert lost_from(as_markdown(draft.parts), draft.pages, draft.left_out) == Losses()


def test_what_is_no_text_is_refused(save: Save) -> None:
    with pytest.raises(ImportedFileError, match=r"file\.md is not text"):
        read_markdown(save("file.md", bytes(range(256)) * 4))


def test_links_and_buttons_over_the_title_are_left_out_of_a_page_that_says_so(save: Save) -> None:
    text = "[Skip to main content](#main)\n\n[GOV.UK](https://www.gov.uk)\n\n# Falls\n\n👥\n\nStaff act at once.\n"
    draft = read_markdown(save("file.md", text))

    assert draft.parts == (Heading(1, "Falls"), Paragraph("Staff act at once."))
    assert [entry.text for entry in draft.left_out] == ["Skip to main content", "GOV.UK"]


def test_a_link_over_a_title_is_text_where_nothing_says_otherwise(save: Save) -> None:
    draft = read_markdown(save("file.md", "[Bright Lanes](https://lanes.example)\n\n# Falls\n\nStaff act at once.\n"))

    assert draft.parts[0] == Paragraph("Bright Lanes")


def test_toml_is_front_matter_too_and_names_of_headings_are_no_words(save: Save) -> None:
    text = '+++\ntitle = "Falls policy"\ndate = 2024-03-01\n+++\n\n# Falls {#falls}\n\nStaff act at once.\n'
    draft = read_markdown(save("file.md", text))

    assert (draft.stated.title, draft.stated.published) == ("Falls policy", "2024-03-01")
    assert draft.parts == (Heading(1, "Falls"), Paragraph("Staff act at once."))
