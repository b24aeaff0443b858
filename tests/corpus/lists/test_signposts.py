"""The signposts are read, and say plainly who answers what."""

import re
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.lists.signposts import Place, Signpost, known_signposts, load_signposts


def test_a_signpost_has_its_places_and_examples(tmp_path: Path) -> None:
    path = tmp_path / "signposts.yaml"
    path.write_text(
        "- {kind: bread, first: Wash your hands., places: [{name: A baker, purpose: loaves}], questions: [why salt]}\n"
        "- {kind: none, questions: [tell me a joke]}\n",
        encoding="utf-8-sig",
    )
    assert load_signposts(path) == [
        Signpost("bread", ("why salt",), (Place("A baker", "loaves"),), "Wash your hands."),
        Signpost("none", ("tell me a joke",)),
    ]


@pytest.mark.parametrize("text", ["- kind: a\n", "nonsense", "- {kind: a, questions: [b], urgent: maybe}"])
def test_malformed_signposts_are_reported(text: str, tmp_path: Path) -> None:
    path = tmp_path / "signposts.yaml"
    path.write_text(text)
    with pytest.raises(CorpusError, match=r"^signposts\.yaml: "):
        load_signposts(path)


def test_no_example_stands_twice() -> None:
    examples = [question.lower() for signpost in known_signposts() for question in signpost.questions]
    assert len(examples) == len(set(examples))


def test_every_kind_but_one_has_places_whose_addresses_are_safe() -> None:
    assert [signpost.kind for signpost in known_signposts() if not signpost.places] == ["none"]
    places = [place for signpost in known_signposts() for place in signpost.places]
    assert all(re.fullmatch(r"https://[a-z0-9.-]+(/[a-z0-9/-]+)?", place.address) for place in places if place.address)
    assert {place.name for place in places} >= {
        "The Care Quality Commission (CQC)",
        "The Equality and Human Rights Commission (EHRC)",
        "Acas",
        "Skills for Care",
        "Your organisation’s safeguarding lead",
    }


def test_what_is_urgent_says_first_whom_to_call() -> None:
    urgent = [signpost for signpost in known_signposts() if signpost.urgent]
    assert [signpost.kind for signpost in urgent] == ["danger", "safeguarding"]
    assert all("999" in signpost.first for signpost in urgent)
