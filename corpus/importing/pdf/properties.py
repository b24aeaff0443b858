"""What the properties of a PDF state of the document."""

import re
from collections.abc import Mapping

from corpus.importing.draft import Stated

_NAMELESS = re.compile(
    r"(?i)^(microsoft (word|powerpoint|excel)\b.*|.*\.\w{2,5}|\(?(anonymous|unspecified|untitled|unknown)\)?.*|"
    r"(document|presentation|slide|book|template|draft)\s*\d*|powerpoint presentation|word document|.*[\\/].*\\.*|\W*)$"
)
_NOBODY = re.compile(
    r"(?i)^(\(?(anonymous|unspecified|unknown)\)?|python-docx|microsoft.*|office user|user|admin\w*|owner|author|"
    r"default|guest|test\w*|\W*)$"
)


def stated_from_properties(properties: Mapping[str, str]) -> Stated:
    """The title and author of a PDF's properties; None for what a program filled in, like the name of a file.

    The date on which the file was made is not stated as the date of publication.
    """
    title = " ".join(properties.get("Title", "").split())
    author = " ".join(properties.get("Author", "").split())
    return Stated(
        title=title if not _NAMELESS.match(title) and _is_title(title) else None,
        author=author if not _NOBODY.match(author) and any(map(str.isalpha, author)) else None,
    )


def _is_title(title: str) -> bool:
    """Words with spaces between them, not a name like "PR2086_i_v3"."""
    return len(title) > 3 and any(map(str.isalpha, title)) and not re.search(r"_|\w\d{4,}\w", title)
