"""A finished run as Python code and notebooks hold it: everything a ``Run`` is, with odds and figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from hinge.analysis.course import Course
from hinge.analysis.odds import Odds, odds
from hinge.claims.names import Names, full_date
from hinge.claims.predicates import Ground, holds
from hinge.claims.sentences import sentence
from hinge.claims.written_predicate import predicate_of
from hinge.ensemble.store import Run
from hinge.figures.markup import tag
from hinge.notebook.card import SHARES, bold, card, civilians, small, strip
from hinge.scenario.scenario import Scenario

if TYPE_CHECKING:
    from hinge.notebook.plots import Plots


@dataclass(frozen=True)
class Answer(Odds):
    """The share of runs in which something holds, with what was asked (``says``) as a sentence."""

    says: str = ""

    def __str__(self) -> str:
        """Return the share with its interval, and what was asked."""
        return f"In {self._numbers()}: {self.says}"

    def _repr_html_(self) -> str:
        """Return the same drawn."""
        return card(
            self.says,
            tag(
                "p",
                bold(f"{100 * self.share:.0f} of 100"),
                " ",
                strip(self.low, self.share, self.high),
            ),
            note=f"In {self._numbers()}. {SHARES}",
        )

    def _numbers(self) -> str:
        """Return share, interval and number of runs in words."""
        share, low, high = (100 * part for part in (self.share, self.low, self.high))
        return (
            f"{share:.0f} of 100 runs (95 % interval {low:.0f} to {high:.0f}; {self.n:,} runs of "
            f"{self.draws:,} parameter draws)"
        )


@dataclass(frozen=True)
class Ensemble(Run):
    """A finished run of a campaign, with ``odds(predicate)`` and ``plot``.

    ``arm(name)`` is its xarray Dataset, as of every ``Run``; ``scenario``: the one that was run.
    """

    scenario: Scenario = field(repr=False)

    @classmethod
    def of(cls, run: Run, scenario: Scenario) -> Self:
        """Return a run with the scenario that it is of."""
        return cls(run.folder, run.manifest, scenario)

    @cached_property
    def course(self) -> Course:
        """The first arm as it was recorded; read once, and only what is asked for."""
        arm = next(iter(self.arms))
        return Course(self.arm(arm), arm)

    @property
    def plot(self) -> Plots:
        """Figures of the first arm: ``fan``, ``map``, ``siege``, ``harm``, ``chance``."""
        from hinge.notebook.plots import Plots

        return Plots(self.course, self.scenario)

    def odds(self, predicate: Mapping[str, Any]) -> Answer:
        """Return in which share of the replications a predicate holds, with its interval.

        ``predicate`` is written as in a claim file, for example
        ``{"kind": "control", "of": "hub", "by": "north", "when": {"on": "2016-09-01"}}``.
        InputError where it cannot be read, TooFewRuns for fewer than 50 replications.
        """
        asked = predicate_of(predicate)
        says = sentence(asked, Names.of(self.scenario))
        course = self.course
        found = odds(
            holds(asked, course, Ground.of(self.scenario)), course.draw, course.ancestor, what=says
        )
        return Answer(**vars(found), says=says)

    def _repr_html_(self) -> str:
        """Return what was run, and what it did to civilians."""
        head, course = self.scenario.head, self.course
        pulled = ", ".join(plan.id for plan in self.scenario.pulled) or "nothing pulled"
        return card(
            head.title,
            civilians(course, self.scenario),
            small(f"Digest {self.digest[:16]}, in {self.folder}."),
            note=(
                f"{course.draw.size:,} runs from {full_date(course.start)} to "
                f"{full_date(course.last)}; {pulled}."
            ),
        )
