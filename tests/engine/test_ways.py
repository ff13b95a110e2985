"""Ways: who may pass where, read in two forms, and searches that take the nearest first."""

import itertools

import numpy as np

from builders import Unit, small
from plain import plain

codes = plain("hinge.world.codes")
routes = plain("hinge.engine.routes")
supply = plain("hinge.engine.supply")
ways = plain("hinge.engine.ways")


def test_bits_of_passing_say_what_friendly_says() -> None:
    stances = (codes.HOSTILE, codes.NEUTRAL, codes.ALLIED)
    control = np.array([-1, 0, 1, 2])
    for row in itertools.product(stances, repeat=3):
        relation = np.array([row, row[::-1], row])
        for s, a in itertools.product(range(3), range(control.size)):
            bits = ways.passing(relation, s)
            assert ways.may_pass(bits, control[a]) == ways.friendly(control, relation, s, a)


def test_the_nearest_area_comes_first_and_of_two_the_one_with_the_lower_stable_number() -> None:
    rng = np.random.default_rng(4)
    keys = rng.permutation(40)
    near = rng.integers(0, 6, 40).astype(float)
    waiting, taken = np.arange(40), []
    for size in range(40, 0, -1):
        n = routes._nearest(waiting, near, keys, size)
        taken.append(int(waiting[n]))
        waiting[n] = waiting[size - 1]
    assert taken == sorted(range(40), key=lambda a: (near[a], keys[a]))


def besieging(persons: float):
    """Red sends from the port to the town, past a hill held by ``persons`` of blue, or the long way."""
    return small(
        {"port": "red", "gate": "red", "lane": "red", "town": "red", "hill": "blue"},
        [
            ("port", "gate", "road", 5.0),
            ("gate", "town", "road", 5.0, "hill"),
            ("port", "lane", "track", 9.0),
            ("lane", "town", "track", 9.0),
        ],
        units=[Unit("r", "red", "town"), Unit("u", "blue", "hill", persons=persons)],
        entries={"port": 1000.0},
        regions={"town": ("town", "red")},
    )


def tree(tiny) -> list[list[int]]:
    flows = tiny.state.flows
    reached = flows.order[0, : flows.reached[0]]
    return [reached.tolist(), flows.parent[0, reached].tolist(), flows.up[0, reached].tolist()]


def test_ways_kept_while_fire_only_grew_are_those_that_a_new_search_finds(monkeypatch) -> None:
    built = []
    search = supply.build_tree
    monkeypatch.setattr(supply, "build_tree", lambda *given: built.append(1) or search(*given))
    tiny = besieging(100.0).set(fire_reach=50.0, fire_seen=0.95)
    tiny.survey()
    first, used = len(built), tiny.state.flows.fire_used[0].copy()
    tiny.state.forces.strength[tiny.unit["u"]] = 150.0
    tiny.survey()
    now = tiny.state.flows.fire_used[0]
    assert now.max() > used.max() + 0.05  # noticed
    assert ((now >= tiny.params.fire_seen) == (used >= tiny.params.fire_seen)).all()
    assert len(built) == first
    kept = tree(tiny)
    tiny.state.flows.stale[:] = 1
    tiny.survey()
    assert len(built) > first
    assert tree(tiny) == kept


def test_ways_are_searched_anew_when_a_road_comes_under_fire() -> None:
    tiny = besieging(0.0).set(fire_reach=50.0)
    tiny.survey()
    before = tree(tiny)
    tiny.state.forces.strength[tiny.unit["u"]] = 9000.0
    tiny.survey()
    assert tree(tiny) != before
    assert (tiny.state.flows.stale == 0).all()
