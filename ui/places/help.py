"""The Help place: what Evenhand is and is not, how it answers, limits, privacy, accessibility, abbreviations."""

import re

from markupsafe import Markup

from corpus.lists.glossary import Abbreviation, load_glossary
from ui.html.addresses import EXCERPTS, LIBRARY, TOPICS, at
from ui.html.passages import Holdings
from ui.html.templates import render


def help_html(library: Holdings, scope: str = "") -> Markup:
    """The whole help page; `scope` is what the library is about. Raises CorpusError when the glossary is malformed."""
    return render(
        "help",
        scope=scope.partition(":")[0],
        count=len(library.documents),
        overtaken=sum(document.status != "current" for document in library.documents.values()),
        library=at(LIBRARY),
        excerpts=at(EXCERPTS),
        topics=at(TOPICS),
        abbreviations=sorted(_abbreviations(library), key=lambda entry: entry.forms[0].casefold()),
    )


def _abbreviations(library: Holdings) -> list[Abbreviation]:
    """Those of the glossary that a document of the library uses."""
    bodies = [document.body for document in library.documents.values()]
    return [entry for entry in load_glossary() if any(_uses(body, form) for body in bodies for form in entry.forms)]


def _uses(body: str, form: str) -> bool:
    return form in body and re.search(rf"(?<!\w){re.escape(form)}(?!\w)", body) is not None
