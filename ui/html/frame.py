"""The frame around every place: links to the other places above, what the product is below."""

from contextvars import ContextVar

from markupsafe import Markup

from ui.html.addresses import ASK, EXCERPTS, HELP, LIBRARY, SIGN_OUT, TOPICS, at
from ui.html.templates import render

PLACES = {"Ask": ASK, "Topics": TOPICS, "Excerpts": EXCERPTS, "Library": LIBRARY, "Help": HELP}
_SCRIPTS = {"Excerpts": "excerpts.js", "Library": "library.js", "": "sign-in.js"}
_STYLES = {"Library": "keep.css", "Topics": "topics.css"}

# Whether who asks for a page has signed in, and so can sign out. The server sets it for each request.
SIGNED_IN: ContextVar[bool] = ContextVar("signed_in", default=False)


def head() -> Markup:
    """What the head of every page holds."""
    return render("head")


def header(here: str, skip: str, skip_to: str, *, signed_in: bool = False) -> Markup:
    """The header, with the current place marked; its first link skips to the element `skip_to`.

    `here` is a name of PLACES, or "" to leave the links out. Who has `signed_in` can sign out.
    """
    sign_out = at(SIGN_OUT) if signed_in else ""
    places = {name: at(path) for name, path in PLACES.items()}
    return render("header", here=here, skip=skip, skip_to=skip_to, places=places, sign_out=sign_out)


def footer(documents: int) -> Markup:
    """What the product is, in three sentences."""
    return render("footer", documents=documents)


def plain_page(here: str, title: str, body: Markup, documents: int) -> Markup:
    """The whole HTML of a place that needs no Gradio; `body` begins with its h1."""
    return render(
        "frame",
        title=title,
        head=head(),
        script=_SCRIPTS.get(here),
        style=_STYLES.get(here),
        header=header(here, "Go to the text", "text", signed_in=SIGNED_IN.get()),
        body=body,
        footer=footer(documents),
    )
