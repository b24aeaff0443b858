"""The endpoints as tools of the Model Context Protocol, beside the page; the package `mcp` is confined to this file."""

from typing import TYPE_CHECKING, Any

from corpus.errors import EvenhandError
from ui.api.endpoints import endpoints
from ui.api.plain_errors import with_plain_errors
from ui.live import LiveAssistant

if TYPE_CHECKING:
    from starlette.applications import Starlette

_MISSING = "The tools need the package mcp, which is not installed; run 'pip install mcp' in the same environment."
_WHAT = "Answers and excerpts from the documents of a library, such as guidance on equality in care, always quoted."


class ToolsError(EvenhandError):
    """The tools cannot be offered."""


def tools_app(live: LiveAssistant, host: str, path: str) -> "Starlette":
    """An application whose routes and lifespan the server takes over. Raises ToolsError without the package `mcp`.

    `host` is the address that the server listens on, and `path` is where the tools are on it.
    """
    try:
        from mcp.server.mcpserver import MCPServer
        from mcp.server.mcpserver.exceptions import ToolError
        from mcp_types import ToolAnnotations
    except ImportError as error:
        raise ToolsError(_MISSING) from error
    server: MCPServer[Any] = MCPServer("evenhand", title="Evenhand", instructions=_WHAT, log_level="ERROR")
    reads_only = ToolAnnotations(read_only_hint=True, open_world_hint=False)
    for name, endpoint in endpoints(live).items():
        server.add_tool(
            with_plain_errors(endpoint, lambda message, _: ToolError(message)), name=name, annotations=reads_only
        )
    # Each call stands alone: the server keeps no session.
    return server.streamable_http_app(streamable_http_path=path, json_response=True, stateless_http=True, host=host)
