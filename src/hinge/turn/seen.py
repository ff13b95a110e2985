"""The commander's view of an outcome: its chance on each day, given what was observed by then."""

from __future__ import annotations

import hashlib
import math
from typing import Any

import numpy as np
import numpy.typing as npt

from hinge.analysis.intervals import OVERALL_LEVEL, wilson
from hinge.claims.civilians import BY, DISPLACED, KILLED
from hinge.ensemble.commander import Seen, in_time, look
from hinge.ensemble.digest import array_bytes
from hinge.turn.campaign import Campaigns, Tell
from hinge.turn.record import Folder

Array = npt.NDArray[np.float64]

FEW = 20
"""Effective number of particles below which a day's chance rests on a handful of campaigns."""


def commander(found: Campaigns, folder: Folder, tell: Tell | None) -> dict[str, Any]:
    """Return the chance of the first outcome by day, as it could be seen then.

    Intervals count particles as often as their weights do, draws once; the band
    holds on all days together (Bonferroni).
    """
    wanted, arm = found.wanted, found.arm
    observed = in_time(found.scenario.conditioning, arm.start)
    shape = (wanted.size, wanted.lines, len(found.outcomes))
    seen = look(
        found.process,
        observed,
        np.asarray(found.grid, np.int64),
        chosen=wanted.size,
        lines=wanted.lines,
        seed=wanted.seed,
        known=folder.known(shape),
        keep=folder.keep,
        tell=None if tell is None else lambda done, total: tell(done, total, "Day by day"),
    )
    rows = _rows(found, seen)
    few = [row["date"] for row in rows if row["effective"] < FEW]
    return {
        "chance": rows,
        "shares": [],
        "observations": [{"id": one.id, "known": one.scored_on.isoformat()} for one in observed],
        "few": few,
        "outcomes": [
            {"id": outcome.id, "says": outcome.says, "of": outcome.of} for outcome in found.outcomes
        ],
        "civilians": _civilians(found, seen),
        "member_days": int(
            arm.size * seen.days[-1] + wanted.size * wanted.lines * (arm.days - seen.days).sum()
        ),
        "digest": _digest(seen),
    }


def _rows(found: Campaigns, seen: Seen) -> list[dict[str, Any]]:
    """Return the chance of each day, with its change since the day before it on the grid."""
    level = 1.0 - (1.0 - OVERALL_LEVEL) / seen.days.size
    rows: list[dict[str, Any]] = []
    for d, day in enumerate(seen.days.tolist()):
        ends = seen.ends[d, :, :, 0]  # (n, k)
        each = ends.mean(axis=1)
        chance, lines = float(each.mean()), ends.shape[1]
        free = min(float(seen.distinct[d]), float(each.size))
        within = float(ends.var(axis=1, ddof=1).mean()) / lines
        between = max(float(each.var(ddof=1)) - within, 0.0)
        error = math.sqrt(between / free + within / each.size)
        number = max(1, round(chance * (1.0 - chance) / error**2)) if error > 0.0 else round(free)
        low, high = wilson(chance, number, OVERALL_LEVEL)
        band_low, band_high = wilson(chance, number, level)
        rows.append(
            {
                "day": day,
                "date": found.date(day).isoformat(),
                "chance": chance,
                "se": error,
                "low": low,
                "high": high,
                "band_low": band_low,
                "band_high": band_high,
                "effective": free,
                "observed": int(seen.observed[d]),
                "change": chance - rows[-1]["chance"] if rows else 0.0,
            }
        )
    return rows


def _civilians(found: Campaigns, seen: Seen) -> dict[str, Any]:
    """Return mean civilian harm up to the last day of the grid, over particles by weight."""
    return {
        "until": found.date(int(seen.days[-1])).isoformat(),
        "killed": seen.shown[KILLED],
        "killed_by": {
            name.removeprefix(BY): value
            for name, value in seen.shown.items()
            if name.startswith(BY)
        },
        "displaced": seen.shown[DISPLACED],
    }


def _digest(seen: Seen) -> str:
    """Return the SHA-256 over what was continued and what it ended in."""
    sha = hashlib.sha256(b"hinge turning seen 1\n")
    for d, day in enumerate(seen.days.tolist()):
        sha.update(f"{day}\n".encode())
        sha.update(array_bytes(seen.draw[d]))
        sha.update(array_bytes(seen.ends[d].astype(np.int8)))
    return sha.hexdigest()
