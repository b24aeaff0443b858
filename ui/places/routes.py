"""Addresses of the places that need no Gradio -> their pages; Starlette is confined to this file."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from assistant.excerpts.export import FORMATS, MEDIA_TYPES, Format
from corpus.errors import EvenhandError, QuestionError
from ui.ask.conversation import questions_html
from ui.ask.offers import Offers
from ui.ask.precedence import Precedence
from ui.failures import log_failure
from ui.html.addresses import EXCERPTS, HELP, LIBRARY, OFFERS, SIGN_IN, marks_of
from ui.html.filters import Filters
from ui.html.frame import PLACES, plain_page
from ui.html.passages import Holdings
from ui.places.basket import basket_file, basket_html, read_basket
from ui.places.document import View, reading_html
from ui.places.excerpts import ORDERS, Search, excerpts_html
from ui.places.help import help_html
from ui.places.library import library_html
from ui.serve.sign_in import sign_in_html

if TYPE_CHECKING:
    from assistant.assistant import Assistant

_LOOK = Path(__file__).parents[1] / "look"
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
_NOT_DONE = '<h1>{what}</h1><p>{why} <a href="{way}">Go on from here</a>.</p>'
_FAILED = "Something went wrong on the server. Try again, or tell whoever runs Evenhand."
_LONGEST = 200  # characters of words to be found in a document
_LARGEST = 2_000_000  # bytes of a basket


@dataclass(frozen=True, slots=True)
class Sent:
    """What came with a request: the address it named, what the address asks for, and what was posted."""

    path: str
    query: QueryParams
    body: bytes


class Places:
    """The plain places of one library; `routes` is what the server is given."""

    def __init__(self, assistant: "Assistant", precedence: Precedence) -> None:
        self._searcher, self._longest = assistant.searcher, assistant.longest_question
        self._library = Holdings.of(self._searcher)
        self._offers, self._precedence = Offers(assistant, self._library), precedence

    def routes(self) -> list[BaseRoute]:
        """The addresses."""
        return [
            self._route(EXCERPTS, self.excerpts),
            self._route(f"{EXCERPTS}/basket", self.basket, "POST"),
            self._route(f"{EXCERPTS}/file", self.file, "POST"),
            self._route(LIBRARY, self.library),
            self._route(f"{LIBRARY}/{{name}}", self.document),
            self._route(HELP, self.help),
            self._route(SIGN_IN, self.sign_in),
            self._route(OFFERS, self.offers, waits=True),
            self._route("/look/{name}", look),
        ]

    def excerpts(self, sent: Sent) -> Response:
        """Passages on a topic."""
        order = sent.query.get("order", "")
        search = Search(
            sent.query.get("topic", "").strip(),
            Filters.of(sent.query.multi_items(), self._library),
            order if order in ORDERS else "relevance",
            sent.query.get("all") == "yes",
            self._longest,
        )
        title = f"{search.topic[:60]} – Excerpts" if search.topic else "Excerpts"
        return self._page("Excerpts", title, excerpts_html(search, self._searcher, self._library))

    def basket(self, sent: Sent) -> Response:
        """What the browser keeps, as a list."""
        try:
            return HTMLResponse(basket_html(read_basket(sent.body), self._library))
        except QuestionError as error:
            return HTMLResponse(f'<p class="problem" role="alert">{escape(str(error))}</p>')

    def file(self, sent: Sent) -> Response:
        """What the browser keeps, as a file."""
        form = dict(parse_qsl(sent.body.decode("utf-8", "replace")))
        kind: Format = next((known for known in FORMATS if known == form.get("format")), "docx")
        basket, grouped = read_basket(form.get("basket", "")), form.get("grouped") == "yes"
        file = basket_file(basket, form.get("topic", ""), kind, self._library, grouped=grouped)
        name = {"Content-Disposition": f'attachment; filename="excerpts.{kind}"'}
        return Response(file, media_type=MEDIA_TYPES[kind], headers=name)

    def offers(self, sent: Sent) -> Response:
        """Questions to ask next, for the page's script; nothing where none is answered."""
        found = self._offers.answered(sent.query.multi_items())
        return HTMLResponse(questions_html(found) if found else "")

    def library(self, _: Sent) -> Response:
        """All documents."""
        return self._page("Library", "Library", library_html(self._library))

    def document(self, sent: Sent) -> Response:
        """One document."""
        document = self._library.documents.get(sent.path)
        if document is None:
            return self._page("Library", "No such document", _NO_DOCUMENT, 404)
        find = sent.query.get("find", "")[:_LONGEST].strip()
        view = View(sent.query.get("passage", ""), marks_of(sent.query.get("words", "")), find)
        body = reading_html(document, self._library.passages_of(document.id), view)
        return self._page("Library", document.title, body)

    def help(self, _: Sent) -> Response:
        """What it is, what it is not, and what the words mean."""
        return self._page("Help", "Help", help_html(self._library))

    def sign_in(self, sent: Sent) -> Response:
        """Where a visitor says who they are."""
        return self._page("", "Sign in", sign_in_html(sent.query.get("to", "")))

    def refused(self, status: int, why: str, headers: dict[str, str]) -> Response:
        """What a person sees whose request the guard does not let through."""
        what = "Not just now" if status == HTTPStatus.TOO_MANY_REQUESTS else "That could not be done"
        response = self._not_done(what, why, status, "Ask")
        response.headers.update(headers)
        return response

    def _route(
        self, address: str, handle: Callable[[Sent], Response], method: str = "GET", *, waits: bool = False
    ) -> Route:
        """An address, handled in a thread so that nobody waits for another; what fails is said on a page.

        One that `waits` lets those go first who wait for an answer.
        """

        async def answer(request: Request) -> Response:
            try:
                sent = Sent(request.path_params.get("name", ""), request.query_params, await _body(request))
                async with self._precedence.waiting() if waits else nullcontext():
                    return await run_in_threadpool(handle, sent)
            except EvenhandError as error:
                return self._not_done("That could not be done", str(error), 400)
            except Exception as error:  # noqa: BLE001 - a place is to a visitor what a turn is in a conversation
                log_failure(f"The place {address}", error)
                return self._not_done("Something went wrong", _FAILED, 500)

        return Route(address, answer, methods=[method])

    def _not_done(self, what: str, why: str, status: int, here: str = "Excerpts") -> Response:
        body = _NOT_DONE.format(what=what, why=escape(why), way=PLACES[here])
        return self._page(here, what, body, status)

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


def look(sent: Sent) -> Response:
    """Style sheets, scripts and the icon; the browser asks anew each time, so that none is older than the page."""
    if sent.path not in {path.name for path in _LOOK.iterdir()}:
        return HTMLResponse("Not found", 404)
    return FileResponse(_LOOK / sent.path, headers={"Cache-Control": "no-cache"})
