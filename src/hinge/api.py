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
    chosen_claims,
    default_folder,
    design_for,
    judge,
    simulate,
    single_arm,
)
from hinge.assessed import Assessment
from hinge.cli.compiling import ready_engine
from hinge.rival_runs import RIVAL_DRAWS
from hinge.scenario.load import load as load_scenario
from hinge.scenario.patch import do as pull
from hinge.scenario.scenario import Scenario

if TYPE_CHECKING:
    import datetime as dt

    from hinge.claims.rivals import RivalScores
    from hinge.comparing.result import Comparison
    from hinge.ensemble.design import Design
    from hinge.ensemble.store import Run
    from hinge.notebook.ensemble import Answer, Ensemble
    from hinge.scoring.result import Scores
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
    ) -> Ensemble:
        """Return a finished run of ``draws`` parameter draws times ``replicates``.

        ``run.arm("baseline")`` is an xarray Dataset, ``run.odds(...)`` the share in which something
        holds, ``run.plot.fan(...)`` a figure. Without ``out`` the run
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
        from hinge.notebook.ensemble import Ensemble

        return Ensemble.of(simulate(self.scenario, design, folder, workers=workers), self.scenario)

    def assess(
        self,
        claims: Sequence[str] = (),
        *,
        draws: int | None = None,
        until_settled: bool = False,
        budget: int | None = None,
        both: bool = False,
        seed: int = 1,
        workers: int | None = None,
        out: str | Path | None = None,
    ) -> Assessment:
        """Return the verdicts on claims, by id; all claims of the scenario when none are named.

        ``draws`` of the baseline: 512 where none are given. ``until_settled``: in
        their place look at 512, 1,024, 2,048 and 4,096 replications of an arm until
        the claims have settled, within a ``budget`` of replications over all arms
        and looks (50,000 where none is given); ``looks`` of the answer says how it went.
        ``both``: also without calibration; ``more["without_calibration"]`` of the answer
        has every claim beside it.
        """
        if until_settled or budget is not None:
            from hinge.looks.course import check_options
            from hinge.looks.course import until_settled as look

            check_options(until_settled=until_settled, budget=budget, draws=draws)
            if both:
                raise ValueError("both goes with a size that is given, not with until_settled.")
            chosen = chosen_claims(self.scenario, claims)
            ready_engine()
            place = Path(out) if out is not None else None
            return look(self.scenario, chosen, place, seed=seed, budget=budget, workers=workers)
        ready_engine()
        chosen = chosen_claims(self.scenario, claims)
        size = BASELINE_DRAWS if draws is None else draws
        if both:
            from hinge.both import assess_both

            def run_(scenario: Scenario, design: Design, folder: Path) -> Run:
                return simulate(scenario, design, folder, workers=workers)

            where = None if out is None else Path(out)
            return assess_both(self.scenario, chosen, run_, seed=seed, draws=size, out=where)
        design = design_for(self.scenario, chosen, seed=seed, draws=size)
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

    def rivals(
        self,
        *,
        draws: int = RIVAL_DRAWS,
        seed: int = 1,
        workers: int | None = None,
        out: str | Path | None = None,
    ) -> tuple[RivalScores, ...]:
        """Return the scenario's rival readings compared on their by-products, set by set.

        Ratios of likelihoods with their intervals, and no winner. Runs go to
        folders under ``out``, else ``runs/``, and are taken from there the next time.
        """
        from hinge.rival_runs import require_rivals, rivals

        require_rivals(self.scenario)
        ready_engine()
        folder = None if out is None else Path(out)
        return rivals(self.scenario, draws=draws, seed=seed, workers=workers, out=folder)

    def compare(
        self,
        *interventions: str,
        against: str = "baseline",
        outcomes: Sequence[str] = (),
        together: bool = False,
        start: Literal["assessment", "campaign"] = "assessment",
        conditioned: bool = False,
        draws: int = 256,
        replicates: int = 2,
        until: dt.date | None = None,
        seed: int = 1,
        workers: int | None = None,
        out: str | Path | None = None,
    ) -> Comparison:
        """Return what changes under each intervention, the same draws and luck on both sides.

        ``outcomes``: claims, patterns or recorded series, beside the standard ones;
        ``together``: run all subsets and take apart what each counts for.
        """
        from hinge.comparing.question import Question, plan
        from hinge.comparing.result import judge as compared

        question = Question(
            do=interventions,
            against=against,
            outcomes=tuple(outcomes),
            start=start,
            conditioned=conditioned,
            draws=draws,
            replicates=replicates,
            until=until,
            together=together,
            seed=seed,
        )
        made = plan(self.scenario, question)
        ready_engine()
        folder = Path(out) if out is not None else default_folder(self.scenario, made.design)
        return compared(
            self.scenario, made, simulate(self.scenario, made.design, folder, workers=workers)
        )

    def odds(self, predicate: Mapping[str, Any], run: Run) -> Answer:
        """Return in which share of a run's replications a predicate holds, with its interval.

        As ``run.odds(predicate)``; for a run that was opened from its folder.
        """
        from hinge.notebook.ensemble import Ensemble

        return Ensemble.of(run, self.scenario).odds(predicate)


def score(run: Run, outcomes: str | Path | None = None, *, workers: int | None = None) -> Scores:
    """Return how close a run from the assessment date came to what happened; ``.result`` has all numbers.

    ``outcomes``: a file with the columns of docs/scores.md, by default the outcomes of the run's
    own scenario. A calibrated run is compared with one from its priors alone, which is run
    into its folder the first time. As ``hinge score``.
    """
    from hinge.scoring.companion import is_calibrated
    from hinge.scoring.result import score as score_run

    if is_calibrated(run):
        ready_engine()
    return score_run(run, outcomes, workers=workers)


def load(scenario: str | Path, vintage: str = "strict", *, calibrated: bool = True) -> Campaign:
    """Return a campaign from a shipped scenario's name or from a folder, checked.

    ``calibrated``: with the posterior that lies there, if one does; else all
    assumptions are drawn from their priors. Raises InputError with every mistake at once.
    """
    return Campaign(load_scenario(scenario, vintage, calibrated=calibrated))


def turning(
    scenario: str | Path,
    *outcomes: str,
    vintage: str = "strict",
    calibrated: bool = True,
    **options: Any,
) -> Turned:
    """Return when an outcome of a campaign turned: ``load`` and ``Campaign.turning`` in one."""
    return load(scenario, vintage, calibrated=calibrated).turning(*outcomes, **options)


def compare(campaign: Campaign, *interventions: str, **options: Any) -> Comparison:
    """Return what changes in a campaign under interventions; options as ``Campaign.compare`` has them."""
    return campaign.compare(*interventions, **options)
