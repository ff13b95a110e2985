"""What calibration moved is told by prior and posterior, and by which words changed."""

from pathlib import Path

import pytest

from hinge.claims.calibration import (
    Calibration,
    Moved,
    beside,
    calibration_json,
    calibration_of,
    calibration_words,
    prior_range,
)
from hinge.ensemble.manifest import engine_digest
from hinge.scenario.load import load, without_posterior
from hinge.scenario.parameters import Parameter
from posteriors import high_losses, write_posterior
from scenario.rings import copy_ring


def parameter(value: float, **spread: object) -> Parameter:
    return Parameter.model_validate(
        {
            "id": "a.b",
            "value": value,
            "unit": "1",
            "spread": spread,
            "status": "judgement",
            "about": "general",
        }
    )


@pytest.mark.parametrize(
    ("prior", "expected"),
    [
        (parameter(7.0, kind="fixed"), (7.0, 7.0, 7.0)),
        (parameter(3.0, kind="uniform", low=2.0, high=6.0), (2.2, 4.0, 5.8)),
        (parameter(1.0, kind="loguniform", low=1.0, high=100.0), (10**0.1, 10.0, 10**1.9)),
        (parameter(5.0, kind="normal", mean=5.0, sd=2.0), (1.7103, 5.0, 8.2897)),
        (parameter(10.0, kind="lognormal", p05=8.0, p95=90.0), (8.0, 10.0, 90.0)),
    ],
)
def test_a_prior_is_shown_by_its_three_percentiles(
    prior: Parameter, expected: tuple[float, float, float]
) -> None:
    assert prior_range(prior) == pytest.approx(expected, rel=1e-4)


def test_a_calibrated_scenario_says_so_in_one_line_with_both_ranges(tmp_path: Path) -> None:
    folder = copy_ring(tmp_path)
    write_posterior(folder, high_losses())
    scenario = load(folder)
    found = calibration_of(scenario, engine_digest())
    assert found is not None
    assert found.says == (
        "Calibrated: 64 rows, 2 parameters moved, on reports public by 15 May 2001; "
        "--uncalibrated for the priors alone."
    )
    loss = found.parameters[0]
    assert (loss.parameter, loss.status, loss.prior) == (
        "combat.loss_rate",
        "calibrated",
        (0.01, 0.03, 0.09),
    )
    assert loss.posterior[1] == pytest.approx(0.05 + 0.0001 * 31.5)
    assert found.same_engine


def test_another_engine_than_the_calibrations_is_told(tmp_path: Path) -> None:
    folder = copy_ring(tmp_path)
    write_posterior(folder, high_losses(), engine="0" * 64)
    assert calibration_words(load(folder), engine_digest()).endswith(
        "It was calibrated with another engine."
    )


def test_a_run_without_its_posterior_says_why_and_one_without_any_says_nothing(
    tmp_path: Path,
) -> None:
    folder = copy_ring(tmp_path)
    write_posterior(folder, high_losses())
    aside = without_posterior(load(folder))
    says = "Not calibrated (asked for without): the priors alone."
    assert calibration_json(aside, "") == {"calibration": {"posterior": "", "says": says}}
    assert calibration_json(load("ring"), "") == {}


def verdict(share: float | None, word: str, *hinges: tuple[str, str]) -> dict[str, object]:
    named = [{"parameter": name, "holds_where": where} for name, where in hinges]
    return {
        "id": "A01",
        "paraphrase": "It holds.",
        "word": word,
        "symbol": "x",
        "share": share,
        "low": share,
        "high": share,
        "n": 100,
        "hinges": named,
    }


FOUND = Calibration(
    "d",
    64,
    "2001-05-15",
    ("t",),
    True,
    (
        Moved("up.a", "a", "1", (0.0, 1.0, 2.0), (2.0, 3.0, 4.0)),
        Moved("down.b", "b", "1", (0.0, 1.0, 2.0), (0.0, 0.5, 1.0)),
    ),
    "",
)


def test_a_changed_word_is_laid_to_what_moved_to_the_side_of_the_share() -> None:
    hinges = [("up.a", "high"), ("down.b", "high"), ("other.c", "high")]
    before = verdict(0.3, "fails in most runs", *hinges)
    (row,) = beside([verdict(0.8, "holds in most runs")], [before], FOUND)
    assert row["changed"]
    assert row["moved_by"] == ["up.a"]
    (row,) = beside([verdict(0.1, "fails in nearly all runs")], [before], FOUND)
    assert row["moved_by"] == ["down.b"]
    lower = verdict(0.3, "fails in most runs", ("down.b", "low"), ("up.a", "middle"))
    (row,) = beside([verdict(0.8, "holds in most runs")], [lower], FOUND)
    assert row["moved_by"] == ["down.b"]


def test_another_hinge_is_no_other_word() -> None:
    rows = beside([verdict(0.5, "hinges on a")], [verdict(0.6, "hinges on b")], FOUND)
    assert not rows[0]["changed"]
    assert rows[0]["moved_by"] == []


def test_a_share_that_is_there_in_one_run_only_is_another_word_by_nothing() -> None:
    alone = verdict(None, "too few runs", ("up.a", "high"))
    (row,) = beside([verdict(0.8, "holds in most runs", ("up.a", "high"))], [alone], FOUND)
    assert (row["changed"], row["moved_by"]) == (True, [])
    assert row["without"]["share"] is None


def test_claims_stand_in_the_order_of_the_calibrated_run() -> None:
    one, two = verdict(0.5, "hinges on a"), verdict(0.6, "hinges on a") | {"id": "A02"}
    rows = beside([two, one], [one, two], FOUND)
    assert [row["id"] for row in rows] == ["A02", "A01"]
    assert [row["without"]["share"] for row in rows] == [0.6, 0.5]
