"""Effective strength by hand, and what supporting fire adds to it."""

import pytest

from builders import Unit, small
from plain import plain

muster = plain("hinge.engine.muster").muster
UNITS = [Unit("r", "red", "a", 1000.0, quality=0.5), Unit("u", "blue", "b", 800.0)]


def strengths(given: tuple[float, float], felt: tuple[float, float], support: float = 0.5):
    """Effective strength of red's and blue's formation, with so many strikes given and felt a day."""
    tiny = small({"a": "red", "b": "blue"}, [("a", "b", "road", 5.0)], units=UNITS)
    tiny.set(support=support)
    tiny.state.politics.strikes_given[:] = given
    tiny.state.politics.strikes_felt[:] = felt
    muster(tiny.world.actors, tiny.state.forces, tiny.state.politics, tiny.params, tiny.scratch)
    assert tiny.scratch.present[0, 0] == tiny.scratch.effective[0]
    return tiny.scratch.effective.tolist()


def test_a_strength_by_hand() -> None:
    tiny = small({"a": "red", "b": "blue"}, [("a", "b", "road", 5.0)], units=UNITS)
    tiny.set(deficit_power=2.0, culmination=0.1)
    tiny.state.forces.cohesion[0] = 0.8
    tiny.state.forces.deficit[0] = 0.5
    tiny.state.forces.fatigue[0] = 5.0  # who is in no effort is not tired
    tiny.state.politics.faction_factor[0] = 0.5
    muster(tiny.world.actors, tiny.state.forces, tiny.state.politics, tiny.params, tiny.scratch)
    assert tiny.scratch.effective[0] == pytest.approx(1.0 * 0.5 * 0.8 * 0.25 * 0.5)
    tiny.state.forces.effort[0] = 1
    muster(tiny.world.actors, tiny.state.forces, tiny.state.politics, tiny.params, tiny.scratch)
    assert tiny.scratch.effective[0] == pytest.approx(0.05 * 0.6065307)  # exp(-0.1 * 5)


def test_supporting_fire_helps_by_its_share_by_hand() -> None:
    # Red gives 30 of 40 strikes: 1 + 0.5 * 3/4; blue gives 10 of 40: 1 + 0.5 * 1/4.
    red, blue = strengths((30.0, 10.0), (10.0, 30.0))
    assert red == pytest.approx(0.5 * 1.375)
    assert blue == pytest.approx(0.8 * 1.125)


def test_equal_fire_helps_both_alike_and_numbers_alone_do_not_count() -> None:
    assert strengths((7.0, 7.0), (7.0, 7.0)) == pytest.approx([0.5 * 1.25, 0.8 * 1.25])
    assert strengths((70.0, 70.0), (70.0, 70.0)) == strengths((7.0, 7.0), (7.0, 7.0))


def test_more_fire_of_ones_own_never_hurts_and_more_of_the_others_never_helps() -> None:
    own = [strengths((given, 10.0), (10.0, given))[0] for given in (0.0, 1.0, 10.0, 100.0)]
    other = [strengths((10.0, given), (given, 10.0))[0] for given in (0.0, 1.0, 10.0, 100.0)]
    assert own == sorted(own)
    assert own[0] < own[-1]
    assert other == sorted(other, reverse=True)
    assert other[0] > other[-1]


def test_who_has_all_of_the_fire_has_the_whole_gain() -> None:
    assert strengths((5.0, 0.0), (0.0, 5.0)) == pytest.approx([0.5 * 1.5, 0.8])


@pytest.mark.parametrize(
    ("given", "support"), [((0.0, 0.0), 0.5), ((30.0, 10.0), 0.0)], ids=["no strikes", "switch"]
)
def test_without_strikes_or_switched_off_it_does_exactly_nothing(given, support: float) -> None:
    assert strengths(given, given[::-1], support) == [0.5, 0.8]


def test_a_strength_follows_its_deficit_and_exponent_however_often_they_change() -> None:
    tiny = small({"a": "red", "b": "blue"}, [("a", "b", "road", 5.0)], units=UNITS)
    for exponent, deficit in (
        (2.0, 0.5),
        (2.0, 0.5),
        (2.0, 0.2),
        (1.0, 0.2),
        (1.0, 0.0),
        (0.0, 0.3),
    ):
        tiny.set(deficit_power=exponent)
        tiny.state.forces.deficit[0] = deficit
        muster(tiny.world.actors, tiny.state.forces, tiny.state.politics, tiny.params, tiny.scratch)
        whole = 0.5 * tiny.state.forces.cohesion[0]
        assert tiny.scratch.effective[0] == pytest.approx(whole * (1.0 - deficit) ** exponent)
