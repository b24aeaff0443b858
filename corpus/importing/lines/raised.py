"""Raised letters and figures as they are read: 44 with a raised 0 is no 440, and 2018 with a note's 1 no 20181."""

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
ORDINALS = ("st", "nd", "rd", "th")


def raised_after(before: str, text: str) -> tuple[str, str]:
    """What stands before raised text and that text, so that they can be read together on one line."""
    inner = text.strip()
    if inner.lower() in ORDINALS and before.rstrip()[-1:].isdecimal():
        return before.rstrip(), text.lstrip()
    if not before[-1:].isdecimal():
        return before, text
    if inner in ("0", "o", "O"):
        return before, text.replace(inner, "°")
    return before, text.translate(RAISED) if inner.isdecimal() else text
