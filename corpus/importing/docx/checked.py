"""The numbers that we counted, held against those that Word wrote into the file's table of contents."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.importing.escape import folded
from corpus.importing.lines.line import Block, Line, Mark

_ENTRY = re.compile(r"(\d+(?:\.\d+)*)[.)]?\s*(\D.*)", re.DOTALL)
# One difference may be a mistake of the file's own.
_FEWEST = 2


def without_wrong_numbers(blocks: Sequence[Block]) -> tuple[list[Block], list[str]]:
    """The blocks without the numbers of numberings that the contents mostly contradict, and a doubt about them."""
    shown = _shown(blocks)
    agree: Counter[str] = Counter()
    differ: dict[str, list[str]] = defaultdict(list)
    for block in blocks:
        if isinstance(block, Line) and block.level and block.mark and (numbers := shown.get(_key(block.text))):
            family, number = block.mark.family, _figures(block.mark.number)
            if number and number not in numbers:
                differ[family].append(f"{number} {folded(block.text)}")
            agree[family] += number in numbers
    wrong = {family: texts for family, texts in differ.items() if len(texts) > max(agree[family], _FEWEST - 1)}
    return [_without_number(block, wrong) for block in blocks], _doubts(wrong)


def _shown(blocks: Sequence[Block]) -> Mapping[str, set[str]]:
    """The numbers in the table of contents, by the words that they stand before."""
    shown: dict[str, set[str]] = defaultdict(set)
    for block in blocks:
        if isinstance(block, Line) and block.contents and (found := _ENTRY.match(block.text.strip())):
            shown[_key(found[2])].add(found[1])
    return shown


def _key(text: str) -> str:
    return "".join(filter(str.isalpha, text)).lower()


def _figures(number: str) -> str:
    return ".".join(re.findall(r"\d+", number))


def _without_number(block: Block, wrong: Mapping[str, list[str]]) -> Block:
    if not isinstance(block, Line) or block.mark is None or block.mark.family not in wrong:
        return block
    mark = None if block.level else Mark(block.mark.family, block.mark.level)
    return replace(block, mark=mark)


def _doubts(wrong: Mapping[str, list[str]]) -> list[str]:
    return [
        f"The contents number “{texts[0]}” and {len(texts) - 1} more otherwise than we count; these clauses stand "
        "without their numbers."
        for texts in wrong.values()
    ]
