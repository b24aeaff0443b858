from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader

from corpus.importing.draft import Draft

Told = Callable[[Draft], list[str]]

PAIN = (
    "Whoever is in pain is asked about it every morning and every night, and the answer is written down in the words "
    "in which it was given, so that the next shift knows what to look for and whom to call."
)


def draw_box(sheets: Any, lines: list[str], left: float, down: float, width: float = 150) -> None:
    """Lines in a box."""
    sheets.canvas.rect(left, A4[1] - down - 12 * len(lines) - 6, width, 12 * len(lines) + 6)
    for number, line in enumerate(lines):
        sheets.line(line, left + 5, 9, down=down + 12 + 12 * number)
    sheets.gap(10)


def test_boxes_beside_each_other_are_read_one_by_one(sheets: Any, told: Told) -> None:
    sheets.text(PAIN)
    down = sheets.down
    draw_box(sheets, ["The nurse tells the doctor", "on the first day of pain."], 70, down)
    draw_box(sheets, ["The doctor comes within", "a day, and a family may", "ask to be there."], 240, down + 4)
    draw_box(sheets, ["The manager is told of", "every visit that is late."], 410, down)
    sheets.gap(30)
    sheets.text(PAIN)

    draft = sheets.read()

    assert sorted(told(draft)[1:-1]) == [
        "The doctor comes within a day, and a family may ask to be there.",
        "The manager is told of every visit that is late.",
        "The nurse tells the doctor on the first day of pain.",
    ]
    assert "Page 1: text in boxes is read box by box, between the sentences around them." in draft.doubts


def test_a_box_is_read_after_the_sentence_it_stands_in(sheets: Any, told: Told) -> None:
    for _ in range(3):
        sheets.text(PAIN)
    sheets.line("A resident who falls is not moved before a nurse has seen them, and whoever finds them stays")
    down = sheets.down
    for x in (70, 300):
        draw_box(sheets, ["Call a nurse at once.", "Do not move anybody."], x, down, 180)
    sheets.gap(10)
    sheets.line("with them until help is there.")

    found = told(sheets.read())

    assert found[3].endswith("whoever finds them stays with them until help is there.")
    assert found[4:] == ["Call a nurse at once. Do not move anybody."] * 2


def test_a_page_with_a_large_picture_is_doubted(sheets: Any) -> None:
    picture = BytesIO()
    Image.new("RGB", (40, 20), "grey").save(picture, "PNG")
    sheets.text(PAIN)
    sheets.canvas.drawImage(ImageReader(picture), 70, 300, 300, 150)

    assert "Page 1 holds a picture: a table, a chart or words in a picture are not read." in sheets.read().doubts


def test_more_headings_than_text_are_doubted(sheets: Any) -> None:
    for number in range(12):
        sheets.bold(f"Street of the {number} oaks", size=16)
        if number % 3 == 0:
            sheets.text(PAIN)

    assert any("some may be plain lines" in doubt for doubt in sheets.read().doubts)
