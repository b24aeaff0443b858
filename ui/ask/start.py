"""What stands below the question box before the first question: questions to begin with, the documents, the topics."""

from itertools import chain, islice, zip_longest

from markupsafe import Markup

from corpus.document import Document
from ui.ask.conversation import questions_html
from ui.ask.offers import TRIES
from ui.html.addresses import EXCERPTS, LIBRARY, TOPICS, at, document_address, offers_address, topic_address
from ui.html.passages import badges, origin
from ui.html.templates import render
from ui.html.topics import topics_of, widest_topics
from ui.live import Snapshot

# Questions about the library itself, which is answered from what is known of its documents.
_ITSELF = ("What documents are in the library?", "How old are these documents?")
_WIDEST = 10  # topics named before all of them are asked for
_SHOWN = 12  # documents listed before the whole library is asked for


def start_html(now: Snapshot) -> Markup:
    """Questions by who asks, then what is in the library and what each document is good for, then its topics."""
    searcher, documents = now.assistant.searcher, list(now.library.documents.values())
    examples = {"To begin with": searcher.about.examples} if searcher.about.examples else {}
    asked = {**(now.offered.starters or examples), "If you look after the library": _ITSELF}
    topics = [(topic.name, topic_address(topic.name)) for topic in widest_topics(searcher, _WIDEST)]
    return render(
        "start",
        asked=[(who, questions_html(questions)) for who, questions in asked.items()],
        own=_own_address(now),
        documents=[_listed(document, now) for document in documents[:_SHOWN]],
        more=len(documents) - _SHOWN,
        library=at(LIBRARY),
        topics=topics,
        count=len(topics_of(searcher)),
        all_topics=at(TOPICS),
        excerpts=at(EXCERPTS),
    )


def _own_address(now: Snapshot) -> str:
    """Where the browser looks up questions about documents that were added, the newest first; "" without any."""
    added = [document for document in now.library.documents.values() if document.added]
    newest = sorted(added, key=lambda document: document.added or "", reverse=True)
    numbers = ([n for n, one in enumerate(now.offered.questions) if one.document == document.id] for document in newest)
    each_in_turn = (number for number in chain.from_iterable(zip_longest(*numbers)) if number is not None)
    tried = list(islice(each_in_turn, TRIES))
    return offers_address(tried) if tried else ""


def _listed(document: Document, now: Snapshot) -> dict[str, object]:
    return {
        "title": document.title,
        "address": document_address(document.id),
        "origin": origin(document),
        "badges": badges(document),
        "good_for": now.offered.good_for.get(document.id, ""),
    }
