"""Laws of attrition on a campaign: a pool under each, weighed by the earlier targets, scored on the later.

Under every law campaigns run from the campaign's first day with the same draws and luck; the
two exponents alone are set. All else has its prior: a posterior that ships with the scenario
is not used here, since its rate of loss belongs to the laws under which it was found
(``scenario.laws``). Scores and what they can tell: ``analysis.laws``.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.fit import Target
from hinge.analysis.law_results import LawScores
from hinge.analysis.laws import LawPool, law_scores
from hinge.ensemble.arrays import Block
from hinge.ensemble.design import BASELINE, CAMPAIGN_SUFFIX, Arm, design_of
from hinge.ensemble.priors import draw_parameters, quality_sides
from hinge.ensemble.simulate import prepare
from hinge.scenario.laws import LAWS, RATE, Law, under
from hinge.scenario.scenario import Scenario
from hinge.scenario.table_parameters import parameter_table

Floats = NDArray[np.float64]
Read = Callable[[Block], Floats]
"""What campaigns show (R, T) of the targets, from a block that begins on the campaign's first day."""

Tell = Callable[[int, int], None]

DRAWS, REPLICATES = 2048, 2
PIECE = 64  # campaigns that a thread runs at once


def compare_laws(
    scenario: Scenario,
    targets: tuple[Target, ...],
    held: NDArray[np.bool_],
    read: Read,
    until: dt.date,
    *,
    draws: int = DRAWS,
    replicates: int = REPLICATES,
    seed: int = 1,
    workers: int | None = None,
    tell: Tell | None = None,
) -> LawScores:
    """Run a pool under every law to the day ``until``, weigh by the targets that are kept, score the others.

    ``held`` (T,): True for targets that are held out; ValueError
    unless some are and some are not. ``tell``: called with laws done and laws in all.
    """
    if not 0 < int(held.sum()) < held.size:
        raise ValueError("Some targets must be kept, and some held out.")
    pools = []
    for number, law in enumerate(LAWS):
        pools.append(
            law_pool(
                scenario,
                law,
                read,
                until,
                draws=draws,
                replicates=replicates,
                seed=seed,
                workers=workers,
            )
        )
        if tell is not None:
            tell(number + 1, len(LAWS))
    return law_scores(pools, targets, held, seed=seed)


def law_pool(
    scenario: Scenario,
    law: Law,
    read: Read,
    until: dt.date,
    *,
    draws: int,
    replicates: int,
    seed: int,
    workers: int | None = None,
) -> LawPool:
    """Return what campaigns under a law show, with the rate of loss of each draw."""
    changed = under(scenario, law)
    arm = Arm(
        BASELINE + CAMPAIGN_SUFFIX, "", changed.head.start, until, draws, replicates=replicates
    )
    table = parameter_table(changed)
    values = draw_parameters(table, quality_sides(changed), seed, draws, changed.pulled)
    prepared = prepare(changed, design_of(changed, [arm], seed), values)
    numbers = arm.numbers()
    pieces = [numbers[n : n + PIECE] for n in range(0, numbers.size, PIECE)]

    def part(some: NDArray[np.int64]) -> Floats:
        return read(prepared.simulator(arm, some))

    with ThreadPoolExecutor(workers or os.cpu_count() or 1, thread_name_prefix="hinge") as threads:
        shown = np.concatenate(list(threads.map(part, pieces)))
    ids = [parameter.id for parameter in table]
    return LawPool(
        law.id,
        shown.reshape(draws, replicates, shown.shape[1]),
        values[:, ids.index(RATE)],
    )
