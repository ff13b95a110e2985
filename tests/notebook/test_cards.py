"""Verdicts, comparisons and turning points in a notebook say what their files say."""

import re

import pytest

import hinge
from hinge.claims.compare_words import difference
from hinge.errors import InputError
from hinge.turn.words import civilians_words, ruling_words


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("&#x27;", "'").split())


def test_an_assessment_shows_every_claim_and_the_civilians(assessment) -> None:
    said = words(assessment._repr_html_())
    for verdict in assessment.verdicts:
        assert verdict["id"] in said
        if verdict["share"] is not None:
            share, low, high = (round(100 * verdict[key]) for key in ("share", "low", "high"))
            assert f"{share} of 100 ({low}–{high})" in said
    assert "Civilians , all sides: killed" in said
    assert "not probabilities of history" in said


def test_a_verdict_is_found_by_its_id_and_shows_itself(assessment) -> None:
    verdict = assessment["D02"]
    stored = next(one for one in assessment.verdicts if one["id"] == "D02")
    assert dict(verdict) == stored
    assert verdict["share"] == stored["share"]
    said = words(verdict._repr_html_())
    for field in ("quote", "paraphrase", "sentence", "record_text"):
        assert " ".join(stored[field].split()) in said
    assert str(verdict).endswith(f"The record: {stored['record']}.")
    assert assessment.verdict("D02")["id"] == "D02"


def test_an_assessment_is_gone_through_in_the_order_of_its_files(assessment) -> None:
    assert [one["id"] for one in assessment] == [one["id"] for one in assessment.verdicts]
    for one in assessment:
        assert one["paraphrase"].replace("'", "") in words(one._repr_html_()).replace("'", "")


def test_a_claim_that_was_not_tested_is_refused_with_the_nearest(assessment) -> None:
    with pytest.raises(InputError, match="no verdict on 'Z99'"):
        assessment["Z99"]


def test_a_comparison_shows_every_outcome_with_its_difference(campaign) -> None:
    found = campaign.compare("relief_convoys", draws=64, workers=1)
    said = words(found._repr_html_())
    for line in found.stored["comparisons"][0]["outcomes"]:
        if line["difference"] is not None:
            assert difference(line) in said
    assert "Convoys" in said or "convoys" in said


@pytest.mark.slow
def test_turning_points_show_the_ruling_both_charts_and_the_civilians(tmp_path) -> None:
    turned = hinge.load("ring").turning("D02", lines=4, every=16, refine=False, out=tmp_path / "t")
    html = turned._repr_html_()
    said = words(html)
    assert html.count("<svg") == 2
    assert ruling_words(turned.result) in said
    assert civilians_words(turned.result) in said
