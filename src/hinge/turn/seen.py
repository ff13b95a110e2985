"""The path of the record: the chance of an outcome on each day, in one view or the other.

The commander's view holds what was observed by each day; its changes are news. The
historian's holds what was observed at any time, and shows where the campaign stood;
its changes are no news, so no share and no turning point is read from it.
"""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import numpy.typing as npt

from hinge.analysis.branching import gather
from hinge.analysis.intervals import OVERALL_LEVEL
from hinge.analysis.recorded_path import (
    ENOUGH,
    Curve,
    Particles,
    Swings,
    View,
    curve,
    interval,
    swings,
    window_swings,
)
from hinge.claims.civilians import BY, DISPLACED, KILLED
from hinge.ensemble.commander import Seen, in_time, look
from hinge.ensemble.digest import array_bytes
from hinge.turn.campaign import Campaigns, Tell
from hinge.turn.record import Folder, digest_of
from hinge.turn.shown import member_days, scripted, shown

Array = npt.NDArray[np.float64]


def commander(found: Campaigns, folder: Folder, tell: Tell | None) -> dict[str, Any]:
    """Return the chance of the first outcome by day as it could be seen then, and its swings."""
    wanted, arm = found.wanted, found.arm
    observed = in_time(found.scenario.conditioning, arm.start)
    seen = look(
        found.process,
        observed,
        np.asarray(found.grid, np.int64),
        chosen=wanted.size,
        lines=wanted.branches,
        seed=wanted.seed,
        known=folder.known((wanted.size, wanted.branches, len(found.outcomes))),
        keep=folder.keep,
        tell=None if tell is None else lambda done, total: tell(done, total, "Day by day"),
    )
    path = curve(
        [
            Particles(
                day, View.COMMANDER, seen.ends[d, :, :, 0], None, seen.source[d], seen.draw[d]
            )
            for d, day in enumerate(seen.days.tolist())
        ]
    )
    rows = _rows(found, path)
    for d, row in enumerate(rows):
        row["observed"] = int(seen.observed[d])
    script = scripted(found)
    return {
        **_both(found, path, rows),
        "swings": _swings(found, swings(path, scripted=script)),
        "windows": _windows(found, path, script),
        "observations": [{"id": one.id, "known": one.scored_on.isoformat()} for one in observed],
        "civilians": _civilians(found, seen),
        "member_days": int(
            arm.size * seen.days[-1] + wanted.size * wanted.branches * (arm.days - seen.days).sum()
        ),
        "digest": _digest(seen),
    }


def historian(
    found: Campaigns, folder: Folder, workers: int | None, tell: Tell | None
) -> dict[str, Any]:
    """Return the chance of the first outcome by day on paths that agree with all that was observed."""
    wanted, process = found.wanted, found.process
    branches = gather(
        process,
        found.paths,
        found.grid,
        wanted.branches,
        known=folder.known((found.arm.size, wanted.branches, len(found.outcomes))),
        keep=folder.keep,
        tell=None if tell is None else lambda done, total: tell(done, total, "Branching"),
    )
    path = curve(
        [
            Particles(
                day,
                View.HISTORIAN,
                branches.ends[:, d, :, 0],
                None,
                process.source(found.paths, day),
                branches.draw,
            )
            for d, day in enumerate(branches.days.tolist())
        ]
    )
    return {
        **_both(found, path, _rows(found, path)),
        "civilians": shown(found, workers).as_json(found),
        "member_days": member_days(branches),
        "digest": digest_of(branches.days.tolist(), branches.ends, branches.own),
    }


def _both(found: Campaigns, path: Curve, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what both views have in common."""
    return {
        "chance": rows,
        "shares": [],
        "enough": path.enough,
        "needed": ENOUGH,
        "outcomes": [
            {"id": outcome.id, "says": outcome.says, "of": outcome.of} for outcome in found.outcomes
        ],
    }


def _rows(found: Campaigns, path: Curve) -> list[dict[str, Any]]:
    """Return the chance of each day; the band holds on all days together (Bonferroni)."""
    level = 1.0 - (1.0 - OVERALL_LEVEL) / path.days.size
    rows: list[dict[str, Any]] = []
    for d, day in enumerate(path.days.tolist()):
        chance, error, effective = (float(x[d]) for x in (path.chance, path.error, path.effective))
        low, high = interval(chance, error, effective)
        band_low, band_high = interval(chance, error, effective, level)
        rows.append(
            {
                "day": day,
                "date": found.date(day).isoformat(),
                "chance": chance,
                "se": error,
                "within": float(path.within[d]),
                "between": float(path.between[d]),
                "low": low,
                "high": high,
                "band_low": band_low,
                "band_high": band_high,
                "effective": effective,
            }
        )
    return rows


def _windows(found: Campaigns, path: Curve, script: tuple[int, ...]) -> list[dict[str, Any]]:
    """Return the swings of windows of 7 to 10 days; none where the grid has no such window."""
    try:
        return _swings(found, window_swings(path, scripted=script))
    except ValueError:  # the grid has no two days so far apart
        return []


def _swings(found: Campaigns, moved: Swings) -> list[dict[str, Any]]:
    """Return swings as rows."""
    return [
        {
            "from": found.date(int(moved.first[n])).isoformat(),
            "to": found.date(int(moved.last[n])).isoformat(),
            "swing": float(moved.swing[n]),
            "low": float(moved.low[n]),
            "high": float(moved.high[n]),
            "curse": moved.curse,
            "scripted": bool(moved.scripted[n]),
            "news": bool(moved.news[n]),
        }
        for n in range(moved.first.size)
    ]


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
        sha.update(array_bytes(seen.source[d]))
        sha.update(array_bytes(seen.ends[d].astype(np.int8)))
    return sha.hexdigest()
