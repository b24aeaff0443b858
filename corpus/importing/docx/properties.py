"""What the properties of a Word file say of it."""

import re
from collections.abc import Iterator

from corpus.importing.docx.package import Package
from corpus.importing.draft import Stated
from corpus.importing.escape import folded
from corpus.importing.tree import Node

# Names that programs and machines put in, not people.
_NOBODY = re.compile(
    r"(?:python-docx|microsoft(?: office)?(?: user| word)?|windows user|user\d*|administrator|admin|owner|author|"
    r"test|unknown|default|pandoc|libreoffice|openoffice|apache poi|aspose|un-?named|-)",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"microsoft word\b|document ?\d*$|untitled|.*\.(?:docx?|dotx?|odt|rtf|pdf)$|template$", re.IGNORECASE
)
# Names of custom properties that say what we ask, in lower case without spaces.
_CUSTOM = {
    "publisher": "publisher", "organisation": "publisher", "organization": "publisher",
    "version": "version", "versionnumber": "version", "documentversion": "version",
    "reviewdate": "review_due", "nextreviewdate": "review_due", "reviewdue": "review_due",
    "publisheddate": "published", "publicationdate": "published", "dateissued": "published", "issuedate": "published",
    "rights": "rights", "copyright": "rights",
}  # fmt: skip
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")


def stated_by(package: Package, text: str) -> Stated:
    """What the properties state, where the text of the file bears it out.

    A title or a company is often that of the file which somebody began from, so both must be named in the `text`. When
    a file was made or saved is not when the document was published.
    """
    core, extended = package.tree("core-properties"), package.tree("extended-properties")
    title, company, author = _property(core, "title"), _property(extended, "Company"), _property(core, "creator")
    custom = dict(_custom(package.tree("custom-properties")))
    return Stated(
        title=title if title and not _NO_TITLE.match(title) and _named(title, text) else None,
        publisher=custom.get("publisher") or (company if company and _named(company, text) else None),
        author=author if author and not _NOBODY.fullmatch(author) else None,
        published=_date(custom.get("published")),
        version=custom.get("version") or _property(core, "version"),
        review_due=_date(custom.get("review_due")),
        rights=custom.get("rights"),
    )


def _property(tree: Node | None, name: str) -> str | None:
    node = tree.first(name) if tree else None
    return (folded(node.text()) or None) if node else None


def _custom(tree: Node | None) -> Iterator[tuple[str, str]]:
    for node in tree.elements() if tree else []:
        name = _CUSTOM.get(re.sub(r"[\W_]", "", node.get("name").lower()))
        value = folded(node.text())
        if name and value:
            yield name, value


def _named(name: str, text: str) -> bool:
    """Whether all words of a name stand in the text."""
    return set(_words(name)) <= set(_words(text))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def _date(text: str | None) -> str | None:
    found = _DATE.match(text or "")
    return found[0] if found else None
