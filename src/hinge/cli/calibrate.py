"""What ``hinge calibrate`` does: simulate, write, and show what was reported, shown and learned."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from hinge.cli.calibrate_check import print_check, print_laws
from hinge.cli.commands import command_line, resumable
from hinge.cli.compiling import ready_engine
from hinge.cli.console import out, print_json, say
from hinge.cli.progress import progress
from hinge.cli.sparkline import bar, sparkline
from hinge.cli.tables import plain_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hinge.calibrating.calibrate import Calibration

LEFT = 10
"""Letters of a bar whose parameter has all of its prior variance left."""

FEW = 200
"""Effective draws below which percentiles of a posterior are rough, and words say so."""


def calibrate(
    name: str,
    *,
    sizes: Mapping[str, int],
    seed: int,
    vintage: str,
    workers: int | None,
    out_folder: Path | None,
    ship: bool,
    check: bool,
    as_json: bool,
) -> None:
    """Calibrate a scenario into a folder, or go on there, and show what came of it."""
    from hinge.calibrating.calibrate import calibrate as run
    from hinge.calibrating.calibrate import default_folder, record_of, require_shippable
    from hinge.calibrating.questions import check_first_wave
    from hinge.calibrating.sizes import Sizes
    from hinge.calibrating.targets import required
    from hinge.calibrating.writing import ship as copy
    from hinge.calibrating.writing import write
    from hinge.scenario.load import load

    scenario, size = load(name, vintage, calibrated=False), Sizes(**sizes)
    required(scenario)
    if ship:
        require_shippable(scenario)
    folder = out_folder or default_folder(scenario, seed, size)
    ready_engine()
    what = f"Calibrating {scenario.head.id}"
    with resumable(folder), progress(what, "campaigns") as report:
        found = run(
            scenario,
            folder,
            seed=seed,
            sizes=size,
            workers=workers,
            tell=report,
            command=command_line(),
        )
    arviz = write(found)
    if ship:
        for path in copy(folder, scenario):
            say(f"{path.name} now ships with {scenario.head.id}.")
    if not arviz:
        say(
            "ArviZ is not installed, so there is no inference_data.nc: "
            "python -m pip install -e '.[analysis]'"
        )
    checked = check_first_wave(found) if check else None
    if as_json:
        told = {"scenario": scenario.head.id, "folder": str(folder), **record_of(found)}
        print_json(told | ({"check": checked.to_json()} if checked is not None else {}))
        return
    _show(found, folder)
    if checked is not None:
        print_check(checked)


def refuse_with_laws(options: Mapping[str, bool]) -> None:
    """Refuse options, by name, that were given and that a comparison of laws would leave out. InputError."""
    from hinge.errors import InputError, Place, Problem

    given = [name for name, there in options.items() if there]
    if given:
        raise InputError(
            [
                Problem(
                    "laws_alone",
                    f"--laws was given with {' and '.join(given)}.",
                    "A comparison of laws writes no posterior, checks none, and has a size of its own.",
                    "Leave it out, or ask for a calibration without --laws.",
                    Place("--laws"),
                )
            ]
        )


def laws(name: str, *, seed: int, vintage: str, workers: int | None, as_json: bool) -> None:
    """Run a pool under every law of attrition, and show how well each foretells what is held out."""
    from hinge.calibrating.questions import held_out_laws
    from hinge.scenario.load import load

    scenario = load(name, vintage, calibrated=False)
    ready_engine()
    with progress(f"Laws of attrition in {scenario.head.id}", "laws") as report:
        found = held_out_laws(scenario, seed=seed, workers=workers, tell=report)
    if as_json:
        print_json({"scenario": scenario.head.id, "seed": seed, **found.to_json()})
        return
    print_laws(found)


def _show(found: Calibration, folder: Path) -> None:
    """Print reports beside what campaigns show, what is left, and what was learned."""
    console = out()
    console.print("What was reported, and what campaigns show (5, 50, 95 of 100)")
    table = plain_table("target", "report", "by the priors", "calibrated")
    for one in found.predictive:
        prior, after = (
            _three(one.prior, one.prior_inside),
            _three(one.posterior, one.posterior_inside),
        )
        table.add_row(*(Text(cell) for cell in (one.target, f"{one.report:g}", prior, after)))
    console.print(table)
    console.print("* the report lies outside")
    console.print()
    left = ", ".join(f"{100 * share:.0f}" for share in found.space.left)
    drawn = sparkline([1.0, *found.space.left], high=1.0)
    console.print(f"Of 100 parts of the prior the waves left {left}. {drawn}", markup=False)
    for layer in found.generations:
        console.print(
            f"{layer.name}: {layer.draws:,} draws so far, tolerance {layer.tolerance:.2f}; "
            f"{layer.effective_at_one:,.0f} are effective at tolerance 1"
        )
    console.print(f"{found.rows.shape[0]:,} rows, {found.distinct:,} of them different.")
    if found.generations[-1].effective_at_one < FEW:
        console.print("So few effective draws make the posterior rough: ask for more of them.")
    console.print()
    console.print("What was learned: spread after over before, with 95 % interval; 1: nothing")
    learned = plain_table("parameter", "left", "variance", "middle 90 %", "shift", "learned")
    for row in sorted(found.contraction, key=lambda one: one.variance.value):
        ratios = (row.variance, row.width)
        cells = [f"{r.value:.2f} ({r.low:.2f} to {r.high:.2f})" for r in ratios]
        cells += [f"{row.shift.value:+.2f}", "yes" if row.learned else ""]
        left_of_it = bar(row.variance.value, LEFT)
        learned.add_row(*(Text(cell) for cell in (row.parameter, left_of_it, *cells)))
    console.print(learned)
    console.print(f"digest {found.digest}", markup=False, soft_wrap=True)
    say(f"Everything is in {folder}.")


def _three(three: tuple[float, float, float], inside: bool) -> str:
    """Return three percentiles for a cell, with a star where the report lies outside."""
    return ", ".join(f"{value:.3g}" for value in three) + ("" if inside else " *")
