"""Every claim gets a verdict: a share with its interval and witnesses, or the reason why not."""

import datetime as dt
import json
from collections.abc import Mapping

import numpy as np
import pytest
import xarray as xr

from claims.toys import ASSESSED, START, Toy, arm, control, parameters, reading, scenario
from hinge.claims.assess import assess_claims
from hinge.claims.names import number
from hinge.claims.verdict import Verdict
from hinge.errors import InputError, StoreError

DRAWS = 256
ON = {"on": "2001-05-20"}
TAKEN = reading(predicate=control(when=ON))
LUCK = parameters(DRAWS)


def holds_where(row: np.ndarray) -> xr.Dataset:
    """256 draws of two; amber holds the town in the replications where ``row`` (512,) says so."""
    deaths = np.where(row, 30.0, 10.0)[:, None] * np.linspace(0, 1, 30)
    return arm(
        draws=DRAWS,
        replicates=2,
        held=np.where(row, 0, 1)[:, None, None],
        values={
            "civilians_killed": deaths,
            "civilians_killed_by.amber": deaths * 0.75,
            "civilians_killed_by.unattributed": deaths * 0.25,
            "civilians_killed.air_strikes.amber": deaths * 0.5,
            "civilians_killed.missiles.amber": deaths * 0.25,
            "civilians_killed.deprivation.unattributed": deaths * 0.25,
            "displaced": 1000.0,
        },
    )


def by_rate(share: float) -> np.ndarray:
    """Replications (512,) in which the loss rate of the draw is below ``share``."""
    return np.repeat(LUCK.sel(parameter="combat.loss_rate").values < share, 2)


def verdict(text: Mapping[str, object], arms: Mapping[str, xr.Dataset] | None = None) -> Verdict:
    found = assess_claims(
        scenario([text]), Toy(dict(arms or {"baseline": holds_where(by_rate(0.5))}), LUCK)
    )
    assert len(found) == 1
    return found[0]


def test_a_state_has_share_interval_hinge_and_sentence() -> None:
    found = verdict({"readings": [TAKEN], "record": {"word": "contradicts", "text": "No."}})
    rate = found.share
    assert rate is not None
    assert rate == pytest.approx(by_rate(0.5).mean())
    assert found.n == 512
    assert found.low is not None
    assert found.high is not None
    assert found.low < rate < found.high
    assert [hinge.parameter for hinge in found.hinges] == ["combat.loss_rate"]
    assert found.hinges[0].holds_where == "low"
    assert (found.hinges[0].lowest.value, found.hinges[0].highest.value) == (1.0, 0.0)
    assert found.word == "hinges on how bloody a day of fighting is"
    assert (found.symbol, found.settled) == ("◑", True)
    assert found.spread is not None
    assert found.spread.between == pytest.approx(1.0)
    low, high = round(100 * found.low), round(100 * found.high)
    rests = found.readings[0].rests_on
    assert rests is not None
    point = rests.breaking_point
    assert point is not None
    assert found.sentence == (
        f"Holds in {round(100 * rate)} of 100 campaigns simulated from the evidence to 11 May "
        f"(95 % interval {low} to {high}); hinges on how bloody a day of fighting is; it moves to "
        f"“holds in most” if how bloody a day of fighting is falls below {number(point.value)} "
        f"({number(round(point.distance, 2))} standard deviations from its median); the record "
        "contradicts it."
    )
    assert found.predicate == "The amber side holds the town on 20 May 2001."


@pytest.mark.parametrize(
    ("share", "word", "symbol", "start"),
    [
        (2.0, "holds in nearly all runs", "●", "Holds in all 512 campaigns"),
        (-1.0, "fails in nearly all", "○", "Holds in none of 512 campaigns"),
        (0.2, "fails in most", "◔", "Holds in "),
        (0.8, "holds in most", "◕", "Holds in "),
    ],
)
def test_the_word_follows_the_share(share: float, word: str, symbol: str, start: str) -> None:
    found = verdict({"readings": [TAKEN]}, {"baseline": holds_where(by_rate(share))})
    assert (found.word, found.symbol) == (word, symbol)
    assert found.sentence.startswith(start)
    assert found.settled


def test_where_all_or_none_hold_there_is_no_hinge_to_look_for() -> None:
    found = verdict({"readings": [TAKEN]}, {"baseline": holds_where(by_rate(2.0))})
    assert found.hinges == ()
    assert "it is the same in every draw of the assumptions" in found.sentence
    assert found.low is not None
    assert 0.9 < found.low < 1.0 == found.high


def test_an_interval_over_two_steps_lies_between_them() -> None:
    found = verdict({"readings": [TAKEN]}, {"baseline": holds_where(by_rate(0.335))})
    assert found.word == "between fails in most and holds in about half"
    assert found.symbol == "◔–◑"
    assert not found.settled
    assert "the runs leave it between fails in most and holds in about half" in found.sentence


def test_a_coin_in_every_world_hinges_on_nothing_that_is_named() -> None:
    found = verdict({"readings": [TAKEN]}, {"baseline": holds_where(np.arange(512) % 2 == 0)})
    assert found.word == "hinges on no single assumption"
    assert "no single assumption stands out" in found.sentence
    assert found.spread is not None
    assert found.spread.within == 1.0


def test_too_few_runs_give_a_reason_and_no_word_of_the_five() -> None:
    few = arm(draws=20, replicates=2, values={"displaced": 1.0})
    found = verdict({"readings": [TAKEN]}, {"baseline": few})
    assert found.word == "cannot be tested here"
    assert found.share is None
    assert "40 runs are too few, at least 50" in found.reason


def test_swapping_the_sides_mirrors_the_verdict() -> None:
    rows = by_rate(0.2)
    other = reading(predicate=control(by="cobalt", when=ON))
    one = verdict({"readings": [TAKEN]}, {"baseline": holds_where(rows)})
    two = verdict({"readings": [other]}, {"baseline": holds_where(~rows)})
    assert (one.share, one.low, one.high, one.word) == (two.share, two.low, two.high, two.word)
    assert one.hinges == two.hinges


def conditional(rare: int) -> Verdict:
    """X: cobalt holds the mill, in the first ``rare`` replications; Y: amber holds the town."""
    data = holds_where(by_rate(0.5))
    data["control"][:, :, 3] = (np.arange(512) < rare)[:, None]
    given = control(of="mill", by="cobalt", when=ON)
    text = reading(predicate=control(when=ON), given=given)
    return verdict({"test": "conditional", "readings": [text]}, {"baseline": data})


def test_a_conditional_counts_those_with_the_condition_and_prints_the_others() -> None:
    found = conditional(200)
    both = by_rate(0.5)[:200].mean()
    without = by_rate(0.5)[200:].mean()
    assert found.share == pytest.approx(both)
    assert found.n == 200
    beside = found.readings[0].conditional
    assert beside is not None
    assert (beside.condition.hits, beside.condition.n) == (200, 512)
    assert beside.without is not None
    assert beside.without.share == pytest.approx(without)
    assert beside.without.n == 312
    assert found.sentence.startswith(
        "The condition occurs in 200 of 512 campaigns simulated from the evidence to 11 May; with "
        f"it, the claim holds in {round(100 * both)} of 100 campaigns"
    )
    assert f"without it, the same comes about in {round(100 * without)} of 100" in found.sentence


@pytest.mark.parametrize("rare", [0, 49])
def test_a_rare_condition_gets_no_word_but_its_count(rare: int) -> None:
    found = conditional(rare)
    assert (found.word, found.share) == ("cannot be tested here", None)
    assert found.reason == (
        f"The condition occurs in {rare} of 512 campaigns; a share needs at least 50."
    )
    assert found.readings[0].conditional is not None
    assert found.readings[0].conditional.without is not None


def test_a_condition_that_always_occurs_has_nothing_to_compare_with() -> None:
    found = conditional(512)
    assert found.n == 512
    assert found.readings[0].conditional is not None
    assert found.readings[0].conditional.without is None
    assert "0 campaigns are without the condition, too few to compare" in found.sentence


def effect(**text: object) -> dict[str, object]:
    return {
        "test": "effect",
        "readings": [
            reading(
                effect={
                    "with": "x0",
                    "without": "baseline",
                    "outcome": control(when=ON),
                    "direction": "raises",
                    "smallest_relevant": 0.1,
                    "smallest_relevant_reason": "Less is noise.",
                    **text,
                }
            )
        ],
    }


def test_an_effect_counts_draws_and_shows_civilian_harm_beside_it() -> None:
    arms = {"baseline": holds_where(by_rate(0.2)), "x0": holds_where(by_rate(0.8))}
    found = verdict(effect(), arms)
    changed = (by_rate(0.8) & ~by_rate(0.2))[::2]
    assert found.n == DRAWS
    assert found.share == pytest.approx(changed.mean())
    beside = found.readings[0].effect
    assert beside is not None
    assert beside.mean.value == pytest.approx(changed.mean())
    assert beside.civilians.killed.mean.value == pytest.approx(20 * changed.mean())
    assert [change.of for change in beside.civilians.by_author] == SIDES_AND_NOBODY
    assert [harm.arm for harm in found.civilians] == ["baseline", "x0"]
    assert "civilian deaths differ by +" in found.sentence
    assert "“Plan 0”, against the baseline, raises the share of campaigns" in found.sentence
    assert beside.opposite.hits == 0
    assert "; the opposite in none of 256 draws (" in found.sentence
    assert "Smallest relevant size: Less is noise." in found.notes


SIDES_AND_NOBODY = ["amber", "cobalt", "unattributed"]


def test_identical_arms_have_exactly_no_effect() -> None:
    arms = {"baseline": holds_where(by_rate(0.4)), "x0": holds_where(by_rate(0.4))}
    found = verdict(effect(), arms)
    assert (found.share, found.word) == (0.0, "fails in nearly all")
    beside = found.readings[0].effect
    assert beside is not None
    assert beside.identical
    assert (beside.mean.value, beside.mean.low, beside.mean.high) == (0.0, 0.0, 0.0)
    assert beside.civilians.killed.mean.value == 0.0
    assert "the two do not differ in a single campaign; civilian deaths do not differ" in (
        found.sentence
    )


def test_an_effect_of_the_other_sign_does_not_count() -> None:
    arms = {"baseline": holds_where(by_rate(0.8)), "x0": holds_where(by_rate(0.2))}
    assert verdict(effect(), arms).share == 0.0
    lowers = verdict(effect(direction="lowers"), arms).share
    assert lowers is not None
    assert lowers > 0.4


def test_the_smaller_arm_decides_what_is_paired() -> None:
    small = holds_where(by_rate(0.8)).isel(replication=slice(0, 256))
    found = verdict(effect(), {"baseline": holds_where(by_rate(0.2)), "x0": small})
    assert found.n == 128
    assert not found.settled
    assert any(note.startswith("256 replications: a verdict is called") for note in found.notes)


def test_civilian_harm_stands_beside_every_simulated_claim() -> None:
    (harm,) = verdict({"readings": [TAKEN]}, {"baseline": holds_where(by_rate(2.0))}).civilians
    assert (harm.killed.median, harm.killed.low, harm.killed.high) == (30.0, 30.0, 30.0)
    assert {part.of: part.median for part in harm.by_author} == {
        "amber": 22.5,
        "cobalt": 0.0,
        "unattributed": 7.5,
    }
    causes = {part.name: part.median for part in harm.by_cause}
    assert (causes["air strikes"], causes["missiles"], causes["deprivation"]) == (15.0, 7.5, 7.5)
    assert harm.displaced.median == 1000.0
    assert harm.until == dt.date(2001, 6, 9)


def test_a_record_claim_has_no_share_and_no_word() -> None:
    source = {"text": "A diary.", "source": "Diary"}
    found = verdict(
        {
            "test": "record",
            "record": {"word": "disputed", "text": "Two say so.", "sources": ["A", "B"]},
            "evidence_for": [source],
        }
    )
    assert (found.word, found.share, found.record) == (None, None, "disputed")
    assert found.sentence == (
        "The record is disputed (2 sources); 1 piece of evidence for it, none against it; nothing is "
        "simulated."
    )


def test_a_claim_of_fact_may_have_another_test_beside_its_record() -> None:
    text = {"test": "record", "readings": [TAKEN]}
    found = verdict(text, {"baseline": holds_where(by_rate(0.2))})
    assert (found.word, found.share) == (None, None)
    assert found.sentence.endswith("nothing is simulated.")
    (beside,) = found.readings
    assert beside.test == "state"
    assert beside.share is not None
    assert [harm.arm for harm in found.civilians] == ["baseline"]


@pytest.mark.parametrize(
    ("text", "word", "reason"),
    [
        ({"encoded": False, "reason": "Needs regret."}, "not encoded yet", "Needs regret."),
        (
            {"encoded": False, "reason": "Not encoded yet: needs regret."},
            "not encoded yet",
            "Needs regret.",
        ),
        (
            {"encoded": False, "reason": "Cannot be tested here: talks are left out."},
            "cannot be tested here",
            "Talks are left out.",
        ),
        (
            {"readings": [reading()], "reason": "Talks are left out."},
            "cannot be tested here",
            "Talks are left out.",
        ),
    ],
)
def test_what_has_no_share_has_a_reason(text: dict[str, object], word: str, reason: str) -> None:
    found = verdict(text)
    assert (found.word, found.share, found.reason) == (word, None, reason)
    assert found.sentence.endswith("; the record is silent.")


def test_all_claims_come_in_the_order_of_the_files() -> None:
    claims: list[dict[str, object]] = [
        {"id": "B02", "test": "record"},
        {"id": "A01", "readings": [TAKEN]},
        {"id": "A03", "encoded": False},
    ]
    place = scenario(claims)
    results = Toy({"baseline": holds_where(by_rate(0.5))}, LUCK)
    assert [one.id for one in assess_claims(place, results)] == ["B02", "A01", "A03"]
    chosen = [place.claims[2], place.claims[0]]
    assert [one.id for one in assess_claims(place, results, chosen)] == ["A03", "B02"]


def test_each_reading_has_its_own_numbers_and_the_first_stands_for_the_claim() -> None:
    other = {**reading(predicate=control(by="cobalt", when=ON)), "id": "second"}
    found = verdict({"readings": [TAKEN, other]}, {"baseline": holds_where(by_rate(0.2))})
    first, second = found.readings
    assert found.share == first.share
    assert first.share is not None
    assert second.share == pytest.approx(1 - first.share)
    assert second.sentence != first.sentence


def test_a_campaign_claim_says_that_it_is_not_yet_conditioned() -> None:
    data = arm(draws=DRAWS, replicates=2, start=START, days=20)
    found = verdict(
        {"start": "campaign", "readings": [TAKEN]},
        {"baseline": holds_where(by_rate(0.5)), "baseline@campaign": data},
    )
    assert found.readings[0].arms == ("baseline@campaign",)
    assert (
        "simulated from 1 May, not yet conditioned on the observations of May (prior predictive)"
    ) in found.sentence
    assert any("prior predictive" in note for note in found.notes)


def test_a_claim_of_another_day_says_what_the_campaigns_know() -> None:
    found = verdict({"readings": [TAKEN], "assessed_on": "2001-05-30"})
    assert any("assessed on 30 May 2001" in note and "11 May 2001" in note for note in found.notes)


def test_json_has_the_promised_keys_first_and_plain_values() -> None:
    arms = {"baseline": holds_where(by_rate(0.2)), "x0": holds_where(by_rate(0.8))}
    data = verdict(effect(), arms).to_json()
    promised = [
        "id",
        "test",
        "word",
        "share",
        "n",
        "low",
        "high",
        "hinges",
        "record",
        "sentence",
        "reason",
    ]
    assert list(data)[: len(promised)] == promised
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert data["assessed_on"] == ASSESSED.isoformat()
    assert '"with": "x0"' in json.dumps(data["readings"])


def test_the_words_true_and_false_are_never_used_of_a_claim() -> None:
    arms = {"baseline": holds_where(by_rate(0.2)), "x0": holds_where(by_rate(0.8))}
    for text in (effect(), {"readings": [TAKEN]}, {"test": "record"}, {"encoded": False}):
        found = verdict(text, arms)
        said = f"{found.word} {found.sentence} {found.reason} {found.notes}".lower()
        assert "true" not in said
        assert "false" not in said


def test_only_arms_that_claims_need_are_opened_and_each_once() -> None:
    arms = {"baseline": holds_where(by_rate(0.2)), "x0": holds_where(by_rate(0.8))}
    results = Toy(arms, LUCK)
    state = {"id": "A02", "readings": [TAKEN]}
    assess_claims(scenario([effect(), state]), results)
    assert sorted(results.opened) == ["baseline", "baseline@prior", "x0"]
    results.opened.clear()
    assess_claims(scenario([state]), results)
    assert results.opened == ["baseline", "baseline@prior"]


def test_an_arm_that_was_not_run_is_an_error_of_the_store() -> None:
    with pytest.raises(StoreError, match="no arm x0"):
        verdict(effect())


def test_mistakes_in_claims_are_refused_before_anything_is_read() -> None:
    results = Toy({}, LUCK)
    with pytest.raises(InputError, match="x9"):
        assess_claims(scenario([effect(**{"with": "x9"})]), results)
    assert results.opened == []
