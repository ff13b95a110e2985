"""What is kept from day to day is what would be found anew, and is forgotten when its reason is gone."""

from itertools import pairwise

import numpy as np
import pytest

from builders import Unit, sampling, small
from plain import plain

assign = plain("hinge.engine.assign")
beliefs = plain("hinge.engine.beliefs")
contacts = plain("hinge.engine.contacts")
facilities = plain("hinge.engine.facilities")
build = plain("hinge.world.build")


def line():
    """Red a and b - blue c and d - red e."""
    names = ["a", "b", "c", "d", "e"]
    holds = dict(zip(names, ["red", "red", "blue", "blue", "red"], strict=True))
    links = [(one, two, "road", 10.0) for one, two in pairwise(names)]
    return small(holds, links, units=[Unit("r", "red", "b"), Unit("u", "blue", "c", 2000.0)])


def touching(tiny, s: int) -> dict[str, list[str]]:
    """Return the areas in front of side ``s`` and its own beside each, by name."""
    contacts.find_contacts(tiny.world, tiny.state, tiny.scratch, s)
    kept, names = tiny.scratch, list(tiny.area)
    return {
        names[kept.front[s, n]]: [
            names[b] for b in kept.contact[s, kept.first_contact[s, n] : kept.first_contact[s, n + 1]]
        ]
        for n in range(kept.fronts[s])
    }  # fmt: skip


def test_the_front_is_hostile_ground_beside_own() -> None:
    tiny = line()
    assert touching(tiny, tiny.side["red"]) == {"c": ["b"], "d": ["e"]}
    assert touching(tiny, tiny.side["blue"]) == {"b": ["c"], "e": ["d"]}


def test_ground_that_changes_hands_is_noticed() -> None:
    tiny = line()
    touching(tiny, 0)
    tiny.state.ground.control[tiny.area["c"]] = tiny.side["red"]
    assert touching(tiny, tiny.side["red"]) == {"d": ["c", "e"]}


def test_relations_that_change_are_noticed() -> None:
    tiny = line()
    touching(tiny, 0)
    tiny.state.politics.relation[:] = 1 - tiny.state.politics.relation
    assert touching(tiny, tiny.side["red"]) == {}


@pytest.mark.parametrize("seed", range(5))
def test_what_is_kept_is_what_fresh_working_space_finds(seed: int) -> None:
    luck, tiny = np.random.default_rng(seed), line()
    for _ in range(20):
        tiny.state.ground.control[luck.integers(5)] = luck.integers(-1, 2)
        fresh = build.new_scratch(tiny.world)
        for s in range(2):
            contacts.find_contacts(tiny.world, tiny.state, tiny.scratch, s)
            contacts.find_contacts(tiny.world, tiny.state, fresh, s)
            n = tiny.scratch.fronts[s]
            assert n == fresh.fronts[s]
            assert (tiny.scratch.sight == fresh.sight).all()
            assert (tiny.scratch.front[s, :n] == fresh.front[s, :n]).all()
            last = fresh.first_contact[s, n]
            assert (tiny.scratch.contact[s, :last] == fresh.contact[s, :last]).all()
            facilities.front_distances(tiny.world, tiny.state, tiny.scratch, s)
            facilities.front_distances(tiny.world, tiny.state, fresh, s)
            assert (tiny.scratch.near == fresh.near).all()


def test_errors_are_those_of_the_random_world_that_asks() -> None:
    def seen(tiny, replication: int) -> float:
        tiny.state.commands.seen[:] = 0.0
        key = sampling.StreamKey(7, 0, replication)
        beliefs.beliefs(tiny.world, tiny.state, tiny.scratch, tiny.params, key, 8)
        return float(tiny.state.commands.seen[0, tiny.area["c"]])

    shared = line()
    by_turns = [seen(shared, replication) for replication in (1, 2, 1)]
    assert by_turns == [seen(line(), replication) for replication in (1, 2, 1)]
    assert by_turns[0] != by_turns[1]


def test_a_neighbour_watches_only_where_soldiers_are_believed() -> None:
    tiny = line()
    tiny.state.commands.seen[0, tiny.area["c"]] = 1.0
    assign.survey_front(tiny.world, tiny.state, tiny.scratch, 0)
    assert tiny.scratch.watched[tiny.area["b"]] == tiny.area["c"]
    assert tiny.scratch.watched[tiny.area["e"]] == assign.NOWHERE
    assert tiny.scratch.guard.tolist() == [0, 1, 0, 0, 0]
