"""The addresses where the library is changed, open to its keepers alone."""

from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from corpus.added.staging import HOURS
from corpus.errors import EvenhandError
from ui.failures import log_failure
from ui.html.addresses import ADD, LARGEST_FILE, LIBRARY, at, document_address, remove_address, review_address
from ui.html.templates import render
from ui.keep.desk import Desk, NotThereError
from ui.keep.details import Details
from ui.keep.own import ForeignFormError, OwnForms
from ui.keep.received import Saved, uploads_of
from ui.keep.review import Review, review_html
from ui.keep.work import Failure, Tell, TypedError, response_to, told, wants_steps
from ui.live import LiveAssistant
from ui.places.library import NEWS
from ui.places.reply import FAILED, page, problem

_MOST_FILES, _MOST_FIELDS = 50, 20
_ACCEPT = ".pdf,.docx,.odt,.rtf,.html,.htm,.md,.txt"
_NOT_YOURS = (
    "Only those who look after the library can change it. If you are one of them, sign in with your name; whoever runs "
    "Evenhand can make you one."
)
_NO_FILE = "Choose a file first."
_BROKEN = "What was sent did not arrive whole, so nothing was done. Try again."
_STATUSES = {NotThereError: HTTPStatus.NOT_FOUND, ForeignFormError: HTTPStatus.FORBIDDEN}
_WHAT = {HTTPStatus.NOT_FOUND: "Not there any more", HTTPStatus.FORBIDDEN: "Not for everybody"}

Handle = Callable[[Request], Awaitable[Response]]


class Keeping:
    """The pages of the keepers; the server is given their `routes`."""

    def __init__(self, live: LiveAssistant, is_keeper: Callable[[Request], bool], secret: str | None = None) -> None:
        self._live, self._is_keeper = live, is_keeper
        self._desk, self._forms = Desk(live), OwnForms(secret)

    def routes(self) -> list[BaseRoute]:
        """The addresses; they come before those of the documents, which they look like."""
        return [
            self._route(ADD, self.add, self.receive),
            self._route(f"{ADD}/{{token}}", self.review, self.decide),
            self._route(f"{ADD}/{{token}}/page/{{number:int}}.png", self.picture),
            self._route(f"{LIBRARY}/{{id}}/replace", self.replace),
            self._route(f"{LIBRARY}/{{id}}/remove", self.ask_to_remove, self.remove),
        ]

    async def add(self, request: Request) -> Response:
        """Where files are chosen."""
        news = NEWS.get(request.query_params.get("news", ""), "")
        return await run_in_threadpool(self._add_page, news=news)

    async def replace(self, request: Request) -> Response:
        """Where the newer version of a document is chosen."""
        return await run_in_threadpool(self._add_page, request.path_params["id"])

    async def receive(self, request: Request) -> Response:
        """Files come in, and are read: the review of the one that can be, or what is wrong with them."""
        replaces = request.query_params.get("replaces", "")
        async with request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS) as form:
            files = await run_in_threadpool(Saved, uploads_of(form))

        def work(tell: Tell) -> str:
            with files.used() as paths:
                return self._take(paths, replaces, tell)

        return await response_to(request, work, lambda why: self._add_page(replaces, why.problems))

    async def review(self, request: Request) -> Response:
        """A file beside what was understood of it."""
        return await run_in_threadpool(self._review_page, request.path_params["token"], None, _number(request))

    async def decide(self, request: Request) -> Response:
        """The keeper adds the file with its details as corrected, or discards it."""
        token = request.path_params["token"]
        async with request.form(max_files=0, max_fields=_MOST_FIELDS) as form:
            fields = {name: value for name, value in form.items() if isinstance(value, str)}
        staged = await run_in_threadpool(self._desk.staged, token)
        details, replaces = Details.of_form(fields), fields.get("replaces", "")

        def work(tell: Tell) -> str:
            if fields.get("act") == "discard":
                self._desk.discard(staged)
                return f"{at(ADD)}?news=discarded"
            if faults := details.faults():
                raise TypedError(list(faults.values()), faults)
            id_ = self._desk.add(self._desk.correct(staged, details, replaces), tell)
            return f"{document_address(id_)}?news={'replaced' if replaces else 'added'}"

        def failed(why: Failure) -> Response:
            return self._review_page(token, Review(_number(request), details, why.faults, why.problems))

        return await response_to(request, work, failed)

    async def picture(self, request: Request) -> Response:
        """A page of the original as a picture."""
        staged = await run_in_threadpool(self._desk.staged, request.path_params["token"])
        png = await run_in_threadpool(self._desk.picture, staged, request.path_params["number"])
        headers = {"Cache-Control": "private, max-age=3600", "X-Content-Type-Options": "nosniff"}
        return Response(png, media_type="image/png", headers=headers)

    async def ask_to_remove(self, request: Request) -> Response:
        """Whether a document is to be removed."""
        return await run_in_threadpool(self._removal_page, request.path_params["id"])

    async def remove(self, request: Request) -> Response:
        """A document is removed."""
        document = self._desk.own(request.path_params["id"])

        def work(tell: Tell) -> str:
            self._desk.remove(document.id, tell)
            return f"{at(LIBRARY)}?news=removed"

        return await response_to(request, work, lambda why: self._removal_page(document.id, why.problems))

    def _take(self, paths: Sequence[Path], replaces: str, tell: Tell) -> str:
        """Read the files: the address of the review of the only one, or of the page that lists all that wait."""
        tokens, problems = [], []
        for path in paths:
            try:
                tokens.append(self._desk.take(path, replaces, tell).token)
            except EvenhandError as error:
                problems.append(str(error))
        if problems or not tokens:
            raise TypedError(problems or [_NO_FILE])
        return review_address(tokens[0]) if len(tokens) == 1 else at(ADD)

    def _add_page(self, replaces: str = "", problems: Sequence[str] = (), news: str = "") -> Response:
        replaced = self._desk.own(replaces).title if replaces else ""
        action = f"{at(ADD)}?{urlencode({'key': self._forms.key, **({'replaces': replaces} if replaces else {})})}"
        body = render(
            "keep_add",
            action=action,
            replaced=replaced,
            problems=problems,
            news=news,
            largest=LARGEST_FILE,
            accept=_ACCEPT,
            hours=HOURS,
            waiting=[(one.document.title, review_address(one.token)) for one in self._desk.waiting()],
        )
        return self._page("Add a document", body, problems)

    def _review_page(self, token: str, review: Review | None = None, number: int = 1) -> Response:
        staged = self._desk.staged(token)
        shown = review or Review(number, Details.of(staged.document))
        body = review_html(staged, shown, self._desk.replaced_by(staged), self._forms.key)
        return self._page(f"Review: {shown.details.title}", body, shown.problems)

    def _removal_page(self, id_: str, problems: Sequence[str] = ()) -> Response:
        document = self._desk.own(id_)
        body = render(
            "keep_remove",
            title=document.title,
            action=f"{remove_address(id_)}?key={self._forms.key}",
            back=document_address(id_),
            problems=problems,
        )
        return self._page(f"Remove {document.title}", body, problems)

    def _page(self, title: str, body: Markup, problems: Sequence[str]) -> Response:
        return page(self._live.now, "Library", title, body, HTTPStatus.BAD_REQUEST if problems else HTTPStatus.OK)

    def _route(self, address: str, get: Handle, post: Handle | None = None) -> Route:
        """An address for keepers; what changes anything is taken from our own pages alone."""

        async def answer(request: Request) -> Response:
            try:
                if not self._is_keeper(request):
                    return self._refusal(request, _NOT_YOURS, HTTPStatus.FORBIDDEN)
                self._forms.check(request)
                return await (post if post and request.method == "POST" else get)(request)
            except EvenhandError as error:
                status = _STATUSES.get(type(error), HTTPStatus.BAD_REQUEST)
                return self._refusal(request, str(error), status)
            except ClientDisconnect:
                return Response(status_code=HTTPStatus.BAD_REQUEST)
            except HTTPException:  # a form in parts that are not whole, or of more parts than any of ours has
                return self._refusal(request, _BROKEN, HTTPStatus.BAD_REQUEST)
            except Exception as error:  # noqa: BLE001 - as in a chat turn, the visitor is told and the server goes on
                log_failure(f"The place {address}", error)
                return self._refusal(request, FAILED, HTTPStatus.INTERNAL_SERVER_ERROR)

        return Route(address, answer, methods=["GET", "POST"] if post else ["GET"])

    def _refusal(self, request: Request, why: str, status: HTTPStatus) -> Response:
        """The page that says why something was not done; the page's script gets the reason alone."""
        if wants_steps(request):
            return told({"problems": [why], "faults": {}}, status)
        what = _WHAT.get(status, "That could not be done")
        return problem(self._live.now, what, why, status, "Library")


def _number(request: Request) -> int:
    """The page of the original that is to be shown."""
    number = request.query_params.get("page", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
