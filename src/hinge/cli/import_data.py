"""``hinge import``: public conflict data to rows of observations, with licence and provenance."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from hinge.cli.console import designed, out, say
from hinge.cli.options import AsJson

import_data = typer.Typer(
    name="import",
    help="Turn public conflict data (ucdp, figures, control) into rows of observations.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
)


class By(StrEnum):
    """How long a period is that events are summed over."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    WHOLE = "whole"


File = Annotated[Path, typer.Argument(help="A table on this machine: .csv or .csv.gz.")]
For = Annotated[str, typer.Option("--scenario", help="The scenario that the rows are for.")]
Folder = Annotated[Path, typer.Option("--out", help="A new folder for the rows and provenance.")]
From = Annotated[
    str, typer.Option("--from", help="First day; by default the campaign's.", show_default=False)
]
To = Annotated[
    str, typer.Option("--to", help="Last day; by default the campaign's.", show_default=False)
]
Released = Annotated[
    str, typer.Option(help="Day on which the table became public.", show_default=False)
]
PlaceMap = Annotated[
    Path | None, typer.Option(help="Table (name or box, area): their places, our areas.")
]
ActorMap = Annotated[Path | None, typer.Option(help="Table (name, side): their actors, our sides.")]
AreaColumn = Annotated[
    str, typer.Option(help="Column of place names, if not the usual one.", show_default=False)
]
Licence = Annotated[str, typer.Option(help="Licence of the file.", show_default=False)]
Citation = Annotated[str, typer.Option(help="How to cite it.", show_default=False)]
Confirm = Annotated[
    bool, typer.Option("--confirm-licence", help="You looked, and the usual licence holds.")
]
Got = Annotated[str, typer.Option(help="Where the file was got.", show_default=False)]
Edition = Annotated[str, typer.Option(help="Version of the data set.", show_default=False)]
Prefix = Annotated[str, typer.Option(help="Begins the ids of the rows.")]


@import_data.callback()
def options() -> None:
    """Take the options that belong to no command."""


@import_data.command()
@designed
def ucdp(
    file: File,
    scenario: For,
    out_folder: Folder,
    released: Released = "",
    from_: From = "",
    to: To = "",
    by: Annotated[By, typer.Option(help="Length of a period.")] = By.MONTH,
    place_map: PlaceMap = None,
    actor_map: ActorMap = None,
    area_column: AreaColumn = "",
    outlines: Annotated[
        bool, typer.Option("--outlines", help="Place other events by the outlines of the map.")
    ] = False,
    widen_ranges: Annotated[
        bool, typer.Option("--widen-ranges", help="Let a range hold a best value outside it.")
    ] = False,
    licence: Licence = "",
    citation: Citation = "",
    confirm_licence: Confirm = False,
    got: Got = "",
    edition: Edition = "",
    prefix: Prefix = "ucdp",
    as_json: AsJson = False,
) -> None:
    """Sum events of UCDP GED by period, area, side, civilians and soldiers."""
    told = {
        "by": by.value,
        "place_map": place_map,
        "actor_map": actor_map,
        "area_column": area_column,
        "outlines": outlines,
        "widen": widen_ranges,
        "prefix": prefix,
    }
    terms = (licence, citation, confirm_licence, got, edition)
    _import("ucdp", file, scenario, (from_, to, released), terms, told, out_folder, as_json)


@import_data.command()
@designed
def figures(
    file: File,
    scenario: For,
    out_folder: Folder,
    released: Released = "",
    from_: From = "",
    to: To = "",
    place_map: PlaceMap = None,
    area_column: AreaColumn = "",
    licence: Licence = "",
    citation: Citation = "",
    confirm_licence: Confirm = False,
    got: Got = "",
    edition: Edition = "",
    prefix: Prefix = "fig",
    as_json: AsJson = False,
) -> None:
    """Read dated figures of monitors and aid agencies: a plain table, or one with HXL tags."""
    told = {"place_map": place_map, "area_column": area_column, "prefix": prefix}
    terms = (licence, citation, confirm_licence, got, edition)
    _import("figures", file, scenario, (from_, to, released), terms, told, out_folder, as_json)


@import_data.command()
@designed
def control(
    file: File,
    scenario: For,
    out_folder: Folder,
    released: Released = "",
    from_: From = "",
    to: To = "",
    place_map: PlaceMap = None,
    actor_map: ActorMap = None,
    area_column: AreaColumn = "",
    battle: Annotated[
        str, typer.Option(help="Which battle, in a table of several.", show_default=False)
    ] = "",
    licence: Licence = "",
    citation: Citation = "",
    confirm_licence: Confirm = False,
    got: Got = "",
    edition: Edition = "",
    prefix: Prefix = "con",
    as_json: AsJson = False,
) -> None:
    """Read a timeline of control: changes, holders, or shares of a city."""
    told = {
        "place_map": place_map,
        "actor_map": actor_map,
        "area_column": area_column,
        "battle": battle,
        "prefix": prefix,
    }
    terms = (licence, citation, confirm_licence, got, edition)
    _import("control", file, scenario, (from_, to, released), terms, told, out_folder, as_json)


def _import(
    reader: str,
    file: Path,
    name: str,
    dates: tuple[str, str, str],
    terms: tuple[str, str, bool, str, str],
    told: dict[str, Any],
    folder: Path,
    as_json: bool,
) -> None:
    """Read a file with one of the readers, write the folder, and say what became of the rows."""
    from hinge.cli.console import print_json
    from hinge.importing.asked import Asked
    from hinge.importing.control import read_control
    from hinge.importing.figures import read_figures
    from hinge.importing.folder import write_import
    from hinge.importing.periods import Window
    from hinge.importing.terms import TermsAsked
    from hinge.importing.ucdp import read_ucdp
    from hinge.scenario.load import load

    scenario = load(name, calibrated=False)
    _check_prefix(told["prefix"])
    first, last, released = (
        _day(text, option) for text, option in zip(dates, OPTIONS, strict=True)
    )
    asked = Asked(
        file=file,
        scenario=scenario,
        window=Window(
            first or scenario.head.start,
            last or scenario.head.horizon,
            scenario.head.assessment_date,
        ),
        terms=TermsAsked(*terms),
        released=released,
        **told,
    )
    read = {"ucdp": read_ucdp, "figures": read_figures, "control": read_control}[reader]
    said = write_import(read(asked), asked, folder)
    if as_json:
        print_json(said)
    else:
        _tell(said, folder)


OPTIONS = ("--from", "--to", "--released")
SHOWN = 8  # names told on the screen


def _check_prefix(prefix: str) -> None:
    """Raise InputError unless ids can begin with the prefix."""
    import re

    from hinge.errors import Place
    from hinge.importing.local_file import refused

    if not re.fullmatch(r"[a-z][a-z0-9_]{0,30}", prefix):
        raise refused(
            "prefix",
            Place("--prefix"),
            f"No id can begin with {prefix!r}.",
            "Rows are named by it.",
            "Use small letters, digits and underscores, a letter first.",
        )


def _day(text: str, option: str) -> dt.date | None:
    """Return the day of an option; None if it is not given."""
    from hinge.importing.cells import Cells

    return Cells(option, 0, {"": text}).day("") if text else None


def _tell(said: dict[str, Any], folder: Path) -> None:
    """Print what became of the rows."""
    rows, console = said["rows"], out()
    console.print(f"{rows['read']:,} rows read, {rows['used']:,} used", markup=False)
    for name, told in said["files"].items():
        console.print(f"  {name}: {told['rows']:,} rows", markup=False)
    for key, title in (
        ("left_out", "left out"),
        ("unmapped_places", "no area for"),
        ("unmapped_actors", "no side for"),
        ("remarks", "remark"),
    ):
        named = list(rows[key].items())
        for name, told in named[:SHOWN]:
            deaths = f", {told['deaths']:,} deaths" if said["reader"] == "ucdp" else ""
            console.print(f"  {title}: {name} ({told['rows']:,} rows{deaths})", markup=False)
        if len(named) > SHOWN:
            rest = rows.get(f"{key}_count", len(named)) - SHOWN
            console.print(f"  {title}: {rest:,} more, listed in PROVENANCE.md", markup=False)
    if said["known_after_assessment"]:
        say(
            f"{said['known_after_assessment']:,} rows were public only after the assessment date: "
            "a strict run sets these rows aside."
        )
    say(f"Licence: {said['licence']} ({said['licence_basis']}). Folder: {folder}")
