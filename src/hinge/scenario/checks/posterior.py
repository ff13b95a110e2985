"""Rules about the posterior: it fits its record, its priors and the assessment date."""

from __future__ import annotations

import math
from collections.abc import Iterator

from pydantic import ValidationError

from hinge.errors import Place
from hinge.scenario.checks.parts import Finding, unknown
from hinge.scenario.parameters import Fixed, LogNormal, LogUniform, Parameter, Uniform
from hinge.scenario.posterior import CSV, JSON
from hinge.scenario.scenario import Scenario
from hinge.scenario.table_parameters import parameter_ids, parameter_table
from hinge.scenario.vintage import STRICT

FEWEST, MOST = 64, 4096
"""Rows of a posterior: fewer give no share with an interval, more add nothing that shows."""

ROUNDING = 1e-9
"""Part of a bound by which a value may lie outside it: quantiles are rounded."""


def posterior_unknown_parameter(scenario: Scenario) -> Iterator[Finding]:
    """Every column of a posterior is a parameter of the scenario."""
    if scenario.posterior is None:
        return
    known = parameter_ids(scenario)
    for name in scenario.posterior.names:
        if name not in known:
            remedy = "Calibrate anew, or remove the posterior's files."
            yield unknown(Place(CSV, 1, name), "The header", name, known, "the scenario", remedy)


def posterior_outside_prior(scenario: Scenario) -> Iterator[Finding]:
    """No value of a posterior lies where its parameter's prior has none."""
    if scenario.posterior is None:
        return
    try:
        table = {parameter.id: parameter for parameter in parameter_table(scenario)}
    except ValidationError:  # a table has its percentiles out of order, which has a rule of its own
        return
    for name in scenario.posterior.names:
        if name not in table:
            continue
        low, high = support(table[name])
        for line, value in enumerate(scenario.posterior.column(name), 2):
            if not low - ROUNDING * abs(low) <= value <= high + ROUNDING * abs(high):
                yield Finding(
                    Place(CSV, line, name),
                    f"{value!r} lies outside the prior of {name}, {low:g} to {high:g}.",
                    "A calibration weighs what the prior holds possible, and adds nothing to it.",
                    "Calibrate anew with these priors, or remove the posterior's files.",
                )
                break


def support(parameter: Parameter) -> tuple[float, float]:
    """Return between which values a parameter's prior lies."""
    spread = parameter.spread
    if isinstance(spread, Fixed):
        return parameter.value, parameter.value
    if isinstance(spread, Uniform | LogUniform):
        return float(spread.low), float(spread.high)
    if isinstance(spread, LogNormal):
        return math.ulp(0.0), math.inf
    return -math.inf, math.inf


def posterior_not_of_record(scenario: Scenario) -> Iterator[Finding]:
    """posterior.json is the record of this very posterior.csv."""
    found = scenario.posterior
    if found is not None and found.record is not None and found.record.posterior != found.digest:
        yield Finding(
            Place(JSON, 0, "posterior"),
            f"The record is of another posterior.csv: its SHA-256 here is {found.digest}.",
            "The values were changed, or the two files are of different calibrations.",
            "Take both files of one calibration.",
        )


def posterior_vintage(scenario: Scenario) -> Iterator[Finding]:
    """A posterior was calibrated on the strict facts."""
    found = scenario.posterior
    if found is not None and found.record is not None and found.record.vintage != STRICT:
        yield Finding(
            Place(JSON, 0, "vintage"),
            f"The posterior is of the vintage {found.record.vintage}.",
            "What became known after the assessment date would set parameters.",
            "Calibrate the strict scenario.",
        )


def posterior_known_later(scenario: Scenario) -> Iterator[Finding]:
    """Every report that a posterior rests on was public by the assessment date."""
    found, assessed = scenario.posterior, scenario.head.assessment_date
    if found is not None and found.record is not None and found.record.known_on > assessed:
        yield Finding(
            Place(JSON, 0, "known_on"),
            f"The posterior rests on reports public by {found.record.known_on}, after the "
            f"assessment date {assessed}.",
            "What became known later would set parameters.",
            "Calibrate on reports that were public by then.",
        )


def posterior_conditioned_too(scenario: Scenario) -> Iterator[Finding]:
    """No observation that a posterior rests on also weighs campaigns."""
    found = scenario.posterior
    if found is None or found.record is None:
        return
    weighing = {one.observation for one in scenario.conditioning}
    for name in found.record.observations:
        if name in weighing:
            yield Finding(
                Place(JSON, 0, "observations"),
                f"The observation {name} set parameters, and conditioning.yaml weighs campaigns by it.",
                "One report would count twice.",
                "Leave it out of one of the two; calibrate anew if it is a target.",
            )


def posterior_size(scenario: Scenario) -> Iterator[Finding]:
    """A posterior has from 64 to 4,096 rows."""
    if scenario.posterior is not None and not FEWEST <= len(scenario.posterior.rows) <= MOST:
        yield Finding(
            Place(CSV),
            f"The posterior has {len(scenario.posterior.rows):,} rows.",
            f"From {FEWEST} on shares have intervals, and above {MOST:,} no run has draws for them.",
            "Calibrate with another number of particles.",
        )


RULES = (
    posterior_unknown_parameter,
    posterior_outside_prior,
    posterior_not_of_record,
    posterior_vintage,
    posterior_known_later,
    posterior_conditioned_too,
    posterior_size,
)
LOCK = (posterior_vintage, posterior_known_later)
"""Breaking one of these raises VintageError."""
