"""Addresses of the places that need no Gradio -> their pages; Starlette is confined to this file."""

from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from assistant.export import FORMATS, MEDIA_TYPES, Format
from corpus.errors import QuestionError
from indexing.search import Searcher
from ui.addresses import EXCERPTS, HELP, LIBRARY, SIGN_IN, marks_of
from ui.basket import basket_file, basket_html, read_basket
from ui.excerpts import ORDERS, Search, excerpts_html
from ui.filters import Filters
from ui.help import help_html
from ui.library import library_html
from ui.passages import Library
from ui.places import plain_page
from ui.reading import View, reading_html
from ui.sign_in import sign_in_html

_LOOK = Path(__file__).parent / "look"
# Nothing but our own files runs or is fetched, whatever a document holds; readers may lay their own style over it.
_POLICY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; "
    "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_NO_DOCUMENT = f"""
<h1>No such document</h1>
<p>The library holds no document at this address. <a href="{LIBRARY}">See the library</a>.</p>
"""
_NO_FILE = '<h1>Nothing to take away</h1><p>{why} <a href="{excerpts}">Back to the excerpts</a></p>'
_LONGEST = 200  # characters of words to be found in a document
_LARGEST = 2_000_000  # bytes of a basket


class Places:
    """The plain places of one library; `routes` is what the server is given."""

    def __init__(self, searcher: Searcher, longest: int) -> None:
        """`longest` is how many characters a topic may have."""
        self._searcher, self._library, self._longest = searcher, Library.of(searcher), longest

    def routes(self) -> list[BaseRoute]:
        """The addresses."""
        return [
            Route(EXCERPTS, self.excerpts),
            Route(f"{EXCERPTS}/basket", self.basket, methods=["POST"]),
            Route(f"{EXCERPTS}/file", self.file, methods=["POST"]),
            Route(LIBRARY, self.library),
            Route(f"{LIBRARY}/{{document}}", self.document),
            Route(HELP, self.help),
            Route(SIGN_IN, self.sign_in),
            Route("/look/{name}", look),
        ]

    def excerpts(self, request: Request) -> Response:
        """Passages on a topic. Not a coroutine: it searches, and others are not to wait for that."""
        query = request.query_params
        search = Search(
            query.get("topic", "").strip(),
            Filters.of(query.multi_items(), self._library),
            query.get("order", "") if query.get("order") in ORDERS else "relevance",
            query.get("all") == "yes",
            self._longest,
        )
        title = f"{search.topic[:60]} – Excerpts" if search.topic else "Excerpts"
        return self._page("Excerpts", title, excerpts_html(search, self._searcher, self._library))

    async def basket(self, request: Request) -> Response:
        """What the browser keeps, as a list."""
        try:
            return HTMLResponse(basket_html(read_basket(await _body(request)), self._library))
        except QuestionError as error:
            return HTMLResponse(f'<p class="problem" role="alert">{escape(str(error))}</p>')

    async def file(self, request: Request) -> Response:
        """What the browser keeps, as a file."""
        form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
        kind: Format = next((known for known in FORMATS if known == form.get("format")), "docx")
        try:
            basket, grouped = read_basket(form.get("basket", "")), form.get("grouped") == "yes"
            file = basket_file(basket, form.get("topic", ""), kind, self._library, grouped=grouped)
        except QuestionError as error:
            body = _NO_FILE.format(why=escape(str(error)), excerpts=EXCERPTS)
            return self._page("Excerpts", "Nothing to take away", body, 400)
        name = {"Content-Disposition": f'attachment; filename="excerpts.{kind}"'}
        return Response(file, media_type=MEDIA_TYPES[kind], headers=name)

    async def library(self, _: Request) -> Response:
        """All documents."""
        return self._page("Library", "Library", library_html(self._library))

    async def document(self, request: Request) -> Response:
        """One document."""
        document = self._library.documents.get(request.path_params["document"])
        if document is None:
            return self._page("Library", "No such document", _NO_DOCUMENT, 404)
        query = request.query_params
        view = View(
            query.get("passage", ""), marks_of(query.get("words", "")), query.get("find", "")[:_LONGEST].strip()
        )
        body = reading_html(document, self._library.passages_of(document.id), view)
        return self._page("Library", document.title, body)

    async def help(self, _: Request) -> Response:
        """What it is, what it is not, and what the words mean."""
        return self._page("Help", "Help", help_html(self._library))

    async def sign_in(self, request: Request) -> Response:
        """Where a visitor says who they are."""
        return self._page("", "Sign in", sign_in_html(request.query_params.get("to", "")))

    def _page(self, here: str, title: str, body: str, status: int = 200) -> Response:
        page = plain_page(here, title, body, len(self._library.documents))
        return HTMLResponse(page, status, _POLICY)


async def _body(request: Request) -> bytes:
    """The body of a request. Raises QuestionError when it is larger than any basket."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            raise QuestionError("There are too many excerpts in this browser; remove some.")
    return body


async def look(request: Request) -> Response:
    """Style sheets, scripts and the icon; the browser asks anew each time, so that none is older than the page."""
    name = request.path_params["name"]
    if name not in {path.name for path in _LOOK.iterdir()}:
        return HTMLResponse("Not found", 404)
    return FileResponse(_LOOK / name, headers={"Cache-Control": "no-cache"})
