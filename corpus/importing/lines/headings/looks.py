"""How lines look: which stand out from the text of their file, and which are labels, addresses or the like."""

import re
from collections import Counter
from collections.abc import Sequence

from corpus.importing.escape import folded
from corpus.importing.lines.line import Block, Line

MOST_WORDS = 14
# Letters larger by this share stand out, and larger by the other are those of a title.
_LARGER, _MUCH_LARGER = 1.12, 1.5
# In a file with a greater share of bold words, bold says nothing.
_MOSTLY = 0.4
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
# What stands on a title page or in a form in bold as often as a heading does: editions, dates, stamps and labels.
_EDITION = re.compile(
    r"(?:version|issue|edition|rev(?:ision)?|v)\.?\s*(?:no\.?\s*)?\d[\d.]*|(?:draft|final)"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?{_MONTH}\.?\s+(?:\d{{1,2}},\s+)?\d{{4}}|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}"
    r"|page \d+(?: of \d+)?|official(?:[ -:]+sensitive)?|(?:strictly )?(?:private and )?confidential"
    r"|(?:document )?uncontrolled (?:when|if) printed"
    r"|(?:print(?:ed)? |full |your |staff )?(?:name|signature|signed|date|address|tel|telephone|phone|mobile|fax"
    r"|e-?mail|post ?code|job title|position|designation)(?: (?:number|address|no\.?))?|yes ?/ ?no(?: ?/ ?n/?a)?"
    r"|authors?|(?:prepared|approved|ratified|reviewed) by"
    r"|(?:implementation|(?:next |last )?review|issue|effective|approval) date",
    re.IGNORECASE,
)
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\S+|\bp\.?o\.? box \d"
    r"|^\d+[a-z]?,? [\w’' ]+ (?:street|road|avenue|lane|drive|close|court|way|square|crescent|terrace|place)\b",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(r"\+?\(?\d[\d ()-]{7,}\d")
_BLANK = re.compile(r"_{3,}|\.{4,}|…{2,}|\[(?:insert|enter|name|date)\b", re.IGNORECASE)
_ASIDE = re.compile(r"[(\[].*[)\]]|[“\"‘'].*[”\"’']")
# What tells a reader to do something, and words between two choices.
_REMARK = re.compile(r"(?:\*|n\.?b\b|(?:please )?note\b|please\b|either$|or$|and$|none$|n/?a$)", re.IGNORECASE)
_DATED = re.compile(r"\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d{2}\b")
_CUT = re.compile(r"(?:\b(?:and|or|the|of|an?)|[.;,])$")
# "Version: 2" is a label with its value; "Part 2: Duties" is none.
_LABEL = re.compile(r":\s")
_PART = re.compile(r"(?:part|section|chapter|appendix|annex|stage|step)\b", re.IGNORECASE)

# Tabs set the columns of a table that somebody typed.
_COLUMNS = re.compile(r"\t+")

# The size, depth of number, weight and capitals of a heading: the lesser of two is that of the higher heading.
Look = tuple[int, int, bool, bool]


class Looks:
    """What is usual in one file."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        text = [block for block in blocks if isinstance(block, Line) and not block.level]
        bold: Counter[bool] = Counter()
        sizes: Counter[float] = Counter()
        for line in text:
            bold[line.bold] += len(line.text.split())
            sizes[line.size] += len(line.text)
        self._bold_counts = bold[True] / (bold.total() or 1) < _MOSTLY
        self._usual = sizes.most_common(1)[0][0] if sizes else 0

    def stands_out(self, line: Line) -> bool:
        """Whether a line looks like a heading among the text of its file, and reads like one."""
        if line.level or line.contents or line.quotation or (line.mark and not line.mark.number):
            return False
        if not reads_as_heading(folded(line.text)) or len(_COLUMNS.split(line.text.strip())) > 2:
            return False
        return (line.bold and self._bold_counts) or line.size > self._usual * _LARGER or is_capital(folded(line.text))

    def is_large(self, line: Line) -> bool:
        """Whether a line stands out by its size, and neither a style nor a mark says what it is."""
        return not (line.level or line.mark or line.contents) and line.size > self._usual * _LARGER

    def is_huge(self, line: Line) -> bool:
        """Whether a line is as large as a title."""
        return line.size > self._usual * _MUCH_LARGER


def reads_as_heading(text: str) -> bool:
    """Whether words could be those of a heading: few, whole, and no address, date, label or aside."""
    if len(text.split()) > MOST_WORDS or len(re.findall(r"[^\W\d_]", text)) < 3:
        return False
    return not (_CUT.search(text) or re.match(r"[a-z]{2}", text) or _REMARK.match(text) or is_label(text))


def is_label(text: str) -> bool:
    """Whether words are an address, a date, a stamp, a label, one with its value or a blank, or an aside."""
    if _EDITION.fullmatch(text.rstrip(" :")) or _ASIDE.fullmatch(text):
        return True
    if any(pattern.search(text) for pattern in (_ADDRESS, POSTCODE, _TELEPHONE, _BLANK, _DATED)):
        return True
    return _LABEL.search(text) is not None and not _PART.match(text)


def is_capital(text: str) -> bool:
    """Whether all letters are capitals, and there are more than a few."""
    return text.isupper() and len(re.findall(r"[^\W\d_]", text)) > 3


def look_of(line: Line) -> Look:
    """The look of a heading."""
    return -round(line.size), depth_of(line) or 0, not line.bold, not is_capital(line.text)


def depth_of(line: Line) -> int | None:
    """How deep the number of a heading is: 0 for "4", "4." and "4.0", 1 for "4.2"; None without a number."""
    number = line.mark.number if line.mark else folded(line.text)
    typed = re.match(r"\d+(?:\.\d+)*", number)
    return len(typed[0].removesuffix(".0").split(".")) - 1 if typed else None
