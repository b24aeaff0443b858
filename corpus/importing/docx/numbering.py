"""The numbers of a Word file's lists, which stand nowhere in its text: they are counted as Word counts them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.importing.docx.styles import indent_of, value
from corpus.importing.lines.line import Mark
from corpus.importing.tree import Node

_ROMAN = [
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbering: "bullet", "none" or a form of number; `shown` is its pattern, such as "%1.%2"."""

    form: str = "decimal"
    shown: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str = ""
    indent: int | None = None


@dataclass(frozen=True, slots=True)
class Numbered:
    """What Word shows before a paragraph, None where it shows nothing, and how far it sets the paragraph in."""

    mark: Mark | None
    indent: int | None


@dataclass(slots=True)
class _Family:
    """Numberings that count together."""

    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts through a document; ask for each numbered paragraph once, in order."""

    def __init__(self, tree: Node | None) -> None:
        nodes = tree.elements() if tree else []
        abstract = {node.get("abstractNumId"): node for node in nodes if node.name == "abstractNum"}
        linked = {value(node, "styleLink"): node for node in abstract.values() if value(node, "styleLink")}
        self._numbers = {node.get("numId"): node for node in nodes if node.name == "num"}
        self._families = {
            name: _Family(_levels(linked.get(value(node, "numStyleLink"), node))) for name, node in abstract.items()
        }
        self._begun: set[str] = set()

    def next(self, identity: str, level: int | None, styles: Sequence[str] = ()) -> Numbered | None:
        """The mark of the next paragraph of a numbering; None where the numbering is unknown or switched off.

        Without a `level`, the paragraph stands on the one that the numbering links to the first of its `styles`, which
        are its own and those that it inherits from.
        """
        name = value(self._numbers.get(identity), "abstractNumId")
        family = self._families.get(name)
        if family is None or not family.levels:
            return None
        levels = family.levels | self._overridden(identity, family)
        if level is None:
            linked = {one.style: number for number, one in levels.items() if one.style}
            level = next((linked[style] for style in styles if style in linked), 0)
        one = levels.get(level, Level("bullet"))
        self._count(identity, family, levels, level)
        number = _shown(one, levels, family.counts) if one.form not in ("bullet", "none") else ""
        if one.form == "none":
            number = re.sub(r"%\d", "", one.shown).strip()
        mark = Mark(name, level, number) if number or one.form == "bullet" else None
        return Numbered(mark, one.indent)

    def _count(self, identity: str, family: _Family, levels: dict[int, Level], level: int) -> None:
        if identity not in self._begun:
            self._begun.add(identity)
            for inner in self._starts(identity):
                family.counts.pop(inner, None)
        start = levels[level].start if level in levels else 1
        # Word counts a level that was passed over as if its first paragraph stood there unseen.
        for higher in range(level):
            family.counts.setdefault(higher, levels[higher].start if higher in levels else 1)
        family.counts[level] = family.counts.get(level, start - 1) + 1
        for deeper in [number for number in family.counts if number > level]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart and level < restart):
                del family.counts[deeper]

    def _starts(self, identity: str) -> list[int]:
        """The levels that this numbering begins anew when it is first used."""
        overrides = [node for node in self._numbers[identity].elements() if node.name == "lvlOverride"]
        return [_whole(node.get("ilvl")) for node in overrides if node.first("startOverride")]

    def _overridden(self, identity: str, family: _Family) -> dict[int, Level]:
        levels = {}
        for node in self._numbers[identity].elements():
            if node.name != "lvlOverride":
                continue
            number = _whole(node.get("ilvl"))
            inner = node.first("lvl")
            one = _level(inner) if inner else family.levels.get(number, Level())
            if start := value(node, "startOverride"):
                one = Level(one.form, one.shown, _whole(start), one.restart, one.legal, one.style, one.indent)
            levels[number] = one
        return levels


def _levels(node: Node) -> dict[int, Level]:
    return {_whole(inner.get("ilvl")): _level(inner) for inner in node.elements() if inner.name == "lvl"}


def _level(node: Node) -> Level:
    restart = value(node, "lvlRestart")
    return Level(
        form=value(node, "numFmt") or "decimal",
        shown=value(node, "lvlText"),
        start=_whole(value(node, "start") or "1"),
        restart=_whole(restart) if restart else None,
        legal=node.first("isLgl") is not None,
        style=value(node, "pStyle"),
        indent=indent_of(node.first("pPr")),
    )


def _shown(one: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
    """The pattern with the counts of its levels."""

    def count(found: re.Match[str]) -> str:
        number = int(found[1]) - 1
        level = levels.get(number, Level())
        return _written(counts.get(number, level.start), "decimal" if one.legal else level.form)

    return " ".join(re.sub(r"%(\d)", count, one.shown).split())


def _written(count: int, form: str) -> str:
    """A count in a form; one that we cannot write stands in figures."""
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if count > 0 else str(count)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    if form == "ordinal":
        return f"{count}{'th' if count % 100 in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(count % 10, 'th')}"
    if form in ("none", "bullet"):
        return ""
    return f"{count:02}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    written = ""
    for worth, letters in _ROMAN:
        written += letters * (count // worth)
        count %= worth
    return written


def _whole(text: str) -> int:
    return int(text) if re.fullmatch(r"-?\d+", text) else 0
