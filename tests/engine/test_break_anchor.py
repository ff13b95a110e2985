"""The prior of breaking keeps the promise of its source: half have broken at 10 to 15 per cent losses."""

import math

import pytest

from hinge.scenario.mechanisms import mechanisms


def share_lost_at_the_median_break(daily: float) -> float:
    """Return the share lost when half of the formations that lose ``daily`` a day have broken."""
    best = {parameter.id: parameter.value for parameter in mechanisms()}
    kept, wear, cohesion = 1.0, 0.0, best["forces.cohesion_start"]
    while kept > 0.5:
        wear += daily * (1.0 - wear)
        cohesion *= 1.0 - best["cohesion.loss_effect"] * daily
        grows = best["cohesion.break_loss"] * wear + best["cohesion.break_rate"] * daily
        kept *= math.exp(-best["cohesion.break_base"] * math.exp(grows) * (2.0 - cohesion))
    return wear


@pytest.mark.parametrize("daily", [0.009, 0.012, 0.015])
def test_half_have_broken_at_ten_to_fifteen_per_cent_losses(daily: float) -> None:
    assert 0.09 < share_lost_at_the_median_break(daily) < 0.16
