"""Conditions of a forced choice, on hand-made records of what a command weighed."""

import numpy as np
import pytest

from hinge.analysis.forced import Choices, choices, most_of_each


def rows(*values: float) -> np.ndarray:
    """One replication of so many days, (1, days)."""
    return np.array([values], dtype=np.float32)


def one(
    committed: float = 1.0,
    believed: float = 0.05,
    threshold: float = 0.02,
    margin: float = 0.3,
    smallest: float = 0.1,
) -> Choices:
    return choices(rows(committed), rows(believed), rows(threshold), rows(margin), smallest)


def test_all_three_conditions_make_a_forced_choice() -> None:
    found = one()
    assert found.forced.tolist() == [True]
    assert found.ratio == pytest.approx([0.4], rel=1e-6)


@pytest.mark.parametrize(
    ("changed", "lost"),
    [
        ({"believed": 0.01}, "best_with_belief"),
        ({"threshold": 0.0}, "not_best_without"),
        ({"margin": 0.05}, "by_margin"),
    ],
)
def test_each_condition_alone_undoes_it(changed: dict[str, float], lost: str) -> None:
    found = one(**changed)
    assert found.forced.tolist() == [False]
    held = {
        name: bool(getattr(found, name)[0])
        for name in ("best_with_belief", "not_best_without", "by_margin")
    }
    assert [name for name, so in held.items() if not so] == [lost]


def test_what_is_met_exactly_is_met() -> None:
    found = one(believed=0.1, threshold=0.1, margin=0.7, smallest=0.7)
    assert found.forced.tolist() == [True]


def test_a_missing_threshold_or_margin_never_holds() -> None:
    found = one(threshold=-1.0, margin=-1.0, smallest=0.0)
    assert not found.best_with_belief[0]
    assert not found.not_best_without[0]
    assert not found.by_margin[0]
    assert np.isnan([found.threshold[0], found.ratio[0]]).all()


def test_where_nothing_is_committed_nothing_was_forced() -> None:
    found = one(committed=0.0)
    assert not found.committed[0]
    assert not found.forced[0]
    assert np.isnan([found.threshold[0], found.believed[0], found.ratio[0]]).all()


def test_the_day_of_the_largest_commitment_counts_and_the_first_of_equal_ones() -> None:
    found = choices(
        rows(0.2, 0.9, 0.9, 0.1),
        rows(0.0, 0.3, 0.0, 0.0),
        rows(0.1, 0.2, 0.1, 0.1),
        rows(0.0, 0.5, 0.0, 0.0),
        0.5,
    )
    assert found.forced.tolist() == [True]
    assert found.threshold == pytest.approx([0.2], rel=1e-6)


@pytest.mark.parametrize(
    ("now", "believed", "expected"),
    [
        (0.3, 0.34, "forced"),  # h* = (0.4 - 0.3) / (0.4 - 0.1) = 1/3: feared, and not best without
        (0.3, 0.33, "not best"),
        (0.4, 0.9, "chosen"),  # p1 = p2: h* = 0, attractive anyway
    ],
)
def test_the_published_two_period_case(now: float, believed: float, expected: str) -> None:
    later, closed, cost = 0.4, 0.1, 0.0
    star = (later - now - cost) / (later - closed)
    found = one(believed=believed, threshold=star)
    said = "chosen" if not found.not_best_without[0] else "not best"
    assert ("forced" if found.forced[0] else said) == expected


def test_the_margin_is_kept_where_something_was_committed() -> None:
    assert one(margin=0.25).margin.tolist() == [0.25]
    assert np.isnan([one(margin=-1.0).margin[0], one(committed=0.0).margin[0]]).all()


def test_believing_in_no_danger_has_no_ratio() -> None:
    assert np.isnan(one(believed=0.0).ratio[0])


def test_a_draw_counts_where_more_than_half_of_its_campaigns_do() -> None:
    holds = np.array([True, False, True, True, True, False, False])
    draws, met = most_of_each(holds, np.array([0, 0, 1, 1, 2, 2, 2]))
    assert draws.tolist() == [0, 1, 2]
    assert met.tolist() == [False, True, False]
