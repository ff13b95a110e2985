"""What is printed of a checked calibration and of compared laws."""

import json
from collections.abc import Iterator

import numpy as np
import pytest

from hinge.analysis.fit import Target
from hinge.analysis.law_results import NO_SCORE
from hinge.analysis.laws import LawPool, law_scores
from hinge.calibrating.checked import check_calibration, widened
from hinge.cli.calibrate_check import law_words, print_check, print_laws
from pools import NAMES, TARGETS, pool

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("COLUMNS", "110")
    return


def test_a_check_that_passes_is_told_with_coverage_and_ranks(capsys: Captured) -> None:
    print_check(check_calibration(*pool(2048, 1), TARGETS, NAMES, seed=1))
    told = capsys.readouterr()
    for words in ("variance removed", "in 90 %", "rate", "idle", "agreement with the reports"):
        assert words in told.out
    assert "The calibration passes." in told.err
    assert "400 planted sets" in told.err
    assert "wide:" not in told.err


def test_a_pool_too_small_is_told_and_so_is_the_factor(capsys: Captured) -> None:
    sharp = tuple(widened(one, 0.3) for one in TARGETS)
    print_check(check_calibration(*pool(600, 1), sharp, NAMES, planted=200, seed=1))
    told = capsys.readouterr().err
    assert "The pool is small for targets so sharp" in told
    assert "times as wide" in told


def test_where_no_factor_helps_a_larger_pool_is_asked_for(capsys: Captured) -> None:
    print_check(check_calibration(*pool(60, 1), TARGETS, NAMES, planted=50, seed=1))
    told = capsys.readouterr().err
    assert "take a larger pool" in told
    assert "does not pass" in told


def made(law: str, slope: float) -> LawPool:
    """Campaigns whose later amount is ``slope`` times the earlier."""
    early = np.random.default_rng(1).normal(size=(500, 1))
    return LawPool(law, np.stack([early, slope * early], axis=2), np.ones(500))


@pytest.mark.parametrize(
    ("report", "words"), [(1.0, "No law is preferred"), (9.0, "The steep law leads every other")]
)
def test_laws_are_told_with_what_they_can_say(report: float, words: str, capsys: Captured) -> None:
    targets = tuple(
        Target(name, "amount", value, 0.6, 0.8) for name, value in (("e", 1.0), ("l", report))
    )
    pools = [made("flat", 0.0), made("steep", 3.0)]
    found = law_scores(pools, targets, np.array([False, True]))
    print_laws(found)
    told = capsys.readouterr()
    assert "best less this" in told.out
    assert "Fitted to e; scored on l." in told.err
    assert words in law_words(found)
    assert words in told.err.replace("\n", " ")


def test_a_law_that_never_comes_near_has_no_score_but_words(capsys: Captured) -> None:
    targets = (Target("e", "amount", 1.0, 0.6, 0.8), Target("l", "amount", 1e6, 0.6, 0.8))
    pools = [made("flat", 0.0), made("steep", 3.0)]
    found = law_scores(pools, targets, np.array([False, True]))
    answer = found.to_json()
    assert json.loads(json.dumps(answer, allow_nan=False)) == answer
    assert [law["log_score"] for law in answer["laws"]] == [None, None]
    assert all(law["says"] == NO_SCORE for law in answer["laws"])
    assert answer["preferred"] is None
    print_laws(found)
    told = capsys.readouterr()
    assert "inf" not in told.out
    assert "so it has no log score" in told.err.replace("\n", " ")
