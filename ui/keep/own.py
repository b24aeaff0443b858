"""Tells the forms of our own pages from those of other sites, which a keeper's browser could be made to send."""

import hmac
import secrets
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.requests import Request

from corpus.errors import EvenhandError

_FOREIGN = "This came from another site, so nothing was done. Open the library here and try again."
_OLD = "This page was opened before Evenhand was started anew, so nothing was done. Open it again and try once more."


class ForeignFormError(EvenhandError):
    """A form was not sent by one of our own pages; `status` is that of the answer to it."""

    status = HTTPStatus.FORBIDDEN


class OwnForms:
    """The key that our pages put into the address of each form, and no other site can know."""

    def __init__(self) -> None:
        self.key = secrets.token_urlsafe(24)

    def check(self, request: Request) -> None:
        """Raises ForeignFormError for a form that is not ours, before anything of it is read."""
        site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin", "null")
        # Our pages send no referrer, and browsers then say that the origin of a form is "null".
        elsewhere = origin != "null" and urlsplit(origin).netloc != request.url.netloc
        if elsewhere or site not in (None, "same-origin"):
            raise ForeignFormError(_FOREIGN)
        if not hmac.compare_digest(request.query_params.get("key", "").encode(), self.key.encode()):
            raise ForeignFormError(_OLD)
