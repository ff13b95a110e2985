"""The patterns of a scenario in its prior predictive: how often each holds, and whether that is as asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from hinge.analysis.course import Course
from hinge.analysis.odds import Odds, odds
from hinge.claims.names import Names
from hinge.claims.predicates import Ground, holds
from hinge.claims.sentences import sentence
from hinge.scenario.patterns import Pattern
from hinge.scenario.scenario import Scenario

Start = Literal["assessment", "campaign"]
Fit = Literal["within", "too often", "too seldom"]


@dataclass(frozen=True)
class PatternShare:
    """How often a pattern holds in a set of campaigns, with its interval, and whether that lies within bounds.

    ``fit`` counts a share as outside only where its whole interval is.
    """

    id: str
    says: str
    asked: str
    occurred: bool
    share: Odds
    fit: Fit


def pattern_shares(
    scenario: Scenario, courses: Mapping[Start, Course], patterns: tuple[Pattern, ...] | None = None
) -> tuple[PatternShare, ...]:
    """Return the share of each pattern; ``courses``: the baseline by its start, assessment or campaign."""
    ground, names = Ground.of(scenario), Names.of(scenario)
    found = []
    for pattern in scenario.patterns if patterns is None else patterns:
        course = courses[pattern.start]
        share = odds(holds(pattern.predicate, course, ground), course.draw)
        found.append(
            PatternShare(
                id=pattern.id,
                says=" ".join(pattern.says.split()),
                asked=sentence(pattern.predicate, names),
                occurred=pattern.occurred,
                share=share,
                fit=_fit(pattern, share),
            )
        )
    return tuple(found)


def _fit(pattern: Pattern, share: Odds) -> Fit:
    """Return whether a share, with its interval, can lie within the bounds of a pattern."""
    if share.low > pattern.at_most:
        return "too often"
    if share.high < pattern.at_least or share.hits == 0:
        return "too seldom"
    return "within"
