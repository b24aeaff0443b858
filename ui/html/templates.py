"""The HTML templates in `templates/`: whatever is not Markup is escaped. Jinja2 is confined to this file."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ui.html.addresses import at

_FOLDER = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["at"] = at
    return environment


def render(template: str, **values: Any) -> Markup:
    """The template `templates/<template>.html` filled with values; those that are Markup are put in as they are.

    They name their own files by `at(path)`. A value that the template uses and nobody gives raises
    jinja2.UndefinedError.
    """
    return Markup(_environment().get_template(f"{template}.html").render(**values))  # noqa: S704 - autoescaped
