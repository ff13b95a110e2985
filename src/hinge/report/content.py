"""What a page is made of: the scenario, the verdicts, the recorded arms, where they come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hinge.figures.recorded import Course, step_of
from hinge.scenario.claim_records import ClaimSource
from hinge.scenario.scenario import Scenario

Verdict = Mapping[str, Any]


@dataclass(frozen=True)
class Provenance:
    """What it takes to make the same page again; no host, no time, no duration.

    ``arms``: id and number of replications of each arm, in order; ``moves``:
    formations that do not stand where the tables place them.
    """

    version: str
    seed: int
    vintage: str
    scenario_digest: str
    engine_digest: str
    results_digest: str
    arms: tuple[tuple[str, int], ...]
    moves: tuple[str, ...] = ()


@dataclass(frozen=True)
class Content:
    """Everything on one page. ``verdicts``: as in ``verdicts.json``, one for each claim.

    ``course``: the arm that the pictures show; ``more``: calibration, as in ``verdicts.json``;
    ``monitors``: what monitors would have reported of it, as ``hinge.evidence`` gives it, or None;
    ``scores``: how the forecasts did, as in ``scores.json``, None where the run was not scored;
    ``values``: of each assumption that moves a verdict the draws' values at an eighth, a half
    and seven eighths, the middles of its lowest quarter, of all and of its highest quarter;
    ``units`` of them.
    """

    scenario: Scenario
    verdicts: tuple[Verdict, ...]
    course: Course
    provenance: Provenance
    more: Mapping[str, Any] = field(default_factory=dict)
    monitors: Mapping[str, Any] | None = None
    scores: Mapping[str, Any] | None = None
    values: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)

    @property
    def side_names(self) -> dict[str, str]:
        """Names of the sides by id, in file order."""
        return {side.id: side.name for side in self.scenario.head.sides}

    def verdicts_of(self, source: ClaimSource) -> tuple[Verdict, ...]:
        """Return the verdicts on the claims of one source."""
        return tuple(verdict for verdict in self.verdicts if verdict["source"] == source.id)


def parts_ways(verdict: Verdict) -> bool:
    """Return whether most runs say one thing and the record says the other."""
    if verdict["share"] is None:
        return False
    holds = step_of(verdict["share"])
    return (holds >= 3 and verdict["record"] == "contradicts") or (
        holds <= 1 and verdict["record"] == "agrees"
    )


def group_of(verdict: Verdict) -> str:
    """Return ``tested`` (there is a share), ``record`` (by sources or tables alone) or ``untested``."""
    if verdict["share"] is not None:
        return "tested"
    alone = verdict["test"] in {"record", "capability"} and verdict["word"] is None
    return "record" if alone else "untested"


def in_order(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return verdicts as readers meet them: misfits, contradicted by the record, the rest, untested."""
    return sorted(verdicts, key=_place)


def _place(verdict: Verdict) -> int:
    """Return where in the order a verdict belongs; equal ones keep the order of the files."""
    if parts_ways(verdict):
        return 0
    if verdict["record"] == "contradicts":
        return 1
    return 2 if verdict["share"] is not None else 3


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun.

    >>> count(1, "claim"), count(3, "claim")
    ('1 claim', '3 claims')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
