"""From a folder to records: every file is read, and all mistakes of form are found together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from hinge.errors import InputError, Place, Problem, VintageError
from hinge.scenario.basemap_reader import FILE as BASEMAP_FILE
from hinge.scenario.basemap_reader import read_basemap
from hinge.scenario.build import FieldLines, document, table
from hinge.scenario.calibration import CalibrationFile
from hinge.scenario.check import LOCK
from hinge.scenario.checks.parts import FileParts
from hinge.scenario.claim_records import ClaimFile
from hinge.scenario.digests import digest, facts_digest
from hinge.scenario.disputes import DisputeFile
from hinge.scenario.fields import Record
from hinge.scenario.file_records import (
    ConditioningFile,
    InterventionFile,
    ParameterFile,
    RegionFile,
)
from hinge.scenario.folder import MAX_TEXT_BYTES, order_of, read_folder, read_inside
from hinge.scenario.map_reader import FILE as MAP_FILE
from hinge.scenario.map_reader import AreaShape, read_map
from hinge.scenario.mechanisms import FILE as MECHANISMS_FILE
from hinge.scenario.mechanisms import mechanism_bytes
from hinge.scenario.monitors import MonitorFile
from hinge.scenario.patterns import PatternFile
from hinge.scenario.posterior import Posterior, read_posterior
from hinge.scenario.records import (
    Area,
    Control,
    Entry,
    Event,
    Facility,
    Faction,
    Formation,
    Head,
    Link,
    Membership,
    Observation,
    Sponsor,
    StrikeAsset,
)
from hinge.scenario.rivals import RivalFile
from hinge.scenario.scenario import Scenario
from hinge.scenario.text_bytes import decode

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Reading:
    """What was read: the scenario, what stands in files only, and where the fields of YAML files stand."""

    scenario: Scenario
    parts: FileParts
    lines: dict[str, FieldLines]


def in_order(problems: list[Problem], lines: dict[str, FieldLines]) -> InputError:
    """Return the error that carries the problems, each on its field's own line, in file order.

    It is a VintageError if a fact later than the assessment date is among them.
    """
    exact = [_on_field(problem, lines.get(problem.place.file, {})) for problem in problems]
    exact.sort(key=lambda p: (order_of(p.place.file), p.place.line, p.place.field, p.rule))
    late = any(problem.rule in LOCK for problem in exact)
    return VintageError(exact) if late else InputError(exact)


def _on_field(problem: Problem, lines: FieldLines) -> Problem:
    """Return the problem with the line of its field, where the record gives the field a line."""
    place = problem.place
    line = lines.get((place.line, place.field), place.line)
    return replace(problem, place=replace(place, line=line))


class _Collector:
    """Reads the parts of a folder and keeps all mistakes until the last part is read."""

    def __init__(self, data: dict[str, bytes], problems: tuple[Problem, ...]) -> None:
        """Read from ``data``, the bytes of each file by name; ``problems`` are known already."""
        self.data = data
        self.problems = list(problems)
        self.lines: dict[str, FieldLines] = {}

    def table(self, file: str, record: type[R]) -> tuple[R, ...]:
        """Return the records of a table; none where the file is absent or wrong."""
        if file not in self.data:
            return ()
        try:
            return table(self.data[file], file, record)
        except InputError as error:
            self.problems.extend(error.problems)
            return ()

    def map(self) -> tuple[AreaShape, ...] | None:
        """Return the shapes of the map; None where it is absent or wrong."""
        if MAP_FILE not in self.data:
            return None
        try:
            return read_map(self.data[MAP_FILE])
        except InputError as error:
            self.problems.extend(error.problems)
            return None

    def basemap(self) -> None:
        """Note what is wrong with what lies under the map; pictures read it again."""
        try:
            if BASEMAP_FILE in self.data:
                read_basemap(self.data[BASEMAP_FILE])
        except InputError as error:
            self.problems.extend(error.problems)

    def posterior(self) -> Posterior | None:
        """Return the posterior; None where it is absent or wrong."""
        try:
            return read_posterior(self.data)
        except InputError as error:
            self.problems.extend(error.problems)
            return None

    def source_text(self, path: Path, name: str, place: Place) -> str:
        """Return the text of a claim file's source, read from the folder; empty if it is wrong."""
        try:
            self.data[name] = read_inside(path, name, MAX_TEXT_BYTES, place)
            return decode(self.data[name], name, MAX_TEXT_BYTES)
        except InputError as error:
            self.problems.extend(error.problems)
            return ""

    def prose(self, file: str) -> None:
        """Note what is wrong with a text that people read."""
        try:
            decode(self.data.get(file, b""), file, MAX_TEXT_BYTES)
        except InputError as error:
            self.problems.extend(error.problems)

    def document(self, file: str, record: type[R], extra: dict[str, str] | None = None) -> R | None:
        """Return the record of a YAML file; None where it is absent or wrong."""
        if file not in self.data:
            return None
        try:
            found, self.lines[file] = document(self.data[file], file, record, extra)
        except InputError as error:
            self.problems.extend(error.problems)
            return None
        return found


def read_scenario(path: Path, vintage: str, *, calibrated: bool = True) -> Reading:
    """Return the records of a folder, not yet checked against each other.

    ``calibrated``: with its posterior, if it has one; else that is not even read.
    Raises InputError with all mistakes of form: in files, columns, fields, types.
    """
    folder = read_folder(path)
    files_read = dict(folder.files)
    get = _Collector(files_read, folder.problems)
    head = get.document("scenario.yaml", Head)
    regions = get.document("regions.yaml", RegionFile)
    parameters = get.document("parameters.yaml", ParameterFile)
    interventions = get.document("interventions.yaml", InterventionFile)
    conditioning = get.document("conditioning.yaml", ConditioningFile)
    calibration = get.document("calibration.yaml", CalibrationFile)
    patterns = get.document("patterns.yaml", PatternFile)
    rivals = get.document("rivals.yaml", RivalFile)
    disputes = get.document("disputes.yaml", DisputeFile)
    monitors = get.document("monitors.yaml", MonitorFile)
    claim_files = tuple(
        found
        for name in folder.claim_names
        if (found := get.document(name, ClaimFile, {"file": name})) is not None
    )
    texts = {
        file.file: get.source_text(
            path, file.source.text, Place(file.file, file.source.line, "text")
        )
        for file in claim_files
        if file.source.text
    }
    shapes = get.map()
    get.basemap()
    posterior = get.posterior() if calibrated else None
    get.prose("SOURCES.md")
    areas = get.table("areas.csv", Area)
    links = get.table("links.csv", Link)
    control = get.table("control.csv", Control)
    factions = get.table("factions.csv", Faction)
    coalitions = get.table("coalitions.csv", Membership)
    formations = get.table("formations.csv", Formation)
    facilities = get.table("facilities.csv", Facility)
    entries = get.table("entries.csv", Entry)
    sponsors = get.table("sponsors.csv", Sponsor)
    strike_assets = get.table("strike_assets.csv", StrikeAsset)
    events = get.table("events.csv", Event)
    observations = get.table("observations.csv", Observation)
    outcomes = get.table("outcomes.csv", Observation)
    if get.problems or head is None or regions is None or parameters is None:
        raise in_order(get.problems, get.lines)
    scenario = Scenario(
        head=head,
        areas=areas,
        links=links,
        control=control,
        factions=factions,
        coalitions=coalitions,
        formations=formations,
        facilities=facilities,
        entries=entries,
        sponsors=sponsors,
        strike_assets=strike_assets,
        events=events,
        observations=observations,
        outcomes=outcomes,
        regions=regions.regions,
        parameters=parameters.parameters,
        interventions=interventions.interventions if interventions else (),
        claim_files=claim_files,
        conditioning=conditioning.observations if conditioning else (),
        calibration=calibration,
        pattern_file=patterns,
        rival_file=rivals,
        dispute_file=disputes,
        posterior=posterior,
        facts=facts_digest(folder.files | {MECHANISMS_FILE: mechanism_bytes()}),
        monitor_file=monitors,
        digest=digest(files_read | {MECHANISMS_FILE: mechanism_bytes()}),
        folder=str(path.resolve()),
        vintage=vintage,
    )
    return Reading(scenario, FileParts(shapes, texts), get.lines)
