"""Whole pages as responses: each with the policy that lets only our own files run."""

from http import HTTPStatus

from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from ui.html.addresses import at
from ui.html.frame import PLACES, plain_page
from ui.html.templates import render
from ui.live import Snapshot

# Only our own files run or are fetched, whatever a document holds. Visitors may add styles of their own.
_POLICY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; "
    "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
FAILED = "Something went wrong on the server. Try again, or tell whoever runs Evenhand."


def page(now: Snapshot, here: str, title: str, body: Markup, status: int = HTTPStatus.OK) -> Response:
    """A page of the place `here`; its body begins with the h1."""
    return HTMLResponse(plain_page(here, title, body, len(now.library.documents)), status, _POLICY)


def problem(now: Snapshot, what: str, why: str, status: int, here: str = "Excerpts") -> Response:
    """The page that says what could not be done and why, with a way on."""
    return page(now, here, what, render("routes_problem", what=what, why=why, way=at(PLACES[here])), status)
