"""The numbers and names of a sentence that its sources lack.

The check that filters a model's sentences (assistant/writing/checks) is measured against this, so this shares no code
with it. It is plain and strict, and finds too much rather than too little.
"""

import re
from collections.abc import Sequence

from corpus.lists.glossary import load_glossary

_DIGITS = re.compile(
    r"(?P<sign>[£$€])?\s?(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>%|per cent|percent|million|billion)?"
)
_SPELT = """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion half third quarter
    twice double
"""
_VALUES = {word: str(value) for value, word in enumerate(_SPELT.split()[:18], start=2)}
_VALUES |= dict(zip(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
                    map(str, range(20, 100, 10)), strict=True))  # fmt: skip
# A word with a capital inside a sentence, not one after a full stop or at the start of a quotation.
_NAME = re.compile(r"(?<=[a-z0-9,;)’'] )(?:the )?[A-Z][\w&’'-]*")


def unsupported(text: str, sources: Sequence[str]) -> list[str]:
    """The numbers and names of a text that none of its sources has, as the text writes them."""
    there = _flat("\n".join([*sources, *_glossed(sources)]))
    found = [match[0].strip(" ,.") for match in _DIGITS.finditer(text) if not _holds_number(match, there)]
    found += [
        word
        for word in re.findall(r"[a-z]+", text.lower())
        if word in _SPELT.split() and not re.search(rf"\b(?:{word}|{_VALUES.get(word, word)})", there)
    ]
    return found + [name for name in _NAME.findall(text) if _flat(name).removeprefix("the ") not in there]


def _holds_number(match: re.Match[str], there: str) -> bool:
    number = match["number"].replace(",", "").rstrip(".")
    sign = re.escape(match["sign"] or "")
    unit = {"%": r"\s?(?:%|per cent)", "percent": r"\s?(?:%|per cent)"}.get(match["unit"] or "", "")
    unit = unit or (rf"\s?{match['unit']}" if match["unit"] else "")
    if re.search(rf"(?<![\d.]){sign}{re.escape(number)}{unit}(?!\d)", there):
        return True
    spelt = [word for word, value in _VALUES.items() if value == number]
    tens = _tens(number)
    return not sign and any(re.search(rf"\b{word}\b", there) for word in [*spelt, *tens])


def _tens(number: str) -> list[str]:
    """A number such as 75 as it is spelt; empty for a number that is spelt without a hyphen."""
    if not re.fullmatch(r"[2-9][1-9]", number):
        return []
    by_value = {value: word for word, value in _VALUES.items()}
    unit = by_value.get(number[1], "one")
    return [f"{by_value[number[0] + '0']}-{unit}"]


def _glossed(sources: Sequence[str]) -> list[str]:
    text = "\n".join(sources)
    held = [e for e in load_glossary() if e.expansion.lower() in text.lower() or any(f in text for f in e.forms)]
    return [f"{entry.expansion} {' '.join(entry.forms)}" for entry in held]


def _flat(text: str) -> str:
    """Lower case, thousands without commas, one kind of apostrophe, no possessive."""
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", text.lower().replace("’", "'"))
    return re.sub(r"'s\b|'(?=\W|$)", "", plain)
