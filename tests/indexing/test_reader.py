"""The reader is put together once from checked parts, and tells what words answer from what they are only about."""

from pathlib import Path

import pytest

from corpus.document import Passage, Sentence
from corpus.errors import StoredIndexError
from indexing import reader
from indexing.reader import LONGEST_QUESTION, LONGEST_WORDS, PairReader, PairTokenizer, as_read, keep_reader

WORDS = "Ashby House: Ashby House has forty beds, twelve of them for people with dementia."


@pytest.fixture(scope="session")
def kept(real_index: Path) -> PairReader:
    return PairReader(real_index)


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
    assert [as_read(one, number) for number in range(5)] == [
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
def test_what_words_answer_is_told_from_what_they_are_about(kept: PairReader, answered: str, not_answered: str) -> None:
    [yes], [no] = kept.read(answered, [WORDS]), kept.read(not_answered, [WORDS])
    assert yes > no + 1


@pytest.mark.model
def test_words_are_read_each_on_its_own_and_in_order(kept: PairReader) -> None:
    question, others = "How many beds has Ashby House?", ["Bread is baked at six.", WORDS]
    alone = [kept.read(question, [words])[0] for words in others]
    assert kept.read(question, others) == pytest.approx(alone, abs=0.1)
    assert kept.read(question, []) == []


@pytest.mark.model
def test_what_is_too_long_is_cut_off(real_index: Path) -> None:
    tokenizer = PairTokenizer(reader.reader_folder(real_index) / "tokenizer.json")
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
        keep_reader(tmp_path)
    assert len(made) == 1
    assert [path.name for path in tmp_path.iterdir()] == [reader.reader_folder(tmp_path).name]


@pytest.mark.model
def test_weights_that_are_not_as_published_are_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(StoredIndexError, match="not as published"):
        keep_reader(tmp_path)
    assert not reader.reader_folder(tmp_path).exists()
