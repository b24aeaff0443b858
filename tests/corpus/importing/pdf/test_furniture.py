from collections.abc import Callable
from typing import Any

from corpus.importing.draft import Draft

Told = Callable[[Draft], list[str]]

TEXTS = [
    "Staff who fall ill tell their manager before their shift begins, and say how long they think they will be away.",
    "A home that is short of people asks its own staff first, and nobody is made to work on a day that was free.",
    "Notice of leave is given four weeks before, and a manager answers it within a week of the day it was given.",
    "Training is paid as work is, and a course that ends late is followed by a late start on the day after it.",
    "Uniforms are washed at the home, and nobody travels to work or from it in what they wear to give care.",
    "Gifts from residents are written down, and what is worth more than ten pounds is kindly given back to them.",
]
SECTIONS = ["Rotas", "Rotas", "Rotas", "Leave and illness", "Training", "Gifts"]


def test_a_header_that_names_the_section_is_left_out_whatever_it_says(sheets: Any, told: Told) -> None:
    for text, section in zip(TEXTS, SECTIONS, strict=True):
        sheets.line(section, down=50)
        sheets.down = 100
        sheets.text(text)
        sheets.page()
    sheets.text("This page has no header.")

    assert told(sheets.read()) == [*TEXTS, "This page has no header."]


def test_the_first_line_of_a_text_is_no_header(sheets: Any, told: Told) -> None:
    for text in TEXTS[:4]:
        sheets.line("Rotas", down=50)
        sheets.down = 100
        sheets.text(text)
        sheets.page()
    sheets.line("Every home has a manager", down=50)
    sheets.line("who is there in the day.", down=63)

    assert told(sheets.read())[-1] == "Every home has a manager who is there in the day."
