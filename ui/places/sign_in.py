"""The page on which a visitor signs in."""

import re

from markupsafe import Markup

from ui.html.addresses import ASK, at
from ui.html.templates import render

# Browsers leave out tabs and the like, after which a path could begin with two strokes: another machine's name.
_HERE = re.compile(r"/(?![/\\])[^\x00-\x20\x7f]*")


def sign_in_html(to: str, *, left: bool = False) -> Markup:
    """The form; it leads on to `to` if that is an address on this server, and to the start page otherwise.

    `left` says that the visitor has just signed out.
    """
    return render("sign_in", to=to if _HERE.fullmatch(to) else at(ASK), left=left)
