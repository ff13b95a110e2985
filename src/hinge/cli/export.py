"""``hinge export``: every figure of a page as PNG, SVG and PDF, and the numbers behind it as CSV."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hinge.cli.options import AsJson
from hinge.errors import StoreError

if TYPE_CHECKING:
    from hinge.figures.figure import Figure

FOLDER = "figures"
"""Where files go by default, inside the folder of the run."""


def export(
    folder: Annotated[
        Path, typer.Argument(help="A folder that `hinge assess` or `hinge turning` has written.")
    ],
    figures: Annotated[
        str,
        typer.Option(help="Ids of figures, separated by commas; all of the page by default."),
    ] = "",
    kinds: Annotated[
        str,
        typer.Option("--format", help="Some of png, svg, pdf, csv, separated by commas."),
    ] = "png,svg,pdf,csv",
    to: Annotated[
        Path | None,
        typer.Option("--out", help="Where to; by default figures/ in the folder of the run."),
    ] = None,
    scale: Annotated[
        float,
        typer.Option(min=0.5, max=8.0, help="Size of a PNG: 2 is fit for a screen, 4 for print."),
    ] = 2.0,
    as_json: AsJson = False,
) -> None:
    """Write the figures of a page as PNG, SVG and PDF, and their numbers as CSV."""
    from hinge.cli.console import out, print_json
    from hinge.cli.progress import progress
    from hinge.figures.export import chosen, formats, ready

    asked = formats(kinds)
    ready(asked)
    wanted = chosen(
        figures_of(folder), [part.strip() for part in figures.split(",") if part.strip()]
    )
    place = to or folder / FOLDER
    written: list[dict[str, Any]] = []
    with progress("figures written", "files") as tell:
        for figure in wanted:
            files = write(figure, asked, place, scale)
            written.append({"id": figure.id, "title": figure.title, "files": files})
            tell(len(written) * len(asked), len(wanted) * len(asked))
    if as_json:
        print_json({"folder": str(place), "figures": written})
    else:
        for one in written:
            out().print(f"{one['id']}: {one['title']}", markup=False, soft_wrap=True)
        out().print(str(place), markup=False, soft_wrap=True)


def figures_of(folder: Path) -> tuple[Figure, ...]:
    """Return the figures of the page in a run's folder, in their order; StoreError for another folder."""
    if (folder / "turning.json").is_file():
        from hinge.turn.picture import figures
        from hinge.turn.run import show

        return figures(show(folder).result)
    from hinge.assessed import content_of, recorded
    from hinge.report.figures import all_figures

    return all_figures(content_of(recorded(folder)))


def write(figure: Figure, kinds: tuple[str, ...], place: Path, scale: float) -> list[str]:
    """Write a figure in these formats into a folder, each file whole or not at all; return their names."""
    from hinge.ensemble.files import write_whole
    from hinge.figures.export import as_file

    names = []
    try:
        place.mkdir(parents=True, exist_ok=True)
        for kind in kinds:
            name = f"{figure.id}.{kind}"
            write_whole(place / name, as_file(figure, kind, scale))
            names.append(name)
    except OSError as error:
        raise StoreError(
            f"{place} could not be written: {error.strerror or error}. Name another folder with "
            "--out; what was written before is whole."
        ) from error
    return names
