"""What the YAML at the beginning of a Markdown file states."""

from datetime import date

import yaml

from corpus.importing.draft import Stated
from corpus.importing.escape import folded
from corpus.importing.statements.labels import Field, label_of
from corpus.importing.statements.values import value_of

# Names of fields that are no labels in a text.
_NAMES: dict[str, Field] = {
    "creator": "author",
    "lastmod": "published",
    "modified": "published",
    "review": "review_due",
    "type": "kind",
    "category": "kind",
}
_ADDRESSES = ("url", "source", "canonical", "source url", "canonical url", "permalink", "link")
# No front matter is longer; a longer one is something else.
_LONGEST = 20_000


def stated_by(front: str) -> Stated:
    """What the fields say whose names are known; nothing where the YAML is broken."""
    fields: dict[str, tuple[int, str]] = {}
    url = None
    for name, text in _entries(front):
        label = label_of(name)
        field, rank = (label.field, label.rank) if label else (_NAMES.get(name), 50)
        value = value_of(field, text) if field else None
        if field and value and rank < fields.get(field, (100, ""))[0]:
            fields[field] = (rank, value)
        if name in _ADDRESSES and text.startswith(("https://", "http://")):
            url = url or text
    return Stated(**{field: value for field, (_, value) in fields.items()}, url=url)


def _entries(front: str) -> list[tuple[str, str]]:
    """The fields with their values as text; a list's values are joined by commas."""
    try:
        found = yaml.safe_load(front[:_LONGEST]) if front else None
    except yaml.YAMLError:
        return []
    entries: list[tuple[str, str]] = []
    for name, value in found.items() if isinstance(found, dict) else ():
        values = value if isinstance(value, list) else [value]
        texts = [f"{one}" for one in values[:20] if isinstance(one, str | int | float | date)]
        entries.append((f"{name}".replace("_", " ").replace("-", " ").lower(), folded(", ".join(texts))))
    return entries
