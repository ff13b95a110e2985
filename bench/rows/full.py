"""The full model of the reference scenario: its rate, a copy of its state, and a call."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from harness import Row, Sizes, paired, timed
from hinge.engine.day import run_days
from hinge.world.snapshot import block_of, stage
from kernel import REFERENCE, Ready, full_ensemble, full_model

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


def _against_a_day(model: Ready, sizes: Sizes) -> Iterator[Row]:
    """Measure a copy of the state as a share of a day, and what calling the kernel costs."""
    place, begin = stage(model.start), block_of(model.start)

    def a_day() -> float:
        place.put(begin)
        arguments = (model.world, place.ready, model.scratch, model.params, model.key)
        return timed(lambda: run_days(*arguments, 0, model.days, model.out)) / model.days

    def a_copy() -> float:
        return timed(lambda: [place.put(begin) for _ in range(COPIES)]) / COPIES

    def a_call() -> float:
        """Call for a stretch without days: what is left is getting there and back."""
        arguments = (
            model.world,
            place.ready,
            model.scratch,
            model.params,
            model.key,
            1,
            0,
            model.out,
        )
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
