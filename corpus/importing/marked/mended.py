"""Markdown as programs scrape it from a page -> Markdown that says what the page showed."""

import re
from html import unescape

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_TOML = re.compile(r"\s*\+\+\+[ \t]*\n(.*?\n)\+\+\+[ \t]*(?:\n|$)", re.DOTALL)
# A name that some programs give to a heading, for links to it.
_NAME = re.compile(r"^(#{1,6} .*?\S)[ \t]*\{[#.][^{}\n]*\}[ \t]*#*[ \t]*$", re.MULTILINE)
# A heading whose words came to stand on the next line, or the one after.
_EMPTY_HEADING = re.compile(r"^([ ]{0,3}#{1,6})[ \t]*\n(?:[ \t]*\n)?[ \t]*(?=[^#\s|>])", re.MULTILINE)
# A line of two spaces is a line break that was put on a line by itself.
_BREAK = re.compile(r"(?<=\S)[ \t]*\n(?:[ ]{2}\n)+(?=[ \t]*[^\s#>|*+-])")
_ITEM = re.compile(r"[ ]*(?:[-*+]|\d{1,9}[.)])[ \t]+\S")
_TITLE = r"(?:\"[^\"\n]*\"|'[^'\n]*')"
_LINK = re.compile(rf"\]\((?:<[^<>]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+{_TITLE})?\s*\)")
_REFERENCE = re.compile(rf"^[ ]{{0,3}}\[[^\]\n]+\]:[ \t]*<?(?:\w+:|[/#.])\S*[ \t]*{_TITLE}?[ \t]*$", re.MULTILINE)
_LABEL = re.compile(r"\]\[[^\[\]\n]*\]")
_FENCE = re.compile(r"^[ ]*(?:`{3,}|~{3,})[ ]*[\w+-]*[ ]*$", re.MULTILINE)
_HIDDEN = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"))
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)?[^\s<>@]+[@/.][^\s<>]*)>")


def front_matter(text: str) -> tuple[str, str]:
    """The YAML, or TOML, between the lines of signs that a text begins with, "" without, and the rest."""
    if toml := _TOML.match(text):
        return _as_yaml(toml[1]), text[toml.end() :]
    found = _FRONT_MATTER.match(text)
    return (
        (found[1], text[found.end() :]) if found and re.search(r"^\w[\w -]*:", found[1], re.MULTILINE) else ("", text)
    )


def _as_yaml(toml: str) -> str:
    """Lines of the form "name = value" as "name: value"; what is set in sections stays as it is."""
    return re.sub(r"^(\w[\w-]*)[ \t]*=[ \t]*", r"\1: ", toml.partition("\n[")[0], flags=re.MULTILINE)


def mended(text: str) -> str:
    """The Markdown, with the words of headings beside their signs and line breaks at the ends of their lines."""
    return _BREAK.sub("  \n", _EMPTY_HEADING.sub(r"\1 ", _NAME.sub(r"\1", text)))


def by_line(text: str) -> str:
    """The Markdown of a page whose lines are paragraphs: what follows an item without an indent is no part of it."""
    lines: list[str] = []
    in_item = False
    for line in text.split("\n"):
        is_item = bool(_ITEM.match(line))
        broken = bool(lines) and lines[-1].endswith("  ")
        if in_item and line.strip() and not is_item and not line.startswith("  ") and not broken:
            lines.append("")
            in_item = False
        in_item = is_item or (in_item and bool(line.strip()))
        lines.append(line)
    return "\n".join(lines)


def words_of(text: str) -> str:
    """The words of Markdown as a simple program finds them: without comments, tags and the addresses of links."""
    for opening, closing in _HIDDEN:
        text = _without(text, opening, closing)
    text = _REFERENCE.sub("", _FENCE.sub("", text))
    text = _AUTOLINK.sub(r" \1 ", _LABEL.sub("]", _LINK.sub("]", text)))
    # What is written as an entity is one sign to a reader.
    return unescape(_TAG.sub(" ", text))


def _without(text: str, opening: str, closing: str) -> str:
    """The text without what stands between two signs, each opening with its closing one."""
    kept: list[str] = []
    lower = text.lower()
    at = 0
    while (start := lower.find(opening, at)) >= 0 and (end := lower.find(closing, start)) >= 0:
        kept += [text[at:start], " "]
        at = end + len(closing)
    return "".join([*kept, text[at:]])
