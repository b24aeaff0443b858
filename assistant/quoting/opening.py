"""How a quotation may begin: with a sentence that says something and needs none that is left out."""

import re

from corpus.document import Passage, Sentence

# How a sentence begins that makes no sense without the one before it.
_LEANS_BACK = re.compile(
    # "This policy applies to …" and "In this guide …" name the document itself; "Despite this, …" leans.
    r"(?:(?:(?:after|all|as|at|because of|by|despite|during|for|from|in|of|on|to do|under|with) )?"
    r"(?:this|these|those|such)"
    r"(?! (?:article|blog|chapter|code|document|guidance|guide|handbook|leaflet|page|plan|policy|procedure|publication|"
    r"report|resource|section|statement|template)\b)|"
    r"that|they|them|their|he|she|him|his|her|its|so|but|and|or|yet|then|also|another|both|"
    r"neither|however|therefore|thus|hence|instead|otherwise|importantly|again|similarly|likewise|additionally|"
    r"furthermore|moreover|consequently|meanwhile|finally|here (?:is|are)|as well|as a result|"
    r"(?:for|another|one|other) (?:example|instance)s?|in (?:addition|other words|particular|turn|contrast|response))\b"
    # "It is important to …" leans on nothing.
    r"|it\b(?! (?:is|was|(?:may|might|can|will|would) be) \w+ (?:to|that|for)\b)",
    re.IGNORECASE,
)
# "We also mean …" goes on from something; after the first clause "also" only adds to the sentence itself.
_ALSO = re.compile(r"[^,;:.]*\balso\b", re.IGNORECASE)
# How a lead-in goes on from the sentence before it: "For providers, this includes:".
_POINTS_BACK = re.compile(
    r"\b(?:this|these|they|it) (?:include|involve|mean|cover|is|are|was|were|ha[sd]|have|can|could|may|might|must|"
    r"should|will|would|do|need)(?!\w*:$)|\b(?:this|these|they|it) \w+s:$|\bin particular\b",
    re.IGNORECASE,
)
# A gap that was left to fill in, or a mark of one that was cut out.
_GAP = re.compile(r"\W*\[")
# The names of columns that hold notes on the table.
_NOTES = re.compile(r"(?:note|comment|remark)s?\W*$", re.IGNORECASE)
_SENTENCE = 5  # in words; a cell of fewer ("Ask first.") leans on the names of its row and column
_FACT = re.compile(r"\d|: ")
# Small words that stand inside a name.
INSIDE = frozenset(("and", "for", "in", "of", "on", "the", "to"))
_ENDS = re.compile(r"[.?!;…”\"’')\]]$")


def begins_at(passage: Passage, number: int) -> int | None:
    """The first sentence of a quotation that says sentence `number`: that one, or one before it that it leans on.

    None where what it leans on is not in the passage or says nothing. The first sentence of a section may lean on the
    heading, which then leads in to it.
    """
    sentences = passage.sentences
    while _leans_back(passage, number):
        before = number - 1
        if leans_on_heading(passage, number):
            return number
        if before < 0 or sentences[before].lead != sentences[number].lead or says_nothing(sentences[before]):
            return None
        number = before
    return number


def leans_on_heading(passage: Passage, number: int) -> bool:
    """Whether a sentence is the first of its section and makes no sense without the heading above it."""
    first = number == 0 and passage.anchor == f"{passage.section_anchor}/p1"
    return first and _leans_back(passage, 0) and _GAP.match(passage.section[-1]) is None


def says_nothing(sentence: Sentence) -> bool:
    """Whether a sentence is a label, a caption, the name of a row, a gap to fill in, or a lead-in to no list."""
    if _GAP.match(sentence.text):
        return True
    if sentence.kind == "lead":
        return False
    if sentence.kind == "cell" and not sentence.row:
        return not _ENDS.search(sentence.text)
    return sentence.text.endswith(":") or (sentence.kind == "sentence" and _is_label(sentence.text))


def is_table_note(sentence: Sentence) -> bool:
    """Whether a cell is a note on its table rather than a sentence that says something."""
    return sentence.kind == "cell" and bool(_NOTES.match(sentence.column)) and not _ENDS.search(sentence.text)


def stands_by_itself(cell: Sentence) -> bool:
    """Whether the words of a cell are a whole sentence, which makes sense without the names of its row and column."""
    return cell.text[:1].isupper() and cell.text.endswith((".", "?", "!")) and len(cell.text.split()) >= _SENTENCE


def _is_label(text: str) -> bool:
    """Whether a line is no sentence, and neither a name nor a fact such as "Next review: January 2026"."""
    if _ENDS.search(text) or _FACT.search(text):
        return False
    return any(word[0].islower() and word not in INSIDE for word in text.split())


def points_back(lead: str) -> bool:
    """Whether a lead-in goes on from the sentence before it, so that its list belongs to that one."""
    return lead.endswith(":") and (_POINTS_BACK.search(lead) is not None or _leans(lead))


def _leans_back(passage: Passage, number: int) -> bool:
    """Whether a sentence needs the one before it; the first of a list item does not, whatever it begins with."""
    sentence = passage.sentences[number]
    return (sentence.kind != "item" or in_one_item(passage, number - 1, number)) and _leans(sentence.text)


def in_one_item(passage: Passage, number: int, other: int) -> bool:
    """Whether two sentences belong to the same item of a list; not where either number is that of none."""
    if min(number, other) < 0:
        return False
    one, two = passage.sentences[number], passage.sentences[other]
    return one.kind == two.kind == "item" and (one.group, one.item) == (two.group, two.item)


def _leans(text: str) -> bool:
    return _LEANS_BACK.match(text) is not None or _ALSO.match(text) is not None
