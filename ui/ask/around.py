"""What stands around the conversation and follows the library: heading, filters, questions to start with, footer."""

from markupsafe import Markup

from ui.ask.start import start_html
from ui.html.filters import Filters, filters_html, quotations_html
from ui.html.frame import footer
from ui.html.templates import render
from ui.live import Snapshot


def around(now: Snapshot, filters: Filters) -> dict[str, Markup]:
    """All of it by name, with the filters ticked as they are; the page's script puts each in its place."""
    parts = {
        "opening": opening_html(now),
        "tools": tools_html(now, filters),
        "examples": start_html(now),
        "footer": footer(len(now.library.documents)),
    }
    return {name: render("page_part", name=name, edition=now.edition, part=part) for name, part in parts.items()}


def opening_html(now: Snapshot) -> Markup:
    """The heading, and how many documents answer."""
    scope, _, _ = now.assistant.searcher.about.scope.partition(":")
    return render("page_opening", scope=scope, count=len(now.library.documents))


def tools_html(now: Snapshot, filters: Filters) -> Markup:
    """The filters, and what can be done with the conversation."""
    switch = quotations_html() if now.assistant.writer is not None else ""
    return render("page_tools", filters=filters_html(filters, now.library), quotations=switch)
