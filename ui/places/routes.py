"""The addresses of the places that need no Gradio, and what each gives; only this file and `ui/serve` use Starlette."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qsl

from markupsafe import Markup
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
from ui.html.templates import render
from ui.live import LiveAssistant, Snapshot
from ui.places.basket import basket_file, basket_html, read_basket
from ui.places.document import View, reading_html
from ui.places.excerpts import ORDERS, Search, excerpts_html
from ui.places.help import help_html
from ui.places.library import library_html
from ui.places.sign_in import sign_in_html

_LOOK = Path(__file__).parents[1] / "look"
# Only our own files run or are fetched, whatever a document holds. Visitors may add styles of their own.
_POLICY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; "
    "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_FAILED = "Something went wrong on the server. Try again, or tell whoever runs Evenhand."
_LONGEST = 200  # characters of the words to find in a document
_LARGEST = 2_000_000  # bytes of a basket


@dataclass(frozen=True, slots=True)
class Sent:
    """What came with a request (the last part of its path, its query, its body), and the library as it then was."""

    now: Snapshot
    path: str
    query: QueryParams
    body: bytes


class Places:
    """The plain places; the server is given their `routes`."""

    def __init__(self, live: LiveAssistant, precedence: Precedence) -> None:
        self._live, self._precedence = live, precedence
        self._offers = Offers(live.now)

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
            self._route(OFFERS, self.offers, background=True),
            self._route("/look/{name}", look),
        ]

    def excerpts(self, sent: Sent) -> Response:
        """Passages on a topic."""
        order = sent.query.get("order", "")
        search = Search(
            sent.query.get("topic", "").strip(),
            Filters.of(sent.query.multi_items(), sent.now.library),
            order if order in ORDERS else "relevance",
            sent.query.get("all") == "yes",
            sent.now.assistant.longest_question,
        )
        title = f"{search.topic[:60]} – Excerpts" if search.topic else "Excerpts"
        return self._page("Excerpts", title, excerpts_html(search, sent.now.assistant.searcher, sent.now.library))

    def basket(self, sent: Sent) -> Response:
        """The basket, as a list."""
        try:
            return HTMLResponse(basket_html(read_basket(sent.body), sent.now.library))
        except QuestionError as error:
            return HTMLResponse(render("excerpts_problem", problem=str(error)))

    def file(self, sent: Sent) -> Response:
        """The basket, as a file."""
        form = dict(parse_qsl(sent.body.decode("utf-8", "replace")))
        kind: Format = next((known for known in FORMATS if known == form.get("format")), "docx")
        basket, grouped = read_basket(form.get("basket", "")), form.get("grouped") == "yes"
        file = basket_file(basket, form.get("topic", ""), kind, sent.now.library, grouped=grouped)
        name = {"Content-Disposition": f'attachment; filename="excerpts.{kind}"'}
        return Response(file, media_type=MEDIA_TYPES[kind], headers=name)

    def offers(self, sent: Sent) -> Response:
        """Questions to ask next, for the page's script; nothing where none is answered."""
        offers = self._offers
        if offers.now is not sent.now:
            offers = self._offers = Offers(sent.now)
        return HTMLResponse(questions_html(offers.answered(sent.query.multi_items())))

    def library(self, sent: Sent) -> Response:
        """All documents."""
        return self._page("Library", "Library", library_html(sent.now.library))

    def document(self, sent: Sent) -> Response:
        """One document."""
        document = sent.now.library.documents.get(sent.path)
        if document is None:
            missing = render("routes_no_document", library=LIBRARY)
            return self._page("Library", "No such document", missing, HTTPStatus.NOT_FOUND)
        find = sent.query.get("find", "")[:_LONGEST].strip()
        view = View(sent.query.get("passage", ""), marks_of(sent.query.get("words", "")), find)
        body = reading_html(document, sent.now.library.passages_of(document.id), view)
        return self._page("Library", document.title, body)

    def help(self, sent: Sent) -> Response:
        """What Evenhand is, what it is not, and what its words mean."""
        return self._page("Help", "Help", help_html(sent.now.library))

    def sign_in(self, sent: Sent) -> Response:
        """Where a visitor signs in."""
        return self._page("", "Sign in", sign_in_html(sent.query.get("to", "")))

    def refused(self, status: int, why: str, headers: dict[str, str]) -> Response:
        """The page for a request that the guard does not let through."""
        what = "Not just now" if status == HTTPStatus.TOO_MANY_REQUESTS else "That could not be done"
        response = self._problem(what, why, status, "Ask")
        response.headers.update(headers)
        return response

    def _route(
        self, address: str, handle: Callable[[Sent], Response], method: str = "GET", *, background: bool = False
    ) -> Route:
        """An address, handled in a thread so that no visitor waits for another; a page reports what fails.

        At a `background` address answers to visitors' questions come first.
        """

        async def answer(request: Request) -> Response:
            try:
                sent = Sent(
                    self._live.now, request.path_params.get("name", ""), request.query_params, await _body(request)
                )
                async with self._precedence.background() if background else nullcontext():
                    return await run_in_threadpool(handle, sent)
            except EvenhandError as error:
                return self._problem("That could not be done", str(error), HTTPStatus.BAD_REQUEST)
            except Exception as error:  # noqa: BLE001 - as in a chat turn, the visitor is told and the server goes on
                log_failure(f"The place {address}", error)
                return self._problem("Something went wrong", _FAILED, HTTPStatus.INTERNAL_SERVER_ERROR)

        return Route(address, answer, methods=[method])

    def _problem(self, what: str, why: str, status: int, here: str = "Excerpts") -> Response:
        body = render("routes_problem", what=what, why=why, way=PLACES[here])
        return self._page(here, what, body, status)

    def _page(self, here: str, title: str, body: Markup, status: int = HTTPStatus.OK) -> Response:
        page = plain_page(here, title, body, len(self._live.now.library.documents))
        return HTMLResponse(page, status, _POLICY)


async def _body(request: Request) -> bytes:
    """The body of a request. Raises QuestionError when it is larger than any basket."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            raise QuestionError("There are too many excerpts in this browser. Remove some.")
    return body


def look(sent: Sent) -> Response:
    """Style sheets, scripts and the icon; the browser checks each time, so that none is older than the page."""
    if sent.path not in {path.name for path in _LOOK.iterdir()}:
        return HTMLResponse("Not found", HTTPStatus.NOT_FOUND)
    return FileResponse(_LOOK / sent.path, headers={"Cache-Control": "no-cache"})
