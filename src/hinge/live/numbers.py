"""The numbers of a picture: fans, the curve by day, paired differences, civilian harm.

All bands are of runs: 5, 25, 50, 75 and 95 of 100 lie below the columns of a fan. What is
compared is compared run by run, the same draw and the same luck on both sides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from hinge.analysis.course import Course
from hinge.analysis.intervals import wilson
from hinge.claims.by_day import each_day
from hinge.claims.names import CAUSES, UNATTRIBUTED, Names
from hinge.claims.predicates import Ground
from hinge.live.shown import FanSeries, LiveClaim, side_name

Json = dict[str, Any]
Floats = npt.NDArray[np.floating]

FAN = {"low90": 0.05, "low50": 0.25, "median": 0.5, "high50": 0.75, "high90": 0.95}
"""Columns of a fan, and which share of the runs lies below each."""

BAND = 0.8
"""Confidence of the band around a share of runs by day."""

DIGITS = 6
"""Significant digits of a number in a picture."""


def dates(start: dt.date, days: int) -> list[str]:
    """Return the dates of days 0 to ``days`` - 1."""
    return [(start + dt.timedelta(days=day)).isoformat() for day in range(days)]


def quantiles(values: Floats, shares: Sequence[float]) -> npt.NDArray[np.float64]:
    """Return quantiles (len(shares), ...) of values (R, ...) over the first axis, as numpy's are."""
    ordered = np.sort(values, axis=0)
    place = np.asarray(shares, dtype=np.float64) * (ordered.shape[0] - 1)
    low = np.floor(place).astype(np.int64)
    part = (place - low).reshape(-1, *([1] * (ordered.ndim - 1)))
    first = ordered[low].astype(np.float64)
    last = ordered[np.minimum(low + 1, ordered.shape[0] - 1)].astype(np.float64)
    found: npt.NDArray[np.float64] = first + (last - first) * part
    return found


def fans(course: Course, series: Sequence[FanSeries]) -> dict[str, list[Json]]:
    """Return the rows of each fan by day: day, date, and the columns of ``FAN``."""
    days = list(enumerate(dates(course.start, course.days)))
    values = np.stack([course.series(one.id) for one in series], axis=1)  # (R, series, days)
    found = np.moveaxis(shortened(quantiles(values, list(FAN.values()))), 0, -1)
    keys = ("day", "date", *FAN)
    return {
        one.id: [
            dict(zip(keys, (day, date, *row), strict=True))
            for (day, date), row in zip(days, rows, strict=True)
        ]
        for one, rows in zip(series, found.tolist(), strict=True)
    }


def curve(claim: LiveClaim, course: Course, ground: Ground) -> Json:
    """Return in which share of runs a reading's condition holds, day by day, with its band.

    A share of runs on that day, not a chance given that day: the latter needs branches from
    every day (``hinge turning``).
    """
    share = each_day(claim.predicate, course, ground).mean(axis=0)
    runs = course.replication.size
    known = {float(one): wilson(float(one), runs, BAND) for one in np.unique(share)}
    return {
        "id": claim.id,
        "says": claim.reading.says,
        "estimator": "Share of runs in which the condition holds on that day, whatever days the "
        "claim names; in 8 of 10 cases the band holds the share that very many runs would have.",
        "rows": [
            {
                "day": day,
                "date": date,
                "mean": short(one),
                "low": short(known[one][0]),
                "high": short(known[one][1]),
            }
            for day, (date, one) in enumerate(
                zip(dates(course.start, course.days), share.tolist(), strict=True)
            )
        ],
    }


def paired(course: Course, other: Course, series: Sequence[FanSeries]) -> dict[str, Json]:
    """Return the differences on the last day, run by run: median, and the middle 90 of 100."""
    found = {}
    for one in series:
        off = course.series(one.id)[:, -1].astype(np.float64) - other.series(one.id)[:, -1]
        low, median, high = quantiles(off, (0.05, 0.5, 0.95)).tolist()
        found[one.id] = {
            "median": short(median),
            "low": short(low),
            "high": short(high),
            "mean": short(float(off.mean())),
            "same": int(np.sum(off == 0.0)),
        }
    return found


def harm(course: Course, other: Course, names: Names) -> list[Json]:
    """Return civilians killed by the last day: in all, by author, by cause and author; and displaced.

    ``was``: the same of the other arm. What no run of either arm has is left out.
    """
    authors = [*names.sides, UNATTRIBUTED]
    wanted = [("", "", "civilians_killed")]
    wanted += [("", author, f"civilians_killed_by.{author}") for author in authors]
    wanted += [(c, a, f"civilians_killed.{c}.{a}") for c in CAUSES for a in authors]
    wanted.append(("displaced", "", "displaced"))
    recorded = set(course.series_names)
    wanted = [one for one in wanted if one[2] in recorded]
    ends = np.stack([course.series(name)[:, -1] for *_, name in wanted], axis=1)
    before = np.stack([other.series(name)[:, -1] for *_, name in wanted], axis=1)
    now, was = quantiles(ends, (0.05, 0.5, 0.95)).T, quantiles(before, (0.05, 0.5, 0.95)).T
    off = (ends.astype(np.float64) - before).mean(axis=0)
    rows = []
    for n, (cause, author, series) in enumerate(wanted):
        if cause in CAUSES and now[n, 2] == 0.0 and was[n, 2] == 0.0:
            continue
        rows.append(
            {
                "series": series,
                "cause": cause,
                "author": author,
                "by": _author(author, names),
                "what": "people displaced"
                if cause == "displaced"
                else CAUSES.get(cause, "all causes"),
                "low": short(now[n, 0]),
                "median": short(now[n, 1]),
                "high": short(now[n, 2]),
                "was": {
                    "low": short(was[n, 0]),
                    "median": short(was[n, 1]),
                    "high": short(was[n, 2]),
                },
                "difference": short(float(off[n])),
            }
        )
    return rows


def short(value: float) -> float:
    """Return a number with the digits that pictures have."""
    return float(f"{value:.{DIGITS}g}")


def shortened(values: Floats) -> npt.NDArray[np.float64]:
    """Return numbers with the digits that pictures have, many at a time.

    >>> shortened(np.array([0.0, -1.23456789, 1234567.8])).tolist()
    [0.0, -1.23457, 1234570.0]
    """
    size = np.abs(values)
    digits = DIGITS - 1 - np.floor(np.log10(np.where(size > 0.0, size, 1.0)))
    up, down = 10.0 ** np.maximum(digits, 0.0), 10.0 ** np.maximum(-digits, 0.0)
    found: npt.NDArray[np.float64] = np.round(values * up / down) * down / up
    return found


def _author(author: str, names: Names) -> str:
    """Return who is charged with harm, in words."""
    if not author:
        return "all"
    if author == UNATTRIBUTED:
        return "nobody in particular"
    return side_name(names, author)
