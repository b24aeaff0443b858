"""What other programs can call: `ask`, `excerpts` and `documents`, in one request, through Gradio's API or as tools.

The docstrings of these are shown to the programs. Gradio is used to add them to its page, and for nothing else.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Literal

import gradio as gr

from assistant.answer import Answer, Turn
from assistant.excerpts.find import find_excerpts, in_document_order
from assistant.question.clean import check_question
from assistant.question.history import LONGEST_ANSWER
from corpus.document import Document, Status, Voice
from corpus.errors import QuestionError
from ui.api.plain_errors import Endpoint, with_plain_errors
from ui.feedback import Feedback, FeedbackError, FeedbackStore
from ui.html.filters import Filters
from ui.live import AT_ONCE, LiveAssistant

_MOST_ANCHORS = 50
# The most turns that a program may send; of so many only the last ones count.
_MOST_TURNS = 200


def add_endpoints(live: LiveAssistant, feedback: FeedbackStore | None = None) -> None:
    """Add the endpoints to the Gradio page that is being made, with one for feedback where that is kept.

    Call it inside the page's `gr.Blocks`.
    """
    for name, endpoint in endpoints(live, feedback).items():
        gr.api(with_plain_errors(endpoint, _error), api_name=name, concurrency_limit=AT_ONCE)


def endpoints(live: LiveAssistant, feedback: FeedbackStore | None = None) -> dict[str, Endpoint]:
    """The functions by name; each raises EvenhandError for what its caller can put right."""
    every = _Endpoints(live)
    kept = {"feedback": feedback_endpoint(feedback, live.now.assistant.longest_question)} if feedback else {}
    return {"ask": every.ask, "excerpts": every.excerpts, "documents": every.documents, **kept}


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
            history: Earlier questions of the conversation with their answers, oldest first; the last 50 count.
            documents: Ids of the documents to answer from; all if left out.
            voices: publisher for guidance, reply for official replies to comments, reader for readers' comments.
            statuses: current, dated or historical: whether a document still holds.

        Returns:
            question, query, status, answer (Markdown), statements, citations, passages, notes, milliseconds
        """
        now = self._live.now
        now.assistant.check_documents(dict.fromkeys(documents or ()))
        _check_history(history or (), now.assistant.longest_question)
        filters = Filters(_each(documents), _each(voices), _each(statuses))
        stream = self._live.counts.counting(now.assistant.stream)
        *_, answer = stream(question, history or (), filters.allowed(now.library), filters.voices)
        assert isinstance(answer, Answer)  # the last part of an answer is the answer
        return answer.to_json()

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
        assistant.check_documents(dict.fromkeys(documents or ()))
        searcher, longest = assistant.searcher, assistant.longest_question
        found = find_excerpts(searcher, topic, _each(documents), _each(voices), _each(statuses), longest)
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


def _each(given: Sequence[str] | None) -> tuple[str, ...]:
    """What was given, each once."""
    return tuple(dict.fromkeys(given or ()))


def _check_history(history: Sequence[Turn], longest: int) -> None:
    """Raises QuestionError for a history that no conversation has, before any work is done for it."""
    if len(history) > _MOST_TURNS:
        raise QuestionError(f"The history has {len(history):,} turns; send the last {_MOST_TURNS} at most.")
    for number, turn in enumerate(history, start=1):
        for name, text, most in (("question", turn.question, longest), ("answer", turn.answer, LONGEST_ANSWER)):
            if len(text) > most:
                what = f"The {name} of turn {number} of the history has {len(text):,} characters"
                raise QuestionError(f"{what}; send at most {most:,}.")


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


def _error(message: str, _: int) -> gr.Error:
    return gr.Error(message, print_exception=False)
