"""Whether the page can be served on an address and a port."""

import socket

from ui.serve.errors import PageError


def check_address(host: str, port: int) -> None:
    """Raises PageError where the page cannot be served.

    The server itself would find out in a thread of its own, and say so in its own way.
    """
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise unusable(host, port) from error


def unusable(host: str, port: int) -> PageError:
    """The error that says why nothing can be served on an address and a port, and what to do."""
    return PageError(
        f"The page cannot be served on {host}, port {port}: another program has the port, or the address is not this "
        "machine's; choose another with --port or --host."
    )
