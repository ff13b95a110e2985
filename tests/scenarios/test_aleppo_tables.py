"""The tables of aleppo-2016: complete, sourced, free of later knowledge, and made by their builder."""

from __future__ import annotations

import csv
import datetime as dt
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario

ROOT = Path(__file__).parents[2]
MADE = ROOT / "src" / "hinge" / "scenarios" / "aleppo-2016"
SOURCES = ROOT / "scenario-sources" / "aleppo-2016"
ASSESSED = dt.date(2016, 8, 8)
JUNE, JULY, AUGUST = dt.date(2016, 6, 25), dt.date(2016, 7, 28), ASSESSED
STRICT_TABLES = (
    "areas",
    "links",
    "control",
    "factions",
    "coalitions",
    "formations",
    "facilities",
    "entries",
    "sponsors",
    "strike_assets",
    "events",
)


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder without claims, interventions and rivals, which have tests of their own."""
    folder = tmp_path_factory.mktemp("aleppo") / "aleppo-2016"
    shutil.copytree(
        MADE, folder, ignore=shutil.ignore_patterns("claims", "interventions.yaml", "rivals.yaml")
    )
    return folder


@pytest.fixture(scope="module")
def aleppo(tables: Path) -> Scenario:
    return load(tables)


def rows(name: str) -> list[dict[str, str]]:
    with (MADE / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def linked(scenario: Scenario, side: str, day: dt.date, start: str, without: str = "") -> set[str]:
    """Return the areas that ``side`` reaches from ``start`` through areas of its own."""
    own = {row.area for row in scenario.control if row.date == day and row.controller == side}
    own.discard(without)
    reached, fresh = {start}, [start]
    while fresh:
        here = fresh.pop()
        for link in scenario.links:
            for one, other in ((link.a, link.b), (link.b, link.a)):
                if one == here and other in own and other not in reached:
                    reached.add(other)
                    fresh.append(other)
    return reached


def region(scenario: Scenario, name: str) -> set[str]:
    return next(set(found.areas) for found in scenario.regions if found.id == name)


def test_every_row_of_the_source_tables_is_there(aleppo: Scenario) -> None:
    counts = (
        len(aleppo.areas),
        len(aleppo.links),
        len(aleppo.factions),
        len(aleppo.sponsors),
        len(aleppo.strike_assets),
        len(aleppo.control),
    )
    assert counts == (82, 170, 19, 8, 10, 82 * 3)


def test_every_early_and_late_observation_is_in_exactly_one_file() -> None:
    early, late = rows("observations"), rows("outcomes")
    assert not {row["id"] for row in early} & {row["id"] for row in late}
    assert len(early) + len(late) == 101 + 234
    assert all((row["date_end"] or row["date_start"]) <= str(ASSESSED) for row in early)
    assert all((row["date_end"] or row["date_start"]) > str(ASSESSED) for row in late)


def test_observations_known_later_are_set_aside_in_a_strict_run(aleppo: Scenario) -> None:
    assert {row["id"] for row in rows("observations")} - {
        row.id for row in aleppo.observations
    } == {
        "o028",
        "o042",
        "o068",
        "o095",
    }


def test_a_reconstruction_loads_and_uses_the_main_columns(tables: Path) -> None:
    factions = {faction.id: faction for faction in load(tables, "reconstruction").factions}
    assert factions["fatah_halab"].strength_best == 7000.0


@pytest.mark.parametrize("name", [*STRICT_TABLES, "observations", "outcomes"])
def test_every_row_carries_a_source(name: str) -> None:
    assert all(row["source"].strip() for row in rows(name))


@pytest.mark.parametrize("name", STRICT_TABLES)
def test_every_row_that_a_strict_run_reads_was_known_by_the_assessment_date(name: str) -> None:
    for row in rows(name):
        assert dt.date.fromisoformat(row["known_on"]) <= ASSESSED, row
        assert dt.date.fromisoformat(row["true_on"]) <= ASSESSED, row


def test_every_parameter_has_unit_source_and_dates_by_the_assessment_date(aleppo: Scenario) -> None:
    own = [p for p in aleppo.parameters if p.about == "campaign"]
    assert len(own) >= 37
    for parameter in own:
        assert parameter.source
        assert parameter.unit
        assert parameter.known_on is not None
        assert parameter.known_on <= ASSESSED


def strict_texts() -> Iterable[str]:
    for name in STRICT_TABLES:
        for row in rows(name):
            yield "|".join(cell for key, cell in row.items() if not key.startswith("late_"))
    yield (MADE / "parameters.yaml").read_text(encoding="utf-8")
    yield (MADE / "regions.yaml").read_text(encoding="utf-8")


def test_no_source_dated_later_is_named_where_a_strict_run_reads() -> None:
    with (SOURCES / "judgements" / "sources.csv").open(encoding="utf-8", newline="") as handle:
        later = [row["title"] for row in csv.DictReader(handle) if row["strict"] == "no"]
    everything = "\n".join(strict_texts())
    later.remove("Compiler's schematic placement or allocation (see README, caveats)")
    assert [title for title in later if title in everything] == []


def test_no_wording_betrays_later_events() -> None:
    told = re.compile(
        r"(Sept?|Oct|Nov|Dec)[a-z]* 2016|2016-(09|1[012])|20(1[7-9]|2\d)|Euphrates Shield"
        r"|first siege|second (siege|phase)|Tahrir|Kuznetsov|evacuat",
        re.IGNORECASE,
    )
    found = [match.group() for text in strict_texts() for match in told.finditer(text)]
    assert found == []


def test_the_builder_makes_the_committed_files_byte_for_byte(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(SOURCES / "build.py"), str(tmp_path)],
        check=True,
        capture_output=True,
        text=True,
    )
    names = done.stdout.split()
    assert "areas.csv" in names
    assert "parameters.yaml" in names
    for name in names:
        assert (tmp_path / name).read_bytes() == (MADE / name).read_bytes(), name


def test_the_west_is_linked_to_damascus_on_every_snapshot(aleppo: Scenario) -> None:
    for day in (JUNE, JULY, AUGUST):
        reached = linked(aleppo, "government", day, "damascus")
        assert region(aleppo, "west") <= reached, day
        assert region(aleppo, "northern_ring") <= reached, day


def test_in_august_the_west_hangs_on_the_prison_road_alone(aleppo: Scenario) -> None:
    with_road = linked(aleppo, "government", AUGUST, "damascus")
    without = linked(aleppo, "government", AUGUST, "damascus", without="handarat_village")
    assert region(aleppo, "west") <= with_road
    assert not region(aleppo, "west") & without
    june = linked(aleppo, "government", JUNE, "damascus", without="handarat_village")
    assert region(aleppo, "west") <= june


def test_the_east_is_linked_to_the_crossing_in_june_and_august_but_not_in_july(
    aleppo: Scenario,
) -> None:
    east = region(aleppo, "east")
    assert east <= linked(aleppo, "opposition", JUNE, "bab_hawa")
    assert not east & linked(aleppo, "opposition", JULY, "bab_hawa")
    assert east <= linked(aleppo, "opposition", AUGUST, "bab_hawa")


def test_the_way_into_the_east_is_castello_in_june_and_ramouseh_in_august(
    aleppo: Scenario,
) -> None:
    east = region(aleppo, "east")
    assert not east & linked(aleppo, "opposition", JUNE, "bab_hawa", without="castello")
    assert not east & linked(aleppo, "opposition", AUGUST, "bab_hawa", without="ramouseh")


def test_fuah_and_kafraya_have_no_way_on_any_snapshot(aleppo: Scenario) -> None:
    for day in (JUNE, JULY, AUGUST):
        assert "fuah_kafraya" not in linked(aleppo, "government", day, "damascus")


def test_each_faction_with_ground_strength_has_formations_and_one_reserve(aleppo: Scenario) -> None:
    for faction in aleppo.factions:
        own = [f for f in aleppo.formations if f.faction == faction.id]
        reserves = [f for f in own if f.reserve]
        if faction.strength_high > 0:
            assert len(reserves) == 1
            assert len(own) > 1
        else:
            assert own == []


def test_each_area_where_the_tables_place_a_ground_faction_has_its_formation(
    aleppo: Scenario,
) -> None:
    placed = {(f.faction, f.area) for f in aleppo.formations}
    ground = {faction.id for faction in aleppo.factions if faction.strength_high > 0}
    with (SOURCES / "tables" / "areas.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            for faction in set(row["main_factions_31jul"].split(";")) & ground:
                assert (faction, row["id"]) in placed


def test_groups_without_a_public_count_share_one_wide_prior(aleppo: Scenario) -> None:
    with (SOURCES / "tables" / "factions.csv").open(encoding="utf-8", newline="") as handle:
        unknown = {r["id"] for r in csv.DictReader(handle) if r["strength_strict_best"] == "none"}
    assert len(unknown) == 11
    priors = {
        (f.strength_low, f.strength_best, f.strength_high)
        for f in aleppo.factions
        if f.id in unknown - {"fatah_halab", "is"}
    }
    assert priors == {(300.0, 1500.0, 7500.0)}


def test_the_belt_holds_what_the_campaign_beside_it_judges_of_its_parts(aleppo: Scenario) -> None:
    rng, total = np.random.default_rng(1), np.zeros(100_000)
    for faction in load("manbij-2016").factions:
        if faction.side == "islamic_state":
            low, best, high = faction.strength_low, faction.strength_best, faction.strength_high
            spread = np.log(high / low) / (2.0 * 1.645)
            total += best * np.exp(spread * rng.standard_normal(total.size))
    belt = next(faction for faction in aleppo.factions if faction.id == "is")
    given = [belt.strength_low, belt.strength_best, belt.strength_high]
    assert given == pytest.approx(np.percentile(total, [5.0, 50.0, 95.0]), rel=0.05)


def test_the_halves_of_the_city_hold_the_people_the_strict_columns_say(aleppo: Scenario) -> None:
    total: dict[str, float] = {}
    for area in aleppo.areas:
        total[area.population_group] = total.get(area.population_group, 0.0) + area.population
    # The shares of 200,000 to 300,000 leave a tenth to the eastern parts of the divided quarters.
    assert total["east"] + total["divided"] / 2 == pytest.approx(250_000, rel=0.05)
    assert total["west"] == pytest.approx(1_150_000, rel=0.001)


def test_the_entries_can_feed_the_people_on_their_part_of_the_network(aleppo: Scenario) -> None:
    held = {row.area: row.controller for row in aleppo.control if row.date == AUGUST}
    for side in ("government", "opposition"):
        need = sum(
            area.population * (1 - area.self_supply) / 1000.0
            for area in aleppo.areas
            if held[area.id] == side
        )
        entering = sum(entry.capacity_best for entry in aleppo.entries if entry.side == side)
        assert entering > need


def test_scheduled_events_tell_the_plan_and_were_announced_in_time(aleppo: Scenario) -> None:
    later = [event for event in aleppo.events if event.date > ASSESSED]
    assert {event.id for event in later} == {
        "e041_nujaba",
        "e041_hezbollah",
        "e048_plan",
        "e057_plan",
    }
    assert all(event.scheduled for event in later)
    assert all(event.known_on is not None and event.known_on <= ASSESSED for event in later)


def test_no_military_event_is_scripted(aleppo: Scenario) -> None:
    acting = [event for event in aleppo.events if event.effect != "none"]
    assert {event.kind for event in acting} <= {"redeployment", "political", "diplomatic"}
    assert {event.effect for event in acting} <= {"arrive", "signal", "call", "rename"}
