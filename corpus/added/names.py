"""A title -> the id of a document, which is the name of its folder and part of its address."""

import re
import unicodedata

_LONGEST = 50
# Not an id, since the page has the address /library/add.
RESERVED = "add"


def id_of_title(title: str) -> str:
    """The title's words in small letters without accents, joined by hyphens, as many as fit; "document" without any."""
    plain = unicodedata.normalize("NFKD", title.casefold()).replace("’", "").replace("'", "")
    id_ = ""
    for word in re.findall(r"[a-z0-9]+", re.sub(r"[\u0300-\u036f]", "", plain)):
        if id_ and len(id_) + 1 + len(word) > _LONGEST:
            break
        id_ = f"{id_}-{word}" if id_ else word[:_LONGEST]
    return id_ or "document"


def numbered(id_: str, number: int) -> str:
    """The id with a number, for another document whose title gives the same one."""
    ending = f"-{number}"
    return id_[: _LONGEST - len(ending)].rstrip("-") + ending
