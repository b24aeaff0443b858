"""Telling marks from words, and signs that mark nothing from marks."""

import pytest

from corpus.document import Document
from corpus.markdown.inline import Styled, plain_text, styled_spans


def styles(text: str) -> list[tuple[str, str]]:
    """Each shown part with the letters of its style: s(trong), e(mphasis), c(ode), and a link's address."""
    return [
        (text[s.start : s.end], "s" * s.strong + "e" * s.emphasis + "c" * s.code + s.address)
        for s in styled_spans(text)
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**must** do", [("must", "s"), (" do", "")]),
        ("*may* do", [("may", "e"), (" do", "")]),
        ("__must__ and _may_", [("must", "s"), (" and ", ""), ("may", "e")]),
        ("***both***", [("both", "se")]),
        ("a **b *c* d** e", [("a ", ""), ("b ", "s"), ("c", "se"), (" d", "s"), (" e", "")]),
        ("_**a**_ b", [("a", "se"), (" b", "")]),
        ("(**a**), “*b*”.", [("(", ""), ("a", "s"), ("), “", ""), ("b", "e"), ("”.", "")]),
        ("`a *b*` c", [("a *b*", "c"), (" c", "")]),
        ("``a`b``", [("a`b", "c")]),
        ("*a `*` b*", [("a ", "e"), ("*", "ec"), (" b", "e")]),
        ("see [the *guide*](https://a.b/c_d_(e) \"Title\").", [
            ("see ", ""), ("the ", "https://a.b/c_d_(e)"), ("guide", "ehttps://a.b/c_d_(e)"), (".", ""),
        ]),
        ("![A picture](a.png)", [("A picture", "a.png")]),
        ("[Plan](#)", [("Plan", "#")]),
        ("<https://a.b> or <c@d.org>", [("https://a.b", "https://a.b"), (" or ", ""), ("c@d.org", "c@d.org")]),
        (r"\*not\*", [("*not", ""), ("*", "")]),
        (r"1\. a \| b", [("1", ""), (". a ", ""), ("| b", "")]),
        ("**one\nline**", [("one\nline", "s")]),
    ],
)  # fmt: skip
def test_what_stands_in_marks_is_shown_in_their_style(text: str, shown: list[tuple[str, str]]) -> None:
    assert styles(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "2*3*4 and 2 * 3 * 4",
        "snake_case_name and un*frigging*believable",
        "cost* and time*",
        "*unmatched and **unmatched too",
        "not marked *",
        "Name: ____ Date: ____ (___) and (___)",
        "***",
        "* an item, * and another",
        "[sic](ibid) and [page](p.4)",
        "[a](b c)",
        "[ ] to do",
        "a < b > c, <b>",
        "C:\\folder",
        "*one cell | another*",
        "- *one item\n- another*",
        "*one paragraph\n\nanother*",
        "*one item\n  2. another*",
        "it`s and they`re not code",
        "",
    ],
)
def test_a_sign_without_a_partner_or_inside_a_word_is_text(text: str) -> None:
    assert plain_text(text) == text


def test_a_text_without_marks_is_one_span() -> None:
    text = "One.\n\n- two | three"
    assert styled_spans(text) == [Styled(0, len(text))]
    assert styled_spans("") == []


def test_spans_are_in_order_and_none_is_empty() -> None:
    text = r"**a** *b* `c` [d](#e) \*f\* **_g_**" + "\n\n- **h** | *i*"
    ends = 0
    for span in styled_spans(text):
        assert ends <= span.start < span.end
        ends = span.end


def test_the_words_of_the_library_hold_no_marks_and_are_shown_as_they_are(documents: dict[str, Document]) -> None:
    for document in documents.values():
        assert plain_text(document.body) == document.body
