import json
import os
from pathlib import Path

import numpy as np
import pytest

from evals.public.beir import MEASURES, beir_table, embed, make_scorers, measure, rank, run_beir
from evals.public.collection import BenchmarkError, Collection, read_collection

DOCUMENTS = {
    "cats": ("Cats", "Cats sleep through most of the day. They hunt at night."),
    "dogs": ("Dogs", "Dogs need a walk twice a day. A tired dog is calm."),
    "fish": ("Fish", "Fish live in water. Their tank is cleaned each week."),
}
QUERIES = {"q1": "when do cats hunt", "q2": "is their tank cleaned each week"}


class Counting:
    """Another embedder that counts how often it is asked."""

    def __init__(self, embedder) -> None:
        self.name, self.limit, self.calls, self._embedder = embedder.name, embedder.limit, 0, embedder

    def encode(self, texts: list[str]) -> np.ndarray:
        self.calls += 1
        return self._embedder.encode(texts)

    def count(self, text: str) -> int:
        return self._embedder.count(text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = [json.dumps({"_id": i, "title": title, "text": text}) for i, (title, text) in DOCUMENTS.items()]
    (tmp_path / "corpus.jsonl").write_text("\n".join(lines) + "\n")
    (tmp_path / "queries.jsonl").write_text("\n".join(json.dumps({"_id": i, "text": t}) for i, t in QUERIES.items()))
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\tcats\t1\nq2\tfish\t1\nq2\tdogs\t0\n")
    return tmp_path


def test_each_part_of_the_search_ranks_the_right_document_first(folder, fake_embedder):
    collection = read_collection(folder)
    for part, scorer in make_scorers(collection, fake_embedder).items():
        run = rank(collection, scorer)
        assert {query: next(iter(found)) for query, found in run.items()} == {"q1": "cats", "q2": "fish"}, part


def collection_of(judged: dict[str, int]) -> Collection:
    return Collection({name: {"text": name} for name in judged}, {"q": {"text": "q"}}, {"q": judged})


def test_a_ranking_is_best_first_and_leaves_out_what_shares_nothing():
    collection = collection_of({"a": 0, "b": 0, "c": 0})
    run = rank(collection, lambda _: np.array([0.2, 0.0, 0.9], dtype=np.float32))
    assert list(run["q"]) == ["c", "a"]


def test_measures_are_those_of_the_published_definitions():
    judgements = {"first": {"a": 1}, "second": {"b": 1}, "unranked": {"a": 1}}
    run = {"first": {"a": 2.0, "b": 1.0}, "second": {"a": 2.0, "b": 1.0}}
    figures = measure(run, judgements, MEASURES)
    assert figures["hit@1"]["value"] == pytest.approx(1 / 3, abs=1e-4)
    assert figures["RR@10"]["value"] == pytest.approx((1 + 1 / 2) / 3, abs=1e-4)
    assert figures["nDCG@10"]["value"] == pytest.approx((1 + 1 / np.log2(3)) / 3, abs=1e-4)
    assert figures["R@10"]["value"] == pytest.approx(2 / 3, abs=1e-4)
    assert figures["R@10"]["turns"] == 3
    assert figures["hit@1"]["low"] <= figures["hit@1"]["value"] <= figures["hit@1"]["high"]


def test_a_search_that_finds_nothing_scores_nought():
    assert measure({"q": {}}, {"q": {"a": 1}}, MEASURES)["nDCG@10"]["value"] == 0


def test_vectors_are_read_from_the_cache_the_second_time(tmp_path, fake_embedder):
    embedder = Counting(fake_embedder)
    texts = ["a long text about dogs", "short", "cats"]
    first = embed(texts, embedder, tmp_path / "cache")
    assert embedder.calls == 1
    np.testing.assert_array_equal(embed(texts, embedder, tmp_path / "cache"), first)
    assert embedder.calls == 1
    embed([*texts, "one more"], embedder, tmp_path / "cache")
    assert embedder.calls == 2


def test_a_cache_that_cannot_be_used_is_refused_in_one_line(tmp_path, fake_embedder):
    (tmp_path / "file").write_text("")
    with pytest.raises(BenchmarkError, match="name another folder"):
        embed(["text"], fake_embedder, tmp_path / "file" / "cache")
    embed(["text"], fake_embedder, tmp_path)
    next(tmp_path.glob("*.npy")).write_bytes(b"broken")
    with pytest.raises(BenchmarkError, match="name another folder"):
        embed(["text"], fake_embedder, tmp_path)


def test_vectors_come_in_the_order_of_the_texts(fake_embedder):
    texts = ["a long text about dogs", "short", "cats here"]
    np.testing.assert_array_equal(embed(texts, fake_embedder), fake_embedder.encode(texts))


def test_a_document_without_text_does_not_disturb_the_others(folder, fake_embedder):
    with (folder / "corpus.jsonl").open("a") as file:
        file.write(json.dumps({"_id": "empty", "title": "", "text": ""}) + "\n")
    collection = read_collection(folder)
    run = rank(collection, make_scorers(collection, fake_embedder)["fused"])
    assert next(iter(run["q2"])) == "fish"


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("corpus.jsonl", None, "corpus.jsonl cannot be read"),
        ("queries.jsonl", None, "queries.jsonl cannot be read"),
        ("qrels/test.tsv", None, "qrels/test.tsv cannot be read"),
        ("corpus.jsonl", "", "is empty"),
        ("corpus.jsonl", '{"_id": "a", "text": "x"}\n{broken\n', "line 2: not JSON"),
        ("corpus.jsonl", '{"_id": "a"}\n', "line 1: not an object with the texts _id, text"),
        ("corpus.jsonl", "[1]\n", "line 1: not an object"),
        ("corpus.jsonl", '{"_id": "a", "text": "x"}\n{"_id": "a", "text": "y"}\n', "line 2: the id 'a' occurs twice"),
        ("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1\tbirds\t1\n", "document 'birds' is not in corpus.jsonl"),
        ("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq9\tcats\t1\n", "query 'q9' is not in queries.jsonl"),
        ("qrels/test.tsv", "q1\tcats\tvery\n", "line 1: not query-id, corpus-id and a whole score"),
        ("qrels/test.tsv", "q1 cats 1\n", "line 1: not query-id, corpus-id and a whole score"),
        ("qrels/test.tsv", "query-id\tcorpus-id\tscore\n", "holds no judgements"),
    ],
)
def test_a_folder_that_is_not_as_the_format_wants_it_is_refused_in_one_line(folder, file, text, said):
    (folder / file).unlink()
    if text is not None:
        (folder / file).write_text(text)
    with pytest.raises(BenchmarkError) as caught:
        read_collection(folder)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_files_written_on_windows_are_read(folder):
    for path in (folder / "corpus.jsonl", folder / "queries.jsonl", folder / "qrels" / "test.tsv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    collection = read_collection(folder)
    assert (list(collection.documents), list(collection.queries)) == (list(DOCUMENTS), list(QUERIES))
    assert collection.judgements == {"q1": {"cats": 1}, "q2": {"fish": 1, "dogs": 0}}


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
def test_a_text_may_hold_a_line_separator(folder, separator):
    text = f"Cats sleep.{separator}They hunt."
    document = json.dumps({"_id": "more", "text": text}, ensure_ascii=False)
    with (folder / "corpus.jsonl").open("a", encoding="utf-8") as file:
        file.write(document)
    assert read_collection(folder).documents["more"]["text"] == text


def test_a_file_that_is_not_utf8_is_refused(folder):
    (folder / "corpus.jsonl").write_bytes(b'{"_id": "a", "text": "caf\xe9"}')
    with pytest.raises(BenchmarkError, match="not UTF-8"):
        read_collection(folder)


@pytest.mark.model
def test_a_run_reports_every_part_with_its_interval(folder, tmp_path):
    result = run_beir(folder, tmp_path / "cache")
    assert list(result["figures"]) == ["bm25", "dense", "fused"]
    assert result["figures"]["fused"]["hit@1"] == {"value": 1.0, "low": 1.0, "high": 1.0, "turns": 2}
    table = beir_table(result)
    assert "3 documents, 2 queries, 3 judgements" in table
    assert "1.000 [1.000, 1.000]" in table


@pytest.fixture
def scifact() -> Path:
    if "BENCHMARK_DATA" not in os.environ:
        pytest.skip("set BENCHMARK_DATA to the folder of the public data to check the published figures")
    return Path(os.environ["BENCHMARK_DATA"]) / "scifact"


def test_bm25_reproduces_the_published_figure_on_scifact(scifact):
    from indexing.keyword import KeywordIndex, tokens

    collection = read_collection(scifact)
    keywords = KeywordIndex.build(collection.texts)
    figures = measure(rank(collection, lambda query: keywords.scores(tokens(query))), collection.judgements, MEASURES)
    assert figures["nDCG@10"]["value"] == pytest.approx(0.679, abs=0.01)


@pytest.mark.model
@pytest.mark.timeout(3600)
def test_dense_and_fused_search_reproduce_the_published_figures_on_scifact(scifact):
    if "BENCHMARK_CACHE" not in os.environ:
        pytest.skip("set BENCHMARK_CACHE to a folder for the vectors; making them takes some fifteen minutes once")
    figures = run_beir(scifact, Path(os.environ["BENCHMARK_CACHE"]))["figures"]
    assert figures["dense"]["nDCG@10"]["value"] == pytest.approx(0.645, abs=0.005)
    assert figures["fused"]["nDCG@10"]["value"] >= 0.715
