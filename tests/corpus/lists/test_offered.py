"""What visitors are offered: where it stands, how it is worded, and how headings become questions."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.catalogue import catalogue_of, load_topics
from corpus.document import Document
from corpus.errors import CorpusError
from corpus.lists.offered import Offered, load_offered
from corpus.load import DOCUMENTS, load_documents

# Words that name people by one trait or as a mass, that pity or mock them.
DISRESPECTFUL = re.compile(
    r"""\b(?:
    the\ (?:disabled|deaf|blind|poor|homeless|vulnerable|mentally\ ill|old|ethnics?)(?!\ \w) | elderly | geriatrics?
    | pensioners? | handicapped | crippled? | retard\w* | invalids? | wheelchair-bound | confined\ to | bedridden
    | feeble | senile | demented | lunatics? | insane | crazy | mad | suffer(?:s|ed|ing|ers?)? | victims? | afflicted
    | stricken | addicts? | junkies? | alcoholics? | normal\ (?:people|person) | able-bodied | special\ needs | gays
    | homosexuals? | transsexuals? | transgenders | transvestites? | sexual\ preferences? | lifestyle | coloured
    | non-whites? | (?:ethnic\ )?minorities | ethnics | foreigners? | immigrants | illegals? | natives? | gypsy | folks?
    | blokes? | guys? | lads? | lass(?:es)? | ladies | girls | (?<!men\ and\ )boys | kids? | boss(?:es)? | chaps?
    | prisoners | inmates | needy | underprivileged | backward | primitive | prostitutes?
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
SLOPPY = re.compile(
    r"""\b(?:
    stuff | things? | bits? | loads | lots | kinda | gonna | wanna | dunno | sort\ of | pls | plz | thx | wot | wen
    | etc | gets? | got | (?i:what|who|how|where|it|that)['’]s | \w+n['’]t | biz | docs | info | pts? | mgrs? | orgs?
    | depts? | yrs? | vs | mucks? | egs?
    )\b | \?\? | !! | \.\.\. | … | \ {2}""",
    re.VERBOSE,
)
MOST_WORDS, LONGEST = 17, 100
# Words with which a question may be asked though its document has none of them.
PLAIN = {"planned", "happen", "which", "there", "should", "reply", "could"}
# The years of school that a text is written for: at most so many on the whole, and for one question.
GRADE, HARDEST = 9.5, 19.0
# Nothing can be asked about a table whose ticks were lost, about who led an objective of 2012, or about one sentence
# that a service hopes people will say.
SILENT = {"links-between-9-common-factors-in-case-studies", "equity-in-experience-and-outcomes/what-people-expect"}


@pytest.fixture(scope="module")
def library() -> list[Document]:
    return load_documents()


@pytest.fixture(scope="module")
def offered(library: list[Document]) -> Offered:
    return load_offered(library, DOCUMENTS.parent)


@pytest.fixture(scope="module")
def shown(offered: Offered, library: list[Document]) -> list[str]:
    """All that is shown: questions, who asks them, what documents are good for, and the names of topics."""
    topics = [entry.topic for entry in load_topics(library, catalogue_of(DOCUMENTS))]
    return [*(one.text for one in offered.questions), *offered.starters, *offered.good_for.values(), *topics]


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a sentence; a group of vowels counts as a syllable, a silent e does not."""
    words = re.findall(r"[A-Za-z’']+", text)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", re.sub(r"(?:e|es|ed)$", "", word.lower())))) for word in words)
    return 0.39 * len(words) + 11.8 * syllables / len(words) - 15.59


def test_each_section_that_says_something_has_one_to_three_questions(library: list[Document], offered: Offered) -> None:
    asked = {(one.document, one.section) for one in offered.questions}
    for document in library:
        for section in document.sections:
            said = [document.body[b.span.start : b.span.end] for b in section.blocks if b.kind not in ("note", "mark")]
            led = len(said) == 1 and said[0].startswith(document.leader or "\0")
            says = bool(said) and not led and section.anchor not in SILENT
            assert ((document.id, section.anchor) in asked) == says, section.anchor
            assert sum((one.document, one.section) == (document.id, section.anchor) for one in offered.questions) <= 3


def test_all_that_the_file_holds_is_offered(offered: Offered, library: list[Document]) -> None:
    """No anchor is misspelt, and no question to begin with is unknown."""
    words = (DOCUMENTS.parent / "offered.yaml").read_text(encoding="utf-8")
    assert sum(line.rstrip().endswith(("?", '?"')) for line in words.splitlines()) == len(offered.questions) + sum(
        map(len, offered.starters.values())
    )
    assert list(offered.good_for) == [document.id for document in library]


def test_no_question_is_offered_twice(offered: Offered) -> None:
    texts = [one.text.casefold() for one in offered.questions]
    assert sorted(set(texts)) == sorted(texts)


def test_no_disrespectful_or_sloppy_word_is_shown(shown: list[str]) -> None:
    assert [text for text in shown if DISRESPECTFUL.search(text) or SLOPPY.search(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Do people from ethnic minorities feel as well as white folk?",
        "Do the bosses at the dementia home muck in?",
        "What support is there for the elderly?",
        "How do we help people suffering from dementia?",
        "any egs of providers getting it right?",
        "What's in it for us?",
        "How much does it cost??",
    ],
)
def test_the_test_itself_finds_such_words(text: str) -> None:
    assert DISRESPECTFUL.search(text) or SLOPPY.search(text)


def test_questions_are_short_whole_and_easy_to_read(offered: Offered) -> None:
    texts = [one.text for one in offered.questions]
    for text in texts:
        assert re.fullmatch(r"[A-Z][^?]*\?", text), text
        assert len(text) <= LONGEST, text
        assert len(text.split()) <= MOST_WORDS, text
        assert grade(text) <= HARDEST, (text, grade(text))
    assert sum(map(grade, texts)) / len(texts) <= GRADE


def test_questions_use_the_words_of_their_documents(offered: Offered, library: list[Document]) -> None:
    """No riddles: of the longer words at most every other one does not stand in the document or its title."""
    said = {one.id: f"{one.title} {one.publisher} {one.id} {one.body}".lower() for one in library}
    for one in offered.questions:
        words = set(re.findall(r"[a-z]{5,}", one.text.lower())) - PLAIN
        other = [word for word in words if word.removesuffix("s")[:7] not in said[one.document]]
        assert len(other) <= len(words) / 2, (one.text, other)


def asked_about(write_document: Callable[..., Path], body: str, **front: str) -> list[str]:
    path = write_document(body, **{"title": "Fire policy", "added": "2026-01-02", **front})
    return [one.text for one in load_offered(load_documents(path.parent), None).questions]


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("Evacuation routes", "What does “Fire policy” say about “Evacuation routes”?"),
        ("3.2 Fire doors:", "What does “Fire policy” say about “Fire doors”?"),
        ("Appendix B: Fire wardens", "What does “Fire policy” say about “Fire wardens”?"),
        ("FIRE DOORS", "What does “Fire policy” say about “Fire doors”?"),
        ("PPE", "What does “Fire policy” say about “PPE”?"),
        ("A safe building", "What does “Fire policy” say about “A safe building”?"),
        ("Who raises the alarm?", "Who raises the alarm?"),
    ],
)
def test_a_heading_of_an_added_document_becomes_a_question(
    heading: str, question: str, write_document: Callable[..., Path]
) -> None:
    assert asked_about(write_document, f"# {heading}\n\nClose the doors.") == [question]


@pytest.mark.parametrize(
    "heading",
    [
        "Introduction",
        "1. Purpose and scope",
        "Document control",
        "Appendix 2",
        "2024",
        "The doors of the east wing must be kept closed at all times.",
        "What every member of staff has to know about all of the doors",
        "Fire policy",
        "…",
    ],
)
def test_a_heading_that_reads_badly_or_tells_nothing_is_not_offered(
    heading: str, write_document: Callable[..., Path]
) -> None:
    assert asked_about(write_document, f"# {heading}\n\nClose the doors.") == []


def test_a_section_without_words_and_a_readers_comment_are_not_asked_about(
    write_document: Callable[..., Path],
) -> None:
    body = "# Doors\n\n## Fire doors\n\nClose them.\n\n## Fire alarms\n<!-- voice: reader -->\n\nToo loud!"
    assert asked_about(write_document, body) == ["What does “Fire policy” say about “Fire doors”?"]


def test_a_library_without_the_file_begins_with_no_questions(small_library: Path, tmp_path: Path) -> None:
    offered = load_offered(load_documents(small_library), tmp_path)
    assert (offered.starters, offered.good_for) == ({}, {})
    assert [one.document for one in offered.questions] == ["boats", "boats", "bread", "bread"]


def test_questions_to_begin_with_are_those_of_documents_that_are_held(library: list[Document]) -> None:
    some = [document for document in library if document.id == "promoting-equality"]
    starters = load_offered(some, DOCUMENTS.parent).starters
    assert starters
    assert {text for texts in starters.values() for text in texts} <= {
        one.text for one in load_offered(some, DOCUMENTS.parent).questions
    }


@pytest.mark.parametrize("text", ["startrs: {}", "documents: {a: {sections: 3}}", "starters: ["])
def test_a_malformed_file_is_reported(text: str, tmp_path: Path) -> None:
    (tmp_path / "offered.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"^offered\.yaml: "):
        load_offered([], tmp_path)
