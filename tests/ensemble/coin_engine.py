"""An engine whose answer is known: every day the way is closed with the chance that its draw gives.

The state of a day depends on the draw and on the noise of the segment that the
day lies in, and on nothing else; so what a filter should find can be computed.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ensemble import fake_engine as fake
from hinge.draws.sampling import StreamKey, uniform
from hinge.ensemble.arrays import Block, Prepared, Stretch
from hinge.ensemble.design import Arm, Design
from hinge.ensemble.lineage import Lineage
from hinge.scenario.conditioning import Conditioned
from hinge.scenario.scenario import Scenario

START = fake.START - dt.timedelta(days=10)  # the campaign's first day in the fake scenario
OPEN, CLOSED = 0, 3
DAY = dt.timedelta(days=1)


def closed_on(day: int, miss: float = 0.1, **changed: object) -> Conditioned:
    """The way was closed on a day of the campaign, counted from 0."""
    return Conditioned.model_validate(
        {
            "id": f"closed_{day}",
            "observation": "o1",
            "statistic": {
                "kind": "siege_on",
                "of": "valley",
                "side": "blue",
                "is": ["closed"],
                "on": START + day * DAY,
            },
            "error": {"kind": "report", "miss": miss, "discrepancy": 0.0},
            "floor": 0.001,
            "says": f"the valley was closed on day {day}",
            "source": "-",
        }
        | changed
    )


def always() -> Conditioned:
    """An observation with which every campaign agrees."""
    every = ["open", "insecure", "closed_by_fire", "closed"]
    seen = closed_on(3)
    return seen.model_copy(update={"statistic": seen.statistic.model_copy(update={"is_": every})})


def scenario(folder: Path, *seen: Conditioned) -> Scenario:
    return replace(fake.scenario(folder), conditioning=seen)


def arm(name: str = "baseline", draws: int = 64, days: int = 10, replicates: int = 1) -> Arm:
    intervention = "" if name == "baseline" else name
    until = START + days * DAY
    return Arm(f"{name}@campaign", intervention, START, until, draws, replicates, conditioned=True)


def design(*arms: Arm, seed: int = 7) -> Design:
    return Design("a" * 64, "strict", seed, arms or (arm(), arm("relief")))


class CoinEngine:
    """Notes what it was asked for; ``chance`` (draws,) of being closed on a day.

    The state of a particle is its draw; ``days`` counts those run for the filter.
    """

    def __init__(self, seed: int, chance: NDArray[np.float64]) -> None:
        self.seed, self.chance = seed, chance
        self.calls: list[tuple[str, int]] = []
        self.days = 0

    def __call__(
        self, arm: Arm, replications: NDArray[np.int64], lineage: Lineage | None = None, /
    ) -> Block:
        self.calls.append((arm.id, replications.size))
        days = arm.days + 1
        siege = np.zeros((replications.size, days, 1), np.int8)
        for row, number in enumerate(replications.tolist()):
            segments = [(number, 0, arm.days)]
            if lineage is not None:
                segments = list(lineage.segments(row, arm.days))
            for key, first, last in segments:
                for day in range(first, last + 1):
                    siege[row, day, 0] = self._state(segments[0][0] // 64, key, day)
        shape = (replications.size, days)
        held = np.zeros((*shape, 3), np.int8)
        return Block(held, held.copy(), siege, np.zeros((*shape, 2), np.float32))

    def advance(
        self,
        arm: Arm,
        particles: NDArray[np.int64],
        before: Sequence[object],
        days: tuple[int, int],
        series: NDArray[np.int64],
        *,
        keep: bool,
    ) -> Stretch:
        self.calls.append((arm.id, particles.size))
        first, last = days
        siege = np.zeros((particles.size, last - first + 1, 1), np.int8)
        numbers = particles.tolist()
        draws = [n // 64 if b is None else b for n, b in zip(numbers, before, strict=True)]
        for row, (number, draw) in enumerate(zip(numbers, draws, strict=True)):
            for day in range(first, last + 1):
                siege[row, day - first, 0] = self._state(draw, number, day)
        self.days += siege.size
        value = np.zeros((*siege.shape[:2], series.size), np.float32)
        return Stretch(siege, value, list(draws) if keep else [])

    def _state(self, draw: int, key: int, day: int) -> int:
        u = uniform(StreamKey(self.seed, 1, key), day, 1, 0, 0)
        return CLOSED if u < self.chance[draw] else OPEN


def chances(draws: int) -> NDArray[np.float64]:
    """Return evenly spread chances, in an order that says nothing of the draw's number."""
    spread = (np.arange(draws) + 0.5) / draws
    return np.random.default_rng(3).permutation(spread)


def prepared(plan: Design) -> Prepared:
    values = np.arange(plan.draws * 2, dtype=np.float64).reshape(-1, 2)
    engine = CoinEngine(plan.seed, chances(plan.draws))
    return Prepared(fake.LAYOUT, fake.PARAMETERS, values, engine)
