"""Areas and links become rows: neighbours, distances and who overlooks what, checked by hand on the ring."""

import math

import pytest

from builders import small
from hinge.errors import HingeError
from hinge.scenario.load import load
from plain import plain

ground = plain("hinge.world.ground")
keys = plain("hinge.world.keys")
codes = plain("hinge.world.codes")

NEIGHBOURS = {
    "old_town": {"mill_quarter", "gate", "north_hill", "south_farms"},
    "mill_quarter": {"old_town", "east_ridge"},
    "gate": {"old_town", "cobalt_rear", "north_hill", "south_farms"},
    "north_hill": {"gate", "old_town", "east_ridge"},
    "south_farms": {"gate", "old_town", "east_ridge"},
    "east_ridge": {"mill_quarter", "north_hill", "south_farms", "amber_source"},
    "cobalt_rear": {"gate", "cobalt_source"},
    "cobalt_source": {"cobalt_rear"},
    "amber_source": {"east_ridge"},
}


@pytest.fixture(scope="module")
def ring():
    scenario = load("ring")
    rows = {area.id: row for row, area in enumerate(scenario.areas)}
    return scenario, rows, ground.build_map(scenario, rows)


def test_every_area_of_the_ring_sees_its_neighbours(ring) -> None:
    scenario, rows, found = ring
    names = [area.id for area in scenario.areas]
    for name, row in rows.items():
        arcs = range(found.first_arc[row], found.first_arc[row + 1])
        assert {names[found.arc_to[arc]] for arc in arcs} == NEIGHBOURS[name]


def test_every_link_is_seen_from_both_ends(ring) -> None:
    _, rows, found = ring
    for row in rows.values():
        for arc in range(found.first_arc[row], found.first_arc[row + 1]):
            link = found.arc_link[arc]
            assert {found.end_a[link], found.end_b[link]} == {row, found.arc_to[arc]}
    assert found.arc_link.size == 2 * found.km.size


def test_distances_of_those_who_overlook_a_road_are_measured_to_its_middle(ring) -> None:
    _, rows, found = ring
    # The road old_town - gate: (10, 10) to (10, 9.97), middle (10, 9.985), right below north_hill
    # at (10.03, 9.985): 0.03 degrees of latitude, 111.195 km each.
    link = 1
    over = range(found.first_over[link], found.first_over[link + 1])
    assert [found.over_area[n] for n in over] == [rows["north_hill"], rows["south_farms"]]
    assert [found.over_km[n] for n in over] == pytest.approx([0.03 * 111.195] * 2)


def test_a_degree_of_longitude_is_shorter_away_from_the_equator() -> None:
    assert ground.kilometres((60, 0), (60, 1)) == pytest.approx(111.195 * 0.5, rel=1e-9)
    assert ground.kilometres((0, 0), (1, 0)) == pytest.approx(math.radians(1) * 6371.0, rel=1e-4)


def test_places_off_the_map_are_marked_and_words_become_their_numbers(ring) -> None:
    scenario, rows, found = ring
    off = {name for name, row in rows.items() if found.on_map[row] == 0}
    assert off == {"cobalt_source", "amber_source"}
    for area in scenario.areas:
        assert codes.TERRAINS[found.terrain[rows[area.id]]] == area.terrain
    assert [codes.LINK_KINDS[kind] for kind in found.kind] == [x.kind for x in scenario.links]


def test_a_link_has_one_number_whichever_end_is_named_first() -> None:
    assert keys.pair_keys([("a", "b")]) == keys.pair_keys([("b", "a")])
    assert keys.pair_keys([("ab", "c")]) != keys.pair_keys([("a", "bc")])


def test_two_ids_on_one_random_stream_are_refused_with_both_names(monkeypatch) -> None:
    monkeypatch.setattr(keys, "entity_hash", lambda _: 5)
    with pytest.raises(HingeError, match="ids east and west fall on the same random stream"):
        keys.entity_keys(["east", "west"])


def test_the_number_of_an_area_does_not_depend_on_its_row() -> None:
    links = [("a", "b", "road", 1.0)]
    one = small({"a": "red", "b": "blue"}, links)
    other = small({"b": "blue", "a": "red"}, links)
    assert one.world.map.area_key.tolist() == other.world.map.area_key.tolist()[::-1]
    assert one.world.map.link_key.tolist() == other.world.map.link_key.tolist()
