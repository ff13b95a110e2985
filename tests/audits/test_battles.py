"""The audit of battles: what is fitted and scored, what it reports, what leaves it unchanged."""

import random
from functools import cache

import numpy as np
import pytest

from audits.tables import as_bytes, changed, foreign, shipped_rows
from hinge.audits import odds_fit
from hinge.audits.battle_file import shipped_battles
from hinge.audits.battles import BattleAudit, audit, check, results
from hinge.audits.logistic import log_odds
from hinge.audits.terms import ARMIES, Recipe, armies, choose
from hinge.errors import InputError

DRAWS = 60
SAID_OF_A_FILE = {"file", "sha256"}
SCORES = {"model", "model_unfitted", "force_ratio_rule", "base_rate"}


@cache
def shipped() -> BattleAudit:
    return audit(draws=DRAWS)


def said(found: BattleAudit) -> dict[str, object]:
    return {k: v for k, v in found.to_json().items() if k not in SAID_OF_A_FILE}


def test_half_is_fitted_and_the_other_half_scored() -> None:
    found = shipped()
    assert (found.fitted, found.scored, found.dropped) == (224, 212, 0)


def test_the_fitted_model_scores_better_than_the_rule_and_the_base_rate() -> None:
    scores = audit(draws=200).brier
    assert scores["model"] < scores["force_ratio_rule"] < scores["three_to_one"]
    assert scores["model"] < scores["base_rate"]
    assert scores["model_unfitted"] > scores["base_rate"]  # as recorded in docs/audits.md


def test_every_reported_difference_is_one_of_its_scores() -> None:
    found = shipped()
    for name, gap in found.differences.items():
        a, b = name.split("_minus_")
        assert gap.value == pytest.approx(found.brier[a] - found.brier[b])
        assert gap.low < gap.value < gap.high


def test_the_base_rate_is_the_share_of_the_fitted_half() -> None:
    battles = shipped_battles().battles
    fitted = [b for b in battles if odds_half(b.id)]
    rate = results(fitted).mean()
    other = results([b for b in battles if not odds_half(b.id)])
    assert shipped().brier["base_rate"] == pytest.approx(((rate - other) ** 2).mean())


def odds_half(name: str) -> bool:
    """The rule of the half, written out once more."""
    import hashlib

    return hashlib.sha256(name.encode()).digest()[0] % 2 == 0


def test_neither_the_order_of_rows_nor_judged_columns_change_anything() -> None:
    judged = (
        "morala",
        "leada",
        "trnga",
        "surpa",
        "quala",
        "cea",
        "inita",
        "terra",
        "ach_a",
        "reso_a",
    )
    rows = [row | dict.fromkeys(judged, "4") for row in shipped_rows()]
    random.Random(1).shuffle(rows)
    assert said(audit(as_bytes(rows), draws=DRAWS)) == said(shipped())


def test_results_in_the_scored_half_do_not_reach_the_fit() -> None:
    turned = changed(lambda row: row | ({} if odds_half(row["isqno"]) else {"wina": "1"}))
    found = audit(turned, draws=DRAWS)
    assert found.parameters == shipped().parameters
    assert found.fitted_slope == shipped().fitted_slope
    assert found.wins == found.scored


def test_another_file_is_scored_whole_on_all_shipped_battles() -> None:
    rows = foreign(shipped_rows()[200:300])
    for row in rows[:10]:
        row.update(cav_a="", arty_d="", cas_a="", post1="", terra_relief="")
    found = audit(as_bytes(rows), draws=DRAWS)
    assert (found.fitted, found.dropped) == (436, 0)
    assert found.scored == len(rows) - found.duplicates - found.unusable
    assert set(found.to_json()["brier"]) >= SCORES


def test_a_handful_of_battles_without_losses_is_scored_on_who_won_and_for_how_long() -> None:
    rows = [row | {"cas_a": "", "cas_d": ""} for row in foreign(shipped_rows()[:12])]
    found = audit(as_bytes(rows), draws=DRAWS)
    assert [quantity.name for quantity in found.quantities] == ["duration"]
    assert found.to_json()["groups"][0]["attacker"] == [None, None, None]
    few = audit(as_bytes(rows[:1]), draws=DRAWS)
    assert few.quantities == ()
    assert set(few.brier) >= SCORES


def test_battles_that_a_file_shares_with_the_shipped_ones_are_not_fitted() -> None:
    rows = shipped_rows()
    mixed = [*rows[:40], *foreign(rows[40:60])]
    found = audit(as_bytes(mixed), draws=DRAWS)
    assert found.dropped == 40
    assert found.fitted == 396


def test_the_json_holds_the_scores_and_where_model_and_battles_disagree() -> None:
    told = shipped().to_json()
    assert set(told["brier"]) >= SCORES
    assert set(told["crps"]) >= SCORES | {
        "attacker_loss_per_day",
        "defender_loss_per_day",
        "duration",
    }
    assert sum(row["n"] for row in told["curve"]) == told["scored_battles"]
    kinds = {row["kind"] for row in told["groups"]}
    assert {"all", "since 1939", "before 1939", "fortified", "hasty", "rugged"} <= kinds
    assert set(told["brier_difference"]["model_minus_force_ratio_rule"]) == {"value", "low", "high"}


def test_an_army_unknown_to_the_fit_counts_as_average() -> None:
    one = shipped_battles().battles[0]
    assert armies([one], ["Atlantis"]).tolist() == [[0.0]]


def test_an_army_that_always_wins_is_given_better_chances() -> None:
    some = shipped_battles().battles[:60]
    won = np.array([float("Sweden" in b.armies[0] or "Sweden" not in b.armies[1]) for b in some])
    fitted = odds_fit.fit_with(Recipe(((ARMIES, 1.0),)), np.zeros(60), won, some, 1.0, 4.0)
    sweden = fitted.b[2 + fitted.columns.armies.index("Sweden")]
    assert sweden == max(fitted.b[2:])


def test_cross_validation_takes_the_recipe_with_the_least_loss_and_the_first_of_equals() -> None:
    some = shipped_battles().battles[:50]
    recipes = [Recipe(()), Recipe((("ground", 1.0),)), Recipe((("arms", 1.0),))]
    loss = {(): 2.0, ("ground",): 1.0, ("arms",): 1.0}
    best = choose(recipes, some, lambda recipe, _, test: np.full(test.size, loss[recipe.names]))
    assert best.names == ("ground",)


def test_folds_keep_campaigns_together() -> None:
    some = shipped_battles().battles[:200]

    def watch(recipe: Recipe, train: np.ndarray, test: np.ndarray) -> np.ndarray:
        assert not {some[n].campaign for n in train} & {some[n].campaign for n in test}
        return np.zeros(test.size)

    choose([Recipe(())], some, watch)


def test_log_odds_of_a_chance_by_hand() -> None:
    assert log_odds(np.array([0.75])) == pytest.approx([np.log(3.0)])


def test_a_file_of_fitted_battles_alone_is_refused() -> None:
    rows = [row for row in shipped_rows() if odds_half(row["isqno"]) and not row["parent"]]
    with pytest.raises(InputError, match="half that is fitted"):
        check(as_bytes(rows))


def test_a_file_that_leaves_too_few_battles_to_fit_is_refused() -> None:
    rows = shipped_rows()
    with pytest.raises(InputError, match="do not occur in the table"):
        check(as_bytes([*rows, *foreign(rows[:5])]))
