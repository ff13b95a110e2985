"""The kernel beside its twins on the reduced model: first the same histories, then the time."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from harness import Row, Sizes, paired, ratio, timed
from kernel import Worker, kernel_history, ready_cases
from reduced import DAYS, SEED, reduced
from twins import native, objects
from twins.objects import History

COMPARED = 12  # replications whose histories must be the same in all forms


def same(one: History, other: History) -> bool:
    """Say whether two histories have the same control, contested ground and series, bit for bit."""
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def twin_rows(sizes: Sizes) -> Iterator[Row]:
    """Compare histories, then time the kernel against C and against Mesa on one thread."""
    model = reduced()
    cases = ready_cases(model, sizes.replications)
    worker = Worker(model)
    with tempfile.TemporaryDirectory() as folder:
        library = native.build(Path(folder))
        compare(library)
        own = [native.Native(library, case, SEED, DAYS) for case, _, _ in cases]
        worker.go(cases[:1])

        def in_c() -> float:
            return timed(lambda: [twin.go() for twin in own])

        pairs = paired(in_c, lambda: timed(lambda: worker.go(cases)), sizes.rounds)
    yield Row(
        "kernel against C twin, 1 thread", ratio(pairs), "x", "high", 0.90, 2.0, sizes.rounds,
        f"{sizes.replications} replications a round",
    )  # fmt: skip
    from twins import mesa_model  # noqa: PLC0415  # Mesa is there for the benchmarks alone

    few = cases[: sizes.mesa]

    def in_mesa() -> float:
        return timed(lambda: [mesa_model.run(case, SEED, DAYS) for case, _, _ in few])

    pairs = paired(in_mesa, lambda: timed(lambda: worker.go(few)), sizes.rounds)
    yield Row(
        "kernel against Mesa twin, 1 thread", ratio(pairs), "x", "high", 50.0, 120.0, sizes.rounds,
        f"{sizes.mesa} replications a round",
    )  # fmt: skip


def compare(library: object, replications: int = COMPARED) -> None:
    """Raise AssertionError where a twin leaves another history than the kernel."""
    from twins import mesa_model  # noqa: PLC0415  # as above

    model = reduced()
    for number in range(replications):
        case = model.case(number)
        kernel = kernel_history(model, case)
        in_c = native.Native(library, case, SEED, DAYS)
        in_c.go()
        twins = {
            "C": in_c.history(),
            "Mesa": mesa_model.run(case, SEED, DAYS),
            "objects": objects.run(case, SEED, DAYS),
        }
        for name, history in twins.items():
            if not same(kernel, history):
                message = f"replication {number} in {name} is not that of the kernel"
                raise AssertionError(message)
