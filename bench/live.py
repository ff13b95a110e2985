"""How long a change on the live page takes: the first picture (32 runs) and the whole one (200), setting by setting.

    python bench/live.py [--rounds N] [--workers N] [--out FILE]

Times are those of the wall clock, from the names of a setting to its picture as JSON; what
a browser adds is measured by the browser tests. Every round asks for another date or value,
as dragging does, so that nothing is taken from the answers kept. On a machine with other work
the times are longer; ``days`` says how much is simulated.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from hinge.cli.compiling import ready_engine
from hinge.live import Opened, open_live

FIRST_BAR, ALL_BAR = 300.0, 1500.0  # ms, in the browser (docs/benchmarks.md)

Setting = Callable[[int], list[str]]


@dataclass(frozen=True)
class Found:
    """One kind of setting: medians over its rounds in milliseconds, and days that are simulated of all."""

    setting: str
    first: float
    whole: float
    picture: float
    days: int
    of: int
    rounds: int


def settings() -> dict[str, Setting]:
    """Return what is dragged on aleppo-2016: late dates, early ones, sizes, assumptions from day 0 on."""

    def date(name: str, first: str) -> Setting:
        day = dt.date.fromisoformat(first)
        return lambda n: [f"{name}:from={day + dt.timedelta(days=n)}"]

    def size(name: str, low: float, step: float) -> Setting:
        return lambda n: [f"{name}:size={low + n * step:.3g}"]

    def held(name: str, low: float, step: float) -> Setting:
        return lambda n: [f"set:{name}={low + n * step:.3g}"]

    return {
        "support stops, from 10 November on": date("border_support_stops", "2016-11-10"),
        "aid reaches the east, from 1 November on": date("aid_reaches_east", "2016-11-01"),
        "support stops, from 10 October on": date("border_support_stops", "2016-10-10"),
        "groups drawn away, from 15 September on": date("groups_redirected", "2016-09-15"),
        "support stops, from 1 September on": date("border_support_stops", "2016-09-01"),
        "support stops on 10 August, its size": size("border_support_stops", 0.05, 0.02),
        "pause of some hours, its size": size("pause_three_hours", 0.1, 0.01),
        "long-range aircraft, their tempo": size("long_range_on_aleppo", 0.3, 0.05),
        "aid reaches the east, its tonnes": size("aid_reaches_east", 60, 5),
        "reserves withheld, their share": size("reserves_withheld", 0.3, 0.05),
        "an assumption of every day": held("orders.loss_weight", 0.2, 0.02),
        "an assumption of day 0": held("factions.tiger.strength", 1500, 50),
    }


def measured(opened: Opened, name: str, setting: Setting, rounds: int) -> Found:
    """Return the medians of one kind of setting."""
    first: list[float] = []
    whole: list[float] = []
    painted: list[float] = []
    since = 0
    for number in range(rounds):
        began = time.perf_counter()
        for picture in opened.pictures(setting(number)):
            json.dumps(picture)
            took = (time.perf_counter() - began) * 1e3
            (first if picture["runs"] < picture["of"] else whole).append(took)
            painted.append(picture["ms"]["picture"])
            since = picture["since"]
    days = opened.machine.days
    return Found(
        name,
        statistics.median(first),
        statistics.median(whole),
        statistics.median(painted),
        days - max(since, 0),
        days,
        rounds,
    )


def found(opened: Opened, rounds: int) -> Iterator[Found]:
    """Yield the medians of every kind of setting, after one that warms up."""
    list(opened.pictures(["border_support_stops:from=2016-12-01"]))
    for name, setting in settings().items():
        yield measured(opened, name, setting, rounds)


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--workers", type=int, default=None)
    parser.add_argument("--out", type=Path, default=Path("bench-live.json"))
    chosen = parser.parse_args()
    console = Console()
    ready_engine()
    began = time.perf_counter()
    opened = open_live("aleppo-2016", workers=chosen.workers)
    took = time.perf_counter() - began
    console.print(f"aleppo-2016 opened in {took:.1f} s, {opened.runs} runs", highlight=False)
    rows = list(found(opened, chosen.rounds))
    table = Table("setting", "days", "first, ms", "whole, ms", "picture, ms")
    for row in rows:
        numbers = (row.first, row.whole, row.picture)
        table.add_row(row.setting, f"{row.days} of {row.of}", *(f"{one:.0f}" for one in numbers))
    console.print(table)
    middle = statistics.median(row.first for row in rows), statistics.median(r.whole for r in rows)
    bars = f"bars {FIRST_BAR:.0f} and {ALL_BAR:.0f} ms, in the browser"
    console.print(f"medians {middle[0]:.0f} and {middle[1]:.0f} ms; {bars}", highlight=False)
    chosen.out.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
