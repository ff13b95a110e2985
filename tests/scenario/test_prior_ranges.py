"""The shipped priors keep to the ranges of the field that the manual's table of checks names."""

import pytest

from hinge.scenario.mechanisms import mechanisms
from hinge.scenario.parameters import LogNormal, LogUniform, Normal, Parameter, Uniform

PRIORS = {parameter.id: parameter for parameter in mechanisms()}
RANGES = {
    "combat.enemy_power": (0.0, 1.2),
    "combat.own_power": (0.0, 1.2),
    "combat.frailty": (0.3, 0.8),
    "combat.daily_cap": (0.05, 0.2),
    "combat.urban_attack": (0.8, 1.3),
    "combat.urban_pace": (0.45, 0.8),
    "supply.urban_use": (1.0, 2.0),
    "combat.ambush": (0.0, 1.0),
    "orders.odds_slope": (0.5, 1.5),
    "orders.preparation": (3, 14),
    "orders.answer_lag": (2, 7),
    "combat.tenure_gain": (1.3, 1.6),
    "combat.tenure_days": (5, 30),
    "combat.culmination": (0.03, 0.15),
    "supply.fire_floor": (0.02, 0.15),
    "supply.deficit_power": (0.5, 1.5),
    "supply.food_target": (30, 120),
    "supply.stock_target": (5, 20),
    "supply.leakage": (0.02, 0.15),
    "arrivals.lag": (2, 10),
    "arrivals.replacement": (0.0, 0.005),
    "fronts.on": (1 / 60, 1 / 20),
    "fronts.off": (1 / 30, 1 / 10),
    "fronts.pull": (0.05, 0.3),
    "cohesion.contagion": (1, 4),
    "cohesion.hope": (0, 3),
    "settlement.guarantors": (0.1, 1),
    "settlement.veto": (0, 3),
    "settlement.interrupted": (0.1, 0.4),
    "ladder.pause": (1, 30),
    "beliefs.noise": (0.3, 0.6),
    "beliefs.lag": (1, 4),
    "beliefs.notice": (0.3, 0.8),
    "civilians.hunger_lag": (14, 42),
}
FREE_SIGN = (
    "strikes.political_effect",
    "ladder.calls",
    "ladder.publicity",
    "ladder.losing",
    "cohesion.break_cut",
    "cohesion.break_want",
    "cohesion.hardship",
    "sponsors.cut_feedback",
)


def ends(parameter: Parameter) -> tuple[float, float]:
    """The bounds of a spread; of one without bounds its 5th and 95th percentile, about."""
    spread = parameter.spread
    if isinstance(spread, Uniform | LogUniform):
        return float(spread.low), float(spread.high)
    if isinstance(spread, LogNormal):
        return float(spread.p05), float(spread.p95)
    assert isinstance(spread, Normal), parameter.id
    return spread.mean - 1.645 * spread.sd, spread.mean + 1.645 * spread.sd


@pytest.mark.parametrize("name", RANGES)
def test_a_prior_lies_within_the_range_of_the_field(name: str) -> None:
    low, high = ends(PRIORS[name])
    least, most = RANGES[name]
    assert least * 0.999 <= low <= PRIORS[name].value <= high <= most * 1.001
    assert high - low > 0.3 * (most - least), "narrower than the field is"


@pytest.mark.parametrize("name", FREE_SIGN)
def test_an_effect_whose_sign_is_disputed_may_have_either(name: str) -> None:
    low, high = ends(PRIORS[name])
    assert low < 0.0 < high


def test_rationality_is_spread_over_a_factor_of_twenty() -> None:
    low, high = ends(PRIORS["orders.rationality"])
    assert high / low == pytest.approx(20.0)
