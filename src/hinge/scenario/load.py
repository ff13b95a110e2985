"""Read a scenario folder into frozen, checked records.

Mistakes of form (files, columns, types) are all found first and raised together;
only then can the checks across tables say anything sensible, and they too are
raised together, in the order of the files.
"""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from hinge.errors import InputError, Place, Problem
from hinge.scenario.check import check, check_files
from hinge.scenario.nearest import suggest
from hinge.scenario.posterior import CSV, JSON
from hinge.scenario.reading import in_order, read_scenario
from hinge.scenario.scenario import Scenario
from hinge.scenario.vintage import STRICT, VINTAGES, resolve

ASKED = "asked for without"
LATER_FACTS = "the posterior rests on what was known on the assessment date, this run on more"
"""Why a posterior in the folder is not used."""


def shipped() -> tuple[str, ...]:
    """Return the names of the scenarios that come with Hinge, sorted."""
    folder = _shipped_folder()
    if not folder.is_dir():
        return ()
    return tuple(
        sorted(entry.name for entry in folder.iterdir() if (entry / "scenario.yaml").is_file())
    )


def load(name_or_folder: str | Path, vintage: str = STRICT, *, calibrated: bool = True) -> Scenario:
    """Return the scenario of a shipped name or of a folder, checked.

    A shipped name wins over a folder of that name; write ``./name`` for the
    folder. ``vintage`` is ``strict`` (what was public by the assessment date)
    or ``reconstruction`` (also what became public later). Raises InputError
    with all mistakes in file order, as VintageError if a fact later than the
    assessment date is among them.

    ``calibrated``: with the posterior that lies in the folder. One made from other
    facts raises InputError; without ``calibrated`` it is not read. A reconstruction,
    whose facts are others, goes without.
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
    read = read_scenario(_find(name_or_folder), vintage, calibrated=calibrated)
    problems = [*check(read.scenario), *check_files(read.scenario, read.parts)]
    if problems:
        raise in_order(problems, read.lines)
    return resolve(_fitting(read.scenario, calibrated=calibrated))


def without_posterior(scenario: Scenario) -> Scenario:
    """Return the scenario whose draws are those of the priors alone."""
    reason = ASKED if scenario.posterior is not None else scenario.uncalibrated
    return replace(scenario, posterior=None, uncalibrated=reason)


def _fitting(scenario: Scenario, *, calibrated: bool) -> Scenario:
    """Return the scenario with a posterior that fits it, or with the reason why there is none.

    InputError where the posterior was made from other facts than the folder's.
    """
    if not calibrated:
        lies_there = (Path(scenario.folder) / CSV).is_file()
        return replace(scenario, uncalibrated=ASKED if lies_there else "")
    posterior = scenario.posterior
    if posterior is None:
        return scenario
    if scenario.vintage != STRICT:
        return replace(scenario, posterior=None, uncalibrated=LATER_FACTS)
    if posterior.record is not None and posterior.record.scenario == scenario.facts:
        return scenario
    raise InputError(
        [
            Problem(
                "posterior_of_other_facts",
                "The posterior was calibrated on other facts or general priors than these.",
                "Files were changed after the calibration, or Hinge was; its values may no longer fit.",
                "Calibrate anew (hinge calibrate), go on with --uncalibrated, or remove posterior.csv "
                "and posterior.json from a copy of the folder.",
                Place(JSON, 0, "scenario"),
            )
        ]
    )


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
