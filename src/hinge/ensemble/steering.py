"""Campaigns in which somebody can be made to choose otherwise from some day on.

An actor's options are the what-ifs that name it and of which all levers have dates:
they can begin on any day, and leave parameters and day 0 as they are, so that a
campaign without them can go on under them from its own state.
"""

from __future__ import annotations

import copy
import datetime as dt
from dataclasses import replace

from hinge.ensemble.branches import CampaignProcess
from hinge.ensemble.design import BASELINE, Arm
from hinge.errors import InputError, Place, Problem
from hinge.scenario.interventions import Dated
from hinge.scenario.scenario import Scenario


def options(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """Return the options of each actor that has any, the first what it does anyway; in order of the file."""
    found: dict[str, tuple[str, ...]] = {}
    for plan in scenario.interventions:
        if plan.actor and all(isinstance(lever, Dated) for lever in plan.levers):
            found[plan.actor] = (*found.get(plan.actor, (BASELINE,)), plan.id)
    return found


class SteerableCampaign(CampaignProcess):
    """A campaign process whose actors can be made to choose otherwise."""

    scenario: Scenario

    @classmethod
    def of(cls, process: CampaignProcess, scenario: Scenario) -> SteerableCampaign:
        """Return the same process, steerable; ``scenario`` is the one that it runs."""
        steered = cls.__new__(cls)
        steered.__dict__.update(process.__dict__)
        steered.scenario = scenario
        return steered

    @property
    def actors(self) -> dict[str, tuple[str, ...]]:
        """Options of each actor, by name; the first is what the actor would do anyway."""
        return options(self.scenario)

    def under(self, option: str, day: int) -> CampaignProcess:
        """Return the process with an option in force from ``day`` to the end, for states of this one.

        InputError for an unknown option, for one whose levers have no dates, and
        where states would not fit.
        """
        if option == BASELINE:
            return self
        begin = self.arm.start + dt.timedelta(days=day)
        name = f"{option}:from={begin},to={self.scenario.head.horizon}"
        arm = replace(self.arm, id=f"{self.arm.id}@{name}", intervention=name)
        steered = copy.copy(self)
        steered.arm = arm
        if self._words(arm) != self._words(self.arm):
            raise InputError(
                [
                    Problem(
                        "steering",
                        f"The campaign under {option} keeps other things in mind than the one without.",
                        "States of one cannot go on in the other.",
                        "Choose a what-if that only changes what is there.",
                        Place("interventions.yaml", 0, option),
                    )
                ]
            )
        return steered

    def _words(self, arm: Arm) -> int:
        """Return the size of a state of an arm, in words of 64 bits."""
        shared = self._simulator.shared(arm)
        return int(self._simulator.desk(arm, shared).stage.block.size)
