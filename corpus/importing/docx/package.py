"""The ZIP package of a Word file, opened with care: only parts with words are read, and nothing outside is fetched."""

import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.importing.docx.raised import with_raised
from corpus.importing.errors import ImportedFileError
from corpus.importing.tree import Node, parsed_xml

# A policy of 2,000 pages holds about 20 MB of XML; pictures, which are not read, may be larger.
_LARGEST_PART = 64_000_000
_LARGEST_WHOLE = 1_000_000_000
_MOST_ENTRIES = 5_000
# Word's XML is seldom packed to less than a fiftieth.
_HIGHEST_RATIO = 200
_STRICT = b"http://purl.oclc.org/ooxml/"
# Links are for readers to follow; everything else outside would have been part of the document.
_LINKS = ("hyperlink",)
_OUTSIDE = {
    "attachedTemplate": "a template", "image": "a picture", "oleObject": "an object",
    "subDocument": "a part of the text", "frame": "a part of the text", "video": "a video", "audio": "a sound",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word file that hold words, by kind ("document", "styles", "header" …), each kind in order.

    `outside` names what the file refers to outside itself, links apart, and `unread` what it holds besides that we do
    not read. `plain` are the raw XML of the parts with words, for a simpler reader.
    """

    trees: dict[str, list[Node]]
    outside: tuple[str, ...]
    unread: tuple[str, ...]
    plain: tuple[bytes, ...]

    def tree(self, kind: str) -> Node | None:
        """The first part of a kind, None where there is none."""
        return next(iter(self.trees.get(kind, [])), None)


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: str
    target: str
    outside: bool


_WITH_WORDS = ("document", "header", "footer", "footnotes", "endnotes")
_OTHERS = ("styles", "numbering")
_PROPERTIES = ("core-properties", "extended-properties", "custom-properties")


def open_package(path: Path) -> Package:
    """Raises ImportedFileError where the file is no Word file, is damaged, or would unpack to an absurd size."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check(archive, path.name)
            return _read(archive, path.name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise ImportedFileError(
            f"{path.name} is no Word file that we can open (an old .doc, one with a password, or damaged); "
            "save it as .docx without a password."
        ) from error


def _check(archive: zipfile.ZipFile, name: str) -> None:
    entries = archive.infolist()
    whole = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > _MOST_ENTRIES or whole > _LARGEST_WHOLE or whole > max(_HIGHEST_RATIO * packed, 10_000_000):
        raise ImportedFileError(
            f"{name} would unpack to {whole // 1_000_000:,} MB in {len(entries):,} files, "
            "which no policy needs; we do not open it."
        )


def _read(archive: zipfile.ZipFile, name: str) -> Package:
    first = list(_relations(archive, "", name))
    main = next((one.target for one in first if one.kind == "officeDocument"), "word/document.xml")
    inner = list(_relations(archive, main, name))
    wanted = [("document", main)]
    wanted += [(one.kind, one.target) for one in inner if one.kind in _WITH_WORDS + _OTHERS and not one.outside]
    wanted += [(one.kind, one.target) for one in first if one.kind in _PROPERTIES]
    trees: dict[str, list[Node]] = {}
    plain = []
    for kind, target in dict.fromkeys(wanted):
        content = _content(archive, target, name)
        if content is None:
            continue
        content = with_raised(content) if kind in _WITH_WORDS else content
        trees.setdefault(kind, []).append(parsed_xml(content, name))
        plain += [content] if kind in _WITH_WORDS else []
    if not trees.get("document") or trees["document"][0].name != "document":
        raise ImportedFileError(f"{name} is no Word document, whatever its name says; save it as .docx.")
    outside = [one.kind for one in _all_relations(archive, name) if one.outside and one.kind not in _LINKS]
    named = tuple(dict.fromkeys(_OUTSIDE.get(kind, kind) for kind in outside))
    return Package(trees, named, tuple(_unread(archive, inner)), tuple(plain))


def _all_relations(archive: zipfile.ZipFile, name: str) -> Iterator[_Relation]:
    """What all parts of the package refer to, in the order of their names."""
    for entry in sorted(archive.namelist()):
        folder, _, file = entry.rpartition("/_rels/")
        if folder and file.endswith(".rels"):
            yield from _relations(archive, posixpath.join(folder, file.removesuffix(".rels")), name)


def _unread(archive: zipfile.ZipFile, inner: Iterable[_Relation]) -> Iterator[str]:
    """What the file holds that is no text of its own."""
    names = [entry.lower() for entry in archive.namelist()]
    if any(posixpath.basename(entry) == "vbaproject.bin" for entry in names):
        yield "macros"
    if any("/embeddings/" in entry for entry in names):
        yield "other files inside it"
    if any(one.kind == "aFChunk" for one in inner):
        yield "a text of another kind that stands in its place"


def _relations(archive: zipfile.ZipFile, part: str, name: str) -> Iterator[_Relation]:
    """What a part of the package refers to; the package itself is the part ""."""
    folder, file = posixpath.split(part)
    content = _content(archive, posixpath.join(folder, "_rels", f"{file}.rels"), name)
    for node in parsed_xml(content, name).elements() if content else []:
        target = posixpath.normpath(posixpath.join("/", folder, node.get("Target"))).lstrip("/")
        yield _Relation(posixpath.basename(node.get("Type")), target, node.get("TargetMode") == "External")


def _content(archive: zipfile.ZipFile, target: str, name: str) -> bytes | None:
    """The bytes of a part, None where it is not there; what is declared may be false, so the reading is bounded."""
    try:
        with archive.open(target) as file:
            content = file.read(_LARGEST_PART + 1)
    except KeyError:
        return None
    if len(content) > _LARGEST_PART:
        raise ImportedFileError(
            f"{name} holds more than {_LARGEST_PART // 1_000_000} MB of text in one part; split it."
        )
    return content.replace(_STRICT, b"http://schemas.openxmlformats.org/")
