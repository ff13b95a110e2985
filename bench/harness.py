"""What every row of the benchmarks shares: paired rounds, medians, the table and the JSON file.

Two things are compared in rounds in which they take turns, each first in every
other round, so that whatever else the machine does falls on both; of the
rounds' ratios the median counts.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.table import Table

ROUNDS = 9
QUICK_ROUNDS = 3


@dataclass(frozen=True)
class Row:
    """A measured bar. ``stretch``: None where there is none; ``note``: for the table alone."""

    bar: str
    value: float
    unit: str
    better: Literal["high", "low"]
    target: float
    stretch: float | None
    rounds: int
    note: str = ""

    def reaches(self, bound: float) -> bool:
        """Say whether the value is as good as a bound."""
        return self.value >= bound if self.better == "high" else self.value <= bound

    @property
    def met(self) -> str:
        """Whether target and stretch are met, in words."""
        if not self.reaches(self.target):
            return "no"
        return "stretch" if self.stretch is not None and self.reaches(self.stretch) else "yes"


@dataclass(frozen=True)
class Sizes:
    """How much is measured; ``quick`` is for trying the benchmarks out, its values for nothing else."""

    rounds: int = ROUNDS
    replications: int = 16  # of the kernel and C in a round
    mesa: int = 2  # of Mesa in a round
    threads: int = 64  # of each number of threads in a round
    reference: int = 16  # of the full model in a round
    compiles: int = 1
    memory: tuple[int, int] = (10_000, 100_000)
    pairs: int = 96  # parameter draws of each arm in a round of paired arms

    @staticmethod
    def quick() -> Sizes:
        """Return small sizes."""
        return Sizes(QUICK_ROUNDS, 4, 1, 8, 4, 1, (640, 6_400), 16)


def timed(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Return the seconds that some work takes, of the processor unless another clock is given."""
    began = clock()
    work()
    return clock() - began


def paired(
    first: Callable[[], float], second: Callable[[], float], rounds: int
) -> list[tuple[float, float]]:
    """Return what two measurements give in rounds; who begins alternates."""
    pairs = []
    for n in range(rounds):
        if n % 2 == 0:
            one = first()
            pairs.append((one, second()))
        else:
            other = second()
            pairs.append((first(), other))
    return pairs


def ratio(pairs: list[tuple[float, float]]) -> float:
    """Return the median over rounds of first over second."""
    return statistics.median(one / other for one, other in pairs)


def number(value: float) -> str:
    """Return a number as the table shows it: three digits that count, thousands apart."""
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def show(rows: list[Row], console: Console | None = None) -> None:
    """Print the table."""
    table = Table(title="Benchmarks", title_justify="left")
    for name, justify in (
        ("bar", "left"), ("value", "right"), ("unit", "left"), ("target", "right"),
        ("stretch", "right"), ("met", "left"), ("rounds", "right"), ("note", "left"),
    ):  # fmt: skip
        table.add_column(
            name, justify="right" if justify == "right" else "left", no_wrap=name == "bar"
        )
    for row in rows:
        sign = ">=" if row.better == "high" else "<="
        stretch = "" if row.stretch is None else f"{sign} {number(row.stretch)}"
        table.add_row(
            row.bar, number(row.value), row.unit, f"{sign} {number(row.target)}", stretch, row.met,
            str(row.rounds), row.note,
        )  # fmt: skip
    (console or Console()).print(table)


def save(rows: list[Row], path: Path) -> None:
    """Write the rows as a list of {bar, value, unit, better, target, stretch, rounds}."""
    fields = ("bar", "value", "unit", "better", "target", "stretch", "rounds")
    listed = [{name: getattr(row, name) for name in fields} for row in rows]
    path.write_text(json.dumps(listed, indent=2) + "\n", encoding="utf-8")
