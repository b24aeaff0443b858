"""Questions about the library and greetings -> what is said of it, from its metadata and in our own words."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from assistant.answer import FEW, Turn
from assistant.own.kinds import OwnKinds, OwnTurn, first_question
from assistant.own.words import Running, of_itself
from assistant.reference import in_words, quoted_in
from corpus.document import Document
from corpus.lists.own_questions import OTHER, known_own_questions
from indexing.embed import Vectors
from indexing.keyword import token_set
from indexing.query import Query
from indexing.search import Searcher

_AGES = {"dated": "dated: check the current position", "historical": "historical: it has been overtaken"}


class AboutLibrary:
    """Knows questions about one library, and about Evenhand, when it sees them, and answers them."""

    def __init__(self, searcher: Searcher, running: Running) -> None:
        """`running` is how Evenhand runs, which it tells those who ask."""
        self._searcher, self._running = searcher, running
        self._documents, self._about = tuple(searcher.documents.values()), searcher.about
        self._publishers = frozenset[str]().union(*map(_publisher, self._documents))

    @cached_property
    def _kinds(self) -> OwnKinds:
        """What the labelled questions teach, which is learnt at the first question."""
        return OwnKinds(known_own_questions(), self._searcher.embedder)

    def answer(self, question: str, vectors: Mapping[str, Vectors], history: Sequence[Turn] = ()) -> str:
        """What is said to a question about the library or a greeting, as Markdown; "" for any other question.

        `vectors` has that of the question. Where documents are named by their publisher, it is about these; how old
        "this" is, is about those that were quoted last.
        """
        asked = first_question(question)
        vectors = self._searcher.embed([Query(question), Query(asked)], vectors)
        library = max(self._searcher.nearest(vectors[question]))
        turn = OwnTurn(question, asked, vectors[asked], library, later=bool(history))
        kind = self._kinds.kind(turn, self._publishers)
        if kind == OTHER:
            return ""
        documents = [document for document in self._documents if _publisher(document) & token_set(question)]
        if kind == "age" and history and not documents:
            documents = quoted_in(history[-1].answer, self._documents)
        return self._said(kind, documents or self._documents)

    def _said(self, kind: str, documents: Sequence[Document]) -> str:
        listed = "\n".join(f"- {_described(document)}" for document in documents)
        scope = self._about.scope.partition(":")[0]
        about = f", which is about {scope}," if scope else ""
        if kind == "contents":
            count = f"{len(documents)} document{'' if len(documents) == 1 else 's'}"
            if len(documents) < len(self._documents):
                return f"The library has {count} of theirs:\n\n{listed}"
            return f"The library{about} has {count}:\n\n{listed}\n\nNothing else is searched, nor is the internet."
        if kind == "age":
            return (
                f"When these documents were published, as far as they say:\n\n{listed}\n\nEvenhand does not look for "
                "newer ones by itself: whoever looks after the library adds them."
            )
        if kind == "ability":
            return (
                f"Evenhand answers questions from its library{about.rstrip(',')}. It quotes the words that answer and "
                "says whose they are, or that the library has no answer. It does not advise, translate, compare or do "
                f"sums, and it gives no legal advice.{self._examples()}"
            )
        if kind == "greeting":
            return f"Hello.{self._examples()}"
        words = of_itself(kind, self._running)
        return f"{words} The documents:\n\n{listed}" if kind == "maker" else words

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
