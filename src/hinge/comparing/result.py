"""A finished comparison: judged from the arms of a run, written into its folder, read from there.

The folder is a run folder with ``compare.json`` beside the results, so it can be
resumed, run again and read.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hinge.analysis.course import Course
from hinge.analysis.odds import distinct
from hinge.claims.as_json import plain
from hinge.claims.comparison import Shared, Values, compared, shared, spans
from hinge.comparing.card import comparison_html
from hinge.comparing.question import Plan
from hinge.ensemble.files import disk_errors_as_words, write_whole
from hinge.ensemble.store import Run, open_run
from hinge.errors import StoreError
from hinge.scenario.interventions import Admissibility
from hinge.scenario.patch import do
from hinge.scenario.scenario import Scenario

FILE = "compare.json"
SCHEMA = 1
SHARED_OUT = frozenset({"asked", "civilians"})
"""Groups of outcomes that are shared out among causes."""


@dataclass(frozen=True)
class Comparison:
    """A finished comparison: the run, and what stands in its ``compare.json``."""

    run: Run
    stored: dict[str, Any] = field(repr=False)

    def as_json(self) -> dict[str, Any]:
        """Return the comparison and the manifest as one object."""
        manifest = self.run.manifest.model_dump(mode="json", by_alias=True)
        return {**self.stored, "manifest": manifest}

    def line(self, intervention: str, outcome: str) -> dict[str, Any]:
        """Return one outcome under one intervention; KeyError if it was not compared."""
        for found in self.stored["comparisons"]:
            for line in found["outcomes"]:
                if (found["intervention"], line["id"]) == (intervention, outcome):
                    return dict(line)
        raise KeyError((intervention, outcome))

    def _repr_html_(self) -> str:
        """Return what changes under each intervention, for a notebook."""
        return comparison_html(self.stored)


def judge(scenario: Scenario, made: Plan, run: Run) -> Comparison:
    """Compare the arms of a finished run, write ``compare.json`` into its folder, return both."""
    courses = {name: Course(run.arm(arm), arm) for name, arm in made.arms.items()}
    values, question = Values(made.outcomes), made.question
    first = courses[question.against]
    shown = made.shown
    lines = {name: compared(made.outcomes, courses[name], first, values) for name in shown}
    arm = run.arms[made.arms[question.against]]
    stored: dict[str, Any] = {
        "schema": SCHEMA,
        "digest": run.digest,
        "scenario": scenario.head.id,
        "title": scenario.head.title,
        "vintage": scenario.vintage,
        "pulled": [intervention.id for intervention in scenario.pulled],
        "seed": question.seed,
        "from": arm.start.isoformat(),
        "until": arm.until.isoformat(),
        "conditioned": arm.conditioned,
        "draws": arm.draws,
        "replicates": arm.replicates,
        "n_effective_draws": _effective(first),
        "asked": [outcome.id for outcome in made.asked],
        "against": question.against,
        "interventions": [_what_if(scenario, name) for name in made.named],
        "comparisons": [
            {"intervention": name, "arm": made.arms[name], "outcomes": plain(found)}
            for name, found in lines.items()
        ],
        "ranges": [] if question.together else plain(spans(lines)),
        "together": None,
    }
    if question.together:
        parts = shared(
            [one for one in made.outcomes if one.group in SHARED_OUT],
            list(courses.values()),
            values,
        )
        stored["together"] = {
            "interventions": list(question.do),
            "outcomes": [_shared_json(part, question.do) for part in parts],
        }
    with disk_errors_as_words(run.folder):
        text = json.dumps(stored, indent=1, ensure_ascii=False)
        write_whole(run.folder / FILE, text + "\n")
    return Comparison(run, stored)


def recorded(folder: Path) -> Comparison:
    """Return the comparison that stands in a run folder; StoreError where there is none or it fits not."""
    run, path = open_run(folder), folder / FILE
    if not path.is_file():
        raise StoreError(
            f"The run in {folder} holds no comparison. Use the folder of a `hinge compare`."
        )
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        schema, digest = stored["schema"], stored["digest"]
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"{path} cannot be read ({error}): it was changed by hand or cut short. "
            "Run the same `hinge compare` again; what was simulated is kept."
        ) from error
    if (schema, digest) != (SCHEMA, run.digest):
        raise StoreError(
            f"{path} belongs to other results (digest {str(digest)[:12]}) than those in the folder "
            f"({run.digest[:12]}), or to another version of Hinge. Run the same `hinge compare` again."
        )
    return Comparison(run, stored)


def _what_if(scenario: Scenario, name: str) -> dict[str, Any]:
    """Return what an intervention is and why it may be asked."""
    found = do(scenario, name).pulled[-1]
    answers = found.admissibility
    return {
        "id": name,
        "title": found.title.strip(),
        "says": " ".join(found.says.split()),
        "admissibility": {
            question: " ".join(getattr(answers, question).split())
            for question in Admissibility.model_fields
            if question != "line"
        },
    }


def _shared_json(part: Shared, names: Sequence[str]) -> dict[str, Any]:
    """Return what each intervention does to an outcome as plain values, with names in place of numbers."""
    made: dict[str, Any] = {
        "id": part.id,
        "says": part.says,
        "group": part.group,
        "unit": part.unit,
        "yes_no": part.yes_no,
        "whole": plain(part.whole),
        "shapley": {name: plain(value) for name, value in zip(names, part.values, strict=False)},
        "note": part.note,
    }
    if part.found is not None:
        made["each"] = {
            name: {
                "alone": plain(found.alone),
                "instead": plain(found.instead),
                "some_contingency": plain(found.some),
                "contingencies": [
                    {"others": [names[j] for j in one.others], "share": plain(one.share)}
                    for one in found.contingencies
                ],
            }
            for name, found in zip(names, part.found.causes, strict=True)
        }
        made["least"] = [
            {"interventions": [names[j] for j in one.others], "share": plain(one.share)}
            for one in part.found.least
        ]
    return made


def _effective(course: Course) -> float:
    """Return the effective number of parameter draws of an arm."""
    return round(distinct(course.draw), 1)
