"""Questions about the library and greetings -> what is said of it, from its metadata and in our own words."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from assistant.answer import FEW, Turn
from assistant.reference import in_words, quoted_in
from corpus.about import About
from corpus.document import Document
from indexing.embed import Embedder, Vectors
from indexing.keyword import token_set
from indexing.nearness import SAME_QUESTION

# Questions with what they ask about ("contents", "age", "maker", "ability", "greeting", "thanks"), and others that
# sound like them but ask what documents say ("none").
_LABELLED = Path(__file__).parent / "questions.jsonl"
_AGES = {"dated": "dated: check the current position", "historical": "historical: it has been overtaken"}


class AboutLibrary:
    """Knows questions about one library when it sees them, and answers them."""

    def __init__(self, documents: Sequence[Document], about: About, embedder: Embedder) -> None:
        """Nothing is embedded before the first question whose words all are words of such questions."""
        self._documents, self._about, self._embedder = documents, about, embedder
        self._labelled: Vectors | None = None

    def answer(self, question: str, history: Sequence[Turn] = ()) -> str:
        """What is said to a question about the library or a greeting, as Markdown; "" for any other question.

        Where documents are named by their publisher, it is about these; how old "this" is, is about those that were
        quoted last.
        """
        kind = self._kind(question)
        if kind == "none":
            return ""
        documents = [document for document in self._documents if _publisher(document) & token_set(question)]
        if kind == "age" and history and not documents:
            documents = quoted_in(history[-1].answer, self._documents)
        return self._said(kind, documents or self._documents)

    def _kind(self, question: str) -> str:
        publishers = frozenset[str]().union(*map(_publisher, self._documents))
        if not token_set(question) <= _known_words() | publishers:
            return "none"
        if self._labelled is None:
            self._labelled = self._embedder.encode([question for question, _ in _questions()])
        cosines = self._labelled @ self._embedder.encode([question])[0]
        nearest = int(np.argmax(cosines))
        return _questions()[nearest][1] if cosines[nearest] >= SAME_QUESTION else "none"

    def _said(self, kind: str, documents: Sequence[Document]) -> str:
        listed = "\n".join(f"- {_described(document)}" for document in documents)
        scope = self._about.scope.partition(":")[0]
        about = f", which is about {scope}," if scope else ""
        if kind == "contents":
            whole = len(documents) == len(self._documents)
            count = f"{len(documents)} document{'' if len(documents) == 1 else 's'}"
            return f"The library{about if whole else ''} has {count}{'' if whole else ' of theirs'}:\n\n{listed}"
        if kind == "age":
            return f"When these documents were published, as far as they say:\n\n{listed}"
        if kind == "maker":
            return (
                "This is Evenhand: a program, not a person. It quotes the documents of its library word for word, and "
                f"what you ask is not sent anywhere else. The documents:\n\n{listed}"
            )
        if kind == "ability":
            return (
                f"Evenhand answers questions from its library{about.rstrip(',')}. It quotes the words that answer and "
                "says whose they are, or that the library has no answer. It gives no legal advice."
                f"{self._examples()}"
            )
        return "You are welcome." if kind == "thanks" else f"Hello.{self._examples()}"

    def _examples(self) -> str:
        examples = "\n".join(f"- {question}" for question in self._about.examples[:FEW])
        return f" You could ask:\n\n{examples}" if examples else " What would you like to know?"


def _described(document: Document) -> str:
    """A line of the list: title, publisher, date, what kind of document it is, and whether it still holds."""
    stated = (
        document.publisher or "publisher not stated",
        in_words(document.published) or document.period or "no date stated",
        document.kind,
        _AGES.get(document.status),
        f"added in {in_words(document.added)}" if document.added else None,
    )
    return f"{document.title} ({'; '.join(part for part in stated if part)})"


def _publisher(document: Document) -> frozenset[str]:
    """The words of a publisher's name, and its initials."""
    name = document.publisher or ""
    return token_set(f"{name} {''.join(word[0] for word in name.split() if word[0].isupper())}")


@cache
def _questions() -> tuple[tuple[str, str], ...]:
    lines = map(json.loads, _LABELLED.read_text(encoding="utf-8").splitlines())
    return tuple((line["question"], line["kind"]) for line in lines)


@cache
def _known_words() -> frozenset[str]:
    """The words that questions about a library are asked with."""
    return frozenset[str]().union(*(token_set(question) for question, kind in _questions() if kind != "none"))
