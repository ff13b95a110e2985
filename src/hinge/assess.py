"""From a scenario and its claims to a finished run folder: plan, run, judge, write.

Everything here works without a terminal; the command line and the Python
interface only show it. A run folder ends with ``manifest.json``, the results,
``verdicts.json`` and ``report.html``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from hinge.errors import InputError, Place, Problem, StoreError
from hinge.scenario.nearest import suggest
from hinge.scenario.scenario import Scenario

if TYPE_CHECKING:
    from hinge.analysis.course import Course
    from hinge.ensemble.design import Design
    from hinge.ensemble.manifest import Manifest
    from hinge.ensemble.run import Progress
    from hinge.ensemble.store import Run
    from hinge.scenario.claim_records import Claim

BASELINE_DRAWS = 512
VERDICTS = "verdicts.json"
PAGE = "report.html"
RUNS = "runs"
MORE = ("calibration", "without_calibration")
"""What ``verdicts.json`` may hold beside verdicts and looks."""


@dataclass(frozen=True)
class Assessment:
    """A finished run and its verdicts, as they stand in ``verdicts.json``.

    ``looks``: how the run grew until claims had settled (``hinge.looks``); None for one of a
    size that was given. ``more``: ``calibration`` (what draws were calibrated with, see
    ``claims.calibration``) and ``without_calibration`` (the claims beside those of the priors
    alone, see ``hinge.both``), each where there is something to say.
    """

    run: Run
    scenario: Scenario
    verdicts: tuple[dict[str, Any], ...]
    looks: dict[str, Any] | None = None
    more: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def course(self) -> Course:
        """The arm without intervention that pages and summaries show; read once."""
        from hinge.analysis.course import Course

        arm = next(arm for arm in self.run.arms.values() if not arm.intervention)
        return Course(self.run.arm(arm.id), arm.id)

    @cached_property
    def monitors(self) -> dict[str, Any] | None:
        """What monitors would have reported, beside the truth (``hinge.evidence``); None without them."""
        from hinge.evidence.table import table

        return table(self.scenario, self.run, self.course)

    @property
    def page(self) -> Path:
        """Where the page stands."""
        return self.run.folder / PAGE

    def as_json(self) -> dict[str, Any]:
        """Return verdicts and manifest as one object, and what else there was."""
        found: dict[str, Any] = {
            "verdicts": list(self.verdicts),
            "manifest": self.run.manifest.model_dump(mode="json", by_alias=True),
        }
        looks = {} if self.looks is None else {"looks": self.looks}
        monitors = {} if self.monitors is None else {"monitors": self.monitors}
        return found | looks | monitors | self.more


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


def put_down(
    scenario: Scenario,
    run: Run,
    verdicts: tuple[dict[str, Any], ...],
    looks: dict[str, Any] | None = None,
    more: dict[str, Any] | None = None,
) -> Assessment:
    """Write verdicts as ``verdicts.json`` and as the page into the folder of their run.

    ``more``: what else ``Assessment.more`` shall hold beside the calibration.
    """
    from hinge.claims.calibration import calibration_json
    from hinge.ensemble.files import disk_errors_as_words, write_whole

    said = calibration_json(scenario, run.manifest.engine) | (more or {})
    stored: dict[str, Any] = {"schema": 1, "digest": run.digest, "verdicts": verdicts}
    if looks is not None:
        stored["looks"] = looks
    stored |= said
    text = json.dumps(stored, indent=1, ensure_ascii=False)
    with disk_errors_as_words(run.folder):
        write_whole(run.folder / VERDICTS, text + "\n")
    assessment = Assessment(run, scenario, verdicts, looks, said)
    write_page(assessment)
    return assessment


def recorded(folder: Path) -> Assessment:
    """Return the assessment that stands in a run folder, from the folder alone."""
    from hinge.ensemble.store import open_run
    from hinge.scenario.load import load
    from hinge.scenario.patch import do

    run = open_run(folder)
    path = folder / VERDICTS
    if not path.is_file():
        raise StoreError(
            f"The run in {folder} holds no verdicts: it was made by `hinge run`, which tests no "
            "claims. Use the folder of a `hinge assess`."
        )
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        digest, verdicts = stored["digest"], tuple(stored["verdicts"])
        looks: dict[str, Any] | None = stored.get("looks")
        more = {name: stored[name] for name in MORE if name in stored}
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"{path} cannot be read ({error}): it was changed by hand or cut short. "
            "Run the same `hinge assess` again; what was simulated is kept."
        ) from error
    if digest != run.digest:
        raise StoreError(
            f"{path} belongs to other results (digest {str(digest)[:12]}) than those in the folder "
            f"({run.digest[:12]}). Run the same `hinge assess` again."
        )
    record = run.manifest.scenario
    found = load(run.scenario_folder, vintage=record.vintage, calibrated=False)
    return Assessment(run, do(found, *record.pulled), verdicts, looks, more)


def write_page(assessment: Assessment) -> Path:
    """Write the page of an assessment into its run folder and return where it stands."""
    from hinge.ensemble.files import disk_errors_as_words, write_whole
    from hinge.report.content import Content, Provenance
    from hinge.report.page import page

    run = assessment.run
    manifest = run.manifest
    content = Content(
        scenario=assessment.scenario,
        verdicts=assessment.verdicts,
        course=assessment.course,
        provenance=Provenance(
            version=manifest.hinge,
            seed=manifest.seed,
            vintage=manifest.scenario.vintage,
            scenario_digest=manifest.scenario.digest,
            engine_digest=manifest.engine,
            results_digest=run.digest,
            arms=tuple((arm.id, arm.size) for arm in run.arms.values()),
            moves=manifest.moves,
        ),
        more=assessment.more,
        monitors=assessment.monitors,
    )
    with disk_errors_as_words(run.folder):
        write_whole(assessment.page, page(content))
    return assessment.page
