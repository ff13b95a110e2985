"""The mirror map is found where a scenario is its own mirror image, and refused where it is not."""

from dataclasses import replace
from typing import Any

import pytest

from hinge.audits.symmetry import mirror_map, mirrored_name
from hinge.errors import InputError
from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario


@pytest.fixture(scope="module")
def mirror() -> Scenario:
    return load("mirror")


def with_row(scenario: Scenario, table: str, row_id: str, **changes: Any) -> Scenario:
    """Return the scenario with fields of one row of a table changed."""
    rows = getattr(scenario, table)
    changed = tuple(row.model_copy(update=changes) if row.id == row_id else row for row in rows)
    assert changed != rows
    return replace(scenario, **{table: changed})


def test_each_thing_of_the_west_is_the_image_of_its_twin_in_the_east(mirror: Scenario) -> None:
    image = mirror_map(mirror)
    assert image["west"] == "east"
    for name, other in image.items():
        assert image[other] == name
        assert other == (
            name.replace("west", "east") if "west" in name else name.replace("east", "west")
        )


def test_what_lies_on_the_axis_is_its_own_image(mirror: Scenario) -> None:
    image = mirror_map(mirror)
    assert [image[name] for name in ("north_pass", "south_pass", "passes")] == [
        "north_pass",
        "south_pass",
        "passes",
    ]


@pytest.mark.parametrize(
    ("table", "name", "changes"),
    [
        ("factions", "west_army", {"strength_best": 3001.0}),
        ("areas", "east_north", {"population": 6001.0}),
        ("strike_assets", "west_guns", {"tempo_high": 61.0}),
        ("formations", "west_watch", {"area": "west_north"}),
        ("areas", "west_north", {"lat": 10.051}),
        ("regions", "west_home", {"watch": ("west", "east")}),
    ],
)
def test_a_difference_between_the_sides_is_refused(
    mirror: Scenario, table: str, name: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(InputError) as refused:
        mirror_map(with_row(mirror, table, name, **changes))
    assert refused.value.problems[0].rule == "not_symmetric"


def test_words_for_readers_may_differ(mirror: Scenario) -> None:
    other = with_row(mirror, "areas", "west_city", name="Occident", note="an older name")
    assert mirror_map(other) == mirror_map(mirror)


def test_a_scenario_of_unlike_sides_is_refused() -> None:
    with pytest.raises(InputError):
        mirror_map(load("ring"))


def test_every_part_of_a_dotted_name_is_replaced() -> None:
    image = {"west": "east", "west_city": "east_city"}
    assert mirrored_name("entries.west_city.west.capacity", image) == (
        "entries.east_city.east.capacity"
    )
