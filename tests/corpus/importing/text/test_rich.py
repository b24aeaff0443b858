from collections.abc import Callable
from pathlib import Path

from corpus.importing.draft import Heading, Item, ListPart, Paragraph, Table
from corpus.importing.receive import read_file

Save = Callable[[str, str | bytes], Path]

RTF = rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}
{\pard\b FALLS POLICY\par}
{\pard Staff act at once \endash  and tell the manager, who writes down what happened on the day.\par}
{\pard They:\par}
{\pard\bullet\tab ring the bell\par}
{\pard\bullet\tab stay with the person\par}
{\trowd\cellx1000\cellx2000 Who\cell Where\cell\row}
{\trowd\cellx1000\cellx2000 Staff\cell Gate\cell\row}
}"""


def test_rich_text_keeps_its_words_lists_and_tables(save: Save) -> None:
    draft = read_file(save("falls.rtf", RTF))

    assert draft.parts == (
        Heading(1, "FALLS POLICY"),
        Paragraph("Staff act at once – and tell the manager, who writes down what happened on the day."),
        Paragraph("They:"),
        ListPart((Item("ring the bell"), Item("stay with the person"))),
        Table((("Who", "Where"), ("Staff", "Gate")), headed=False),
    )
    assert draft.doubts == ()


def test_pictures_in_rich_text_are_no_words(save: Save) -> None:
    picture = rb"{\pict\pngblip " + b"89504e47" * 1000 + b"}"
    draft = read_file(save("falls.rtf", RTF.replace(rb"{\pard They", picture + rb"{\pard They")))

    assert not any("89504e" in page for page in draft.pages)
    assert len(draft.parts) == 5
