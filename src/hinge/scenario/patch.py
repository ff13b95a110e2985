"""Baseline plus interventions: a what-if is the scenario with levers pulled, never a rewritten file."""

from __future__ import annotations

from dataclasses import replace

from hinge.errors import InputError, Place, Problem
from hinge.scenario.adjust import MARK, adjusted
from hinge.scenario.nearest import suggest
from hinge.scenario.scenario import Scenario
from hinge.scenario.switches import switch_names, switched_off

TOGETHER = " + "
"""Stands between interventions that are pulled together under one name: ``a + b``."""


def do(scenario: Scenario, *intervention_ids: str) -> Scenario:
    """Return the scenario with interventions pulled, in the order given.

    ``without_<mechanism>`` pulls a switch of the model (``switches.py``);
    ``<id>:from=...,to=...,size=...`` one with other dates or another size (``adjust.py``).
    ``a + b`` pulls both, so that one arm of a design can have several.

    Raises InputError for an id that the scenario does not have, with the
    nearest one, and for one that is pulled twice.
    """
    known = {intervention.id: intervention for intervention in scenario.interventions}
    names = [part for given in intervention_ids for part in given.split(TOGETHER)]
    for name in names:
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
        elif known[name] in pulled:
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
