"""All words of a web page, read without understanding it: the measure of what was kept."""

from html.parser import HTMLParser

_NEVER = {"script", "style", "template", "noscript", "svg", "iframe", "object", "select", "datalist", "canvas", "title"}
_INSIDE_LINES = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "samp",
    "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "o:p", "label",
}  # fmt: skip

# Stands where a link ends, until the text is done: links side by side are set apart by the page's style.
_LINK_ENDS = "\x00"


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _NEVER:
            self._hidden.append(tag)
        elif tag not in _INSIDE_LINES:
            self.texts.append("\n")
        elif tag == "a":
            self.texts.append("" if self.texts and self.texts[-1] != _LINK_ENDS else " ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.texts.append("" if tag in _INSIDE_LINES else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:
            del self._hidden[self._hidden.index(tag) :]
        else:
            self.texts.append("\n" if tag not in _INSIDE_LINES else _LINK_ENDS if tag == "a" else "")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.texts.append(data)


def plain_text(text: str) -> str:
    """The words of all elements but scripts and their like, hidden ones included, a line for each element."""
    words = _Words()
    words.feed(text)
    words.close()
    lines = (" ".join(line.split()) for line in "".join(words.texts).replace(_LINK_ENDS, "").split("\n"))
    return "\n".join(line for line in lines if line)
