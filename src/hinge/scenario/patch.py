"""Baseline plus interventions: a what-if is the scenario with levers pulled, never a rewritten file."""

from __future__ import annotations

from dataclasses import replace

from hinge.errors import InputError, Place, Problem
from hinge.scenario.adjust import MARK, adjusted
from hinge.scenario.assumed import assumed, is_assumption
from hinge.scenario.interventions import Intervention, SetParameter
from hinge.scenario.nearest import suggest
from hinge.scenario.scenario import Scenario
from hinge.scenario.switches import switch_names, switched_off

TOGETHER = " + "
"""Stands between interventions that are pulled together under one name: ``a + b``."""


def do(scenario: Scenario, *intervention_ids: str) -> Scenario:
    """Return the scenario with interventions pulled, in the order given.

    ``without_<mechanism>`` pulls a switch of the model (``switches.py``);
    ``<id>:from=...,to=...,size=...`` one with other dates or another size (``adjust.py``);
    ``set:<parameter>=<value>`` holds an assumption at a value (``assumed.py``).
    ``a + b`` pulls both, so that one arm of a design can have several.

    Raises InputError for an id that the scenario does not have, with the
    nearest one, and for one that is pulled twice.
    """
    known = {intervention.id: intervention for intervention in scenario.interventions}
    names = [part for given in intervention_ids for part in given.split(TOGETHER)]
    for name in names:
        if is_assumption(name):
            known[name] = assumed(scenario, name)
            continue
        mechanism = switched_off(scenario, name)
        plain, found, _ = name.partition(MARK)
        if mechanism is not None:
            known[name] = mechanism
        elif found and plain in known:
            known[name] = adjusted(known[plain], name)
    pulled = list(scenario.pulled)
    problems: list[Problem] = []
    place = Place("interventions.yaml")
    for name in names:
        if name not in known:
            problems.append(
                Problem(
                    "unknown_intervention",
                    f"There is no intervention {name!r} {suggest(name, [*known, *switch_names()])}.",
                    "Without its levers the what-if would be the baseline under another name.",
                    "Fix the name or add the intervention to the file.",
                    place,
                )
            )
        elif known[name] in pulled or _held_already(known[name], pulled):
            problems.append(
                Problem(
                    "pulled_twice",
                    f"The intervention {name} is pulled twice.",
                    "A lever that scales would act twice.",
                    "Name it once.",
                    place,
                )
            )
        else:
            pulled.append(known[name])
    if problems:
        raise InputError(problems)
    return replace(scenario, pulled=tuple(pulled))


def _held_already(plan: Intervention, pulled: list[Intervention]) -> bool:
    """Say whether an assumption is to be held that is held at a value already."""
    held = [lever.parameter for other in pulled for lever in _setters(other)]
    return is_assumption(plan.id) and any(lever.parameter in held for lever in _setters(plan))


def _setters(plan: Intervention) -> list[SetParameter]:
    """Return the levers with which an assumption is held at a value."""
    return [
        lever for lever in plan.levers if is_assumption(plan.id) and isinstance(lever, SetParameter)
    ]
