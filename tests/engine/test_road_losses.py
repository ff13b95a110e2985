"""What fire on a road destroys of what is carried over it: by hand, booked, and never a gain."""

from typing import Any

import pytest

from builders import Unit, small
from plain import plain

arrays = plain("hinge.world.arrays")
delivery = plain("hinge.engine.delivery")
supply = plain("hinge.engine.supply")
TAKEN, LEAKED, USED, LOST = arrays.TAKEN_IN, arrays.LEAKED_IN, arrays.USED, arrays.LOST


def road(fire: tuple[float, float], road_loss: float, room: float = 1000.0) -> Any:
    """Port - gate - town, all red, with fire on its two links; ten tonnes are wanted in town, two at the gate."""
    tiny = small(
        {"port": "red", "gate": "red", "town": "red"},
        [("port", "gate", "road", 5.0), ("gate", "town", "road", 5.0)],
        units=[Unit("r", "red", "town")],
        entries={"port": 1000.0},
    ).throughput(road=room)
    tiny.set(road_loss=road_loss, fire_floor=0.02).survey()
    tiny.scratch.asked[:] = 0.0
    tiny.scratch.asked[0, tiny.area["town"]] = 10.0
    tiny.scratch.asked[0, tiny.area["gate"]] = 2.0
    tiny.state.flows.fire[0, :] = fire
    return tiny


def brought(tiny: Any) -> dict[str, float]:
    delivery.deliver(tiny.world, tiny.state, tiny.scratch, tiny.params, 0)
    return {name: float(tiny.scratch.given[tiny.area[name]]) for name in ("gate", "town")}


def test_without_losses_or_without_fire_all_arrives() -> None:
    for fire, loss in [((0.5, 0.5), 0.0), ((0.0, 0.0), 0.3)]:
        tiny = road(fire, loss)
        assert brought(tiny) == {"gate": 2.0, "town": 10.0}
        assert tiny.state.flows.books[LOST] == 0.0


def test_what_is_lost_on_a_narrow_road_by_hand() -> None:
    # 1000 t of room, half of it left by fire, and a fifth of a half lost: of 12 t that set out 1.2 burn.
    # What is missing sets out again: 1.2 t, of which 0.12 burn, and once more the rest of that.
    tiny = road((0.5, 0.0), 0.2)
    got = brought(tiny)
    lost = float(tiny.state.flows.books[LOST])
    assert sum(got.values()) == pytest.approx(12.0, rel=0.02)
    assert lost == pytest.approx(sum(got.values()) * 0.1 / 0.9)
    assert tiny.state.flows.books[TAKEN] == pytest.approx(lost)


def test_losses_add_up_over_the_links_of_a_way() -> None:
    # Room for 5 t on each road and 5 wanted in town alone: a tenth burns on the first, a tenth of the rest on the next.
    tiny = road((0.5, 0.5), 0.2, room=10.0)
    tiny.scratch.asked[0, tiny.area["gate"]] = 0.0
    tiny.scratch.asked[0, tiny.area["town"]] = 50.0
    assert brought(tiny)["town"] == pytest.approx(5.0 * 0.9 * 0.9)
    assert tiny.state.flows.books[LOST] == pytest.approx(5.0 * (1.0 - 0.81))


def test_more_fire_and_greater_losses_never_bring_more() -> None:
    by_loss = [brought(road((0.6, 0.6), loss, 8.0))["town"] for loss in (0.0, 0.1, 0.2, 0.3)]
    assert by_loss == sorted(by_loss, reverse=True)
    by_fire = [brought(road((fire, fire), 0.3, 8.0))["town"] for fire in (0.0, 0.3, 0.6, 0.9)]
    assert by_fire == sorted(by_fire, reverse=True)
    assert by_loss[0] > by_loss[-1]


def test_tonnes_balance_when_loads_burn() -> None:
    tiny = small(
        {"port": "red", "gate": "red", "town": "red", "hill": "blue"},
        [("port", "gate", "road", 5.0, "hill"), ("gate", "town", "road", 5.0),
         ("gate", "hill", "road", 1.0)],
        units=[Unit("r", "red", "town"), Unit("h", "blue", "hill", 2000.0)],
        entries={"port": 1000.0},
    ).set(road_loss=0.3, fire_strength=2.0)  # fmt: skip
    forces = tiny.state.forces
    for _ in range(20):
        supply.supply(tiny.world, tiny.state, tiny.scratch, tiny.params)
    books = tiny.state.flows.books
    held = forces.stock.sum() + forces.ammunition.sum() + tiny.state.people.stock.sum()
    assert books[LOST] > 0.0
    assert books[TAKEN] + books[LEAKED] == pytest.approx(held + books[USED] + books[LOST])
