"""The ladder: no rung is skipped, restraint comes back, bounds hold, and every sign can be turned round."""

import math

import pytest

from hinge.scenario.interventions import BoundRung, ScaleAsset
from outside import (
    BLUE,
    FRIEND,
    LINE,
    RED,
    RESERVE,
    dates,
    event,
    hold,
    persons_balance,
    turn,
    turns,
    war,
)
from plain import plain

codes = plain("hinge.world.codes")
ladder = plain("hinge.engine.ladder")
RESTRAINED, USUAL, INTENSIFIED, OWN = range(4)
CERTAIN = 5.0  # a hazard of e**5 a day
GUNS, MORTARS, OWN_GUNS = 0, 1, 2


def rungs(tiny, last: int) -> list[int]:
    """The friend's rung on days 1 to ``last``."""
    return [int(hold(tiny, number, "rung")) for number in range(1, last + 1)]


def test_without_hazards_every_sponsor_stays_as_usual() -> None:
    assert rungs(war(), 60) == [USUAL] * 60


def test_no_rung_is_ever_skipped() -> None:
    for replication in range(10):
        tiny = war(rung_up=-0.5, rung_down=-0.5, pause_days=2.0)
        before, seen = USUAL, set()
        for number in range(1, 120):
            now = int(turn(tiny, number, replication).state.politics.rung[FRIEND])
            assert abs(now - before) <= 1
            seen.add(now)
            before = now
        assert seen == {RESTRAINED, USUAL, INTENSIFIED, OWN}


def test_a_sponsor_certain_to_escalate_climbs_a_rung_a_day_and_stays_on_top() -> None:
    assert rungs(war(rung_up=CERTAIN), 4) == [INTENSIFIED, OWN, OWN, OWN]


def test_restraint_rests_its_assets_and_returns_to_the_usual_rung() -> None:
    tiny = war(rung_down=CERTAIN, pause_days=10.0)
    turn(tiny, 1)
    assert tiny.state.politics.rung.tolist() == [RESTRAINED, RESTRAINED]
    assert tiny.state.politics.asset_factor.tolist() == [0.0, 0.0, 1.0]
    left = float(tiny.state.politics.pause[FRIEND])
    tiny.set(rung_down=-50.0)
    days = 1 + math.ceil(left)
    assert [int(hold(tiny, number, "rung")) for number in range(2, days + 1)] == [RESTRAINED] * (
        days - 2
    ) + [USUAL]
    assert tiny.state.politics.asset_factor[GUNS] == 1.0


def test_pauses_last_at_least_a_day_and_as_long_as_their_mean_on_average() -> None:
    lengths = [
        float(turn(war(rung_down=CERTAIN, pause_days=8.0), 1, number).state.politics.pause[FRIEND])
        for number in range(300)
    ]
    assert min(lengths) >= 1.0
    assert sum(lengths) / len(lengths) == pytest.approx(8.0, rel=0.2)


def test_a_higher_rung_uses_assets_more_and_brings_in_those_kept_for_it() -> None:
    tiny = war(rung_up=CERTAIN, rung_step=1.5, guns_from=INTENSIFIED)
    assert tiny.state.politics.asset_factor[GUNS] == 1.0
    assert hold(tiny, 1, "asset_factor", GUNS) == 1.5
    kept = turn(war(guns_from=INTENSIFIED), 1).state.politics.asset_factor
    assert kept.tolist() == [0.0, 1.0, 1.0]


def test_an_asset_that_no_sponsor_decides_on_is_left_alone() -> None:
    assert hold(war(rung_up=CERTAIN), 1, "asset_factor", OWN_GUNS) == 1.0
    assert hold(war(rung_down=CERTAIN), 1, "asset_factor", OWN_GUNS) == 1.0


def test_an_asset_used_by_an_intervention_is_used_whatever_the_rung() -> None:
    lever = ScaleAsset(lever="scale_asset", asset="guns", tempo=4.0)
    now = turn(war(lever, rung_down=CERTAIN), 1).state.politics
    assert (now.asset_factor[GUNS], now.asset_extra[GUNS]) == (0.0, 4.0)


def test_a_bound_is_reached_a_rung_a_day_and_let_go_when_it_ends() -> None:
    least = BoundRung(lever="bound_rung", sponsor="friend", least=3, **dates(2, 5))
    assert rungs(war(least), 7) == [USUAL, INTENSIFIED, OWN, OWN, OWN, OWN, OWN]
    most = BoundRung(lever="bound_rung", sponsor="friend", most=1)
    assert rungs(war(most, rung_up=CERTAIN), 5) == [USUAL] * 5
    floor = BoundRung(lever="bound_rung", sponsor="friend", least=1)
    assert rungs(war(floor, rung_down=CERTAIN), 5) == [USUAL] * 5


def test_restraint_imposed_lasts_as_long_as_it_is_imposed() -> None:
    calm = BoundRung(lever="bound_rung", sponsor="friend", most=0, **dates(1, 40))
    tiny = war(calm, pause_days=1.0)
    assert rungs(tiny, 40) == [RESTRAINED] * 40
    assert hold(tiny, 41, "rung") == USUAL
    assert tiny.state.politics.rung[1] == USUAL


def test_own_soldiers_come_once_to_the_largest_client_after_the_lag() -> None:
    tiny = war(rung_up=CERTAIN, own_forces=0.25, arrival_lag=3.0)
    turns(tiny, 2)
    assert tiny.state.politics.coming.tolist()[RED] == 400.0
    turns(tiny, 10, first=3)
    assert tiny.state.forces.arrived[RESERVE] == 400.0
    assert tiny.state.politics.coming[RED] == 0.0
    assert persons_balance(tiny)
    tiny.set(rung_up=-50.0, rung_down=CERTAIN)
    turn(tiny, 11)
    tiny.set(rung_up=CERTAIN, rung_down=-50.0)
    for number in range(12, 40):
        assert hold(tiny, number, "rung") <= INTENSIFIED, "entered at most once in a run"
    assert tiny.state.forces.arrived[RESERVE] == 400.0
    assert tiny.state.forces.arrived[LINE] == 0.0


@pytest.mark.parametrize("sign", [1.0, -1.0, 0.0])
def test_losing_calls_and_deaths_push_the_way_their_sign_says(sign: float) -> None:
    def pushes(tiny) -> tuple[float, float]:
        push = ladder.upwards(tiny.world, tiny.state, tiny.params, FRIEND, 30)
        return ladder.pressure(tiny.params, push, 1.0), ladder.pressure(tiny.params, push, -1.0)

    def compare(parameter: str, field: str, row: int, size: float, upwards: float) -> None:
        tiny = war(
            **({"rung_losing": 0.0, "rung_talks": 0.0, "rung_publicity": 0.0} | {parameter: sign})
        )
        up, down = pushes(tiny)
        getattr(tiny.state.politics, field)[row] = size
        more_up, more_down = pushes(tiny)
        assert math.copysign(1.0, more_up - up) == upwards * sign or more_up == up
        assert (more_up == up) is (sign == 0.0)
        assert more_up * more_down == pytest.approx(up * down)

    compare("rung_losing", "trend", RED, 2.0, 1.0)
    compare("rung_talks", "call", FRIEND, 2.0, -1.0)
    compare("rung_publicity", "outcry", RED, 20.0, -1.0)


def test_a_dated_call_changes_how_often_a_sponsor_holds_back() -> None:
    call = event(1, "call", "friend", value=2.0)

    def restrained(effect: float) -> int:
        found = 0
        for replication in range(200):
            tiny = war(events=[call], rung_down=-2.0, rung_talks=effect)
            found += int(turn(tiny, 1, replication).state.politics.rung[FRIEND] == RESTRAINED)
        return found

    assert restrained(1.0) > restrained(0.0) > restrained(-1.0)


def test_what_the_other_side_loses_or_does_leaves_a_sponsor_cold() -> None:
    tiny = war(rung_losing=1.0, rung_publicity=1.0)
    before = ladder.upwards(tiny.world, tiny.state, tiny.params, FRIEND, 30)
    tiny.state.politics.trend[BLUE] = 3.0
    tiny.state.politics.outcry[BLUE] = 50.0
    assert ladder.upwards(tiny.world, tiny.state, tiny.params, FRIEND, 30) == before
