"""``hinge report``: the page of an assessment written anew, from its run folder alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hinge.cli.options import AsJson, RunFolder
from hinge.errors import InputError, Place, Problem


def report(
    folder: RunFolder,
    out: Annotated[
        Path | None,
        typer.Option(help="File to write the page to; by default report.html in the run folder."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write the page of an assessment anew, from its folder alone."""
    from hinge.assessed import recorded, write_page
    from hinge.cli.console import out as console
    from hinge.cli.console import print_json
    from hinge.cli.progress import working

    if out is not None and (out.is_dir() or not out.parent.is_dir()):
        raise InputError([_no_place(out)])
    assessment = recorded(folder)
    with working("Writing the page"):
        path = write_page(assessment, out)
    size = path.stat().st_size
    if as_json:
        print_json({"page": str(path), "bytes": size, "digest": assessment.run.digest})
        return
    console().print(str(path), markup=False, soft_wrap=True)
    console().print(f"{size / 1e6:.2f} MB in one file; it needs no network.", markup=False)


def _no_place(out: Path) -> Problem:
    """Return why no page can be written there."""
    what = f"{out} is a folder." if out.is_dir() else f"The folder {out.parent} does not exist."
    return Problem(
        "out",
        what,
        "The page is one file, and needs a folder to stand in.",
        "Name a file, as in --out page.html.",
        Place("--out"),
    )
