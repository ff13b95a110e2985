"""The reduced model in plain Python objects: the day, the record, and a whole replication."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from twins.fighting import cohesion, combat
from twins.movement import movement
from twins.orders import send, side_orders
from twins.setup import campaign
from twins.supply import supply, survey
from twins.things import Campaign, Side

SERIES = ("strength", "killed", "lost", "need", "delivered", "held", "broke", "gained")


class History(NamedTuple):
    """What a replication leaves: a row for each day from 0."""

    control: Any  # (T + 1, A) side
    contested: Any  # (T + 1, A) 1 while opposed formations are both present
    series: Any  # (T + 1, 3 * len(SERIES)), by side


def side_figures(side: Side) -> list[float]:
    """Return the series of a side as they are now, in the order of SERIES."""
    strength = killed = lost = 0.0
    for unit in side.formations:
        strength += unit.strength
        killed += unit.killed
        lost += unit.killed + unit.wounded + unit.captured + unit.left
    return [strength, killed, lost, side.need, side.delivered, 0.0, side.broke, side.gained]


def figures(war: Campaign) -> list[float]:
    """Return the series of all sides as they are now."""
    held = [0.0] * len(war.sides)
    for area in war.areas:
        held[area.holder.index] += 1.0
    row: list[float] = []
    for side in war.sides:
        values = side_figures(side)
        values[SERIES.index("held")] = held[side.index]
        row.extend(values)
    return row


def one_day(war: Campaign, day: int) -> None:
    """Run all phases of a day."""
    war.muster()
    for side in war.sides:
        side_orders(war, side, day)
    send(war)
    movement(war)
    supply(war)
    combat(war, day)
    cohesion(war, day)
    if any(side.stale for side in war.sides):
        survey(war)


def run(case: Any, seed: int, days: int) -> History:
    """Run a replication from day 0 and return its history."""
    war = campaign(case, seed)
    survey(war)
    control, contested, series = [], [], []
    for day in range(days + 1):
        if day > 0:
            one_day(war, day)
        control.append([area.holder.index for area in war.areas])
        contested.append([int(area.contested) for area in war.areas])
        series.append(figures(war))
    return History(np.array(control), np.array(contested), np.array(series))
