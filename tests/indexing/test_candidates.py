"""A query in a large library: Chroma finds what it is compared with, and the best of that are the best of all."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from corpus.load import load_documents
from indexing import candidates, search
from indexing.embed import Embedder
from indexing.query import Query
from indexing.search import Searcher, SearchResult
from indexing.stored import groups
from indexing.stored.build import build_index
from indexing.stored.opening import open_index

pytestmark = pytest.mark.usefixtures("fake_model")
Write = Callable[..., Path]
WORDS = "dough keel oar flour boat water knead row steer sail bake oven yeast mast rope anchor tide salt crust harbour"


@pytest.fixture
def many(write_document: Write, tmp_path: Path, fake_embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> Searcher:
    """Some hundred passages that Chroma is searched for, of which few are candidates."""
    monkeypatch.setattr(groups, "EXACT", 0)
    monkeypatch.setattr(search, "_MOST_WANTED", 120)  # a document has 100
    monkeypatch.setattr(search, "_FEWEST", 20)
    for name in ("_PASSAGES", "_SENTENCES", "_QUESTIONS", "_WORDS"):
        monkeypatch.setattr(candidates, name, 15)
    chosen, words = np.random.default_rng(0), WORDS.split()
    for document in ("one", "two"):
        texts = [" ".join(chosen.choice(words, 5)).capitalize() + "." for _ in range(100)]
        path = write_document("\n\n".join(f"# Part {n}\n\n{text}" for n, text in enumerate(texts)), id=document)
    assert load_documents(path.parent)
    build_index(tmp_path / "index", fake_embedder, path.parent)
    return open_index(tmp_path / "index", "fake", path.parent)


def found(result: SearchResult) -> list[tuple[str, str, float]]:
    return [(hit.passage.document, hit.passage.anchor, round(hit.score, 5)) for hit in result.hits]


QUERIES = [
    Query("how long is dough kneaded"),
    Query("which keel keeps a boat upright in the harbour"),
    Query("salt and yeast and then the oven", "and then the oven", "salt and yeast"),
]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.asked)
def test_the_best_and_their_scores_are_those_of_the_exact_search(query: Query, many: Searcher) -> None:
    result = many.search(query, 5)
    assert found(result) == found(many.exact().search(query, 5))
    assert len(result.ranking.fused) < len(many.passages) / 2


def test_each_hit_has_the_scores_of_its_own_sentences(many: Searcher) -> None:
    exact = {hit.passage.anchor: hit for hit in many.exact().search(QUERIES[0], 200, ["one"]).hits}
    for hit in many.search(QUERIES[0], 5, ["one"]).hits:
        assert hit.sentences == pytest.approx(exact[hit.passage.anchor].sentences, abs=1e-6)


def test_a_document_that_is_named_is_searched_whole(many: Searcher) -> None:
    result = many.search(QUERIES[0], 50, ["two"])
    assert found(result) == found(many.exact().search(QUERIES[0], 50, ["two"]))
    assert len(result.hits) == 50


def test_where_few_candidates_are_wanted_all_passages_are_compared(
    many: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_MOST_WANTED", 0)
    monkeypatch.setattr(search, "_FEWEST", 5)
    assert len(many.search(QUERIES[0], 5, ["two"]).ranking.fused) < len(many.passages) / 2
    monkeypatch.setattr(search, "_FEWEST", 60)
    result = many.search(QUERIES[0], 5, ["two"])
    assert found(result) == found(many.exact().search(QUERIES[0], 5, ["two"]))
    assert len(result.ranking.fused) == len(many.passages)


def test_who_wants_all_passages_gets_all(many: Searcher) -> None:
    assert len(many.search(QUERIES[0], len(many.passages)).hits) == len(many.passages)


def test_the_nearest_sentence_is_that_of_all(many: Searcher) -> None:
    vector = many.embed([QUERIES[1]])[QUERIES[1].text]
    assert many.nearest(vector) == pytest.approx(many.exact().nearest(vector), abs=1e-6)


def test_where_nothing_can_be_written_all_passages_are_compared(
    many: Searcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexing.stored.chroma.folder.os.access", lambda *_: False)
    [documents] = {path.parent for path in tmp_path.rglob("one.md")}
    opened = open_index(tmp_path / "index", "fake", documents)
    assert found(opened.search(QUERIES[0], 5)) == found(many.exact().search(QUERIES[0], 5))
    assert len(opened.search(QUERIES[0]).ranking.fused) == len(opened.passages)
