"""Pages of finished assessments, made by the stand-in engine: quick, and of every part that a page has."""

import dataclasses
from pathlib import Path

from hinge.assess import chosen_claims, design_for, judge
from hinge.assessed import Assessment, content_of
from hinge.ensemble.run import run
from hinge.report.page import page
from hinge.scenario.load import load
from stand_in import stand_in

HOSTILE = '</script></td><img src="https://outside.example/x" onerror="alert(1)"><script>alert(2)</script>&lt;'


def assessed(name: str, folder: Path, draws: int) -> Assessment:
    """A finished assessment of a scenario, in a folder of that name."""
    scenario = load(name)
    claims = chosen_claims(scenario)
    design = design_for(scenario, claims, draws=draws)
    finished = run(scenario, design, folder / name, prepared=stand_in(scenario, design))
    return judge(scenario, finished, claims)


def hostile(assessment: Assessment, path: Path) -> Path:
    """The page of an assessment in which every name and sentence tries to be more than text."""
    content = content_of(assessment)
    scenario = content.scenario
    head = scenario.head.model_copy(
        update={
            "title": HOSTILE,
            "summary": HOSTILE,
            "leaves_out": (HOSTILE,),
            "sides": tuple(
                side.model_copy(update={"name": HOSTILE}) for side in scenario.head.sides
            ),
        }
    )
    changed = dataclasses.replace(
        scenario,
        head=head,
        areas=tuple(area.model_copy(update={"name": HOSTILE}) for area in scenario.areas),
        regions=tuple(region.model_copy(update={"name": HOSTILE}) for region in scenario.regions),
        events=tuple(event.model_copy(update={"text": HOSTILE}) for event in scenario.events),
        retrospective=(HOSTILE,),
    )
    texts = (
        "quote",
        "paraphrase",
        "record_text",
        "sentence",
        "source_title",
        "reason",
        "leaves_out",
    )
    verdicts = tuple({**one, **dict.fromkeys(texts, HOSTILE)} for one in content.verdicts)
    text = page(dataclasses.replace(content, scenario=changed, verdicts=verdicts))
    path.write_text(text, encoding="utf-8")
    return path
