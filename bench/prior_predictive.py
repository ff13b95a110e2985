"""What the priors alone say of aleppo-2016, beside what was recorded: misfits stand out.

Nothing is fitted: the runs start on 25 June 2016 from the scenario's priors, and
the recorded figures are looked up afterwards. A mark says where the record lies
outside the 90 per cent range of the runs.

    python bench/prior_predictive.py [DRAWS]
"""

import datetime as dt
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import xarray as xr

from hinge.assess import simulate, single_arm
from hinge.cli.compiling import ready_engine
from hinge.scenario.load import load

DRAWS = 256
LOW, MIDDLE, HIGH = 0.05, 0.5, 0.95


class Figure(NamedTuple):
    """A quantity of a run, the recorded range of it, and who recorded it."""

    name: str
    of_run: Callable[[xr.Dataset], np.ndarray]
    recorded: tuple[float, float]
    source: str


def grown(days: xr.Dataset, series: str, first: dt.date, last: dt.date) -> np.ndarray:
    """Return by how much a cumulative series grows from the end of ``first`` to that of ``last``."""
    start = dt.date.fromisoformat(str(days.attrs["start"]))
    value = days["value"].sel(series=series)
    rows = [(day - start).days for day in (first, last)]
    return (value.isel(day=rows[1]) - value.isel(day=rows[0])).values


def loss_rate(days: xr.Dataset, side: str, first: dt.date, last: dt.date) -> np.ndarray:
    """Return soldiers killed a day in per cent of strength at the start."""
    strength = days["value"].sel(series=f"strength.{side}").isel(day=0).values
    killed = grown(days, f"killed.{side}", first, last)
    return 100.0 * killed / strength / (last - first).days


def _reopened(days: xr.Dataset) -> np.ndarray:
    """Return 1 where the east was cut off at some time in July and is not on 8 August."""
    siege = days["siege"].sel(watch="east.opposition").values
    return ((siege[:, 6:37] >= 2).any(axis=1) & (siege[:, 44] < 2)).astype(float)


def figures() -> list[Figure]:
    """Return the figures that are compared."""
    june, end_july = dt.date(2016, 6, 25), dt.date(2016, 7, 31)
    d, start_july, end_august = dt.date(2016, 8, 8), dt.date(2016, 7, 1), dt.date(2016, 8, 31)
    month = 31.0
    sides = ("government", "opposition")
    return [
        Figure(
            "government side, killed a day, % of strength",
            lambda x: loss_rate(x, "government", end_july, dt.date(2016, 8, 31)),
            (100 * 625 / 37 / 15600, 100 * 900 / 37 / 15600),
            "SOHR 31 Jul - 6 Sep: 625 to 900 of about 15,600 (scenario median)",
        ),
        Figure(
            "opposition side, killed a day, % of strength",
            lambda x: loss_rate(x, "opposition", end_july, dt.date(2016, 8, 31)),
            (100 * 948 / 37 / 22600, 100 * 1200 / 37 / 22600),
            "SOHR 31 Jul - 6 Sep: 948 to 1,200 of about 22,600 (scenario median)",
        ),
        Figure(
            "civilians killed in July, all areas",
            lambda x: grown(x, "civilians_killed", start_july, end_july),
            (528.0, 880.0),
            "UCDP, governorate, July: 704, plus or minus 25 %",
        ),
        Figure(
            "civilians killed in August, all areas",
            lambda x: grown(x, "civilians_killed", end_july, end_august),
            (401.0, 700.0),
            "UCDP 535 less 25 %; SOHR 613 to 700",
        ),
        Figure(
            "killed by the government side in the east, a month",
            lambda x: grown(x, "civilians_killed_in.east.by.government", june, d) * month / 44.0,
            (150.0, 270.0),
            "SOHR: 102 by air in 15 days, 168 in 20 days",
        ),
        Figure(
            "killed by the opposition side in the west, a month",
            lambda x: grown(x, "civilians_killed_in.west.by.opposition", june, d) * month / 44.0,
            (60.0, 260.0),
            "SOHR: 126 in 15 days, 163 in 20 days of August; fewer in July",
        ),
        Figure(
            "areas taken a week by all sides, to 8 August",
            lambda x: (
                sum(grown(x, f"gained.{s}", june, d) for s in (*sides, "kurdish_led")) / (44 / 7)
            ),
            (1.4, 1.8),
            "control tables of 25 June, 28 July and 8 August: 9 to 11 areas",
        ),
        Figure(
            "share of runs with the east cut off on 28 July",
            lambda x: (x["siege"].sel(watch="east.opposition").isel(day=33).values >= 2).astype(
                float
            ),
            (1.0, 1.0),
            "all sources: closed",
        ),
        Figure(
            "share of runs with the east reached again by 8 August",
            _reopened,
            (1.0, 1.0),
            "all sources: opened on 6 August",
        ),
    ]


def main() -> None:
    """Run and print the table."""
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else DRAWS
    ready_engine()
    scenario = load("aleppo-2016")
    design = single_arm(scenario, draws=draws, replicates=2, start="campaign", seed=1)
    with tempfile.TemporaryDirectory() as folder:
        run = simulate(scenario, design, Path(folder) / "run")
        days = run.arm(next(iter(run.arms)))
        print(f"{'':52s} {'5 %':>8s} {'median':>8s} {'95 %':>8s}   recorded")
        for figure in figures():
            values = figure.of_run(days)
            low, middle, high = np.quantile(values, (LOW, MIDDLE, HIGH))
            if set(np.unique(values)) <= {0.0, 1.0}:
                print(f"{figure.name:52s} {values.mean():26.2f}   {figure.source}")
                continue
            outside = figure.recorded[1] < low or figure.recorded[0] > high
            print(
                f"{figure.name:52s} {low:8.3f} {middle:8.3f} {high:8.3f}   "
                f"{figure.recorded[0]:.2f} to {figure.recorded[1]:.2f}"
                f"{'  MISFIT' if outside else ''}   ({figure.source})"
            )


if __name__ == "__main__":
    main()
