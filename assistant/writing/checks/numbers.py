"""The numbers of a text, in digits and in words, each with its kind, so that two texts can be compared by them."""

import re
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["count", "pounds", "dollars", "euros", "percent", "year", "day", "month", "ordinal", "times"]

_CURRENCIES: dict[str, Kind] = {"£": "pounds", "$": "dollars", "€": "euros"}

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_UNDER_TWENTY = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
"""
_IN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_IN_ORDER = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_UNITS = {word: value for value, word in enumerate(_UNDER_TWENTY.split())}
_TENS = {word: 10 * value for value, word in enumerate(_IN_TENS.split(), start=2)}
_ORDINALS = {word: value for value, word in enumerate(_IN_ORDER.split(), start=1)}
_SCALES = {
    "hundred": 100, "thousand": 1000, "k": 1000, "million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9,
}  # fmt: skip
_SHARES: dict[str, tuple[float, Kind]] = {
    "half": (50, "percent"), "halves": (50, "percent"), "halved": (50, "percent"), "quarter": (25, "percent"),
    "double": (2, "times"), "doubled": (2, "times"), "doubling": (2, "times"), "twice": (2, "times"),
    "triple": (3, "times"), "tripled": (3, "times"), "threefold": (3, "times"), "dozen": (12, "count"),
    "dozens": (12, "count"), "hundreds": (100, "count"), "thousands": (1000, "count"), "millions": (10**6, "count"),
    "billions": (10**9, "count"), "majority": (51, "percent"),
}  # fmt: skip
_WORDS = "|".join((*_UNITS, *_TENS))
_SCALE = "hundred|thousand|million|billion|bn|m|k"
_PERCENT = r"(?:\s*%|[\s-]*per[\s-]?cent\b)"
_NUMBER = re.compile(
    rf"(?P<span>\b(?P<from>(?:19|20)\d\d)\s?[-–/]\s?(?P<to>\d{{4}}|\d\d)\b)"
    rf"|(?P<money>[£$€])?(?<![\w.])(?P<digits>\d+(?:,\d{{3}})*(?:\.\d+)?)(?P<nth>st|nd|rd|th)?(?![\w]*[A-Za-z]{{3}})"
    rf"(?:\s?(?P<scale>{_SCALE})\b)?(?P<percent>{_PERCENT})?"
    rf"|\b(?P<words>(?:{_WORDS})(?:[\s-]+(?:and[\s-]+)?(?:{_WORDS}|hundred|thousand|million|billion))*)\b"
    rf"(?P<word_percent>{_PERCENT})?"
    rf"|\b(?P<ordinal>{'|'.join(_ORDINALS)})\b"
    rf"|\b(?P<share>{'|'.join(_SHARES)})\b",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"\b(?:{'|'.join(month for month in _MONTHS if month != 'May')})\b|\bMay(?=,? \d)")
# Words right before a number that make it a least or a most.
_OVER = re.compile(
    r"\b(?:more than|over|above|at least|exceed\w*|greater than|no (?:less|fewer) than)\s+$", re.IGNORECASE
)
_UNDER = re.compile(
    r"\b(?:(?<!no )(?:less|fewer) than|under|below|up to|at most|no more than|almost|nearly)[\s-]+(?:age )?$",
    re.IGNORECASE,
)
# "One" that counts nothing.
_NO_COUNT = re.compile(
    r"\b(?:no|any|every|some|the|this|that|each)[\s-]one\b|\bone (?:of|another|or more|day)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text at characters [start, end)."""

    value: float
    kind: Kind
    start: int
    end: int

    @property
    def key(self) -> tuple[float, Kind]:
        """What two numbers are compared by: they are the same if value and kind are."""
        return self.value, self.kind


def numbers_of(text: str) -> list[Number]:
    """All numbers of a text in order: counts, money, per cent, years, days, months, ordinals and shares."""
    uncounted = [match.span() for match in _NO_COUNT.finditer(text)]
    found = [Number(_MONTHS.index(m[0]) + 1, "month", m.start(), m.end()) for m in _MONTH.finditer(text)]
    for match in _NUMBER.finditer(text):
        if (match["words"] or "").lower() == "one" and any(a <= match.start() < b for a, b in uncounted):
            continue
        found += _read(match)
    months = {number.start for number in found if number.kind == "month"}
    days = [replace(n, kind="day") if n.kind == "count" and n.end + 1 in months else n for n in found]
    return sorted(days, key=lambda number: number.start)


def bound_of(text: str, number: Number) -> Literal["over", "under", ""]:
    """Whether a text gives a number as a least or a most: "over 250", "less than 2,500"."""
    before = text[max(0, number.start - 20) : number.start]
    return "under" if _UNDER.search(before) else "over" if _OVER.search(before) else ""


def _read(match: re.Match[str]) -> list[Number]:
    start, end = match.span()
    if match["span"]:
        first, last = match["from"], match["to"]
        last = last if len(last) == 4 else first[:2] + last
        return [Number(float(first), "year", start, end), Number(float(last), "year", start, end)]
    if match["ordinal"]:
        # "First, …" at the start of a sentence puts what is said in order and counts nothing.
        opens = start == 0 and match.string[end : end + 1] == ","
        return [] if opens else [Number(_ORDINALS[match["ordinal"].lower()], "ordinal", start, end)]
    if match["share"]:
        value, kind = _SHARES[match["share"].lower()]
        return [Number(value, kind, start, end)]
    if match["words"]:
        kind = "percent" if match["word_percent"] else "count"
        return [Number(_value_of(match["words"]), kind, start, end)]
    return [_digits(match)]


def _digits(match: re.Match[str]) -> Number:
    value = float(match["digits"].replace(",", "")) * _SCALES.get((match["scale"] or "").lower(), 1)
    plain = not (match["scale"] or match["percent"] or match["money"] or "," in match["digits"])
    kind: Kind = _CURRENCIES[match["money"]] if match["money"] else "percent" if match["percent"] else "count"
    if match["nth"]:
        kind = "ordinal"
    elif plain and re.fullmatch(r"(18|19|20)\d\d", match["digits"]):
        kind = "year"
    return Number(round(value, 4), kind, match.start(), match.end())


def _value_of(words: str) -> float:
    total = current = 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word == "hundred":
            current *= 100
        elif word in _SCALES:
            total, current = total + current * _SCALES[word], 0
        else:
            current += _UNITS.get(word, _TENS.get(word, 0))
    return float(total + current)
