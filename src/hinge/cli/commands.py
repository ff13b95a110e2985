"""What the commands do: each reads, calls the rooms in order, and shows the result."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import typer

from hinge.cli.calibrated import assessed_both, say_calibration
from hinge.cli.compiling import ready_engine
from hinge.cli.console import FAILED_COMPARISON, INTERRUPTED, err, out, print_json, say
from hinge.cli.progress import progress, working
from hinge.errors import StoreError

if TYPE_CHECKING:
    from hinge.ensemble.design import Design
    from hinge.ensemble.store import Run
    from hinge.scenario.scenario import Scenario

Start = Literal["assessment", "campaign"]


def check(name: str, vintage: str, *, as_json: bool, calibrated: bool = True) -> None:
    """Load a scenario, which reports every mistake, and say what is in it."""
    from hinge.cli.tables import contents, contents_json
    from hinge.scenario.load import load

    scenario = load(name, vintage, calibrated=calibrated)
    if as_json:
        print_json(contents_json(scenario))
    else:
        out().print(contents(scenario))


def assess(
    name: str,
    *,
    seed: int,
    draws: int,
    claims: str,
    vintage: str,
    workers: int | None,
    out: Path | None,
    variance: bool,
    as_json: bool,
    calibrated: bool = True,
    both: bool = False,
) -> None:
    """Plan, run, judge, write, show; with ``variance`` also the indices of the claims named.

    ``both``: with and without calibration, the calibrated run shown with what it changes.
    """
    from hinge.assess import chosen_claims, default_folder, design_for, judge
    from hinge.cli.summary import show
    from hinge.cli.variance import indices, plain, print_indices, require_named
    from hinge.scenario.load import load

    scenario = load(name, vintage, calibrated=calibrated)
    ids = claim_ids(claims)
    chosen = chosen_claims(scenario, ids)
    if variance:
        require_named(ids, chosen)
    if both:
        assessment = assessed_both(scenario, chosen, seed, draws, out, workers)
    else:
        design = design_for(scenario, chosen, seed=seed, draws=draws)
        run = simulated(scenario, design, out or default_folder(scenario, design), workers)
        with working(f"Judging {len(chosen)} claims and writing the page"):
            assessment = judge(scenario, run, chosen)
    found = indices(scenario, assessment.run, chosen, workers) if variance else []
    if as_json:
        more = {"variance": [plain(one) for one in found]} if variance else {}
        print_json(assessment.as_json() | more)
    else:
        show(assessment)
        for one in found:
            print_indices(scenario, one)


def run(
    name: str,
    *,
    do: Sequence[str],
    start: str,
    conditioned: bool,
    draws: int,
    replicates: int,
    seed: int,
    vintage: str,
    workers: int | None,
    out: Path | None,
    resume: bool,
    as_json: bool,
    calibrated: bool = True,
) -> None:
    """Run one arm and print the digest of its results."""
    from hinge.assess import default_folder, single_arm
    from hinge.ensemble.manifest import FILE
    from hinge.scenario.load import load
    from hinge.scenario.patch import do as pull

    scenario = pull(load(name, vintage, calibrated=calibrated), *do)
    day = cast("Start", start)
    design = single_arm(
        scenario,
        draws=draws,
        replicates=replicates,
        start=day,
        seed=seed,
        conditioned=conditioned,
    )
    folder = out or default_folder(scenario, design)
    if resume and not (folder / FILE).is_file():
        raise StoreError(
            f"There is no run to go on with in {folder}. Leave --resume out to begin one, or name "
            "the folder of the run that stopped with --out."
        )
    finished = simulated(scenario, design, folder, workers)
    if as_json:
        from hinge.evidence.table import table

        manifest = finished.manifest.model_dump(mode="json", by_alias=True)
        reports = table(scenario, finished)
        more = {} if reports is None else {"monitors": reports}
        print_json({"digest": finished.digest, "folder": str(folder), "manifest": manifest} | more)
    else:
        if sys.stdout.isatty():
            show_run(finished, scenario)
        _console_out(f"digest {finished.digest}")
        say(f"{design.size:,} runs in {folder}")
        say_calibration(scenario)


def show_run(finished: Run, scenario: Scenario) -> None:
    """Print the course of a run's first arm, with what happens to civilians."""
    from hinge.analysis.course import Course
    from hinge.cli.summary import NARROW, WIDE, print_course

    console, arm = out(), next(iter(finished.arms))
    width = max(NARROW, min(console.width, WIDE))
    print_course(console, Course(finished.arm(arm), arm), scenario, width)
    console.print()


def rerun(folder: Path, *, workers: int | None, out: Path | None, as_json: bool) -> None:
    """Repeat a run in another folder and compare; exit code 1 when the results differ."""
    from hinge.ensemble.rerun import rerun as again
    from hinge.ensemble.store import open_run

    open_run(folder)
    ready_engine()
    with tempfile.TemporaryDirectory() as temporary, progress("Running it again", "runs") as report:
        target = out or Path(temporary) / "again"
        comparison = again(
            folder, target, workers=workers, progress=lambda p: report(p.done, p.total, p.doing)
        )
    if as_json:
        found = asdict(comparison) | {"equal": comparison.equal, "says": comparison.sentence}
        print_json(found | {"folder": str(out) if out else None})
    else:
        _console_out(comparison.sentence)
    if not comparison.equal:
        raise typer.Exit(FAILED_COMPARISON)


def interventions(name: str, one: str, *, as_json: bool) -> None:
    """List the interventions of a scenario and its switches, or show one of them in full."""
    from hinge.cli.what_ifs import every_json, in_full, one_json, table
    from hinge.scenario.load import load
    from hinge.scenario.patch import do

    scenario = load(name, calibrated=False)
    if not one:
        if as_json:
            print_json(every_json(scenario))
        else:
            out().print(table(scenario))
        return
    plan = do(scenario, one).pulled[-1]
    if as_json:
        print_json(one_json(plan))
    else:
        out().print(in_full(scenario, plan))


def claim_ids(claims: str) -> list[str]:
    """Return the ids in an option such as ``A06,B05``."""
    return [part.strip() for part in claims.split(",") if part.strip()]


def simulated(scenario: Scenario, design: Design, folder: Path, workers: int | None) -> Run:
    """Return the finished run of a design, with progress; what stands in the folder is used."""
    from hinge.assess import found, simulate

    before = found(folder, design)
    if before is not None and before.state == "finished":
        say(f"This very run is finished already, in {folder}; it is used as it stands.")
        return simulate(scenario, design, folder)
    if before is not None:
        say(f"Going on with the unfinished run in {folder}.")
    ready_engine()
    arms = len(design.arms)
    what = f"Simulating {arms} arm{'s' if arms != 1 else ''}"
    with resumable(folder), progress(what, "runs") as report:
        return simulate(
            scenario,
            design,
            folder,
            workers=workers,
            progress=lambda p: report(p.done, p.total, p.doing),
            command=command_line(),
        )


@contextmanager
def resumable(folder: Path) -> Iterator[None]:
    """When the user stops the run, say what is kept and how to go on; exit code 130."""
    try:
        yield
    except KeyboardInterrupt:
        err().print(
            f"Stopped. What was finished is kept in {folder}; the same command goes on from there.",
            markup=False,
            soft_wrap=True,
        )
        raise typer.Exit(INTERRUPTED) from None


def command_line() -> tuple[str, ...]:
    """Return the command line as a manifest records it: no path of the program."""
    return ("hinge", *sys.argv[1:])


def _console_out(text: str) -> None:
    """Print a result line as it is."""
    out().print(text, markup=False, soft_wrap=True)
