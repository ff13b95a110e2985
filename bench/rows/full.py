"""The full model of the reference scenario: its rate, a copy of its state, a call, and its phases."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

from rich.console import Console
from rich.table import Table

from harness import Row, Sizes, paired, timed
from hinge.engine.beliefs import beliefs
from hinge.engine.civilians import civilians, count_dead
from hinge.engine.cohesion import cohesion
from hinge.engine.combat import combat
from hinge.engine.day import ground_changed, run_days
from hinge.engine.movement import movement
from hinge.engine.orders import orders
from hinge.engine.politics import politics
from hinge.engine.record import record
from hinge.engine.strikes import strikes
from hinge.engine.supply import supply, survey
from hinge.ensemble.simulate import copied
from hinge.world.native import native
from kernel import REFERENCE, Full, full_ensemble, full_model

COPIES = 2000
CALLS = 20_000


def full_rows(sizes: Sizes) -> Iterator[Row]:
    """Measure the rate of the full model, then a copy of its state and a call against its day."""
    design, ready = full_ensemble(sizes.reference)
    arm, model = design.arms[0], full_model()
    numbers = arm.numbers()
    ready.simulator(arm, numbers[:1])
    days = design.size * arm.days
    rates = [days / timed(lambda: ready.simulator(arm, numbers)) for _ in range(sizes.rounds)]
    yield Row(
        f"full model on {REFERENCE}", statistics.median(rates),
        "replication-days a second and core", "high", 15_000, 30_000, sizes.rounds,
        f"{model.formations} formations, {arm.days} days",
    )  # fmt: skip
    yield from _against_a_day(model, sizes)


def _against_a_day(model: Full, sizes: Sizes) -> Iterator[Row]:
    """Measure a copy of the state as a share of a day, and what calling the kernel costs."""
    spare = native(copied(model.start))

    def a_day() -> float:
        state = native(copied(model.start))
        arguments = (model.world, state, model.scratch, model.params, model.key)
        return timed(lambda: run_days(*arguments, 0, model.days, model.out)) / model.days

    def a_copy() -> float:
        return timed(lambda: [copied(model.start) for _ in range(COPIES)]) / COPIES

    def a_call() -> float:
        """Call for a stretch without days: what is left is getting there and back."""
        arguments = (model.world, spare, model.scratch, model.params, model.key, 1, 0, model.out)
        return timed(lambda: [run_days(*arguments) for _ in range(CALLS)]) / CALLS

    a_day()
    a_call()
    pairs = paired(a_copy, a_day, sizes.rounds)
    yield Row(
        "state copy for branching",
        statistics.median(100.0 * copy / day for copy, day in pairs),
        "% of a day", "low", 1.0, None, sizes.rounds,
        f"{1e6 * statistics.median(copy for copy, _ in pairs):.1f} us of "
        f"{1e6 * statistics.median(day for _, day in pairs):.1f} us",
    )  # fmt: skip
    calls = [1e6 * a_call() for _ in range(sizes.rounds)]
    yield Row(
        "Python-to-kernel dispatch per day", statistics.median(calls), "us", "low", 25.0, 8.0,
        sizes.rounds,
    )  # fmt: skip


def show_phases(console: Console) -> None:
    """Print microseconds a day of each phase of the full model, called one by one from Python."""
    model = full_model()
    w, x, p, key = model.world, model.scratch, model.params, model.key
    spent: dict[str, float] = {}
    state: Any = native(copied(model.start))

    def phase(name: str, call: Callable[[], object]) -> None:
        began = time.perf_counter()
        call()
        spent[name] = spent.get(name, 0.0) + time.perf_counter() - began

    def day_of(day: int) -> None:
        phase("count_dead", lambda: count_dead(state, x))
        for function in (politics, beliefs, orders):
            phase(function.__name__, lambda f=function: f(w, state, x, p, key, day))
        phase("movement", lambda: movement(w, state, x, p))
        phase("supply", lambda: supply(w, state, x, p))
        for function in (strikes, combat, cohesion, civilians):
            phase(function.__name__, lambda f=function: f(w, state, x, p, key, day))
        if ground_changed(state):
            phase("survey again", lambda: survey(w, state, x, p))
        phase("record", lambda: record(w, state, x, model.out, day))
        phase("(a call)", lambda: run_days(w, state, x, p, key, 1, 0, model.out))

    for turn in range(4):  # the first compiles entry points that no run needs
        state = native(copied(model.start))
        survey(w, state, x, p)
        record(w, state, x, model.out, 0)
        if turn == 1:
            spent.clear()
        for day in range(1, model.days + 1):
            day_of(day)
    call = spent.pop("(a call)")
    table = Table(title=f"Phases of {REFERENCE}, us a day less the call", title_justify="left")
    table.add_column("phase")
    table.add_column("us a day", justify="right")
    table.add_column("share", justify="right")
    net = {name: max(0.0, seconds - call) for name, seconds in spent.items()}
    for name, seconds in net.items():
        share = seconds / sum(net.values())
        table.add_row(name, f"{1e6 * seconds / (3 * model.days):.1f}", f"{share:.0%}")
    table.add_row("all", f"{1e6 * sum(net.values()) / (3 * model.days):.1f}", "")
    console.print(table)
