"""What an item of a list begins with in plain text: a bullet or a number."""

import re
from dataclasses import dataclass

_BULLET = re.compile(r"([-*+•·‣◦▪▫●○■□–—\uf0b7\uf0a7]|o(?=\s))(?:\s+|(?<=[•‣◦▪●■\uf0b7\uf0a7])(?=\w))(?=\S)")
_NUMBER = re.compile(
    r"(\((?:\d{1,3}|[a-z]|[ivxl]{1,6}|[A-Z])\)|(?:\d{1,3}|[a-z]|[ivxl]{1,6})[.)]|[A-Z]\)"
    r"|\d{1,3}(?:\.\d{1,3}){1,4}[.)]?)\s+(?=\S)"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class Marker:
    """A bullet or number.

    `readings` are the styles that it can have, with its value in each: "i)" is a letter or a Roman number. `number` is
    "" for a bullet, whose reading is its sign. `length` counts the characters up to the words.
    """

    number: str
    length: int
    readings: tuple[tuple[str, int], ...]

    def begins(self) -> bool:
        """Whether it can be the first of its list."""
        return not self.number or any(value == 1 for _, value in self.readings)

    def follows(self, before: "Marker") -> bool:
        """Whether it stands after another in one list."""
        if not self.number or not before.number:
            return self.readings == before.readings
        return any((style, value - 1) in before.readings for style, value in self.readings)

    def depth(self) -> int:
        """How many numbers a clause number has; 0 for letters and bullets."""
        return len(re.findall(r"\d+", self.number))


def marker_of(text: str) -> Marker | None:
    """The marker that a line begins with."""
    if found := _BULLET.match(text):
        return Marker("", found.end(), ((found[1], 0),))
    if found := _NUMBER.match(text):
        return Marker(found[1], found.end(), tuple(_readings(found[1])))
    return None


def _readings(number: str) -> list[tuple[str, int]]:
    inner = number.strip("().")
    if inner[0].isdigit():
        before, _, last = inner.rpartition(".")
        # The stop after a number is often forgotten: it makes no other style in clause numbers.
        return [(f"{before}.#" if before else number.replace(inner, "#"), int(last))]
    readings = (
        [(number.replace(inner, "A" if inner.isupper() else "a"), ord(inner.lower()) - 96)] if len(inner) == 1 else []
    )
    if set(inner) <= set(_ROMAN):
        values = [_ROMAN[letter] for letter in inner]
        total = sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))
        readings.append((number.replace(inner, "i"), total))
    return readings
