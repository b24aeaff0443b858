from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

import ui
from ui.html.templates import render

TEMPLATES = Path(ui.__file__).parent / "html" / "templates"


def test_text_is_escaped_and_markup_is_not() -> None:
    page = render("origin", parts=["A & <b>", Markup("<i>today</i>")])
    assert page.strip() == '<p class="origin">A &amp; &lt;b&gt; · <i>today</i></p>'
    assert isinstance(page, Markup)


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="parts"):
        render("origin")


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.html")), ids=lambda template: template.stem)
def test_every_template_is_used(template: Path) -> None:
    sources = [*TEMPLATES.parents[1].rglob("*.py"), *TEMPLATES.glob("*.html")]
    names = f'"{template.stem}"', f'"{template.name}"'
    assert any(name in path.read_text(encoding="utf-8") for path in sources for name in names)
