"""The documentation is true: its links, names, commands, paths and tables are those of the code and the documents."""

import ast
import json
import re
import tomllib
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import click
import pytest

from assistant.answer import Answer, Citation, Statement
from assistant.settings import Settings
from corpus.document import Document
from corpus.exceptions import load_exceptions
from corpus.load import DOCUMENTS, load_document, load_documents
from corpus.split import split
from indexing.search import Hit
from ui.cli.main import main

ROOT = Path(__file__).parents[1]
PAGES = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "evals/README.md"] + [
    path.relative_to(ROOT).as_posix() for path in sorted(ROOT.glob("docs/*.md"))
]
PACKAGES = ("assistant", "corpus", "evals", "indexing", "ui")
# Paths that people make, or that setting up makes.
MADE = {
    ".venv",
    ".venv/",
    ".evenhand/",
    ".evenhand/index",
    ".evenhand/library",
    "evenhand.toml",
    "ID.questions.yaml",
    "catalogue.yaml",
    "secrets/people",
    "secrets/pgpass",
    "secrets/postgres_password",
    # A network, not a path.
    "172.30.0.0/16",
}

every_page = pytest.mark.parametrize("page", PAGES)


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def code(text: str) -> list[str]:
    """The lines of its fenced blocks and its inline code."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [*re.findall(r"`([^`\n]+)`", prose(text)), *(line for block in blocks for line in block.splitlines())]


def prose(text: str) -> str:
    return re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


def commands(text: str, program: str) -> list[list[str]]:
    """The words after a program's name wherever it is called, with or without variables set for it."""
    call = re.compile(rf"\$?\s*(?:[A-Z_]+=\S+ )*(?:\.venv/bin/)?{program}\s+([^#|<>&]+)")
    calls = [call.match(line.strip()) for line in code(text)]
    return [found[1].split() for found in calls if found]


def links(text: str) -> list[tuple[str, str]]:
    """Each link's words and its target."""
    return re.findall(r"\[([^\]]*)\]\(([^)\s]+)[^)]*\)", prose(text))


def anchors(text: str) -> set[str]:
    """The anchors that GitHub gives the headings."""
    headings = re.findall(r"^#+ (.+)$", prose(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def names_in(path: Path) -> set[str]:
    """The functions, classes and constants that a file defines, and `Class.method` for methods."""
    names = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        if isinstance(node, ast.ClassDef):
            inside = (part for part in node.body if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef))
            names |= {f"{node.name}.{part.name}" for part in inside}
        if isinstance(node, ast.Assign):
            targets = (part for target in node.targets for part in ast.walk(target))
            names |= {part.id for part in targets if isinstance(part, ast.Name)}
    return names


@every_page
def test_every_link_leads_somewhere(page: str) -> None:
    gone = []
    for _, target in links(read(page)):
        file, _, anchor = target.partition("#")
        to = (ROOT / page).parent / file if file else ROOT / page
        if re.match(r"[a-z]+:", target):
            continue
        if not to.exists() or (anchor and anchor not in anchors(to.read_text(encoding="utf-8"))):
            gone.append(target)
    assert gone == []


@every_page
def test_every_name_in_a_link_is_defined_in_the_file_it_links(page: str) -> None:
    missing = []
    for words, target in links(read(page)):
        if target.endswith(".py"):
            there = names_in((ROOT / page).parent / target)
            named = re.findall(r"`([A-Za-z_]\w*(?:\.[a-z_]\w*)?)`", words)
            missing += [f"{name} in {target}" for name in named if name not in there and not name.endswith(".py")]
    assert missing == []


@every_page
def test_every_make_command_has_its_target(page: str) -> None:
    targets = re.findall(r"^([a-z][\w-]*):", read("Makefile"), re.MULTILINE)
    assert [words for words in commands(read(page), "make") if words[0] not in targets] == []


@every_page
def test_every_evenhand_command_is_one(page: str) -> None:
    assert [words for words in commands(read(page), "evenhand") if not is_command(main, words)] == []


def is_command(command: click.Command, words: list[str]) -> bool:
    """Whether the words name subcommands and options that are there; arguments are not looked at."""
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        if words[0] not in command.commands:
            return False
        command, words = command.commands[words[0]], words[1:]
    known = {name for parameter in command.params for name in parameter.opts} | {"--help", "-h"}
    return all(word.split("=")[0] in known for word in words if word.startswith("--"))


@every_page
def test_every_module_to_run_is_there_and_can_be_run(page: str) -> None:
    modules = [words[1] for words in commands(read(page), "python") if words[0] == "-m"]
    assert [name for name in modules if not can_be_run(name)] == []


def can_be_run(module: str) -> bool:
    spec = find_spec(module)
    if spec is not None and spec.submodule_search_locations is not None:
        spec = find_spec(f"{module}.__main__")
    return spec is not None and '__name__ == "__main__"' in Path(str(spec.origin)).read_text(encoding="utf-8")


@every_page
def test_every_path_it_names_is_there(page: str) -> None:
    shape = re.compile(r"(?:[\w.-]+/)+[\w.*-]*|[\w.-]+\.(?:py|md|toml|yaml|lock|txt|jsonl|png|svg)")
    words = {word for text in code(read(page)) for word in text.split()}
    named = {word for word in words if shape.fullmatch(word)} - MADE
    folders = (ROOT, (ROOT / page).parent)
    gone = [path for path in named if not any(any(folder.glob(path.rstrip("/"))) for folder in folders)]
    assert [path for path in gone if not path.startswith(".venv/bin/")] == []


@every_page
def test_every_variable_is_a_setting(page: str) -> None:
    known = {f"EVENHAND_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"EVENHAND_\w+", read(page))) <= known


def test_the_map_shows_every_room() -> None:
    folders = [
        folder for package in PACKAGES for folder in (ROOT / package).iterdir() if (folder / "__init__.py").exists()
    ]
    rooms = {ROOT / package for package in PACKAGES} | set(folders)
    shown = {(ROOT / "docs" / target).resolve() for _, target in links(read("docs/architecture.md"))}
    assert {room.relative_to(ROOT).as_posix() for room in rooms - shown} == set()


def test_the_json_it_shows_has_the_keys_of_an_answer(answer: Answer) -> None:
    shown = next(json.loads(b) for b in json_blocks("docs/using-it.md") if '"milliseconds"' in b)
    assert keys(shown) == keys(answer.to_json())


def json_blocks(page: str) -> list[str]:
    return re.findall(r"^```json\n(.*?)^```", read(page), re.MULTILINE | re.DOTALL)


def keys(value: object) -> object:
    """The keys of an object and of the objects in it, in order."""
    if isinstance(value, dict):
        return {key: keys(part) for key, part in value.items()}
    return [keys(value[0])] if isinstance(value, list) and value else None


@pytest.fixture
def answer(write_document: Callable[..., Path]) -> Answer:
    """One with everything in it, but only the names of its parts matter."""
    (passage,) = split(load_document(write_document("# Bread\n\nKnead the dough.")), len, 256)
    hit = Hit(passage, score=1.0, dense=1.0, topic=1.0, keyword=1.0, sentences=(1.0,), questions=(1.0,))
    citation = Citation(1, "sample", "", "", "", ("Bread",), "", None, "Knead the dough.", "publisher", "", "")
    times = {"search": 1.0, "answer": 1.0, "total": 1.0}
    return Answer("", "", "answered", "", (Statement("", (1,)),), (citation,), (hit,), ("",), times)


class TestLicences:
    def test_the_licence_of_the_code_is_there_in_full(self) -> None:
        licence = read("LICENSE")
        assert re.findall(r"^ {3}(\d)\. ", licence, re.MULTILINE) == list("123456789")
        assert "END OF TERMS AND CONDITIONS" in licence

    @pytest.mark.parametrize("document", load_documents(), ids=lambda document: document.id)
    def test_its_row_says_what_a_document_states(self, document: Document) -> None:
        rows = [line.strip("| ").split(" | ") for line in read("docs/licences.md").splitlines() if "|" in line]
        (row,) = [row for row in rows if f"/{document.id}.md)" in row[0]]
        assert document.title.startswith(row[0][1 : row[0].index("]")])
        assert row[1] == (document.publisher or "not stated")
        assert row[2] == "not stated" if document.rights is None else row[2].split(",")[0] in document.rights
        assert row[3] == (document.url or "not stated")


class TestInstalledPackage:
    def test_it_holds_no_name_that_was_withheld(self) -> None:
        exceptions = load_exceptions(DOCUMENTS / "stp-equality-blog.exceptions.yaml")
        named = (c.raw.strip().removesuffix(" says:") for c in exceptions.corrections if c.reason == "reader's name")
        names = {name for name in named if " " in name}
        texts = [path.read_text(encoding="utf-8") for path in installed("corpus")]
        assert names
        assert texts
        assert [name for name in names if any(name in text for text in texts)] == []

    @pytest.mark.parametrize("package", PACKAGES)
    def test_it_holds_every_other_file_beside_the_code(self, package: str) -> None:
        beside = {path for path in (ROOT / package).rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")}
        left_out = [ROOT / "corpus" / "guidance" / "raw", ROOT / "evals" / "README.md"]
        missing = beside - installed(package) - set(DOCUMENTS.glob("*.exceptions.yaml"))
        assert [path for path in missing if not any(path.is_relative_to(other) for other in left_out)] == []


def installed(package: str) -> set[Path]:
    """The files that go with a package's code, as pyproject.toml names them."""
    patterns = tomllib.loads(read("pyproject.toml"))["tool"]["setuptools"]["package-data"][package]
    return {path for pattern in patterns for path in (ROOT / package).glob(pattern) if path.is_file()}
