"""What of a web page is furniture by itself: menus, banners, headers and footers, by tag, role, name and links."""

import re

from corpus.importing.draft import FurnitureKind
from corpus.importing.escape import folded
from corpus.importing.html.words import Share, Shares
from corpus.importing.tree import Node

_ROLES: dict[str, FurnitureKind] = {
    "navigation": "menu", "menu": "menu", "menubar": "menu", "search": "page furniture", "banner": "page furniture",
    "contentinfo": "page furniture", "alertdialog": "page furniture", "dialog": "page furniture",
}  # fmt: skip
_TAGS: dict[str, FurnitureKind] = {
    "nav": "menu", "header": "page furniture", "footer": "page furniture", "aside": "page furniture",
    "form": "page furniture", "button": "page furniture",
}  # fmt: skip
# What pages of all makes call such parts in their ids, classes and labels.
_NAMES: dict[FurnitureKind, str] = {
    "table of contents": r"toc|table-?of-?contents|contents-?list|page-?contents|on-?this-?page|pages-in-this-guide",
    "menu": r"breadcrumbs?|pagination|pager|prev-?next|sitemap|tag-?cloud"
    r"|(?:top|main|side|sub|site|primary|secondary|global|local|left|right|drop-?down)?-?(?:nav|navbar|menu|navigation)",
    "page furniture": r"skip|skip-?to-?\w*|share|sharing|addthis|sharedaddy|sidebar|widgets?|masthead|colophon"
    r"|(?:site|page)-?header|(?:site-?|page-?|global-?)?(?:foot|footer)|(?:back-?)?to-?top|newsletter|subscribe"
    r"|respond|adverts?|ads|suite-?bar\w*|review-?date|phase|print-?link",
}
# A class may say these too; the id of a section often comes from its heading.
_CLASSES = r"social|related|feedback|survey|promo"
_BEFORE = r"(?:js|app|l|c|sd|\w{2,10})[-_]+"
_AFTER = (
    r"[-_]*(?:\d+|area|bar|block|box|button|container|content|group|inner|items?|links?|list|main|panel|region|section"
    r"|top|bottom|wrap|wrapper|widget|banner)"
)
_PATTERNS = [(kind, re.compile(rf"(?:{_BEFORE})?(?:{names})(?:{_AFTER})*")) for kind, names in _NAMES.items()]
# What readers wrote under a page may be longer than the page.
_COMMENTS = re.compile(r"(?:\w{2,10}-)?(?:comments|comments?-?(?:area|form|list|section|thread|wrapper)|disqus[\w-]*)")
_BY_CLASS = re.compile(rf"(?:{_BEFORE})?(?:{_CLASSES})(?:{_AFTER})*")
# What asks a visitor about cookies, in few words.
_COOKIES = re.compile(r"\bcookies?\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:accept|agree|allow|reject|decline|dismiss|hide|got it|ok|manage|settings|preferences|close)\b", re.IGNORECASE
)
_LONGEST_BANNER = 150
_BANNERS = re.compile(
    r"cookies?[-_ ]?(?:\w+[-_])?(?:banner|notice|bar|pop-?up|message|consent|law|modal|overlay|alert|prompt|dialog)"
    r"|\b(?:consent|gdpr)\b|(?:consent|gdpr)[-_](?:banner|notice|bar|popup|modal)|onetrust|cookiebot|cookieyes"
)
_SKIP = re.compile(r"(?:skip|jump) to\b|back to (?:the )?top|print this page|share this", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"(?:related (?:content|articles?|posts?|pages?|links?|stories)|more (?:stories|articles|posts|from|in)\b"
    r"|most (?:popular|read|viewed)|recent (?:posts|articles|news)|you (?:may|might) also\b|popular (?:posts|pages)"
    r"|explore the topic|share this|is this page useful|help us improve|follow us|sign up\b|recommended for you)",
    re.IGNORECASE,
)
# A form or a row of buttons has no more words than this.
_FEW = 40
_WHOLE = {"main", "article", "body", "html"}
# Parts that somebody opens: their words are the page's, though hidden at first.
_OPENED = re.compile(r"accordion|collaps|tab|panel|expand|details|toggle|reveal")
# A part with more of the page's prose than this is no furniture, whatever it is called.
_MOST = 0.5
# Outside the content, what has so many links, and this share of its words in them, is a menu.
_LINKED, _FEWEST_LINKS, _LONGEST_LINK, _MOST_PROSE = 0.75, 3, 6, 40
_PARTS = {
    "div", "section", "aside", "nav", "ul", "ol", "dl", "header", "footer", "form", "table", "td", "center", "details",
    "fieldset", "iframe", "dialog",
}  # fmt: skip
_TABLES = {"table", "td", "ul", "ol", "dl"}
_MENUS = {"ul", "ol", "div", "td", "p", "table", "tr", "section", "center"}


class Furniture:
    """Tells the furniture of one page."""

    def __init__(self, shares: Shares, root: Node) -> None:
        self._shares = shares
        self._prose = shares.of(root).prose
        titles = [node for node in root.within("h1") if shares.of(node).words]
        self._title = titles[0] if len(titles) == 1 else None
        self._named = folded(next((node.text() for node in root.within("title")), "")).lower()

    def kind(self, node: Node, inside: bool) -> FurnitureKind | None:
        """What furniture a node is, None for anything else; less counts as furniture `inside` the content."""
        share = self._shares.of(node)
        if not share.words or node.name in _WHOLE:
            return None
        named = self._by_name(node, share, inside)
        if self._is_own_head(node, share) and not _is_hidden(node, share):
            return None
        if _is_hidden(node, share):
            return named or "page furniture"
        tagged = self._by_tag(node, share, inside)
        if tagged or named:
            return named or tagged
        return self._by_title(node, share) or self._by_links(node, share, inside)

    def _is_own_head(self, node: Node, share: Share) -> bool:
        """Whether a header is the head of the page's words, with their only title, rather than of the site."""
        title = self._title
        if title is None or not any(one is title for one in node.within("h1")) or self._shares.of(title).linked:
            return False
        menu = share.links >= _FEWEST_LINKS or any(True for _ in node.within("nav"))
        return not menu or self._named.startswith(folded(title.text()).lower())

    def _by_tag(self, node: Node, share: Share, inside: bool) -> FurnitureKind | None:
        kind = _ROLES.get(node.get("role")) or _TAGS.get(node.name)
        if node.name == "a" and _SKIP.match(node.text().strip()):
            kind = "page furniture"
        if kind is None or share.prose > self._prose * _MOST:
            return None
        if node.name == "button" and ("aria-expanded" in node.attributes or "aria-controls" in node.attributes):
            return None
        # In the content, a section has its own header, and its aside or footer may say something.
        return None if inside and node.name in ("header", "footer", "aside") and share.prose else kind

    def _by_name(self, node: Node, share: Share, inside: bool) -> FurnitureKind | None:
        if self._asks_about_cookies(node, share, inside):
            return "cookie banner"
        if node.name not in _PARTS:
            return None
        classes = _names(node.get("class"))
        names = [*_names(node.get("id")), *classes, *_names(node.get("aria-label").replace(" ", "-"))]
        if any(_COMMENTS.fullmatch(name) for name in names) and not any(True for _ in node.within("h1", "main")):
            return "page furniture"
        if share.prose > self._prose * _MOST:
            return None
        for kind, pattern in _PATTERNS:
            if any(pattern.fullmatch(name) for name in names):
                return kind
        return "page furniture" if any(_BY_CLASS.fullmatch(name) for name in classes) else None

    def _asks_about_cookies(self, node: Node, share: Share, inside: bool) -> bool:
        """Whether a part is the banner that asks about cookies: named so, or with something to press.

        A page on cookies says as much in its content.
        """
        if node.name not in _PARTS - _TABLES or not 2 < share.words <= _LONGEST_BANNER:
            return False
        if share.prose > self._prose * _MOST or not _COOKIES.search(_unlinked(node)):
            return False
        if _BANNERS.search(f"{node.get('id')} {node.get('class')}".lower()):
            return _ASKS.search(node.text()) is not None
        return not inside and any(_ASKS.search(one.text()) for one in node.within("button", "a", "input"))

    def _by_title(self, node: Node, share: Share) -> FurnitureKind | None:
        """What begins with a title that pages put above links to other pages, or above a form."""
        if node.name not in _PARTS or share.words < 2 or (share.linked * 2 < share.words and share.words > _FEW):
            return None
        title = next(node.within("h1", "h2", "h3", "h4", "h5", "h6"), None)
        text = title.text().strip() if title else ""
        return "page furniture" if _ELSEWHERE.match(text) and node.text().strip().startswith(text) else None

    def _by_links(self, node: Node, share: Share, inside: bool) -> FurnitureKind | None:
        if inside or node.name not in _MENUS:
            return None
        short = share.linked <= share.links * _LONGEST_LINK and share.prose <= _MOST_PROSE
        return "menu" if short and share.links >= _FEWEST_LINKS and share.linked >= share.words * _LINKED else None


def _unlinked(node: Node) -> str:
    """The text of a node outside links and buttons: the footer of a site links to what it says of cookies."""
    texts = (
        child if isinstance(child, str) else "" if child.name in ("a", "button") else _unlinked(child)
        for child in node.children
    )
    return " ".join(texts)


def _names(text: str) -> list[str]:
    """Names in lower case, their words parted by hyphens."""
    return re.sub(r"([a-z])([A-Z])", r"\1-\2", text).lower().replace("__", "-").split()


def _is_hidden(node: Node, share: Share) -> bool:
    """Whether nobody sees a node; what a click opens is seen, and so is what is more than decoration."""
    style = re.sub(r"\s", "", node.get("style").lower())
    if "hidden" in node.attributes or "display:none" in style or "visibility:hidden" in style:
        names = f"{node.get('id')} {node.get('class')} {node.get('role')}".lower()
        return not _OPENED.search(names) and node.get("hidden") != "until-found"
    return node.get("aria-hidden") == "true" and share.words <= 5
