"""Hinge shares found in other ways: by pairs, with the help of a regression, and as an analyst learns them.

Pairs use the same branches in another way. The regression learns the chance of the
outcome from what further campaigns, which are recorded and not branched, show on the
days of the grid; branches repair what it leaves out. Both estimate the same shares as
coupled increments do. The analyst's shares answer another question: what the days tell
somebody who has to learn the assumptions from what is recorded, so that they are kept
apart, in an object of their own.
"""

from __future__ import annotations

import math
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from hinge.analysis.analyst import analyst_shares
from hinge.analysis.assisted import Recorded, assisted
from hinge.analysis.hinge_shares import Shares, coupled, pair
from hinge.analysis.process import Branches
from hinge.claims.windows import atoms
from hinge.ensemble.arrays import Layout
from hinge.ensemble.design import REPLICATES_MAX
from hinge.scenario.predicate_records import ControlAtom, Predicate, SiegeAtom
from hinge.turn.asked import Outcome
from hinge.turn.campaign import Campaigns

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

RECORDED = 512
"""Campaigns recorded for the regression, each of a draw of its own, the paths among them: a ninth of the branches' cost at most."""

PIECE = 16
"""Campaigns recorded at once by a thread."""

SIEGE = "siege."
OF_PLACE = ("held_share", "flow_share")
OF_SIDE = ("strength", "reserve")


@dataclass(frozen=True)
class Runs:
    """Recorded campaigns: ``draw`` (n,), ``ends`` (n,) of the first outcome, ``features`` (n, D, F), their ``names``."""

    draw: Ints
    ends: Array
    features: Array
    names: tuple[str, ...]


def crosschecks(found: Campaigns, branches: Branches, workers: int | None) -> dict[str, Any]:
    """Return the shares of the first outcome by other estimators, and the analyst's."""
    runs = recorded(found, branches.days, workers)
    shares = coupled(branches)
    if shares.no_hinge or np.ptp(runs.ends) == 0.0:
        return {"estimators": [], "analyst": None}
    rows = np.searchsorted(runs.draw, branches.draw)  # path i is the run of draw i
    known = Recorded(runs.draw * REPLICATES_MAX, runs.draw, runs.features, runs.ends)
    ours = replace(branches, path=branches.draw * REPLICATES_MAX)
    others = [pair(branches), assisted(ours, 0, runs.features[rows], known)]
    analyst = analyst_shares(runs.features, runs.ends, runs.draw, runs.draw, branches.days)
    return {
        "recorded": int(runs.draw.size),
        "features": list(runs.names),
        "estimators": [_beside(shares, other) for other in others],
        "analyst": {
            "filtration": analyst.filtration,
            "at_start": analyst.at_start,
            "shown": analyst.shown,
            "shares": [
                {
                    "since": int(since),
                    "day": int(day),
                    "date": found.date(int(day)).isoformat(),
                    "share": float(analyst.steps.value[d]),
                    "se": float(analyst.steps.error[d]),
                }
                for d, (since, day) in enumerate(
                    zip(analyst.days[:-1], analyst.days[1:], strict=True)
                )
            ],
        },
    }


def recorded(found: Campaigns, days: Ints, workers: int | None) -> Runs:
    """Return campaigns recorded without branches, the paths first, as they stood on ``days`` (D,)."""
    size = max(RECORDED, found.arm.size)
    arm = replace(found.arm, id=f"{found.arm.id}-recorded", draws=size)
    layout, judged = found.process.layout, found.process.asked
    names = features_of(found.outcomes[0], layout)
    read = [layout.series.index(name) for name in judged.series]

    def part(numbers: Ints) -> tuple[Array, Array]:
        block = found.simulator(arm, numbers)
        shown = np.stack(
            [
                block.siege[:, :, layout.watches.index(name.removeprefix(SIEGE))][:, days]
                if name.startswith(SIEGE)
                else block.value[:, :, layout.series.index(name)][:, days]
                for name in names
            ],
            axis=2,
        )
        asked = replace(block, value=block.value[:, :, read])
        return shown.astype(np.float64), judged.judge(asked)[:, 0]

    numbers = arm.numbers()
    pieces = [numbers[n : n + PIECE] for n in range(0, size, PIECE)]
    with ThreadPoolExecutor(workers or os.cpu_count() or 1, thread_name_prefix="hinge") as pool:
        parts = list(pool.map(part, pieces))
    return Runs(
        np.arange(size, dtype=np.int64),
        np.concatenate([ends for _, ends in parts]),
        np.concatenate([shown for shown, _ in parts]),
        names,
    )


def features_of(outcome: Outcome, layout: Layout) -> tuple[str, ...]:
    """Return the names of what is learned from: the claim's own, else of the outcome's places and all sides."""
    if outcome.features:
        return outcome.features
    places = _places(outcome.predicate)
    of_place = [
        name
        for name in layout.series
        if name.split(".")[0] in OF_PLACE and name.split(".")[1] in places
    ]
    of_side = [name for name in layout.series if name.split(".")[0] in OF_SIDE]
    watches = [SIEGE + name for name in layout.watches if name.split(".")[0] in places]
    return (*of_place, *of_side, *watches)


def _places(predicate: Predicate) -> frozenset[str]:
    """Return the areas and regions that a predicate is about."""
    found = atoms(predicate)
    return frozenset(atom.of for atom in found if isinstance(atom, ControlAtom | SiegeAtom))


def _beside(shares: Shares, other: Shares) -> dict[str, Any]:
    """Return another estimator's shares, and how far they are from the coupled ones at most, in errors."""
    errors = np.hypot(shares.se, other.se)
    off = np.divide(
        np.abs(shares.share - other.share), errors, out=np.zeros_like(errors), where=errors > 0.0
    )
    ours, theirs = (math.sqrt(float((one.se**2).mean())) for one in (shares, other))
    return {
        "estimator": other.estimator,
        "parameter_share": other.parameter,
        "worst": float(off.max()),
        "error_ratio": theirs / ours if ours > 0.0 else None,
        "shares": [
            {"day": int(day), "share": float(share), "se": float(se)}
            for day, share, se in zip(other.days[1:], other.share, other.se, strict=True)
        ],
    }
