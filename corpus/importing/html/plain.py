"""All words of a web page, read without understanding it: the measure of what was kept."""

from html.parser import HTMLParser

_NEVER = {
    "script", "style", "template", "noscript", "svg", "iframe", "object", "select", "textarea", "datalist", "canvas",
    "title",
}  # fmt: skip
_INSIDE_LINES = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "samp",
    "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "o:p", "label",
}  # fmt: skip


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _NEVER:
            self._hidden.append(tag)
        else:
            self.texts.append(_between(tag))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.texts.append(_between(tag))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:
            del self._hidden[self._hidden.index(tag) :]
        else:
            self.texts.append(_between(tag))

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.texts.append(data)


def _between(tag: str) -> str:
    """What stands where an element begins or ends; links side by side are set apart by the page's style."""
    return " " if tag == "a" else "" if tag in _INSIDE_LINES else "\n"


def plain_text(text: str) -> str:
    """The words of all elements but scripts and their like, hidden ones included, a line for each element."""
    words = _Words()
    words.feed(text)
    words.close()
    lines = (" ".join(line.split()) for line in "".join(words.texts).split("\n"))
    return "\n".join(line for line in lines if line)
