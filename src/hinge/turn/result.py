"""What branches say of turning points, as one object of plain values: shares, profile, bands, rule."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np
import numpy.typing as npt

from hinge.analysis.bands import Band, band
from hinge.analysis.chance_by_day import course, last_exit
from hinge.analysis.hinge_shares import coupled
from hinge.analysis.intervals import MIN_RUNS
from hinge.analysis.process import Branches
from hinge.analysis.profile import clock, excess, excess_band, share_band
from hinge.analysis.streams import grid, halves, news, stands_for
from hinge.analysis.turning_rule import Ruling, claimed, false_alarms, turning_rule
from hinge.analysis.weighing import Version
from hinge.turn.campaign import Campaigns
from hinge.turn.shown import Shown, laws, scripted

Array = npt.NDArray[np.float64]

NULLS = 200
"""Ordinary campaigns in which the rule is tried: a rate of none is then known to be below 2 of 100."""

TAILS = (0.1, 0.9)
"""Quantiles of the paths' chances that show how far apart campaigns are on a day."""

TOP_STEPS = 1
"""Steps of the coarse grid that are looked at day by day: those of most excess on the half that chooses.

Each adds a tenth to the cost of the grid of every fourth day."""


def top_days(branches: Branches, activity: Array) -> list[int]:
    """Return the days inside the steps of most excess, found on the half of the paths that chooses."""
    number = stands_for(branches.draw, branches.path)
    found = news(branches.of(np.flatnonzero(halves(number) == 0)))
    if found.doubt == 0.0:
        return []
    days = grid(branches)
    beyond = excess(found, clock(activity, days)).value
    top = np.argsort(-beyond, kind="stable")[:TOP_STEPS]
    return sorted(
        day
        for step in top.tolist()
        if beyond[step] > 0.0
        for day in range(int(days[step]) + 1, int(days[step + 1]))
    )


def result_of(found: Campaigns, branches: Branches, seen: Shown) -> dict[str, Any]:
    """Return what the branches of the model's view say of the first outcome."""
    shares = coupled(branches)
    versions, left_out = _versions(found, branches, seen.activity)
    ruling = turning_rule(versions, scripted=scripted(found))
    beyond = excess_band(branches, activity=seen.activity)
    settled = share_band(branches)
    moves = course(branches)
    null = settled.value - beyond.value
    rows = [
        {
            "day": int(day),
            "since": int(since),
            "date": found.date(int(day)).isoformat(),
            "share": float(shares.share[d]),
            "se": float(shares.se[d]),
            **_interval(settled, d),
            "null": float(null[d]),
            "excess": float(beyond.value[d]),
            "excess_low": float(beyond.low[d]),
            "excess_high": float(beyond.high[d]),
            "swing": float(moves.suspense[d]),
            "scripted": [day for day in scripted(found) if since < day <= shares.days[d + 1]],
        }
        for d, (since, day) in enumerate(zip(shares.days[:-1], shares.days[1:], strict=True))
    ]
    return {
        "chance": _curve(found, branches, moves.chance),
        "shares": rows,
        "parameter_share": {"share": shares.parameter, "se": shares.parameter_se},
        "sum": {"share": shares.total, "se": shares.total_se},
        "no_hinge": shares.no_hinge,
        "last_exit": _exit(found, branches),
        "ruling": ruling_json(found, ruling),
        "claimed": _claimed(found, versions),
        "alarms": None if shares.no_hinge else asdict(false_alarms(versions[0], NULLS)),
        "not_asked": left_out,
        "outcomes": [_outcome(found, branches, number) for number in range(len(found.outcomes))],
        "precision": _precision(found, branches),
    }


def _versions(
    found: Campaigns, branches: Branches, activity: Array
) -> tuple[list[Version], list[str]]:
    """Return all versions that the rule is asked about, and which have too few paths to pass it."""
    versions = [Version("the outcome as asked", branches, 0, activity)]
    left_out = []
    for number, outcome in enumerate(found.outcomes):
        if outcome.of:
            versions.append(Version(outcome.id, branches, number, activity))
    half = branches.days[::2].tolist()
    if len(half) > 3:
        versions.append(Version("a grid half as fine", branches.at(half), 0, activity))
    for name, rows in laws(found, branches):
        whose = stands_for(branches.draw[rows], branches.path[rows])
        judging = np.unique(whose[halves(whose) == 1]).size
        if judging < MIN_RUNS:
            left_out.append(f"{name}: {judging} draws judge, and {MIN_RUNS} are needed")
        versions.append(Version(name, branches.of(rows), 0, activity))
    return versions, left_out


def _claimed(found: Campaigns, versions: list[Version]) -> dict[str, Any] | None:
    """Return what the rule says of the window that the claim names; None for none within these campaigns."""
    window = found.outcomes[0].window
    if window is None:
        return None
    first, last = ((day - found.arm.start).days for day in window)
    days = (max(1, first), min(last, found.arm.days))
    if days[0] > days[1]:
        return None
    return ruling_json(found, claimed(versions, days, scripted=scripted(found)))


def ruling_json(found: Campaigns, ruling: Ruling) -> dict[str, Any]:
    """Return a ruling as plain values, its windows with dates."""

    def window(days: tuple[int, int] | None) -> dict[str, Any] | None:
        if days is None:
            return None
        first, last = (found.date(day).isoformat() for day in days)
        return {"first": days[0], "last": days[1], "from": first, "to": last}

    weighed = []
    for one in ruling.weighed:
        plain = asdict(one)
        plain["window"] = window(one.window)
        weighed.append(_without_nan(plain))
    return {
        "word": ruling.word,
        "window": window(ruling.window),
        "weighed": weighed,
        "scripted": list(ruling.scripted),
    }


def _curve(found: Campaigns, branches: Branches, chance: Array) -> list[dict[str, Any]]:
    """Return the chance of the outcome by day: mean with interval and band, and how far paths are apart."""
    row = np.unique(stands_for(branches.draw, branches.path), return_inverse=True)[1]
    mean, many = chance.mean(axis=0), np.bincount(row)
    pull = np.zeros((many.size, mean.size))
    np.add.at(pull, row, chance - mean)
    curve = band(mean, pull / many.mean())
    low, high = np.quantile(chance, TAILS, axis=0)
    return [
        {
            "day": day,
            "date": found.date(day).isoformat(),
            "chance": float(mean[d]),
            "se": float(curve.error[d]),
            **{name: min(1.0, max(0.0, end)) for name, end in _interval(curve, d).items()},
            "tenth": float(low[d]),
            "ninetieth": float(high[d]),
        }
        for d, day in enumerate(grid(branches).tolist())
    ]


def _interval(found: Band, d: int) -> dict[str, float]:
    """Return the interval of one day, and the band's."""
    return {
        "low": float(found.low[d]),
        "high": float(found.high[d]),
        "band_low": float(found.band_low[d]),
        "band_high": float(found.band_high[d]),
    }


def _exit(found: Campaigns, branches: Branches) -> dict[str, Any]:
    """Return when paths were settled for good, as days and dates."""
    near = max(0.1, 1.0 / branches.ends.shape[2])
    exits = last_exit(branches, near=near)
    days = {name: exits.quantile(share) for name, share in _QUANTILES.items()}
    return {
        "near": near,
        **{name: {"day": day, "date": found.date(day).isoformat()} for name, day in days.items()},
    }


_QUANTILES = {"quarter": 0.25, "median": 0.5, "three_quarters": 0.75}


def _outcome(found: Campaigns, branches: Branches, number: int) -> dict[str, Any]:
    """Return one outcome in short: words, chance, parameter share, and the step that settles most."""
    outcome, shares = found.outcomes[number], coupled(branches, number)
    top = int(shares.share.argmax())
    return {
        "id": outcome.id,
        "says": outcome.says,
        "of": outcome.of,
        "chance": shares.chance,
        "chance_se": shares.chance_se,
        "parameter_share": shares.parameter,
        "top": {
            "from": found.date(int(shares.days[top]) + 1).isoformat(),
            "to": found.date(int(shares.days[top + 1])).isoformat(),
            "share": float(shares.share[top]),
            "se": float(shares.se[top]),
        },
    }


def _precision(found: Campaigns, branches: Branches) -> dict[str, float]:
    """Return half the 95 % interval of a share on the grid that was asked for: in the middle, and at most."""
    plain = share_band(branches.at(found.grid))
    half = (plain.high - plain.low) / 2.0
    return {"median": float(np.median(half)), "widest": float(half.max())}


def _without_nan(value: Any) -> Any:
    """Return plain values with None for what is not a number."""
    if isinstance(value, dict):
        return {name: _without_nan(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nan(part) for part in value]
    if isinstance(value, float) and not np.isfinite(value):
        return None
    return value
