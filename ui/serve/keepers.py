"""Who may add, replace and remove documents on the page."""

from starlette.requests import Request

from ui.serve.access import Access, is_loopback
from ui.serve.door.door import signed_in

# What a server that passes requests on from elsewhere adds to them.
_PASSED_ON = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


def is_keeper(request: Request, access: Access) -> bool:
    """Whether this visitor may: where people sign in, one whom the password file marks; elsewhere, who sits here."""
    if access.credentials:
        return signed_in(request) in access.credentials.keepers
    return is_loopback(access.host) and _sits_here(request)


def _sits_here(request: Request) -> bool:
    """Whether the request comes from this machine, and was meant for it.

    A site on the internet may give its own name the address 127.0.0.1; its pages then ask for that name, not for this
    machine's.
    """
    return is_loopback(request.url.hostname or "") and not any(name in request.headers for name in _PASSED_ON)
