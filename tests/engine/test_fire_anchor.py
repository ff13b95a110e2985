"""The prior of fire control keeps the promise of its source: a few hundred soldiers close much of a road."""

import math

from hinge.scenario.mechanisms import mechanisms
from hinge.scenario.parameters import LogNormal

GARRISON = 0.3 * 0.5 * 0.85  # thousands: persons, middling quality, cohesion at the start
KILOMETRES = 3.0


def interdiction(strength: float, reach: float) -> float:
    """Return the share of traffic stopped by the garrison at its distance."""
    return 1.0 - math.exp(-strength * GARRISON * math.exp(-KILOMETRES / reach))


def test_three_hundred_on_heights_three_kilometres_off_stop_a_fifth_to_four_fifths() -> None:
    table = {parameter.id: parameter for parameter in mechanisms()}
    fire, reach = table["supply.fire_strength"], table["supply.fire_reach"].value
    assert isinstance(fire.spread, LogNormal)
    assert 0.15 < interdiction(fire.spread.p05, reach) < 0.25
    assert 0.35 < interdiction(fire.value, reach) < 0.5
    assert 0.7 < interdiction(fire.spread.p95, reach) < 0.85
