"""Parameters go to the normal scale and back, and the prior is standard normal there."""

from __future__ import annotations

import numpy as np
import pytest

from hinge.ensemble.normal_scale import covariance, from_normal, to_normal, varies
from hinge.ensemble.priors import CORRELATION, draw_parameters
from hinge.scenario.parameters import (
    Fixed,
    LogNormal,
    LogUniform,
    Normal,
    Parameter,
    Spread,
    Uniform,
)

SPREADS: dict[str, Spread] = {
    "uniform": Uniform(kind="uniform", low=-2.0, high=5.0),
    "loguniform": LogUniform(kind="loguniform", low=0.1, high=30.0),
    "normal": Normal(kind="normal", mean=3.0, sd=0.5),
    "lognormal": LogNormal(kind="lognormal", p05=1.0, p95=9.0),
    "split": LogNormal(kind="lognormal", p05=2.0, p95=40.0),
}


def parameter(name: str, value: float = 3.0) -> Parameter:
    return Parameter(
        id=f"a.{name}",
        value=value,
        unit="1",
        spread=SPREADS[name],
        status="judgement",
        about="general",
    )


@pytest.mark.parametrize("name", SPREADS)
def test_points_of_the_normal_scale_come_back(name: str) -> None:
    z = np.linspace(-4.0, 4.0, 41)
    one = parameter(name)
    assert np.allclose(to_normal(one, from_normal(one, z)), z, atol=1e-6)


@pytest.mark.parametrize("name", SPREADS)
def test_the_middle_and_the_outer_percentiles_are_those_of_the_spread(name: str) -> None:
    one = parameter(name)
    low, middle, high = from_normal(one, np.array([-1.6448536269514722, 0.0, 1.6448536269514722]))
    assert low < middle < high
    if isinstance(one.spread, LogNormal):
        assert (low, middle, high) == pytest.approx((one.spread.p05, one.value, one.spread.p95))


@pytest.mark.parametrize("name", SPREADS)
def test_drawn_values_are_standard_normal_there(name: str) -> None:
    one = parameter(name)
    z = to_normal(one, np.ascontiguousarray(draw_parameters([one], {}, 3, 4000)[:, 0]))
    assert abs(z.mean()) < 4.0 / np.sqrt(4000)
    assert z.std() == pytest.approx(1.0, abs=4.0 / np.sqrt(8000))


def test_a_parameter_without_spread_stays_where_it_is() -> None:
    fixed = parameter("normal").model_copy(update={"spread": Fixed(kind="fixed")})
    assert not varies(fixed)
    assert varies(parameter("uniform"))
    assert to_normal(fixed, np.array([3.0, 3.0])).tolist() == [0.0, 0.0]
    assert from_normal(fixed, np.array([-1.0, 2.0])).tolist() == [3.0, 3.0]


def test_qualities_of_one_side_go_together_by_the_mean_of_their_correlation() -> None:
    drawn = parameter("uniform").model_copy(
        update={"id": CORRELATION, "spread": Uniform(kind="uniform", low=0.2, high=0.6)}
    )
    sides = {"factions.a.quality": "x", "factions.b.quality": "x", "factions.c.quality": "y"}
    found = covariance([drawn], sides, (*sides, "combat.loss_rate"))
    assert found[0, 1] == pytest.approx(0.4, abs=1e-3)
    assert np.allclose(np.diag(found), 1.0)
    assert found[0, 2] == found[0, 3] == 0.0
