"""A small engine for tests of the ensemble: fast, exact, and dull.

What it gives for a replication depends on the seed, the arm and the number of
the replication, as the promise of a simulator asks.
"""

import datetime as dt
import hashlib
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hinge.ensemble.arrays import Block, Layout, Prepared
from hinge.ensemble.design import Arm, Design
from hinge.scenario.parameters import Fixed, Parameter, Uniform
from hinge.scenario.records import Head
from hinge.scenario.scenario import Scenario

START = dt.date(2000, 1, 1)
LAYOUT = Layout(
    sides=("blue", "ochre"),
    areas=("mill", "ford", "hill"),
    watches=("valley.blue",),
    series=("strength.blue", "civilians_killed"),
    units=("persons", "persons, cumulative"),
)
PARAMETERS = (
    Parameter(
        id="combat.rate",
        value=0.5,
        unit="per day",
        spread=Uniform(kind="uniform", low=0.0, high=1.0),
        status="judgement",
        about="general",
    ),
    Parameter(
        id="combat.scale",
        value=2.0,
        unit="1",
        spread=Fixed(kind="fixed"),
        status="judgement",
        about="general",
    ),
)


def arm(name: str = "baseline", draws: int = 100, replicates: int = 2, days: int = 4) -> Arm:
    intervention = "" if name == "baseline" else name
    return Arm(name, intervention, START, START + dt.timedelta(days=days), draws, replicates)


def design(*arms: Arm, seed: int = 7) -> Design:
    return Design("a" * 64, "strict", seed, arms or (arm(), arm("relief", draws=50)))


def scenario(folder: Path) -> Scenario:
    """A scenario that is only a name and a folder with two files and something hidden."""
    (folder / "claims").mkdir(parents=True, exist_ok=True)
    (folder / ".git").mkdir(exist_ok=True)
    (folder / ".git" / "config").write_text("not for the record", encoding="utf-8")
    (folder / "scenario.yaml").write_text("schema: 1\n", encoding="utf-8")
    (folder / "claims" / "one.yaml").write_text("schema: 1\n", encoding="utf-8")
    head = Head.model_validate(
        {
            "schema": 1,
            "id": "valley",
            "title": "The valley",
            "start": START - dt.timedelta(days=10),
            "assessment_date": START,
            "horizon": START + dt.timedelta(days=30),
            "snapshots": [START],
            "sides": [],
        }
    )
    tables = dict.fromkeys(
        (
            "areas", "links", "control", "factions", "coalitions", "formations", "facilities",
            "entries", "sponsors", "strike_assets", "events", "regions", "parameters",
            "interventions", "claim_files", "observations", "outcomes",
        ),
        (),
    )  # fmt: skip
    return Scenario(head=head, digest="a" * 64, folder=str(folder), **tables)


class FakeEngine:
    """Remembers its calls; ``pause`` seconds for each replication; ``salt`` makes another engine."""

    def __init__(self, seed: int, pause: float = 0.0, salt: str = "") -> None:
        self.seed, self.pause, self.salt = seed, pause, salt
        self.calls: list[tuple[str, int]] = []

    def __call__(self, arm: Arm, replications: NDArray[np.int64]) -> Block:
        self.calls.append((arm.id, int(replications[0])))
        parts = [self._one(arm, number) for number in replications.tolist()]
        time.sleep(self.pause * len(parts))
        return Block(*(np.stack(field) for field in zip(*parts, strict=True)))

    def _one(self, arm: Arm, number: int) -> tuple[NDArray[np.generic], ...]:
        key = f"{self.seed} {self.salt} {arm.id} {number}".encode()
        rng = np.random.default_rng(int.from_bytes(hashlib.sha256(key).digest()[:8], "big"))
        days = arm.days + 1
        # All zero for some replications, so that an empty chunk occurs as well.
        on = 0 if number < 64 * 32 else 1
        return (
            (on * rng.integers(-1, 2, (days, 3))).astype(np.int8),
            (on * rng.integers(0, 2, (days, 3))).astype(np.int8),
            (on * rng.integers(0, 4, (days, 1))).astype(np.int8),
            (on * rng.random((days, 2))).astype(np.float32),
        )


def prepared(for_design: Design, engine: FakeEngine | None = None) -> Prepared:
    values = np.arange(for_design.draws * 2, dtype=np.float64).reshape(-1, 2)
    return Prepared(LAYOUT, PARAMETERS, values, engine or FakeEngine(for_design.seed))
