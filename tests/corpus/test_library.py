"""The real library as a whole: its structure, front matter and glossary, and that readers stay private."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

from corpus.document import Document, Section
from corpus.fidelity import RAW
from corpus.lists.glossary import load_glossary
from corpus.load import fingerprint

ROOT = RAW.parents[2]
IDS = [
    "equality-objectives-action-plan", "equally-outstanding", "promoting-equality", "stp-equality-blog",
    "westminster-equity-assessment",
]  # fmt: skip
REQUIRED = [
    "EIA", "BME", "BAME", "WRES", "WDES", "EDS2", "PSED", "KLOE", "STP", "CCG", "IAPT", "CAMHS", "DoLS", "FREDA",
    "EHRC", "BSL", "JSNA", "JHWS", "PHOF", "ASCOF", "IMHA",
]  # fmt: skip


def sections_below(document: Document, *path: str) -> list[Section]:
    """The sections right below the one whose path ends in these headings."""
    return [s for s in document.sections if s.path[:-1][-len(path) :] == path]


def texts(section: Section, document: Document, kind: str) -> list[str]:
    return [document.body[b.span.start : b.span.end] for b in section.blocks if b.kind == kind]


def stands_in(form: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) is not None


def test_the_five_documents_are_there(documents: dict[str, Document]) -> None:
    assert list(documents) == IDS


@pytest.mark.parametrize("id_", IDS)
def test_the_raw_file_is_the_one_that_the_front_matter_names(id_: str, documents: dict[str, Document]) -> None:
    received = (RAW / documents[id_].raw).read_bytes()
    assert hashlib.sha256(received).hexdigest() == documents[id_].sha256


@pytest.mark.parametrize("id_", IDS)
def test_every_term_that_triggers_a_note_is_in_its_document(id_: str, documents: dict[str, Document]) -> None:
    document = documents[id_]
    terms = [term for note in document.currency for term in note.terms]
    assert [term for term in terms if not stands_in(term, f"{document.title}\n{document.body}")] == []


def test_every_currency_note_asks_to_check_the_current_position(documents: dict[str, Document]) -> None:
    notes = [note.note for document in documents.values() for note in document.currency]
    assert len(notes) >= 14
    assert [note for note in notes if "heck the current position" not in note] == []


def test_every_abbreviation_that_the_documents_state_is_in_them(documents: dict[str, Document]) -> None:
    text = "\n".join(document.body for document in documents.values())
    stated = [entry for entry in load_glossary() if entry.stated]
    absent = [a for a in stated if not any(stands_in(form, text) for form in (*a.forms, a.expansion))]
    assert [a.forms[0] for a in absent] == []


def test_the_glossary_has_what_people_ask_for() -> None:
    known = {form for abbreviation in load_glossary() for form in abbreviation.forms}
    assert [form for form in REQUIRED if form not in known] == []


def test_no_abbreviation_is_in_the_glossary_twice() -> None:
    forms = [form for abbreviation in load_glossary() for form in abbreviation.forms]
    assert sorted(forms) == sorted(set(forms))


def test_the_fingerprint_changes_with_one_character_of_one_document(library_copy: Path) -> None:
    folder = library_copy / "documents"
    before = fingerprint(folder)
    path = folder / "promoting-equality.md"
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
    after = fingerprint(folder)
    assert [id_ for id_ in before if before[id_] != after[id_]] == ["promoting-equality"]


def readers_names() -> set[str]:
    """The names of those who commented, as the raw thread gives them."""
    raw = (RAW / "stp-equality-blog.txt").read_text(encoding="utf-8")
    return set(re.findall(r"^\s*(?:\d+\.|•)\s+(.+?) says:\s*$", raw, re.MULTILINE)) - {"NHS England"}


def test_no_readers_name_is_in_a_file_that_is_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["corpus"]
    installed = {path for pattern in patterns for path in (ROOT / "corpus").glob(pattern) if path.is_file()}
    assert {path.stem for path in installed} >= {*IDS, "glossary", "library", "topics"}
    texts = {path.name: path.read_text(encoding="utf-8").casefold() for path in installed}
    assert len(readers_names()) >= 10
    assert [name for name, text in texts.items() if any(reader.casefold() in text for reader in readers_names())] == []


def test_no_part_of_a_readers_name_is_in_the_curated_blog(documents: dict[str, Document]) -> None:
    names = {part for name in readers_names() for part in name.split()}
    assert len(names) >= 20
    body = documents["stp-equality-blog"].body
    assert [name for name in names if stands_in(name, body) or stands_in(name.capitalize(), body)] == []


def test_the_voices_of_the_thread_are_marked(documents: dict[str, Document]) -> None:
    raw = (RAW / "stp-equality-blog.txt").read_text(encoding="utf-8")
    replies = len(re.findall(r"^\s*• NHS England says:", raw, re.MULTILINE))
    comments = len(re.findall(r"^\s*\d+\. .+ says:", raw, re.MULTILINE))
    voices = [section.voice for section in documents["stp-equality-blog"].sections]
    assert (voices.count("reply"), voices.count("reader")) == (replies, comments)
    assert {s.voice for d in documents.values() if d.id != "stp-equality-blog" for s in d.sections} == {"publisher"}


def test_a_note_says_what_is_withheld(documents: dict[str, Document]) -> None:
    document = documents["stp-equality-blog"]
    withheld = [s for s in document.sections if s.voice == "reader" and all(b.kind == "note" for b in s.blocks)]
    assert len(withheld) == 3
    assert all("withheld" in note for section in withheld for note in section.notes)
    assert not stands_in("daughter", document.body)
    assert not stands_in("wheelchair", document.body)


def test_the_nine_success_factors_are_one_list(documents: dict[str, Document]) -> None:
    document = documents["equally-outstanding"]
    (section,) = [s for s in document.sections if s.path == ("2. Case studies", "Success factors")]
    (factors,) = [block for block in section.blocks if block.kind == "list"]
    assert len(factors.items) == 9


def test_case_studies_and_cases_stand_under_their_chapters(documents: dict[str, Document]) -> None:
    document = documents["equally-outstanding"]
    studies = [s.path[-1] for s in sections_below(document, "2. Case studies") if s.path[-1].startswith("Case study")]
    assert [study[:12] for study in studies] == [f"Case study {n}" for n in range(1, 8)]
    chapter = next(s.path[0] for s in document.sections if s.path[0].startswith("1. Why focus"))
    cases = [s.path[-1] for s in sections_below(document, chapter) if s.path[-1].lower().endswith("case")]
    assert sorted(case.split()[0].lower() for case in cases) == ["business", "economic", "ethical", "legal"]


def test_the_three_tables_on_changes_are_tables(documents: dict[str, Document]) -> None:
    document = documents["equally-outstanding"]
    tables = [
        block
        for section in document.sections
        if section.path[0].startswith("3. Overcoming challenges")
        for block in section.blocks
        if block.kind == "table"
    ]
    columns = ("Change", "Equality and human rights impacts", "Ways of reducing these impacts")
    assert [table.columns for table in tables] == [columns] * 3


def test_quotations_keep_their_speaker(documents: dict[str, Document]) -> None:
    document = documents["equally-outstanding"]
    quotations = [text for section in document.sections for text in texts(section, document, "quotation")]
    named = [text for text in quotations if re.search(r"[”\"]\s*[(–-]?\s*\(?[A-Z]", text)]
    assert len(quotations) >= 5
    assert len(named) == len(quotations)


def test_the_table_whose_ticks_are_lost_says_so(documents: dict[str, Document]) -> None:
    document = documents["equally-outstanding"]
    tables = [s for s in document.sections for b in s.blocks if "Vision & values" in b.columns]
    assert len(tables) == 1
    assert "tick" in " ".join(tables[0].notes).lower()


def test_an_objective_holds_actions_and_success_measures(documents: dict[str, Document]) -> None:
    document = documents["equality-objectives-action-plan"]
    objectives = [s for s in document.sections if s.path[-1].lower().startswith("equality objective")]
    led = [s for s in objectives if any("Led by" in text for text in texts(s, document, "paragraph"))]
    below = [{t.path[-1].rstrip(":").lower() for t in document.sections if s.path[-1] in t.path} for s in objectives]
    assert len(objectives) >= 9
    assert led == objectives
    assert [
        s.path[-1] for s, found in zip(objectives, below, strict=True) if not {"actions", "success measures"} <= found
    ] == []


def test_the_score_of_the_assessment_is_there(documents: dict[str, Document]) -> None:
    assert "Score: 3\n\n3 - Evidence shows a good standard" in documents["westminster-equity-assessment"].body
