"""The catalogue -> the stored vectors of its questions; `python -m indexing.training.vectors` takes some minutes."""

from pathlib import Path

from corpus.catalogue import catalogue_of, load_catalogue, load_gaps, load_general_gaps, load_topics
from corpus.load import DOCUMENTS, load_documents
from indexing.embed import Embedder, SentenceEmbedder
from indexing.learnt.vectors import FILE, store_vectors


def catalogue_questions(documents: Path = DOCUMENTS) -> list[str]:
    """All questions of the catalogue, with and without an answer, each once."""
    loaded, folder = load_documents(documents), catalogue_of(documents)
    questions = [text for document in loaded for entry in load_catalogue(document, folder) for text in entry.questions]
    gaps = [text for document in loaded for gap in load_gaps(document, folder) for text in (*gap.gaps, *gap.premises)]
    topics = [text for topic in load_topics(loaded, folder) for text in topic.questions]
    return list(dict.fromkeys(questions + gaps + load_general_gaps(folder) + topics))


def make_vectors(embedder: Embedder, path: Path = FILE) -> int:
    """Write the vectors of all the catalogue's questions; their number."""
    texts = catalogue_questions()
    store_vectors(texts, embedder.encode(texts), path)
    return len(texts)


if __name__ == "__main__":
    make_vectors(SentenceEmbedder())
