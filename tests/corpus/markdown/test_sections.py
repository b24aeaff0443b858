"""Sections: their headings, voices, notes and blocks, with none of the words of the body lost."""

import pytest

from corpus.document import Block, Section
from corpus.errors import CorpusError
from corpus.markdown.sections import sections_of


def sections(body: str) -> list[Section]:
    return sections_of(body, "The title", "sample.md")


def kinds(body: str) -> list[str]:
    return [block.kind for section in sections(body) for block in section.blocks]


def words(body: str, block: Block) -> str:
    return body[block.span.start : block.span.end]


def test_a_heading_is_kept_to_the_letter_beside_its_plain_words() -> None:
    body = "**One** `two` ##\n===\n\n## [Three](https://a.b) ##\n\nText.\n"
    one, three = sections(body)
    assert three.path == ("One two ##", "Three")
    assert one.children == ("Three",)
    assert [body[s.start :].startswith(s.heading) for s in (one, three)] == [True, True]
    assert three.heading == "## [Three](https://a.b) ##"


def test_text_before_the_first_heading_has_none() -> None:
    first, second = sections("Text.\n\n# One")
    assert (first.path, first.heading) == (("The title",), "")
    assert (second.path, second.heading) == (("One",), "# One")


def test_a_skipped_level_is_reported_in_one_line() -> None:
    with pytest.raises(CorpusError, match=r"^sample\.md: heading '### Three' skips a level; add the one above it\.$"):
        sections("# One\n\n### Three")


def test_text_after_a_voice_mark_on_its_line_is_not_lost() -> None:
    body = "# One\n<!-- voice: reader --> Mine."
    (section,) = sections(body)
    assert section.voice == "reader"
    assert [words(body, block) for block in section.blocks] == ["Mine."]


def test_an_unknown_voice_is_reported() -> None:
    with pytest.raises(CorpusError, match=r"'readr' is not a voice; use one of publisher, reply, reader\."):
        sections("# One\n<!-- voice: readr -->\n\nMine.")


def test_comments_and_rules_are_marks_and_no_words() -> None:
    assert kinds("# One\n\nText.\n\n<!-- page 2 -->\n\nText.\n\n---\n\nText.") == [
        "paragraph", "mark", "paragraph", "mark", "paragraph",
    ]  # fmt: skip
    assert kinds("# One\n<!-- voice: reply -->\n\nText.") == ["paragraph"]


def test_html_is_text() -> None:
    body = "# One\n\n<div>Words.</div>"
    (section,) = sections(body)
    assert [words(body, block) for block in section.blocks] == ["<div>Words.</div>"]


@pytest.mark.parametrize("note", ["> [!NOTE]\n> A word\n> is missing.", "> [!NOTE] A word\n> is missing.",
                                  ">[!NOTE]\n>A word is missing.\n>"])  # fmt: skip
def test_a_note_is_read_whole(note: str) -> None:
    (section,) = sections(f"# One\n\nText.\n\n{note}")
    assert section.notes == ("A word is missing.",)
    assert [block.kind for block in section.blocks] == ["paragraph", "note"]


def test_a_table_without_rows_is_text() -> None:
    assert kinds("# One\n\n| Change | Impact |\n| --- | --- |") == ["paragraph"]


def test_the_names_of_columns_are_plain_words() -> None:
    (section,) = sections("# One\n\n| **Change** | A \\| B | |\n| - | - | - |\n| a | b | c |")
    assert section.blocks[0].columns == ("Change", "A | B", "")
