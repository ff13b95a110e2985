"""``hinge score``: how close a run came to what happened, against simple baselines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from hinge.cli.console import out, say
from hinge.cli.options import AsJson, RunFolder, Workers
from hinge.cli.sparkline import sparkline
from hinge.cli.tables import plain_table
from hinge.scoring.words import counted

if TYPE_CHECKING:
    from hinge.scoring.result import Scores

WIDE = 100
DRAWN_FROM = 3  # with more rows than these the last one draws them
LEGEND = (
    "Lower is better in all but resolution and skill (1 is perfect, 0 as good as that baseline). "
    "reliability: how far chances are off; resolution: how far they tell cases apart; "
    "days of changes: how far changes of hands are off, in days. Further down, as told by: the record "
    "is compared with what that monitor would have reported of each run, else with the truth, which "
    "is what was simulated (deaths from deprivation, which no count holds, left out); below: share "
    "of runs below the record; bold: outside the middle 90 of 100 runs."
)
HEADS = {
    "model": "model",
    "no_change": "no change",
    "prior_only": "priors alone",
    "base_rate": "base rate",
}


def score(
    folder: RunFolder,
    outcomes: Annotated[
        Path | None,
        typer.Option(
            help="What happened, as CSV; by default the outcomes of the run's own scenario.",
            show_default=False,
        ),
    ] = None,
    workers: Workers = None,
    as_json: AsJson = False,
) -> None:
    """Score a run against what happened: Brier and more, beside simple baselines, with intervals."""
    from hinge.cli.console import print_json

    found = scored(folder, outcomes, workers)
    if as_json:
        print_json(found.as_json())
        return
    console = out()
    console.print(shown(found.result), width=min(console.width, WIDE))
    say(f"{found.file}  every number")


def scored(folder: Path, outcomes: Path | None, workers: int | None) -> Scores:
    """Return the scores of a run, with progress where the priors alone have to be run."""
    from hinge.cli.commands import resumable
    from hinge.cli.compiling import ready_engine
    from hinge.cli.progress import progress
    from hinge.ensemble.store import open_run
    from hinge.scoring.companion import is_calibrated
    from hinge.scoring.result import score as score_run

    run = open_run(folder)
    if not is_calibrated(run):
        return score_run(run, outcomes, workers=workers)
    ready_engine()
    with resumable(folder), progress("Simulating from the priors alone", "runs") as report:
        return score_run(
            run,
            outcomes,
            workers=workers,
            progress=lambda p: report(p.done, p.total, p.doing),
        )


def shown(result: Mapping[str, Any]) -> RenderableType:
    """Return the scores as they are printed: what they say, then the tables."""
    counts, run = result["outcomes"], result["run"]
    parts: list[RenderableType] = [
        Text(f"How close did it come? {result['title']}", style="bold"),
        Text(
            f"{run['members']:,} runs of {run['draws']:,} draws from {run['start']}; "
            f"scored: {counted(counts['control_facts'], 'fact')} about control, "
            f"{counted(counts['numbers'], 'other outcome')}; not scored: "
            f"{counted(counts['skipped'], 'row')}.",
            style="dim",
        ),
        Text(""),
        _means(result),
        Text(LEGEND, style="dim"),
        Text(""),
        *(Text(f"{sentence}") for sentence in result["says"]),
        Text(""),
        _broken(result["by_date"], "Brier by day"),
        Text(""),
        _broken(result["by_change"], "Brier by what came"),
    ]
    if result["worst"]:
        parts += [Text(""), _worst(result["worst"])]
    if result["numbers"]["facts"]:
        parts += [Text(""), _numbers(result["numbers"]["facts"])]
    if result["coverage"]["control_changes_a_week"]["weeks"]:
        parts += [Text(""), _weeks(result["coverage"]["control_changes_a_week"]["weeks"])]
    parts += [Text(""), _skipped(result["skipped"])]
    return Group(*parts)


def _means(result: Mapping[str, Any]) -> Table:
    """Return the mean scores of every forecast."""
    table = _numbers_table("", *HEADS.values())
    rows = [("Brier", "brier", 3), ("Brier, fair", "fair_brier", 3), ("log (nats)", "log", 3)]
    for words, key, places in rows:
        style = "bold" if key == "brier" else ""
        cells = [Text(f"{result[key][name]:.{places}f}", style=style) for name in HEADS]
        table.add_row(Text(words, style=style), *cells)
    skill = [result["differences"].get(name, {}).get("skill") for name in HEADS]
    table.add_row(
        "skill against it", *("" if value is None else f"{value:+.2f}" for value in skill)
    )
    for words, key in (("reliability", "reliability"), ("resolution", "resolution")):
        table.add_row(words, *(f"{result['murphy'][name][key]:.3f}" for name in HEADS))
    if result["changes"]["crps"]:
        table.add_row(
            "days of changes", *(f"{result['changes']['crps'][name]:.1f}" for name in HEADS)
        )
    return table


def _broken(rows: Sequence[Mapping[str, Any]], title: str) -> Table:
    """Return the Brier scores by some key, and a last row that draws them in this order, on one scale."""
    table = _numbers_table(title, "facts", *HEADS.values())
    for row in rows:
        table.add_row(str(row["key"]), str(row["facts"]), *(f"{row[name]:.3f}" for name in HEADS))
    if len(rows) > DRAWN_FROM:
        most = max(float(row[name]) for row in rows for name in HEADS)
        drawn = (sparkline([row[name] for row in rows], high=most) for name in HEADS)
        table.add_row(Text("drawn, higher is worse", style="dim"), "", *drawn)
    return table


def _worst(rows: Sequence[Mapping[str, Any]]) -> Table:
    """Return the facts on which the model loses most against no change."""
    table = plain_table("loses most against no change", "day", "record", "model", "loss")
    table.columns[4].justify = "right"
    for row in rows:
        said = ", ".join(f"{name} {100 * share:.0f}" for name, share in row["model"].items())
        table.add_row(
            Text(row["area"]), row["date"], Text(row["record"]), Text(said), f"{row['excess']:.2f}"
        )
    return table


def _numbers(rows: Sequence[Mapping[str, Any]]) -> Table:
    """Return the numbers of the record beside the model's."""
    table = _numbers_table("number", "days", "record", "median", "middle 90", "below", "truth")
    table.columns[1].justify = "left"
    table.columns[1].no_wrap = table.columns[4].no_wrap = True
    for row in rows:
        low, high = row["interval_90"]
        where = f" {row['area']}" if row["area"] else ""
        told = f"\n  as told by {row['monitor']}" if row["monitor"] else ""
        days = (
            row["first"] if row["first"] == row["last"] else f"{row['first']} to {row['last'][5:]}"
        )
        table.add_row(
            Text(f"{row['observable']}{where}{told}"),
            days,
            _figure(row["record"]),
            _figure(row["median"]),
            Text(f"{_figure(low)} to {_figure(high)}", style="" if row["inside_90"] else "bold"),
            f"{100 * row['pit']:.0f} %",
            _figure(row["truth"]["median"]),
        )
    return table


def _weeks(rows: Sequence[Mapping[str, Any]]) -> Table:
    """Return how many areas changed hands a week."""
    table = _numbers_table("areas changing hands a week", "areas", "record", "median", "middle 90")
    for row in rows:
        low, high = row["interval_90"]
        table.add_row(
            f"{row['after']} to {row['until']}",
            str(row["areas"]),
            f"{row['record']:.2f}",
            f"{row['median']:.2f}",
            Text(f"{low:.2f} to {high:.2f}", style="" if row["inside_90"] else "bold"),
        )
    if len(rows) > DRAWN_FROM:
        most = max(max(row["record"], row["median"]) for row in rows)
        drawn = (sparkline([row[name] for row in rows], high=most) for name in ("record", "median"))
        table.add_row(Text("drawn", style="dim"), "", *drawn, "")
    return table


def _skipped(rows: Sequence[Mapping[str, Any]]) -> Text:
    """Return how many rows were not scored, by reason."""
    reasons: dict[str, list[str]] = {}
    for row in rows:
        reasons.setdefault(str(row["reason"]), []).append(str(row["detail"]))
    if not reasons:
        return Text("Every row was scored.", style="dim")
    lines = ["Not scored"]
    for reason, details in reasons.items():
        named = ", ".join(dict.fromkeys(detail for detail in details if detail))
        lines.append(f"{len(details):>5}  {reason}" + (f": {named}" if named else ""))
    return Text("\n".join(lines), style="dim")


def _figure(value: float) -> str:
    """Return a number as it is read: thousands whole, small ones with two places.

    >>> _figure(1234.5), _figure(0.25)
    ('1,234', '0.25')
    """
    return f"{value:,.0f}" if value == 0.0 or abs(value) >= 10.0 else f"{value:.2f}"


def _numbers_table(*columns: str) -> Table:
    """Return an empty table whose columns after the first stand to the right."""
    table = plain_table(*columns)
    for column in table.columns[1:]:
        column.justify = "right"
    return table
