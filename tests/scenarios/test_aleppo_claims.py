"""The claims and interventions of the reference scenario keep their promises."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import get_args

import pytest

from hinge.claims.names import Names
from hinge.claims.plan import plan
from hinge.claims.sentences import clause
from hinge.scenario.claim_records import Claim, EffectTest, Test
from hinge.scenario.interventions import Intervention
from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario

ARTICLE = tuple(f"A{number:02d}" for number in range(1, 27))
CRITICS = tuple(f"B{number:02d}" for number in range(1, 13))
TESTS = set(get_args(Test))
"""The tests that a claim can be put to."""

FURTHEST = dt.date(2016, 9, 19)
"""Last day on which an arm with an intervention is looked at."""

PARTISAN = re.compile(
    r"terror|\bregime|liberat|jihad|\bmilitants?\b|\brebels?\b|mercenar|martyr|takfir"
    r"|freedom fighter|\bpuppet|\binfidel|\bbutcher",
    re.IGNORECASE,
)
QUOTED = re.compile(r'"[^"]*"|“[^”]*”')
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DATED = re.compile(rf"(?:(?:\d{{1,2}}[–-])?(\d{{1,2}}) )?({'|'.join(MONTHS)})[a-z]* (20\d\d)")


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load("aleppo-2016")


def dates_in(citation: str) -> list[dt.date]:
    """Return the dates in a citation; a month without a day counts from its first day."""
    return [
        dt.date(int(year), MONTHS.index(month) + 1, int(day or 1))
        for day, month, year in DATED.findall(citation)
    ]


def effects_of(claim: Claim) -> list[EffectTest]:
    return [reading.effect for reading in claim.readings if reading.effect is not None]


def prose_of(claim: Claim) -> Iterator[str]:
    """Yield what a claim says in our own words: everything but the quotation and citations."""
    yield from (claim.paraphrase, claim.family, claim.reason, claim.leaves_out, claim.record.text)
    yield from (evidence.text for evidence in (*claim.evidence_for, *claim.evidence_against))
    yield from (reading.says for reading in claim.readings)
    yield from (effect.smallest_relevant_reason for effect in effects_of(claim))
    for reading in claim.readings:
        yield from (goal.says for goal in (reading.regret.goals if reading.regret else ()))
        yield from ([reading.capability.says] if reading.capability else [])


def admissibility_of(intervention: Intervention) -> dict[str, str]:
    fields = intervention.admissibility
    return {
        "clarity": fields.clarity,
        "cotenability": fields.cotenability,
        "minimal_rewrite": fields.minimal_rewrite,
        "theory": fields.theory,
        "statistics": fields.statistics,
        "projectability": fields.projectability,
    }


def test_every_claim_of_the_article_and_of_its_critics_stands_once_and_in_order(
    scenario: Scenario,
) -> None:
    assert tuple(claim.id for claim in scenario.claims) == ARTICLE + CRITICS


def test_a_source_has_one_file_of_its_own(scenario: Scenario) -> None:
    ids = [file.source.id for file in scenario.claim_files]
    assert len(set(ids)) == len(ids)


def test_every_claim_is_put_to_a_test_and_every_kind_of_test_is_used(scenario: Scenario) -> None:
    assert all(claim.encoded and not claim.reason for claim in scenario.claims)
    carried = {test for claim in scenario.claims for r in claim.readings for test in r.tests}
    assert {claim.test for claim in scenario.claims} | carried == TESTS


def test_critics_are_put_to_the_same_kinds_of_test(scenario: Scenario) -> None:
    critics = [claim for claim in scenario.claims if claim.id in CRITICS]
    assert {claim.test for claim in critics} >= {
        "record",
        "state",
        "forecast",
        "effect",
        "composition",
    }
    assert sum(claim.test != "record" for claim in critics) >= 9


def test_a_claim_that_holds_a_part_beyond_the_model_says_which(scenario: Scenario) -> None:
    parts = {"A23", "A25", "B01", "B04", "B09"}
    for claim in scenario.claims:
        if claim.id in parts:
            assert "annot be tested here" in claim.leaves_out, claim.id


def test_a_record_claim_has_no_reading_but_of_a_further_test(scenario: Scenario) -> None:
    further = {c.id: c.readings for c in scenario.claims if c.test == "record" and c.readings}
    assert list(further) == ["A08"]
    assert [reading.tests for reading in further["A08"]] == [("conditional",)]


def test_what_is_tested_further_has_evidence_on_both_sides_and_says_what_is_left_out(
    scenario: Scenario,
) -> None:
    for claim in scenario.claims:
        if claim.test != "record":
            assert claim.readings, claim.id
            assert len(claim.leaves_out.split()) >= 10, claim.id
            assert claim.evidence_for, claim.id
            assert claim.evidence_against, claim.id


def test_the_readings_fit_their_tests_their_dates_and_one_run(scenario: Scenario) -> None:
    """The plan refuses unknown arms, dates outside the run and more arms than a run may have."""
    needs = plan(scenario)
    assert {need.start for need in needs} == {"assessment", "campaign"}
    compared = [need for need in needs if need.intervention]
    assert len(compared) == 15
    assert max(need.until for need in compared) == FURTHEST


def test_a_necessity_prints_the_danger_believed_and_takes_its_cause_away_in_named_ways(
    scenario: Scenario,
) -> None:
    claims = {claim.id: claim for claim in scenario.claims}
    ring, fear = (claims[name].readings[0].necessity for name in ("A04", "A09"))
    assert ring is not None
    assert fear is not None
    assert len(ring.cause) == 3
    assert fear.cause == ("no_border_fear",)
    assert {ring.side, fear.side} == {"opposition"}
    assert ring.margin == fear.margin == 0.01


def test_regrets_weigh_the_same_options_for_one_side_and_for_all(scenario: Scenario) -> None:
    claims = {claim.id: claim for claim in scenario.claims}
    own, shared = (claims[name].readings[0].regret for name in ("A14", "A15"))
    assert own is not None
    assert shared is not None
    assert (own.option, own.against) == (shared.option, shared.against)
    assert own.harm_ceiling == shared.harm_ceiling == 1.5
    assert {goal.id for goal in own.goals} != {goal.id for goal in shared.goals}
    series = {goal.measure.series for goal in shared.goals}
    assert {"lost.government", "lost.opposition", "civilians_killed"} <= series
    for regret in (own, shared):
        harm = [goal for goal in regret.goals if goal.civilians]
        assert harm
        assert {goal.direction for goal in harm} == {"lower"}


def test_turning_points_of_rivals_are_of_one_outcome(scenario: Scenario) -> None:
    claims = {claim.id: claim for claim in scenario.claims}
    first, ring, rival = (
        r.turning for name in ("A01", "B07") for r in claims[name].readings if r.turning
    )
    names = Names.of(scenario)
    assert clause(first.outcome, names) == clause(rival.outcome, names)
    assert clause(ring.outcome, names) != clause(first.outcome, names)
    assert set(first.features) < set(rival.features)


def test_every_effect_compares_an_intervention_that_exists_with_the_baseline(
    scenario: Scenario,
) -> None:
    known = {intervention.id for intervention in scenario.interventions}
    for claim in scenario.claims:
        assert effects_of(claim) or claim.test != "effect", claim.id
        for effect in effects_of(claim):
            arms = {effect.with_, effect.without}
            assert "baseline" in arms, claim.id
            assert len(arms) == 2, claim.id
            assert arms - {"baseline"} <= known, claim.id


def test_the_size_that_counts_is_given_with_a_reason(scenario: Scenario) -> None:
    for claim in scenario.claims:
        for effect in effects_of(claim):
            assert effect.smallest_relevant_reason.endswith("."), claim.id


def test_evidence_was_public_on_the_claims_own_date(scenario: Scenario) -> None:
    """Every source of evidence carries a date, and none is later than the claim."""
    for claim in scenario.claims:
        for evidence in (*claim.evidence_for, *claim.evidence_against):
            dates = dates_in(evidence.source)
            assert dates, f"{claim.id}: no date in {evidence.source}"
            assert max(dates) <= claim.assessed_on, f"{claim.id}: {evidence.source}"


def test_a_claim_is_assessed_on_the_date_of_its_source(scenario: Scenario) -> None:
    for file in scenario.claim_files:
        assert {claim.assessed_on for claim in file.claims} == {file.source.date}, file.source.id


def test_what_the_record_shows_has_a_source_unless_it_is_silent(scenario: Scenario) -> None:
    for claim in scenario.claims:
        assert claim.record.text.endswith("."), claim.id
        assert claim.record.sources or claim.record.word == "silent", claim.id


def test_claims_that_share_a_sentence_name_each_other(scenario: Scenario) -> None:
    shared = {claim.id: set(claim.shares_sentence_with) for claim in scenario.claims}
    for claim, others in shared.items():
        assert claim not in others
        for other in others:
            assert shared[other] == (others - {other}) | {claim}


def test_quotations_are_short(scenario: Scenario) -> None:
    for claim in scenario.claims:
        assert 3 <= len(claim.quote.split()) <= 25, claim.id


def test_partisan_words_occur_inside_quotations_only(scenario: Scenario) -> None:
    prose = [(claim.id, text) for claim in scenario.claims for text in prose_of(claim)]
    prose += [(file.source.id, file.source.stance) for file in scenario.claim_files]
    for item in scenario.interventions:
        texts = (item.title, item.says, *admissibility_of(item).values())
        prose += [(item.id, text) for text in texts]
    wrong = [(name, text) for name, text in prose if PARTISAN.search(QUOTED.sub("", text))]
    assert not wrong


def test_an_intervention_answers_the_six_questions_in_sentences(scenario: Scenario) -> None:
    for item in scenario.interventions:
        assert item.levers, item.id
        answers = admissibility_of(item)
        assert len(set(answers.values())) == 6, item.id
        for field, answer in answers.items():
            assert len(answer.split()) >= 5, f"{item.id}: {field}"
            assert answer.endswith("."), f"{item.id}: {field}"


def test_interventions_pull_levers_of_both_sides(scenario: Scenario) -> None:
    """No side alone is the one whose acts are taken away."""
    names = {intervention.id for intervention in scenario.interventions}
    assert {
        "no_encirclement_forbidden",
        "no_relief_attack",
        "no_government_air",
        "no_fire_on_west",
    } <= names
