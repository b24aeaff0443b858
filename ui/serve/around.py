"""What goes around Gradio's own server: our addresses, and what every request passes on its way to them."""

from collections.abc import Sequence
from functools import partial
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from ui.api.endpoints import endpoints
from ui.api.routes import ApiRoutes
from ui.ask.events import AskEvents
from ui.ask.precedence import Precedence
from ui.ask.routes import AskRoutes
from ui.feedback import FeedbackStore
from ui.html.addresses import TOOLS
from ui.keep.routes import Keeping
from ui.live import LiveAssistant
from ui.places.routes import Places
from ui.serve.access import Access
from ui.serve.door.door import Door
from ui.serve.door.sign_in import SignIn
from ui.serve.gate.addresses import Closed
from ui.serve.gate.calls import Calls
from ui.serve.gate.foreign import OwnPages
from ui.serve.gate.headers import GradioPage, Headed
from ui.serve.gate.limit import Limited, RateLimit
from ui.serve.gate.outermost import Lifespan, outermost
from ui.serve.gate.sizes import Sized
from ui.serve.keepers import is_keeper
from ui.serve.rooted import Rooted
from ui.serve.running.health import Health
from ui.serve.running.log import take_over_server_log
from ui.serve.running.metrics import metrics_routes
from ui.serve.running.ready import Readiness
from ui.serve.running.stopping import Requests
from ui.serve.unknown import unknown_pages

if TYPE_CHECKING:
    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp


def around_gradio(
    live: LiveAssistant, access: Access, feedback: FeedbackStore | None, requests: Requests
) -> dict[str, Any]:
    """What Gradio makes its server with. Raises ToolsError where tools are wanted and their package is missing.

    A request passes from top to bottom: `front`, what Gradio puts before ours, then our middleware.
    """
    precedence, keeper = Precedence(), partial(is_keeper, access=access)
    places = Places(live, precedence, keeper)

    def front(app: "ASGIApp") -> "ASGIApp":
        take_over_server_log()  # its own handlers are in place by now, and no request has come yet
        return Rooted(Headed(Health(requests.around(app), Readiness(live, requests))), access.root_path)

    sign_in = SignIn(access.credentials, access.secret or token_urlsafe(32)) if access.credentials else None
    tools, lifespan = _tools(live, access)
    routes = [
        *AskRoutes(AskEvents(live, feedback), precedence).routes(),
        *ApiRoutes(endpoints(live, feedback), precedence.answering).routes(),
        *metrics_routes(live),
        *Keeping(live, keeper, access.secret).routes(),
        *places.routes(),
        *(sign_in.routes() if sign_in else []),
        *tools,
    ]
    unknown = unknown_pages(live)
    return {
        "lifespan": outermost(front, lifespan),
        "middleware": [
            Middleware(OwnPages, places.refused),
            Middleware(Limited, RateLimit(access.requests_per_minute), places.refused),
            Middleware(Sized, places.refused),
            *([Middleware(Door, sign_in)] if sign_in else []),
            Middleware(Closed, routes, unknown),
            Middleware(Calls),
            Middleware(GradioPage),
        ],
        "routes": routes,
        "exception_handlers": {HTTPException: unknown},
    }


def _tools(live: LiveAssistant, access: Access) -> tuple[Sequence["BaseRoute"], Lifespan | None]:
    """The addresses of the tools and what runs beside them; nothing where they are not wanted."""
    if not access.tools:
        return [], None
    from ui.api.tools import tools_app

    app = tools_app(live, access.host, TOOLS)
    return app.routes, app.router.lifespan_context
