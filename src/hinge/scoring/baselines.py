"""What a forecast has to beat: no change, and what the snapshots up to the first day say.

``no_change``: whoever holds an area on the first simulated day goes on holding it. Where an
area was contested then, its holder counts alone; ``no_change_halved`` gives half to
whoever contests it. ``base_rate``: a Markov chain fitted to the scenario's own snapshots
up to that day (``analysis.change_rates``). Nothing later is read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.change_rates import ChangeRates, change_rates
from hinge.scenario.scenario import Scenario
from hinge.scoring.ensemble import Ensemble
from hinge.scoring.facts import ControlFact, Holders

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Baselines:
    """Who held each area on the first day, (A, C), contested ones halved in ``halved``; and the chain.

    ``chain`` is None where the scenario has one snapshot only up to that day.
    """

    now: Floats
    halved: Floats
    chain: ChangeRates | None

    def no_change(self, facts: Sequence[ControlFact]) -> Floats:
        """Return the chances (n, C) if nothing changes."""
        return _over_areas(self.now, facts)

    def no_change_halved(self, facts: Sequence[ControlFact]) -> Floats:
        """Return the same with contested areas given to both, half and half."""
        return _over_areas(self.halved, facts)

    def base_rate(self, facts: Sequence[ControlFact]) -> Floats:
        """Return the chances (n, C) of the chain, averaged over the days of each fact.

        Without a chain: those of no change.
        """
        if self.chain is None:
            return self.no_change(facts)
        after = {
            day: self.chain.after(self.now, float(day))
            for day in sorted({day for f in facts for day in range(f.first, f.last + 1)})
        }
        rows = [
            np.mean([after[day][list(f.areas)] for day in range(f.first, f.last + 1)], axis=(0, 1))
            for f in facts
        ]
        return np.array(rows)


def _over_areas(chances: Floats, facts: Sequence[ControlFact]) -> Floats:
    """Return chances (A, C) averaged over the areas of each fact, (n, C)."""
    return np.array([chances[list(fact.areas)].mean(axis=0) for fact in facts])


def baselines(scenario: Scenario, ensemble: Ensemble) -> Baselines:
    """Return the baselines of a scenario for the arm that is scored."""
    start = ensemble.span.start
    holders = Holders(scenario)
    areas = ensemble.course.areas
    now = np.eye(holders.size)[ensemble.holder[0, 0]]
    halved = now.copy()
    column = {area: number for number, area in enumerate(areas)}
    for row in scenario.control:
        if row.date == start and row.contested_by and row.area in column:
            both = [holders.sides.index(row.controller), holders.sides.index(row.contested_by)]
            halved[column[row.area]] = 0.0
            halved[column[row.area], both] = 0.5
    dates = sorted({row.date for row in scenario.control if row.date <= start})
    return Baselines(now, halved, _chain(scenario, dates, column, holders))


def _chain(
    scenario: Scenario, dates: list[dt.date], column: dict[str, int], holders: Holders
) -> ChangeRates | None:
    """Return the chain of the snapshots on ``dates``; None for one alone."""
    if len(dates) < 2:
        return None
    place = {date: number for number, date in enumerate(dates)}
    found: Ints = np.full((len(dates), len(column)), holders.size - 1, dtype=np.int64)
    for row in scenario.control:
        if row.date in place and row.area in column and row.controller:
            found[place[row.date], column[row.area]] = holders.sides.index(row.controller)
    days = [(date - dates[0]).days for date in dates]
    return change_rates(found, np.array(days, dtype=np.float64), holders.size)
