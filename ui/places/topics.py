"""The Topics place: topics from A to Z with counts, and for each a page of its passages over all documents."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from markupsafe import Markup

from assistant.excerpts.find import Excerpt, excerpt_of, find_excerpts
from indexing.library import Topic
from indexing.search import Searcher
from ui.html.addresses import EXCERPTS, TOPICS, at, excerpts_address, topic_address
from ui.html.passages import Holdings
from ui.html.templates import render
from ui.html.topics import gathered_words, sorted_by, topics_of
from ui.places.excerpts import FORMATS, SHOWN, group_of

_RELATED = 6  # topics named at the foot of a topic's page


def topic_at(address: str, searcher: Searcher) -> Topic | None:
    """The topic that has this address."""
    return next((topic for topic in topics_of(searcher) if topic_address(topic.name) == address), None)


def topics_html(searcher: Searcher, library: Holdings) -> Markup:
    """All topics under their letters, each with what it gathers."""
    topics = topics_of(searcher)
    letters = groupby(topics, key=lambda topic: sorted_by(topic.name)[:1].upper())
    return render(
        "topics",
        count=len(topics),
        excerpts=at(EXCERPTS),
        letters=[(letter, [_entry(topic, searcher) for topic in some]) for letter, some in letters],
        added=sum(document.added is not None for document in library.documents.values()),
    )


def topic_html(topic: Topic, searcher: Searcher, library: Holdings) -> Markup:
    """The passages on a topic, ready to tick: those gathered by hand, then what a search finds in other documents."""
    gathered = _gathered(topic, searcher)
    others = [document.id for document in library.documents.values() if document.added or not gathered]
    found = find_excerpts(searcher, topic.name, others) if others else []
    return render(
        "topic",
        topic=topic.name,
        topics=at(TOPICS),
        count=gathered_words(topic, searcher),
        groups=_groups(gathered, topic, library),
        found=len(found),
        shown=min(len(found), SHOWN),
        found_groups=_groups(found[:SHOWN], topic, library),
        all_found=excerpts_address(topic.name, [("document", id_) for id_ in others]),
        search=excerpts_address(topic.name),
        related=[(other.name, topic_address(other.name)) for other in _related(topic, searcher)],
        address=at(EXCERPTS),
        formats=FORMATS,
    )


def _entry(topic: Topic, searcher: Searcher) -> Mapping[str, str]:
    return {"name": topic.name, "address": topic_address(topic.name), "count": gathered_words(topic, searcher)}


def _gathered(topic: Topic, searcher: Searcher) -> list[Excerpt]:
    """What a topic gathers, the directest first, with the sentences on it marked."""
    sentences: dict[int, list[int]] = {}
    for passage, sentence in topic.places:
        sentences.setdefault(passage, []).append(sentence)
    return [_excerpt(number, some, searcher) for number, some in sentences.items()]


def _excerpt(number: int, sentences: Sequence[int], searcher: Searcher) -> Excerpt:
    passage = searcher.passages[number]
    marked = [passage.sentences[n] for n in sorted(sentences)]
    spans = [(sentence.start, sentence.start + len(sentence.text)) for sentence in marked]
    return excerpt_of(passage, searcher.documents[passage.document], matched=spans)


def _groups(excerpts: Sequence[Excerpt], topic: Topic, library: Holdings) -> list[dict[str, object]]:
    """The excerpts by document, in reading order; the document with the best one comes first."""
    groups: dict[str, list[Excerpt]] = {}
    for excerpt in excerpts:
        groups.setdefault(excerpt.document, []).append(excerpt)
    in_order = (sorted(some, key=lambda excerpt: excerpt.position) for some in groups.values())
    return [group_of(some, topic.name, library) for some in in_order]


def _related(topic: Topic, searcher: Searcher) -> list[Topic]:
    """Other topics that gather many of the same passages, by name."""
    own = {number for number, _ in topic.places}
    shared: dict[str, tuple[float, Topic]] = {}
    for other in searcher.topics:
        numbers = {number for number, _ in other.places}
        if other is not topic and own & numbers:
            shared[other.name] = (len(own & numbers) / len(own | numbers), other)
    nearest = sorted(shared.values(), key=lambda pair: -pair[0])[:_RELATED]
    return sorted((other for _, other in nearest), key=lambda other: sorted_by(other.name))
