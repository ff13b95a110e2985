"""The Python interface: load a campaign, do something to it, run it, ask how often a thing holds.

Thin on purpose: a ``Campaign`` holds a frozen scenario and hands it to the same
functions that the command line uses. Notebooks and scripts need nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from hinge.assess import (
    BASELINE_DRAWS,
    Assessment,
    chosen_claims,
    default_folder,
    design_for,
    judge,
    simulate,
    single_arm,
)
from hinge.cli.compiling import ready_engine
from hinge.scenario.load import load as load_scenario
from hinge.scenario.patch import do as pull
from hinge.scenario.scenario import Scenario

if TYPE_CHECKING:
    from hinge.analysis.odds import Odds
    from hinge.ensemble.store import Run
    from hinge.turn.run import Turned


@dataclass(frozen=True)
class Campaign:
    """A campaign that can be changed, run and asked; never changed in place."""

    scenario: Scenario

    def do(self, *interventions: str) -> Campaign:
        """Return the campaign with interventions pulled, by id; unknown ids raise InputError."""
        return Campaign(pull(self.scenario, *interventions))

    def run(
        self,
        *,
        draws: int = BASELINE_DRAWS,
        replicates: int = 2,
        start: Literal["assessment", "campaign"] = "assessment",
        conditioned: bool = False,
        seed: int = 1,
        workers: int | None = None,
        out: str | Path | None = None,
    ) -> Run:
        """Return a finished run of ``draws`` parameter draws times ``replicates``.

        ``run.arm("baseline")`` is an xarray Dataset. Without ``out`` the run
        goes to ``runs/`` and is taken from there the next time. ``conditioned``:
        from the campaign's first day, on the scenario's observations.
        """
        ready_engine()
        design = single_arm(
            self.scenario,
            draws=draws,
            replicates=replicates,
            start=start,
            seed=seed,
            conditioned=conditioned,
        )
        folder = Path(out) if out is not None else default_folder(self.scenario, design)
        return simulate(self.scenario, design, folder, workers=workers)

    def assess(
        self,
        claims: Sequence[str] = (),
        *,
        draws: int = BASELINE_DRAWS,
        seed: int = 1,
        workers: int | None = None,
        out: str | Path | None = None,
    ) -> Assessment:
        """Return the verdicts on claims, by id; all claims of the scenario when none are named."""
        ready_engine()
        chosen = chosen_claims(self.scenario, claims)
        design = design_for(self.scenario, chosen, seed=seed, draws=draws)
        folder = Path(out) if out is not None else default_folder(self.scenario, design)
        run = simulate(self.scenario, design, folder, workers=workers)
        return judge(self.scenario, run, chosen)

    def turning(
        self,
        *outcomes: str,
        claim: str = "",
        every: int = 4,
        paths: int | None = None,
        lines: int | None = None,
        refine: bool = True,
        view: Literal["model", "commander", "historian"] = "model",
        shocks: bool = False,
        leverage: bool = False,
        seed: int = 1,
        workers: int | None = None,
        out: str | Path | None = None,
    ) -> Turned:
        """Return when an outcome turned: hinge shares by day, what an ordinary campaign settles, the rule's word.

        ``outcomes``: ids of patterns or claims; with none the first claim about a
        turning point. As ``hinge turning``; ``.result`` holds what ``--json`` prints.
        """
        from hinge.turn.campaign import Wanted
        from hinge.turn.run import turn

        ready_engine()
        wanted = Wanted(
            claim=claim,
            outcomes=outcomes,
            every=every,
            paths=paths,
            lines=lines,
            refine=refine,
            view=view,
            shocks=shocks,
            leverage=leverage,
            seed=seed,
        )
        return turn(self.scenario, wanted, out=None if out is None else Path(out), workers=workers)

    def odds(self, predicate: Mapping[str, Any], run: Run) -> Odds:
        """Return in which share of a run's replications a predicate holds, with its interval.

        ``predicate`` is written as in a claim file, for example
        ``{"kind": "control", "of": "hub", "by": "north", "when": {"on": "2016-09-01"}}``.
        """
        from pydantic import TypeAdapter, ValidationError

        from hinge.analysis.course import Course
        from hinge.analysis.odds import odds
        from hinge.claims.names import Names
        from hinge.claims.predicates import Ground, holds
        from hinge.claims.sentences import sentence
        from hinge.errors import InputError, Place, Problem
        from hinge.scenario.predicate_records import Predicate

        try:
            asked: Predicate = TypeAdapter(Predicate).validate_python(predicate)
        except ValidationError as error:
            raise InputError(
                [
                    Problem(
                        "predicate",
                        f"The predicate cannot be read: {part['msg']}.",
                        "It is written as in a claim file.",
                        "Compare it with the predicates in claims/*.yaml.",
                        Place("predicate", 0, ".".join(str(step) for step in part["loc"])),
                    )
                    for part in error.errors()
                ]
            ) from error
        arm = next(iter(run.arms))
        course = Course(run.arm(arm), arm)
        return odds(
            holds(asked, course, Ground.of(self.scenario)),
            course.draw,
            course.ancestor,
            what=sentence(asked, Names.of(self.scenario)),
        )


def load(scenario: str | Path, vintage: str = "strict") -> Campaign:
    """Return a campaign from a shipped scenario's name or from a folder, checked.

    Raises InputError with every mistake at once.
    """
    return Campaign(load_scenario(scenario, vintage))


def turning(
    scenario: str | Path, *outcomes: str, vintage: str = "strict", **options: Any
) -> Turned:
    """Return when an outcome of a campaign turned: ``load`` and ``Campaign.turning`` in one."""
    return load(scenario, vintage).turning(*outcomes, **options)
