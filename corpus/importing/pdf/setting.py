"""How a document is set: its running text, the usual distances of its lines, and where its columns begin and end."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.importing.pdf.markers import marked
from corpus.importing.pdf.page.asides import Piece
from corpus.importing.pdf.page.lines import Line

# Distances of lines count as usual if they are this frequent beside the most frequent one.
_FREQUENT = 0.2
# A list is indented by at most so many points.
_DEEPEST = 100.0


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set: its running text, the usual distances of lines by their size, the place of its columns.

    `boxed` are the pages on which boxes stand between the lines.
    """

    size: float
    bold: bool
    colour: int | None
    pitches: dict[float, tuple[float, ...]]
    edges: dict[int, tuple[float, float]]
    margins: dict[int, float]
    boxed: frozenset[int] = frozenset()

    def pitch(self, size: float) -> float:
        """The usual distance from line to line."""
        usual = self.pitches.get(round(size, 1), (size * 1.25,))[0]
        return usual if abs(size - self.size) < 0.6 else min(usual, size * 1.4)


def setting_of(flow: Sequence[Piece]) -> Setting:
    """How most of a document is set."""
    lines = [piece for piece in flow if isinstance(piece, Line)]
    looks: Counter[tuple[float, bool, int | None]] = Counter()
    for line in lines:
        looks[round(line.size, 1), line.bold, line.colour] += len(line.text)
    size, bold, colour = max(looks, key=lambda look: looks[look], default=(10.0, False, 0))
    distances: dict[float, Counter[float]] = defaultdict(Counter)
    for above, below in pairwise(lines):
        distance = round((below.baseline - above.baseline) * 4) / 4
        if above.column == below.column and abs(above.size - below.size) < 0.3 and 0 < distance < 3 * below.size:
            distances[round(below.size, 1)][distance] += 1
    pitches = {size_of_lines: _frequent(counted) for size_of_lines, counted in distances.items()}
    boxed = frozenset(line.page for line in lines if line.frame)
    return Setting(size, bold, colour, pitches, _edges(lines), _margins(lines), boxed)


def _edges(lines: Sequence[Line]) -> dict[int, tuple[float, float]]:
    edges: dict[int, tuple[float, float]] = {}
    for line in lines:
        left, right = edges.get(line.column, (line.left, line.right))
        edges[line.column] = min(left, line.left), max(right, line.right)
    return edges


def _margins(lines: Sequence[Line]) -> dict[int, float]:
    """Where the columns begin; one that holds a list only begins where others at its place do."""
    edges = _edges(lines)
    first: dict[int, Line] = {}
    for line in lines:
        if line.column not in first or line.left < first[line.column].left:
            first[line.column] = line
    known = {column for column, line in first.items() if not ((found := marked(line)) and not found[0].number)}
    margins = {}
    for column, (left, right) in edges.items():
        others = [edges[other][0] for other in known if left - _DEEPEST < edges[other][0] < left < edges[other][1]]
        near = [edge for edge in others if edge < right]
        margins[column] = left if column in known or not near else min(near)
    return margins


def _frequent(counted: Counter[float]) -> tuple[float, ...]:
    """The usual distances of lines, the smallest first."""
    often = _FREQUENT * max(counted.values())
    return tuple(sorted(distance for distance, times in counted.items() if times >= often))
