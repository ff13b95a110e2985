"""``hinge monitors``: who counted and how well, and what they would have reported of a run."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Any

import typer

from hinge.cli.options import AsJson, ScenarioName, Vintage


def monitors(
    scenario: ScenarioName,
    run: Annotated[
        Path | None, typer.Option(help="Folder of a run: truth and report side by side.")
    ] = None,
    by: Annotated[
        str,
        typer.Option(help="With --run: reports out by the end of this day; by default its last."),
    ] = "",
    vintage: Annotated[
        Vintage | None,
        typer.Option(
            help="strict (the default): who had counted by the assessment date. With --run: its own.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List who counted, and with --run what they would have reported of it."""
    from hinge.cli.console import out, print_json

    if by and run is None:
        raise _refused(
            "by_without_run",
            "--by was given without --run.",
            "Only the reports on a run's campaigns have days.",
            "Name a run with --run, or leave --by out.",
            "--by",
        )
    if vintage and run is not None:
        raise _refused(
            "vintage_with_run",
            "--vintage was given together with --run.",
            "A run keeps the vintage that it was made under, and its monitors are those.",
            "Leave --vintage out, or make a run of that vintage.",
            "--vintage",
        )
    if run is None:
        found = listed(scenario, (vintage or Vintage.STRICT).value)
    else:
        found = of_run(scenario, run, by)
    if as_json:
        print_json(found)
    else:
        for table in tables(found):
            out().print(table)


def listed(name: str, vintage: str) -> dict[str, Any]:
    """Return the monitors of a scenario that its vintage shows."""
    from hinge.evidence.table import listed as one_listed
    from hinge.evidence.table import monitors_of
    from hinge.scenario.load import load

    scenario = load(name, vintage, calibrated=False)
    return {"monitors": [one_listed(scenario, one) for one in monitors_of(scenario)]}


def of_run(name: str, folder: Path, by: str) -> dict[str, Any]:
    """Return truth and reports of a run of the scenario, from its folder alone."""
    from hinge.ensemble.store import open_run
    from hinge.evidence.table import table
    from hinge.scenario.load import load
    from hinge.scenario.patch import do

    finished = open_run(folder)
    record = finished.manifest.scenario
    scenario = do(load(finished.scenario_folder, vintage=record.vintage), *record.pulled)
    wanted = load(name, calibrated=False).head.id
    if wanted != scenario.head.id:
        raise _refused(
            "run_of_another_scenario",
            f"The run in {folder} is of {scenario.head.id}, not of {wanted}.",
            "Its monitors are others.",
            f"Say `hinge monitors {scenario.head.id} --run {folder}`.",
            "--run",
        )
    return table(scenario, finished, by=_day(by) if by else None) or {"monitors": []}


def tables(found: dict[str, Any]) -> list[Any]:
    """Return what is printed: who counts, and for a run each figure with truth and reports."""
    from rich.text import Text

    from hinge.cli.tables import plain_table
    from hinge.report.monitors import share_words, spread_words

    if not found["monitors"]:
        return [Text("This scenario names no monitors (monitors.yaml).")]
    who = plain_table("id", "monitor", "stance", "rests on", "civilian deaths", "soldiers' deaths")
    for one in found["monitors"]:
        shares = (share_words(one, kind) for kind in ("civilians_killed", "soldiers_killed"))
        cells = (one["id"], one["name"], one["stance"], ", ".join(one["rests_on"]) or "—", *shares)
        who.add_row(*map(Text, cells))
    words = "Shares of the truth that 90 of 100 reports hold; by side where it differs (all: no side named)."
    result: list[Any] = [who, Text(words, style="dim")]
    if "figures" not in found:
        return result
    figures = [figure for figure in found["figures"] if figure["truth"]["high"] > 0]
    seen = [
        one["id"]
        for one in found["monitors"]
        if any(one["id"] in figure["reports"] for figure in figures)
    ]
    beside = plain_table("", "simulated truth", *(one.replace("_", " ") for one in seen))
    beside.columns[0].min_width = 24
    beside.columns[1].no_wrap = True
    for figure in figures:
        reports = [_median(figure["reports"].get(one)) for one in seen]
        beside.add_row(*map(Text, (figure["says"], spread_words(figure["truth"]), *reports)))
    words = (
        f"Simulated truth of {found['arm']} (median, 90 of 100 runs), and what each monitor would have "
        f"published of the same runs by {found['by']} (median; ranges: --json)."
    )
    result += [Text(), Text(words, style="dim"), beside]
    if found["published"]:
        said = plain_table(
            "published", "days", "by", "figure", "it would report", "simulated truth"
        )
        for one in found["published"]:
            numbers = (
                f"{one['value']:,.0f}",
                spread_words(one["report"]),
                spread_words(one["truth"]),
            )
            days = f"{one['from']} to {one['to']}"
            said.add_row(*map(Text, (one["says"], days, one["monitor"], *numbers)))
        result += [Text(), said]
    return result


def _median(spread: dict[str, float] | None) -> str:
    """Return a median; a dash where a monitor does not report the figure."""
    return "—" if spread is None else f"{spread['median']:,.0f}"


def _day(text: str) -> dt.date:
    """Return a day written as 2016-08-31."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise _refused(
            "not_a_date",
            f"{text!r} is not a day.",
            "Reports are counted up to a day.",
            "Write it as 2016-08-31.",
            "--by",
        ) from None


def _refused(rule: str, what: str, why: str, do: str, option: str) -> Exception:
    """Return the error for an option that cannot be followed."""
    from hinge.errors import InputError, Place, Problem

    return InputError([Problem(rule, what, why, do, Place(option))])
