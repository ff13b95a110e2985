"""Parameter draws follow their spreads and depend on seed, id and draw alone.

The seeds are fixed, so these tests never change from run to run. Bounds are 4
standard errors wide: an honest generator fails one such check for about 6 seeds
in 100,000; with the 22 checks here, for about 1 seed in 700.
"""

import datetime as dt
import math

import numpy as np
import pytest
from scipy import stats

from hinge.ensemble.priors import CORRELATION, draw_parameters, normal_share
from hinge.errors import InputError
from hinge.scenario.interventions import Admissibility, Intervention
from hinge.scenario.parameters import Parameter

DRAWS = 4096
SEED = 11
ERRORS = 4.0  # width of the bounds, in standard errors


def parameter(name: str, value: float, **spread: object) -> Parameter:
    return Parameter.model_validate(
        {
            "id": name,
            "value": value,
            "unit": "1",
            "spread": spread,
            "status": "judgement",
            "about": "general",
            "known_on": dt.date(2000, 1, 1),
        }
    )


UNIFORM = parameter("test.uniform", 3.0, kind="uniform", low=2.0, high=6.0)
LOGUNIFORM = parameter("test.loguniform", 1.0, kind="loguniform", low=0.01, high=10.0)
NORMAL = parameter("test.normal", 5.0, kind="normal", mean=5.0, sd=2.0)
LOGNORMAL = parameter("test.lognormal", 10.0, kind="lognormal", p05=5.0, p95=20.0)
SPLIT = parameter("test.split", 10.0, kind="lognormal", p05=8.0, p95=90.0)
FIXED = parameter("test.fixed", 7.0, kind="fixed")
TABLE = (UNIFORM, LOGUNIFORM, NORMAL, LOGNORMAL, SPLIT, FIXED)

EXACT = [
    (UNIFORM, stats.uniform(2.0, 4.0)),
    (LOGUNIFORM, stats.loguniform(0.01, 10.0)),
    (NORMAL, stats.norm(5.0, 2.0)),
    (LOGNORMAL, stats.lognorm(math.log(2.0) / stats.norm.ppf(0.95), scale=10.0)),
]
PERCENTILES = [
    (UNIFORM, 2.2, 4.0, 5.8),
    (LOGUNIFORM, 0.01 * 1000**0.05, 0.01 * 1000**0.5, 0.01 * 1000**0.95),
    (NORMAL, 5.0 - 2.0 * 1.6448536, 5.0, 5.0 + 2.0 * 1.6448536),
    (LOGNORMAL, 5.0, 10.0, 20.0),
    (SPLIT, 8.0, 10.0, 90.0),
]


def pulled(*levers: dict[str, object]) -> Intervention:
    why = dict.fromkeys(Admissibility.model_fields.keys() - {"line"}, "because")
    return Intervention.model_validate(
        {"id": "what_if", "title": "", "says": "", "levers": levers, "admissibility": why}
    )


@pytest.mark.parametrize(("one", "p05", "median", "p95"), PERCENTILES)
def test_the_stated_percentiles_hold(one: Parameter, p05: float, median: float, p95: float) -> None:
    values = draw_parameters([one], {}, SEED, DRAWS)[:, 0]
    for share, bound in [(0.05, p05), (0.5, median), (0.95, p95)]:
        error = math.sqrt(share * (1.0 - share) / DRAWS)
        assert abs(np.mean(values < bound) - share) < ERRORS * error


@pytest.mark.parametrize(("one", "exact"), EXACT)
def test_a_draw_is_the_quantile_of_its_own_uniform(one: Parameter, exact: object) -> None:
    values = draw_parameters([one], {}, SEED, 200)[:, 0]
    flat = one.model_copy(update={"spread": UNIFORM.spread})
    uniform = (draw_parameters([flat], {}, SEED, 200)[:, 0] - 2.0) / 4.0
    np.testing.assert_allclose(values, exact.ppf(uniform), rtol=1e-9)  # type: ignore[attr-defined]


def test_the_own_normal_share_agrees_with_a_library() -> None:
    z = np.linspace(-38.0, 38.0, 1001)
    own = np.array([normal_share(float(value)) for value in z])
    np.testing.assert_allclose(own, stats.norm.cdf(z), rtol=1e-7, atol=1e-15)


def test_a_fixed_parameter_is_its_value_in_every_draw() -> None:
    assert set(draw_parameters([FIXED], {}, SEED, 64)[:, 0]) == {7.0}


def test_a_draw_depends_on_its_id_and_not_on_its_row() -> None:
    forward = draw_parameters(TABLE, {}, SEED, 64)
    backward = draw_parameters(TABLE[::-1], {}, SEED, 64)
    alone = draw_parameters([SPLIT], {}, SEED, 64)
    np.testing.assert_array_equal(forward, backward[:, ::-1])
    np.testing.assert_array_equal(forward[:, 4], alone[:, 0])


def test_the_first_draws_of_many_are_the_draws_of_few() -> None:
    few, many = (draw_parameters(TABLE, {}, SEED, draws) for draws in (256, 512))
    np.testing.assert_array_equal(few, many[:256])


def test_another_seed_or_id_gives_other_draws() -> None:
    one = draw_parameters([UNIFORM], {}, SEED, 64)
    assert not np.isin(draw_parameters([UNIFORM], {}, SEED + 1, 64), one).any()
    other = UNIFORM.model_copy(update={"id": "test.other"})
    assert not np.isin(draw_parameters([other], {}, SEED, 64), one).any()


def qualities(correlation: Parameter, draws: int = DRAWS) -> np.ndarray:
    """Latent normals of the qualities of two factions of one side and one of another, (draws, 3)."""
    names = ["factions.a.quality", "factions.b.quality", "factions.c.quality"]
    table = [parameter(name, 0.5, kind="uniform", low=0.0, high=1.0) for name in names]
    sides = dict(zip(names, ["blue", "blue", "ochre"], strict=True))
    values = draw_parameters([*table, correlation], sides, SEED, draws)[:, :3]
    return np.asarray(stats.norm.ppf(values))


def test_qualities_go_together_within_a_side_and_not_across() -> None:
    latent = qualities(parameter(CORRELATION, 0.5, kind="fixed"))
    found = np.corrcoef(latent.T)
    assert abs(found[0, 1] - 0.5) < ERRORS * (1.0 - 0.5**2) / math.sqrt(DRAWS)
    assert abs(found[0, 2]) < ERRORS / math.sqrt(DRAWS)
    assert abs(found[1, 2]) < ERRORS / math.sqrt(DRAWS)


def test_a_quality_keeps_its_own_spread_whatever_the_correlation() -> None:
    values = stats.norm.cdf(
        qualities(parameter(CORRELATION, 0.5, kind="uniform", low=0.2, high=0.8))
    )
    for column in range(3):
        for share in (0.05, 0.95):
            error = math.sqrt(share * (1.0 - share) / DRAWS)
            assert abs(np.mean(values[:, column] < share) - share) < ERRORS * error


def test_full_correlation_makes_qualities_of_a_side_equal() -> None:
    latent = qualities(parameter(CORRELATION, 1.0, kind="fixed"), draws=64)
    np.testing.assert_array_equal(latent[:, 0], latent[:, 1])


def test_qualities_without_a_correlation_are_refused() -> None:
    table = [parameter("factions.a.quality", 0.5, kind="uniform", low=0.2, high=0.8)]
    with pytest.raises(InputError, match=CORRELATION):
        draw_parameters(table, {"factions.a.quality": "blue"}, SEED, 4)


def test_levers_set_and_scale_in_every_draw_and_touch_nothing_else() -> None:
    plain = draw_parameters(TABLE, {}, SEED, 64)
    levers = pulled(
        {"lever": "scale_parameter", "parameter": "test.uniform", "factor": 2.0},
        {"lever": "set_parameter", "parameter": "test.split", "value": 3.0},
        {"lever": "scale_parameter", "parameter": "test.split", "factor": 0.5},
        {"lever": "drop_event", "event": "e1"},
    )
    changed = draw_parameters(TABLE, {}, SEED, 64, [levers])
    np.testing.assert_array_equal(changed[:, 0], 2.0 * plain[:, 0])
    assert set(changed[:, 4]) == {1.5}
    np.testing.assert_array_equal(changed[:, [1, 2, 3, 5]], plain[:, [1, 2, 3, 5]])


def test_a_lever_on_an_unknown_parameter_names_the_nearest() -> None:
    levers = pulled({"lever": "set_parameter", "parameter": "test.unifrom", "value": 3.0})
    with pytest.raises(InputError, match=r"nearest: test\.uniform"):
        draw_parameters(TABLE, {}, SEED, 4, [levers])
