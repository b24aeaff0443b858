"""How figures are written, in the terminal and on the page."""


def as_number(value: float | None) -> str:
    """A share with three decimals, a number of words or milliseconds with one; a dash where there is none."""
    if value is None:
        return "–"
    return f"{value:.3f}" if abs(value) < 2 else f"{value:,.1f}"
