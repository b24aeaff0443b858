"""What of a scraped page is furniture: menus, banners and footers around its text, told by links and by usual words."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.importing.draft import FurnitureKind, Heading, LeftOut, ListPart, Paragraph, Table
from corpus.importing.marked.blocks import Block
from corpus.importing.marked.wordings import CONTENTS, COOKIES, ENDING, RIGHTS, SIGN

# A section of so many words of prose belongs to the text.
_SECTION = 25
# A sentence of the text has so many words at least.
_SENTENCE = 7
_MOSTLY = 0.75
# A menu has so many links; fewer may be part of the text.
_FEWEST_LINKS = 3
# What stands before the only title in fewer words is a banner.
_BANNER = 60
# An ending is no longer than this share of the file.
_LONGEST_ENDING = 0.5


@dataclass(frozen=True, slots=True)
class _Page:
    """The blocks of a page, and which addresses are places on its own site."""

    blocks: Sequence[Block]
    host: str

    def is_menu(self, block: Block) -> bool:
        """Whether a block is mostly links to places on the same site."""
        if not block.addresses or block.linked < len(_words(block.text)) * _MOSTLY:
            return False
        return sum(map(self._is_own, block.addresses)) >= len(block.addresses) * _MOSTLY

    def _is_own(self, address: str) -> bool:
        host = re.match(r"(?:https?:)?//([^/]+)", address)
        return host[1] == self.host if host else not address.startswith(("mailto:", "tel:"))


def without_furniture(blocks: Sequence[Block]) -> tuple[list[Block], list[LeftOut]]:
    """The text of a page, and what was left out; Markdown that was not scraped loses only a table of contents."""
    page = _Page(blocks, _host(blocks))
    start, end = (_start(page), _end(page)) if is_scraped(blocks) else (0, len(blocks))
    outside = [place for place in range(len(blocks)) if not start <= place < end]
    kinds = {place: _kind_around(page, place) for place in outside}
    kinds |= dict.fromkeys(_links_over(page, start), "menu")
    kinds |= _contents(blocks, kinds)
    for place in _menus_inside(page, start, end) if is_scraped(blocks) else ():
        kinds.setdefault(place, "menu")
    left_out = [LeftOut(kind, blocks[place].text) for place, kind in sorted(kinds.items())]
    return [block for place, block in enumerate(blocks) if place not in kinds], left_out


def _links_over(page: _Page, start: int) -> Iterator[int]:
    """The first blocks of a page, links and buttons alone, where one of them says what it is ("Skip to content")."""
    first = start
    while first < len(page.blocks) and (_is_sign(page.blocks[first]) or _is_link(page.blocks[first])):
        first += 1
    titled = first < len(page.blocks) and _level(page.blocks[first])
    if titled and any(_is_sign(block) for block in page.blocks[start:first]):
        yield from range(start, first)


def _menus_inside(page: _Page, start: int, end: int) -> Iterator[int]:
    """Menus between the title and the first sentence of the text, and lone signs anywhere in it."""
    begun = False
    for place in range(start, end):
        block = page.blocks[place]
        begun = begun or _is_prose(page, block)
        lone_sign = isinstance(block.part, Paragraph) and _is_sign(block)
        if lone_sign or (not begun and _is_long_menu(page, block)):
            yield place


def is_scraped(blocks: Sequence[Block]) -> bool:
    """Whether a page was scraped with its furniture: what it begins with says so, or how it ends."""
    page = _Page(blocks, _host(blocks))
    signs = sum(_is_sign(block) for block in blocks)
    cookies = sum(bool(COOKIES.search(block.text)) for block in blocks[:20])
    menus = [block for block in blocks if _is_long_menu(page, block)]
    # A list of whole addresses, all on one site, may as well be one of sources.
    plainly = sum("//" not in block.addresses[0] for block in menus)
    return (signs > 0) + (cookies > 1) + max(min(plainly, 2), min(len(menus), 1)) >= 2


def _host(blocks: Sequence[Block]) -> str:
    """The site that most links lead to, where they are many; "" elsewhere."""
    addresses = [address for block in blocks for address in block.addresses]
    hosts = Counter(found[1] for address in addresses if (found := re.match(r"(?:https?:)?//([^/]+)", address)))
    host, times = hosts.most_common(1)[0] if hosts else ("", 0)
    return host if times >= max(_FEWEST_LINKS, len(addresses) / 2) else ""


def _words(text: str) -> list[str]:
    return [word for word in text.split() if any(map(str.isalnum, word))]


def _is_sign(block: Block) -> bool:
    return isinstance(block.part, Heading | Paragraph) and bool(SIGN.fullmatch(block.text.strip(" .>»›|-")))


def _is_link(block: Block) -> bool:
    return bool(block.addresses) and not _level(block) and block.linked >= len(_words(block.text))


def _is_prose(page: _Page, block: Block) -> bool:
    """Whether a block is part of a text: a sentence, a table, or a list that is not of links."""
    if page.is_menu(block) or COOKIES.search(block.text) or _is_sign(block):
        return False
    if isinstance(block.part, Table):
        return True
    words = len(_words(block.text))
    if isinstance(block.part, ListPart):
        return words >= _SENTENCE * 2 and block.linked < words / 2
    sentence = block.text.rstrip("”’\"')").endswith((".", "?", "!", ":"))
    return isinstance(block.part, Paragraph) and words >= _SENTENCE and sentence and block.linked < words / 2


def _start(page: _Page) -> int:
    """Where the text begins: at the main heading, if only furniture stands before it."""
    in_cookies = set(_in_cookies(page))
    blocks = page.blocks
    prose = [place for place, block in enumerate(blocks) if place not in in_cookies and _is_prose(page, block)]
    first = prose[0] if prose else len(blocks)
    titles = [place for place, block in enumerate(blocks) if _level(block) == 1 and place not in in_cookies]
    # A banner may say a few words before the title.
    if len(titles) == 1 and sum(len(_words(blocks[place].text)) for place in prose if place < titles[0]) < _BANNER:
        return titles[0]
    headings = [place for place in range(first) if _level(blocks[place]) and place not in in_cookies]
    if not headings:
        return next((place for place in range(first) if not _is_around(page, place, in_cookies)), first)
    highest = min(_level(blocks[place]) for place in headings)
    return max(place for place in headings if _level(blocks[place]) == highest)


def _is_around(page: _Page, place: int, in_cookies: set[int]) -> bool:
    block = page.blocks[place]
    return place in in_cookies or page.is_menu(block) or _is_sign(block) or bool(COOKIES.search(block.text))


def _level(block: Block) -> int:
    return block.part.level if isinstance(block.part, Heading) else 0


def _in_cookies(page: _Page) -> Iterator[int]:
    """The blocks below a heading about cookies, up to the next heading, on the first screen."""
    inside = False
    for place, block in enumerate(page.blocks[:40]):
        if isinstance(block.part, Heading):
            inside = bool(COOKIES.search(block.text))
        if inside:
            yield place


def _end(page: _Page) -> int:
    """Where the text ends: before the first line that begins an ending, or the menus at the foot."""
    blocks = page.blocks
    left = sum(len(_words(block.text)) for block in blocks) * _LONGEST_ENDING
    prose = 0
    end = len(blocks)
    for place in range(len(blocks) - 1, 0, -1):
        block = blocks[place]
        left -= len(_words(block.text))
        prose += len(_words(block.text)) if _is_prose(page, block) else 0
        if left < 0:
            break
        if isinstance(block.part, Heading | Paragraph) and ENDING.fullmatch(block.text.strip(" .:")):
            end, prose = place, 0
        elif _level(block):
            if prose >= _SECTION:
                break
            prose = 0
    return _above_foot(page, end)


def _above_foot(page: _Page, end: int) -> int:
    """The end without the menus at the foot, the headings over them, and a line on rights below them."""
    foot = end
    while foot and (_is_foot(page, foot - 1, end) or RIGHTS.search(page.blocks[foot - 1].text)):
        foot -= 1
    return foot if any(_is_foot(page, place, end) for place in range(foot, end)) else end


def _is_foot(page: _Page, place: int, end: int) -> bool:
    """Whether a block before the end of the text is no part of it: a menu, or the heading of what is left out."""
    block = page.blocks[place]
    heading = isinstance(block.part, Heading) and end < len(page.blocks)
    return heading or _is_sign(block) or _is_long_menu(page, block)


def _is_long_menu(page: _Page, block: Block) -> bool:
    return page.is_menu(block) and len(block.addresses) >= _FEWEST_LINKS


def _contents(blocks: Sequence[Block], gone: dict[int, FurnitureKind]) -> dict[int, FurnitureKind]:
    """Lists of links to the page's own sections, with the heading above them."""
    found: dict[int, FurnitureKind] = {}
    for place, block in enumerate(blocks):
        anchors = [address for address in block.addresses if address.startswith("#")]
        if not isinstance(block.part, ListPart) or place in gone or len(anchors) < _FEWEST_LINKS:
            continue
        if len(anchors) == len(block.addresses) and block.linked >= len(_words(block.text)) * _MOSTLY / 2:
            found[place] = "table of contents"
            above = blocks[place - 1].text if place else ""
            if CONTENTS.fullmatch(above.removesuffix(":")):
                found[place - 1] = "table of contents"
    return found


def _kind_around(page: _Page, place: int) -> FurnitureKind:
    block = page.blocks[place]
    if place not in set(_in_cookies(page)) and (_is_long_menu(page, block) or _is_sign(block)):
        return "menu"
    if place in set(_in_cookies(page)) or (COOKIES.search(block.text) and not RIGHTS.search(block.text)):
        return "cookie banner"
    return "menu" if page.is_menu(block) else "page furniture"
