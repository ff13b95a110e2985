"""Levers move their own quantity on their days and no longer."""

import pytest

from builders import KEY
from hinge.scenario.interventions import (
    BoundRung,
    CapFlow,
    FixRelation,
    FixSupport,
    ForbidObjective,
    ForbidOption,
    GuaranteeFlow,
    MoveFacility,
    ScaleAsset,
    ScaleEntry,
    ScaleFaction,
    SetBelief,
    SetListed,
    Truce,
    WithholdReserves,
)
from outside import FRIEND, LINE, RED, dates, event, hold, turn, war
from plain import plain

codes = plain("hinge.world.codes")
coalitions = plain("hinge.engine.coalitions").coalitions
UNLIMITED = plain("hinge.world.arrays").UNLIMITED
ON = dates(2, 2)
TOWN = 1


@pytest.mark.parametrize(
    ("lever", "field", "row", "without", "pulled"),
    [
        (ScaleAsset(lever="scale_asset", asset="guns", factor=0.5, **ON), "asset_factor", 0, 1.0, 0.5),
        (ScaleAsset(lever="scale_asset", asset="guns", tempo=4.0, **ON), "asset_extra", 0, 0.0, 4.0),
        (ScaleFaction(lever="scale_faction", faction="blue", factor=0.0, **ON), "faction_factor", 1, 1.0, 0.0),
        (ScaleEntry(lever="scale_entry", entry="port", factor=3.0, **ON), "entry_factor", 0, 1.0, 3.0),
        (ForbidObjective(lever="forbid_objective", side="blue", of="town", **ON), "forbidden", (1, TOWN), 0, 1),
        (GuaranteeFlow(lever="guarantee_flow", region="town", side="red", tonnes=9.0, **ON), "guaranteed", (TOWN, 0), 0.0, 9.0),
        (Truce(lever="truce", a="red", b="blue", share=0.7, **ON), "calm", (0, 1), 0.0, 0.7),
        (ForbidOption(lever="forbid_option", side="blue", option="join", **ON), "barred", (1, codes.JOIN), 0, 1),
        (ForbidOption(lever="forbid_option", side="blue", option="joint_command", **ON), "barred", (1, codes.JOINT_COMMAND), 0, 1),
        (SetListed(lever="set_listed", faction="red", listed=0.5, **ON), "listed", 0, 0.0, 0.5),
        (WithholdReserves(lever="withhold_reserves", side="red", share=0.6, **ON), "withheld", 0, 0.0, 0.6),
        (CapFlow(lever="cap_flow", region="town", side="red", tonnes=5.0, **ON), "capped", (TOWN, 0), UNLIMITED, 5.0),
        (SetBelief(lever="set_belief", sponsor="friend", hazard=0.2, **ON), "believed", FRIEND, 0.0, 0.2),
        (BoundRung(lever="bound_rung", sponsor="friend", least=2, **ON), "rung_least", FRIEND, 0, 2),
        (BoundRung(lever="bound_rung", sponsor="friend", most=1, **ON), "rung_most", FRIEND, 3, 1),
    ],
    ids=lambda value: getattr(value, "lever", None),
)  # fmt: skip
def test_a_lever_moves_its_own_quantity_on_its_days(lever, field, row, without, pulled) -> None:
    tiny = war(lever)
    assert [float(hold(tiny, number, field, row)) for number in (1, 2, 3)] == [
        without,
        pulled,
        without,
    ]


def test_the_larger_share_withheld_the_smaller_cap_and_the_narrower_bounds_count() -> None:
    keep = [WithholdReserves(lever="withhold_reserves", side="red", share=s) for s in (0.6, 0.2)]
    cap = [CapFlow(lever="cap_flow", region="town", side="red", tonnes=t) for t in (5.0, 9.0)]
    rung = [BoundRung(lever="bound_rung", sponsor="friend", least=n, most=n + 1) for n in (0, 1)]
    now = turn(war(*keep, *cap, *rung), 1).state.politics
    assert now.withheld.tolist() == [0.6, 0.0]
    assert now.capped[TOWN].tolist() == [5.0, UNLIMITED]
    assert (now.rung_least[FRIEND], now.rung_most[FRIEND]) == (1, 1)


def test_fixed_support_stands_above_the_hazard_while_it_lasts() -> None:
    tiny = war(FixSupport(lever="fix_support", sponsor="friend", level=0.4, **dates(2, 4)))
    tiny.params.cut_hazard[FRIEND] = 1.0
    levels = [float(hold(tiny, number, "support")) for number in range(1, 7)]
    assert levels == [0.0, 0.4, 0.4, 0.4, 0.0, 0.0]


def test_fixed_support_stands_above_an_event_of_the_same_day() -> None:
    fix = FixSupport(lever="fix_support", sponsor="friend", level=0.4, **dates(2, 2))
    tiny = war(fix, events=[event(2, "support", "friend", value=0.0)])
    assert hold(tiny, 2, "support") == 0.4


def test_a_belief_alone_can_be_set_while_support_goes_on() -> None:
    tiny = war(SetBelief(lever="set_belief", sponsor="friend", hazard=0.5))
    tiny.params.cut_hazard[FRIEND] = 0.0
    turn(tiny, 1).survey()
    assert tiny.state.politics.believed.tolist() == [0.5, 0.0]
    assert tiny.state.politics.support.tolist() == [1.0, 1.0]
    assert tiny.state.flows.capacity.tolist() == [80.0, 80.0]


def test_a_fixed_relation_goes_back_when_its_dates_are_over() -> None:
    tiny = war(FixRelation(lever="fix_relation", a="red", b="blue", stance="allied", **dates(2, 3)))
    stances = [int(turn(tiny, number).state.politics.relation[1, 0]) for number in range(1, 6)]
    assert stances == [codes.HOSTILE, codes.ALLIED, codes.ALLIED, codes.HOSTILE, codes.HOSTILE]


def test_a_facility_is_placed_without_a_move_and_stays_when_the_lever_ends() -> None:
    tiny = war(MoveFacility(lever="move_facility", facility="depot_0", area="town", **dates(2, 3)))
    home = tiny.area["port"]
    places = [int(turn(tiny, number).state.sites.area[0]) for number in range(1, 6)]
    assert places == [home, TOWN, TOWN, TOWN, TOWN]
    assert tiny.state.sites.moving.tolist() == [0.0]


def test_a_scaled_faction_brings_that_share_to_bear() -> None:
    tiny = war(ScaleFaction(lever="scale_faction", faction="red", factor=0.5))
    turn(tiny, 1).survey()
    assert tiny.scratch.effective[LINE] == 0.5


def test_a_list_set_by_a_lever_holds_on_its_days_and_then_the_table_again() -> None:
    tiny = war(SetListed(lever="set_listed", faction="red", listed=0.0, **dates(2, 3)))
    tiny.world.actors.faction_listed[0] = 1
    assert [float(hold(tiny, number, "listed")) for number in range(1, 6)] == [1, 0, 0, 1, 1]
    others = tiny.state.politics.listed[1:].tolist()
    assert others == [0.0] * len(others)


def test_forbidden_common_commands_part_on_the_first_day_and_nobody_is_made_to_come_back() -> None:
    tiny = war(
        ForbidOption(lever="forbid_option", side="red", option="joint_command", **dates(2, 3)),
        coalition_days=100_000.0,
    )
    own = [n for n, side in enumerate(tiny.world.actors.faction_side) if side == RED]
    keys = tiny.world.actors.faction_key
    tiny.state.politics.command[own] = min(own, key=lambda k: int(keys[k]))
    seen = []
    for number in range(1, 6):
        turn(tiny, number)
        coalitions(tiny.world, tiny.state, tiny.scratch, tiny.params, KEY, number)
        seen.append(len(set(tiny.state.politics.command[own].tolist())))
    assert seen == [1, 2, 2, 2, 2]
