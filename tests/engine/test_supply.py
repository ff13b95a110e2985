"""Supply obeys its promises: it is shared, it starves, it balances, and a way lost never helps."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import START, Unit, build, small
from plain import plain

arrays = plain("hinge.world.arrays")
codes = plain("hinge.world.codes")
supply = plain("hinge.engine.supply")
delivery = plain("hinge.engine.delivery")
siege = plain("hinge.engine.siege")
world_build = plain("hinge.world.build")
TAKEN, LEAKED, USED, LOST = arrays.TAKEN_IN, arrays.LEAKED_IN, arrays.USED, arrays.LOST


def stocks(tiny) -> list[Any]:
    return [tiny.state.forces.stock, tiny.state.forces.ammunition, tiny.state.people.stock]


def tonnes(tiny) -> float:
    return float(sum(stock.sum() for stock in stocks(tiny)))


def one_road(units=(), *, entry: float = 1000.0, hold: str = "red", **more: Any):
    """Port - gate - town, all red unless ``hold`` gives the gate away; roads carry 1200 t."""
    return small(
        {"port": "red", "gate": hold, "town": "red"},
        [("port", "gate", "road", 5.0), ("gate", "town", "road", 5.0)],
        units=units,
        entries={"port": entry},
        regions={"town": ("town", "red")},
        **more,
    )


def arrives(tiny, wishes: dict[str, float]) -> dict[str, float]:
    """What arrives today if exactly this is wanted."""
    tiny.survey()
    tiny.scratch.asked[:] = 0.0
    for name, tonnes in wishes.items():
        tiny.scratch.asked[0, tiny.area[name]] = tonnes
    delivery.deliver(tiny.world, tiny.state, tiny.scratch, tiny.params, 0)
    return {name: float(tiny.scratch.given[tiny.area[name]]) for name in wishes}


def test_a_narrow_link_is_shared_in_proportion_to_need() -> None:
    # Gate and town want 90 and 30 t behind a link of 40 t: three quarters go to the gate.
    tiny = one_road().throughput(road=40.0)
    assert arrives(tiny, {"gate": 90.0, "town": 30.0}) == pytest.approx(
        {"gate": 30.0, "town": 10.0}
    )


def test_a_narrow_entry_is_shared_in_proportion_to_need() -> None:
    tiny = one_road(entry=30.0)
    assert arrives(tiny, {"port": 20.0, "gate": 20.0, "town": 20.0}) == pytest.approx(
        {"port": 10.0, "gate": 10.0, "town": 10.0}
    )


def test_the_last_narrow_link_holds_back_only_what_is_behind_it() -> None:
    tiny = one_road()
    tiny.state.flows.fire[0, 1] = 0.0
    tiny.throughput(road=50.0)
    # The gate may have what is left of its own 50 t after the town's share.
    assert arrives(tiny, {"town": 80.0}) == pytest.approx({"town": 50.0})


def test_what_is_unmet_goes_round_another_way() -> None:
    tiny = small(
        {"port": "red", "left": "red", "right": "red", "town": "red"},
        [
            ("port", "left", "track", 1.0),
            ("left", "town", "track", 1.0),
            ("port", "right", "track", 2.0),
            ("right", "town", "track", 2.0),
        ],
        entries={"port": 1000.0},
    ).throughput(track=30.0)
    assert arrives(tiny, {"town": 50.0}) == pytest.approx({"town": 50.0})


def test_an_allys_ground_carries_supply_and_a_neutrals_does_not() -> None:
    links = [("port", "gate", "road", 5.0), ("gate", "town", "road", 5.0)]
    holds = {"port": "red", "gate": "green", "town": "red"}
    sides = ("red", "blue", "green")
    more = {"entries": {"port": 100.0}, "sides": sides}
    allied = small(holds, links, allied=[("red", "green")], **more)
    neutral = small(holds, links, **more)
    assert arrives(allied, {"town": 5.0}) == pytest.approx({"town": 5.0})
    assert arrives(neutral, {"town": 5.0}) == {"town": 0.0}


def cut_and_reopened():
    """Stocks of a garrison of 1000 over 40 days; the gate is lost from day 10 to day 24."""
    tiny = one_road([Unit("r", "red", "town")])
    forces = tiny.state.forces
    forces.stock[:], forces.ammunition[:] = 60.0, 15.0
    rows = []
    for day in range(40):
        holder = tiny.side["blue"] if 10 <= day < 25 else tiny.side["red"]
        if tiny.state.ground.control[tiny.area["gate"]] != holder:
            tiny.state.ground.control[tiny.area["gate"]] = holder
            tiny.state.flows.stale[:] = 1
        supply.supply(tiny.world, tiny.state, tiny.scratch, tiny.params)
        rows.append((forces.stock[0], forces.ammunition[0], forces.want[0], forces.deficit[0]))
    return np.array(rows).T


def test_a_cut_way_starves_a_garrison_and_reopening_restores_it() -> None:
    food, ammunition, want, deficit = cut_and_reopened()
    cut = range(10, 25)
    for stock, missing in ((food, want), (ammunition, deficit)):
        assert all(stock[day] < stock[day - 1] for day in cut)
        assert all(missing[day] >= missing[day - 1] for day in cut)
        assert stock[39] > stock[24]
        assert missing[39] == missing[9] == 0.0
    assert deficit[24] > 0.3


def test_food_outlasts_ammunition() -> None:
    _, _, want, deficit = cut_and_reopened()
    assert (want <= deficit).all()
    assert want[24] == 0.0 < deficit[24]


def test_what_comes_today_may_be_used_today_however_low_the_stock() -> None:
    tiny = one_road([Unit("r", "red", "town")])
    supply.supply(tiny.world, tiny.state, tiny.scratch, tiny.params)
    assert (tiny.state.forces.want[0], tiny.state.forces.deficit[0]) == (0.0, 0.0)
    assert tiny.state.forces.stock[0] > 0.0
    assert tiny.state.forces.ammunition[0] > 0.0


def test_rationing_stretches_each_stock_beyond_its_days() -> None:
    # 1000 soldiers use 2 t of ammunition and 1 t of food a day. With rations cut below ten days,
    # each day uses a tenth of what is left: after n days 20 * 0.9**n of the last 20 t remain.
    tiny = one_road([Unit("r", "red", "town")], hold="blue").set(
        ration_below=10.0, soldier_hold=3.0, soldier_food=1.0, leakage=0.0
    )
    forces = tiny.state.forces
    forces.stock[:], forces.ammunition[:] = 5.0, 20.0
    for _ in range(5):
        supply.supply(tiny.world, tiny.state, tiny.scratch, tiny.params)
    assert forces.stock[0] == pytest.approx(5.0 * 0.9**5)
    assert forces.want[0] == pytest.approx(1.0 - 5.0 * 0.9**4 / 10.0)
    assert forces.ammunition[0] == pytest.approx(20.0 * 0.9**5)
    assert forces.deficit[0] == pytest.approx(1.0 - 20.0 * 0.9**4 / 20.0)


def test_a_garrison_cut_off_gets_the_leaking_share_of_its_food_and_no_ammunition() -> None:
    # 1000 soldiers eat 1 t a day, of which a tenth leaks in.
    tiny = one_road([Unit("r", "red", "town")], hold="blue").set(leakage=0.1, soldier_food=1.0)
    supply.supply(tiny.world, tiny.state, tiny.scratch, tiny.params)
    assert tiny.state.flows.books[LEAKED] == pytest.approx(0.1)
    assert tiny.state.forces.want[0] == pytest.approx(0.9)
    assert tiny.state.forces.deficit[0] == 1.0
    tiny.set(leakage=0.0)
    supply.supply(tiny.world, tiny.state, tiny.scratch, tiny.params)
    assert tiny.state.flows.books[LEAKED] == pytest.approx(0.1)
    assert tiny.state.forces.want[0] == 1.0


def based(tiny) -> int:
    """Return the area from which the first formation is supplied."""
    ground, side = tiny.state.ground, tiny.world.actors.formation_side[0]
    return plain("hinge.engine.needs").base(
        tiny.world.map,
        ground.control,
        tiny.state.politics.relation,
        side,
        tiny.state.forces.area[0],
    )


def test_attackers_on_hostile_ground_are_supplied_from_their_own_beside_it() -> None:
    tiny = one_road([Unit("r", "red", "gate"), Unit("u", "blue", "gate")], hold="blue")
    tiny.fight("gate").effort("r", "gate")
    assert based(tiny) in (tiny.area["port"], tiny.area["town"])
    tiny.state.ground.control[tiny.area["town"]] = tiny.side["blue"]
    assert based(tiny) == tiny.area["port"]
    supply.supply(tiny.world, tiny.state, tiny.scratch, tiny.params)
    assert tiny.state.forces.deficit[0] == 0.0
    tiny.state.ground.control[:] = tiny.side["blue"]
    assert based(tiny) == tiny.area["gate"]


@pytest.mark.parametrize("cap", [0.0, 1.5, 4.0])
def test_no_more_is_sent_to_an_area_than_its_cap(cap: float) -> None:
    tiny = one_road([Unit("r", "red", "town", 2000.0), Unit("s", "red", "gate")])
    uncapped = one_road([Unit("r", "red", "town", 2000.0), Unit("s", "red", "gate")])
    tiny.state.politics.capped[tiny.area["town"], 0] = cap
    for each in (tiny, uncapped):
        each.set(leakage=0.0)
        supply.supply(each.world, each.state, each.scratch, each.params)
    forces = tiny.state.forces
    got = forces.stock + forces.ammunition
    used = tiny.state.flows.books[USED]
    assert tiny.state.flows.delivered[0] == pytest.approx(got.sum() + used)
    sent = tiny.state.flows.delivered[0] - tiny.scratch.asked[0, tiny.area["gate"]]
    assert sent == pytest.approx(cap)
    assert forces.stock[1] == uncapped.state.forces.stock[1]
    assert tiny.state.flows.need[0] < uncapped.state.flows.need[0]


def test_civilians_get_at_least_what_leaks_in() -> None:
    areas = {"town": {"population": 10_000, "self_supply": 0.5}}
    tiny = one_road(hold="blue", areas=areas).set(leakage=0.1, civilian_need=1.0)
    supply.supply(tiny.world, tiny.state, tiny.scratch, tiny.params)
    # Need from outside 5 t; half a tonne leaks in.
    assert tiny.state.flows.books[LEAKED] == pytest.approx(0.5)
    assert tiny.state.flows.books[TAKEN] == 0.0


def test_a_guaranteed_flow_takes_the_place_of_leakage_and_is_not_added_to_it() -> None:
    areas = {"town": {"population": 10_000}}
    tiny = one_road(hold="blue", areas=areas).set(leakage=0.1, civilian_need=1.0)
    tiny.state.politics.guaranteed[tiny.area["town"], 0] = 4.0
    supply.supply(tiny.world, tiny.state, tiny.scratch, tiny.params)
    assert tiny.state.flows.books[LEAKED] == pytest.approx(4.0)


def test_tonnes_balance_while_ground_changes_hands() -> None:
    areas = {"town": {"population": 8000, "self_supply": 0.2}, "gate": {"population": 500}}
    tiny = one_road([Unit("r", "red", "town"), Unit("s", "red", "gate")], entry=9.0, areas=areas)
    tiny.state.forces.stock[:], tiny.state.forces.ammunition[:] = 12.0, 7.0
    tiny.state.people.stock[:] = 3.0
    start = tonnes(tiny)
    for day in range(30):
        tiny.state.ground.control[tiny.area["gate"]] = 1 if day % 7 == 3 else 0
        tiny.state.flows.stale[:] = 1
        supply.supply(tiny.world, tiny.state, tiny.scratch, tiny.params)
        books = tiny.state.flows.books
        assert tonnes(tiny) == pytest.approx(
            start + books[TAKEN] + books[LEAKED] - books[USED] - books[LOST]
        )
        assert min(stock.min() for stock in stocks(tiny)) >= 0.0


@given(
    persons=st.lists(st.integers(0, 5000), min_size=2, max_size=2),
    people=st.integers(0, 30_000),
    entry=st.floats(0.0, 60.0),
    road=st.floats(1.0, 50.0),
    cap=st.floats(0.0, 40.0),
    tau=st.floats(1.0, 20.0),
    lost=st.sets(st.integers(0, 11)),
    fights=st.booleans(),
)
@settings(max_examples=40, deadline=None)
def test_tonnes_balance_whatever_comes(
    persons, people, entry, road, cap, tau, lost, fights
) -> None:
    units = [Unit("r", "red", "town", persons[0]), Unit("s", "red", "gate", persons[1])]
    tiny = one_road(units, entry=entry, areas={"town": {"population": people}})
    tiny.throughput(road=road).set(ration_below=tau)
    tiny.state.politics.capped[tiny.area["town"], 0] = cap
    tiny.state.forces.stock[:], tiny.state.forces.ammunition[:] = 9.0, 4.0
    tiny.state.ground.contested[tiny.area["town"]] = int(fights)
    start, books = tonnes(tiny), tiny.state.flows.books
    for day in range(12):
        tiny.state.ground.control[tiny.area["gate"]] = int(day in lost)
        tiny.state.flows.stale[:] = 1
        supply.supply(tiny.world, tiny.state, tiny.scratch, tiny.params)
        balance = start + books[TAKEN] + books[LEAKED] - books[USED] - books[LOST]
        assert tonnes(tiny) == pytest.approx(balance)
        assert min(stock.min() for stock in stocks(tiny)) >= 0.0
        for share in (tiny.state.forces.want, tiny.state.forces.deficit):
            assert 0.0 <= share.min() <= share.max() <= 1.0


def test_an_entry_that_depends_on_its_sponsor_closes_with_it() -> None:
    tiny = one_road(sponsors={"friend": "port"}, entry=80.0)
    assert tiny.survey().state.flows.capacity.tolist() == [80.0]
    tiny.state.politics.support[0] = 0.25
    assert tiny.survey().state.flows.capacity.tolist() == [20.0]
    tiny.state.politics.support[0] = 0.0
    assert tiny.survey().state.flows.siege.tolist() == [plain("hinge.world.codes").CLOSED]


@pytest.mark.parametrize(
    ("hosted", "levels", "tonnes"),
    [
        ("", (0.0, 1.0), 40.0),  # without a host: the mean of those who send
        ("friend", (0.0, 1.0), 0.0),  # the host alone stops all that hangs on sponsors
        ("friend", (1.0, 0.0), 40.0),  # a host that goes on does not replace who stops
        ("friend", (0.5, 1.0), 40.0),
        ("friend", (1.0, 1.0), 80.0),
        ("other", (0.0, 1.0), 40.0),
    ],
)
def test_the_host_of_an_entry_can_stop_it_alone(
    hosted: str, levels: tuple[float, float], tonnes: float
) -> None:
    tiny = one_road(sponsors={"friend": "port", "other": "port"}, entry=80.0)
    (entry,) = tiny.scenario.entries
    named = entry.model_copy(update={"host": hosted or None})
    tiny.world = build.build_world(replace(tiny.scenario, entries=(named,)), START)
    tiny.state.politics.support[:] = levels
    assert tiny.survey().state.flows.capacity.tolist() == [tonnes]


def test_a_host_stops_only_the_share_that_hangs_on_sponsors() -> None:
    tiny = one_road(sponsors={"friend": "port"}, entry=80.0)
    (entry,) = tiny.scenario.entries
    named = entry.model_copy(update={"host": "friend", "dependence": 0.75})
    tiny.world = build.build_world(replace(tiny.scenario, entries=(named,)), START)
    tiny.state.politics.support[0] = 0.0
    assert tiny.survey().state.flows.capacity.tolist() == [20.0]


def test_need_counts_fighting_dearer_than_holding() -> None:
    tiny = one_road([Unit("r", "red", "town")]).set(
        soldier_hold=3.0, soldier_fight=10.0, soldier_food=1.0
    )
    needs = plain("hinge.engine.needs")
    use = needs.rates(tiny.params)
    assert needs.ammunition_need(use, 1000.0, 0) == pytest.approx(2.0)
    assert needs.ammunition_need(use, 1000.0, 1) == pytest.approx(9.0)
    assert needs.food_need(use, 1000.0) == pytest.approx(1.0)
    tiny.set(soldier_food=20.0)
    assert needs.ammunition_need(needs.rates(tiny.params), 1000.0, 1) == 0.0


def test_an_effort_lays_in_ammunition_for_days_of_fighting_before_it_fights() -> None:
    tiny = one_road([Unit("r", "red", "town")]).set(
        soldier_hold=3.0, soldier_fight=10.0, soldier_food=1.0, stock_target=10.0
    )
    needs = plain("hinge.engine.needs")
    use = needs.rates(tiny.params)
    assert needs.ammunition_wish(use, 1000.0, 0, codes.NO_EFFORT, 20.0) == pytest.approx(2.0)
    # Ten days of 9 t each are 90 t: a tenth of the missing 70 t a day.
    assert needs.ammunition_wish(use, 1000.0, 0, codes.MAIN, 20.0) == pytest.approx(2.0 + 7.0)


def test_refilling_asks_for_need_and_at_most_as_much_again() -> None:
    refill = plain("hinge.engine.needs").refill
    assert refill(4.0, 40.0, 10.0, 10.0) == 4.0  # stock full
    assert refill(4.0, 20.0, 10.0, 10.0) == 6.0  # half of it missing, over ten days
    assert refill(4.0, 0.0, 100.0, 10.0) == 8.0  # never more than the need again


def test_want_of_ammunition_lowers_what_soldiers_bring_to_bear_and_want_of_food_does_not() -> None:
    tiny = one_road([Unit("r", "red", "town", persons=2000.0, quality=0.5)]).set(deficit_power=0.5)
    tiny.state.forces.want[0] = 0.9
    tiny.state.forces.deficit[0] = 0.75
    tiny.survey()
    # 2000 persons at quality 1/2 are one thousand, times (1 - 3/4) ** 1/2.
    assert tiny.scratch.effective[0] == pytest.approx(0.5)


def test_no_link_and_no_entry_carries_more_than_its_room() -> None:
    rng = np.random.default_rng(3)
    names = [f"n{n}" for n in range(8)]
    links = [
        (a, b, "road", float(rng.uniform(1, 9)))
        for i, a in enumerate(names)
        for b in names[:i]
        if rng.random() < 0.45
    ]
    tiny = small(dict.fromkeys(names, "red"), links, entries={"n0": 60.0, "n7": 35.0}).throughput(
        road=25.0
    )
    wishes = {name: float(rng.uniform(0, 40)) for name in names}
    got = arrives(tiny, wishes)
    assert all(got[name] <= wishes[name] + 1e-9 for name in names)
    assert tiny.scratch.room.min() >= -1e-9
    assert tiny.scratch.entry_room.min() >= -1e-9
    assert sum(got.values()) <= 95.0 + 1e-9


def test_later_rounds_bring_what_they_bring_in_fresh_working_space() -> None:
    # Two ways to the town, the shorter one narrow: the second round takes the longer one.
    tiny = small(
        {"port": "red", "near": "red", "far": "red", "town": "red"},
        [
            ("port", "near", "track", 5.0),
            ("near", "town", "road", 5.0),
            ("port", "far", "road", 20.0),
            ("far", "town", "road", 20.0),
        ],
        entries={"port": 1000.0},
    )
    for track, brought in ((20.0, 70.0), (20.0, 70.0), (0.0, 50.0), (20.0, 70.0), (200.0, 90.0)):
        tiny.throughput(track=track, road=50.0)
        tiny.state.flows.stale[:] = 1
        kept = arrives(tiny, {"town": 90.0})
        assert kept["town"] == pytest.approx(brought)
        fresh = replace(tiny, scratch=world_build.new_scratch(tiny.world))
        assert arrives(fresh, {"town": 90.0}) == kept
