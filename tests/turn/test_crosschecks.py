"""Shares found in other ways, and the window that a claim names."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from hinge.analysis.branching import gather
from hinge.analysis.process import Branches
from hinge.analysis.weighing import Version
from hinge.scenario.load import load
from hinge.turn.asked import chosen
from hinge.turn.campaign import Campaigns, Wanted, campaigns
from hinge.turn.crosschecks import RECORDED, crosschecks, features_of, recorded
from hinge.turn.result import _claimed, result_of
from hinge.turn.shown import Shown
from hinge.turn.words import checks_words, claimed_words

ASKED = Wanted(outcomes=("D02",), paths=103, lines=4, every=15, seed=2)


@pytest.fixture(scope="module")
def found() -> Campaigns:
    return campaigns(load("ring"), ASKED, 1)


@pytest.fixture(scope="module")
def branches(found: Campaigns) -> Branches:
    return gather(found.process, found.paths, found.grid, found.wanted.branches)


def seen(found: Campaigns) -> Shown:
    return Shown(np.ones(found.arm.days), 0.0, {}, 0.0)


def test_the_paths_are_the_first_of_the_recorded_campaigns(found, branches) -> None:
    runs = recorded(found, branches.days, 1)
    assert runs.features.shape == (RECORDED, branches.days.size, len(runs.names))
    assert np.array_equal(runs.ends[: branches.path.size], branches.own[:, 0])


def test_recorded_campaigns_do_not_depend_on_the_threads(found, branches) -> None:
    one, two = (recorded(found, branches.days, workers) for workers in (1, 2))
    assert np.array_equal(one.features, two.features)
    assert np.array_equal(one.ends, two.ends)


def test_other_estimators_settle_all_of_the_doubt(found, branches) -> None:
    checks = crosschecks(found, branches, 1)
    assert [one["estimator"] for one in checks["estimators"]] == ["pair", "assisted"]
    for one in checks["estimators"]:
        total = one["parameter_share"] + sum(row["share"] for row in one["shares"])
        assert total == pytest.approx(1.0)
        assert one["worst"] < 4.0
    assert checks["analyst"]["shown"] <= 1.0


def test_an_outcome_that_never_varies_has_nothing_to_check(found, branches) -> None:
    never = replace(branches, own=branches.own * 0.0, ends=branches.ends * 0.0)
    assert crosschecks(found, never, 1) == {"estimators": [], "analyst": None}


def test_what_is_learned_from_is_of_the_outcomes_places_and_of_all_sides(found) -> None:
    names = features_of(found.outcomes[0], found.process.layout)
    assert {name.split(".")[0] for name in names} == {
        "held_share", "flow_share", "strength", "reserve", "siege",
    }  # fmt: skip
    assert {name.split(".")[1] for name in names if name.startswith("held_share")} == {"pocket"}


def test_a_claim_about_a_turning_point_names_its_days_and_what_to_learn_from() -> None:
    first = chosen(load("aleppo-2016"), "A01")[0]
    assert first.window == (dt.date(2016, 8, 9), dt.date(2016, 9, 15))
    assert "siege.east.opposition" in first.features
    assert chosen(load("ring"), outcomes=("D02",))[0].window is None


def test_the_days_that_a_claim_names_are_weighed_by_themselves(found, branches) -> None:
    day = found.arm.start
    window = (day + dt.timedelta(days=16), day + dt.timedelta(days=30))
    main = replace(found.outcomes[0], window=window)
    named = replace(found, outcomes=(main, *found.outcomes[1:]))
    result = result_of(named, branches, seen(named))
    assert result["claimed"]["window"]["first"] == 16
    assert result["claimed"]["window"]["last"] == 30
    assert claimed_words(result).startswith("The claim's own days, from ")
    result["claimed"]["weighed"][0]["failed"].append("scripted")
    assert ", since the script acts on each of them. They settle" in claimed_words(result)
    before = replace(main, window=(day - dt.timedelta(days=9), day - dt.timedelta(days=2)))
    early = replace(found, outcomes=(before, *found.outcomes[1:]))
    assert _claimed(early, [Version("as asked", branches)]) is None
    plain = result_of(found, branches, seen(found))
    assert plain["claimed"] is None
    assert claimed_words(plain) == ""


def test_how_often_ordinary_campaigns_name_a_day_is_published(found, branches) -> None:
    result = result_of(found, branches, seen(found))
    result["crosschecks"] = crosschecks(found, branches, 1)
    assert 0.0 <= result["alarms"]["share"] <= 0.05
    assert "200 tried" in checks_words(result)
    assert "at most: pairs of branches" in checks_words(result)
