"""Supply obeys its promises: it is shared, it starves, it balances, and a way lost never helps."""

from typing import Any

import numpy as np
import pytest

from builders import Unit, small
from plain import plain

arrays = plain("hinge.world.arrays")
supply = plain("hinge.engine.supply")
delivery = plain("hinge.engine.delivery")
siege = plain("hinge.engine.siege")
TAKEN, LEAKED, USED, LOST = arrays.TAKEN_IN, arrays.LEAKED_IN, arrays.USED, arrays.LOST


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


def given(tiny, wishes: dict[str, float]) -> dict[str, float]:
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
    assert given(tiny, {"gate": 90.0, "town": 30.0}) == pytest.approx({"gate": 30.0, "town": 10.0})


def test_a_narrow_entry_is_shared_in_proportion_to_need() -> None:
    tiny = one_road(entry=30.0)
    assert given(tiny, {"port": 20.0, "gate": 20.0, "town": 20.0}) == pytest.approx(
        {"port": 10.0, "gate": 10.0, "town": 10.0}
    )


def test_the_last_narrow_link_holds_back_only_what_is_behind_it() -> None:
    tiny = one_road()
    tiny.state.flows.fire[0, 1] = 0.0
    tiny.throughput(road=50.0)
    # The gate may have what is left of its own 50 t after the town's share.
    assert given(tiny, {"town": 80.0}) == pytest.approx({"town": 50.0})


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
    assert given(tiny, {"town": 50.0}) == pytest.approx({"town": 50.0})


def test_an_allys_ground_carries_supply_and_a_neutrals_does_not() -> None:
    links = [("port", "gate", "road", 5.0), ("gate", "town", "road", 5.0)]
    holds = {"port": "red", "gate": "green", "town": "red"}
    sides = ("red", "blue", "green")
    more = {"entries": {"port": 100.0}, "sides": sides}
    allied = small(holds, links, allied=[("red", "green")], **more)
    neutral = small(holds, links, **more)
    assert given(allied, {"town": 5.0}) == pytest.approx({"town": 5.0})
    assert given(neutral, {"town": 5.0}) == {"town": 0.0}


def cut_and_reopened():
    """Stock of a garrison of 1000 over 40 days; the gate is lost from day 10 to day 24."""
    tiny = one_road([Unit("r", "red", "town")])
    tiny.state.forces.stock[:] = 20.0
    stocks, deficits = [], []
    for day in range(40):
        holder = tiny.side["blue"] if 10 <= day < 25 else tiny.side["red"]
        if tiny.state.ground.control[tiny.area["gate"]] != holder:
            tiny.state.ground.control[tiny.area["gate"]] = holder
            tiny.state.flows.stale[:] = 1
        supply.supply(tiny.world, tiny.state, tiny.scratch, tiny.params)
        stocks.append(float(tiny.state.forces.stock[0]))
        deficits.append(float(tiny.state.forces.deficit[0]))
    return stocks, deficits


def test_a_cut_way_starves_a_garrison_and_reopening_restores_it() -> None:
    stocks, deficits = cut_and_reopened()
    cut = range(10, 25)
    assert all(stocks[day] < stocks[day - 1] for day in cut)
    assert deficits[9] == 0.0
    assert deficits[24] > 0.3
    assert all(deficits[day] >= deficits[day - 1] for day in cut)
    assert stocks[39] > stocks[24]
    assert deficits[39] < deficits[24]


def test_rationing_stretches_a_stock_beyond_its_days() -> None:
    # 1000 soldiers use 3 t a day. With rations cut below ten days, each day uses a tenth of what is
    # left: after n days 20 * 0.9**n of the last 20 t remain.
    tiny = one_road([Unit("r", "red", "town")], hold="blue").set(
        ration_below=10.0, soldier_hold=3.0
    )
    tiny.state.forces.stock[:] = 20.0
    for _ in range(5):
        supply.supply(tiny.world, tiny.state, tiny.scratch, tiny.params)
    assert tiny.state.forces.stock[0] == pytest.approx(20.0 * 0.9**5)
    assert tiny.state.forces.deficit[0] == pytest.approx(1.0 - 20.0 * 0.9**4 / 30.0)


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
    tiny.state.forces.stock[:] = 12.0
    tiny.state.people.stock[:] = 3.0
    start = tiny.state.forces.stock.sum() + tiny.state.people.stock.sum()
    for day in range(30):
        tiny.state.ground.control[tiny.area["gate"]] = 1 if day % 7 == 3 else 0
        tiny.state.flows.stale[:] = 1
        supply.supply(tiny.world, tiny.state, tiny.scratch, tiny.params)
        held = tiny.state.forces.stock.sum() + tiny.state.people.stock.sum()
        books = tiny.state.flows.books
        assert held == pytest.approx(
            start + books[TAKEN] + books[LEAKED] - books[USED] - books[LOST]
        )
        assert min(tiny.state.forces.stock.min(), tiny.state.people.stock.min()) >= 0.0


def test_an_entry_that_depends_on_its_sponsor_closes_with_it() -> None:
    tiny = one_road(sponsors={"friend": "port"}, entry=80.0)
    assert tiny.survey().state.flows.capacity.tolist() == [80.0]
    tiny.state.politics.support[0] = 0.25
    assert tiny.survey().state.flows.capacity.tolist() == [20.0]
    tiny.state.politics.support[0] = 0.0
    assert tiny.survey().state.flows.siege.tolist() == [plain("hinge.world.codes").CLOSED]


def test_need_counts_fighting_dearer_than_holding() -> None:
    tiny = one_road([Unit("r", "red", "town")]).set(soldier_hold=3.0, soldier_fight=10.0)
    needs = plain("hinge.engine.needs")
    assert needs.soldier_need(tiny.state, tiny.params, 0) == pytest.approx(3.0)
    tiny.fight("town")
    assert needs.soldier_need(tiny.state, tiny.params, 0) == pytest.approx(10.0)


def test_refilling_asks_for_need_and_at_most_as_much_again() -> None:
    refill = plain("hinge.engine.needs").refill
    assert refill(4.0, 40.0, 10.0, 10.0) == 4.0  # stock full
    assert refill(4.0, 20.0, 10.0, 10.0) == 6.0  # half of it missing, over ten days
    assert refill(4.0, 0.0, 100.0, 10.0) == 8.0  # never more than the need again


def test_hungry_soldiers_bring_less_to_bear() -> None:
    tiny = one_road([Unit("r", "red", "town", persons=2000.0, quality=0.5)]).set(deficit_power=0.5)
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
    got = given(tiny, wishes)
    assert all(got[name] <= wishes[name] + 1e-9 for name in names)
    assert tiny.scratch.room.min() >= -1e-9
    assert tiny.scratch.entry_room.min() >= -1e-9
    assert sum(got.values()) <= 95.0 + 1e-9
