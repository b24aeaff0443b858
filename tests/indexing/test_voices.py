"""A query that asks for replies or for readers gets them; any other finds the guidance first."""

import dataclasses

import pytest

from corpus.document import Document, Passage, Voice
from indexing.learnt.weights import VoiceWeights
from indexing.voices import Voices

WEIGHTS = VoiceWeights(reader=0.05, reply=0.1)
DOCUMENT = Document(
    id="d", title="A blog", publisher="A trust", author=None, published=None, period=None, kind="blog", url=None,
    rights=None, status="current", currency=(), raw="", sha256="", body="", sections=(), replies_by="Care Yorkshire",
)  # fmt: skip


def passage(voice: Voice) -> Passage:
    return Passage("p", "d", ("S",), voice, "Words.", "", (), (), 0)


@pytest.fixture
def voices() -> Voices:
    return Voices([passage("publisher"), passage("reply"), passage("reader")], [DOCUMENT])


def best_first(voices: Voices, query: str) -> list[str]:
    scores = dict(zip(("publisher", "reply", "reader"), voices.scores(query, WEIGHTS).tolist(), strict=True))
    return sorted(scores, key=lambda voice: -scores[voice])


@pytest.mark.parametrize(
    "query",
    ["What did Care Yorkshire say about transport?", "what did carey reply", "the official response"],
)
def test_a_query_for_replies_puts_replies_first(query: str, voices: Voices) -> None:
    assert best_first(voices, query)[0] == "reply"


def test_a_query_for_readers_does_not_put_them_behind(voices: Voices) -> None:
    assert voices.scores("what did readers say about transport", WEIGHTS).tolist() == [0, 0, 0]


def test_any_other_query_puts_readers_behind(voices: Voices) -> None:
    assert best_first(voices, "how is transport planned")[-1] == "reader"


def test_nobodys_name_is_looked_for_where_nobody_replies(voices: Voices) -> None:
    nobody = Voices([passage("reply")], [dataclasses.replace(DOCUMENT, replies_by=None)])
    assert nobody.scores("What did Care Yorkshire say?", WEIGHTS).tolist() == [0]
    assert nobody.scores("What was their reply?", WEIGHTS).tolist() != [0]
