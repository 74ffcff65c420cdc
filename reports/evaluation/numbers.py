"""Numbers of evaluations as text."""

from __future__ import annotations

from math import isfinite

DIGITS = 4


def number(value: float | None) -> str:
    """Return a number with four significant digits, and a dash where there is none.

    Examples
    --------
    >>> number(0.123456), number(12345.6), number(None), number(0.0)
    ('0.1235', '12,350', '-', '0')
    """
    if value is None or not isfinite(value):
        return "-"
    if value == 0:
        return "0"
    rounded = float(f"{value:.{DIGITS}g}")
    return f"{rounded:,.0f}" if abs(rounded) >= 10**DIGITS else f"{rounded:.{DIGITS}g}"


def share(value: float | None) -> str:
    """Return a share in percent with one decimal, and a dash where there is none.

    Examples
    --------
    >>> share(0.8765), share(None)
    ('87.7 %', '-')
    """
    return "-" if value is None or not isfinite(value) else f"{value:.1%}".replace("%", " %")
