"""Dated events and levers become days of the run: what is past, what is on its way, what is shifted."""

import datetime as dt
from typing import Any

import pytest

from builders import START, Unit, asset, campaign, small
from hinge.scenario.interventions import (
    DropEvent,
    FixRelation,
    FixSupport,
    ForbidObjective,
    GuaranteeFlow,
    ScaleAsset,
    ScaleEntry,
    ScaleFaction,
    ShiftEvent,
    Truce,
)
from hinge.scenario.records import Event
from plain import plain

codes = plain("hinge.world.codes")
plan_of = plain("hinge.world.plan").build_plan
HOLDS = {"a": "red", "b": "blue", "c": "blue"}
LINKS = [("a", "b", "road", 5.0), ("b", "c", "road", 5.0)]
UNITS = [Unit("r", "red", "a"), Unit("u", "blue", "b"), Unit("v", "blue", "c", reserve=True)]


def day(number: int) -> dt.date:
    return START + dt.timedelta(days=number)


def event(name: str, on: int, effect: str, *target: str, **more: Any) -> Event:
    given = {"kind": "x", "text": "x", "effect": effect, "target": target, "known_on": START}
    return Event(id=name, date=day(on), **(given | more))


def plan(*events: Event, levers=(), start: dt.date = START):
    scenario = campaign(
        HOLDS, LINKS, units=UNITS, events=events, levers=levers, entries={"a": 10.0, "c": 20.0},
        sponsors={"friend": "c"}, assets=[asset("guns", "red")], regions={"west": ("b c", "blue")},
        areas={"b": {"population": 299}, "c": {"population": 699}},
    )  # fmt: skip
    return plan_of(scenario, start, {"a": 0, "b": 1, "c": 2})


def test_an_event_sets_in_on_its_day_of_the_run() -> None:
    found = plan(event("t", 12, "truce", "red", "blue", days=3))
    assert (found.event_day[0], found.event_until[0]) == (12, 14)
    assert codes.EFFECTS[found.event_kind[0]] == "truce"
    assert (found.event_target[0], found.event_second[0]) == (0, 1)


def test_an_event_before_the_start_is_over_and_one_that_lasts_goes_on() -> None:
    over = event("over", 2, "truce", "red", "blue", days=3)
    lasting = event("lasting", 2, "truce", "red", "blue", days=9)
    found = plan(over, lasting, start=day(5))
    assert found.event_day.tolist() == [1]
    assert found.event_until.tolist() == [2 - 5 + 9 - 1]


def test_context_and_new_names_have_no_effect() -> None:
    assert plan(event("x", 3, "none"), event("y", 3, "rename", "red")).event_day.size == 0


def test_people_announced_after_the_strength_was_counted_arrive_on_day_one() -> None:
    # Strengths are of day 0; the run starts on day 5.
    before = event("before", 0, "arrive", "blue", areas=("b",), value=100.0, low=50.0, high=150.0)
    on_the_way = event(
        "coming", 3, "arrive", "blue", areas=("b",), value=100.0, low=50.0, high=150.0
    )
    found = plan(before, on_the_way, start=day(5))
    assert found.event_day.tolist() == [1]
    assert (found.event_low[0], found.event_high[0]) == (50.0, 150.0)


@pytest.mark.parametrize(("areas", "unit"), [(("b",), 1), (("a",), 2), ((), 2)])
def test_arrivals_join_the_formation_of_the_area_or_else_the_reserve(areas, unit: int) -> None:
    found = plan(event("coming", 3, "arrive", "blue", areas=areas, value=100.0))
    assert found.event_target.tolist() == [unit]


def test_a_dropped_event_is_gone_and_a_shifted_one_keeps_its_length() -> None:
    events = (event("t", 12, "truce", "red", "blue", days=3), event("s", 5, "support", "friend"))
    dropped = plan(*events, levers=[DropEvent(lever="drop_event", event="t")])
    assert [codes.EFFECTS[kind] for kind in dropped.event_kind] == ["support"]
    later = plan(*events, levers=[ShiftEvent(lever="shift_event", event="t", days=4)])
    assert (later.event_day[0], later.event_until[0]) == (16, 18)


def test_a_relation_carries_its_stance_as_a_number() -> None:
    found = plan(event("peace", 4, "relation", "red", "blue", value_text="neutral"))
    assert found.event_low.tolist() == [codes.NEUTRAL]


def test_a_lever_works_between_its_dates_and_without_dates_always() -> None:
    dated = ScaleAsset(
        lever="scale_asset", asset="guns", factor=0.5, **{"from": day(3), "to": day(9)}
    )
    found = plan(levers=[dated, ScaleFaction(lever="scale_faction", faction="red", factor=2.0)])
    assert found.lever_kind.tolist() == [codes.SCALE_ASSET, codes.SCALE_FACTION]
    assert (found.lever_from[0], found.lever_to[0]) == (3, 9)
    assert (found.lever_from[1], found.lever_to[1]) == (0, 1_000_000)
    assert found.lever_value.tolist() == [0.5, 2.0]


def test_a_guaranteed_flow_is_split_by_people_and_adds_up() -> None:
    lever = GuaranteeFlow(lever="guarantee_flow", region="west", side="blue", tonnes=50.0)
    found = plan(levers=[lever])
    # Weights are persons plus one: 300 and 700.
    assert dict(zip(found.lever_target.tolist(), found.lever_value.tolist(), strict=True)) == {
        1: pytest.approx(15.0),
        2: pytest.approx(35.0),
    }
    assert found.lever_value.sum() == pytest.approx(50.0)


def test_forbidding_a_region_forbids_each_of_its_areas_to_that_side_alone() -> None:
    found = plan(levers=[ForbidObjective(lever="forbid_objective", side="red", of="west")])
    assert sorted(found.lever_target.tolist()) == [1, 2]
    assert set(found.lever_second.tolist()) == {0}


@pytest.mark.parametrize(
    ("lever", "kind", "target", "second", "value"),
    [
        (ScaleEntry(lever="scale_entry", entry="c", factor=0.0), codes.SCALE_ENTRY, 1, -1, 0.0),
        (FixSupport(lever="fix_support", sponsor="friend", level=0.3), codes.FIX_SUPPORT, 0, -1, 0.3),
        (FixRelation(lever="fix_relation", a="blue", b="red", stance="allied"), codes.FIX_RELATION, 1, 0, 1),
        (Truce(lever="truce", a="red", b="blue", share=0.5), codes.CALM, 0, 1, 0.5),
        (ScaleAsset(lever="scale_asset", asset="guns", tempo=4.0), codes.EXTRA_TEMPO, 0, -1, 4.0),
    ],
)  # fmt: skip
def test_each_lever_names_its_rows(
    lever, kind: int, target: int, second: int, value: float
) -> None:
    found = plan(levers=[lever])
    row = (found.lever_kind[0], found.lever_target[0], found.lever_second[0], found.lever_value[0])
    assert row == (kind, target, second, value)


def test_a_plan_of_a_tiny_world_is_empty_without_events_and_levers() -> None:
    made = small(HOLDS, LINKS)
    plan = made.world.plan
    assert all(array.size == 0 for name, array in plan._asdict().items() if name != "steps")
