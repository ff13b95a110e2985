"""Hinge's own exp, log and normal quantile agree with the libraries, to a few units in the last place."""

import math

import numpy as np
import pytest
from numba import njit
from scipy import special

import hinge.draws.compiled as parts
import hinge.draws.elementary as used
from plain import plain

own = plain("hinge.draws.elementary")
RNG = np.random.default_rng(20)
EXPONENTS = [*RNG.uniform(-50, 50, 3000).tolist(), *RNG.uniform(-699, 699, 2000).tolist()]
POSITIVE = np.exp([*RNG.uniform(-600, 600, 3000), *RNG.uniform(-0.7, 0.7, 2000)]).tolist()
SHARES = [*RNG.uniform(0, 1, 3000).tolist(), *np.exp(-RNG.uniform(1, 36, 1500)).tolist()]


def ulps(found: float, right: float) -> float:
    return abs(found - right) / math.ulp(right)


def test_exp_is_right_to_four_units_in_the_last_place() -> None:
    assert max(ulps(own.exp(x), math.exp(x)) for x in EXPONENTS) <= 4.0


def test_log_is_right_to_two_units_in_the_last_place() -> None:
    assert max(ulps(own.log(x), math.log(x)) for x in POSITIVE) <= 2.0


def test_the_normal_quantile_agrees_with_a_second_opinion() -> None:
    worst = max(abs(own.normal_quantile(p) - special.ndtri(p)) for p in SHARES)
    assert worst < 1e-14  # values reach 8.5, so this is about the last digit


def test_the_normal_quantile_is_symmetric_and_rises() -> None:
    shares = sorted(RNG.uniform(0.001, 0.5, 200).tolist())
    values = [own.normal_quantile(p) for p in shares]
    assert values == sorted(values)
    assert max(abs(own.normal_quantile(1.0 - p) + own.normal_quantile(p)) for p in shares) < 1e-12
    assert own.normal_quantile(0.5) == 0.0


def test_exp_and_log_undo_each_other() -> None:
    assert max(abs(own.log(own.exp(x)) - x) for x in EXPONENTS) < 1e-12


@pytest.mark.parametrize(
    ("name", "arguments", "right"),
    [
        ("exp", (0.0,), 1.0),
        ("exp", (-701.0,), 0.0),
        ("log", (1.0,), 0.0),
        ("power", (0.0, 0.7), 0.0),
        ("power", (0.0, 0.0), 1.0),
        ("power", (3.0, 1.0), 3.0),
        ("logistic", (0.0,), 0.5),
    ],
)
def test_limits_are_exact(name: str, arguments: tuple[float, ...], right: float) -> None:
    assert getattr(own, name)(*arguments) == right


def test_exp_holds_at_its_border_instead_of_overflowing() -> None:
    assert own.exp(1e6) == own.exp(own.EXP_MAX) < math.inf


def test_log_of_nothing_is_finite() -> None:
    assert own.log(0.0) == own.log(2.2250738585072014e-308)


def test_a_power_is_exp_of_the_exponent_times_log() -> None:
    for base, exponent in zip(POSITIVE[3000:3500], np.linspace(0.05, 1.2, 500), strict=True):
        assert own.power(base, float(exponent)) == pytest.approx(base**exponent, rel=2e-15)


@pytest.mark.parametrize("name", ["exp", "log", "normal_quantile"])
def test_compiled_and_plain_give_the_same_bits(name: str) -> None:
    inputs = {"exp": EXPONENTS, "log": POSITIVE, "normal_quantile": SHARES}[name][::10]
    compiled, python = getattr(used, name), getattr(own, name)
    assert [compiled(x) for x in inputs] == [python(x) for x in inputs]


def test_compiled_powers_of_two_are_those_of_the_library() -> None:
    @njit
    def taken_apart(x: float) -> tuple[float, int, float]:
        return parts.mantissa(x), parts.exponent(x), parts.two_to(parts.exponent(x))

    for x in (*POSITIVE, 2.2250738585072014e-308, 0.5, 1.0, 2.0, 1.7976931348623157e308 / 2.0):
        m, e = math.frexp(x)
        assert taken_apart(x) == (m, e, math.ldexp(1.0, e))
