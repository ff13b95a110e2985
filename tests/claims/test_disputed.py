"""Whoever would push an assumption helps some claims and hurts others; that is told for every perspective."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge.claims.disputed import LESS, MORE, NO_ONE_WAY, neutrality
from hinge.scenario.disputes import Dispute, DisputeFile, Perspective
from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario

CAMPAIGNS = ("aleppo-2016", "manbij-2016")
RING = load("ring")
DAY = dt.date(2001, 5, 10)


def line(parameter: str, holds_where: str, correlation: float = 0.4) -> dict[str, Any]:
    """A hinge as it stands in verdicts.json."""
    return {
        "parameter": parameter,
        "name": parameter.replace(".", " "),
        "holds_where": holds_where,
        "correlation": correlation,
        "low": correlation - 0.1,
        "high": correlation + 0.1,
    }


def verdict(claim: str, source: str, *readings: list[dict[str, Any]]) -> dict[str, Any]:
    """A verdict with what the join reads."""
    told = [{"id": f"r{number}", "hinges": lines} for number, lines in enumerate(readings)]
    return {"id": claim, "source": source, "hinges": readings[0], "readings": told}


def dispute(assumption: str, perspective: str, push: str) -> Dispute:
    """An objection."""
    return Dispute(
        id=f"{perspective}_{push}",
        assumptions=(assumption,),
        perspective=perspective,
        push=push,
        why="Because.",
        basis="judgement",
        source="judgement",
        known_on=DAY,
    )


def ring(*disputes: Dispute) -> Scenario:
    """The ring, with objections from close to either side."""
    perspectives = (
        Perspective(id="for_amber", name="close to amber", side="amber"),
        Perspective(id="for_cobalt", name="close to cobalt", side="cobalt"),
    )
    file = DisputeFile(schema=1, perspectives=perspectives, disputes=disputes)
    return replace(RING, dispute_file=file)


def sources() -> list[str]:
    return [file.source.id for file in RING.claim_files]


def test_a_push_helps_the_claims_that_hold_more_often_that_way_and_hurts_the_others() -> None:
    one, two = sources()
    found = neutrality(
        ring(
            dispute("beliefs.lag", "for_amber", "higher"),
            dispute("beliefs.*", "for_cobalt", "lower"),
        ),
        [
            verdict("D01", one, [line("beliefs.lag", "high")]),
            verdict("L01", two, [line("beliefs.lag", "low", -0.6)]),
            verdict("L02", two, [line("beliefs.lag", "middle", 0.0)]),
        ],
    )
    (leading,) = found.leading
    assert [(moved.claim, moved.raised) for moved in leading.moves] == [
        ("L01", LESS),
        ("D01", MORE),
        ("L02", NO_ONE_WAY),
    ]
    amber, cobalt = leading.pushes
    assert (amber.gain, amber.lose) == (("D01",), ("L01",))
    assert (cobalt.gain, cobalt.lose) == (("L01",), ("D01",))


def test_an_assumption_that_nobody_disputes_is_listed_as_such() -> None:
    one, _ = sources()
    found = neutrality(ring(dispute("harm.*", "for_amber", "higher")), [
        verdict("D01", one, [line("beliefs.lag", "high")]),
    ])  # fmt: skip
    assert found.unnamed == ("beliefs.lag",)
    assert found.leading[0].nobody
    assert found.to_json()["unnamed"] == ["beliefs.lag"]


def test_readings_that_part_leave_a_claim_without_one_direction() -> None:
    one, _ = sources()
    found = neutrality(ring(dispute("beliefs.lag", "for_amber", "higher")), [
        verdict("D01", one, [line("beliefs.lag", "high", 0.2)], [line("beliefs.lag", "low", -0.5)]),
    ])  # fmt: skip
    (moved,) = found.leading[0].moves
    assert moved.raised == NO_ONE_WAY
    assert moved.readings == ("r0", "r1")
    assert moved.correlation == -0.5
    assert found.leading[0].pushes[0].gain == ()


def test_what_moves_most_claims_leads() -> None:
    one, two = sources()
    found = neutrality(ring(dispute("harm.*", "for_amber", "higher")), [
        verdict("D01", one, [line("beliefs.lag", "high", 0.2), line("combat.loss_rate", "low", -0.9)]),
        verdict("L01", two, [line("beliefs.lag", "high", 0.2)]),
    ])  # fmt: skip
    assert [leading.parameter for leading in found.leading] == ["beliefs.lag", "combat.loss_rate"]


@given(
    st.lists(
        st.tuples(st.sampled_from(["high", "low", "middle", "ends"]), st.booleans()), min_size=1
    )
)
def test_turning_every_direction_round_exchanges_who_gains_and_who_loses(
    lines: list[tuple[str, bool]],
) -> None:
    turned = {"high": "low", "low": "high", "middle": "middle", "ends": "ends"}
    one, two = sources()
    scenario = ring(dispute("beliefs.lag", "for_amber", "higher"))
    found, other = (
        neutrality(
            scenario,
            [
                verdict(f"D{n:02}", one if first else two, [line("beliefs.lag", way(where))])
                for n, (where, first) in enumerate(lines)
            ],
        )
        for way in (lambda where: where, turned.__getitem__)
    )
    push, back = found.leading[0].pushes[0], other.leading[0].pushes[0]
    assert sorted(push.gain) == sorted(back.lose)
    assert sorted(push.lose) == sorted(back.gain)


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_no_side_that_speaks_is_without_a_perspective_and_each_pushes_both_ways(name: str) -> None:
    scenario = load(name)
    speak = {file.source.leans for file in scenario.claim_files} - {None}
    heard = {place.side for place in scenario.perspectives} - {None}
    assert speak <= heard
    found = neutrality(scenario, [])
    by_side = {side: [one for one in found.heard if one.side == side] for side in heard}
    for side, ones in by_side.items():
        assert sum(one.higher for one in ones) >= 1, side
        assert sum(one.lower for one in ones) >= 1, side


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_the_two_sides_that_fight_are_heard_about_as_often(name: str) -> None:
    """A list in which one side had twice as many objections would lean by its length."""
    scenario = load(name)
    fighting = [scenario.head.sides[0].id, scenario.head.sides[1].id]
    found = neutrality(scenario, [])
    counts = [sum(one.entries for one in found.heard if one.side == side) for side in fighting]
    assert min(counts) * 2 >= max(counts)


def test_whose_claims_are_judged_is_counted_by_side() -> None:
    one, two = sources()
    found = neutrality(RING, [verdict("D01", one, []), verdict("L01", two, [])])
    assert {(row.side, row.claims) for row in found.spoken} == {("amber", 1), ("cobalt", 1)}
    assert found.leading == ()
