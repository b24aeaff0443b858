"""What the head of a web page says of it."""

import re
from collections.abc import Iterable

from corpus.importing.draft import Stated
from corpus.importing.escape import folded
from corpus.importing.tree import Node

# The names that pages give, the plainest first. A date of the last change is not one of publication.
_NAMES = {
    "title": ("dc.title", "dcterms.title", "og:title"),
    "publisher": (
        "govuk:primary-publishing-organisation", "dc.publisher", "dcterms.publisher", "publisher", "article:publisher",
        "og:site_name",
    ),
    "author": ("author", "dc.creator", "dcterms.creator", "article:author"),
    "published": (
        "dcterms.issued", "dc.date.issued", "article:published_time", "dcterms.date", "dc.date", "date",
        "datepublished", "dcterms.created", "dc.date.created", "citation_publication_date",
        # The date of the words as they stand, which GOV.UK shows as that of the last update.
        "govuk:public-updated-at", "govuk:public_updated_at", "govuk:first-published-at",
    ),
    "rights": ("dcterms.rights", "dc.rights", "rights", "copyright", "dcterms.license"),
    "url": ("og:url", "dc.identifier", "dcterms.identifier"),
    "version": ("version", "dcterms.hasversion"),
    "review_due": ("dcterms.valid", "review_date", "reviewdate"),
}  # fmt: skip
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?=$|[T ])")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_RIGHTS = re.compile(
    r"©|\bcrown copyright\b|\bcopyright (?:©|\(c\)|\d{4})|\ball rights reserved\b|\blicen[cs]ed under\b"
    r"|\bunder the open government licence\b",
    re.IGNORECASE,
)
# A longer text about copyright is guidance on it, not a statement of it.
_MOST_WORDS = 60
# More words before what is said of rights are those of a footer.
_MOST_BEFORE = 8


def stated_by(root: Node, lines: Iterable[str]) -> Stated:
    """What a page states of itself; rights are also looked for in its `lines`, furniture included."""
    head = root.first("head") or Node("head")
    named: dict[str, str] = {}
    for node in root.within("meta"):
        name = (node.get("name") or node.get("property") or node.get("itemprop")).lower()
        if content := folded(node.get("content")):
            named.setdefault(name, content)
    found = {field: next((named[name] for name in names if name in named), None) for field, names in _NAMES.items()}
    title = next((folded(node.text()) for node in head.within("title")), "") or found["title"]
    canonical = next((node.get("href") for node in head.within("link") if "canonical" in node.get("rel").lower()), "")
    return Stated(
        title=title and _without_site(title, root, found["publisher"]),
        publisher=_unless(_ADDRESS, found["publisher"]),
        author=_unless(_ADDRESS, found["author"]),
        published=_date(found["published"]),
        version=found["version"],
        review_due=_date(found["review_due"]),
        rights=found["rights"] or next((right for line in lines if (right := _rights_in(line))), None),
        url=next((each for each in (canonical, found["url"]) if each and _ADDRESS.fullmatch(each)), None),
    )


def _without_site(title: str, root: Node, publisher: str | None) -> str:
    """A title without the site's name after it, where the page's own heading or its publisher tells them apart."""
    heads = {folded(node.text()).lower() for node in root.within("h1", "h2")}
    pieces = re.split(r"\s+[-–—|·:»]\s+", title)
    for count in range(len(pieces) - 1, 0, -1):
        start = title[: title.rindex(pieces[count])].rstrip(" -–—|·:»")
        if start.lower() in heads or (publisher and folded(title[len(start) :]).lower().endswith(publisher.lower())):
            return start
    return title


def _rights_in(line: str) -> str:
    """What a line says of rights, without the links of a footer before it; "" where it says nothing."""
    found = _RIGHTS.search(line)
    if found is None or len(line.split()) > _MOST_WORDS:
        return ""
    before = len(line[: found.start()].split())
    return line[found.start() :] if before > _MOST_BEFORE else line


def _unless(pattern: re.Pattern[str], text: str | None) -> str | None:
    return None if text is None or pattern.fullmatch(text) else text


def _date(text: str | None) -> str | None:
    found = _DATE.match(text or "")
    return found[0] if found else None
