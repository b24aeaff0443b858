"""A walk through the page in a minute: what a visitor does, step by step, each with a line that says it."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ui.html.addresses import EXCERPTS, LIBRARY, TOPICS

WINDOW: dict[str, Any] = {"viewport": {"width": 1000, "height": 680}}
SECONDS = 6
_ASKED, _UNANSWERED = "What did The Christie do about bullying?", "How do we appeal our CQC rating?"
_TOPIC = "bullying and harassment"
_COLOURS, _BAR, _SIZE, _PAPER, _INK = 64, 44, 20, "#134e4a", "#ffffff"

Step = Callable[[Any, str], None]


def _start(view: Any, address: str) -> None:
    view.goto(address)
    view.locator("#log [data-ready]").wait_for(state="attached")


def _typed(view: Any, _: str) -> None:
    view.get_by_label("Your question").fill(_ASKED)
    view.get_by_label("Your question").scroll_into_view_if_needed()


def _answered(view: Any, _: str) -> None:
    view.keyboard.press("Enter")
    view.locator("#turn-1 .answer").wait_for()
    view.locator("#turn-1").scroll_into_view_if_needed()


def _source(view: Any, _: str) -> None:
    view.locator("#turn-1 a.number").first.click()
    view.locator("#turn-1 .card mark:visible").first.wait_for()


def _read_on(view: Any, _: str) -> None:
    view.locator("#turn-1 .card").first.get_by_role("link", name="Read in document").click()
    view.locator(".passage:target").wait_for()
    view.mouse.move(0, 0)


def _refused(view: Any, address: str) -> None:
    _start(view, address)
    view.locator("#turn-1 .answer").wait_for()
    view.get_by_label("Your question").fill(_UNANSWERED)
    view.keyboard.press("Enter")
    view.locator("#turn-2 .refused").wait_for()
    view.evaluate("document.getElementById('turn-2').scrollIntoView()")


def _topics(view: Any, address: str) -> None:
    view.goto(f"{address}{TOPICS}")


def _ticked(view: Any, address: str) -> None:
    view.goto(f"{address}{EXCERPTS}")
    view.get_by_label("Topic").first.fill(_TOPIC)
    view.keyboard.press("Enter")
    for number in range(3):
        view.locator(".results input[data-anchor]").nth(number).check()
        view.locator(".kept > li").nth(number).wait_for()
    view.evaluate("scrollTo(0, 0)")


def _kept(view: Any, _: str) -> None:
    view.locator("#basket").scroll_into_view_if_needed()
    view.evaluate("document.getElementById('basket').scrollIntoView()")


def _add(view: Any, address: str) -> None:
    view.goto(f"{address}{LIBRARY}/add")


STEPS: Sequence[tuple[str, Step]] = (
    ("Evenhand opens with questions for each kind of visitor.", _start),
    ("Ask in your own words.", _typed),
    ("The answer is in the documents’ own words, and each sentence names its source.", _answered),
    ("A number opens its source: what is quoted stands marked in its passage.", _source),
    ("From there you read on in the document.", _read_on),
    ("What the library does not answer it says, and where such questions are answered.", _refused),
    ("Topics gather passages over all documents, from A to Z.", _topics),
    ("Excerpts finds every passage that names a topic. Tick what you want.", _ticked),
    ("Put it in order, add notes, and take it away as a Word file for your board.", _kept),
    ("Add documents of your own: they stay on your machine.", _add),
)


def captioned(picture: bytes, words: str) -> Any:
    """A picture with a line of words below it, as an image of Pillow's with few colours."""
    from PIL import Image, ImageDraw, ImageFont

    shown = Image.open(io.BytesIO(picture)).convert("RGB")
    whole = Image.new("RGB", (shown.width, shown.height + _BAR), _PAPER)
    whole.paste(shown)
    place = (shown.width // 2, shown.height + _BAR // 2)
    ImageDraw.Draw(whole).text(place, words, _INK, ImageFont.load_default(_SIZE), anchor="mm")
    return whole.quantize(_COLOURS)


def walk(view: Any, address: str, path: Path) -> None:
    """Take the walk in a browser's view of the page, and write it as a GIF of a minute."""
    frames = []
    for words, step in STEPS:
        step(view, address)
        frames.append(captioned(view.screenshot(), words))
    first, *others = frames
    first.save(path, save_all=True, append_images=others, duration=SECONDS * 1000, loop=0, optimize=True)
