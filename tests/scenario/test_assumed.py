"""An assumption held at a value: what is pulled, and what is refused in words."""

from __future__ import annotations

import numpy as np
import pytest

from hinge.ensemble.priors import draw_parameters, quality_sides
from hinge.errors import InputError
from hinge.scenario.assumed import bounds, setting
from hinge.scenario.load import load
from hinge.scenario.parameters import Fixed, LogNormal, Parameter
from hinge.scenario.patch import do
from hinge.scenario.table_parameters import parameter_table


@pytest.fixture(scope="module")
def ring():
    return load("ring")


def test_an_assumption_is_held_in_every_draw_and_no_other_moves(ring) -> None:
    table = parameter_table(ring)
    held = do(ring, "set:orders.loss_weight=0.3")
    sides = quality_sides(ring)
    plain = draw_parameters(table, sides, 1, 20)
    changed = draw_parameters(table, sides, 1, 20, held.pulled)
    column = [parameter.id for parameter in table].index("orders.loss_weight")
    assert np.all(changed[:, column] == 0.3)
    rest = np.delete(np.arange(len(table)), column)
    assert np.array_equal(plain[:, rest], changed[:, rest])


def test_its_name_makes_it_again(ring) -> None:
    name = setting("orders.loss_weight", 0.25)
    assert name == "set:orders.loss_weight=0.25"
    assert do(ring, name).pulled[0].id == name
    assert do(ring, name).pulled == do(ring, name).pulled


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("set:orders.los_weight=0.3", "nearest: orders.loss_weight"),
        ("set:orders.loss_weight", "no value"),
        ("set:orders.loss_weight=much", "no number"),
        ("set:orders.loss_weight=nan", "no number"),
        ("set:orders.loss_weight=3", "0.05 to 0.8"),
        ("set:=3", "no parameter"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(ring, name: str, words: str) -> None:
    with pytest.raises(InputError) as refused:
        do(ring, name)
    (problem,) = refused.value.problems
    assert words in problem.what
    assert problem.rule == "assumption"
    assert problem.what.startswith(name)


def test_what_does_not_vary_cannot_be_held(ring) -> None:
    fixed = next(p for p in parameter_table(ring) if isinstance(p.spread, Fixed))
    with pytest.raises(InputError, match="does not vary"):
        do(ring, f"set:{fixed.id}={fixed.value:g}")


def test_one_assumption_is_held_at_one_value_only(ring) -> None:
    with pytest.raises(InputError) as refused:
        do(ring, "set:orders.loss_weight=0.3", "set:orders.loss_weight=0.4")
    assert [problem.rule for problem in refused.value.problems] == ["pulled_twice"]


def test_it_goes_together_with_an_intervention(ring) -> None:
    both = do(ring, "relief_convoys + set:orders.loss_weight=0.3").pulled
    assert [plan.id for plan in both] == ["relief_convoys", "set:orders.loss_weight=0.3"]


def test_a_lognormal_reaches_three_standard_deviations_of_its_logarithm() -> None:
    wide = Parameter(
        id="a.b",
        value=10.0,
        unit="t/day",
        spread=LogNormal(kind="lognormal", p05=5.0, p95=40.0),
        status="judgement",
        about="general",
    )
    low, high = bounds(wide)
    z = 1.6448536269514722
    assert np.log(10.0 / low) == pytest.approx(3.0 * np.log(2.0) / z)
    assert np.log(high / 10.0) == pytest.approx(3.0 * np.log(4.0) / z)


def test_every_assumption_of_the_ring_has_room_around_its_value(ring) -> None:
    for parameter in parameter_table(ring):
        room = bounds(parameter)
        if room is not None:
            assert room[0] <= parameter.value <= room[1]
