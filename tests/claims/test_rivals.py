"""What each reading's campaigns show, and the ratios between them; no winner is named."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from claims.toys import GROUND, SCENARIO, control, course
from hinge.claims.as_json import plain
from hinge.claims.rivals import ALL_DRIVERS, RivalScores, likelihood_of, rival_scores
from hinge.scenario.rivals import ByProduct, RivalSet

DATES = {"true_on": "2001-05-14", "known_on": "2001-05-14", "source": "a diary", "floor": 0.02}
TOWN = {
    "id": "town",
    "says": "Amber took the town by 20 May.",
    "reads": {"kind": "holds", "predicate": control(when={"by": "2001-05-20"})},
    "error": {"kind": "report", "miss": 0.1, "discrepancy": 0.0},
    **DATES,
}
DAY = {
    "id": "day",
    "says": "It was on 14 May.",
    "reads": {"kind": "first", "predicate": control(when={"by": "2001-05-20"})},
    "error": {
        "kind": "days",
        "low": "2001-05-14",
        "high": "2001-05-14",
        "sd": 3,
        "discrepancy": 4,
        "never": 0.25,
    },
    **DATES,
}
DEAD = {
    "id": "dead",
    "says": "It cost 10 to 20 soldiers.",
    "reads": {"kind": "number", "measure": {"series": "killed.amber", "on": "2001-05-20"}},
    "error": {"kind": "amount", "low": 10, "high": 20, "sd": 3, "discrepancy": 4},
    **DATES,
}


def rivals(*byproducts: dict[str, object]) -> RivalSet:
    return RivalSet.model_validate(
        {
            "id": "why",
            "question": "Why did the town\nfall?",
            "byproducts": byproducts,
            "rivals": [
                {"id": name, "claim": "A01", "says": "So.", "under": ["x0"]}
                for name in ("hunger", "guns")
            ],
        }
    )


def campaigns(taken: int, *, day: int = 3, killed: float = 15.0):
    """100 campaigns; amber holds the town from ``day`` on in the first so many of them."""
    held = np.ones((100, 30, 4))
    held[:taken, day:] = 0
    return course(draws=100, held=held, values={"killed.amber": killed})


def compared(*byproducts: dict[str, object], **taken: int) -> RivalScores:
    arms = {name: campaigns(many) for name, many in ({ALL_DRIVERS: 50} | taken).items()}
    return rival_scores(SCENARIO, rivals(*byproducts), arms)


def test_each_kind_of_byproduct_weighs_a_campaign() -> None:
    some = campaigns(1, day=8, killed=25.0)

    def first(text: dict[str, object]) -> list[float]:
        found = likelihood_of(ByProduct.model_validate(text), some, GROUND)
        return [found[0], found[-1]]

    assert first(TOWN) == pytest.approx([1.0, 0.1])
    # 19 May is five days late: one error of sqrt(9 + 16)
    assert first(DAY) == pytest.approx([np.exp(-0.5), 0.25])
    assert first(DEAD) == pytest.approx([np.exp(-0.5)] * 2)


def test_nothing_counts_for_less_than_the_floor() -> None:
    far = likelihood_of(ByProduct.model_validate(DEAD), campaigns(1, killed=900.0), GROUND)
    assert far.tolist() == [0.02] * 100


def test_the_ratio_is_that_of_mean_likelihoods() -> None:
    found = compared(TOWN, hunger=80, guns=40)
    score = {one.id: one for one in found.rivals}
    assert score["hunger"].likelihood == pytest.approx(0.8 + 0.2 * 0.1)
    assert score["hunger"].shown[0].share.share == 0.8
    pair = found.ratios[0]
    assert (pair.rival, pair.against) == ("hunger", "guns")
    assert pair.ratio.value == pytest.approx(0.82 / 0.46)
    assert pair.ratio.low is not None
    assert pair.ratio.high is not None
    assert 1.0 < pair.ratio.low < 0.82 / 0.46 < pair.ratio.high
    assert found.question == "Why did the town fall?"


def test_every_pair_is_compared_and_no_winner_is_named() -> None:
    found = compared(TOWN, hunger=80, guns=40)
    assert [(one.rival, one.against) for one in found.ratios] == [
        ("hunger", "guns"),
        ("hunger", ALL_DRIVERS),
        ("guns", ALL_DRIVERS),
    ]
    assert {one.name for one in fields(found)} == {
        "id",
        "question",
        "byproducts",
        "rivals",
        "ratios",
        "flagged",
    }


def test_campaigns_that_show_two_things_together_count_more_than_those_that_show_each_apart() -> (
    None
):
    found = compared(TOWN, DAY, hunger=80, guns=40)
    assert found.rivals[0].likelihood == pytest.approx(0.8 + 0.2 * 0.1 * 0.25)


def test_a_byproduct_that_is_the_same_in_every_campaign_of_an_arm_is_flagged_and_left_out_beside() -> (
    None
):
    found = compared(TOWN, DEAD, hunger=100, guns=40)
    assert found.flagged == ("town", "dead")
    assert found.ratios[0].without is None  # nothing would be left
    more = {**DAY, "id": "other"}
    found = compared(DEAD, more, hunger=80, guns=40)
    assert found.flagged == ("dead",)
    without = found.ratios[0].without
    assert without is not None
    assert without.value == pytest.approx(found.ratios[0].ratio.value)
    assert compared(TOWN, hunger=80, guns=40).ratios[0].without is None


def test_where_hardly_any_campaign_comes_near_there_is_no_ratio() -> None:
    found = compared(
        {**TOWN, "error": {"kind": "report", "miss": 0.02, "discrepancy": 0.0}}, hunger=80, guns=5
    )
    assert found.ratios[0].ratio.value is None
    assert found.ratios[1].ratio.value is not None


def test_they_become_plain_values() -> None:
    data = plain(compared(TOWN, hunger=80, guns=40))
    assert isinstance(data, dict)
    assert data["ratios"][0]["ratio"]["value"] == pytest.approx(0.82 / 0.46, abs=1e-6)
