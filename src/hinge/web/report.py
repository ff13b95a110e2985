"""The state of the live page as a report: the assessment of the scenario with its interventions pulled.

It is the assessment that ``hinge assess`` makes, in a run folder of its own under ``runs/``, which
is taken up where it stopped. Where another state stands beside it, it also holds a comparison, as
``hinge compare`` makes it, of every outcome of the claims and of all that is always compared.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hinge.assess import (
    BASELINE_DRAWS,
    chosen_claims,
    default_folder,
    design_for,
    fitting,
    simulate,
    verdicts_on,
)
from hinge.assessed import put_down
from hinge.scenario.patch import TOGETHER, do
from hinge.scenario.scenario import Scenario
from hinge.web.asked import Report
from hinge.web.shapes import Tell

if TYPE_CHECKING:
    from hinge.ensemble.run import Progress

BASELINE = "baseline"
MOST_COMPARED = 256
"""Parameter draws of a comparison, as ``hinge compare`` has them; fewer where the report has fewer."""


@dataclass(frozen=True)
class Wanted:
    """A report that is asked for: id of its job, name of the file, and what makes it."""

    id: str
    name: str
    make: Callable[[Tell], Path]


@dataclass(frozen=True)
class Reports:
    """How reports are made: the seed of the page, how many threads, and what makes the engine ready.

    One thread fewer than the page uses, so that dragging goes on while a report is made.
    """

    seed: int
    workers: int
    ready: Callable[[Tell], None]

    def wanted(self, scenario: Scenario, asked: Report) -> Wanted:
        """Return the report that is asked for; InputError where a name in it is wrong.

        It is about B, beside A, where there is a B that differs, else about A alone.
        """
        names = asked.a if asked.b is None else asked.b
        beside = None if names == asked.a else asked.a
        for state in (asked.a, names):
            do(scenario, *state)
        draws = asked.draws or BASELINE_DRAWS
        known = [scenario.digest, asked.scenario, names, beside, self.seed, draws]
        text = json.dumps(known, sort_keys=True)
        return Wanted(
            id=hashlib.sha256(text.encode()).hexdigest()[:16],
            name=f"hinge-{asked.scenario}.html",
            make=lambda tell: self._make(scenario, names, beside, draws, tell),
        )

    def _make(
        self,
        base: Scenario,
        names: tuple[str, ...],
        beside: tuple[str, ...] | None,
        draws: int,
        tell: Tell,
    ) -> Path:
        """Simulate, judge, compare, write; return where the page stands."""
        self.ready(tell)
        scenario = do(base, *names)
        claims = fitting(scenario, chosen_claims(scenario))
        design = design_for(scenario, claims, seed=self.seed, draws=draws)
        folder = default_folder(scenario, design)
        if beside is not None:
            short = hashlib.sha256(json.dumps(beside).encode()).hexdigest()[:8]
            folder = folder.with_name(f"{folder.name}-beside-{short}")
        told = _told(tell, f"Simulating the assessment in {len(design.arms)} arms")
        run = simulate(scenario, design, folder, workers=self.workers, progress=told)
        more: dict[str, Any] = {}
        if beside is not None:
            more["compared"] = self._compared(base, names, beside, draws, tell)
        tell(f"Judging {len(claims)} claims")
        verdicts = verdicts_on(scenario, run, claims)
        tell("Writing the page")
        return put_down(scenario, run, verdicts, more=more).page

    def _compared(
        self,
        base: Scenario,
        names: tuple[str, ...],
        beside: tuple[str, ...],
        draws: int,
        tell: Tell,
    ) -> dict[str, Any]:
        """Return the report's state compared with the one beside it, as plain values."""
        from hinge.claims.asked_outcomes import comparable
        from hinge.comparing.question import Question, plan
        from hinge.comparing.result import judge

        first, second = (TOGETHER.join(state) or BASELINE for state in (beside, names))
        asked = comparable(base, base.head.assessment_date, base.head.horizon)
        if second == BASELINE:  # it can only be what is compared with
            first, second = second, first
        question = Question(
            do=(second,),
            against=first,
            outcomes=asked,
            draws=min(draws, MOST_COMPARED),
            seed=self.seed,
        )
        made = plan(base, question)
        folder = default_folder(base, made.design)
        told = _told(tell, "Simulating the comparison")
        run = simulate(base, made.design, folder, workers=self.workers, progress=told)
        stored = judge(base, made, run).stored
        kept = ("against", "draws", "replicates", "from", "until", "digest", "interventions")
        outcomes = stored["comparisons"][0]["outcomes"]
        return {name: stored[name] for name in kept} | {"with": second, "outcomes": outcomes}


def _told(tell: Tell, what: str) -> Callable[[Progress], None]:
    """Return what a run calls as it goes."""
    return lambda at: tell(at.doing or what, at.done, at.total, at.seconds_left)
