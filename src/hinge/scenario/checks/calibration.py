"""Rules about calibration: what parameters are set by was seen, public in time, recorded, and counted once."""

from __future__ import annotations

from collections.abc import Iterator

from hinge.errors import Place
from hinge.scenario.calibration import CalibrationTarget, ControlDiffers, counted_by
from hinge.scenario.checks.parts import Finding, twice, unfit_error, unknown
from hinge.scenario.conditioning import SeriesChange, SiegeOn
from hinge.scenario.nearest import suggest
from hinge.scenario.scenario import Scenario
from hinge.scenario.series import series_names
from hinge.scenario.vintage import STRICT

FILE = "calibration.yaml"
ERRORS_OF = {
    "series_change": ("factor", "amount"),
    "control_differs": ("factor", "amount"),
    "siege_on": ("state",),
}


def _targets(scenario: Scenario) -> tuple[CalibrationTarget, ...]:
    """Return the targets; none without the file."""
    return scenario.calibration.targets if scenario.calibration else ()


def calibration_twice(scenario: Scenario) -> Iterator[Finding]:
    """Every target of the calibration has an id of its own."""
    yield from twice(FILE, _targets(scenario), "A report could not say which of the two is meant.")


def calibration_unknown_observation(scenario: Scenario) -> Iterator[Finding]:
    """A target that names an observation rests on a row of observations.csv."""
    known = [row.id for row in scenario.observations]
    for one in _targets(scenario):
        if one.observation is not None and one.observation not in known:
            place = Place(FILE, one.line, "observation")
            what = f"The target {one.id}"
            yield unknown(place, what, one.observation, known, "observations.csv")


def calibration_counts_twice(scenario: Scenario) -> Iterator[Finding]:
    """No observation that campaigns are conditioned on sets parameters as well."""
    weighed = {one.observation: one.id for one in scenario.conditioning}
    for one in _targets(scenario):
        if one.observation in weighed:
            yield Finding(
                Place(FILE, one.line, "observation"),
                f"The target {one.id} rests on {one.observation}, as does {weighed[one.observation]} "
                "in conditioning.yaml.",
                "Calibrated campaigns are conditioned as well, and one report would count twice.",
                "Leave it out of one of the two files.",
            )


def calibration_known_later(scenario: Scenario) -> Iterator[Finding]:
    """In a strict run parameters are calibrated only on what was public by the assessment date."""
    assessed = scenario.head.assessment_date
    if scenario.vintage != STRICT:
        return
    rows = {row.id: row for row in scenario.observations}
    for one in _targets(scenario):
        dates = {"the target itself": one.known_on}
        row = rows.get(one.observation or "")
        if row is not None:
            dates[f"its row {row.id}"] = row.known_on or one.known_on
            if row.known_on is None:
                yield _late(one, f"Its row {row.id} was public on no date")
                continue
        late = [f"{what} on {day}" for what, day in dates.items() if day > assessed]
        if late:
            yield _late(one, f"It became public after the assessment date {assessed}: {late[0]}")


def _late(one: CalibrationTarget, what: str) -> Finding:
    """Return the finding of a target that was not public in time."""
    return Finding(
        Place(FILE, one.line, "known_on"),
        f"The target {one.id} could not be known in time. {what}.",
        "Parameters set by it would carry hindsight into every verdict.",
        "Use a report that was public in time, or run the vintage reconstruction.",
    )


def calibration_later(scenario: Scenario) -> Iterator[Finding]:
    """No target reads a day before the campaign's first or after the assessment date, in any vintage."""
    start, assessed = scenario.head.start, scenario.head.assessment_date
    for one in _targets(scenario):
        if min(one.days) < start or max(one.days) > assessed:
            yield Finding(
                Place(FILE, one.statistic.line, "statistic"),
                f"The target {one.id} reads {' to '.join(map(str, one.days))}, and the days from the "
                f"campaign's first to the assessment are {start} to {assessed}.",
                "Nothing is simulated before, and what came after is what is asked.",
                "Correct the days.",
            )


def calibration_reversed(scenario: Scenario) -> Iterator[Finding]:
    """The days of a change rise."""
    for one in _targets(scenario):
        if one.days[0] > one.days[-1] or (
            isinstance(one.statistic, SeriesChange) and one.days[0] == one.days[1]
        ):
            yield Finding(
                Place(FILE, one.statistic.line, "from"),
                f"The target {one.id} reads {' to '.join(map(str, one.days))}.",
                "Nothing changes in such a span.",
                "Correct the days.",
            )


def calibration_on_unknown_series(scenario: Scenario) -> Iterator[Finding]:
    """Every series that a target reads is recorded."""
    known = series_names(scenario)
    for one in _targets(scenario):
        if isinstance(one.statistic, SeriesChange) and one.statistic.series not in known:
            place = Place(FILE, one.statistic.line, "series")
            listed = "the list of recorded series"
            name = one.statistic.series
            yield unknown(place, f"The target {one.id}", name, known, listed, "Fix the name.")


def calibration_of_unwatched_siege(scenario: Scenario) -> Iterator[Finding]:
    """A target reads siege states of a region and a side that it watches, and names one or more."""
    watched = [f"{region.id}.{side}" for region in scenario.regions for side in region.watch]
    for one in _targets(scenario):
        read = one.statistic
        if not isinstance(read, SiegeOn):
            continue
        pair = f"{read.of}.{read.side}"
        if pair not in watched or not read.is_:
            what = (
                "names no siege state"
                if read.is_ == ()
                else f"reads the way into {read.of} for {read.side}, which no region watches "
                f"{suggest(pair, watched)}"
            )
            yield Finding(
                Place(FILE, read.line, "is" if read.is_ == () else "of"),
                f"The target {one.id} {what}.",
                "Siege states are recorded for watched pairs, and one must be asked for.",
                "Fix the names or the states, or add the side to the region's watch.",
            )


def calibration_of_no_snapshot(scenario: Scenario) -> Iterator[Finding]:
    """Control is compared with a snapshot of control.csv, of days after the campaign's first."""
    later = [day for day in scenario.head.snapshots if day > scenario.head.start]
    for one in _targets(scenario):
        read = one.statistic
        if isinstance(read, ControlDiffers) and read.on not in later:
            yield Finding(
                Place(FILE, read.line, "on"),
                f"The target {one.id} compares control on {read.on}, of which there is no later "
                "snapshot.",
                "Who held which area is recorded on the snapshots' days; the first is where campaigns "
                "begin.",
                f"Use one of: {', '.join(map(str, later)) or 'none; add a snapshot'}.",
            )


def calibration_of_unknown_place(scenario: Scenario) -> Iterator[Finding]:
    """Control is compared over a region, over named areas, or over all; regions and areas are listed."""
    regions = [region.id for region in scenario.regions]
    areas = [area.id for area in scenario.areas]
    for one in _targets(scenario):
        read = one.statistic
        if not isinstance(read, ControlDiffers):
            continue
        who = f"The target {one.id}"
        if read.of is not None and read.of not in regions:
            yield unknown(Place(FILE, read.line, "of"), who, read.of, regions, "regions.yaml")
        for area in read.among:
            if area not in areas:
                yield unknown(Place(FILE, read.line, "among"), who, area, areas, "areas.csv")


def calibration_of_two_places(scenario: Scenario) -> Iterator[Finding]:
    """Control is compared over a region or over named areas, not over both."""
    for one in _targets(scenario):
        read = one.statistic
        if isinstance(read, ControlDiffers) and read.of is not None and read.among:
            yield Finding(
                Place(FILE, read.line, "among"),
                f"The target {one.id} names the region {read.of} and areas.",
                "It would not be clear which are counted.",
                "Keep one of the two.",
            )


def calibration_error_unfit(scenario: Scenario) -> Iterator[Finding]:
    """An error is one of its statistic: state of siege_on, factor or amount of the others."""
    for one in _targets(scenario):
        wanted = ERRORS_OF[one.statistic.kind]
        if one.error.kind not in wanted:
            read = f"for a statistic of kind {one.statistic.kind}"
            yield unfit_error(FILE, one.error, f"The target {one.id}", read, wanted)


def calibration_log_of_nought(scenario: Scenario) -> Iterator[Finding]:
    """A count of nought with an error by a factor has an offset above 0."""
    for one in _targets(scenario):
        if one.error.kind == "factor" and one.error.value + one.error.offset <= 0:
            yield Finding(
                Place(FILE, one.error.line, "offset"),
                f"The target {one.id} reports 0, and its error is a factor without an offset.",
                "Nought has no logarithm, so that no campaign could agree with it.",
                "Give an offset, such as 1.",
            )


def calibration_unknown_monitor(scenario: Scenario) -> Iterator[Finding]:
    """A monitor that a target names is one of monitors.yaml."""
    known = [one.id for one in scenario.monitors]
    for one in _targets(scenario):
        if one.monitor is not None and one.monitor not in known:
            place = Place(FILE, one.line, "monitor")
            yield unknown(place, f"The target {one.id}", one.monitor, known, "monitors.yaml")


def calibration_not_counted(scenario: Scenario) -> Iterator[Finding]:
    """A monitor that a target names counts what the target is a count of."""
    monitors = {one.id: one for one in scenario.monitors}
    for one in _targets(scenario):
        if one.monitor not in monitors:
            continue
        counted = counted_by(one)
        if counted is None or monitors[one.monitor].count_of(counted[0]) is None:
            yield Finding(
                Place(FILE, one.line, "monitor"),
                f"The target {one.id} names the monitor {one.monitor}, which does not count that.",
                "How much of the truth its reports hold is not known.",
                "Name another monitor, or none and state the whole error in the target.",
            )


RULES = (
    calibration_twice,
    calibration_unknown_observation,
    calibration_counts_twice,
    calibration_known_later,
    calibration_later,
    calibration_reversed,
    calibration_on_unknown_series,
    calibration_of_unwatched_siege,
    calibration_of_no_snapshot,
    calibration_of_unknown_place,
    calibration_of_two_places,
    calibration_error_unfit,
    calibration_log_of_nought,
    calibration_unknown_monitor,
    calibration_not_counted,
)
LOCK = (
    calibration_known_later,
    calibration_later,
)  # breaking one of these raises VintageError
