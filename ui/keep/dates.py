"""Dates as people type them -> dates as documents keep them."""

import calendar
import datetime as dt
import re

from corpus.errors import EvenhandError

_MONTHS = {name.casefold()[:3]: number for number, name in enumerate(calendar.month_abbr) if name}
_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")
_SLASHES = re.compile(r"(?:(?P<day>\d{1,2})[/.])?(?P<month>\d{1,2})[/.](?P<year>\d{4})")
_WORDS = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<name>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})", re.IGNORECASE
)


class DateError(EvenhandError):
    """What somebody typed is no date."""


def read_date(text: str) -> str | None:
    """The date in ISO form, as exactly as it was given: "2024-03-12", "2024-03" or "2024"; None for no text.

    "12 March 2024", "12/03/2024" (the day first), "March 2024" and the ISO forms are understood. Raises DateError.
    """
    words = " ".join(text.split())
    if not words:
        return None
    match = next((found for form in (_ISO, _SLASHES, _WORDS) if (found := form.fullmatch(words))), None)
    parts = match.groupdict() if match else {}
    month = _MONTHS.get(parts["name"].casefold()[:3]) if parts.get("name") else parts.get("month")
    if not match or (parts.get("name") and month is None):
        raise DateError(f"“{words}” is not a date; write it like 12 March 2024, March 2024 or 2024.")
    numbers = [int(part) for part in (parts["year"], month, parts.get("day")) if part is not None]
    try:
        dt.date(*[*numbers, 1, 1][:3])
    except ValueError as error:
        raise DateError(f"There is no {words} in the calendar; check the day and the month.") from error
    return "-".join([f"{numbers[0]:04}", *(f"{number:02}" for number in numbers[1:])])
