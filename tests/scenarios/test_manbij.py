"""A second campaign, from files alone: complete, free of later knowledge, and its siege is found."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from hinge.claims.plan import plan
from hinge.scenario.load import load, shipped
from hinge.scenario.map_reader import read_map
from hinge.scenario.scenario import Scenario
from hinge.scenario.series import series_names
from replays import Replay

ROOT = Path(__file__).parents[2]
MADE = ROOT / "src" / "hinge" / "scenarios" / "manbij-2016"
SOURCES = ROOT / "scenario-sources" / "manbij-2016"
START, ASSESSED = dt.date(2016, 5, 31), dt.date(2016, 7, 15)
STATES = ("open", "insecure", "closed_by_fire", "closed")
BUILT = ("areas", "links", "control", "observations", "outcomes")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DATED = re.compile(rf"(?:(\d{{1,2}}) )?({'|'.join(MONTHS)})[a-z]* (20\d\d)")
PARTISAN = re.compile(
    r"terror|\bregime|liberat|jihad|\bmilitants?\b|\brebels?\b|mercenar|martyr|takfir|da.?esh",
    re.IGNORECASE,
)
SIDES_OF_SOURCES = {
    "attackers": {"garver", "council", "sputnik", "centcom_june", "centcom_july"},
    "defenders": {"spokesman_of_is", "reuters_counterattack"},
    "turkey": {"turkish_minister", "turkish_press"},
    "monitors": {"sohr", "snhr", "ocha"},
}


@pytest.fixture(scope="module")
def manbij() -> Scenario:
    return load("manbij-2016")


def dates_in(citation: str) -> list[dt.date]:
    """Return the dates in a citation; a month without a day counts from its first day."""
    return [
        dt.date(int(year), MONTHS.index(month) + 1, int(day or 1))
        for day, month, year in DATED.findall(citation)
    ]


def test_it_comes_with_hinge_beside_the_others() -> None:
    assert set(shipped()) >= {"aleppo-2016", "manbij-2016", "ring"}


def test_it_says_what_it_is_and_what_it_leaves_out(manbij: Scenario) -> None:
    assert manbij.head.start == START
    assert manbij.head.assessment_date == ASSESSED
    assert 20 <= len(manbij.areas) <= 40
    assert len(manbij.head.leaves_out) >= 5


def test_the_scripts_make_the_committed_files(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(SOURCES / "build.py"), str(tmp_path)], check=True)
    for name in BUILT:
        assert (tmp_path / f"{name}.csv").read_bytes() == (MADE / f"{name}.csv").read_bytes(), name


def test_every_area_is_drawn_once(manbij: Scenario) -> None:
    shapes = read_map((MADE / "map.geojson").read_bytes())
    assert [shape.id for shape in shapes] == [area.id for area in manbij.areas]
    off = {
        feature["properties"]["id"]
        for feature in json.loads((MADE / "map.geojson").read_text("utf-8"))["features"]
        if feature["properties"]["off_map"]
    }
    assert off == {area.id for area in manbij.areas if area.terrain == "off_map"}


def test_the_counts_of_a_period_are_the_sums_of_its_events() -> None:
    """By hand: 31 May to 15 July, dated at least within a week, killed of the attackers' side."""
    with (SOURCES / "ucdp" / "events.csv").open(encoding="utf-8", newline="") as handle:
        events = list(csv.DictReader(handle))
    killed = sum(
        int(row["deaths_b"])
        for row in events
        if row["side_b"] == "SDF"
        and "2016-05-31" <= row["date_start"] <= "2016-07-15"
        and row["date_prec"] in "12"
    )
    with (MADE / "observations.csv").open(encoding="utf-8", newline="") as handle:
        made = {row["id"]: row for row in csv.DictReader(handle)}
    assert made["o20"]["value"] == str(killed) == "94"
    low, best, high = (float(made["o17"][key]) for key in ("low", "value", "high"))
    assert low <= 0.76 * best
    assert high >= 1.24 * best


def test_nothing_known_later_sets_anything(manbij: Scenario) -> None:
    """What is left of a strict load was public by the assessment date, and true by then."""
    tables = (
        *manbij.areas,
        *manbij.links,
        *manbij.control,
        *manbij.factions,
        *manbij.coalitions,
        *manbij.formations,
        *manbij.facilities,
        *manbij.entries,
        *manbij.sponsors,
        *manbij.strike_assets,
        *manbij.events,
    )
    assert all(row.known_on and row.known_on <= ASSESSED for row in tables)
    assert all(
        prior.known_on <= ASSESSED
        for prior in manbij.parameters
        if prior.about == "campaign" and prior.known_on
    )
    assert {row.id for row in manbij.observations}.isdisjoint({"o17", "o18", "o19", "o20"})
    assert all((row.date_end or row.date_start) > ASSESSED for row in manbij.outcomes)


def test_citations_that_set_something_are_not_of_a_later_day() -> None:
    for path in sorted(MADE.glob("*.csv")):
        if path.stem in {"outcomes", "observations", "posterior"}:
            continue
        with path.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                assert all(day <= ASSESSED for day in dates_in(row["source"])), (path.name, row)


def test_claims_come_from_opposed_sources_and_every_one_is_put_to_a_test(
    manbij: Scenario,
) -> None:
    ids = {file.source.id for file in manbij.claim_files}
    assert all(ids >= sources for sources in SIDES_OF_SOURCES.values())
    for claim in manbij.claims:
        if claim.encoded:
            assert claim.readings or claim.test == "record", claim.id
        else:
            assert claim.reason.startswith("Cannot be tested here:"), claim.id
    assert sum(claim.encoded for claim in manbij.claims) >= 10
    assert len({claim.test for claim in manbij.claims}) >= 9
    assert {need.start for need in plan(manbij)} == {"assessment", "campaign"}


def test_rival_claims_on_one_matter_stand_side_by_side(manbij: Scenario) -> None:
    families: dict[str, set[str]] = {}
    for file in manbij.claim_files:
        for claim in file.claims:
            families.setdefault(claim.family, set()).add(file.source.id)
    for family in ("who attacks", "fall of the city", "people", "harm", "civilians"):
        assert len(families[family]) >= 2, family


def test_evidence_was_public_on_the_claims_own_date(manbij: Scenario) -> None:
    for file in manbij.claim_files:
        for claim in file.claims:
            assert claim.assessed_on == file.source.date <= ASSESSED, claim.id
            for evidence in (*claim.evidence_for, *claim.evidence_against):
                days = dates_in(evidence.source)
                assert days, f"{claim.id}: no date in {evidence.source}"
                assert max(days) <= claim.assessed_on, f"{claim.id}: {evidence.source}"
            if claim.encoded and claim.test != "record":
                assert claim.evidence_for, claim.id
                assert claim.evidence_against, claim.id
                assert len(claim.leaves_out.split()) >= 8, claim.id


def test_our_own_words_are_neutral(manbij: Scenario) -> None:
    prose = [
        text
        for claim in manbij.claims
        for text in (
            claim.paraphrase,
            claim.leaves_out,
            claim.record.text,
            *(reading.says for reading in claim.readings),
            *(evidence.text for evidence in (*claim.evidence_for, *claim.evidence_against)),
        )
    ]
    prose += [text for what_if in manbij.interventions for text in (what_if.title, what_if.says)]
    prose += [event.text for event in manbij.events]
    prose += [faction.name for faction in manbij.factions]
    assert not [text for text in prose if PARTISAN.search(text)]


def test_what_ifs_pull_levers_of_both_sides(manbij: Scenario) -> None:
    assert {what_if.id for what_if in manbij.interventions} >= {
        "no_coalition_air",
        "no_encirclement_forbidden",
        "no_relief_attacks",
        "relief_doubled",
        "way_out",
        "support_withdrawn",
    }


@pytest.mark.parametrize(("day", "recorded"), [(START, "open"), (ASSESSED, "closed")], ids=str)
def test_the_siege_of_the_city_is_found_as_recorded(
    manbij: Scenario, day: dt.date, recorded: str
) -> None:
    """It follows from lines, roads and fire; no file says it."""
    draws = 16
    replay = Replay(manbij, day, draws=draws)
    pairs = [f"{region.id}.{side}" for region in manbij.regions for side in region.watch]
    found = Counter(
        STATES[int(replay.run(0, draw).siege[0, pairs.index("city.islamic_state")])]
        for draw in range(draws)
    )
    assert found[recorded] == draws, found


@pytest.mark.parametrize("start", [START, ASSESSED], ids=str)
def test_a_few_days_run_in_plain_python_and_persons_are_conserved(
    manbij: Scenario, start: dt.date
) -> None:
    replay = Replay(manbij, start, draws=1)
    forces = replay.state().forces
    began = forces.strength + forces.killed
    for _, state in replay.days(4):
        forces = state.forces
        gone = forces.killed + forces.wounded + forces.captured + forces.left + forces.redirected
        np.testing.assert_array_equal(forces.strength + gone, began + forces.arrived)


def test_deaths_of_every_author_are_on_record(manbij: Scenario) -> None:
    names = series_names(manbij)
    records = Replay(manbij, ASSESSED, draws=1).run(6)
    value = dict(zip(names, records.series[-1], strict=True))
    authors = [name for name in names if name.startswith("civilians_killed_by.")]
    assert len(authors) == len(manbij.head.sides) + 1
    assert sum(value[name] for name in authors) == value["civilians_killed"]


def test_borders_of_the_map_are_shared_by_two_areas_at_most() -> None:
    edges: Counter[frozenset[tuple[float, float]]] = Counter()
    for shape in read_map((MADE / "map.geojson").read_bytes()):
        for polygon in shape.polygons:
            for ring in polygon:
                edges.update(frozenset((one, other)) for one, other in itertools.pairwise(ring))
    assert max(edges.values()) == 2
    assert sum(times == 2 for times in edges.values()) > 100
