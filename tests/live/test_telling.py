"""What a page is told beside pictures: the description, one campaign, why an area and a claim look so."""

from __future__ import annotations

import base64
import json

import numpy as np
import pytest

from hinge.errors import InputError
from hinge.live.levers import controls, lever_words
from hinge.live.shown import live_claims, wanted_series
from hinge.scenario.load import load
from hinge.scenario.patch import do

CONVOYS = ["relief_convoys:from=2001-06-20"]


@pytest.fixture(scope="module")
def aleppo():
    return load("aleppo-2016")


def decoded(coded: dict) -> np.ndarray:
    """The array behind ``map_data.coded``."""
    raw, out, place = base64.b64decode(coded["data"]), [], 0
    while place < len(raw):
        if raw[place] == 0:
            out += [0] * raw[place + 1]
            place += 2
        else:
            out.append(raw[place])
            place += 1
    return np.cumsum(np.array(out, np.uint8).reshape(coded["shape"]), axis=-1, dtype=np.uint8)


def test_the_description_is_json_and_names_everything_that_can_be_moved(ring) -> None:
    told = json.loads(json.dumps(ring.describe(), allow_nan=False))
    assert [one["id"] for one in told["interventions"]] == [
        plan.id for plan in ring.scenario.interventions
    ]
    assert told["days"] == 62
    assert told["outcome"] in {one["id"] for one in told["outcomes"]}
    for one in told["mechanisms"]:
        assert do(ring.scenario, one["id"]).pulled
    for one in told["assumptions"]:
        assert one["least"] <= one["low"] <= one["median"] <= one["high"] <= one["most"]
        for value in (one["least"], one["median"], one["most"]):
            assert do(ring.scenario, f"set:{one['id']}={value}").pulled


def test_assumptions_that_go_with_an_outcome_come_first(ring) -> None:
    close = [abs(one["correlation"]) for one in ring.describe()["assumptions"]]
    assert close == sorted(close, reverse=True)


def test_every_reading_is_tested_live_or_says_why_not(aleppo) -> None:
    from hinge.live.shown import elsewhere

    live = {one.id for one in live_claims(aleppo)}
    other = {f"{c.id}.{r.id}" for c, r, _ in elsewhere(aleppo) if r is not None}
    every = {f"{claim.id}.{r.id}" for claim in aleppo.claims for r in claim.readings}
    assert live | other == every
    assert not live & other
    assert all(why for *_, why in elsewhere(aleppo))
    effect = next(why for claim, _, why in elsewhere(aleppo) if claim.id == "A17")
    assert effect == "It compares two arms: run hinge assess."


def test_every_intervention_of_aleppo_is_a_control_in_words(aleppo, ring) -> None:
    from hinge.claims.names import Names

    names = Names.of(aleppo)
    for plan, control in zip(aleppo.interventions, controls(aleppo, names), strict=True):
        assert control["levers"] == [lever_words(one, aleppo, names) for one in plan.levers]
        assert not any("_" in text for text in control["levers"]), control["levers"]
        size = control["size"]
        if size is not None:
            assert size["low"] <= size["default"] <= size["high"]
            for value in (size["low"], size["default"], size["high"]):
                assert do(aleppo, f"{plan.id}:size={value}").pulled
        assert control["dated"] or control["from"] is None


def test_levers_that_want_one_thing_two_ways_are_told(aleppo) -> None:
    from hinge.claims.names import Names

    told = {one["id"]: one["clashes"] for one in controls(aleppo, Names.of(aleppo))}
    assert "border_fear_only" in told["border_support_stops"]
    assert told["no_russian_air"] == []
    for name, others in told.items():
        assert all(name in told[other] for other in others)


def test_only_series_that_something_reads_are_kept(ring) -> None:
    wanted = wanted_series(ring.scenario)
    assert set(wanted) | {"deprived"} == set(ring.machine.layout.series)


def test_one_campaign_is_its_row_and_its_log_tells_every_turn_of_the_ground(ring) -> None:
    told = ring.campaign([], 2)
    held = ring.machine.kept.block.control[2]
    assert np.array_equal(decoded(told["course"]["control"]), (held + 1).T)
    turns = {day for day in range(1, held.shape[0]) if np.any(held[day] != held[day - 1])}
    ground = {
        day["day"] for day in told["log"] for entry in day["entries"] if entry["kind"] == "ground"
    }
    assert ground == turns
    areas = sum(len(e["areas"]) for d in told["log"] for e in d["entries"] if e["kind"] == "ground")
    assert areas == int((held[1:] != held[:-1]).sum())
    assert told["apart"] is None
    assert told["label"] == f"Run 3 of {ring.runs}: one possible course"


def test_a_changed_campaign_says_from_which_day_on_it_goes_its_own_way(ring) -> None:
    apart = [ring.campaign(CONVOYS, run)["apart"] for run in range(6)]
    assert all(day is None or day > 35 for day in apart)
    assert any(day is not None for day in apart)


def test_a_run_that_there_is_not_is_refused(ring) -> None:
    with pytest.raises(InputError):
        ring.campaign([], ring.runs)


def test_an_area_tells_who_holds_it_and_what_it_is_joined_to(ring) -> None:
    told = ring.why_area(CONVOYS, "gate", 50, run=1)
    assert sum(row["runs"] for row in told["holders"]) == ring.runs
    assert told["holders"] == sorted(told["holders"], key=lambda row: -row["runs"])
    joined = {row["area"] for row in told["joined"]}
    links = {(link.a, link.b) for link in ring.scenario.links}
    assert joined == {b if a == "gate" else a for a, b in links if "gate" in (a, b)}
    assert told["history"][0]["day"] == 0
    assert sum(told["changes"]["days"]) >= told["changes"]["runs"]


def test_the_ways_into_a_region_are_told_of_the_areas_in_it(ring) -> None:
    region = next(one for one in ring.scenario.regions if one.watch)
    told = ring.why_area([], region.areas[0], 30)
    ways = {(row["region"], row["side"]) for row in told["sieges"]}
    assert (region.id, region.watch[0]) in ways
    for row in told["sieges"]:
        assert sum(row["shares"].values()) == pytest.approx(1.0, abs=1e-5)


def test_a_claim_tells_its_readings_and_examples_of_both(ring) -> None:
    told = ring.why_claim(CONVOYS, "D02")
    claim = next(one for one in ring.scenario.claims if one.id == "D02")
    assert told["paraphrase"] == claim.paraphrase
    assert [row["reading"] for row in told["readings"]] == [one.id for one in claim.readings]
    for row in told["readings"]:
        assert not set(row["holds_in"]) & set(row["fails_in"])
        assert row["hinges"] or row["note"]
    alone = ring.why_claim(CONVOYS, "D02.lasting")
    assert [row["reading"] for row in alone["readings"]] == ["lasting"]


def test_a_claim_that_is_not_tested_live_says_why(ring) -> None:
    told = ring.why_claim([], "D03")
    assert told["readings"] == []
    assert told["elsewhere"][0]["why"] == "It compares two arms: run hinge assess."


@pytest.mark.parametrize("claim", ["Z99", "D02.nothing"])
def test_a_claim_that_there_is_not_is_refused(ring, claim: str) -> None:
    with pytest.raises(InputError):
        ring.why_claim([], claim)


def test_of_one_campaign_no_assumption_is_named(ring) -> None:
    told = ring.why_claim([], "D02", branch={"run": 1, "day": 20})
    assert all(row["hinges"] == [] for row in told["readings"])
