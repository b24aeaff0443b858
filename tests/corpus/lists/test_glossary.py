"""The glossary is read, and says what else the terms of a text are called."""

from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.lists.glossary import Abbreviation, expansions, load_glossary

GLOSSARY = [
    Abbreviation(("DoLS", "DoLs"), "Deprivation of Liberty Safeguards", stated=False),
    Abbreviation(("SEND",), "special educational needs and disabilities", stated=False, capitals=True),
    Abbreviation(("LGBT",), "lesbian, gay, bisexual, transgender", stated=True),
]


@pytest.mark.parametrize(
    "text", ["- abbreviation: A\n", "nonsense", "- {abbreviation: A, expansion: b, stated: true, x: 1}"]
)
def test_a_malformed_glossary_is_reported(text: str, tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text(text)
    with pytest.raises(CorpusError, match=r"^glossary\.yaml: "):
        load_glossary(path)


def test_a_byte_order_mark_in_the_glossary_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text("- {abbreviation: A, expansion: b, stated: true}\n", encoding="utf-8-sig")
    assert [abbreviation.forms for abbreviation in load_glossary(path)] == [("A",)]


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("who authorises dols", ("Deprivation of Liberty Safeguards",)),
        ("Deprivation of liberty safeguards in a home", ("DoLS", "DoLs")),
        ("Deprivation of Liberty Safeguards (DoLS)", ()),
        ("pupils with SEND", ("special educational needs and disabilities",)),
        ("can they send it", ()),
        ("SEND IT TO US", ()),
        ("LGBT+ and LGBT&I people", ()),
        ("dolsen", ()),
    ],
)
def test_terms_are_spelt_out_and_abbreviated(text: str, others: tuple[str, ...]) -> None:
    assert expansions(text, GLOSSARY) == others


def test_the_glossary_that_comes_with_evenhand_is_asked_where_none_is_given() -> None:
    assert expansions("what does psed mean") == ("Public Sector Equality Duty",)


def test_no_meaning_goes_on_after_its_sentence() -> None:
    assert [entry.meaning for entry in load_glossary() if entry.meaning.endswith((".", ":"))] == []
