"""GOV.UK pages, as elements such as `<p>…</p>` -> a folder of curated documents, from which an index can be built."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import yaml

from evals.public.collection import BenchmarkError

_ELEMENT = re.compile(r"<(h1|h2|h3|p|li|tr)>(.*)</\1>", re.DOTALL)
# What Markdown would take for a mark at the beginning of a line, were no backslash put before it.
_MARK = re.compile(r"^(?:(?=[#>*+=~`_-])|\d+(?=[.)]\s))")


def write_documents(pages: Path, folder: Path) -> None:
    """Write each page as a curated document, in place of those in the folder.

    Raises BenchmarkError where there are no pages, or one is malformed.
    """
    paths = sorted(pages.glob("*.txt"))
    if not paths:
        raise BenchmarkError(f"No pages (*.txt) in {pages}; name a folder whose 'pages' holds some.")
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        old.unlink()
    for path in paths:
        (folder / f"{page_id(path.stem)}.md").write_text(as_document(path), encoding="utf-8")


def page_id(name: str) -> str:
    """The id of the document that a page becomes."""
    return "-".join(re.findall(r"[a-z0-9]+", name.lower().replace("'", "")))


def as_document(path: Path) -> str:
    """A page as a curated document: front matter, then its elements as Markdown. Raises BenchmarkError."""
    text = path.read_text(encoding="utf-8")
    title, _, lines = text.partition("\n")
    front: dict[str, object] = {
        "id": page_id(path.stem),
        "title": title.strip(),
        "publisher": "GOV.UK",
        **dict.fromkeys(("author", "published", "period", "url", "rights")),
        "kind": "guidance",
        "status": "current",
        "currency": [],
        "raw": path.name,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
    }
    return f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\n\n{as_markdown(lines, path.name)}\n"


def as_markdown(lines: str, name: str) -> str:
    """Elements h1, h2, h3, p, li and tr as Markdown; a heading that would skip a level is raised to the next one."""
    parts: list[str] = []
    depth = 0
    for tag, run in groupby(_elements(lines, name), key=lambda element: element[0]):
        texts = [text for _, text in run]
        if tag == "li":
            parts.append("\n".join(f"- {text}" for text in texts))
        elif tag == "tr":
            parts.append(_table(texts))
        elif tag == "p":
            parts += texts
        else:
            depth = min(int(tag[1]), depth + 1)
            parts += [f"{'#' * depth} {text}" for text in texts]
    return "\n\n".join(parts)


def _elements(lines: str, name: str) -> Iterator[tuple[str, str]]:
    """The tag and text of each element, on one line; an element without text is left out."""
    for number, element in enumerate(re.split(r"\n(?=<)", lines.strip("\n")), start=1):
        if (match := _ELEMENT.fullmatch(element.strip())) is None:
            raise BenchmarkError(
                f"{name}, element {number}: '{element[:60]}' is none of h1, h2, h3, p, li and tr in one piece."
            )
        text = re.sub(r"\s+", " ", match[2])
        if match[1] == "tr":
            yield "tr", text
        elif text.strip():
            yield match[1], _MARK.sub(r"\g<0>\\", text.strip())


def _table(rows: Sequence[str]) -> str:
    cells = [[cell.strip() for cell in row.split(" | ")] for row in rows]
    width = max(map(len, cells))
    lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in cells]
    return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])
