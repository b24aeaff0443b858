"""Addresses of the places that need no Gradio -> their pages; Starlette is confined to this file."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ui.addresses import HELP, LIBRARY, marks_of
from ui.help import help_html
from ui.library import library_html
from ui.passages import Library
from ui.places import plain_page
from ui.reading import View, reading_html

_LOOK = Path(__file__).parent / "look"
# Nothing but our own files runs or is fetched, whatever a document holds.
_POLICY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_LONGEST = 200


class Places:
    """The plain places of one library; `routes` is what the server is given."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def routes(self) -> list[BaseRoute]:
        """The addresses; each needs a visitor who is signed in where the server asks for that."""
        return [
            Route(LIBRARY, self.library),
            Route(f"{LIBRARY}/{{document}}", self.document),
            Route(HELP, self.help),
            Route("/look/{name}", look),
        ]

    async def library(self, request: Request) -> Response:
        """All documents."""
        return self._page(request, "Library", "Library", library_html(self._library))

    async def document(self, request: Request) -> Response:
        """One document."""
        document = self._library.documents.get(request.path_params["document"])
        if document is None:
            body = f'<h1>No such document</h1><p>The library holds no document at this address. '
            return self._page(request, "Library", "No such document", f'{body}<a href="{LIBRARY}">See the library</a>.</p>', 404)
        query = request.query_params
        view = View(query.get("passage", ""), marks_of(query.get("words", "")), query.get("find", "")[:_LONGEST].strip())
        body = reading_html(document, self._library.passages_of(document.id), view)
        return self._page(request, "Library", document.title, body)

    async def help(self, request: Request) -> Response:
        """What it is, what it is not, and what the words mean."""
        return self._page(request, "Help", "Help", help_html(self._library))

    def _page(self, request: Request, here: str, title: str, body: str, status: int = 200) -> Response:
        if not signed_in(request):
            return RedirectResponse("/")
        page = plain_page(here, title, body, len(self._library.documents))
        return HTMLResponse(page, status, _POLICY)


def signed_in(request: Request) -> bool:
    """Whether the visitor may read: where the server asks for a password, Gradio's own cookie says so."""
    app = request.app
    if getattr(app, "auth", None) is None:
        return True
    names = (f"access-token-{app.cookie_id}", f"access-token-unsecure-{app.cookie_id}")
    return any(app.tokens.get(request.cookies.get(name)) for name in names)


async def look(request: Request) -> Response:
    """Style sheets, scripts and the icon, looked at anew by the browser each time so that none is older than the page."""
    name = request.path_params["name"]
    if name not in {path.name for path in _LOOK.iterdir()}:
        return HTMLResponse("Not found", 404)
    return FileResponse(_LOOK / name, headers={"Cache-Control": "no-cache"})
