"""The check that a curated document says what was received: ours pass it, and every broken copy fails."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from corpus.errors import CorpusError
from corpus.fidelity import Fidelity, check_corpus, curated_words
from corpus.load import DOCUMENTS
from corpus.split import split

IDS = [path.stem for path in sorted(DOCUMENTS.glob("*.md"))]


@pytest.fixture
def keep_only(library_copy: Path) -> Callable[[str], Path]:
    """Leaves one document in the copied library, and returns the path of its curated file."""

    def keep(id_: str) -> Path:
        for path in (library_copy / "documents").iterdir():
            if path.name.partition(".")[0] != id_:
                path.unlink()
        return library_copy / "documents" / f"{id_}.md"

    return keep


def check_copy(curated: Path) -> Fidelity:
    (result,) = check_corpus(curated.parent, curated.parents[1] / "raw")
    return result


def edit(path: Path, change: Callable[[str], str]) -> None:
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    path.write_text(after, encoding="utf-8")


def long_paragraph(path: Path) -> str:
    """The first paragraph of more than twelve words in the body."""
    body = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
    return next(line for line in body.splitlines() if re.match(r"[A-Z]", line) and len(line.split()) > 12)


def test_the_five_documents_pass() -> None:
    results = check_corpus()
    assert [result.document for result in results] == IDS
    assert [problem for result in results for problem in result.problems] == []
    assert all(result.words > 500 and result.lines > 20 for result in results)


@pytest.mark.parametrize("id_", IDS)
def test_a_word_dropped_is_caught(id_: str, keep_only: Callable[[str], Path]) -> None:
    path = keep_only(id_)
    line = long_paragraph(path)
    word = line.split()[5]
    edit(path, lambda text: text.replace(line, line.replace(f" {word} ", " ", 1), 1))
    problems = check_copy(path).problems
    assert any(problem.startswith(f"missing 1×: '{word}' (raw line ") for problem in problems)
    assert any("is not one unbroken run" in problem for problem in problems)


@pytest.mark.parametrize("id_", IDS)
def test_a_word_added_is_caught(id_: str, keep_only: Callable[[str], Path]) -> None:
    path = keep_only(id_)
    line = long_paragraph(path)
    first, rest = line.split(" ", 1)
    edit(path, lambda text: text.replace(line, f"{first} marmalade {rest}", 1))
    problems = check_copy(path).problems
    assert "not in the raw text 1×: 'marmalade'" in problems
    assert any("is not one unbroken run" in problem for problem in problems)


@pytest.mark.parametrize("id_", IDS)
def test_two_lines_that_swap_their_ends_are_caught_though_no_word_is_lost(
    id_: str, keep_only: Callable[[str], Path]
) -> None:
    path = keep_only(id_)
    front, body = path.read_text(encoding="utf-8").split("\n---\n", 1)
    lines = body.split("\n")
    here, there = [n for n, line in enumerate(lines) if re.match(r"[A-Z][^|]*$", line) and len(line.split()) > 8][:2]
    one, other = lines[here].split(), lines[there].split()
    lines[here], lines[there] = " ".join(one[:4] + other[4:]), " ".join(other[:4] + one[4:])
    assert sorted(curated_words("\n".join(lines))) == sorted(curated_words(body))
    edit(path, lambda _: f"{front}\n---\n" + "\n".join(lines))
    problems = check_copy(path).problems
    assert problems
    assert all("is not one unbroken run" in problem for problem in problems)


def test_an_ampersand_dropped_is_caught(keep_only: Callable[[str], Path]) -> None:
    path = keep_only("equally-outstanding")
    edit(path, lambda text: text.replace("Vision & values", "Vision values", 1))
    assert any(problem.startswith("missing 1×: '&'") for problem in check_copy(path).problems)


def test_a_word_that_occurs_once_too_often_is_caught(keep_only: Callable[[str], Path]) -> None:
    path = keep_only("promoting-equality")
    edit(path, lambda text: text + "\nequality\n")
    assert check_copy(path).problems == ("not in the raw text 1×: 'equality'",)


def test_the_line_of_a_missing_word_is_the_one_that_was_edited(keep_only: Callable[[str], Path]) -> None:
    path = keep_only("equally-outstanding")
    edit(path, lambda text: text.replace("keeping corridors clear or", "keeping passages free or", 1))
    problems = check_copy(path).problems
    edited = {line for problem in problems for line in re.findall(r"raw line (\d+)", problem)}
    assert any(problem.startswith("missing 1×: 'clear' (raw line ") for problem in problems)
    assert len(edited) == 1


@pytest.mark.parametrize("kind", ["furniture", "withheld", "front_matter"])
@pytest.mark.parametrize("what", [{"text": "no such line"}, {"lines": "9000-9001"}])
def test_a_removal_that_matches_nothing_is_caught(
    kind: str, what: dict[str, str], keep_only: Callable[[str], Path]
) -> None:
    path = keep_only("promoting-equality")
    add_exception(path, kind, {**what, "reason": "a test"})
    (problem,) = check_copy(path).problems
    assert problem.startswith(f"{kind}: no line is ")


def test_a_correction_that_matches_nothing_is_caught(keep_only: Callable[[str], Path]) -> None:
    path = keep_only("promoting-equality")
    add_exception(path, "corrections", {"line": 5, "raw": "no such words", "curated": "x", "reason": "a test"})
    assert check_copy(path).problems[0] == "correction of line 5: 'no such words' is not there exactly once"


def test_a_listed_addition_that_is_not_there_is_caught(keep_only: Callable[[str], Path]) -> None:
    path = keep_only("promoting-equality")
    add_exception(path, "added", {"text": "marmalade", "reason": "a test"})
    assert check_copy(path).problems == ("missing 1×: 'marmalade'",)


def test_an_exception_without_a_reason_is_reported(keep_only: Callable[[str], Path]) -> None:
    path = keep_only("promoting-equality")
    add_exception(path, "furniture", {"lines": "3"})
    with pytest.raises(CorpusError, match=r"promoting-equality\.exceptions\.yaml: .*reason Field required"):
        check_copy(path)


@pytest.mark.parametrize("text", ["furniture: [", "furnitures: []", "furniture: 3", "\udce9"])
def test_a_malformed_exceptions_file_is_reported(text: str, keep_only: Callable[[str], Path]) -> None:
    path = keep_only("promoting-equality")
    path.with_name("promoting-equality.exceptions.yaml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(CorpusError, match=r"^promoting-equality\.exceptions\.yaml(: | is not UTF-8)"):
        check_copy(path)


def test_a_raw_file_that_changed_is_caught(keep_only: Callable[[str], Path]) -> None:
    path = keep_only("promoting-equality")
    raw = path.parents[1] / "raw" / "promoting-equality.txt"
    raw.write_bytes(raw.read_bytes() + b"\n")
    (problem,) = check_copy(path).problems
    assert re.fullmatch(r"the raw file's SHA-256 is [0-9a-f]{64}, not the one stated", problem)


def test_a_raw_file_that_is_no_longer_utf8_is_caught(keep_only: Callable[[str], Path]) -> None:
    path = keep_only("promoting-equality")
    raw = path.parents[1] / "raw" / "promoting-equality.txt"
    raw.write_bytes(raw.read_bytes().replace(b"Equality", b"Equalit\xff", 1))
    assert "SHA-256" in check_copy(path).problems[0]


def test_a_missing_raw_file_is_reported(keep_only: Callable[[str], Path]) -> None:
    path = keep_only("promoting-equality")
    (path.parents[1] / "raw" / "promoting-equality.txt").unlink()
    with pytest.raises(CorpusError, match=r"its raw file promoting-equality\.txt cannot be read; put it into"):
        check_copy(path)


def test_a_missing_folder_of_raw_texts_is_reported_with_what_to_do(library_copy: Path, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"There is no folder .*nowhere .*run this in a checkout, or name their"):
        check_corpus(library_copy / "documents", tmp_path / "nowhere")


@pytest.mark.parametrize("id_", IDS)
def test_a_byte_order_mark_changes_no_word(id_: str, keep_only: Callable[[str], Path]) -> None:
    path = keep_only(id_)
    raw = path.parents[1] / "raw" / f"{id_}.txt"
    for file in (path, path.with_name(f"{id_}.exceptions.yaml"), raw):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    digest = hashlib.sha256(raw.read_bytes()).hexdigest()
    edit(path, lambda text: re.sub(r"(?<=sha256: )[0-9a-f]{64}", digest, text, count=1))
    assert check_copy(path).problems == ()


def test_a_document_with_windows_line_ends_passes(keep_only: Callable[[str], Path]) -> None:
    path = keep_only("stp-equality-blog")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert check_copy(path).problems == ()


def test_the_check_of_a_folder_reports_what_is_lost(
    keep_only: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = keep_only("promoting-equality")
    monkeypatch.setattr("corpus.fidelity.split", lambda *arguments: split(*arguments)[:-1])
    (problem,) = check_copy(path).problems
    assert problem.startswith("no passage holds ")


def test_editors_notes_voice_marks_and_markdown_are_not_words_of_the_document() -> None:
    body = (
        "# One\n<!-- voice: reader -->\n\n> [!NOTE]\n> lost\n> here\n\n> said\n\n- **a** [b](#)\n\n| c | d |\n| - | - |"
    )
    assert curated_words(body) == ["One", "said", "a", "b", "c", "d"]


def test_the_words_of_a_note_stay_in_it_whatever_characters_it_has() -> None:
    assert curated_words("> [!NOTE]\n> One\ftwo\u2028three.\n\nFour\x85five.") == ["Four", "five."]


def add_exception(curated: Path, kind: str, entry: dict[str, object]) -> None:
    path = curated.with_name(f"{curated.stem}.exceptions.yaml")
    exceptions = yaml.safe_load(path.read_text(encoding="utf-8"))
    exceptions.setdefault(kind, []).append(entry)
    path.write_text(yaml.safe_dump(exceptions), encoding="utf-8")
