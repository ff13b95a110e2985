"""The reduced model in Mesa 3: sides, factions and formations are agents, the data collector is on.

The map and what runs over it (ways, fire on links, deliveries) are the objects
of the plain twin; each phase of the day is what a kind of agent does.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import mesa
import numpy as np

from twins.fighting import (
    control,
    expect,
    fight,
    gives_way,
    line_up,
    note_breaks,
    reached_areas,
    strain,
    tire,
    wear,
)
from twins.movement import arrive, begin, march
from twins.objects import SERIES, History, side_figures
from twins.orders import send, side_orders
from twins.setup import campaign
from twins.supply import deliver, eat, survey
from twins.things import Faction, Formation, Side


class SideAgent(mesa.Agent, Side):
    """A party to the war: gives orders to its factions and supplies its formations."""

    def give_orders(self) -> None:
        """Let the factions of this side review or choose probes."""
        side_orders(self.model.war, self, self.model.steps)

    def send_supply(self) -> None:
        """Send the day's tonnes to the formations of this side."""
        war = self.model.war
        given = deliver(self, war) if self.need > 0.0 else {}
        self.delivered = 0.0
        for formation in self.formations:
            self.delivered = eat(formation, given, self.delivered, war.params)


class FactionAgent(mesa.Agent, Faction):
    """A group of formations that decides for itself what to probe."""


class FormationAgent(mesa.Agent, Formation):
    """Soldiers under one command."""

    def set_effective(self) -> None:
        """Bring effective strength up to date."""
        self.muster(self.model.war.params)

    def march(self) -> None:
        """Go on towards the goal."""
        march(self, self.model.war.params)

    def arrive(self) -> None:
        """Enter the next area, or meet somebody."""
        arrive(self)

    def expect_losses(self) -> None:
        """Work out today's expected losses."""
        expect(self, self.model.war.params, self.model.steps)

    def fight(self) -> None:
        """Take today's losses."""
        fight(self, self.model.war.key, self.model.war.params, self.model.steps)

    def tire(self) -> None:
        """Tire of an attack, or rest from it."""
        tire(self, self.model.war.params)

    def wear_down(self) -> None:
        """Wear with losses, recover in quiet."""
        wear(self, self.model.war.params)

    def feel_strain(self) -> None:
        """Work out the hazard of breaking."""
        reached = self.model.reached[self.side.index]
        strain(self, self.model.war.params, reached, self.model.steps)

    def gives_way(self) -> bool:
        """Break, or not."""
        return gives_way(self, self.model.war.key, self.model.war.params, self.model.steps)


class ReducedModel(mesa.Model):
    """One replication of the reduced model."""

    def __init__(self, case: Any, seed: int) -> None:
        """Set up day 0 of a case and collect it."""
        super().__init__(seed=seed)
        self.war = campaign(
            case,
            seed,
            make_side=partial(SideAgent, self),
            make_faction=partial(FactionAgent, self),
            make_formation=partial(FormationAgent, self),
        )
        self.sides = self.agents_by_type[SideAgent]
        self.formations = self.agents_by_type[FormationAgent]
        self.reached: list[Any] = []
        self.datacollector = mesa.DataCollector(
            model_reporters={
                "control": lambda m: [area.holder.index for area in m.war.areas],
                "contested": lambda m: [int(area.contested) for area in m.war.areas],
                "series": ReducedModel.figures,
            }
        )
        survey(self.war)
        self.datacollector.collect(self)

    def figures(self) -> list[float]:
        """Return the series of all sides as they are now."""
        held = [0.0] * len(self.sides)
        for area in self.war.areas:
            held[area.holder.index] += 1.0
        rows = self.sides.map(side_figures)
        for row, number in zip(rows, held, strict=True):
            row[SERIES.index("held")] = number
        return [value for row in rows for value in row]

    def step(self) -> None:
        """Run all phases of a day and collect it."""
        war, day = self.war, self.steps
        war.clear_strengths()
        self.formations.do("set_effective")
        self.sides.do("give_orders")
        send(war)
        begin(war)
        self.formations.do("march").do("arrive")
        survey(war)
        self.sides.do("send_supply")
        line_up(war, day)
        self.formations.do("expect_losses").do("fight").do("tire").do("wear_down")
        self.reached = reached_areas(war)
        self.formations.do("feel_strain")
        broken = [agent for agent in self.formations if agent.gives_way()]
        note_breaks(war, {(agent.side.index, agent.place) for agent in broken}, day)
        control(war, day)
        if any(side.stale for side in self.sides):
            survey(war)
        self.datacollector.collect(self)


def run(case: Any, seed: int, days: int) -> History:
    """Run a replication from day 0 and return its history."""
    model = ReducedModel(case, seed)
    for _ in range(days):
        model.step()
    collected = model.datacollector.get_model_vars_dataframe()
    return History(*(np.array(collected[name].tolist()) for name in History._fields))
