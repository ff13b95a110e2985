"""What the paths show besides the outcome: activity, civilian harm, laws of attrition, the script."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hinge.analysis.process import Branches
from hinge.claims.civilians import BY, DISPLACED, KILLED, harm_series
from hinge.ensemble.design import BLOCK
from hinge.turn.campaign import Campaigns

Array = npt.NDArray[np.float64]

LAW = ("combat.enemy_power", "combat.own_power")


@dataclass(frozen=True)
class Shown:
    """What the paths show besides their outcome: ``activity`` (T,) of each day, and civilian harm.

    ``killed`` and ``displaced``: means over paths on the last day.
    """

    activity: Array
    killed: float
    killed_by: dict[str, float]
    displaced: float

    def as_json(self, found: Campaigns) -> dict[str, object]:
        """Return civilian harm on the paths as plain values."""
        return {
            "until": found.date(found.arm.days).isoformat(),
            "killed": self.killed,
            "killed_by": self.killed_by,
            "displaced": self.displaced,
        }


def shown(found: Campaigns, workers: int | None) -> Shown:
    """Return what the paths of the model's or the historian's view show besides their outcome.

    Activity of a day: areas that change hands or begin or cease to be contested, and
    soldiers lost, each over its mean, the two counting alike; even where nothing moves.
    """
    arm, lineage = found.arm, found.process.lineage
    names = found.process.layout.series
    lost = [n for n, name in enumerate(names) if name.startswith("lost.")]
    last = {name: n for n, name in enumerate(names) if name in harm_series(names)}

    def part(numbers: npt.NDArray[np.int64]) -> tuple[Array, Array, Array]:
        rows = None if lineage is None else lineage.rows(numbers)
        own = arm.numbers()[numbers] if lineage is None else numbers
        block = found.simulator(arm, own, rows)
        moved = _changes(block.control) + _changes(block.contested)
        losses = np.diff(block.value[:, :, lost].astype(np.float64).sum(axis=2), axis=1)
        end = block.value[:, -1, list(last.values())].astype(np.float64)
        return moved.sum(axis=0), losses.sum(axis=0), end.sum(axis=0)

    pieces = [found.paths[n : n + BLOCK // 4] for n in range(0, arm.size, BLOCK // 4)]
    with ThreadPoolExecutor(workers or os.cpu_count() or 1, thread_name_prefix="hinge") as pool:
        parts = list(pool.map(part, pieces))
    moved, losses, ends = (np.sum([one[n] for one in parts], axis=0) for n in range(3))
    activity = _even(moved) + _even(losses)
    means = dict(zip(last, (ends / arm.size).tolist(), strict=True))
    return Shown(
        activity=activity if activity.sum() > 0.0 else np.ones(arm.days),
        killed=means[KILLED],
        killed_by={n.removeprefix(BY): v for n, v in means.items() if n.startswith(BY)},
        displaced=means[DISPLACED],
    )


def laws(found: Campaigns, branches: Branches) -> list[tuple[str, npt.NDArray[np.int64]]]:
    """Return the rows of paths by law of attrition, in words; none where the exponents are fixed.

    Two exponents p and q of hostile and own strength: p - q near 1 is the square
    law, 0 the linear, -1 the logarithmic. Paths are split at p = q, where the law is linear.
    """
    if not all(name in found.ids for name in LAW):
        return []
    p, q = (found.values[branches.draw, found.ids.index(name)] for name in LAW)
    if np.ptp(p - q) == 0.0:
        return []
    return [
        ("attrition nearer the square law", np.flatnonzero(p >= q)),
        ("attrition nearer the logarithmic law", np.flatnonzero(p < q)),
    ]


def scripted(found: Campaigns) -> tuple[int, ...]:
    """Return the days on which the script acts and nothing of it is drawn."""
    plan = found.simulator.shared(found.arm).world.plan
    fixed = plan.event_day[plan.event_low == plan.event_high]
    return tuple(day for day in np.unique(fixed).tolist() if 1 <= day <= found.arm.days)


def member_days(branches: Branches) -> int:
    """Return how many days of campaigns a set of branches takes, paths included."""
    m, _, k, _ = branches.ends.shape
    return int(m * (branches.last + k * (branches.last - branches.days).sum()))


def _changes(codes: npt.NDArray[np.int8]) -> Array:
    """Return how many places changed on each day, (R, T), of codes (R, T + 1, A)."""
    return np.asarray((np.diff(codes, axis=1) != 0).sum(axis=2), np.float64)


def _even(values: Array) -> Array:
    """Return values over their mean; nothing where they are all 0."""
    mean = float(values.mean())
    return values / mean if mean > 0.0 else np.zeros_like(values)
