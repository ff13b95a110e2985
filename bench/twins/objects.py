"""The reduced model in plain Python objects: the day, the record, and a whole replication."""

from __future__ import annotations

from collections.abc import Callable
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


def _nobody(_: Campaign) -> None:
    """Hear of a day and do nothing."""


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


def play(case: Any, seed: int, days: int, tell: Callable[[Campaign], None] = _nobody) -> Campaign:
    """Run a replication from day 0 and return it as it ends; ``tell`` is called after every day."""
    war = campaign(case, seed)
    survey(war)
    tell(war)
    for day in range(1, days + 1):
        one_day(war, day)
        tell(war)
    return war


def run(case: Any, seed: int, days: int) -> History:
    """Run a replication from day 0 and return its history."""
    control: list[list[int]] = []
    contested: list[list[int]] = []
    series: list[list[float]] = []

    def note(war: Campaign) -> None:
        control.append([area.holder.index for area in war.areas])
        contested.append([int(area.contested) for area in war.areas])
        series.append(figures(war))

    play(case, seed, days, note)
    return History(np.array(control), np.array(contested), np.array(series))
