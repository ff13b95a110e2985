"""From a scenario and its claims to a finished run folder: plan, run, judge.

Everything here works without a terminal; the command line and the Python
interface only show it. What the folder of an assessment ends with is written in ``assessed``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from hinge.assessed import Assessment, put_down
from hinge.errors import InputError, Place, Problem
from hinge.scenario.adjust import MARK
from hinge.scenario.assumed import is_assumption
from hinge.scenario.nearest import suggest
from hinge.scenario.patch import TOGETHER
from hinge.scenario.scenario import Scenario

if TYPE_CHECKING:
    from hinge.ensemble.design import Design
    from hinge.ensemble.manifest import Manifest
    from hinge.ensemble.run import Progress
    from hinge.ensemble.store import Run
    from hinge.scenario.claim_records import Claim

BASELINE_DRAWS = 512
RUNS = "runs"


def chosen_claims(scenario: Scenario, ids: Sequence[str] = ()) -> tuple[Claim, ...]:
    """Return the claims of these ids, in file order; all when none are named.

    An id that the scenario does not have raises InputError with the nearest one.
    """
    known = {claim.id: claim for claim in scenario.claims}
    unknown = [name for name in ids if name not in known]
    if unknown:
        raise InputError(
            [
                Problem(
                    "unknown_claim",
                    f"The scenario {scenario.head.id} has no claim {name!r} "
                    f"{suggest(name, known)}.",
                    "Only claims that stand in its claim files can be tested.",
                    f"`hinge claims {scenario.head.id}` lists them.",
                    Place("--claims"),
                )
                for name in unknown
            ]
        )
    return tuple(claim for claim in scenario.claims if not ids or claim.id in ids)


def fitting(scenario: Scenario, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims as a scenario with interventions pulled can test them.

    One whose test pulls an intervention that is pulled already, perhaps with another date
    or size, would compare the state with itself: it becomes one that cannot be tested here.
    """
    from hinge.claims.plan import can_test, interventions_of

    pulled = {plan.id.partition(MARK)[0] for plan in scenario.pulled if not is_assumption(plan.id)}
    found = []
    for claim in claims:
        own = {
            part.partition(MARK)[0]
            for name in (interventions_of(claim) if can_test(claim) else ())
            for part in name.split(TOGETHER)
        }
        if both := sorted(own & pulled):
            said = f"cannot be tested here: what it asks about ({', '.join(both)}) is part of this state."
            claim = claim.model_copy(update={"encoded": False, "reason": said})  # noqa: PLW2901
        found.append(claim)
    return tuple(found)


def design_for(
    scenario: Scenario,
    claims: Sequence[Claim],
    *,
    seed: int = 1,
    draws: int = BASELINE_DRAWS,
    prior: bool = True,
) -> Design:
    """Return the design that these claims need: baseline with ``draws``, other arms with half.

    ``prior``: with the small arm that leaves the record out, for the second of three numbers.
    """
    from hinge.claims.plan import plan
    from hinge.claims.prior_arm import PRIOR_ARM, PRIOR_DRAWS, prior_until
    from hinge.ensemble.design import Arm, Need, default_arms, design_of

    needs = [Need(need.intervention, need.start, need.until) for need in plan(scenario, claims)]
    arms = default_arms(scenario, needs, baseline_draws=draws, other_draws=max(1, draws // 2))
    until = prior_until(scenario, claims) if prior else None
    if until is not None:
        first, many = scenario.head.start, min(PRIOR_DRAWS, draws)
        arms = (*arms, Arm(PRIOR_ARM, "", first, until, many, replicates=1))
    return design_of(scenario, arms, seed)


def single_arm(
    scenario: Scenario,
    *,
    draws: int,
    replicates: int,
    start: Literal["assessment", "campaign"],
    seed: int,
    conditioned: bool = False,
) -> Design:
    """Return the design of one arm of the scenario as it stands, to its horizon.

    ``conditioned``: on the scenario's observations, from the campaign's first day.
    """
    from hinge.ensemble.design import BASELINE, CAMPAIGN_SUFFIX, Arm, design_of

    head = scenario.head
    early = start == "campaign" or conditioned
    arm = Arm(
        id=BASELINE + (CAMPAIGN_SUFFIX if early else ""),
        intervention="",
        start=head.start if early else head.assessment_date,
        until=head.horizon,
        draws=draws,
        replicates=replicates,
        conditioned=conditioned,
    )
    return design_of(scenario, [arm], seed)


def default_folder(scenario: Scenario, design: Design) -> Path:
    """Return ``runs/<scenario>-<seed>-<hash>``; the hash is of the design and of the engine."""
    from hinge.ensemble.manifest import engine_digest

    text = json.dumps([asdict(design), engine_digest()], default=str, sort_keys=True)
    short = hashlib.sha256(text.encode()).hexdigest()[:8]
    return Path(RUNS) / f"{scenario.head.id}-{design.seed}-{short}"


def found(folder: Path, design: Design) -> Manifest | None:
    """Return the manifest of a run of this very design and engine in the folder, if there is one."""
    from hinge.ensemble.manifest import FILE, engine_digest, read_manifest

    if not (folder / FILE).is_file():
        return None
    manifest = read_manifest(folder)
    same = manifest.design == design and manifest.engine == engine_digest() and not manifest.values
    return manifest if same else None


def simulate(
    scenario: Scenario,
    design: Design,
    folder: Path,
    *,
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    command: Sequence[str] = (),
) -> Run:
    """Return the finished run of a design: the one in the folder if it is there, else a new one."""
    from hinge.ensemble.run import run
    from hinge.ensemble.store import open_run

    before = found(folder, design)
    if before is not None and before.state == "finished":
        return open_run(folder)
    return run(scenario, design, folder, workers=workers, progress=progress, command=command)


def judge(scenario: Scenario, run: Run, claims: Sequence[Claim]) -> Assessment:
    """Judge the claims on a finished run; write ``verdicts.json`` and the page into its folder."""
    return put_down(scenario, run, verdicts_on(scenario, run, claims))


def verdicts_on(
    scenario: Scenario, run: Run, claims: Sequence[Claim]
) -> tuple[dict[str, Any], ...]:
    """Return the verdicts on claims as they stand in ``verdicts.json``; write nothing."""
    from hinge.claims.assess import assess_claims

    return tuple(verdict.to_json() for verdict in assess_claims(scenario, run, claims))
