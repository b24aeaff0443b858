"""What most programs of this kind are: LangChain's stock retrieval on Gradio's own ChatInterface, to be measured."""

import json
import sys
from typing import Any

import httpx

from evals.bench import BenchError


class StockVisitor:
    """A visitor of the stock page, who asks through its own endpoint."""

    def __init__(self, address: str) -> None:
        self._http = httpx.Client(base_url=address, timeout=300)

    def ask(self, question: str) -> None:
        """Ask, and wait until the answer is there. Raises BenchError where there is none."""
        event = self._http.post("gradio_api/call/chat", json={"data": [question]}).raise_for_status().json()
        with self._http.stream("GET", f"gradio_api/call/chat/{event['event_id']}") as stream:
            said = ""
            for line in stream.iter_lines():
                if line.startswith("event:"):
                    said = line.partition(":")[2].strip()
                elif said == "complete" and json.loads(line.partition(":")[2])[0]:
                    return
        raise BenchError(f"The stock page did not answer '{question}'.")


def serve(port: int) -> None:
    """Serve the stock page until it is stopped."""
    import gradio as gr

    from evals.rivals import make_rivals
    from indexing.embed import SentenceEmbedder
    from ui.cli.opening import open_assistant

    stock = make_rivals(["stock"], open_assistant(), SentenceEmbedder(), [])[0]

    def chat(message: str, history: list[Any]) -> str:  # noqa: ARG001 - Gradio gives it
        return stock.answer(message, ()).text

    page = gr.ChatInterface(chat, analytics_enabled=False)
    page.queue(default_concurrency_limit=16)
    page.launch(server_port=port, inbrowser=False, quiet=True, ssr_mode=False)


if __name__ == "__main__":
    serve(int(sys.argv[1]))
