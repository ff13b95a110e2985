"""Rules about priors: each has a source, a sensible spread, and a use."""

from __future__ import annotations

from collections.abc import Iterator

from hinge.errors import Place
from hinge.scenario.checks.parts import Finding
from hinge.scenario.mechanisms import mechanisms
from hinge.scenario.nearest import suggest
from hinge.scenario.parameters import (
    Fixed,
    LogNormal,
    LogUniform,
    Normal,
    Parameter,
    Spread,
    Uniform,
)
from hinge.scenario.scenario import Scenario
from hinge.scenario.table_parameters import derived_ids

FILE = "parameters.yaml"
JUDGEMENT = "judgement"
FAR_OUT = 3.0  # standard deviations from the mean within which a normal prior's value must lie


def _place(parameter: Parameter, field: str) -> Place:
    """Return where a field of a parameter stands."""
    return Place(FILE, parameter.line, field)


def prior_without_source(scenario: Scenario) -> Iterator[Finding]:
    """A prior names its source; a judgement may say just that it is one."""
    for parameter in scenario.parameters:
        if not parameter.source.strip():
            allowed = " or the word judgement" if parameter.status == JUDGEMENT else ""
            yield Finding(
                _place(parameter, "source"),
                f"The parameter {parameter.id} ({parameter.status}) has no source.",
                "A verdict must show what it rests on.",
                f"Write the source{allowed} into source.",
            )


def measured_by_judgement(scenario: Scenario) -> Iterator[Finding]:
    """What is measured or calibrated rests on more than a judgement."""
    for parameter in scenario.parameters:
        bare = parameter.source.strip().lower() == JUDGEMENT
        if parameter.status != JUDGEMENT and bare:
            yield Finding(
                _place(parameter, "status"),
                f"The parameter {parameter.id} is {parameter.status}, but its source is a judgement.",
                "Readers trust a measured value more than a judgement.",
                "Name the measurement, or write status: judgement.",
            )


def spread_inverted(scenario: Scenario) -> Iterator[Finding]:
    """The lower end of a spread lies below the upper one."""
    for parameter in scenario.parameters:
        ends = _ends(parameter.spread)
        if ends is not None and ends[0] >= ends[1]:
            yield Finding(
                _place(parameter, "spread"),
                f"The spread of {parameter.id} runs from {ends[0]:g} to {ends[1]:g}.",
                "Draws from it would come out upside down or all equal.",
                "Put the lower value first; use kind: fixed for a value without spread.",
            )


def value_outside_spread(scenario: Scenario) -> Iterator[Finding]:
    """The value of a parameter lies in its spread."""
    for parameter in scenario.parameters:
        ends = _ends(parameter.spread)
        if isinstance(parameter.spread, Normal):
            reach = FAR_OUT * parameter.spread.sd
            ends = (parameter.spread.mean - reach, parameter.spread.mean + reach)
        if ends is not None and ends[0] < ends[1] and not ends[0] <= parameter.value <= ends[1]:
            yield Finding(
                _place(parameter, "value"),
                f"The value {parameter.value:g} of {parameter.id} lies outside its spread, "
                f"{ends[0]:g} to {ends[1]:g}.",
                "The table would show a value that hardly any run uses.",
                "Correct the value or widen the spread.",
            )


def _ends(spread: Spread) -> tuple[float, float] | None:
    """Return the lower and upper end of a spread that has them."""
    match spread:
        case Uniform() | LogUniform():
            return spread.low, spread.high
        case LogNormal():
            return spread.p05, spread.p95
        case Normal() | Fixed():
            return None


def required(scenario: Scenario) -> dict[str, str]:
    """Return the ids that parameters.yaml must define, each with what needs it."""
    groups = {a.population_group for a in scenario.areas}
    needs = {f"population.{group}": f"the population group {group}" for group in sorted(groups)}
    for asset in scenario.strike_assets:
        if asset.harm:
            needs[asset.harm] = f"the strike asset {asset.id}"
    for sponsor in scenario.sponsors:
        for hazard in ("cut_hazard", "resume_hazard"):
            needs[f"sponsors.{sponsor.id}.{hazard}"] = f"the sponsor {sponsor.id}"
    return needs


def parameter_missing(scenario: Scenario) -> Iterator[Finding]:
    """Every parameter that a population group, sponsor or asset needs is defined."""
    given = [parameter.id for parameter in scenario.parameters]
    for name, user in required(scenario).items():
        if name not in given:
            yield Finding(
                Place(FILE, 0, "parameters"),
                f"The parameter {name}, which {user} needs, is missing {suggest(name, given)}.",
                "Nothing is taken for granted: without a prior there is no run.",
                f"Define {name} with value, unit, spread, source and status.",
            )


def parameter_unused(scenario: Scenario) -> Iterator[Finding]:
    """Every parameter of the file replaces a shipped one or is needed by the tables."""
    known = {parameter.id for parameter in mechanisms()} | set(required(scenario))
    known |= {f"sponsors.{sponsor.id}.redirect_hazard" for sponsor in scenario.sponsors}
    taken = set(derived_ids(scenario))
    for parameter in scenario.parameters:
        if parameter.id not in known | taken:
            yield Finding(
                _place(parameter, "id"),
                f"The parameter {parameter.id} is used by nothing {suggest(parameter.id, known)}.",
                "Its value would change no run, and a slip in its name would go unseen.",
                "Fix the name or remove the parameter.",
            )


def parameter_from_table(scenario: Scenario) -> Iterator[Finding]:
    """No parameter of the file repeats one that follows from a table."""
    taken = set(derived_ids(scenario))
    for parameter in scenario.parameters:
        if parameter.id in taken:
            yield Finding(
                _place(parameter, "id"),
                f"The parameter {parameter.id} follows from a table already.",
                "Two places would state the same quantity.",
                "Change the row of the table instead, and remove the parameter.",
            )


def override_in_other_unit(scenario: Scenario) -> Iterator[Finding]:
    """A parameter that replaces a shipped one keeps its unit."""
    units = {parameter.id: parameter.unit for parameter in mechanisms()}
    for parameter in scenario.parameters:
        if units.get(parameter.id, parameter.unit) != parameter.unit:
            yield Finding(
                _place(parameter, "unit"),
                f"The parameter {parameter.id} is in {parameter.unit!r}, the one it replaces in "
                f"{units[parameter.id]!r}.",
                "The engine reads the number in the unit of the shipped one.",
                "Convert the value and use the same words for the unit.",
            )


def campaign_prior_undated(scenario: Scenario) -> Iterator[Finding]:
    """A prior about this campaign says when it held and when that was public."""
    for parameter in scenario.parameters:
        if parameter.about == "campaign":
            for field in ("true_on", "known_on"):
                if getattr(parameter, field) is None:
                    yield Finding(
                        _place(parameter, field),
                        f"The parameter {parameter.id} is about the campaign, but has no {field}.",
                        "Nobody can tell whether it was known in time.",
                        f"Give {field}; for a judgement, the assessment date.",
                    )


RULES = (
    prior_without_source,
    measured_by_judgement,
    spread_inverted,
    value_outside_spread,
    parameter_missing,
    parameter_unused,
    parameter_from_table,
    override_in_other_unit,
    campaign_prior_undated,
)
