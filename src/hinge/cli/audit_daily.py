"""``hinge audit daily`` in words: how many days lie in the band, and how the series as a whole fits."""

from __future__ import annotations

from pathlib import Path

from rich.table import Table
from rich.text import Text

from hinge.audits.daily import DailyAudit, SeriesAudit, audit, given_series
from hinge.audits.daily_bands import Figure
from hinge.audits.daily_file import DEATHS
from hinge.cli.compiling import ready_engine
from hinge.cli.console import out, print_json, say
from hinge.cli.progress import progress
from hinge.errors import InputError, Place, Problem


def show(
    data: Path | None,
    *,
    strength: tuple[str, ...],
    attacker: str,
    draws: int,
    seed: int,
    as_json: bool,
) -> None:
    """Run the audit, with progress, and print it."""
    if data is None and (strength or attacker):
        raise _refusal(
            "--strength and --attacker speak of a series of your own.",
            "The settings of the shipped series are fixed, so that their results can be compared.",
            "Name the series with --data.",
        )
    series = given_series(data, strength=_ranges(strength), attacker=attacker)
    ready_engine()
    with progress("Fighting the days", "parameter draws") as report:
        found = audit(series, draws=draws, seed=seed, report=report)
    if as_json:
        print_json(found.to_json())
    else:
        _print(found)


def _ranges(given: tuple[str, ...]) -> dict[str, tuple[float, float]]:
    """Return the ranges of strength by side.

    >>> _ranges(("sdf=2000:3500",))
    {'sdf': (2000.0, 3500.0)}
    """
    ranges = {}
    for text in given:
        side, _, numbers = text.partition("=")
        low, _, high = numbers.partition(":")
        try:
            bounds = (float(low), float(high))
        except ValueError:
            bounds = (0.0, 0.0)
        if not (side and 1.0 <= bounds[0] < bounds[1] < float("inf")):
            raise _refusal(
                f"{text!r} is no range of strength.",
                "A strength is a side with its lowest and highest number of persons.",
                "Write it as sdf=2000:3500.",
            )
        ranges[side] = bounds
    return ranges


def _refusal(what: str, why: str, do: str) -> InputError:
    """Return the error for options that cannot be used."""
    return InputError([Problem("audit_option", what, why, do, Place("the command line"))])


def _print(found: DailyAudit) -> None:
    """Print every series."""
    for one in found.series:
        series = one.series
        lines = (
            f"{series.file}: {series.kind} on {len(series.days)} days; {series.left_out} rows left out.",
            f"Assumed: {series.setting.words}; an attack on every day.",
        )
        for line in lines:
            out().print(line, markup=False, soft_wrap=True)
        out().print(_table(one))
        for side in one.sides:
            out().print(f"{side.side:>8} {side.marks}", markup=False, soft_wrap=True)
        out().print()
    say(
        "One sign a day: · inside the 90 % band, ▲ more than it, ▼ less. Behind each figure: median "
        "(5 % to 95 %) of the model; ! stands where the observed figure lies outside."
    )


def _table(one: SeriesAudit) -> Table:
    """Return the figures of both sides."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    what = "killed and reported" if one.series.kind == DEATHS else "casualties"
    table.add_column("")
    for column in ("days inside", "weeks", f"{what}, % a day", "sd / mean", "next-day corr."):
        table.add_column(column, justify="right", overflow="fold")
    for side in one.sides:
        figures = side.figures
        table.add_row(
            Text(side.side),
            Text(f"{100 * side.coverage:.0f} %"),
            Text(f"{100 * side.weekly:.0f} %"),
            Text(_words(figures["mean_share"], 100.0)),
            Text(_words(figures["relative_sd"], 1.0)),
            Text(_words(figures["autocorrelation"], 1.0)),
        )
    return table


def _words(figure: Figure, scale: float) -> str:
    """Return an observed figure and the model's."""
    low, middle, high = scale * figure.low, scale * figure.middle, scale * figure.high
    mark = "" if figure.inside else "!"
    return f"{scale * figure.observed:.2f}{mark} | {middle:.2f} ({low:.2f} to {high:.2f})"
