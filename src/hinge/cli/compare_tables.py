"""What ``hinge compare`` prints: the intervention and its reasons, tables, causes, where it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from hinge.claims.compare_words import (
    among,
    difference,
    hundred,
    shapley,
    spread_of_chance,
    times,
    value,
)
from hinge.claims.names import capital, date_range, joined
from hinge.cli.console import out
from hinge.cli.sparkline import by_week, sparkline
from hinge.cli.tables import plain_table
from hinge.scenario.patch import TOGETHER

if TYPE_CHECKING:
    from hinge.comparing.result import Comparison

NARROW, WIDE = 80, 120
KILLED = "civilians_killed"
WEEKS = 40  # letters of a line by week
BASELINE = "baseline"
TOO_RARE = "  Fewer than 50 campaigns of the baseline have it, too few to say what it needed."
NEEDLESS = "  It comes about all the same, whatever is pulled."
GROUPS = {
    "asked": "asked for",
    "civilians": "civilians",
    "soldiers": "soldiers",
    "ground": "ground",
    "sieges": "sieges",
    "politics": "politics",
}
LEGEND = (
    "Differences are with it less without it, mean over parameter draws with its 95 % interval; "
    "those of shares are in percentage points. "
    "Up and down: draws of 100 in which it rises or falls. Chance: part of the variance of the "
    "difference that is luck within a draw, in per cent. Fewer: how many times as many runs "
    "unpaired arms would need."
)
CONVENTION = (
    "Of 100 campaigns in which it comes about in the baseline, in how many it stays away: under the "
    "intervention alone (with the bounds of necessity); under it with some others, which by "
    "themselves change nothing (a contingency); under it with all others, likewise. Instead: of 100 "
    "without it in the baseline, in how many it comes about under the intervention alone; where "
    "that is as large, both show luck that fell otherwise. All arms share the same chance, which is a "
    "convention of the model; the bounds need none."
)


def show(comparison: Comparison) -> None:
    """Print a comparison: what it is, a table for each intervention, ranges or causes, where it stands."""
    console, stored = out(), comparison.stored
    width = max(NARROW, min(console.width, WIDE))
    console.print(Text(stored["title"], style="bold"))
    console.print(Text(basis(stored), style="dim"), width=width)
    for what_if in stored["interventions"]:
        console.print()
        console.print(in_words(what_if), width=width)
    for found in stored["comparisons"]:
        console.print()
        console.print(Text(heading(stored, found["intervention"]), style="bold"), width=width)
        _print_lines(console, found["outcomes"], bool(stored["asked"]), width)
        console.print(week_lines(comparison, found["arm"]), width=width)
    console.print(Text(LEGEND, style="dim"), width=width)
    if stored["ranges"]:
        console.print()
        console.print(range_table(stored), width=width)
    if stored["together"] is not None:
        _print_together(console, stored["together"], width)
    console.print()
    folder = comparison.run.folder
    console.print(f"Every number: {folder / 'compare.json'}", soft_wrap=True, markup=False)
    console.print(f"Shown again by: hinge compare --show {folder}", soft_wrap=True, markup=False)


def week_lines(comparison: Comparison, arm: str) -> Table:
    """Return civilians killed a week without and with an intervention, on one scale."""
    from hinge.analysis.course import Course

    run = comparison.run
    first = next(iter(run.arms))  # the arm compared with is always the first
    weeks = {
        name: by_week(np.median(Course(run.arm(id_), id_).series(KILLED), axis=0).tolist())
        for name, id_ in (("without", first), ("with", arm))
    }
    most = max((value for week in weeks.values() for value in week), default=0.0)
    table = plain_table("civilians killed a week, all sides (median), one scale", "", "last week")
    table.columns[2].justify = "right"
    for name, week in weeks.items():
        last = f"{week[-1]:,.0f}" if week else ""
        table.add_row(f"  {name}", sparkline(week, high=most, width=WEEKS), last)
    return table


def basis(stored: dict[str, Any]) -> str:
    """Return which campaigns were compared, in words."""
    days = date_range(*(dt.date.fromisoformat(stored[name]) for name in ("from", "until")))
    runs = stored["draws"] * stored["replicates"]
    each = f"{runs:,} campaigns in each arm, {days}"
    if stored["conditioned"]:
        each += (
            ", conditioned on what was observed (effective number of parameter draws "
            f"{stored['n_effective_draws']:.0f})"
        )
    else:
        each += f" ({stored['draws']} parameter draws x {stored['replicates']})"
    pulled = f" Pulled in all arms: {', '.join(stored['pulled'])}." if stored["pulled"] else ""
    return f"{each}. The arms share draws and luck.{pulled} Other sides choose anew in each arm."


def in_words(what_if: dict[str, Any]) -> RenderableType:
    """Return what an intervention is, and the six answers why it may be asked."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(style="dim", overflow="fold")
    for question, answer in what_if["admissibility"].items():
        table.add_row(question.replace("_", " "), Text(answer))
    head = Text.assemble((what_if["title"], "bold"), f"  ({what_if['id']})")
    return Group(head, Text(what_if["says"]), table)


def heading(stored: dict[str, Any], name: str) -> str:
    """Return which arm is compared with which."""
    named = " and ".join(name.split(TOGETHER))
    against = "the baseline" if stored["against"] == BASELINE else stored["against"]
    return f"{named} against {against}"


def line_table(lines: Iterable[dict[str, Any]]) -> Table:
    """Return the outcomes of one intervention, a part for each group."""
    table = _table("", "without", "with", "difference (95 %)", "up", "down", "chance", "fewer")
    group = ""
    for line in lines:
        if line["group"] != group:
            group = line["group"]
            table.add_row(Text(GROUPS[group], style="dim"))
        name = Text("  " + capital(line["says"]))
        if line["difference"] is None:
            table.add_row(Text(f"  {capital(line['says'])}: {line['note']}"))
            continue
        same = line["identical"]
        table.add_row(
            name,
            value(line["without"], line),
            value(line["with"], line),
            Text(difference(line), style="dim" if same else _weight(line)),
            "" if same else hundred(line["rises"]["share"]),
            "" if same else hundred(line["falls"]["share"]),
            spread_of_chance(line),
            times(line["saving"]),
        )
    return table


def range_table(stored: dict[str, Any]) -> Table:
    """Return the range of each outcome's difference over the interventions given."""
    lines = {line["id"]: line for line in stored["comparisons"][0]["outcomes"]}
    table = _table(
        "range over the interventions",
        "lowest",
        "highest",
        "lowest with",
        "highest with",
        fold=True,
    )
    for found in stored["ranges"]:
        line = lines[found["id"]]
        if found["lowest"] == found["highest"] == 0.0 or not _listed(line, bool(stored["asked"])):
            continue
        table.add_row(
            Text(capital(line["says"])),
            shapley(found["lowest"], line),
            shapley(found["highest"], line),
            Text(found["lowest_with"]),
            Text(found["highest_with"]),
        )
    return table


def shares_table(together: dict[str, Any]) -> Table:
    """Return what each intervention does to each outcome: Shapley values, which add up to the whole."""
    names = together["interventions"]
    table = _table("change shared out (Shapley)", *names, "all pulled", fold=True)
    for part in together["outcomes"]:
        if part["whole"] is None:
            table.add_row(Text(f"{capital(part['says'])}: {part['note']}"))
        elif part["whole"]["value"] or any(one["value"] for one in part["shapley"].values()):
            cells = [shapley(one["value"], part) for one in part["shapley"].values()]
            whole = shapley(part["whole"]["value"], part)
            table.add_row(Text(capital(part["says"])), *cells, whole)
    return table


def cause_table(part: dict[str, Any]) -> Table:
    """Return how far each intervention takes away what one outcome needed, alone and with others."""
    columns = ("alone", "bounds", "instead", "some others", "all others")
    table = _table("it stays away under", *columns, fold=True)
    for name, found in part["each"].items():
        needed = found["alone"]["necessity"]
        bounds = [hundred(needed[end]["value"]) for end in ("least", "most")] if needed else []
        everyone = [
            one for one in found["contingencies"] if len(one["others"]) + 1 == len(part["each"])
        ]
        table.add_row(
            Text(name),
            among(found["alone"]["shared_necessity"]),
            " to ".join(bounds),
            among(found["instead"]),
            among(found["some_contingency"]),
            among(everyone[0]["share"] if everyone else None),
        )
    return table


def least_words(one: dict[str, Any]) -> str:
    """Return a least set of interventions under which an outcome stays away, in words."""
    names = one["interventions"]
    words = joined(names)
    if len(names) > 1:
        words += ", and under no fewer of them"
    return f"  {among(one['share'])} of 100: it stays away under {words}"


def _print_lines(console: Console, lines: list[dict[str, Any]], asked: bool, width: int) -> None:
    """Print the table of an intervention and which outcomes it leaves out, being nought in both arms."""
    chosen = [line for line in lines if _listed(line, asked)]
    shown = [line for line in chosen if not _nought(line)]
    console.print(line_table(shown), width=width)
    nought = [line["says"] for line in chosen if _nought(line)]
    if nought:
        console.print(Text(f"Nought in both: {'; '.join(nought)}.", style="dim"), width=width)
    left = [f"{line['id']} ({line['left_out']} pairs)" for line in shown if line["left_out"]]
    if left:
        console.print(Text(f"Without a number: {', '.join(left)}.", style="dim"), width=width)


def _print_together(console: Console, together: dict[str, Any], width: int) -> None:
    """Print what causes count for, and the contingencies of outcomes that are yes or no."""
    console.print()
    console.print(shares_table(together), width=width)
    asked = [part for part in together["outcomes"] if "each" in part]
    for part in asked:
        console.print()
        console.print(Text(capital(part["says"]), style="bold"), width=width)
        console.print(cause_table(part), width=width)
        for one in part["least"]:
            console.print(Text(least_words(one)), width=width)
        if not part["least"]:
            rare = all(found["some_contingency"] is None for found in part["each"].values())
            console.print(Text(TOO_RARE if rare else NEEDLESS, style="dim"), width=width)
    if asked:
        console.print(Text(CONVENTION, style="dim"), width=width)


def _listed(line: dict[str, Any], asked: bool) -> bool:
    """Say whether an outcome is shown: all of them, or what was asked for and harm to civilians."""
    return not asked or line["group"] in {"asked", "civilians"}


def _nought(line: dict[str, Any]) -> bool:
    """Say whether an outcome is nought in every campaign of both arms."""
    return bool(line["identical"]) and line["without"] == line["with"] == 0.0


def _weight(line: dict[str, Any]) -> str:
    """Return the style of a difference: bold where its interval leaves nought out."""
    low, high = line["difference"]["low"], line["difference"]["high"]
    return "bold" if low > 0.0 or high < 0.0 else ""


def _table(first: str, *numbers: str, fold: bool = False) -> Table:
    """Return an empty table in the house style: words first, then numbers; ``fold``: headings are long."""
    table = Table(box=None, expand=True, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column(
        first, overflow="fold", ratio=None if fold else 1, min_width=20 if fold else None
    )
    for name in numbers:
        table.add_column(name, justify="right", overflow="fold", no_wrap=not fold)
    return table
