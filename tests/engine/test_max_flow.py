"""The flow into a region is the maximum flow, and obeys the laws of cuts; networkx is the second opinion."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import Small, small
from plain import plain

siege = plain("hinge.engine.siege")
KINDS = ("highway", "road", "track", "adjacent", "sea")
ROOM = {"highway": 17.0, "road": 11.0, "track": 4.0, "adjacent": 6.0, "sea": 25.0}
SOURCE, SINK = "source", "sink"
QUICK = settings(max_examples=40, deadline=None, database=None)


@st.composite
def networks(draw):
    """A small map of one side: links of any kind, two entries, a region of two areas."""
    names = [f"n{n}" for n in range(draw(st.integers(4, 8)))]
    pairs = [(a, b) for i, a in enumerate(names) for b in names[:i]]
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=3, max_size=14, unique=True))
    links = [(a, b, draw(st.sampled_from(KINDS)), draw(st.integers(1, 9))) for a, b in chosen]
    entries = {names[0]: draw(st.integers(1, 40)), names[1]: draw(st.integers(1, 40))}
    return names, links, entries


def world(network):
    names, links, entries = network
    region = {"far": (f"{names[-1]} {names[-2]}", "red")}
    tiny = small(dict.fromkeys(names, "red"), links, entries=entries, regions=region)
    return tiny.throughput(**ROOM).survey()


def flow(tiny) -> float:
    return siege.max_flow(tiny.world, tiny.state, tiny.scratch, tiny.params, 0, 0)


def graph(network, fire=None) -> nx.DiGraph:
    names, links, entries = network
    found = nx.DiGraph()
    for row, (a, b, kind, _) in enumerate(links):
        room = ROOM[kind] * (1.0 if fire is None else 1.0 - fire[row])
        found.add_edge(a, b, capacity=room)
        found.add_edge(b, a, capacity=room)
    for name, tonnes in entries.items():
        found.add_edge(SOURCE, name, capacity=float(tonnes))
    for name in names[-2:]:
        found.add_edge(name, SINK)
    return found


@QUICK
@given(networks())
def test_the_flow_is_the_maximum_flow(network) -> None:
    right = nx.maximum_flow_value(graph(network), SOURCE, SINK)
    assert flow(world(network)) == pytest.approx(right)


@QUICK
@given(networks(), st.lists(st.floats(0, 0.9), min_size=14, max_size=14))
def test_fire_narrows_links_and_never_raises_the_flow(network, shares) -> None:
    tiny = world(network)
    before = flow(tiny)
    fire = np.array(shares[: len(network[1])])
    tiny.state.flows.fire[0, :] = fire
    right = nx.maximum_flow_value(graph(network, fire), SOURCE, SINK)
    assert flow(tiny) == pytest.approx(right)
    assert flow(tiny) <= before + 1e-9


@QUICK
@given(networks())
def test_closing_a_link_of_the_minimum_cut_lowers_the_flow_by_its_capacity(network) -> None:
    value, (near, _) = nx.minimum_cut(graph(network), SOURCE, SINK)
    cut = [row for row, (a, b, *_) in enumerate(network[1]) if (a in near) != (b in near)]
    for row in cut:
        fewer = (network[0], [x for n, x in enumerate(network[1]) if n != row], network[2])
        tiny = world(fewer)
        assert flow(tiny) == pytest.approx(value - ROOM[network[1][row][2]])


@QUICK
@given(networks(), st.data())
def test_nobody_gains_from_losing_ground_on_the_way(network, data) -> None:
    tiny = world(network)
    before = flow(tiny)
    lost = data.draw(st.sampled_from(network[0]))
    tiny.state.ground.control[tiny.area[lost]] = 1
    assert flow(tiny) <= before + 1e-9


@QUICK
@given(networks(), st.floats(0, 60))
def test_delivery_never_brings_more_than_the_flow_could(network, wish: float) -> None:
    delivery = plain("hinge.engine.delivery")
    tiny = world(network)
    tiny.scratch.asked[:] = 0.0
    for name in network[0][-2:]:
        tiny.scratch.asked[0, tiny.area[name]] = wish
    delivery.deliver(tiny.world, tiny.state, tiny.scratch, tiny.params, 0)
    assert tiny.scratch.given.sum() <= min(2 * wish, flow(tiny)) + 1e-9


def delivered(tiny: Small, wishes: np.ndarray) -> float:
    """Tonnes that arrive in all if every area wants its wish."""
    delivery = plain("hinge.engine.delivery")
    tiny.survey()
    tiny.scratch.asked[:] = 0.0
    tiny.scratch.asked[0, :] = wishes
    delivery.deliver(tiny.world, tiny.state, tiny.scratch, tiny.params, 0)
    return float(tiny.scratch.given.sum())


@pytest.mark.statistical
def test_what_a_single_recipient_is_given_hardly_ever_rises_under_fire_on_a_link() -> None:
    # The same for one recipient: fire too weak to change the choice of ways can still turn a part of
    # the loads onto a way that another part then does not miss (17 t became 17.25 t on a map of four
    # places). Allowed: 2 of 100 maps, and never more than the flow could bring (tested above).
    luck = np.random.default_rng(7)
    maps = rises = 0
    for tiny, names, links in some_worlds(luck):
        tiny.params = tiny.params._replace(fire_floor=0.05)
        wishes = np.zeros(len(names))
        wishes[tiny.area[names[-1]]] = luck.uniform(1, 30)
        before = delivered(tiny, wishes)
        tiny.state.flows.fire[0, int(luck.integers(len(links)))] = 0.2
        maps += 1
        rises += delivered(tiny, wishes) > before + 1e-6
    assert rises <= 0.02 * maps


def some_network(luck: np.random.Generator):
    """A small map by chance: names, links, and what enters at two of them."""
    names = [f"n{n}" for n in range(int(luck.integers(4, 9)))]
    links = [
        (a, b, str(luck.choice(KINDS)), float(luck.integers(1, 10)))
        for i, a in enumerate(names)
        for b in names[:i]
        if luck.random() < 0.5
    ]
    return names, links, {name: float(luck.integers(1, 41)) for name in names[:2]}


def some_worlds(luck: np.random.Generator):
    """The worlds of 300 maps by chance that have links at all, each with its names and links."""
    for _ in range(300):
        names, links, entries = some_network(luck)
        if links:
            yield world((names, links, entries)), names, links


@pytest.mark.statistical
def test_what_is_delivered_to_many_seldom_rises_when_ground_is_lost() -> None:
    # Delivery is an incremental assignment and no optimum: on crowded maps a lost area can by
    # chance turn others onto better ways. Allowed: 5 of 100 maps; the siege state knows no such case.
    luck = np.random.default_rng(4)
    maps = rises = 0
    for tiny, names, _ in some_worlds(luck):
        wishes = luck.uniform(0, 20, len(names))
        wishes[-1] = 0.0  # the area to be lost wants nothing itself
        before = delivered(tiny, wishes)
        tiny.state.ground.control[tiny.area[names[-1]]] = 1
        tiny.state.flows.stale[:] = 1
        maps += 1
        rises += delivered(tiny, wishes) > before + 1e-6
    assert rises <= 0.05 * maps
