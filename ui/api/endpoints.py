"""What other programs can call: `ask`, `excerpts` and `documents`, through Gradio's API or as tools.

The docstrings of these are shown to the programs. Gradio is used to add them to its page, and for nothing else.
"""

import datetime as dt
import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, Literal

import gradio as gr
from pydantic import ValidationError, validate_call

from assistant.answer import Turn
from assistant.excerpts.find import find_excerpts, in_document_order
from assistant.question.clean import check_question
from corpus.document import Document, Status, Voice
from corpus.errors import EvenhandError
from ui.failures import log_failure
from ui.feedback import Feedback, FeedbackError, FeedbackStore
from ui.html.filters import Filters
from ui.live import LiveAssistant

_FAILED = "Something went wrong on the server, and there is no result. Please try again."
_MOST_ANCHORS = 50

Endpoint = Callable[..., dict[str, Any]]


def add_endpoints(live: LiveAssistant, feedback: FeedbackStore | None = None) -> None:
    """Add the endpoints to the Gradio page that is being made, with one for feedback where that is kept.

    Call it inside the page's `gr.Blocks`.
    """
    every = endpoints(live)
    if feedback:
        every["feedback"] = feedback_endpoint(feedback, live.now.assistant.longest_question)
    for name, endpoint in every.items():
        gr.api(with_plain_errors(endpoint, _error), api_name=name)


def endpoints(live: LiveAssistant) -> dict[str, Endpoint]:
    """The functions by name; each raises EvenhandError for what its caller can put right."""
    every = _Endpoints(live)
    return {"ask": every.ask, "excerpts": every.excerpts, "documents": every.documents}


class _Endpoints:
    """The endpoints; each call uses the library as it is at that moment."""

    def __init__(self, live: LiveAssistant) -> None:
        self._live = live

    def ask(
        self,
        question: str,
        history: list[Turn] | None = None,
        documents: list[str] | None = None,
        voices: list[Voice] | None = None,
        statuses: list[Status] | None = None,
    ) -> dict[str, Any]:
        """Answer a question from the documents of the library, such as guidance on equality in health and social care.

        The answer is made of word-for-word quotations from guidance and policies in England, each with its
        citation. When `status` is partial, the library answers a part, or only touches on the question: the last words
        of `answer` say what is not covered. When it does not answer, `status` is not_found or out_of_scope, and
        `citations` is empty; `passages` are then only the nearest, not an answer. Show `notes` with the answer.

        Parameters:
            question: The question, in plain words.
            history: Earlier questions of the conversation with their answers, oldest first.
            documents: Ids of the documents to answer from; all if left out.
            voices: publisher for guidance, reply for official replies to comments, reader for readers' comments.
            statuses: current, dated or historical: whether a document still holds.

        Returns:
            question, query, status, answer (Markdown), statements, citations, passages, notes, milliseconds
        """
        now = self._live.now
        now.assistant.check_documents(documents or ())
        allowed = Filters(tuple(documents or ()), statuses=tuple(statuses or ())).allowed(now.library)
        return now.assistant.ask(question, history or (), allowed, voices).to_json()

    def excerpts(
        self,
        topic: str,
        documents: list[str] | None = None,
        voices: list[Voice] | None = None,
        statuses: list[Status] | None = None,
        order: Literal["relevance", "document"] = "relevance",
    ) -> dict[str, Any]:
        """Find every passage in the library on a topic, exact to the letter, each with its reference.

        Parameters:
            topic: A topic or a question.
            documents: Ids of the documents to look in; all if left out.
            voices: publisher for guidance, reply for official replies to comments, reader for readers' comments.
            statuses: current, dated or historical: whether a document still holds.
            order: relevance for the best first, or document for reading order.

        Returns:
            topic, and excerpts: quote, document, title, publisher, published, section, anchor, page, voice, status,
            reference, url, notes on age and voice, score (how probably it is about the topic), matched (the characters
            that are words of the topic), and tier: names where it holds the topic's words, else about
        """
        assistant = self._live.now.assistant
        assistant.check_documents(documents or ())
        searcher, longest = assistant.searcher, assistant.longest_question
        found = find_excerpts(searcher, topic, documents, voices, statuses, longest)
        found = in_document_order(found) if order == "document" else found
        return {"topic": topic, "excerpts": [excerpt.to_json() for excerpt in found]}

    def documents(self) -> dict[str, Any]:
        """List the documents in the library, with their publisher, their date, and whether they still hold.

        Returns:
            documents: id, title, publisher, author, published, version, review_due, period, kind, status,
            notes on what has changed since, url, rights, and the number of passages
        """
        searcher = self._live.now.assistant.searcher
        return {
            "documents": [_document_json(one, len(searcher.passages_of(one.id))) for one in searcher.documents.values()]
        }


def _document_json(document: Document, passages: int) -> dict[str, Any]:
    """A document as other programs receive it, with the number of its passages."""
    return {
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "published": document.published,
        "version": document.version,
        "review_due": document.review_due,
        "period": document.period,
        "kind": document.kind,
        "status": document.status,
        "notes": [note.note for note in document.currency],
        "url": document.url,
        "rights": document.rights,
        "passages": passages,
    }


def feedback_endpoint(file: FeedbackStore, longest: int) -> Endpoint:
    """The function that keeps what a person said about an answer."""

    def feedback(question: str, status: str, anchors: list[str], helpful: bool, line: str = "") -> dict[str, Any]:
        """Keep whether an answer helped. The question is stored with it on the server.

        Parameters:
            question: The question as it was asked.
            status: The status of the answer.
            anchors: The passages that it cited, each as "document anchor".
            helpful: Whether it helped.
            line: What the person adds, if anything.

        Returns:
            kept: true
        """
        if len(anchors) > _MOST_ANCHORS or any(len(anchor) > longest for anchor in [status, *anchors]):
            raise FeedbackError(f"Feedback names at most {_MOST_ANCHORS} passages.")
        clean = check_question(question, longest)
        file.add(Feedback(dt.date.today(), clean, status, tuple(anchors), helpful, line))
        return {"kept": True}

    return feedback


def with_plain_errors(endpoint: Endpoint, error_of: Callable[[str], Exception]) -> Endpoint:
    """The endpoint with its arguments checked against their types, and each failure said in one plain sentence.

    `error_of` makes the exception that carries this sentence to the caller.
    """
    checked, signature = validate_call(endpoint), inspect.signature(endpoint)

    @wraps(endpoint)
    def call(*arguments: Any, **named: Any) -> dict[str, Any]:
        try:
            # By name, so that an error names the argument even if it was given by position.
            return checked(**signature.bind(*arguments, **named).arguments)
        except EvenhandError as error:
            raise error_of(str(error)) from None
        except ValidationError as error:
            raise error_of(_faults(error)) from None
        except Exception as error:  # noqa: BLE001 - a call is to a program what a turn is to a person
            log_failure(f"A call of {endpoint.__name__}", error)
            raise error_of(_FAILED) from None

    return call


def _faults(error: ValidationError) -> str:
    """What is wrong with the arguments, without showing their values."""
    return "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()) + "."


def _error(message: str) -> gr.Error:
    return gr.Error(message, print_exception=False)
