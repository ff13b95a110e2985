"""Perspectives, misfits, drivers, options, harm and turning points: each section says what the verdicts say."""

from typing import Any

import numpy as np
import pytest

from hinge.analysis.intervals import Mean
from hinge.analysis.odds import odds_of_draws
from hinge.analysis.stated import Stated
from hinge.claims.verdict import Regret, Turning
from hinge.report.drivers import driver_section, moves
from hinge.report.harm_arms import harm_by_arm
from hinge.report.hits import ROWS, hits
from hinge.report.parted import parted
from hinge.report.regrets import regrets
from hinge.report.turning import turning_section
from page_reading import Node, read
from report.made import HARM, HINGE, Placed, content, reading, verdict

HALF = odds_of_draws(np.arange(100) < 50)
SCORES: dict[str, Any] = {
    "run": {"calibrated": True},
    "brier": {"model": 0.21, "no_change": 0.2, "prior_only": 0.3, "base_rate": None},
    "differences": {
        "no_change": {
            "difference": 0.01,
            "word": "too close to tell",
            "by_region": {"low": -0.02, "high": 0.04},
        },
        "prior_only": {
            "difference": -0.09,
            "word": "better",
            "by_region": {"low": None, "high": None},
        },
    },
    "outcomes": {"control_facts": 7},
    "says": ["The model is no better than no change."],
    "numbers": {
        "facts": [
            {
                "observable": "killed_cob", "first": "2001-05-20", "last": "2001-06-01",
                "record": 900.0, "unit": "persons", "median": 40.0, "interval_90": [10.0, 99.0],
                "inside_90": False,
            },
            {"inside_90": True},
        ]
    },
}  # fmt: skip


def found(markup: object) -> Node:
    return read(str(markup))


def cells(root: Node, title: str) -> list[str]:
    row = next(r for r in root.all("tr") if r.all("th") and r.all("th")[0].text == title)
    return [cell.text for cell in row.all("td")]


def test_every_claim_stands_in_one_row_of_its_perspective_with_its_count() -> None:
    verdicts = [
        verdict("A01", share=0.95),
        verdict("A02", share=0.5),
        verdict("A03", share=0.2, record="contradicts"),
        verdict("A04", share=0.1, record="agrees"),
        verdict("A05", share=None),
    ]
    for one in verdicts:
        assert sum(holds(one) for _, holds in ROWS) == 1
    root = found(hits(content(verdicts)))
    assert cells(root, "Hold in most runs or nearly all")[0].startswith("1 claim ◔ A01")
    assert "20 of 100; record contradicts" in cells(root, "Fail in most runs or nearly all")[0]
    assert "A04" in cells(root, "Model and record say opposite things")[0]
    assert cells(root, "Not simulated: by the record alone") == ["1 claim : A05"]


def test_claims_that_share_a_sentence_count_once_and_there_is_no_total() -> None:
    verdicts = [
        verdict("A01", share=0.2, record="silent", shares_sentence_with=("A02",)),
        verdict("A02", share=0.2, record="silent", shares_sentence_with=("A01",)),
        verdict("A03", share=0.2, record="silent"),
    ]
    root = found(hits(content(verdicts)))
    assert "3 claims in 2 sentences" in cells(root, "Fail in most runs or nearly all")[0]
    assert not {"total", "score:"} & set(root.text.lower().split())


def test_forecasts_that_did_no_better_than_no_change_stand_with_the_misfits() -> None:
    text = found(parted(content([verdict("A04", share=0.1)], scores=SCORES))).text
    assert "A04" in text
    assert "the model 0.210" in text
    assert "0.200 too close to tell: +0.010 (-0.020 to +0.040)" in text
    assert "0.300 better: -0.090" in text
    assert "base rate" not in text
    assert "1 of 2: Killed, Cobalt, from 20 May to 1 June 2001: the record 900 persons" in text
    assert "the runs 40 (10–99)" in text


def test_a_run_that_was_not_scored_says_how_to_score_it() -> None:
    text = found(parted(content([verdict()]))).text
    assert "have not been set against what happened" in text
    assert "hinge score FOLDER" in text


def test_an_assumption_is_ranked_by_the_claims_that_it_moves_and_names_both_values() -> None:
    one = (reading(hinges=(HINGE,)),)
    made = content(
        [verdict("A01", readings=one), verdict("A02", readings=one)],
        values={"own.odds": (1.5, 2.0, 8.0)},
        units={"own.odds": "days"},
    )
    assert [(name, len(claims)) for name, claims in moves(made.verdicts).items()] == [
        ("own.odds", 2)
    ]
    placed = Placed()
    text = found(driver_section(made, placed)).text
    assert "the odds 1.5 8 days" in text
    assert text.count("20 → 70") == 2
    assert [figure.id for figure in placed.figures] == ["drivers"]
    row = placed.figures[0].table.records()[0]
    assert (row["low"], row["high"], row["share_low"], row["share_high"]) == (
        "1.5",
        "8 days",
        20,
        70,
    )


def test_without_a_hinge_the_section_on_drivers_says_so() -> None:
    assert "No single assumption" in str(driver_section(content([verdict()]), Placed()))
    assert driver_section(content([]), Placed()) == ""


def test_options_stand_as_rows_with_regret_and_every_stated_weighting() -> None:
    regret = Regret(
        options=("x0", "baseline"),
        best=(HALF, HALF),
        regret_median=(0.1, 0.0),
        regret_90=(0.4, 0.3),
        regret_most=(0.6, 0.5),
        stated=(
            Stated("equal", (0.5, 0.5), (0.7, 0.3), (0.0, 0.1), (0.2, 0.3), (0.4, 0.6)),
            Stated(1, (0.2, 0.8), (0.1, 0.9), (0.3, 0.0), (0.6, 0.1), (0.9, 0.2)),
        ),
        pareto=("x0",),
        under_ceiling=("baseline",),
        best_under_ceiling=(HALF,),
        goals=("Lives lost.", "Ground held."),
        notes=("Weights are even.",),
    )
    placed = Placed()
    made = content([verdict("A01", readings=(reading(regret=regret),))])
    root = found(regrets(made, placed))
    rows = {row.all("th")[0].text: row for row in root.all("table")[0].all("tr")[1:]}
    title = made.scenario.interventions[0].title.strip()
    assert [cell.text for cell in rows[title].all("td")][1:] == [
        "0.1", "0.4", "0.6", "no", "above the ceiling",
    ]  # fmt: skip
    assert [cell.text for cell in rows["no intervention"].all("td")][-2:] == [
        "yes, by another option",
        "within",
    ]
    assert (
        "Among those within the ceiling of harm to civilians, best in: no intervention" in root.text
    )
    assert "Weights are even." in root.text
    shares = [(r["weighting"], r["option"], r["best"]) for r in placed.figures[0].table.records()]
    assert ("All goals alike", title, 70) in shares
    assert ("Foremost: ground held", "no intervention", 90) in shares
    assert any(node.attributes.get("id") == "regret-A01-first" for node in root.all("div"))


def test_without_a_regret_claim_there_is_no_section_of_options() -> None:
    assert regrets(content([verdict()]), Placed()) == ""


def test_an_arm_stands_once_in_the_table_of_harm_however_many_claims_rest_on_it() -> None:
    made = content([verdict("A01", civilians=(HARM,)), verdict("A02", civilians=(HARM,))])
    root = found(harm_by_arm(made))
    row = [r for r in root.all("tr") if r.attributes.get("id") == "harm-baseline-2001-06-10"]
    assert len(row) == 1
    assert "no intervention to 10 June 2001" in row[0].text
    assert "Amber 100 (30–250)" in row[0].text
    assert "air strikes 120 (40–300)" in row[0].text
    assert harm_by_arm(content([verdict()])) == ""


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.0, "no turning point (so)"), (0.6, "a turning point in 60 of 100 refits (so)")],
)
def test_a_turning_claim_is_told_in_words(share: float, words: str) -> None:
    mean = Mean(0.25, 0.1, 0.4)
    turn = Turning(mean, Mean(0.2, 0.1, 0.3), mean, "2001-05-20", 0.5, 0.1)
    parts = {"share": share, "low": share, "high": share, "word": "so", "test": "turning"}
    made = content([verdict(readings=(reading(turning=turn, **parts),))])
    text = found(turning_section(made, Placed())).text
    assert f"A01 {words}" in text
    assert (
        "It settles 25 of 100 parts of the doubt (95 % interval 10 to 40), an ordinary campaign 20."
        in text
    )


def test_nothing_is_said_of_turning_where_no_claim_asks_and_no_outcome_is_open() -> None:
    assert turning_section(content([verdict()]), Placed()) == ""
