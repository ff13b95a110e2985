"""Laws of attrition: how losses follow hostile and own strength.

    losses a day ~ rate * hostile^p * own^q             strengths in thousands, effective

square law       p = 1, q = 0   losses follow the enemy's number (Lanchester 1916)
linear law       p = 1, q = 1   losses follow the product of both
logarithmic law  p = 0, q = 1   losses follow the own number (Peterson 1953)
mixture          p, q uniform from 0 to 1.2, as shipped (Bracken 1995: no value is validated)

The rate has units that depend on p and q. Under every law it is drawn anew from its
prior, which speaks of one thousand against one thousand, where all laws agree. A rate that
was calibrated under one law says nothing under another, and none is carried over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from hinge.scenario.parameters import Fixed
from hinge.scenario.scenario import Scenario
from hinge.scenario.table_parameters import parameter_table

HOSTILE, OWN = "combat.enemy_power", "combat.own_power"
RATE = "combat.loss_rate"


@dataclass(frozen=True)
class Law:
    """One law; ``hostile`` p and ``own`` q are None where both keep their prior."""

    id: str
    says: str
    hostile: float | None
    own: float | None

    @property
    def exponents(self) -> dict[str, float]:
        """The values of the two parameters by id; empty for the mixture."""
        if self.hostile is None or self.own is None:
            return {}
        return {HOSTILE: self.hostile, OWN: self.own}


MIXTURE = Law("mixture", "exponents as uncertain as shipped", None, None)
LAWS = (
    Law("square", "losses follow the enemy's number", 1.0, 0.0),
    Law("linear", "losses follow the product of both numbers", 1.0, 1.0),
    Law("logarithmic", "losses follow the own number", 0.0, 1.0),
    MIXTURE,
)


def under(scenario: Scenario, law: Law) -> Scenario:
    """Return the scenario with the exponents of a law; all other draws are what they were.

    A draw depends on the parameter's id and its number alone, so that runs under two laws pair.
    """
    if not law.exponents:
        return scenario
    table = {one.id: one for one in parameter_table(scenario)}
    fixed = tuple(
        table[name].model_copy(update={"value": value, "spread": Fixed(kind="fixed")})
        for name, value in law.exponents.items()
    )
    others = tuple(one for one in scenario.parameters if one.id not in law.exponents)
    return replace(scenario, parameters=(*others, *fixed))
