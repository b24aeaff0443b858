"""The five documents and their catalogue -> stored vectors; `python -m indexing.training.vectors` takes minutes."""

from pathlib import Path

from corpus.catalogue import catalogue_of, load_catalogue, load_gaps, load_general_gaps, load_topics
from corpus.load import DOCUMENTS, load_documents
from indexing.embed import Embedder, SentenceEmbedder
from indexing.learnt.vectors import FILE, store_vectors
from indexing.library import read_library
from indexing.stored.parts import texts_of


def catalogue_questions(documents: Path = DOCUMENTS) -> list[str]:
    """All questions of the catalogue, with and without an answer, each once."""
    loaded, folder = load_documents(documents), catalogue_of(documents)
    questions = [text for document in loaded for entry in load_catalogue(document, folder) for text in entry.questions]
    gaps = [text for document in loaded for gap in load_gaps(document, folder) for text in (*gap.gaps, *gap.premises)]
    topics = [text for topic in load_topics(loaded, folder) for text in topic.questions]
    return list(dict.fromkeys(questions + gaps + load_general_gaps(folder) + topics))


def document_words(embedder: Embedder, documents: Path = DOCUMENTS) -> list[str]:
    """What is embedded of the documents' own words, each text once."""
    texts = texts_of(read_library(load_documents(documents), embedder, catalogue_of(documents)))
    return list(dict.fromkeys(texts["passages"] + texts["sentences"]))


def make_vectors(embedder: Embedder, path: Path = FILE) -> int:
    """Write the vectors of all the catalogue's questions and of the documents' words; their number."""
    questions, words = catalogue_questions(), document_words(embedder)
    store_vectors((questions, embedder.encode(questions)), (words, embedder.encode(words)), path)
    return len(questions) + len(words)


if __name__ == "__main__":
    make_vectors(SentenceEmbedder())
