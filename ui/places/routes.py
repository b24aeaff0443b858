"""The addresses of the places that need no Gradio, and what each gives; only this file and `ui/serve` use Starlette."""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qsl, quote

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from assistant.excerpts.export import FORMATS, MEDIA_TYPES, Format
from corpus.document import Document
from corpus.errors import EvenhandError, QuestionError
from ui.ask.conversation import questions_html
from ui.ask.offers import Offers
from ui.ask.precedence import Precedence
from ui.failures import log_failure
from ui.html.addresses import EXCERPTS, HELP, LIBRARY, OFFERS, SIGN_IN, TOPICS, at, marks_of
from ui.html.filters import Filters
from ui.html.templates import render
from ui.html.topics import gathered_words, topics_named
from ui.live import LiveAssistant, Snapshot
from ui.places.basket import basket_file, basket_html, read_basket
from ui.places.document import View, reading_html
from ui.places.excerpts import ORDERS, Search, excerpts_html
from ui.places.help import help_html
from ui.places.library import NEWS, library_html
from ui.places.original import Original, original_of_document, serving
from ui.places.reply import FAILED, page, problem
from ui.places.search import search_html
from ui.places.sign_in import sign_in_html
from ui.places.topics import topic_at, topic_html, topics_html

_LOOK = Path(__file__).parents[1] / "look"
_LONGEST = 200  # characters of the words to find in documents
_LARGEST = 2_000_000  # bytes of a basket
_MOST_FIELDS = 20  # of the form that takes a basket away


@dataclass(frozen=True, slots=True)
class Sent:
    """What came with a request: the last part of its path, its query, its body.

    `now` is the library as it then was, and `keeper` says whether the visitor may change it.
    """

    now: Snapshot
    keeper: bool
    path: str
    query: QueryParams
    body: bytes

    @property
    def news(self) -> str:
        """What is to be said of the change that led here; "" where none did."""
        return NEWS.get(self.query.get("news", ""), "")

    def original_of(self, document: Document) -> Original | None:
        """The file that a document was made from, where we have it."""
        return original_of_document(self.now.assistant.settings.library, document)


class Places:
    """The plain places; the server is given their `routes`."""

    def __init__(
        self, live: LiveAssistant, precedence: Precedence, is_keeper: Callable[[Request], bool] = lambda _: False
    ) -> None:
        """`is_keeper` says who sees the links to what changes the library."""
        self._live, self._precedence, self._is_keeper = live, precedence, is_keeper
        self._offers = Offers(live.now)

    def routes(self) -> list[BaseRoute]:
        """The addresses."""
        return [
            self._route(TOPICS, self.topics),
            self._route(f"{TOPICS}/{{name}}", self.topic),
            self._route(EXCERPTS, self.excerpts),
            self._route(f"{EXCERPTS}/basket", self.basket, "POST"),
            self._route(f"{EXCERPTS}/file", self.file, "POST"),
            self._route(LIBRARY, self.library),
            self._route(f"{LIBRARY}/{{name}}", self.document),
            self._route(f"{LIBRARY}/{{name}}/original", self.original),
            self._route(HELP, self.help),
            self._route(SIGN_IN, self.sign_in),
            self._route(OFFERS, self.offers, background=True),
            self._route("/look/{name}", look),
        ]

    def topics(self, sent: Sent) -> Response:
        """All topics."""
        return page(sent.now, "Topics", "Topics", topics_html(sent.now.assistant.searcher, sent.now.library))

    def topic(self, sent: Sent) -> Response:
        """One topic."""
        searcher = sent.now.assistant.searcher
        topic = topic_at(f"{at(TOPICS)}/{quote(sent.path, safe='')}", searcher)
        if topic is None:
            missing = render("routes_no_topic", topics=at(TOPICS))
            return page(sent.now, "Topics", "No such topic", missing, HTTPStatus.NOT_FOUND)
        return page(sent.now, "Topics", topic.name, topic_html(topic, searcher, sent.now.library))

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
        return page(sent.now, "Excerpts", title, excerpts_html(search, sent.now.assistant.searcher, sent.now.library))

    def basket(self, sent: Sent) -> Response:
        """The basket, as a list."""
        try:
            return HTMLResponse(basket_html(read_basket(sent.body), sent.now.library))
        except QuestionError as error:
            return HTMLResponse(render("excerpts_problem", problem=str(error)))

    def file(self, sent: Sent) -> Response:
        """The basket, as a file."""
        form = _form(sent.body)
        kind: Format = next((known for known in FORMATS if known == form.get("format")), "docx")
        basket, grouped = read_basket(form.get("basket", "")), form.get("grouped") == "yes"
        title = form.get("topic", "")[: sent.now.assistant.longest_question]
        file = basket_file(basket, title, kind, sent.now.library, grouped=grouped)
        # Browsers take the second name, which keeps letters beyond ASCII; what else reads the header, the first.
        name = f"attachment; filename=\"excerpts.{kind}\"; filename*=UTF-8''{quote(file.name)}"
        return Response(file.content, media_type=MEDIA_TYPES[kind], headers={"Content-Disposition": name})

    def offers(self, sent: Sent) -> Response:
        """Questions to ask next, for the page's script; nothing where none is answered."""
        offers = self._offers
        if offers.now is not sent.now:
            offers = self._offers = Offers(sent.now)
        return HTMLResponse(questions_html(offers.answered(sent.query.multi_items())))

    def library(self, sent: Sent) -> Response:
        """All documents; where there are words to find, every place where they stand."""
        library = sent.now.library
        if find := _find(sent):
            return page(sent.now, "Library", f"{find[:60]} – Library", _search(find, sent.now))
        originals = {document.id: sent.original_of(document) for document in library.documents.values()}
        body = library_html(library, originals, sent.now.offered.good_for, sent.news, keeper=sent.keeper)
        return page(sent.now, "Library", "Library", body)

    def document(self, sent: Sent) -> Response:
        """One document."""
        document = sent.now.library.documents.get(sent.path)
        if document is None:
            return _no_document(sent)
        view = View(sent.query.get("passage", ""), marks_of(sent.query.get("words", "")), _find(sent), sent.news)
        original, passages = sent.original_of(document), sent.now.library.passages_of(document.id)
        body = reading_html(document, passages, view, original, keeper=sent.keeper)
        return page(sent.now, "Library", document.title, body)

    def original(self, sent: Sent) -> Response:
        """The file that a document was made from."""
        document = sent.now.library.documents.get(sent.path)
        original = document and sent.original_of(document)
        if not original:
            return _no_document(sent)
        media_type, disposition, headers = serving(original)
        return FileResponse(
            original.path, 200, headers, media_type, filename=original.name, content_disposition_type=disposition
        )

    def help(self, sent: Sent) -> Response:
        """What Evenhand is, what it is not, and what its words mean."""
        return page(sent.now, "Help", "Help", help_html(sent.now.library, sent.now.assistant.searcher.about.scope))

    def sign_in(self, sent: Sent) -> Response:
        """Where a visitor signs in."""
        return page(sent.now, "", "Sign in", sign_in_html(sent.query.get("to", ""), left="left" in sent.query))

    def refused(self, status: int, why: str, headers: Mapping[str, str]) -> Response:
        """The page for a request that the guard does not let through."""
        what = "Not just now" if status == HTTPStatus.TOO_MANY_REQUESTS else "That could not be done"
        response = problem(self._live.now, what, why, status, "Ask")
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
                name, body = request.path_params.get("name", ""), await _body(request)
                sent = Sent(self._live.now, self._is_keeper(request), name, request.query_params, body)
                async with self._precedence.background() if background else nullcontext():
                    return await run_in_threadpool(handle, sent)
            except EvenhandError as error:
                return problem(self._live.now, "That could not be done", str(error), HTTPStatus.BAD_REQUEST)
            except Exception as error:  # noqa: BLE001 - as in a chat turn, the visitor is told and the server goes on
                log_failure(f"The place {address}", error)
                return problem(self._live.now, "Something went wrong", FAILED, HTTPStatus.INTERNAL_SERVER_ERROR)

        return Route(address, answer, methods=[method])


def _search(find: str, now: Snapshot) -> Markup:
    searcher = now.assistant.searcher
    topics = [(topic.name, gathered_words(topic, searcher)) for topic in topics_named(find, searcher)]
    return search_html(find, now.library, topics, searcher.spelt(find))


def _no_document(sent: Sent) -> Response:
    missing = render("routes_no_document", library=at(LIBRARY))
    return page(sent.now, "Library", "No such document", missing, HTTPStatus.NOT_FOUND)


def _find(sent: Sent) -> str:
    """The words to find in a document, or in all of them; "" where there are none."""
    return sent.query.get("find", "")[:_LONGEST].strip()


def _form(body: bytes) -> dict[str, str]:
    """The fields of a form. Raises QuestionError for more of them than any form of ours has."""
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=_MOST_FIELDS))
    except ValueError as error:
        raise QuestionError("This form is none of ours. Open the page again.") from error


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
