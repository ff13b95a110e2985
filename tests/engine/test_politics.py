"""Politics: sponsors, dated events and levers do what they say, on their days and no longer."""

import datetime as dt
from typing import Any

import pytest

from builders import START, Unit, asset, sampling, small
from hinge.scenario.interventions import (
    Dated,
    FixRelation,
    FixSupport,
    ForbidObjective,
    GuaranteeFlow,
    ScaleAsset,
    ScaleEntry,
    ScaleFaction,
    Truce,
)
from hinge.scenario.records import Event
from plain import plain

codes = plain("hinge.world.codes")
politics = plain("hinge.engine.politics").politics
siege = plain("hinge.engine.siege")


def day(number: int) -> dt.date:
    return START + dt.timedelta(days=number)


def dates(first: int, last: int) -> dict[str, dt.date]:
    return {"from": day(first), "to": day(last)}


def event(on: int, effect: str, *target: str, **more: Any) -> Event:
    given = {"kind": "x", "text": "x", "effect": effect, "target": target, "known_on": START}
    return Event(id=effect, date=day(on), **(given | more))


def state(*levers: Dated, events=()):
    return small(
        {"port": "red", "town": "red", "hill": "blue"},
        [("port", "town", "road", 5.0), ("town", "hill", "road", 5.0)],
        units=[Unit("r", "red", "town"), Unit("u", "blue", "hill")],
        entries={"port": 80.0},
        sponsors={"friend": "port"},
        assets=[asset("guns", "red")],
        regions={"town": ("town", "red")},
        levers=levers,
        events=events,
    )


def turn(tiny, number: int, replication: int = 0):
    key = sampling.StreamKey(7, 0, replication)
    politics(tiny.world, tiny.state, tiny.params, key, number)
    return tiny


def test_a_sponsor_certain_to_cut_cuts_on_the_next_day_and_its_entry_lets_in_less() -> None:
    tiny = state().survey()
    assert tiny.state.flows.capacity.tolist() == [80.0]
    tiny.params.cut_hazard[0] = 1.0
    turn(tiny, 1).survey()
    assert tiny.state.politics.support.tolist() == [0.0]
    assert tiny.state.flows.capacity.tolist() == [0.0]
    assert tiny.state.flows.siege.tolist() == [codes.CLOSED]


def test_a_sponsor_certain_to_resume_resumes() -> None:
    tiny = state()
    tiny.state.politics.support[0] = 0.0
    assert turn(tiny, 1).state.politics.support.tolist() == [0.0]
    tiny.params.resume_hazard[0] = 1.0
    assert turn(tiny, 2).state.politics.support.tolist() == [1.0]


def test_without_a_hazard_support_goes_on_for_ever() -> None:
    tiny = state()
    for number in range(1, 60):
        assert turn(tiny, number).state.politics.support.tolist() == [1.0]


def test_fixed_support_stands_above_the_hazard_while_it_lasts() -> None:
    tiny = state(FixSupport(lever="fix_support", sponsor="friend", level=0.4, **dates(2, 4)))
    tiny.params.cut_hazard[0] = 1.0
    tiny.params.resume_hazard[0] = 0.0
    levels = [float(turn(tiny, number).state.politics.support[0]) for number in range(1, 7)]
    assert levels == [0.0, 0.4, 0.4, 0.4, 0.0, 0.0]


def test_a_truce_holds_on_its_days_and_no_longer() -> None:
    tiny = state(events=[event(3, "truce", "red", "blue", days=2)])
    calm = [float(turn(tiny, number).state.politics.calm[0, 1]) for number in range(1, 7)]
    assert calm == [0.0, 0.0, 1.0, 1.0, 0.0, 0.0]
    assert tiny.state.politics.calm[1, 0] == 0.0


def test_arrivals_add_whole_persons_between_their_bounds_once() -> None:
    sizes = set()
    for replication in range(12):
        coming = event(2, "arrive", "red", areas=("town",), value=300.0, low=150.0, high=600.0)
        tiny = state(events=[coming])
        for number in range(1, 5):
            turn(tiny, number, replication)
        arrived = float(tiny.state.forces.arrived[0])
        assert arrived.is_integer()
        assert 150.0 <= arrived <= 600.0
        assert tiny.state.forces.strength[0] == tiny.state.forces.full[0] == 1000.0 + arrived
        sizes.add(arrived)
    assert len(sizes) > 1


def test_a_support_event_sets_the_level_and_a_tempo_event_scales_for_its_days() -> None:
    support = event(2, "support", "friend", value=0.3)
    tempo = event(2, "tempo", "guns", value=2.0, days=2)
    tiny = state(events=[support, tempo])
    seen = []
    for number in range(1, 5):
        turn(tiny, number)
        seen.append(
            (float(tiny.state.politics.support[0]), float(tiny.state.politics.asset_factor[0]))
        )
    assert seen == [(1.0, 1.0), (0.3, 2.0), (0.3, 2.0), (0.3, 1.0)]


def test_a_change_of_relations_lasts_and_makes_supply_look_again() -> None:
    tiny = state(events=[event(2, "relation", "red", "blue", value_text="neutral")]).survey()
    assert turn(tiny, 1).state.politics.relation[0, 1] == codes.HOSTILE
    assert tiny.state.flows.stale.tolist() == [0, 0]
    turn(tiny, 2)
    assert tiny.state.politics.relation[0, 1] == tiny.state.politics.relation[1, 0] == codes.NEUTRAL
    assert tiny.state.flows.stale.tolist() == [1, 1]
    assert turn(tiny, 9).state.politics.relation[0, 1] == codes.NEUTRAL


def test_a_fixed_relation_goes_back_when_its_dates_are_over() -> None:
    tiny = state(
        FixRelation(lever="fix_relation", a="red", b="blue", stance="allied", **dates(2, 3))
    )
    stances = [int(turn(tiny, number).state.politics.relation[1, 0]) for number in range(1, 6)]
    assert stances == [codes.HOSTILE, codes.ALLIED, codes.ALLIED, codes.HOSTILE, codes.HOSTILE]


@pytest.mark.parametrize(
    ("lever", "field", "row", "plain_value", "pulled"),
    [
        (ScaleAsset(lever="scale_asset", asset="guns", factor=0.5, **dates(2, 2)), "asset_factor", 0, 1.0, 0.5),
        (ScaleAsset(lever="scale_asset", asset="guns", tempo=4.0, **dates(2, 2)), "asset_extra", 0, 0.0, 4.0),
        (ScaleFaction(lever="scale_faction", faction="blue", factor=0.0, **dates(2, 2)), "faction_factor", 1, 1.0, 0.0),
        (ScaleEntry(lever="scale_entry", entry="port", factor=3.0, **dates(2, 2)), "entry_factor", 0, 1.0, 3.0),
        (ForbidObjective(lever="forbid_objective", side="blue", of="town", **dates(2, 2)), "forbidden", (1, 1), 0, 1),
        (GuaranteeFlow(lever="guarantee_flow", region="town", side="red", tonnes=9.0, **dates(2, 2)), "guaranteed", (1, 0), 0.0, 9.0),
        (Truce(lever="truce", a="red", b="blue", share=0.7, **dates(2, 2)), "calm", (0, 1), 0.0, 0.7),
    ],
    ids=lambda value: getattr(value, "lever", None),
)  # fmt: skip
def test_a_lever_moves_its_own_quantity_on_its_days(lever, field, row, plain_value, pulled) -> None:
    tiny = state(lever)
    values = [float(getattr(turn(tiny, number).state.politics, field)[row]) for number in (1, 2, 3)]
    assert values == [plain_value, pulled, plain_value]


def test_a_scaled_faction_brings_that_share_to_bear() -> None:
    tiny = state(ScaleFaction(lever="scale_faction", faction="red", factor=0.5))
    turn(tiny, 1).survey()
    assert tiny.scratch.effective.tolist() == [0.5, 1.0]
