"""A claim is one short row, the same words and counts as its verdict, and everything else unfolds below it."""

import numpy as np
import pytest

from hinge.analysis.intervals import Mean
from hinge.analysis.odds import odds_of_draws
from hinge.analysis.spread import Spread
from hinge.claims.civilians import Change, HarmDifference
from hinge.claims.verdict import Conditional, Effect
from hinge.claims.verdict_hinges import BreakingPoint, RestsOn
from hinge.claims.verdict_three import Added, Number, ThreeNumbers
from hinge.report.claims_table import NO_SHARE, claims_table
from hinge.scenario.claim_records import Evidence
from page_reading import Node, read
from report.made import HARM, HINGE, content, reading, verdict

HOSTILE = '</td><script>alert(1)</script>"&lt;'
HALF = odds_of_draws(np.arange(100) < 50)


def rows(*verdicts: object) -> dict[str, Node]:
    root = read(str(claims_table(content(verdicts))))  # type: ignore[arg-type]
    return {r.attributes["data-claim"]: r for r in root.all("tr") if "data-claim" in r.attributes}


def row(**parts: object) -> Node:
    return rows(verdict(**parts))["A01"]


def cell(row: Node, kind: str) -> Node:
    return next(c for c in row.all("td") if kind in c.attributes["class"].split())


def test_every_claim_has_one_row_whatever_came_of_it() -> None:
    found = rows(
        verdict("A01"),
        verdict("A02", share=None, test="record", reason=NO_SHARE),
        verdict("A03", share=None, word="cannot be tested here", reason="Too few."),
    )
    assert sorted(found) == ["A01", "A02", "A03"]
    assert "1 piece" not in found["A03"].text
    assert "cannot be tested here Too few." in cell(found["A03"], "model").text
    assert "0 pieces of evidence for, 0 against" in cell(found["A02"], "model").text


def test_a_row_shows_word_circle_count_and_interval_of_its_verdict() -> None:
    text = cell(row(share=0.2), "model").text
    assert text == "◔ fails in most 20 of 100 (10–30)"


def test_the_strip_has_its_dot_at_the_share_and_its_bar_over_the_interval() -> None:
    svg = cell(row(share=0.2), "model").all("svg")[0]
    assert svg.all("circle")[0].attributes["cx"] == "24"
    bar = next(p for p in svg.all("path") if p.attributes["class"] == "span")
    assert bar.attributes["d"] == "M14,6H34"


def test_filters_find_source_step_record_and_family_in_the_row() -> None:
    found = row(share=0.95).attributes
    assert found["id"] == "claim-A01"
    assert (found["data-source"], found["data-word"], found["data-record"]) == (
        "letter",
        "4",
        "agrees",
    )
    assert found["data-family"] == "family of A01"
    assert row(share=None).attributes["data-word"] == "none"


def test_what_a_verdict_hinges_on_stands_once_in_the_row_and_its_word_is_short() -> None:
    word = "hinges on the odds"
    readings = (reading(share=0.5, low=0.4, high=0.6, n=100, word=word, hinges=(HINGE,)),)
    found = row(share=0.5, word=word, symbol="◑", hinges=(HINGE,), readings=readings)
    assert cell(found, "model").text.startswith("◑ hinges on … 50 of 100")
    assert cell(found, "on").text == "the odds 20 → 70"
    assert word in cell(found, "more").text
    assert cell(row(), "on").text == "no single assumption"


def test_a_breaking_point_stands_in_the_row_in_few_words_and_below_with_both_values() -> None:
    point = BreakingPoint(
        "own.odds", "the odds", "persons", "rises", 9.0, 4.0, 0.8, 0.9, 0.5, 0.4, 0.6, "◑", "half",
    )  # fmt: skip
    readings = (reading(rests_on=RestsOn(breaking_point=point), hinges=(HINGE,)),)
    found = row(hinges=(HINGE,), readings=readings)
    assert cell(found, "on").text.endswith("◑ if it rises to 9 persons")
    assert "where the odds rises from 4 persons to 9 persons" in cell(found, "more").text
    assert (
        "lowest quarter 20 (10–30), highest quarter 70 (60–80) of 100" in cell(found, "more").text
    )


def test_civilian_harm_stands_beside_a_verdict_that_concerns_force() -> None:
    found = cell(row(civilians=(HARM,)), "harmed")
    assert found.text == "120 40–300"
    assert found.all("a")[0].attributes["href"] == "#harm-baseline-2001-06-10"
    assert cell(row(), "harmed").text == "—"


def test_beside_an_effect_stands_the_difference_in_harm_by_every_author() -> None:
    killed = Change("all", "all authors", Mean(12.0, -3.0, 27.0))
    by = (Change("amber", "Amber", Mean(12.0, 1.0, 23.0)),)
    harm = HarmDifference("baseline", "x0", HARM.until, killed, by, killed)
    effect = Effect("baseline", "x0", "areas", Mean(2.0, 1.0, 3.0), HALF, False, 0, None, harm)
    found = row(civilians=(HARM,), readings=(reading(effect=effect),))
    assert cell(found, "harmed").text == "+12 a run -3 to +27"
    assert "by Amber +12 (95 % interval 1 to 23)" in cell(found, "more").text
    assert "As much the other way: 50 of 100" in cell(found, "more").text


def test_a_conditional_says_how_often_its_condition_occurs() -> None:
    text = cell(row(readings=(reading(conditional=Conditional(HALF, None)),)), "more").text
    assert "The condition occurs in 50 of 100" in text
    assert "Without it" not in text


def test_three_numbers_and_both_kinds_of_spread_unfold_for_every_reading() -> None:
    three = ThreeNumbers(
        Number(None, "nothing is simulated"), Number(HALF), Number(HALF), None,
        Added(Mean(0.0, -0.05, 0.05), "nothing"), "",
    )  # fmt: skip
    parts = {"share": 0.5, "low": 0.4, "high": 0.6, "n": 100, "word": "so", "draws": 50}
    one = reading(three=three, spread=Spread(0.25, 0.1, 0.4, 0.75), **parts)
    text = cell(row(readings=(one, one)), "more").text
    assert text.count("none: nothing is simulated") == 2
    assert text.count("The record added nothing that shows (-5 to +5 points).") == 2
    assert text.count("25 % (10–40) is assumption (draws differ), 75 % chance within a draw.") == 2
    assert "n = 100, 50 parameter draws." in text


def test_evidence_record_and_what_is_left_out_unfold_with_their_sources() -> None:
    text = cell(
        row(
            evidence_for=(Evidence(text="Seen.", source="scouts"),),
            evidence_against=(Evidence(text="Not seen.", source="others"),),
            leaves_out="The weather.",
        ),
        "more",
    ).text
    for part in ("Seen. scouts", "Not seen. others", "So it went. a paper", "The weather."):
        assert part in text


def test_claims_of_one_sentence_point_to_each_other_where_both_are_there() -> None:
    found = rows(
        verdict("A01", shares_sentence_with=("A02", "A09")),
        verdict("A02", shares_sentence_with=("A01",)),
    )
    links = [a.attributes["href"] for a in found["A01"].all("a")]
    assert links == ["#claim-A02"]


@pytest.mark.parametrize("field", ["quote", "paraphrase", "sentence", "record_text", "leaves_out"])
def test_whatever_a_text_says_it_stays_text(field: str) -> None:
    found = row(**{field: HOSTILE})
    assert not found.all("script")
    assert " ".join(HOSTILE.split()) in found.text
