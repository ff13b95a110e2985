"""Verdicts as JSON has them: plain values, numbers with six decimals, dates as ISO text."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math

from hinge.scenario.claim_records import Evidence

DIGITS = 6
"""Decimal places of numbers in JSON."""


def plain(value: object) -> object:
    """Return a value as JSON has it; what is not a finite number becomes null."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return {f.name.removesuffix("_"): plain(getattr(value, f.name)) for f in fields}
    if isinstance(value, Evidence):
        dated = {"known_on": value.known_on.isoformat()} if value.known_on else {}
        return {"text": value.text, "source": value.source, **dated}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return _atom(value)


def _atom(value: object) -> str | float | bool | None:
    """Return a single value as JSON has it; anything else raises TypeError."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return round(value, DIGITS) if math.isfinite(value) else None
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"A verdict cannot hold a {type(value).__name__}.")
