"""The raised letters and figures of a Word file, put into its XML as they are read."""

import re

from corpus.importing.lines.raised import raised_after

_RUN_OR_END = re.compile(r"<w:r(?:\s[^>]*)?>(?:(?!<w:r[\s>]).)*?</w:r>|</w:p>", re.DOTALL)
_TEXT = re.compile(r"(<w:t(?:\s[^>]*)?>)([^<]*)(</w:t>)")
_SIGN = b'"superscript"'


def with_raised(content: bytes) -> bytes:
    """The XML of a part; what simpler programs make of it then says the same as we do."""
    if _SIGN not in content:
        return content
    try:
        xml = content.decode("utf-8")
    except UnicodeDecodeError:
        return content
    pieces: list[str] = []
    # The place of the last text in the pieces, while its paragraph goes on.
    last: int | None = None
    end = 0
    for found in _RUN_OR_END.finditer(xml):
        pieces.append(xml[end : found.start()])
        run, end = found[0], found.end()
        if last is not None and 'w:val="superscript"' in run and (text := _TEXT.search(run)):
            pieces[last], run = _together(pieces[last], run, text)
        pieces.append(run)
        if run == "</w:p>":
            last = None
        elif _TEXT.search(run):
            last = len(pieces) - 1
    return "".join([*pieces, xml[end:]]).encode("utf-8")


def _together(before: str, run: str, text: re.Match[str]) -> tuple[str, str]:
    """Two runs, of which the second is raised."""
    last = list(_TEXT.finditer(before))[-1]
    first, second = raised_after(last[2], text[2])
    return (
        f"{before[: last.start(2)]}{first}{before[last.end(2) :]}",
        f"{run[: text.start(2)]}{second}{run[text.end(2) :]}",
    )
