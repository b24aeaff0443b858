"""Which texts name a topic: none that holds its words is missed, whatever their form."""

import re
from collections import defaultdict

import pytest

from assistant.excerpts.naming import naming_of, parts_of
from corpus.document import Passage
from corpus.markdown.inline import plain_text


def test_every_word_of_the_library_is_found_wherever_it_stands(passages: dict[str, list[Passage]]) -> None:
    """A plain scan of the words as they are shown, against the naming of each; recall is 1.0."""
    texts = [passage.text for some in passages.values() for passage in some]
    holding: defaultdict[str, set[int]] = defaultdict(set)
    for number, text in enumerate(texts):
        for word in re.findall(r"[^\W_]+", plain_text(text).lower()):
            holding[word].add(number)
    missed = {}
    for word, scanned in holding.items():
        naming = naming_of(word)
        if lost := [number for number in scanned if not naming.stands_in(texts[number])]:
            missed[word] = len(lost)
    assert len(holding) > 2500
    assert missed == {}


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("gypsy", "Gypsies and Travellers"),
        ("DoLS", "The deprivation of liberty safeguards apply."),
        ("Deprivation of Liberty Safeguards", "Ask about DoLs first."),
        ("DoLS training", "Trained in Deprivation of Liberty Safeguards"),
        ("well-being", "wellbeing at work"),
        ("wellbeing", "well-being at work"),
        ("person-centred care", "care that is person centred"),
        ("women’s health", "the health of women"),
        ("cafe", "The Café is open."),
        ("Café", "a cafe"),
        ("Łódź", "from Łódź"),
        ("здоровье", "Здоровье и права"),
        ("who", "Who decides?"),
        ("SEND", "special educational needs and disabilities"),
        ("equality", "good **equal**ity work"),
        ("6", "see W1.6"),
        ("fair", "outcome.Fair pay"),
    ],
)
def test_a_topic_is_named_in_other_forms(topic: str, text: str) -> None:
    naming = naming_of(topic)
    assert naming.stands_in(text)
    assert naming.places(text)


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("Roma", "aromatherapy"),
        ("reasonable adjustments", "a reasonable request"),
        ("A&E", "equality and diversity (E&D)"),
        ("SEND", "please send it"),
        ("well-being", "as well as"),
        ("DoLS", "the liberty to leave"),
    ],
)
def test_what_only_looks_alike_does_not_name_a_topic(topic: str, text: str) -> None:
    assert not naming_of(topic).stands_in(text)


@pytest.mark.parametrize(
    ("topic", "text", "is_phrase"),
    [
        ("human rights approach", "A human rights approach to care", True),
        ("human rights approach", "human **rights**-based approaches", True),
        ("human rights approach", "a human right to approach", True),
        ("human rights approach", "a corporate approach to promoting human rights", False),
        ("human rights approach", "human rights, and so they approach quality", False),
        ("human rights approach", "about human rights. Approach them.", False),
        ("human rights approach", "- human rights\n- approach", False),
        ("religion or belief", "religion and belief", True),
        ("well-being", "well being", True),
        ("DoLS training", "Deprivation of Liberty Safeguards training", True),
        ("DoLS training", "training on DoLS", False),
        ("DoLS", "the Deprivation of Liberty Safeguards", True),
        ("chapel", "The chapels", True),
        ("chapel", "a church", False),
    ],
)
def test_a_phrase_is_the_words_in_their_order_with_none_but_small_ones_between(
    topic: str, text: str, is_phrase: bool
) -> None:
    assert naming_of(topic).stands_as_phrase_in(text) is is_phrase


def test_the_words_of_a_topic_are_marked_where_they_stand() -> None:
    text = "Under the *Deprivation of Liberty Safeguards* (DoLS), training"
    places = naming_of("DoLS training").places(text)
    assert [text[start:end] for start, end in places] == ["Deprivation of Liberty Safeguards", "DoLS", "training"]


@pytest.mark.parametrize(
    ("topic", "parts"),
    [
        ("reasonable adjustments", ["reasonable adjustments"]),
        ("interpreters and translation", ["interpreters", "translation"]),
        ("Gypsy, Roma & Traveller people", ["Gypsy", "Roma", "Traveller people"]),
        ("equality and diversity training", ["equality and diversity training"]),
        ("race or religion/belief", ["race", "religion/belief"]),
        ("and", ["and"]),
    ],
)
def test_a_topic_of_several_things_is_taken_apart(topic: str, parts: list[str]) -> None:
    assert parts_of(topic) == parts
