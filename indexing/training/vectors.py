"""The five documents, the examples of the signposts and the questions about Evenhand -> stored vectors of their words.

`python -m indexing.training.vectors` takes half a minute.
"""

from pathlib import Path

from corpus.catalogue import catalogue_of
from corpus.lists.own_questions import known_own_questions
from corpus.lists.signposts import known_signposts
from corpus.load import DOCUMENTS, load_documents
from indexing.embed import Embedder, SentenceEmbedder
from indexing.learnt.vectors import FILE, store_vectors
from indexing.library import read_library
from indexing.stored.parts import texts_of


def stored_words(embedder: Embedder, documents: Path = DOCUMENTS) -> list[str]:
    """What is embedded of the documents' own words, of the signposts and of the questions about Evenhand, once each."""
    texts = texts_of(read_library(load_documents(documents), embedder, catalogue_of(documents)))
    examples = [question for signpost in known_signposts() for question in signpost.questions]
    examples += [question for question, _ in known_own_questions()]
    return list(dict.fromkeys([*texts["passages"], *texts["sentences"], *examples]))


def make_vectors(embedder: Embedder, path: Path = FILE) -> None:
    """Write the vectors of the words that come with the code."""
    words = stored_words(embedder)
    store_vectors(words, embedder.encode(words), path)


if __name__ == "__main__":
    make_vectors(SentenceEmbedder())
