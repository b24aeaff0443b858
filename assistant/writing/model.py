"""A language model by its LangChain name, read as it writes; LangChain's chat models and LangSmith are confined here.

Neither is imported until a model is opened. Keys come only from the provider's own environment variable.
"""

import os
import time
from collections.abc import Iterator
from contextlib import closing
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any, Protocol
from urllib.parse import urlsplit

from corpus.errors import ModelError
from corpus.proxies import clients_of

# A reply with more characters than this is no short answer; the rest of it is not read.
_LONGEST = 8000
_EXTRAS = ("ollama", "openai", "anthropic")

# What the reading thread hands over: text, then None at the end of the reply or the error that ended it.
_Fragments = SimpleQueue[str | Exception | None]


class ModelStoppedError(Exception):
    """A model gave no usable reply; the message says why, in words for the person who asked the question."""


class Model(Protocol):
    """Writes text as it is told to."""

    @property
    def name(self) -> str:
        """The name that an answer gives for its writer."""

    def stream(self, system: str, prompt: str) -> Iterator[str]:
        """The reply in fragments, as they arrive. Raises ModelStoppedError."""


class ChatModel:
    """A chat model of any provider that LangChain knows, with a limit on the time and the length of a reply."""

    def __init__(self, name: str, url: str = "", seconds: float = 60) -> None:
        """Open the model `name`, such as "openai:NAME", at its provider or at `url`, without sending anything yet.

        Raises ModelError, which says what to install or to set.
        """
        self.name, self._seconds = name, seconds
        try:
            from langchain.chat_models import init_chat_model

            with clients_of(_host(name, url)):
                self._chat = init_chat_model(name, **_options(name, url, seconds))
        except ImportError as error:
            if "SOCKS" in str(error):
                raise ModelError(
                    f"The model '{name}' cannot be asked through a SOCKS proxy, as ALL_PROXY or another variable says, "
                    "without the package socksio; run 'pip install socksio' in the same environment."
                ) from error
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
        """The reply in fragments, as they arrive, until the time is up. Raises ModelStoppedError."""
        fragments: _Fragments = SimpleQueue()
        stop = Event()
        messages = [("system", system), ("human", prompt)]
        # The reply is read in a thread because no provider's time limit covers a server that sends a word now and then.
        Thread(target=self._read, args=(messages, fragments, stop), daemon=True).start()
        ends = time.monotonic() + self._seconds
        try:
            while (left := ends - time.monotonic()) > 0:
                try:
                    fragment = fragments.get(timeout=left)
                except Empty:
                    break
                if fragment is None:
                    return
                if isinstance(fragment, ModelStoppedError):
                    raise fragment
                if isinstance(fragment, Exception):
                    raise ModelStoppedError(_why(fragment)) from fragment
                yield fragment
            raise ModelStoppedError(f"it took longer than {self._seconds:g} seconds")
        finally:
            stop.set()

    def _read(self, messages: list[tuple[str, str]], fragments: _Fragments, stop: Event) -> None:
        """Queue what the model writes, then None, or the error that ended it."""
        from langsmith import tracing_context

        size = 0
        try:
            # Whatever the environment says, LangChain sends no question to its makers.
            with tracing_context(enabled=False), closing(self._chat.stream(messages)) as reply:
                for chunk in reply:
                    text = str(chunk.text)
                    size += len(text)
                    if stop.is_set():
                        return
                    if size > _LONGEST:
                        fragments.put(ModelStoppedError("it wrote far more than an answer"))
                        return
                    fragments.put(text)
            fragments.put(None)
        except Exception as error:  # noqa: BLE001 - each provider raises its own; `stream` puts it into words
            fragments.put(error)


def _host(name: str, url: str) -> str:
    """The host of a model's server; "" where its provider knows it."""
    address = url or (os.environ.get("OLLAMA_HOST", "localhost") if name.startswith("ollama:") else "")
    return urlsplit(address if "://" in address else f"//{address}").hostname or ""


def _options(name: str, url: str, seconds: float) -> dict[str, Any]:
    options: dict[str, Any] = {"timeout": seconds, "max_retries": 0}
    if url:
        options["base_url"] = url
    if url or name.startswith("ollama:"):
        options["temperature"] = 0  # local models accept it; some in the cloud refuse it
    if url and name.startswith("openai:") and not os.environ.get("OPENAI_API_KEY"):
        options["api_key"] = "none"  # a local server needs no key, but the client insists on one
    return options


def _why(error: Exception) -> str:
    """What went wrong in plain words, without the error's own message, which may quote the question."""
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
