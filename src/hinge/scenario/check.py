"""Check a scenario: every rule, in order; each is one function in ``checks``.

To add a rule, write a function there that yields findings, name it in RULES of
its module, and add a folder to ``tests/broken``: a test fails for a rule
without one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from hinge.errors import Problem
from hinge.scenario.checks import (
    actors,
    calibration,
    claim_tests,
    claims,
    conditioning,
    dates,
    disputes,
    events,
    files,
    geography,
    ids,
    interventions,
    monitors,
    parameters,
    posterior,
    predicates,
    references,
    rivals,
    sieges,
    source_dates,
    vintage,
)
from hinge.scenario.checks.parts import FileParts, Finding
from hinge.scenario.scenario import Scenario

Rule = Callable[[Scenario], Iterator[Finding]]
FileRule = Callable[[Scenario, FileParts], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    *ids.RULES,
    *references.RULES,
    *sieges.RULES,
    *geography.RULES,
    *actors.RULES,
    *dates.RULES,
    *events.RULES,
    *parameters.RULES,
    *interventions.RULES,
    *claims.RULES,
    *claim_tests.RULES,
    *predicates.RULES,
    *vintage.RULES,
    *source_dates.RULES,
    *conditioning.RULES,
    *calibration.RULES,
    *rivals.RULES,
    *disputes.RULES,
    *posterior.RULES,
    *monitors.RULES,
)
FILE_RULES: tuple[FileRule, ...] = files.RULES
MOST = 100  # findings of one rule; whoever has more has one cause for them
LOCKED = (vintage, source_dates, conditioning, calibration, rivals, disputes, posterior)
LOCK = frozenset(rule.__name__ for module in LOCKED for rule in module.LOCK)


def check(scenario: Scenario) -> list[Problem]:
    """Return the problems of a scenario's records, rule by rule; empty when it is sound."""
    return [
        _problem(rule.__name__, found) for rule in RULES for found in islice(rule(scenario), MOST)
    ]


def check_files(scenario: Scenario, parts: FileParts) -> list[Problem]:
    """Return the problems between the records and the map and source texts."""
    return [
        _problem(rule.__name__, found)
        for rule in FILE_RULES
        for found in islice(rule(scenario, parts), MOST)
    ]


def _problem(rule: str, found: Finding) -> Problem:
    """Return a finding as the problem that users see."""
    return Problem(rule, found.what, found.why, found.do, found.place)
