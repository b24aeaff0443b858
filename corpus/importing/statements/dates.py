"""Dates as people write them -> ISO dates, day first, no more exact than they are."""

import re
from collections.abc import Callable
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d/])"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:the\s+)?"
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"{_WEEKDAY}{_DAY}(?:\s+of)?[\s-]+{_MONTH}[\s,-]+{_YEAR}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_MONTH}[\s,/-]+{_YEAR}",
        r"(?P<day>\d{1,2})(?P<sign>[/.-])(?P<number>\d{1,2})(?P=sign)(?P<year>(?:19|20)\d\d|\d\d)(?!\d)",
        r"(?P<number>\d{1,2})/(?P<year>(?:19|20)\d\d)(?!\d)",
        rf"{_YEAR}(?![-.\w])",
    )
]


def date_at_start(text: str) -> tuple[str, int] | None:
    """The date that a text begins with, as "2024-03-12", "2024-03" or "2024", and where it ends; None without one.

    "03/04/2024" is the third of April. Numbers that are no date of the calendar are none.
    """
    for form in _FORMS:
        if found := form.match(text):
            iso = _iso(found.groupdict().get)
            return (iso, found.end()) if iso else None
    return None


def _iso(part: Callable[[str], str | None]) -> str | None:
    year = int(part("year") or 0)
    year += 2000 if year < 100 else 0
    named = (part("month") or "").lower()[:3]
    month = _MONTHS.index(named) + 1 if named else int(part("number") or 0)
    if not month:
        return f"{year}"
    day = part("day")
    if day is None:
        return f"{year}-{month:02}" if 1 <= month <= 12 else None
    return _day(year, month, int(day))


def _day(year: int, month: int, day: int) -> str | None:
    """The date, with day and month exchanged where only that is one."""
    for one, two in ((month, day), (day, month)):
        try:
            return date(year, one, two).isoformat()
        except ValueError:
            continue
    return None
