"""The folder of a finished assessment: verdicts and page written into it, and read back from it.

It ends with ``manifest.json``, the results, ``verdicts.json`` and ``report.html``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hinge.errors import StoreError
from hinge.scenario.scenario import Scenario

if TYPE_CHECKING:
    from hinge.analysis.course import Course
    from hinge.ensemble.store import Run
    from hinge.notebook.verdicts import OneVerdict
    from hinge.report.content import Content

VERDICTS = "verdicts.json"
PAGE = "report.html"
SCORES = "scores.json"
MORE = ("calibration", "without_calibration", "compared")
"""What ``verdicts.json`` may hold beside verdicts and looks."""

OTHER_KINDS = {
    "turning.json": "`hinge turning` made it, and its page is the turning.html in it",
    "hindsight.json": "`hinge hindsight` made it, and it holds scores, no verdicts",
    "scenario.yaml": "it is a scenario; `hinge assess` simulates it and writes a page",
}
"""What lies in folders that are taken for one of an assessment, and what these are."""


@dataclass(frozen=True)
class Assessment:
    """A finished run and its verdicts, as they stand in ``verdicts.json``.

    ``looks``: how the run grew until claims had settled (``hinge.looks``); None for one of a
    size that was given. ``more``: ``calibration`` (what draws were calibrated with, see
    ``claims.calibration``) and ``without_calibration`` (the claims beside those of the priors
    alone, see ``hinge.both``), ``compared`` (another state beside this one, see
    ``hinge.web.report``), each where there is something to say.
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

    def verdict(self, claim: str) -> OneVerdict:
        """Return the verdict on a claim by its id, which shows itself in a notebook; InputError without one."""
        from hinge.notebook.verdicts import verdict_of

        return verdict_of(self.verdicts, claim)

    def __getitem__(self, claim: str) -> OneVerdict:
        """Return the same, as ``assessment["A01"]``."""
        return self.verdict(claim)

    def __iter__(self) -> Iterator[OneVerdict]:
        """Go through the verdicts, in the order of the claim files."""
        return (self.verdict(str(one["id"])) for one in self.verdicts)

    def _repr_html_(self) -> str:
        """Return all verdicts in a table, with harm to civilians, for a notebook."""
        from hinge.notebook.verdicts import assessment_html

        return assessment_html(self.scenario, self.verdicts, self.course)

    def as_json(self) -> dict[str, Any]:
        """Return verdicts and manifest as one object, and what else there was."""
        found: dict[str, Any] = {
            "verdicts": list(self.verdicts),
            "manifest": self.run.manifest.model_dump(mode="json", by_alias=True),
        }
        looks = {} if self.looks is None else {"looks": self.looks}
        monitors = {} if self.monitors is None else {"monitors": self.monitors}
        return found | looks | monitors | self.more


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

    for name, made in OTHER_KINDS.items():
        if (folder / name).is_file():
            raise StoreError(f"{folder} is no folder of an assessment: {made}.")
    run = open_run(folder)
    path = folder / VERDICTS
    if not path.is_file():
        raise StoreError(
            f"The run in {folder} holds no verdicts: it was made by `hinge run` or `hinge compare`, "
            "which test no claims. Use the folder of a `hinge assess`."
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


def write_page(assessment: Assessment, path: Path | None = None) -> Path:
    """Write the page of an assessment into its run folder, or where ``path`` says; return where it stands."""
    from hinge.ensemble.files import disk_errors_as_words, write_whole
    from hinge.report.page import page

    path = path or assessment.page
    with disk_errors_as_words(path.parent):
        write_whole(path, page(content_of(assessment)))
    return path


def content_of(assessment: Assessment) -> Content:
    """Return what the page of an assessment is made of."""
    from hinge.report.content import Content, Provenance

    run = assessment.run
    manifest = run.manifest
    return Content(
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
        scores=_scores(run),
        values=_values(run, assessment.verdicts),
        units={parameter.id: parameter.unit for parameter in manifest.parameters},
    )


def _scores(run: Run) -> dict[str, Any] | None:
    """Return the scores of these very results that stand in the folder; None without."""
    path = run.folder / SCORES
    if not path.is_file():
        return None
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return found if found["run"]["digest"] == run.digest else None
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"{path} cannot be read ({error}): it was changed by hand or cut short. "
            "Run `hinge score` again, or take the file away."
        ) from error


def _values(
    run: Run, verdicts: tuple[dict[str, Any], ...]
) -> dict[str, tuple[float, float, float]]:
    """Return where the quarters and the middle of each assumption lie that moves a verdict."""
    import numpy as np

    wanted = {
        hinge["parameter"]
        for verdict in verdicts
        for reading in verdict["readings"]
        for hinge in reading["hinges"]
    }
    draws = run.parameters
    names = [str(name) for name in draws["parameter"].values]
    found = {}
    for name in sorted(wanted & set(names)):
        values = draws.sel(parameter=name).values
        low, middle, high = np.quantile(values, (0.125, 0.5, 0.875))
        found[name] = (float(low), float(middle), float(high))
    return found
