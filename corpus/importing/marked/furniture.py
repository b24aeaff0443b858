"""What of a scraped page is furniture: menus, banners and footers around its text, told by links and by usual words."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.importing.draft import FurnitureKind, Heading, LeftOut, ListPart, Paragraph, Table
from corpus.importing.marked.blocks import Block

_COOKIES = re.compile(r"\bcookies?\b", re.IGNORECASE)
_SKIP = re.compile(
    r"(?:skip|jump) to (?:main |the )?(?:content|navigation)|skip navigation|(?:back|return|scroll) to (?:the )?top"
    r"|print this page|share this(?: page| article)?|(?:hide|dismiss) this message|navigation menu|search"
    r"|(?:show |hide |toggle |open |close |main )?(?:the )?(?:menu|navigation|search)|search(?: [\w.]+| this site)"
    r"|close|[×✕☰]|sign in|log ?in|register|subscribe|you are here:?|breadcrumbs?|home",
    re.IGNORECASE,
)
# Headings and lines with which a page ends after its text.
_ENDING = re.compile(
    r"(?:is|was|did you find) this (?:page|article|information)\b.{0,30}(?:useful|helpful)\??|explore the topic"
    r"|related (?:content|pages?|links|articles|topics|information|guidance|documents)|sign up (?:to|for) .*"
    r"|you (?:may|might) also (?:like|be interested in).*|help us improve.*|give (?:us )?(?:your )?feedback.*"
    r"|report (?:a|any) problems?.*|support links|site ?map|follow us.*|share this.*|subscribe (?:to|for) .*"
    r"|(?:latest|recent) (?:news|posts|articles)|more from .*|footer(?: links| menu)?|connect with us|newsletter.*"
    r"|quick links|popular (?:pages|links|topics)|services and information|departments and policy"
    r"|cookies? (?:policy|settings)|leave a (?:reply|comment)",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"(?:table of )?contents|(?:on|in) this (?:page|article|guide|section)", re.IGNORECASE)
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
    kinds: dict[int, FurnitureKind] = {
        place: _kind_around(page, place) for place in range(len(blocks)) if not start <= place < end
    }
    kinds |= _contents(blocks, kinds)
    if is_scraped(blocks):
        kinds |= {place: "menu" for place in range(start, end) if place not in kinds and _is_sign(blocks[place])}
    left_out = [LeftOut(kind, blocks[place].text) for place, kind in sorted(kinds.items())]
    return [block for place, block in enumerate(blocks) if place not in kinds], left_out


def is_scraped(blocks: Sequence[Block]) -> bool:
    """Whether a page was scraped with its furniture: what it begins with says so, or how it ends."""
    page = _Page(blocks, _host(blocks))
    signs = sum(_is_sign(block) for block in blocks)
    cookies = sum(bool(_COOKIES.search(block.text)) for block in blocks[:20])
    menus = sum(page.is_menu(block) and len(block.addresses) >= _FEWEST_LINKS for block in blocks)
    return (signs > 0) + (cookies > 1) + min(menus, 2) >= 2


def _host(blocks: Sequence[Block]) -> str:
    """The site that most links lead to, where they are many; "" elsewhere."""
    addresses = [address for block in blocks for address in block.addresses]
    hosts = Counter(found[1] for address in addresses if (found := re.match(r"(?:https?:)?//([^/]+)", address)))
    host, times = hosts.most_common(1)[0] if hosts else ("", 0)
    return host if times >= max(10, len(addresses) / 2) else ""


def _words(text: str) -> list[str]:
    return [word for word in text.split() if any(map(str.isalnum, word))]


def _is_sign(block: Block) -> bool:
    return isinstance(block.part, Heading | Paragraph) and bool(_SKIP.fullmatch(block.text.strip(" .>»›|-")))


def _is_prose(page: _Page, block: Block) -> bool:
    """Whether a block is part of a text: a sentence, a table, or a list that is not of links."""
    if page.is_menu(block) or _COOKIES.search(block.text) or _is_sign(block):
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
    return place in in_cookies or page.is_menu(block) or _is_sign(block) or bool(_COOKIES.search(block.text))


def _level(block: Block) -> int:
    return block.part.level if isinstance(block.part, Heading) else 0


def _in_cookies(page: _Page) -> Iterator[int]:
    """The blocks below a heading about cookies, up to the next heading, on the first screen."""
    inside = False
    for place, block in enumerate(page.blocks[:40]):
        if isinstance(block.part, Heading):
            inside = bool(_COOKIES.search(block.text))
        if inside:
            yield place


def _end(page: _Page) -> int:
    """Where the text ends: before the first line that begins an ending, or the menus at the foot."""
    blocks = page.blocks
    total = sum(len(_words(block.text)) for block in blocks)
    after = 0
    end = len(blocks)
    for place in range(len(blocks) - 1, 0, -1):
        block = blocks[place]
        after += len(_words(block.text))
        if after > total * _LONGEST_ENDING:
            break
        if isinstance(block.part, Heading | Paragraph) and _ENDING.fullmatch(block.text.strip(" .:")):
            end = place
    while end and _is_foot(page, end - 1, end):
        end -= 1
    return end


def _is_foot(page: _Page, place: int, end: int) -> bool:
    """Whether a block before the end of the text is no part of it: a menu, or the heading of what is left out."""
    block = page.blocks[place]
    heading = isinstance(block.part, Heading) and end < len(page.blocks)
    return heading or _is_sign(block) or (page.is_menu(block) and len(block.addresses) >= _FEWEST_LINKS)


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
            if _CONTENTS.fullmatch(above.removesuffix(":")):
                found[place - 1] = "table of contents"
    return found


def _kind_around(page: _Page, place: int) -> FurnitureKind:
    block = page.blocks[place]
    if place in set(_in_cookies(page)) or _COOKIES.search(block.text):
        return "cookie banner"
    return "menu" if page.is_menu(block) or _is_sign(block) else "page furniture"
