"""Where sentences begin and end in a paragraph of guidance."""

import re

# A full stop after one of these does not end a sentence.
_ABBREVIATIONS = {"e.g", "i.e", "etc", "dr", "mr", "mrs", "ms", "prof", "st", "no", "vs", "cf", "eg", "ie", "approx"}
# What may end a sentence: a stop, with any closing brackets and quotation marks, or the white space before a bullet.
_END = re.compile(r"[.!?…]+[)”’\"'\]]*\s+|\s+(?=• )")
_OPENS = re.compile(r"[“‘\"'(\[]*[A-Z0-9£#@•–]")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The character ranges of one paragraph's sentences, in order, without the white space between them."""
    spans, start = [], 0
    for end in _END.finditer(text):
        if _ends_sentence(text, end.start(), end.end()):
            spans.append((start, start + len(text[start : end.end()].rstrip())))
            start = end.end()
    if text[start:].strip():
        spans.append((start, start + len(text[start:].rstrip())))
    return [(a + len(text[a:b]) - len(text[a:b].lstrip()), b) for a, b in spans if text[a:b].strip()]


def _ends_sentence(text: str, stop: int, following: int) -> bool:
    before = re.search(r"[\w.&]+$", text[:stop])
    word = before[0].lower() if before else ""
    if text[stop].isspace():
        return True  # the next bullet of a table cell
    if text[stop] == "." and (
        word in _ABBREVIATIONS or (re.fullmatch(r"(?:[a-z]|\d{1,2}|[a-z]\.[a-z])", word) and stop < 4)
    ):
        return False
    if text[stop] == "." and re.fullmatch(r"[a-z]", word) and before and before[0] not in {"a", "i", "I"}:
        return False  # an initial
    if text[stop] in "?!" and text[stop + 1 : stop + 2] in ("’", ")", "'"):
        return bool(re.match(r"[“‘\"'(\[]*[A-Z]", text[following:]))
    return bool(_OPENS.match(text[following:]))
