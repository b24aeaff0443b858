"""A language model by its LangChain name, read as it writes; LangChain's chat models are confined to this file.

Nothing is imported until a model is named. Keys come from the provider's own environment variable alone.
"""

import os
import time
from collections.abc import Iterator
from contextlib import closing
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any, Protocol

from corpus.errors import ModelError

# Characters after which a reply is no short answer any more and is not read on.
_LONGEST = 8000
_EXTRAS = ("ollama", "openai", "anthropic")


class ModelStoppedError(Exception):
    """A model gave no reply that can be used; the message says why, in words for the person who asked."""


class Model(Protocol):
    """Anything that writes an answer when told what to do."""

    @property
    def name(self) -> str:
        """What it is called where answers say who wrote them."""

    def stream(self, system: str, prompt: str) -> Iterator[str]:
        """Its reply in pieces, as they come. Raises ModelStoppedError."""


class ChatModel:
    """A chat model of any provider that LangChain knows, within a limit of time and of length."""

    def __init__(self, name: str, url: str = "", seconds: float = 60) -> None:
        """Open the model `name`, such as "openai:NAME", at its provider or at `url`; nothing is sent yet.

        Raises ModelError saying what to install or to set.
        """
        self.name, self._seconds = name, seconds
        try:
            from langchain.chat_models import init_chat_model

            self._chat = init_chat_model(name, **_options(name, url, seconds))
        except ImportError as error:
            provider = name.partition(":")[0]
            extra = provider if provider in _EXTRAS else "models"
            package = "" if extra == provider else f" and the LangChain package of '{provider}'"
            raise ModelError(
                f"The model '{name}' needs packages that are not installed; run "
                f"pip install 'evenhand[{extra}]'{package}."
            ) from error
        except Exception as error:  # each provider raises its own where a key or a part of the name is missing
            reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
            raise ModelError(f"The model '{name}' cannot be used: {reason} Check EVENHAND_MODEL.") from error

    def stream(self, system: str, prompt: str) -> Iterator[str]:
        """Its reply in pieces, as they come, until the time is up. Raises ModelStoppedError."""
        pieces: SimpleQueue[str | Exception | None] = SimpleQueue()
        stop = Event()
        messages = [("system", system), ("human", prompt)]
        # A thread of its own, since no provider's time limit covers a server that sends a word now and then.
        Thread(target=self._read, args=(messages, pieces, stop), daemon=True).start()
        ends = time.monotonic() + self._seconds
        try:
            while (left := ends - time.monotonic()) > 0:
                try:
                    piece = pieces.get(timeout=left)
                except Empty:
                    break
                if piece is None:
                    return
                if isinstance(piece, Exception):
                    raise piece if isinstance(piece, ModelStoppedError) else ModelStoppedError(_why(piece)) from piece
                yield piece
            raise ModelStoppedError(f"it took longer than {self._seconds:g} seconds")
        finally:
            stop.set()

    def _read(self, messages: list[Any], pieces: "SimpleQueue[str | Exception | None]", stop: Event) -> None:
        """Put what the model writes, then None or what went wrong."""
        from langsmith import tracing_context

        size = 0
        try:
            # Whatever LangChain finds in the environment, no question is sent to its makers.
            with tracing_context(enabled=False), closing(self._chat.stream(messages)) as reply:
                for chunk in reply:
                    text = str(chunk.text)
                    size += len(text)
                    if stop.is_set():
                        return
                    pieces.put(text if size <= _LONGEST else ModelStoppedError("it wrote far more than an answer"))
                    if size > _LONGEST:
                        return
            pieces.put(None)
        except Exception as error:  # noqa: BLE001 - each provider raises its own; it goes to the reader as it is
            pieces.put(error)


def _options(name: str, url: str, seconds: float) -> dict[str, Any]:
    options: dict[str, Any] = {"timeout": seconds, "max_retries": 0}
    if url:
        options["base_url"] = url
    if url or name.startswith("ollama:"):
        options["temperature"] = 0  # a model in the house takes it; some in the cloud refuse it
    if url and name.startswith("openai:") and not os.environ.get("OPENAI_API_KEY"):
        options["api_key"] = "none"  # a server in the house asks for none, the client insists on one
    return options


def _why(error: Exception) -> str:
    """What went wrong in plain words; the message itself is left out, since it may hold the question."""
    kinds = " ".join(kind.__name__ for kind in type(error).__mro__)
    status = getattr(error, "status_code", None)
    if "Timeout" in kinds:
        return "it took too long"
    if status == 429 or "RateLimit" in kinds:
        return "it has too many requests at the moment"
    if status in (401, 403) or "Authentication" in kinds or "PermissionDenied" in kinds:
        return "it does not accept the key"
    if status == 404 or "NotFound" in kinds:
        return "its server does not know it"
    if "Connect" in kinds or "RemoteProtocol" in kinds:
        return "it could not be reached"
    return "it gave no reply that can be read"
