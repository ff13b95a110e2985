"""``hinge turning`` of a campaign: branch, and print when it turned."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from hinge.claims.names import day_month
from hinge.cli.calibrated import say_calibration
from hinge.cli.compiling import ready_engine
from hinge.cli.console import out, print_json, say
from hinge.cli.progress import progress
from hinge.cli.sparkline import bar, sparkline
from hinge.cli.tables import plain_table
from hinge.cli.turning_examples import check_example, is_example, turn_example
from hinge.errors import InputError, Place, Problem
from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario
from hinge.turn.campaign import Wanted, check_wanted
from hinge.turn.record import PICTURE
from hinge.turn.run import Turned, turn
from hinge.turn.run import show as finished_run
from hinge.turn.words import (
    checks_words,
    civilians_words,
    claimed_words,
    date_of,
    ruling_words,
    seen_words,
    view_words,
    window_words,
)

WIDE = 100
BAR = 24
LETTERS = 48  # of a line over all days
UNIT = "days"


def turning(
    name: str,
    *,
    show: Path | None,
    vintage: str,
    workers: int | None,
    out_folder: Path | None,
    as_json: bool,
    calibrated: bool = True,
    paths: int | None,
    lines: int | None,
    seed: int,
    **wanted: Any,
) -> None:
    """Find when a campaign or a worked example turned, or print a finished run.

    ``wanted``: the other fields of ``Wanted``. InputError without a name and a folder.
    """
    if show is not None:
        print_turned(finished_run(show), as_json=as_json)
    elif is_example(name):
        check_example(
            name,
            vintage=vintage,
            workers=workers,
            out=out_folder,
            uncalibrated=not calibrated,
            **wanted,
        )
        turn_example(name, paths=paths, lines=lines, seed=seed, as_json=as_json)
    elif not name:
        raise InputError([_nameless()])
    else:
        asked = Wanted(paths=paths, lines=lines, seed=seed, **wanted)
        scenario = load(name, vintage, calibrated=calibrated)
        turned = turn_campaign(scenario, asked, workers, out_folder)
        say_calibration(scenario)
        print_turned(turned, as_json=as_json)


def turn_campaign(
    scenario: Scenario, wanted: Wanted, workers: int | None, out_folder: Path | None
) -> Turned:
    """Return the turning points of a campaign, with progress; from its folder if they stand there."""
    check_wanted(scenario, wanted)
    ready_engine()
    with progress("Following campaigns and their branches", UNIT) as report:
        return turn(
            scenario,
            wanted,
            out=out_folder,
            workers=workers,
            tell=report,
            command=sys.argv[1:],
        )


def _nameless() -> Problem:
    """Return what is wrong where nothing is named."""
    return Problem(
        "turning",
        "No scenario, worked example or folder is named.",
        "Something has to turn.",
        "Name one, as in `hinge turning best-of-seven`, or give --show with a folder.",
        Place("the command line", field="NAME"),
    )


def print_turned(turned: Turned, *, as_json: bool) -> None:
    """Print a result as one JSON object or as words and tables."""
    if as_json:
        print_json(turned.as_json())
        return
    console = out()
    console.print(shown(turned.result), width=min(console.width, WIDE))
    say(f"{turned.folder / PICTURE}  both charts")
    say(f"hinge turning --show {turned.folder}  prints this again")


def shown(result: Mapping[str, Any]) -> RenderableType:
    """Return the whole result as it is printed."""
    parts: list[RenderableType] = [
        Text(f"What did it hinge on? {result['title']}", style="bold"),
        Text(str(result["says"])),
        Text(view_words(result), style="dim"),
        Text(""),
    ]
    if result["shares"]:
        parts += [_headline(result), Text(""), by_day(result), Text("")]
        parts += [_shares(result), _legend(result)]
        parts += [Text(checks_words(result), style="dim"), Text("")]
        parts += [_outcomes(result), Text("")]
        parts += [
            part
            for name in ("shocks", "leverage")
            if name in result
            for part in _aside(result, name)
        ]
    else:
        parts += [_seen(result), Text("")]
    parts.append(Text(civilians_words(result)))
    return Group(*parts)


def _headline(result: Mapping[str, Any]) -> Text:
    """Return the rule's word, and what the start and the days settle."""
    parameter, total, main = result["parameter_share"], result["sum"], result["outcomes"][0]
    exits = result["last_exit"]
    return Text.assemble(
        (ruling_words(result), "bold"),
        f"\nIn {100 * main['chance']:.0f} ± {100 * main['chance_se']:.0f} of 100 campaigns it comes "
        f"about. Assumptions and the first day settle "
        f"{100 * parameter['share']:.0f} ± {100 * parameter['se']:.0f} of 100 parts of the doubt; all "
        f"together {100 * total['share']:.0f} ± {100 * total['se']:.0f} (100 but for chance).\n"
        f"Half of the campaigns are settled for good by "
        f"{day_month(date_of(exits['median']['date']))}, three quarters by "
        f"{day_month(date_of(exits['three_quarters']['date']))}."
        + (f"\n{claimed_words(result)}" if result["claimed"] else ""),
    )


def by_day(result: Mapping[str, Any]) -> RenderableType:
    """Return the chance and what is settled a day, a letter for each step or so, over the same days."""
    chance = [float(row["chance"]) for row in result["chance"]]
    settled = [_daily(row) for row in result["shares"]]
    ends = [day_month(date_of(str(result["chance"][at]["date"]))) for at in (0, -1)]
    table = plain_table(f"{ends[0]} to {ends[1]}", "", "")
    table.add_row(
        "chance of it",
        sparkline(_daily_steps(result["chance"], chance), high=1.0, width=LETTERS),
        f"{100 * chance[0]:.0f} → {100 * chance[-1]:.0f} of 100",
    )
    table.add_row(
        "settled a day",
        sparkline(_daily_steps(result["shares"], settled), width=LETTERS),
        f"at most {100 * max(settled):.1f} of 100 parts",
    )
    return table


def _daily_steps(rows: Sequence[Mapping[str, Any]], values: Sequence[float]) -> list[float]:
    """Return a value for every day: each step's, as many times as it has days."""
    days = [int(row["day"]) for row in rows]
    since = [int(rows[0].get("since", days[0] - 1)), *days[:-1]]
    spans = [day - before for day, before in zip(days, since, strict=True)]
    return [value for value, many in zip(values, spans, strict=True) for _ in range(many)]


def _shares(result: Mapping[str, Any]) -> RenderableType:
    """Return what each step of the grid settles."""
    table = plain_table("days", "settles", "95 %", "ordinary", "a day, of 100 parts")
    table.columns[1].justify = table.columns[3].justify = "right"
    rows = result["shares"]
    most = max([_daily(row) for row in rows] + [1e-9])
    for row in rows:
        table.add_row(
            _days(row),
            f"{100 * row['share']:.1f}",
            f"{100 * row['low']:.1f} to {100 * row['high']:.1f}",
            f"{100 * row['null']:.1f}",
            Text(
                f"{bar(_daily(row) / most, BAR)} {100 * _daily(row):.1f}",
                style="bold" if row["excess_low"] > 0.0 else "",
            ),
        )
    return table


def _daily(row: Mapping[str, Any]) -> float:
    """Return what a step settles on an average day of it."""
    return max(0.0, float(row["share"])) / (int(row["day"]) - int(row["since"]))


def _days(row: Mapping[str, Any]) -> str:
    """Return the days of a step."""
    last, many = date_of(row["date"]), int(row["day"]) - int(row["since"])
    if many == 1:
        return day_month(last)
    first = last.fromordinal(last.toordinal() - many + 1)
    return f"{day_month(first)} – {day_month(last)}"


def _legend(result: Mapping[str, Any]) -> Text:
    """Return how to read the table."""
    precision = result["precision"]
    return Text(
        "settles: parts of 100 of the doubt at the start; 95 %: of that step alone; ordinary: what a "
        "contest of the same chance and activity settles then. Bold: more than that. "
        f"Steps of {result['every']} days are known to ± {100 * precision['median']:.1f} in the middle, "
        f"± {100 * precision['widest']:.1f} at worst.",
        style="dim",
    )


def _outcomes(result: Mapping[str, Any]) -> RenderableType:
    """Return the outcomes in short."""
    table = plain_table("asked also", "of 100", "settled most", "parts")
    table.columns[1].justify = "right"
    for one in result["outcomes"]:
        top = one["top"]
        table.add_row(
            Text(one["says"] if not one["of"] else f"(variant) {one['says']}"),
            f"{100 * one['chance']:.0f}",
            window_words(top),
            f"{100 * top['share']:.1f} ± {100 * top['se']:.1f}",
        )
    return table


def _aside(result: Mapping[str, Any], name: str) -> list[RenderableType]:
    """Return what shook the top window, or who could have moved the chance before it."""
    found = result[name]
    if name == "shocks":
        table = plain_table(f"what shook {window_words(found)}", "parts of 100")
        for row in found["groups"]:
            table.add_row(row["group"], f"{100 * row['share']:.1f} ± {100 * row['se']:.1f}")
        return [table, Text("")]
    day = day_month(date_of(found["on"]))
    table = plain_table(f"who could move it from {day} on", "leverage, of 100", "by", "effect")
    for row in found["actors"]:
        best = max(row["options"], key=lambda one: abs(one["effect"]))
        table.add_row(
            row["actor"],
            f"{100 * row['low']:.0f} to {100 * row['high']:.0f}",
            best["option"],
            f"{100 * best['effect']:+.0f} ± {100 * best['se']:.0f}",
        )
    return [table, Text("")]


def _seen(result: Mapping[str, Any]) -> RenderableType:
    """Return the chance of each day on the path of the record."""
    table = plain_table("day", "of 100", "95 %", "effective", "")
    for name in (1, 3):
        table.columns[name].justify = "right"
    for row in result["chance"]:
        table.add_row(
            day_month(date_of(row["date"])),
            f"{100 * row['chance']:.0f}",
            f"{100 * row['low']:.0f} to {100 * row['high']:.0f}",
            f"{row['effective']:.0f}",
            bar(float(row["chance"]), BAR),
        )
    return Group(table, Text(seen_words(result), style="dim"))
