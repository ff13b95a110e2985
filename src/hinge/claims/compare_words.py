"""Numbers of a comparison as its tables show them."""

from __future__ import annotations

from typing import Any

FEW = 100.0  # from here on whole numbers
LARGE = 10.0  # from here on ratios are whole


def value(number: float | None, line: dict[str, Any]) -> str:
    """Return a mean in one arm: a share in per cent, yes or no of 100 campaigns, a number."""
    if number is None:
        return ""
    if line["yes_no"] or line["unit"] == "share":
        return f"{100 * number:.1f} %"
    return plain(number)


def difference(line: dict[str, Any]) -> str:
    """Return a difference with its interval; shares in percentage points."""
    if line["identical"]:
        return "exactly 0"
    found = line["difference"]
    middle, low, high = (shapley(found[key], line) for key in ("value", "low", "high"))
    return f"{middle} ({low} to {high})"


def shapley(number: float, line: dict[str, Any]) -> str:
    """Return a part of a difference with its sign; shares in percentage points."""
    points = line["yes_no"] or line["unit"] == "share"
    text = plain(100 * number if points else number)
    return text if text.startswith("-") or not text.strip("0.,") else f"+{text}"


def plain(number: float) -> str:
    """Return a number with as many digits as help: whole from 100 on, one decimal from 1, two below.

    >>> plain(1234.5), plain(-12.34), plain(0.5), plain(-0.001)
    ('1,234', '-12.3', '0.50', '0.00')
    """
    size = abs(number)
    text = f"{number:,.0f}" if size >= FEW else f"{number:.{1 if size >= 1.0 else 2}f}"
    return text if text.strip("-0.,") else text.removeprefix("-")


def hundred(share: float) -> str:
    """Return a share, of 100."""
    return f"{100 * share:.0f}"


def among(share: dict[str, Any] | None) -> str:
    """Return a share with its interval, of 100; a dash where it rests on too few campaigns."""
    if share is None:
        return "–"
    return f"{hundred(share['share'])} ({hundred(share['low'])}–{hundred(share['high'])})"


def spread_of_chance(line: dict[str, Any]) -> str:
    """Return which part of the variance of a difference is luck within a draw, in per cent."""
    return "" if line["spread"] is None else hundred(line["spread"]["within"])


def times(saving: float | None) -> str:
    """Return how many times fewer runs pairing needs."""
    if saving is None:
        return ""
    return f"{saving:,.0f}x" if saving >= LARGE else f"{saving:.1f}x"
