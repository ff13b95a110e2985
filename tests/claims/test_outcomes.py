"""Outcomes that arms are compared in: the standard ones, and those asked for by name."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from claims.toys import ASSESSED, HORIZON, control, course, reading, scenario
from hinge.claims.asked_outcomes import asked
from hinge.claims.outcomes import Outcome, standard
from hinge.errors import InputError
from hinge.scenario.patterns import PatternFile

LATE = dt.date(2001, 5, 21)
HOLDS = control(when={"on": "2001-05-21"})
MEASURE = {"series": "killed.amber", "on": "2001-05-21"}
EFFECT = {
    "with": "x0",
    "without": "baseline",
    "direction": "raises",
    "smallest_relevant": 1,
    "smallest_relevant_reason": "-",
}
DEATHS = {"series": "civilians_killed", "on": "2001-05-21"}
CLAIMS = (
    {"readings": [reading(predicate=HOLDS)]},
    {"id": "A02", "readings": [reading(effect={**EFFECT, "measure": MEASURE})]},
    {"id": "A03", "readings": [reading(effect={**EFFECT, "outcome": HOLDS})]},
    {"id": "A04", "readings": [reading(predicate=HOLDS, given=HOLDS)]},
    {"id": "A05", "readings": []},
    {
        "id": "A06",
        "readings": [
            reading(
                regret={
                    "option": "x0",
                    "against": ["baseline"],
                    "goals": [
                        {"id": "own", "says": "-", "measure": MEASURE, "direction": "lower"},
                        {
                            "id": "harm",
                            "says": "-",
                            "measure": DEATHS,
                            "direction": "lower",
                            "civilians": True,
                        },
                    ],
                }
            )
        ],
    },
    {"id": "A07", "readings": [reading(predicate=control(when={"on": "2001-05-02"}))]},
)
PATTERNS = PatternFile.model_validate(
    {
        "schema": 1,
        "patterns": [{"id": "town_held", "says": "-", "occurred": True, "predicate": HOLDS}],
    }
)
TOY = replace(scenario(CLAIMS), pattern_file=PATTERNS)


def found(*texts: str, until: dt.date = HORIZON) -> list[Outcome]:
    return list(asked(TOY, texts, ASSESSED, until))


def refusal(*texts: str, until: dt.date = HORIZON) -> InputError:
    with pytest.raises(InputError) as caught:
        asked(TOY, texts, ASSESSED, until)
    return caught.value


def test_harm_to_civilians_comes_first_and_is_told_by_author_and_by_cause() -> None:
    outcomes = standard(TOY, HORIZON)
    civilians = [one.id for one in outcomes if one.group == "civilians"]
    assert [one.id for one in outcomes][: len(civilians)] == civilians
    assert civilians[0] == "civilians_killed"
    assert {"civilians_killed_by.amber", "civilians_killed_by.unattributed"} <= set(civilians)
    assert {"civilians_killed.air_strikes", "civilians_killed.deprivation"} <= set(civilians)
    assert civilians[-1] == "displaced"


def test_every_standard_outcome_reads_the_last_day_asked_for() -> None:
    day = (LATE - ASSESSED).days
    values = {
        "civilians_killed": np.arange(30.0),
        "civilians_killed.missiles.amber": 2 * np.arange(30.0),
        "civilians_killed.missiles.cobalt": np.arange(30.0),
        "gained.amber": np.arange(30.0),
        "gained.cobalt": 1.0,
        "held_share.town.cobalt": 0.25,
    }
    recorded = course(values=values, siege=np.where(np.arange(30) % 2, 3, 2)[:, None])
    read = {one.id: one.read(recorded).tolist() for one in standard(TOY, LATE)}
    assert read["civilians_killed"] == [day] * 3
    assert read["civilians_killed.missiles"] == [3.0 * day] * 3
    assert read["areas_taken"] == [day + 1.0] * 3
    assert read["held_share.town.cobalt"] == [0.25] * 3
    assert read["siege_days.town.cobalt"] == [day] * 3  # day 0 is the start, not a day of it


def test_open_and_insecure_ways_are_no_siege() -> None:
    states = course(siege=(np.arange(30) % 4)[:, None])
    days = next(one for one in standard(TOY, HORIZON) if one.group == "sieges").read(states)
    assert days.tolist() == [14.0] * 3  # days 1 to 29: 2, 3, 6, 7 ... 26, 27


def test_a_series_is_read_on_its_date_or_on_the_last_day() -> None:
    values = {"displaced": np.arange(30.0)}
    dated, last = found("displaced@2001-05-14", "displaced")
    assert dated.read(course(values=values)).tolist() == [3.0] * 3
    assert last.read(course(values=values)).tolist() == [29.0] * 3
    assert "on 14 May 2001" in dated.says
    assert [one.id for one in found("displaced@2001-06-09", "displaced")] == ["displaced"]


def test_a_claim_gives_its_predicate_its_measure_or_its_outcome() -> None:
    held = course(held=np.array([0, 1, 0])[:, None, None], values={"killed.amber": 7.0})
    predicate, measure, outcome, pattern = found("A01", "A02", "A03.first", "town_held")
    assert predicate.read(held).tolist() == outcome.read(held).tolist() == [1.0, 0.0, 1.0]
    assert pattern.read(held).tolist() == [1.0, 0.0, 1.0]
    assert predicate.yes_no
    assert (measure.read(held).tolist(), measure.unit) == ([7.0] * 3, "persons")
    assert outcome.id == "A03.first"


def test_a_claim_of_regret_gives_every_goal_civilians_included() -> None:
    assert [one.id for one in found("A06")] == ["A06.own", "A06.harm"]


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("displacd", "unknown_outcome", "nearest: displaced"),
        ("A99", "unknown_outcome", "no outcome 'A99'"),
        ("A01.second", "unknown_outcome", "no reading 'second'"),
        ("A04", "outcome_without_number", "nothing of a single campaign"),
        ("A05", "outcome_without_number", "nothing of a single campaign"),
        ("displaced@soon", "outcome_date", "'soon' is no date"),
        ("displaced@2001-05-01", "outcome_outside", "run from 2001-05-11"),
        ("A07", "outcome_outside", "looks at 2001-05-02"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_one_message(text, rule, words) -> None:
    problems = refusal(text).problems
    assert [problem.rule for problem in problems] == [rule]
    assert words in str(problems[0])


def test_a_date_after_the_last_simulated_day_is_outside_and_all_mistakes_are_told() -> None:
    problems = refusal("A01", "town_held", "nothing", until=dt.date(2001, 5, 20)).problems
    assert [one.rule for one in problems] == ["outcome_outside"] * 2 + ["unknown_outcome"]
