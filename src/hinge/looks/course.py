"""The course of the looks: grow, judge, write down, until nothing is left to settle.

The looks come at 512, 1,024, 2,048 and 4,096 replications of an arm, and at no
other size; the error is split over them (decision 0017). A claim that has settled
keeps its verdict and is not judged again; only arms of claims that have not
settled grow. It ends when all have settled, after the last look, or when the
next one would take more replications than the budget. What happens depends on
results alone, never on time, so that the same command ends the same.

A run grows in place (``ensemble.growing``). Conditioned arms share one table of
lineages that depends on their size: where one must grow all do, and they are
simulated anew; what they had before counts as spent.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hinge.analysis.intervals import LOOKS
from hinge.errors import InputError, Place, Problem, StoreError
from hinge.looks.record import (
    ClaimLooks,
    Look,
    Record,
    read_record,
    require_same,
    write_record,
)
from hinge.looks.words import arms_words, note, summary
from hinge.scenario.scenario import Scenario

if TYPE_CHECKING:
    from hinge.assessed import Assessment
    from hinge.ensemble.design import Arm, Design
    from hinge.ensemble.run import Progress
    from hinge.ensemble.store import Run
    from hinge.scenario.claim_records import Claim

DEFAULT_BUDGET = 50_000
"""Replications over all arms and looks, where none is given."""


@dataclass(frozen=True)
class Step:
    """The next look: its number from 1, its size, the design to run, the replications it takes."""

    number: int
    size: int
    design: Design
    cost: int


def check_options(
    *, until_settled: bool, budget: int | None, draws: int | None, variance: bool = False
) -> None:
    """Raise InputError where a size is given that is not chosen here, or a budget for nothing."""
    if until_settled and variance:
        raise _refusal(
            "variance",
            "Sobol indices are asked for, and to go on until the claims have settled.",
            "Indices are made from the draws of a run of one size.",
            "Leave out --variance, or leave out --until-settled.",
        )
    if until_settled and draws is not None:
        raise _refusal(
            "draws",
            f"{draws} draws are asked for, and to go on until the claims have settled.",
            "The looks have fixed sizes; at others a verdict is not called settled.",
            "Leave out --draws, or leave out --until-settled.",
        )
    if budget is not None and not until_settled:
        raise _refusal(
            "budget",
            f"A budget of {budget:,} replications is given, and nothing that may grow to it.",
            "Without --until-settled a run has one size, which --draws sets.",
            "Add --until-settled, or leave out --budget.",
        )


class Looks:
    """The looks at some claims in one run folder: what was found so far, and what comes next."""

    def __init__(
        self,
        scenario: Scenario,
        claims: Sequence[Claim],
        folder: Path | None,
        seed: int,
        budget: int,
    ) -> None:
        """Plan the first look, or take up the looks that the folder holds.

        Without ``folder``: ``runs/<scenario>-<seed>-<hash>``, of claims, design and
        engine, whatever the budget. InputError where the budget is too small,
        StoreError where the folder holds looks at something else.
        """
        from hinge.assess import design_for
        from hinge.claims.plan import can_test
        from hinge.ensemble.manifest import engine_digest

        self.scenario, self.claims, self.budget = scenario, tuple(claims), budget
        plain = design_for(scenario, claims, seed=seed, draws=LOOKS[0], prior=False)
        self.first = replace(plain, arms=tuple(_sized(arm, LOOKS[0]) for arm in plain.arms))
        if self.first.size > budget:
            raise _refusal(
                "budget",
                f"The first look takes {self.first.size:,} replications ({LOOKS[0]:,} in each of "
                f"{arms_words(len(self.first.arms))}), and the budget is {budget:,}.",
                "Below the first look no verdict is called settled.",
                f"Give --budget {self.first.size} or more, or fewer claims.",
            )
        self.folder = folder or default_folder(scenario, self.claims, self.first)
        fresh = Record(
            scenario=scenario.digest,
            vintage=scenario.vintage,
            pulled=self.first.pulled,
            posterior=self.first.posterior,
            seed=seed,
            engine=engine_digest(),
            tested=sum(can_test(claim) for claim in claims),
            budget=budget,
        )
        self.record = self._taken_up(fresh)

    def _taken_up(self, fresh: Record) -> Record:
        """Return the record in the folder, with the budget of now, or the empty one."""
        old = read_record(self.folder)
        if old is None:
            return fresh
        require_same(self.folder, old, fresh, tuple(claim.id for claim in self.claims))
        if old.spent > self.budget:
            raise _refusal(
                "budget",
                f"The looks in {self.folder} took {old.spent:,} replications, and the budget is "
                f"{self.budget:,}.",
                "What was looked at cannot be unseen, and a smaller run would say otherwise.",
                f"Give --budget {old.spent} or more, or another folder with --out.",
            )
        return old.model_copy(update={"budget": self.budget})

    @property
    def open(self) -> tuple[Claim, ...]:
        """The claims that have to be judged at the next look: all before the first."""
        if not self.record.looks:
            return self.claims
        states = {name: claim.state for name, claim in self.record.claims.items()}
        return tuple(claim for claim in self.claims if states[claim.id] == "open")

    def wanted(self) -> Step | None:
        """Return the next look whatever it takes; None where all has settled or the last was had."""
        from hinge.ensemble.growing import added

        number = len(self.record.looks) + 1
        if number == 1:
            return Step(1, LOOKS[0], self.first, self.first.size)
        if number > len(LOOKS) or not self.open:
            return None
        now, size = self._design(self.record.looks[-1].arms), LOOKS[number - 1]
        design = self._design(sizes_of(now) | dict.fromkeys(self._growing(now), size))
        return Step(number, size, design, added(now.arms, design.arms))

    def step(self) -> Step | None:
        """Return the next look; None where there is none, or where it is beyond the budget."""
        wanted = self.wanted()
        within = wanted is not None and self.record.spent + wanted.cost <= self.budget
        return wanted if within else None

    def _growing(self, design: Design) -> set[str]:
        """Return the ids of the arms that open claims need; of conditioned ones all or none."""
        from hinge.looks.judging import arms_needed

        needed = {arm for claim in self.open for arm in arms_needed(claim)}
        together = {arm.id for arm in design.conditioned}
        return needed | together if needed & together else needed

    def _design(self, sizes: dict[str, int]) -> Design:
        """Return the design whose arms have these sizes."""
        arms = tuple(_sized(arm, sizes[arm.id]) for arm in self.first.arms)
        return replace(self.first, arms=arms)

    def simulate(
        self,
        step: Step,
        *,
        workers: int | None = None,
        progress: Callable[[Progress], None] | None = None,
        command: Sequence[str] = (),
    ) -> Run:
        """Return the finished run of a look: what the folder holds is kept, the rest simulated."""
        from hinge.assess import found
        from hinge.ensemble.run import run
        from hinge.ensemble.store import open_run

        before = found(self.folder, step.design)
        if before is not None and before.state == "finished":
            return open_run(self.folder)
        return run(
            self.scenario,
            step.design,
            self.folder,
            workers=workers,
            progress=progress,
            command=command,
            grow=True,
        )

    def judge(self, step: Step, run: Run) -> None:
        """Judge the claims that are open at this look, and write down what it found."""
        from hinge.looks.judging import look_at

        before = self.record.claims
        seen = look_at(self.scenario, run, self.open, step.number, before)
        look = Look(
            number=step.number,
            size=step.size,
            arms=sizes_of(step.design),
            simulated=step.cost,
            spent=self.record.spent + step.cost,
            digest=run.digest,
        )
        changes = {"looks": (*self.record.looks, look), "claims": before | seen}
        self.record = self.record.model_copy(update=changes)
        write_record(self.folder, self.record)

    def finish(self) -> Assessment:
        """Write ``verdicts.json`` and the page from what the looks found, and return them.

        StoreError where the folder no longer holds the results that were judged last.
        """
        from hinge.assessed import put_down
        from hinge.ensemble.store import open_run

        run, last = open_run(self.folder), self.record.looks[-1]
        if run.digest != last.digest:
            raise StoreError(
                f"The looks in {self.folder} were at other results (digest {last.digest[:12]}) than "
                f"those in the folder ({run.digest[:12]}). Choose another folder with --out."
            )
        write_record(self.folder, self.record)
        wanted = self.wanted()
        needed = wanted.cost if wanted is not None else 0
        stood = (self.record.claims[claim.id] for claim in self.claims)
        verdicts = tuple(_with_looks(claim, note(claim, self.record, needed)) for claim in stood)
        return put_down(self.scenario, run, verdicts, summary(self.record, needed))


def until_settled(
    scenario: Scenario,
    claims: Sequence[Claim],
    folder: Path | None = None,
    *,
    seed: int = 1,
    budget: int | None = None,
    workers: int | None = None,
    command: Sequence[str] = (),
) -> Assessment:
    """Look at the claims until they have settled or the budget ends, and return the assessment."""
    looks = Looks(scenario, claims, folder, seed, DEFAULT_BUDGET if budget is None else budget)
    while (step := looks.step()) is not None:
        looks.judge(step, looks.simulate(step, workers=workers, command=command))
    return looks.finish()


def default_folder(scenario: Scenario, claims: Sequence[Claim], first: Design) -> Path:
    """Return ``runs/<scenario>-<seed>-<hash>``; the hash is of first design, claims and engine."""
    from hinge.assess import RUNS
    from hinge.ensemble.manifest import engine_digest

    parts = ["until settled", asdict(first), [claim.id for claim in claims], engine_digest()]
    text = json.dumps(parts, default=str, sort_keys=True)
    short = hashlib.sha256(text.encode()).hexdigest()[:8]
    return Path(RUNS) / f"{scenario.head.id}-{first.seed}-{short}"


def _with_looks(claim: ClaimLooks, said: str) -> dict[str, Any]:
    """Return a claim's verdict with the looks at it, as numbers and in a note that may be empty."""
    notes = [*claim.verdict["notes"], *([said] if said else [])]
    return claim.verdict | {"notes": notes, "looks": claim.as_json()}


def sizes_of(design: Design) -> dict[str, int]:
    """Return the replications of each arm, by id."""
    return {arm.id: arm.size for arm in design.arms}


def _sized(arm: Arm, size: int) -> Arm:
    """Return an arm with as many replications; ``size`` is a multiple of its replicates."""
    return replace(arm, draws=size // arm.replicates)


def _refusal(field: str, what: str, why: str, do: str) -> InputError:
    """Return the error for an option of the looks."""
    return InputError([Problem("looks", what, why, do, Place("options", 0, field))])
