"""The Help place: what Evenhand is and is not, how it answers, limits, privacy, accessibility, abbreviations."""

from markupsafe import Markup

from corpus.glossary import load_glossary
from ui.html.addresses import EXCERPTS, LIBRARY
from ui.html.passages import Holdings
from ui.html.templates import render


def help_html(library: Holdings) -> Markup:
    """The whole help page. Raises CorpusError when the glossary is malformed."""
    return render(
        "help",
        count=len(library.documents),
        overtaken=sum(document.status != "current" for document in library.documents.values()),
        library=LIBRARY,
        excerpts=EXCERPTS,
        abbreviations=sorted(load_glossary(), key=lambda entry: entry.forms[0].casefold()),
    )
