"""The help page: what this is and is not, how answers are made, limits, privacy, accessibility, abbreviations."""

from html import escape
from pathlib import Path

from corpus.glossary import load_glossary
from ui.html.addresses import EXCERPTS, LIBRARY
from ui.html.passages import Holdings

_PAGE = Path(__file__).with_name("help.html")


def help_html(library: Holdings) -> str:
    """The whole help page. Raises CorpusError when the glossary is malformed."""
    entries = sorted(load_glossary(), key=lambda entry: entry.forms[0].casefold())
    abbreviations = "".join(
        f"<div><dt>{escape(', '.join(entry.forms))}</dt>"
        f"<dd>{escape(entry.expansion)}{'' if entry.stated else ' <span>*</span>'}</dd></div>"
        for entry in entries
    )
    return _PAGE.read_text(encoding="utf-8").format(
        count=len(library.documents), library=LIBRARY, excerpts=EXCERPTS, abbreviations=abbreviations
    )
