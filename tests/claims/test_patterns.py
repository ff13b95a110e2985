"""Patterns: shares with intervals, bounds that count, and what each is asked from."""

import numpy as np
import pytest

from hinge.analysis.odds import odds
from hinge.claims.patterns import _fit
from hinge.scenario.load import load
from hinge.scenario.patterns import Pattern


def pattern(at_least: float, at_most: float) -> Pattern:
    """Return a pattern with bounds; what it asks does not matter here."""
    return (
        load("aleppo-2016")
        .patterns[0]
        .model_copy(update={"at_least": at_least, "at_most": at_most})
    )


def share(hits: int, n: int):
    """Return the share of ``hits`` of ``n`` draws."""
    return odds(np.arange(n) < hits, np.arange(n))


@pytest.mark.parametrize(
    ("hits", "bounds", "fit"),
    [
        (50, (0.05, 0.95), "within"),
        (100, (0.05, 0.9), "too often"),
        (0, (0.001, 0.95), "too seldom"),  # above nought is asked, and nought is found
        (1, (0.001, 0.95), "within"),
        (94, (0.05, 0.95), "within"),
        (97, (0.05, 0.95), "within"),  # the interval still reaches the bound
        (2, (0.2, 0.95), "too seldom"),
    ],
)
def test_a_share_is_outside_only_with_its_whole_interval(hits, bounds, fit) -> None:
    assert _fit(pattern(*bounds), share(hits, 100)) == fit


def test_the_reference_scenario_names_what_occurred_and_what_did_not() -> None:
    patterns = load("aleppo-2016").patterns
    assert sum(one.occurred for one in patterns) >= 6
    assert sum(not one.occurred for one in patterns) >= 4
    for one in patterns:
        assert one.at_most == 0.95
        assert one.at_least == (0.05 if one.occurred else 0.001)
