"""The reader is put together once from checked parts, and tells what words answer from what they are only about."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant.judge import judge
from corpus.document import Passage, Sentence
from corpus.errors import StoredIndexError
from indexing.build import open_index
from indexing.learnt import cross_encoder as reader
from indexing.learnt.cross_encoder import (
    LONGEST_QUESTION,
    LONGEST_WORDS,
    LearntCrossEncoder,
    PairTokenizer,
    sentence_window,
    store_cross_encoder,
)
from indexing.query import Query
from indexing.rerank import read, reordered
from indexing.search import Searcher

WORDS = "Ashby House: Ashby House has forty beds, twelve of them for people with dementia."


@pytest.fixture(scope="session")
def kept(real_index: Path) -> LearntCrossEncoder:
    return LearntCrossEncoder(real_index)


def passage(*sentences: Sentence) -> Passage:
    return Passage("p", "d", ("Homes", "Ashby"), "publisher", "", "", sentences, (), 0)


def test_a_sentence_is_read_with_its_heading_and_neighbours_and_an_item_with_its_lead_in() -> None:
    one = passage(
        Sentence("It is  big.", 0, "sentence"),
        Sentence("It has:", 12, "lead"),
        Sentence("forty beds", 20, "item", "g", "It has:"),
        Sentence("That\nis all.", 40, "sentence"),
        Sentence("Call us.", 60, "sentence"),
    )
    assert [sentence_window(one, number) for number in range(5)] == [
        "Ashby: It is big.",
        "Ashby: It has:",
        "Ashby: It has: forty beds",
        "Ashby: That is all. Call us.",
        "Ashby: That is all. Call us.",
    ]


@pytest.mark.model
@pytest.mark.parametrize(
    ("answered", "not_answered"),
    [
        ("How many beds are there at Ashby House?", "Who manages Ashby House?"),
        ("how big is ashby house", "what does a bed at ashby house cost a week"),
        ("Number of dementia beds at Ashby", "How many nurses look after the dementia beds at Ashby?"),
    ],
)
def test_what_words_answer_is_told_from_what_they_are_about(
    kept: LearntCrossEncoder, answered: str, not_answered: str
) -> None:
    [yes], [no] = kept.log_odds(answered, [WORDS]), kept.log_odds(not_answered, [WORDS])
    assert yes > no + 1


@pytest.mark.model
def test_words_are_read_each_on_its_own_and_in_order(kept: LearntCrossEncoder) -> None:
    question, others = "How many beds has Ashby House?", ["Bread is baked at six.", WORDS]
    alone = [kept.log_odds(question, [words])[0] for words in others]
    assert kept.log_odds(question, others) == pytest.approx(alone, abs=0.1)
    assert kept.log_odds(question, []) == []


@pytest.mark.model
def test_what_is_too_long_is_cut_off(real_index: Path) -> None:
    tokenizer = PairTokenizer(reader.cross_encoder_folder(real_index) / "tokenizer.json")
    long = tokenizer.pair(list(range(10, 500)), list(range(10, 500)))
    assert len(long) == LONGEST_QUESTION + LONGEST_WORDS + 4
    assert tokenizer.pair([10], [11]) == [0, 10, 2, 2, 11, 2]


@pytest.mark.model
def test_it_is_put_together_once_and_an_older_one_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, made = tmp_path / "reader-0", []
    old.mkdir()
    monkeypatch.setattr(reader, "_unpack", made.append)
    monkeypatch.setattr(reader, "_add_what_was_learnt", lambda path: path.touch())
    for _ in range(2):
        store_cross_encoder(tmp_path)
    assert len(made) == 1
    assert [path.name for path in tmp_path.iterdir()] == [reader.cross_encoder_folder(tmp_path).name]


@pytest.mark.model
def test_weights_that_are_not_as_published_are_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(StoredIndexError, match="not as published"):
        store_cross_encoder(tmp_path)
    assert not reader.cross_encoder_folder(tmp_path).exists()


class Scripted:
    """Gives texts that hold its words high odds, all others low ones, and notes what it was given."""

    def __init__(self, *words: str) -> None:
        self.words, self.read_texts = words, []

    def log_odds(self, question: str, words: Sequence[str]) -> list[float]:
        self.read_texts += words
        return [4.0 if any(word in text for word in self.words) else -4.0 for text in words]


@pytest.fixture
def reading(real_index: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[Searcher, Scripted]]:
    """Opens the real library with a scripted reader."""

    def opened(*words: str) -> tuple[Searcher, Scripted]:
        scripted = Scripted(*words)
        monkeypatch.setattr("indexing.build.PairReader", lambda folder: scripted)
        return open_index(real_index), scripted

    return opened


CLOSE = Query("What do good leaders do about equality?")


@pytest.mark.model
def test_hits_that_score_alike_change_places_and_keep_the_scores_of_the_places(
    searcher: Searcher, reading: Callable[..., tuple[Searcher, Scripted]]
) -> None:
    hits = searcher.search(CLOSE)
    assert hits[0].score - hits[1].score < 0.1
    second = hits[1].passage.sentences[0].text[:40]
    other, scripted = reading(" ".join(second.split()), *(" ".join(s.text.split()) for s in hits[1].passage.sentences))
    moved = reordered(CLOSE, hits, other)
    assert moved[0].passage == hits[1].passage
    assert [hit.score for hit in moved] == [hit.score for hit in hits]
    assert {hit.passage.anchor for hit in moved} == {hit.passage.anchor for hit in hits}
    assert len(scripted.read_texts) in (2, 3)
    assert reordered(CLOSE, hits, other) == moved
    assert len(scripted.read_texts) in (2, 3)  # what was read is kept


@pytest.mark.model
def test_a_clear_first_hit_is_not_read(reading: Callable[..., tuple[Searcher, Scripted]]) -> None:
    other, scripted = reading()
    query = Query("How many languages does Westminster's interpreting service cover?")
    hits = other.search(query)
    assert hits[0].score - hits[1].score > 0.1
    assert reordered(query, hits, other) == hits
    assert scripted.read_texts == []


@pytest.mark.model
def test_the_second_reading_is_not_less_than_the_first(reading: Callable[..., tuple[Searcher, Scripted]]) -> None:
    other, scripted = reading()
    first, second = read(CLOSE, other.search(CLOSE), other)
    assert (first.answers, first.same) == (second.answers, second.same) == (-4.0, -4.0)
    assert len(scripted.read_texts) == 6
    assert list(read(CLOSE, [], other)) == []


@pytest.mark.model
@pytest.mark.parametrize(
    "question",
    [
        "Which bank does Shadon House use?",
        "What colour is the quilt of the people tracker?",
        "Which hospital did the man with the talking mat go to?",
    ],
)
def test_doubt_is_settled_by_what_is_read(
    question: str, searcher: Searcher, reading: Callable[..., tuple[Searcher, Scripted]]
) -> None:
    """The real reader refuses what one that takes everything for an answer lets through."""
    query = Query(question)
    hits = searcher.search(query)
    assert judge(query, hits, searcher).verdict == "not_found"
    credulous, scripted = reading("")
    assert judge(query, hits, credulous).verdict == "answered"
    assert len(scripted.read_texts) == 2  # the first reading was enough


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "texts"),
    [("Who paid for the talking mat?", 2), ("What colour is the quilt of the people tracker?", 6)],
)
def test_what_is_hopeless_is_not_read_on(
    question: str, texts: int, reading: Callable[..., tuple[Searcher, Scripted]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.judge._DOUBT", (0.0, 1.0))
    other, scripted = reading()  # takes nothing for an answer
    judge(Query(question), other.search(question), other)
    assert len(scripted.read_texts) == texts


@pytest.mark.model
def test_an_installation_without_the_reader_judges_without_it(
    real_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexing.build.is_installed", lambda: False)
    other = open_index(real_index)
    query = Query("How many languages does Westminster's interpreting service cover?")
    hits = other.search(query)
    assert reordered(CLOSE, hits, other) == hits
    assert list(read(query, hits, other)) == []
    assert judge(query, hits, other).verdict == "answered"


def test_it_is_not_installed_where_a_part_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_PARTS", ["no-such-package"])
    assert not reader.is_installed()
