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
    """The key that our pages put into the address of each form, and no other site can know.

    Servers with one `secret` have one key, so that any of them takes the forms of another, and after a restart too.
    """

    def __init__(self, secret: str | None = None) -> None:
        self.key = hmac.new((secret or secrets.token_urlsafe(24)).encode(), b"forms", "sha256").hexdigest()

    def check(self, request: Request) -> None:
        """Raises ForeignFormError for a form that is not ours, before anything of it is read.

        Nor may the script of another site read our pages, which hold the key.
        """
        if _is_foreign(request):
            raise ForeignFormError(_FOREIGN)
        key = request.query_params.get("key", "")
        if request.method == "POST" and not hmac.compare_digest(key.encode(), self.key.encode()):
            raise ForeignFormError(_OLD)


def _is_foreign(request: Request) -> bool:
    """Whether another site sends the request; a link there may still lead here.

    Browsers say where a request comes from if they trust the connection. Otherwise the origin counts, which is "null"
    for the forms of our pages, since these send no referrer.
    """
    site, headers = request.headers.get("sec-fetch-site"), request.headers
    if site is not None:
        followed = request.method == "GET" and headers.get("sec-fetch-mode") == "navigate"
        return site != "same-origin" and not followed
    origin = headers.get("origin", "null")
    return origin != "null" and urlsplit(origin).netloc != request.url.netloc
