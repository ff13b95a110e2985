"""The manifest: what produced a result, in one JSON file, enough to produce it again.

Start and end time, host class and command line are recorded for readers and
take no part in any digest. No name of a computer, user or path is recorded.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import importlib.metadata
import os
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import pydantic
from pydantic import BaseModel, ConfigDict, Field

from hinge.ensemble.design import BLOCK, REPLICATES_MAX, Arm, Design
from hinge.ensemble.files import write_whole
from hinge.errors import StoreError
from hinge.scenario.parameters import Parameter
from hinge.scenario.scenario import Scenario

FILE = "manifest.json"
LIBRARIES = ("numpy", "numba", "llvmlite", "zarr", "pydantic")
BITS = ("python", "numpy", "numba", "llvmlite")  # versions that may move the last bit of a result
ENGINE_ROOMS = ("draws", "world", "engine")
ENGINE_FILES = (
    "ensemble/conditioning.py",
    "ensemble/day_zero.py",
    "ensemble/day_zero_commands.py",
    "ensemble/design.py",
    "ensemble/likelihood.py",
    "ensemble/lineage.py",
    "ensemble/particles.py",
    "ensemble/priors.py",
    "ensemble/resampling.py",
    "ensemble/rows.py",
    "ensemble/simulate.py",
    "ensemble/start.py",
    "scenario/conditioning.py",
    "scenario/posterior.py",
    "scenario/series.py",
    "scenario/table_parameters.py",
    "scenario/vintage.py",
)


class _Frozen(BaseModel):
    """Base of the manifest's records."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ScenarioRecord(_Frozen):
    """Which scenario was run; ``folder`` is the last part of its path, ``copy`` stands beside this file.

    ``posterior``: digest of the one that parameter draws are calibrated with, empty without.
    """

    id: str
    title: str
    folder: str
    digest: str
    vintage: str
    pulled: tuple[str, ...]
    copy_in: str = "scenario"
    posterior: str = ""


class Host(_Frozen):
    """The class of machine, never its name."""

    machine: str
    system: str
    processors: int


class Manifest(_Frozen):
    """The record of a run. ``digest``: of the results, empty until the run is finished.

    ``engine``: SHA-256 over the sources of the rooms that make results;
    ``moves``: formations that do not stand where the tables place them;
    ``conditioning``: SHA-256 of conditioning.json, empty where no arm is conditioned;
    ``values``: SHA-256 of the parameter values where they were given and not drawn.
    """

    schema_version: Literal[1] = Field(default=1, alias="schema")
    state: Literal["preparing", "growing", "running", "finished"]
    hinge: str
    engine: str
    libraries: dict[str, str]
    host: Host
    scenario: ScenarioRecord
    seed: int
    arms: tuple[Arm, ...]
    block: int = BLOCK
    replicates_max: int = REPLICATES_MAX
    parameters: tuple[Parameter, ...]
    moves: tuple[str, ...] = ()
    conditioning: str = ""
    values: str = ""
    command: tuple[str, ...]
    started: dt.datetime
    finished: dt.datetime | None = None
    digest: str = ""

    @property
    def design(self) -> Design:
        """The design that this run has."""
        record = self.scenario
        return Design(
            record.digest, record.vintage, self.seed, self.arms, record.pulled, record.posterior
        )


@functools.cache
def engine_digest() -> str:
    """Return the SHA-256 over the sources that decide results: draws, world, engine, starts, priors.

    Read once in a process, as the sources themselves are.
    """
    root = Path(__file__).resolve().parent.parent
    found = [path for room in ENGINE_ROOMS for path in (root / room).rglob("*.py")]
    found += [root / name for name in ENGINE_FILES if (root / name).is_file()]
    sha = hashlib.sha256()
    for path in sorted(found):
        sha.update(f"{path.relative_to(root).as_posix()}\n".encode())
        sha.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return sha.hexdigest()


def _version(package: str) -> str:
    """Return the version of an installed package, or a word for a plain source folder."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def new_manifest(
    scenario: Scenario,
    design: Design,
    parameters: Sequence[Parameter],
    command: Sequence[str],
    moves: Sequence[str] = (),
    values: str = "",
) -> Manifest:
    """Return the manifest of a run that is about to be prepared."""
    return Manifest(
        state="preparing",
        hinge=_version("hinge"),
        engine=engine_digest(),
        libraries={"python": platform.python_version()}
        | {package: _version(package) for package in LIBRARIES},
        host=Host(
            machine=platform.machine(),
            system=platform.system(),
            processors=os.cpu_count() or 1,
        ),
        scenario=ScenarioRecord(
            id=scenario.head.id,
            title=scenario.head.title,
            folder=Path(scenario.folder).name,
            digest=scenario.digest,
            vintage=design.vintage,
            pulled=design.pulled,
            posterior=design.posterior,
        ),
        seed=design.seed,
        arms=design.arms,
        parameters=tuple(_with_status(parameter, scenario) for parameter in parameters),
        moves=tuple(moves),
        values=values,
        command=tuple(command),
        started=dt.datetime.now(dt.UTC).replace(microsecond=0),
    )


def _with_status(parameter: Parameter, scenario: Scenario) -> Parameter:
    """Return a parameter with the status calibrated where a posterior has its values; its spread stays."""
    moved = scenario.posterior.names if scenario.posterior else ()
    return (
        parameter.model_copy(update={"status": "calibrated"})
        if parameter.id in moved
        else parameter
    )


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest whole or not at all."""
    write_whole(folder / FILE, manifest.model_dump_json(indent=1, by_alias=True) + "\n")


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a run folder; StoreError when there is none or it cannot be read."""
    path = folder / FILE
    if not path.is_file():
        raise StoreError(
            f"{folder} is no run folder: it has no {FILE}. "
            "Give a folder that a run has written (its --out)."
        )
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except (pydantic.ValidationError, UnicodeDecodeError) as error:
        raise StoreError(
            f"{path} cannot be read as the record of a run: {_first_line(error)}. It was changed by "
            "hand, or written by another version of Hinge. Run again into a new folder."
        ) from error


def differences(old: Manifest, new: Manifest) -> list[str]:
    """Return in words what makes two designs different; empty when their results must be equal."""
    found = []
    pairs = [
        ("scenario", old.scenario.id, new.scenario.id),
        ("content of the scenario", old.scenario.digest[:12], new.scenario.digest[:12]),
        ("vintage", old.scenario.vintage, new.scenario.vintage),
        ("interventions pulled", old.scenario.pulled, new.scenario.pulled),
        ("posterior", old.scenario.posterior[:12] or "none", new.scenario.posterior[:12] or "none"),
        ("seed", old.seed, new.seed),
        ("engine", old.engine[:12], new.engine[:12]),
        ("given parameter values", old.values[:12] or "none", new.values[:12] or "none"),
    ]
    for what, before, after in pairs:
        if before != after:
            found.append(f"{what}: {_said(before)} there, {_said(after)} now")
    before_arms = {arm.id: arm for arm in old.arms}
    after_arms = {arm.id: arm for arm in new.arms}
    for arm_id in sorted(before_arms | after_arms):
        a, b = before_arms.get(arm_id), after_arms.get(arm_id)
        if a != b:
            found.append(f"arm {arm_id}: {_arm_said(a)} there, {_arm_said(b)} now")
    if not found and old.arms != new.arms:
        found.append("order of the arms")
    before_table = {parameter.id: parameter for parameter in old.parameters}
    after_table = {parameter.id: parameter for parameter in new.parameters}
    changed = [
        name
        for name in sorted(before_table | after_table)
        if before_table.get(name) != after_table.get(name)
    ]
    if changed:
        rest = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
        found.append(f"parameters: {', '.join(changed[:3])}{rest}")
    return found


def build_differences(old: Manifest, new: Manifest) -> list[str]:
    """Return in words which libraries or machines differ that may move the last bit of a result."""
    found = [
        f"{name}: {old.libraries.get(name, 'none')} there, {new.libraries.get(name, 'none')} now"
        for name in BITS
        if old.libraries.get(name) != new.libraries.get(name)
    ]
    if old.host.machine != new.host.machine:
        found.append(f"processor: {old.host.machine} there, {new.host.machine} now")
    return found


def _said(value: object) -> str:
    """Return a value for a message."""
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value) or "none"
    return str(value)


def _arm_said(arm: Arm | None) -> str:
    """Return an arm for a message."""
    if arm is None:
        return "none"
    word = ", conditioned" if arm.conditioned else ""
    return f"{arm.draws} draws x {arm.replicates}, {arm.start} to {arm.until}{word}"


def _first_line(error: Exception) -> str:
    """Return the first problem of a failed reading, on one line."""
    if isinstance(error, pydantic.ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(str(part) for part in first['loc']) or 'file'}: {first['msg']}"
    return str(error)
