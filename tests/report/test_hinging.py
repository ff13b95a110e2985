"""What a verdict rests on stands on the page in words, with its numbers and intervals."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hinge.analysis.intervals import Mean
from hinge.claims.as_json import plain
from hinge.claims.verdict_hinges import (
    BestFact,
    Bounds,
    BreakingPoint,
    Explains,
    FlipRegion,
    RestsOn,
)
from hinge.cli.verdict_lines import _named
from hinge.report.claims_table import _hinge, breaks_words
from hinge.report.hinging import breaks_at, hinging
from page_reading import read

POINT = BreakingPoint(
    "a.b",
    "the size",
    "persons",
    "falls",
    800.0,
    1000.0,
    0.3,
    0.52,
    0.6,
    0.5,
    0.66,
    "◑",
    "about half",
)
REGION = FlipRegion(
    "fails",
    (
        Bounds("a.b", "the size", "persons", 100.0, None, 1e-6, 0.9),
        Bounds("a.c", "the skill", "factor", None, 0.5, 1e-6, 0.8),
        Bounds("a.d", "the road", "km", 2.0, 3.0, 1e-6, 0.7),
    ),
    density=0.7, coverage=0.6, mass=0.2, share_inside=0.3, share_outside=0.9,
    density_elsewhere=0.65, symbol="◔",
)  # fmt: skip
FACT = BestFact("a.b", "the size", Mean(0.2, 0.15, 0.25), 0.6, 0.005)
PART = Explains("a.b", "the size", Mean(0.4, 0.2, 0.6), luck_removed=True)


def made(found: RestsOn) -> Any:
    return plain(found)


def test_everything_found_has_a_line() -> None:
    lines = list(hinging(made(RestsOn((PART,), REGION, POINT, FACT))))
    assert len(lines) == 4
    assert lines[0] == (
        "Of the variance between draws (luck taken out), explained by itself: the size 40 % (20 to 60)."
    )
    assert lines[1].startswith(
        "Where it flips: it fails in 70 of 100 campaigns (in draws not searched 65) where the size is "
        "above 100 persons, the skill is below 0.5 and the road is from 2 to 3 km."
    )
    assert "20 of 100 campaigns, and 60 of 100 of those in which it fails" in lines[1]
    assert "Named again in 90, 80 and 70 of 100 resamples." in lines[1]
    assert "◑ where the size falls from 1,000 persons to 800 persons (quantile 30" in lines[2]
    assert "0.52 standard deviations" in lines[2]
    assert "by 20 points on average (95 % interval 15 to 25), to another word in 60" in lines[3]


def test_no_breaking_point_is_an_answer_where_something_stands_out() -> None:
    lines = list(hinging(made(RestsOn((PART,)))))
    assert lines[1] == "No credible change of one assumption is shown to move it a step."
    assert list(hinging(made(RestsOn()))) == []


def test_the_summary_marks_the_assumption_that_breaks_it() -> None:
    rests = made(RestsOn((PART,), None, POINT))
    verdict = {"readings": [{"rests_on": rests}]}
    assert breaks_at(rests) == "◑ below 800 persons"
    assert breaks_at(None) == ""
    hinge = {"parameter": "a.b", "name": "the size"}
    assert _named(hinge, verdict) == "the size (◑ below 800 persons)"
    assert _named({"parameter": "a.c", "name": "the skill"}, verdict) == "the skill"
    assert _named(hinge, {"readings": [{}]}) == "the size"


def test_a_hinge_that_matters_in_the_middle_shows_its_middle() -> None:
    ends = {"lowest": {"value": 0.2}, "highest": {"value": 0.3}, "middle": {"value": 0.8}}
    shown = [
        read(_hinge({"name": "the size", "holds_where": where, **ends})[1]).text
        for where in ("middle", "high")
    ]
    assert shown == ["20 → 80 → 30", "20 → 30"]


def test_a_breaking_point_is_a_short_phrase() -> None:
    rests = made(RestsOn((PART,), None, POINT))
    assert breaks_words(rests, ["the size"]) == "◑ if it falls to 800 persons"
    assert breaks_words(rests, ["the size", "the skill"]) == "◑ if the size falls to 800 persons"
    there = made(RestsOn((PART,), None, replace(POINT, value=1000.0)))
    assert breaks_words(there, ["the size"]) == (
        "◑ as soon as it is below 1,000 persons, its middle value"
    )
    assert breaks_words(made(RestsOn((PART,))), []) == breaks_words(None, []) == ""
