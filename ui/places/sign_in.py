"""The page on which a visitor signs in."""

from markupsafe import Markup

from ui.html.addresses import ASK, at
from ui.html.templates import render


def sign_in_html(to: str, *, left: bool = False) -> Markup:
    """The form; it leads on to `to` if that is an address on this server, and to the start page otherwise.

    `left` says that the visitor has just signed out.
    """
    here = to.startswith("/") and not to.startswith(("//", "/\\"))
    return render("sign_in", to=to if here else at(ASK), left=left)
