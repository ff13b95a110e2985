"""The files of one scenario folder, read once, each bounded in size, none from outside it."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from hinge.errors import InputError, Place, Problem
from hinge.scenario import csv_reader, yaml_reader
from hinge.scenario.nearest import suggest
from hinge.scenario.text_bytes import too_large

REQUIRED = (
    "scenario.yaml",
    "areas.csv",
    "links.csv",
    "control.csv",
    "factions.csv",
    "formations.csv",
    "entries.csv",
    "sponsors.csv",
    "strike_assets.csv",
    "regions.yaml",
    "parameters.yaml",
    "SOURCES.md",
)
OPTIONAL = (
    "coalitions.csv",
    "facilities.csv",
    "events.csv",
    "interventions.yaml",
    "observations.csv",
    "conditioning.yaml",
    "calibration.yaml",
    "patterns.yaml",
    "rivals.yaml",
    "disputes.yaml",
    "monitors.yaml",
    "outcomes.csv",
    "map.geojson",
    "basemap.geojson",
    "posterior.csv",
    "posterior.json",
)
ORDER = (
    "scenario.yaml",
    "areas.csv",
    "links.csv",
    "control.csv",
    "factions.csv",
    "coalitions.csv",
    "formations.csv",
    "facilities.csv",
    "entries.csv",
    "sponsors.csv",
    "strike_assets.csv",
    "events.csv",
    "regions.yaml",
    "parameters.yaml",
    "interventions.yaml",
    "claims",
    "observations.csv",
    "conditioning.yaml",
    "calibration.yaml",
    "patterns.yaml",
    "rivals.yaml",
    "disputes.yaml",
    "monitors.yaml",
    "outcomes.csv",
    "map.geojson",
    "basemap.geojson",
    "posterior.csv",
    "posterior.json",
    "SOURCES.md",
)
CLAIMS = "claims"
MAX_CLAIM_FILES = 64
MAX_TEXT_BYTES = 2_000_000
MAX_MAP_BYTES = 16_000_000
_READ_SUFFIXES = (".csv", ".yaml", ".yml", ".geojson")
_LIMITS = {
    ".csv": csv_reader.MAX_BYTES,
    ".yaml": yaml_reader.MAX_BYTES,
    ".geojson": MAX_MAP_BYTES,
    ".json": csv_reader.MAX_BYTES,
}


@dataclass(frozen=True)
class Folder:
    """The bytes of a folder's files by name (``claims/article.yaml``), and what is wrong with others."""

    path: Path
    files: dict[str, bytes]
    problems: tuple[Problem, ...]

    @property
    def claim_names(self) -> tuple[str, ...]:
        """Return the names of the claim files, sorted."""
        return tuple(sorted(name for name in self.files if name.startswith(f"{CLAIMS}/")))


def order_of(file: str) -> tuple[int, str]:
    """Return the place of a file among the files of a folder, for sorting messages."""
    top = file.split("/", 1)[0]
    return (ORDER.index(top) if top in ORDER else len(ORDER), file)


def read_folder(path: Path) -> Folder:
    """Return the known files of a folder, and problems for missing, unknown or unsafe ones."""
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    present = _names(path, problems)
    for name in present:
        try:
            files[name] = read_inside(path, name, _LIMITS.get(Path(name).suffix, MAX_TEXT_BYTES))
        except InputError as error:
            problems.extend(error.problems)
    return Folder(path, files, tuple(problems))


def _names(path: Path, problems: list[Problem]) -> list[str]:
    """Return the files to read; note what is missing and tables that nothing would read."""
    try:
        top = sorted(entry.name for entry in path.iterdir())
    except OSError as error:
        problems.append(_unreadable(str(path), error, Place(str(path))))
        return []
    known = (*REQUIRED, *OPTIONAL)
    problems.extend(
        Problem(
            "unknown_file",
            f"The file {name} is not part of a scenario {suggest(name, known)}.",
            "What it says would be left out without a word.",
            "Fix the name, or move the file into a folder of its own.",
            Place(name),
        )
        for name in top
        if name.lower().endswith(_READ_SUFFIXES) and name not in known
    )
    for name in REQUIRED:
        if name not in top:
            strange = [other for other in top if other not in known]
            problems.append(
                Problem(
                    "missing_file",
                    f"The file {name} is missing {suggest(name, strange) if strange else ''}".strip()
                    + ".",
                    "A scenario cannot be simulated without it.",
                    "Add the file; the scenario ring shows what it looks like.",
                    Place(name),
                )
            )
    names = [name for name in known if name in top]
    if CLAIMS in top:
        names.extend(_claim_names(path, problems))
    return names


def _claim_names(path: Path, problems: list[Problem]) -> list[str]:
    """Return the names of the claim files; note files of another kind and too many of them."""
    folder = path / CLAIMS
    if not _inside(path, folder):
        problems.append(_leaves(CLAIMS, CLAIMS))
        return []
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError as error:
        problems.append(_unreadable(CLAIMS, error, Place(CLAIMS)))
        return []
    problems.extend(
        Problem(
            "unknown_file",
            f"The file {name} is not a claim file.",
            "Claim files end in .yaml; its claims would be left out without a word.",
            "Rename the file or move it.",
            Place(f"{CLAIMS}/{name}"),
        )
        for name in names
        if name.lower().endswith((".yml", ".csv"))
    )
    chosen = [f"{CLAIMS}/{name}" for name in names if name.endswith(".yaml")]
    if len(chosen) > MAX_CLAIM_FILES:
        problems.append(
            Problem(
                "too_many_files",
                f"There are {len(chosen)} claim files, more than {MAX_CLAIM_FILES}.",
                "One file holds all claims of one source, so this is not a set of sources.",
                "Put the claims of one source into one file.",
                Place(CLAIMS),
            )
        )
        return []
    return chosen


def read_inside(path: Path, name: str, limit: int, place: Place | None = None) -> bytes:
    """Return the bytes of the file ``name`` inside a folder.

    ``place`` is where the name is written (by default the file itself). Raises
    InputError if the name or a link leads out of the folder, if there is no such
    plain file, or if it is larger than ``limit`` bytes.
    """
    place = place or Place(name)
    parts = PurePosixPath(name)
    target = path / parts
    outside = parts.is_absolute() or ".." in parts.parts or "\\" in name or "\0" in name
    if outside or not _inside(path, target):
        raise InputError([_leaves(name, place.file, place)])
    try:
        plain = stat.S_ISREG(target.stat().st_mode)
    except OSError:
        plain = False
    if not plain:
        raise InputError([_not_plain(name, place)])
    try:
        with target.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise InputError([_unreadable(name, error, place)]) from None
    if len(data) > limit:
        raise InputError([too_large(name, limit)])
    return data


def _inside(path: Path, target: Path) -> bool:
    """Return whether a path, with all links followed, stays in the folder."""
    try:
        return target.resolve().is_relative_to(path.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        return False


def _leaves(name: str, file: str, place: Place | None = None) -> Problem:
    """Return the problem of a path that leads out of the folder."""
    return Problem(
        "path_leaves_folder",
        f"The path {name!r} leads out of the scenario folder.",
        "A scenario reads its own files only, so that it can be passed on and trusted.",
        "Copy the file into the folder and name it by a path inside it.",
        place or Place(file),
    )


def _unreadable(name: str, error: OSError, place: Place) -> Problem:
    """Return the problem of a file or folder that the system does not let us read."""
    return Problem(
        "unreadable_file",
        f"{name!r} cannot be read: {error.strerror}.",
        "What it holds would be missing.",
        "Check that it exists, is of the right kind and may be read by you.",
        place,
    )


def _not_plain(name: str, place: Place | None = None) -> Problem:
    """Return the problem of something that is missing or no plain file."""
    return Problem(
        "missing_file",
        f"There is no plain file {name!r} in the scenario folder.",
        "What it should hold cannot be read.",
        "Add the file or fix the name.",
        place or Place(name),
    )
