"""Who may add, replace and remove documents on the page."""

from starlette.requests import Request

from ui.serve.access import Access, is_loopback
from ui.serve.door.door import signed_in

# How headers begin that a server adds to requests that it passes on from elsewhere.
_PASSED_ON = ("forwarded", "via", "x-forwarded-", "x-real-ip", "x-client-ip", "x-original-", "cf-", "true-client-ip")


def is_keeper(request: Request, access: Access) -> bool:
    """Whether this visitor may: where people sign in, one whom the password file marks; elsewhere, who sits here."""
    if access.credentials:
        return signed_in(request) in access.credentials.now.keepers
    # A proxy may well pass requests on without a word of it.
    behind_proxy = bool(access.trusted_proxies or access.root_path)
    return is_loopback(access.host) and not behind_proxy and _sits_here(request)


def _sits_here(request: Request) -> bool:
    """Whether the request comes from this machine, and was meant for it.

    A site on the internet may give its own name the address 127.0.0.1; its pages then ask for that name, not for this
    machine's.
    """
    from_here = request.client is None or is_loopback(request.client.host)
    meant_for_here = is_loopback(request.url.hostname or "")
    return from_here and meant_for_here and not any(name.startswith(_PASSED_ON) for name in request.headers)
