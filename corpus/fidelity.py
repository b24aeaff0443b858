"""Proof that a curated document says what was received, word for word, and that its passages hold all of it."""

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document, Passage, Span
from corpus.errors import CorpusError
from corpus.exceptions import Exceptions, load_exceptions
from corpus.load import DOCUMENTS, load_documents
from corpus.markdown.inline import plain_text
from corpus.markdown.sections import COMMENT, NOTE
from corpus.split import split

RAW = Path(__file__).parent / "guidance" / "raw"
# No more problems of one kind than this are told, and no more words of each lost run.
_SHOWN = 10
# Raw lines by their numbers, each as its words.
_Lines = list[tuple[int, list[str]]]
# The bullet of an inner list, as text copied from a PDF has it.
_INNER_BULLET = re.compile(r"^\s*o(\s+|$)")


@dataclass(frozen=True, slots=True)
class Fidelity:
    """What the check of one document counted; it passed where there are no `problems`."""

    document: str
    words: int
    lines: int
    furniture: int
    corrections: int
    withheld: int
    moved: int
    added: int
    problems: tuple[str, ...]


def check_corpus(documents: Path = DOCUMENTS, raw: Path = RAW) -> list[Fidelity]:
    """Check every curated document of a folder against the raw text that its front matter names.

    Raises CorpusError for a document that cannot be loaded, and where the raw texts are not there.
    """
    if not raw.is_dir():
        raise CorpusError(
            f"There is no folder {raw} of texts as received. They come with the source code and not with an installed "
            "copy; run this in a checkout, or name their folder with --raw."
        )
    return [_check_file(document, documents, raw) for document in load_documents(documents)]


def _check_file(document: Document, documents: Path, raw: Path) -> Fidelity:
    try:
        received = (raw / document.raw).read_bytes()
    except OSError as error:
        raise CorpusError(f"{document.id}: its raw file {document.raw} cannot be read; put it into {raw}.") from error
    exceptions = load_exceptions(documents / f"{document.id}.exceptions.yaml")
    digest = hashlib.sha256(received).hexdigest()
    problems = [] if digest == document.sha256 else [f"the raw file's SHA-256 is {digest}, not the one stated"]
    # No limit but the passages' own in words, so that no embedding model is loaded.
    problems += lost_words(document, split(document, len, sys.maxsize))
    return check(document, received.decode("utf-8-sig", errors="replace"), exceptions, problems)


def check(document: Document, raw: str, exceptions: Exceptions, problems: Sequence[str] = ()) -> Fidelity:
    """Compare how often each word occurs, then find each raw line as one run of the curated words.

    `problems` are those known already; they come first in the result.
    """
    found = list(problems)
    lines, removed = _expected_lines(raw, exceptions, found)
    curated = curated_words(document.body)
    broken = _broken_runs(lines, curated)
    found += _compare_words(lines, broken, curated, exceptions)
    found += [f"raw line {n} is not one unbroken run: '{' '.join(words)}'" for n, words in broken[:_SHOWN]]
    return Fidelity(
        document=document.id,
        words=len(curated),
        lines=len(lines),
        furniture=removed["furniture"],
        corrections=len(exceptions.corrections),
        withheld=removed["withheld"],
        moved=removed["front_matter"],
        added=sum(len(_words(entry.text)) * entry.times for entry in exceptions.added),
        problems=tuple(found),
    )


def lost_words(document: Document, passages: Sequence[Passage]) -> list[str]:
    """Words of the body that are in no passage, heading, row of column names or note, with the heading above them.

    One line for each section that loses words; empty where nothing is lost.
    """
    body = document.body
    left = list(body)
    for span in _places(document, passages):
        left[span.start : span.end] = [" "] * (span.end - span.start)
    starts = [0, *(section.start for section in document.sections[1:]), len(body)]
    lost = [
        (section, curated_words("".join(left[start:end])))
        for section, start, end in zip(document.sections, starts, starts[1:], strict=False)
    ]
    return [
        f"no passage holds {len(words)} of the words below '{section.path[-1]}': '{' '.join(words[:_SHOWN])}'"
        for section, words in lost
        if words
    ][:_SHOWN]


def _places(document: Document, passages: Sequence[Passage]) -> Iterator[Span]:
    """Where the passages, headings and rows of column names are in the body; one that is not there has no place."""
    texts = [(passage.start, passage.text) for passage in passages]
    texts += [(section.start, section.heading) for section in document.sections]
    for start, text in texts:
        if document.body.startswith(text, start):
            yield Span(start, start + len(text))
    for section in document.sections:
        for block in section.blocks:
            if block.rows:
                yield Span(block.span.start, block.rows[0].start)


def curated_words(body: str) -> list[str]:
    """The document's own words in order: no editor's notes, no comments, no Markdown."""
    words: list[str] = []
    in_note = False
    for line in COMMENT.sub("", body).split("\n"):
        in_note = bool(NOTE.match(line)) or (in_note and line.startswith(">"))
        if not in_note:
            words += _words(re.sub(r"(?<!\\)\|", " ", line))
    return words


def _words(text: str) -> list[str]:
    """Words with their punctuation, and "&"; a bullet, dash or Markdown mark by itself is no word."""
    words = (word.strip("*_`") for word in plain_text(text).split())
    return [word for word in words if word == "&" or any(character.isalnum() for character in word)]


def _expected_lines(raw: str, exceptions: Exceptions, problems: list[str]) -> tuple[_Lines, Counter[str]]:
    """The raw lines that should be found, with their numbers; and how many lines each kind of exception took out."""
    lines = dict(enumerate(raw.split("\n"), start=1))
    removed: Counter[str] = Counter()
    for correction in exceptions.corrections:
        text = lines.get(correction.line, "")
        if text.count(correction.raw) != 1:
            problems.append(f"correction of line {correction.line}: '{correction.raw}' is not there exactly once")
        lines[correction.line] = text.replace(correction.raw, correction.curated)
    for kind in ("furniture", "withheld", "front_matter"):
        for entry in getattr(exceptions, kind):
            first, last = entry.lines or (1, 0)
            gone = [
                n for n, line in lines.items() if first <= n <= last or line.strip() == (entry.text or "").strip() != ""
            ]
            if not gone:
                problems.append(f"{kind}: no line is '{entry.text or entry.lines}'")
            removed[kind] += sum(1 for number in gone if _words(lines.pop(number)))
    parts = [
        (number, _words(_INNER_BULLET.sub("", part))) for number, line in lines.items() for part in line.split("\n")
    ]
    return [(number, words) for number, words in parts if words], removed


def _compare_words(lines: _Lines, broken: _Lines, curated: list[str], exceptions: Exceptions) -> list[str]:
    expected = Counter(word for _, words in lines for word in words)
    for entry in exceptions.added:
        for word in _words(entry.text):
            expected[word] += entry.times
    found = Counter(curated)
    missing = [f"missing {n}×: '{word}'{_line_of(word, lines, broken)}" for word, n in (expected - found).items()]
    extra = [f"not in the raw text {n}×: '{word}'" for word, n in (found - expected).items()]
    return missing[:_SHOWN] + extra[:_SHOWN]


def _line_of(word: str, lines: _Lines, broken: _Lines) -> str:
    """The raw line from which a word is missing; "" where that cannot be known, since it stands in several."""
    for some in (broken, lines):
        numbers = {number for number, words in some if word in words}
        if numbers:
            return f" (raw line {numbers.pop()})" if len(numbers) == 1 else ""
    return ""


def _broken_runs(lines: _Lines, curated: list[str]) -> _Lines:
    """The raw lines that are not one run of the curated words."""
    text = "\n" + "\n".join(curated) + "\n"
    return [(number, words) for number, words in lines if "\n" + "\n".join(words) + "\n" not in text]
