"""The levels of a plain text's headings, judged by their forms."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from corpus.importing.text.headings import Form, looks_like_line, text_of
from corpus.importing.text.pieces import Piece

# Forms that stand above or below the others wherever they stand; the rest go by which comes first.
_HIGHEST, _LOWEST = ("part",), ("line",)
_SERIES = re.compile(r"([A-Z][a-z]+) (?:\d+|[A-Z])\b")


def levels_of(pieces: Sequence[Piece], forms: Mapping[int, Form]) -> dict[int, int]:
    """The level of each heading, by its place; 1 is the highest."""
    ranks = _ranks(forms)
    keys = {place: (ranks[form.family], form.depth, 1) for place, form in forms.items()}
    over = _chapters(pieces, forms)
    title = {min(forms)} if _first_is_title(pieces, forms, over) else set()
    keys |= {place: (*keys[place][:2], 0) for place in over}
    keys |= {place: (*keys[place][:2], 2) for place in _inner(pieces, forms, over | title)}
    keys |= dict.fromkeys(title, (-1, 0, 0))
    levels = {key: level for level, key in enumerate(sorted(set(keys.values())), start=1)}
    return {place: levels[key] for place, key in keys.items()}


def _ranks(forms: Mapping[int, Form]) -> dict[str, int]:
    families = list(dict.fromkeys(form.family for form in forms.values()))
    families.sort(key=lambda family: (family in _LOWEST) - (family in _HIGHEST))
    # An underline is meant as a heading's more plainly than any other form.
    families.sort(key=lambda family: family in ("part", "number", "capitals", "line"))
    return {family: rank for rank, family in enumerate(families)}


def _followers(forms: Mapping[int, Form]) -> dict[int, int]:
    """Headings that another of the same form follows at once, with no text between; numbers say their depths."""
    return {
        place: place + 1 for place, form in forms.items() if forms.get(place + 1) == form and form.family != "number"
    }


def _chapters(pieces: Sequence[Piece], forms: Mapping[int, Form]) -> set[int]:
    """Headings that open a chapter: each is followed at once by a heading that opens other chapters too."""
    followers = _followers(forms)
    opened = Counter(text_of(pieces[after]).casefold() for after in followers.values())
    return {place for place, after in followers.items() if opened[text_of(pieces[after]).casefold()] > 1}


def _inner(pieces: Sequence[Piece], forms: Mapping[int, Form], others: set[int]) -> set[int]:
    """Headings below one of the same form that has no text of its own, and is none of the `others`.

    The first after it, and those in a row that begin in the same way: with a list, with the same lead-in, or with
    the same word before a number ("Stage 2").
    """
    inner: set[int] = set()
    for place, first in _followers(forms).items():
        if place in others or place in inner:
            continue
        inner.add(first)
        for other in sorted(heading for heading in forms if heading > first):
            if forms[other] != forms[first] or other in others or not _alike(pieces, first, other):
                break
            inner.add(other)
    return inner


def _alike(pieces: Sequence[Piece], first: int, other: int) -> bool:
    one, two = (_SERIES.match(text_of(pieces[place])) for place in (first, other))
    if one and two:
        return one[1] == two[1]
    return bool(_opening(pieces, first)) and _opening(pieces, first) == _opening(pieces, other)


def _opening(pieces: Sequence[Piece], heading: int) -> str:
    """What a section begins with: an item, a table or a lead-in; "" for any other text."""
    following = pieces[heading + 1] if heading + 1 < len(pieces) else Piece()
    if following.marker:
        return "item"
    text = " ".join(following.lines)
    return "table" if following.table else text if text.endswith(":") else ""


def _first_is_title(pieces: Sequence[Piece], forms: Mapping[int, Form], chapters: set[int]) -> bool:
    """Whether a text begins with its title: a heading with no text of its own, or the only one of its form."""
    first = min(forms, default=0)
    if first not in forms or first in chapters or forms[first].family == "number":
        return False
    if not all(map(looks_like_line, pieces[:first])):
        return False
    alone = sum(form == forms[first] for form in forms.values()) == 1
    return alone or first + 1 in forms or _is_said_of_it(pieces[first + 1])


def _is_said_of_it(piece: Piece) -> bool:
    """Whether a piece below a title goes with it: a short line such as "March 2024" or "Version: 3"."""
    line = " ".join(piece.lines)
    return len(piece.lines) == 1 and not piece.marker and len(line.split()) <= 8 and not line.endswith((".", ":", "?"))
