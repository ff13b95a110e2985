"""Paired arms against unpaired ones: how many times fewer runs give the same standard error.

Every round has a seed of its own. Two arms of it share parameter draws and luck; a third, the
baseline under another seed, shares neither. The variance of the differences between single
runs, unpaired over paired, is how many times as many runs the unpaired arms need. A third
pairing shares the draws alone: run 0 of a draw against run 1 of the same draw.
"""

from __future__ import annotations

import datetime as dt
import functools
import os
import statistics
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rich.console import Console
from rich.table import Table

from harness import Row, Sizes, number
from hinge.ensemble.arrays import FIELDS, Block, Layout
from hinge.ensemble.design import BASELINE, Arm, design_of
from hinge.ensemble.simulate import prepare
from hinge.scenario.load import load
from kernel import REFERENCE

Array = npt.NDArray[np.float64]

REPLICATES = 2
FIRST_SEED = 7000
HALF = 0.5
CLOSED = 2  # siege states from here on: closed by fire, closed


class Case(NamedTuple):
    """An outcome at the horizon under an intervention; ``series`` may name what is not a plain series."""

    outcome: str
    intervention: str
    series: str


NAMED = (
    Case("civilians killed", "no_russian_air", "civilians_killed"),
    Case("people displaced", "border_support_stops", "displaced"),
    Case("opposition soldiers killed", "no_joint_front", "killed.opposition"),
)
WEAK = (
    Case("areas held by the opposition", "no_russian_air", "held.opposition"),
    Case(
        "share of the east held by the opposition", "no_russian_air", "held_share.east.opposition"
    ),
    Case("days of siege of the east", "no_joint_front", "siege days"),
    Case("the east is lost: yes or no", "no_russian_air", "east lost"),
    Case("the east is lost: yes or no", "border_support_stops", "east lost"),
    Case("civilians killed", "full_truce", "civilians_killed"),
    Case("opposition soldiers killed", "full_truce", "killed.opposition"),
)
ARMS = (BASELINE, *dict.fromkeys(case.intervention for case in (*NAMED, *WEAK)))


class Gain(NamedTuple):
    """Medians over rounds: how many times fewer runs pairing needs, and sharing the draws alone."""

    case: Case
    paired: float
    draws_alone: float


def pairing_rows(sizes: Sizes) -> Iterator[Row]:
    """Measure the three named outcomes."""
    for gain in gains(sizes)[: len(NAMED)]:
        yield Row(
            f"paired arms: {gain.case.outcome}", gain.paired,
            "x fewer runs", "high", 5.0, 10.0, sizes.rounds,
            f"{gain.case.intervention}; {number(gain.draws_alone)} by the shared draws alone",
        )  # fmt: skip


def show_weak(console: Console, sizes: Sizes) -> None:
    """Print outcomes that gain little."""
    table = Table(title="Where pairing gains less", title_justify="left")
    for name in ("outcome at the horizon", "intervention", "x fewer runs", "by the draws alone"):
        table.add_column(name, justify="right" if name.startswith(("x", "by")) else "left")
    for gain in gains(sizes)[len(NAMED) :]:
        case = gain.case
        table.add_row(
            case.outcome, case.intervention, number(gain.paired), number(gain.draws_alone)
        )
    console.print(table)


@functools.cache
def gains(sizes: Sizes) -> tuple[Gain, ...]:
    """Return the gain of every case, named ones first."""
    rounds = []
    for n in range(sizes.rounds):
        seed = FIRST_SEED + 2 * n
        layout, found = _ends(seed, sizes.pairs, ARMS)
        _, apart = _ends(seed + 1, sizes.pairs, (BASELINE,))
        rounds.append(
            [
                saved(
                    _read(found[case.intervention], case.series, layout),
                    _read(found[BASELINE], case.series, layout),
                    _read(apart[BASELINE], case.series, layout),
                )
                for case in (*NAMED, *WEAK)
            ]
        )
    return tuple(
        Gain(case, *(statistics.median(values) for values in zip(*of_case, strict=True)))
        for case, of_case in zip((*NAMED, *WEAK), zip(*rounds, strict=True), strict=True)
    )


def saved(with_: Array, without: Array, apart: Array) -> tuple[float, float]:
    """Return variances of unpaired differences over paired ones, and over those that share the draws alone.

    All (draws, 2): runs of each draw; ``apart``: without the intervention, other draws and luck.
    """
    unpaired = _variance(with_ - apart)
    return unpaired / _variance(with_ - without), unpaired / _variance(with_ - without[:, ::-1])


def _variance(differences: Array) -> float:
    """Return the variance of single differences (draws, 2), the mean over both columns."""
    return float(differences.var(axis=0, ddof=1).mean())


def _read(block: Block, series: str, layout: Layout) -> Array:
    """Return what a case looks at on the last day, (draws, REPLICATES)."""
    if series == "siege days":
        watch = block.siege[:, 1:, layout.watches.index("east.opposition")]
        found = (watch >= CLOSED).sum(axis=1).astype(np.float64)
    elif series == "east lost":
        held = block.value[:, -1, layout.series.index("held_share.east.opposition")]
        found = (held < HALF).astype(np.float64)
    else:
        found = block.value[:, -1, layout.series.index(series)].astype(np.float64)
    return found.reshape(-1, REPLICATES)


def _ends(seed: int, draws: int, names: tuple[str, ...]) -> tuple[Layout, dict[str, Block]]:
    """Return the results of arms of the reference scenario, by what they pull."""
    scenario = load(REFERENCE)
    first, last = scenario.head.assessment_date, scenario.head.horizon
    arms = [_arm(name, first, last, draws) for name in names]
    ready = prepare(scenario, design_of(scenario, arms, seed))
    found = {}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for arm in arms:
            parts = [arm.numbers(block) for block in range(arm.blocks)]
            blocks = list(pool.map(functools.partial(ready.simulator, arm), parts))
            found[arm.id] = Block(
                **{name: np.concatenate([getattr(b, name) for b in blocks]) for name in FIELDS}
            )
    return ready.layout, found


def _arm(name: str, first: dt.date, last: dt.date, draws: int) -> Arm:
    """Return the arm that pulls an intervention, or nothing."""
    return Arm(name, "" if name == BASELINE else name, first, last, draws, REPLICATES)
