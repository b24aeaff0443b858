"""The topics of a library by name, and what each gathers, in words."""

import re

from assistant.excerpts.naming import naming_of
from indexing.library import Topic
from indexing.search import Searcher


def topics_of(searcher: Searcher) -> list[Topic]:
    """The topics of the catalogue by name; where it has none, those that the library names, which gather nothing."""
    topics = searcher.topics or [Topic(name, (), ()) for name in searcher.about.topics]
    return sorted(topics, key=lambda topic: sorted_by(topic.name))


def widest_topics(searcher: Searcher, most: int) -> list[Topic]:
    """The topics that gather passages of the most documents, and of these the largest, by name."""
    topics = sorted(topics_of(searcher), key=lambda topic: [-size for size in _sizes(topic, searcher)])
    return sorted(topics[:most], key=lambda topic: sorted_by(topic.name))


def topics_named(words: str, searcher: Searcher) -> list[Topic]:
    """The topics whose names hold some words, in any form or as the glossary calls them, by name."""
    naming = naming_of(words)
    return [topic for topic in topics_of(searcher) if naming.stands_in(topic.name)]


def gathered_words(topic: Topic, searcher: Searcher) -> str:
    """How many passages a topic gathers, of how many documents; "" for one that gathers none."""
    documents, passages = _sizes(topic, searcher)
    of = f"{documents} document{'' if documents == 1 else 's'}"
    return f"{passages} passage{'' if passages == 1 else 's'} in {of}" if passages else ""


def sorted_by(name: str) -> str:
    """What a name is sorted by: without an article or a mark before it."""
    return re.sub(r"^(?:the |an? |\W)+", "", name, flags=re.IGNORECASE).casefold() or name.casefold()


def _sizes(topic: Topic, searcher: Searcher) -> tuple[int, int]:
    """How many documents a topic gathers from, and how many passages."""
    numbers = {number for number, _ in topic.places}
    return len({searcher.passages[number].document for number in numbers}), len(numbers)
