"""What a number of the record is held against: the simulated truth, or a monitor's report of it.

A published count of the dead or displaced holds a part of them. Where ``who_says`` of a row
names a monitor of the scenario that counts the like, the row is held against what
that monitor would have published of each campaign,

    report = sum over parts of share_s * (growth of the part over the days of the row)

parts: the deaths by each author s or the fighters that a side s lost; share_s, drawn once a
campaign, monitor and kind, as in ``evidence.reported``. Every share is 1 in the truth. A run and
its companion from the priors alone share the luck of their monitors.

Assumption 1: the whole report counts, however late it came. Assumption 2: deaths from
deprivation have no author and stand in no count of the killed, nor in the truth beside
reports (as in ``evidence.figures``); in a region whose deaths are not recorded by author
they cannot be told apart and are in both. Assumption 3: of several names the first that
counts the like gave the number. A party to the war says what it wants believed; its
share is used only where it alone is named.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from hinge.evidence.reported import shares
from hinge.scenario.monitors import Monitor, who_says
from hinge.scenario.scenario import Scenario
from hinge.scoring.ensemble import Ensemble
from hinge.scoring.observables import Counterpart
from hinge.scoring.table import Row

Floats = NDArray[np.float64]
Part = tuple[str, str]  # a side, or "" for none, and the recorded series of what it did or lost


def sayer(row: Row, line: Counterpart, scenario: Scenario) -> Monitor | None:
    """Return the monitor whose report a number is held against; None where it is the truth."""
    found = _kinds((*line.names(row), *line.of))
    if line.kind != "total" or len(found) != 1:
        return None
    ((kind, whose),) = found
    known = {monitor.id: monitor for monitor in scenario.monitors}
    names = [name for name in row.who_says.split(";") if name.strip()]
    for name in names:
        for one in who_says(scenario.monitors, name):
            count = known[one].count_of(kind)
            party = known[one].stance == "party" and len(names) > 1
            if count is not None and not party and (count.by_side or not whose):
                return known[one]
    return None


def values(
    row: Row,
    line: Counterpart,
    ensemble: Ensemble,
    scenario: Scenario,
    monitor: Monitor | None = None,
    *,
    deprivation: bool = False,
) -> Floats:
    """Return a number in each member, (R,), as a monitor would have told it; without one the truth.

    ``deprivation``: with the deaths that have no author, where the row counts civilians.
    """
    course, seed = ensemble.course, ensemble.run.manifest.seed
    first, last = ensemble.span.day(row.first), ensemble.span.day(row.last)

    def summed(names: Iterable[str]) -> Floats:
        total = np.zeros(ensemble.size)
        for name in names:
            split = parts(name, scenario, course.series_names)
            for side, part in (("", name),) if deprivation else split:
                series = np.asarray(course.series(part), dtype=np.float64)
                grown = series[:, last] - (series[:, first - 1] if line.kind == "total" else 0.0)
                if monitor is not None:
                    kind = _kind(name)[0]
                    grown *= shares(scenario, monitor, kind, side, seed, course.replication)
                total += grown
        return total

    found = summed(line.names(row))
    if line.of:
        whole = summed(line.of)
        found = np.divide(found, whole, out=np.zeros_like(found), where=whole > 0.0)
    return line.factor * found + line.plus


def counts_civilians(row: Row, line: Counterpart) -> bool:
    """Return whether a number is one of civilians killed, by whomever."""
    return _kinds(line.names(row)) == {("civilians_killed", False)}


def parts(name: str, scenario: Scenario, recorded: Iterable[str]) -> tuple[Part, ...]:
    """Return the parts of a series of persons, by the side that did or bore it where that is recorded."""
    sides = [side.id for side in scenario.head.sides]
    if name.startswith("killed."):
        return ((name.removeprefix("killed."), name),)
    if ".by." in name:
        return ((name.rpartition(".")[2], name),)
    by = "civilians_killed_by" if name == "civilians_killed" else f"{name}.by"
    split = tuple((side, f"{by}.{side}") for side in sides)
    return split if {series for _, series in split} <= set(recorded) else (("", name),)


def _kinds(names: Iterable[str]) -> set[tuple[str, bool]]:
    """Return the kinds that series belong to, and whether they single out a side."""
    return {_kind(name) for name in names}


def _kind(name: str) -> tuple[str, bool]:
    """Return what a monitor calls a series, and whether the series singles out a side.

    >>> _kind("killed.government"), _kind("civilians_killed_in.east.by.government")
    (('soldiers_killed', True), ('civilians_killed', True))
    >>> _kind("civilians_killed"), _kind("displaced"), _kind("evacuated.opposition")
    (('civilians_killed', False), ('displaced', False), ('', False))
    """
    if name.startswith("killed."):
        return "soldiers_killed", True
    if name == "civilians_killed" or name.startswith("civilians_killed_in."):
        return "civilians_killed", ".by." in name
    return ("displaced", False) if name == "displaced" else ("", False)
