"""Where a day's time goes: the phases called one by one from Python, in the order of the day."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from rich.console import Console
from rich.table import Table

from hinge.engine.beliefs import beliefs, knowledge
from hinge.engine.civilians import civilians, count_dead
from hinge.engine.coalitions import coalitions
from hinge.engine.cohesion import cohesion
from hinge.engine.combat import combat
from hinge.engine.day import ground_changed, run_days
from hinge.engine.facilities import facilities
from hinge.engine.movement import movement
from hinge.engine.orders import answers, main_efforts, send_the_ready
from hinge.engine.politics import politics
from hinge.engine.probes import probes
from hinge.engine.record import record
from hinge.engine.settlement import settlement
from hinge.engine.strikes import strikes
from hinge.engine.supply import supply, survey
from hinge.world.codes import STEPS
from hinge.world.native import native
from hinge.world.snapshot import copied
from kernel import Ready

TURNS = 3


class Clock:
    """Adds up the seconds of calls by name."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.spent: dict[str, float] = {}
        self.calls: dict[str, int] = {}

    def __call__(self, name: str, call: Callable[..., object], *arguments: object) -> None:
        """Make a call and count its time."""
        began = time.thread_time()
        call(*arguments)
        self.spent[name] = self.spent.get(name, 0.0) + time.thread_time() - began
        self.calls[name] = self.calls.get(name, 0) + 1


def one_day(clock: Clock, model: Ready, runs: dict[str, int], state: Any, day: int) -> None:
    """Run the phases of a day that the model has, each a call; and a call for no day at all."""
    world, scratch, params, key = model.world, model.scratch, model.params, model.key
    groups = (world, state, scratch, params)
    if runs["civilians"]:
        clock("civilians", count_dead, state, scratch)
    if runs["politics"]:
        clock("politics", politics, *groups, key, day)
    if runs["beliefs"]:
        clock("beliefs", beliefs, *groups, key, day)
    else:
        clock("knowledge", knowledge, *groups)
    _orders(clock, model, runs, state, day)
    clock("movement", movement, *groups)
    clock("supply", supply, *groups)
    if runs["strikes"]:
        clock("strikes", strikes, *groups, key, day)
    clock("combat", combat, *groups, key, day)
    clock("cohesion", cohesion, *groups, key, day)
    if runs["civilians"]:
        clock("civilians", civilians, *groups, key, day)
    if ground_changed(state):
        clock("survey again", survey, *groups)
    clock("record", record, world, state, scratch, model.out, day)
    clock("a call", run_days, *groups, key, 1, 0, model.out)


def _orders(clock: Clock, model: Ready, runs: dict[str, int], state: Any, day: int) -> None:
    """Run the parts of orders, which the kernel has no way into as a whole."""
    world, scratch, key = model.world, model.scratch, model.key
    groups = (world, state, scratch, model.params)
    for name, part in (
        ("coalitions", coalitions),
        ("settlement", settlement),
        ("facilities", facilities),
    ):
        if runs[name]:
            clock("orders", part, *groups, key, day)
    for s in range(world.actors.side_key.size):
        if runs["efforts"]:
            clock("orders", main_efforts, *groups, key, s, day)
        if runs["probes"]:
            clock("orders", probes, *groups, key, s, False, day)
    clock("orders", answers, *groups, key, day)
    clock("orders", send_the_ready, world, state)


def show_phases(console: Console, title: str, model: Ready) -> None:
    """Print microseconds a day of each phase of a model, less what a call costs."""
    runs = dict(zip(STEPS, model.steps, strict=True))
    clock = Clock()
    for turn in range(TURNS + 1):  # the first compiles entry points that no run needs
        if turn == 1:
            clock.spent.clear()
            clock.calls.clear()
        state = native(copied(model.start))
        survey(model.world, state, model.scratch, model.params)
        record(model.world, state, model.scratch, model.out, 0)
        for day in range(1, model.days + 1):
            one_day(clock, model, runs, state, day)
    call = clock.spent.pop("a call") / clock.calls["a call"]
    net = {
        name: max(0.0, seconds - call * clock.calls[name]) for name, seconds in clock.spent.items()
    }
    total, days = sum(net.values()), TURNS * model.days
    table = Table(title=f"Phases of {title}", title_justify="left")
    for name in ("phase", "us a day", "share"):
        table.add_column(name, justify="left" if name == "phase" else "right")
    for name, seconds in net.items():
        table.add_row(name, f"{1e6 * seconds / days:.1f}", f"{seconds / total:.0%}")
    table.add_row("all", f"{1e6 * total / days:.1f}", "", style="bold")
    console.print(table)
