"""The page says who would dispute what the verdicts rest on, before it gives the verdicts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hinge.assessed import Assessment
from hinge.figures.recorded import Course
from hinge.report.content import Content, Provenance
from hinge.report.disputed import disputed
from hinge.report.page import page
from hinge.scenario.disputes import Dispute, DisputeFile, Perspective
from page_reading import read

HOSTILE = "<script>alert(1)</script>"
PLACES = (
    Perspective(id="for_amber", name="close to amber", side="amber"),
    Perspective(id="for_cobalt", name="close to cobalt", side="cobalt"),
)


def objection(perspective: str, push: str, why: str = "Scouts say so.") -> Dispute:
    """An objection against how late things are seen."""
    return Dispute(
        id=perspective, assumptions=("beliefs.lag",), perspective=perspective, push=push, why=why,
        basis="judgement", source="judgement", known_on="2001-05-10",
    )  # fmt: skip


@pytest.fixture(scope="module")
def content(assessment: Assessment) -> Content:
    run = assessment.run
    line = {
        "parameter": "beliefs.lag", "name": "how late strength is noticed", "holds_where": "high",
        "correlation": 0.5, "low": 0.4, "high": 0.6, "middle": None,
        "lowest": {"value": 0.2, "low": 0.1, "high": 0.3}, "highest": {"value": 0.6, "low": 0.5, "high": 0.7},
    }  # fmt: skip
    verdicts = tuple(
        {**verdict, "readings": [{**reading, "hinges": [line]} for reading in verdict["readings"]]}
        for verdict in assessment.verdicts
    )
    file = DisputeFile(
        schema=1,
        perspectives=PLACES,
        disputes=(objection("for_amber", "higher"), objection("for_cobalt", "lower", HOSTILE)),
    )
    return Content(
        scenario=replace(assessment.scenario, dispute_file=file),
        verdicts=verdicts,
        course=Course(run.arm("baseline")),
        provenance=Provenance("1", 1, "strict", "a" * 64, "b" * 64, run.digest, (("baseline", 128),)),
    )  # fmt: skip


def test_it_stands_after_the_misfits_and_before_the_verdicts(content: Content) -> None:
    order = [section.attributes["id"] for section in read(page(content)).all("section")]
    assert order.index("parted") < order.index("disputed") < order.index("claims")


def test_every_push_says_who_where_and_whose_claims_gain(content: Content) -> None:
    text = read(str(disputed(content))).text
    assert "how late strength is noticed" in text
    assert "close to amber: higher. Scouts say so. This speaks in favour of" in text
    assert "This speaks against" in text
    assert "(amber) would hold more often" in text
    assert "by perspective: close to amber 1 (of 1 in the scenario)" in text


def test_what_a_scenario_says_stays_text(content: Content) -> None:
    assert HOSTILE not in page(content)
    assert HOSTILE in read(str(disputed(content))).text


def test_what_nobody_disputes_says_so_and_nothing_to_dispute_is_a_sentence(
    content: Content,
) -> None:
    unnamed = replace(content, scenario=replace(content.scenario, dispute_file=None))
    assert "nobody named yet" in read(str(disputed(unnamed))).text
    without = tuple({**verdict, "readings": [], "hinges": []} for verdict in content.verdicts)
    plain = read(str(disputed(replace(content, verdicts=without)))).text
    assert "No single assumption stands out" in plain
