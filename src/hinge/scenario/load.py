"""Read a scenario folder into frozen, checked records.

Mistakes of form (files, columns, types) are all found first and raised together;
only then can the checks across tables say anything sensible, and they too are
raised together, in the order of the files.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from hinge.errors import InputError, Place, Problem
from hinge.scenario.check import check, check_files
from hinge.scenario.nearest import suggest
from hinge.scenario.reading import in_order, read_scenario
from hinge.scenario.scenario import Scenario
from hinge.scenario.vintage import STRICT, VINTAGES, resolve


def shipped() -> tuple[str, ...]:
    """Return the names of the scenarios that come with Hinge, sorted."""
    folder = _shipped_folder()
    if not folder.is_dir():
        return ()
    return tuple(
        sorted(entry.name for entry in folder.iterdir() if (entry / "scenario.yaml").is_file())
    )


def load(name_or_folder: str | Path, vintage: str = STRICT) -> Scenario:
    """Return the scenario of a shipped name or of a folder, checked.

    A shipped name wins over a folder of that name; write ``./name`` for the
    folder. ``vintage`` is ``strict`` (what was public by the assessment date)
    or ``reconstruction`` (also what became public later). Raises InputError
    with all mistakes in file order, as VintageError if a fact later than the
    assessment date is among them.
    """
    if vintage not in VINTAGES:
        raise InputError(
            [
                Problem(
                    "unknown_vintage",
                    f"There is no vintage {vintage!r} {suggest(vintage, VINTAGES)}.",
                    "It decides which facts may set priors and states.",
                    f"Use one of: {', '.join(VINTAGES)}.",
                    Place("vintage"),
                )
            ]
        )
    read = read_scenario(_find(name_or_folder), vintage)
    problems = [*check(read.scenario), *check_files(read.scenario, read.parts)]
    if problems:
        raise in_order(problems, read.lines)
    return resolve(read.scenario)


def _shipped_folder() -> Path:
    """Return the folder of the shipped scenarios."""
    return Path(str(files("hinge").joinpath("scenarios")))


def _find(name_or_folder: str | Path) -> Path:
    """Return the folder that is meant; raise InputError if there is none."""
    if isinstance(name_or_folder, str) and name_or_folder in shipped():
        return _shipped_folder() / name_or_folder
    folder = Path(name_or_folder)
    try:
        found = folder.is_dir()
    except (OSError, ValueError):  # a name too long or with a null character
        found = False
    if found and str(name_or_folder):
        return folder
    raise InputError(
        [
            Problem(
                "unknown_scenario",
                f"There is no scenario and no folder {str(name_or_folder)!r} "
                f"{suggest(str(name_or_folder), shipped())}.",
                "Without a scenario there is nothing to simulate.",
                "Give the name of a shipped scenario or the path of a folder.",
                Place(str(name_or_folder)),
            )
        ]
    )
