"""The design of an ensemble: arms, their sizes, and how replications are numbered and cut into blocks.

A replication is (parameter draw, replicate). Its number is draw * 64 +
replicate, so numbers stay when sizes change, and arms that share a number
share the draw and the random streams (common random numbers). An arm is cut
into blocks of 64 replications in order; the last may be shorter.

A conditioned arm holds campaigns that agree with what was observed (see
``conditioning``). Its replications are numbered from 0 in a row, and which draw
each has stands in the table of lineages; arms of one run share that table.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from hinge.errors import InputError, Place, Problem
from hinge.scenario.scenario import Scenario

BLOCK = 64  # replications in a block, a chunk of the store and a unit of the digest
REPLICATES_MAX = 64  # replicate numbers kept free for each parameter draw
BASELINE = "baseline"
CAMPAIGN_SUFFIX = "@campaign"
BASELINE_DRAWS = 512
OTHER_DRAWS = 256
REPLICATES = 2
PARTICLES = 3
"""Particles with which the filter begins, for each stored replication of a conditioned arm.

Each has a parameter draw of its own. Three keep the filter of a default run at about
twenty seconds on two cores, and two left it at the edge of what verdicts
need. Where too few agree with the record, the effective number says so and no
verdict is given; more draws of the arm bring more in proportion."""
ARMS_MAX = 16  # arms with an intervention, beside the baseline

Start = Literal["assessment", "campaign"]


@dataclass(frozen=True)
class Arm:
    """One ensemble under one intervention.

    ``intervention``: id, ``a + b`` for several, or empty for the baseline; ``start``: day 0;
    ``until``: last simulated day; ``draws`` parameter draws (the first ones)
    times ``replicates`` each; ``conditioned``: on the scenario's observations, so
    that only the size counts, and draws are those of the particles.
    Raises InputError when a size or date is absurd.
    """

    id: str
    intervention: str
    start: dt.date
    until: dt.date
    draws: int
    replicates: int = REPLICATES
    conditioned: bool = False

    def __post_init__(self) -> None:
        """Refuse sizes and dates that no run can have."""
        if self.until < self.start:
            raise _refusal(
                self.id,
                f"the arm {self.id} ends on {self.until}, before its start on {self.start}.",
                "An ensemble runs forward in time.",
                "Give a last day on or after the first.",
            )
        if self.draws < 1 or not 1 <= self.replicates <= REPLICATES_MAX:
            raise _refusal(
                self.id,
                f"the arm {self.id} has {self.draws} draws of {self.replicates} replicates.",
                f"A draw has room for 1 to {REPLICATES_MAX} replicates, and there must be a draw.",
                "Choose sizes in that range.",
            )

    @property
    def days(self) -> int:
        """Simulated days after day 0."""
        return (self.until - self.start).days

    @property
    def size(self) -> int:
        """Replications R in the arm."""
        return self.draws * self.replicates

    @property
    def drawn(self) -> int:
        """Parameter draws, from the first on, among which the replications have theirs."""
        return PARTICLES * self.size if self.conditioned else self.draws

    @property
    def blocks(self) -> int:
        """Blocks that the arm is cut into."""
        return -(-self.size // BLOCK)

    def span(self, block: int) -> tuple[int, int]:
        """Return first and one past the last position in the arm of ``block``."""
        return block * BLOCK, min((block + 1) * BLOCK, self.size)

    def numbers(self, block: int | None = None) -> NDArray[np.int64]:
        """Return the replication numbers of a block, or (R,) of the whole arm, in order."""
        first, end = (0, self.size) if block is None else self.span(block)
        position = np.arange(first, end, dtype=np.int64)
        if self.conditioned:
            return position
        return position // self.replicates * REPLICATES_MAX + position % self.replicates


@dataclass(frozen=True)
class Need:
    """What a claim asks of the runs: an intervention (empty: baseline), a start, a last day.

    ``until`` None: to the scenario's horizon.
    """

    intervention: str = ""
    start: Start = "assessment"
    until: dt.date | None = None


@dataclass(frozen=True)
class Design:
    """What fixes every bit of a result besides the engine: scenario, vintage, seed, arms with sizes.

    ``posterior``: digest of the one that draws are calibrated with, empty without.
    """

    scenario_digest: str
    vintage: str
    seed: int
    arms: tuple[Arm, ...]
    pulled: tuple[str, ...] = ()
    posterior: str = ""

    def __post_init__(self) -> None:
        """Refuse a design without arms, with an arm twice, or with a seed beyond 32 bits."""
        ids = [arm.id for arm in self.arms]
        if not ids or len(set(ids)) < len(ids):
            raise _refusal(
                "arms",
                f"the arms are {', '.join(ids) or 'none'}.",
                "Results are stored by arm, so each needs a name of its own.",
                "Name every arm once.",
            )
        if not 0 <= self.seed < 2**32:
            raise _refusal(
                "seed",
                f"the seed {self.seed} is out of range.",
                "The random streams are keyed by 32 bits of it.",
                "Choose a whole number from 0 to 4294967295.",
            )
        shapes = {(arm.start, arm.draws, arm.replicates) for arm in self.conditioned}
        if len(shapes) > 1:
            raise _refusal(
                "arms",
                f"the conditioned arms have {len(shapes)} different starts or sizes.",
                "They share one table of lineages, so that twins can be paired.",
                "Give them the same start, draws and replicates.",
            )

    @property
    def conditioned(self) -> tuple[Arm, ...]:
        """The arms whose campaigns are conditioned on observations."""
        return tuple(arm for arm in self.arms if arm.conditioned)

    @property
    def draws(self) -> int:
        """Parameter draws among which all replications of the run have theirs."""
        return max(arm.drawn for arm in self.arms)

    @property
    def size(self) -> int:
        """Replications over all arms."""
        return sum(arm.size for arm in self.arms)

    def arm(self, arm_id: str) -> Arm:
        """Return the arm of that id; KeyError if there is none."""
        return {arm.id: arm for arm in self.arms}[arm_id]


def design_of(scenario: Scenario, arms: Iterable[Arm], seed: int) -> Design:
    """Return the design of running ``arms`` on ``scenario`` (interventions already pulled included)."""
    return Design(
        scenario_digest=scenario.digest,
        vintage=scenario.vintage,
        seed=seed,
        arms=tuple(arms),
        pulled=tuple(intervention.id for intervention in scenario.pulled),
        posterior=posterior_digest(scenario),
    )


def posterior_digest(scenario: Scenario) -> str:
    """Return the digest of the posterior that a scenario's draws are calibrated with, empty without."""
    return scenario.posterior.digest if scenario.posterior else ""


def default_arms(
    scenario: Scenario,
    needs: Iterable[Need],
    *,
    baseline_draws: int = BASELINE_DRAWS,
    other_draws: int = OTHER_DRAWS,
    replicates: int = REPLICATES,
) -> tuple[Arm, ...]:
    """Return the arms that cover ``needs``: one for each intervention and start, as long as asked.

    The baseline from the assessment date is always among them and comes first;
    baselines have ``baseline_draws``, the others their first ``other_draws``.
    Where the scenario has a conditioning, arms from the campaign's first day are
    conditioned, and all have one replication for each of ``baseline_draws``.
    Raises InputError when more than 16 arms with an intervention are needed, or
    a need ends outside the campaign.
    """
    head = scenario.head
    last: dict[tuple[str, Start], dt.date] = {("", "assessment"): head.assessment_date}
    for need in needs:
        until = head.horizon if need.until is None else need.until
        place = (need.intervention, need.start)
        last[place] = max(last.get(place, until), until)
    order = sorted(last, key=lambda place: (place[0] != "", place[1] != "assessment", place[0]))
    weighed = bool(scenario.conditioning)
    arms = tuple(
        Arm(
            id=(intervention or BASELINE) + (CAMPAIGN_SUFFIX if start == "campaign" else ""),
            intervention=intervention,
            start=head.start if start == "campaign" else head.assessment_date,
            until=last[intervention, start],
            draws=other_draws if intervention and not conditioned else baseline_draws,
            replicates=1 if conditioned else replicates,
            conditioned=conditioned,
        )
        for intervention, start in order
        for conditioned in [weighed and start == "campaign"]
    )
    late = [arm for arm in arms if arm.until > head.horizon]
    if late:
        raise _refusal(
            late[0].id,
            f"the arm {late[0].id} is asked to run to {late[0].until}.",
            f"The scenario ends on its horizon, {head.horizon}.",
            "Ask for earlier days, or move the horizon in scenario.yaml.",
        )
    extra = [arm.id for arm in arms if arm.intervention]
    if len(extra) > ARMS_MAX:
        raise _refusal(
            "arms",
            f"{len(extra)} arms with an intervention are asked for: {', '.join(extra)}.",
            f"A run has at most {ARMS_MAX} of them, so that its cost stays bounded.",
            "Test fewer claims at once, or name fewer interventions.",
        )
    return arms


def _refusal(field: str, what: str, why: str, do: str) -> InputError:
    """Return the error for a design that cannot be run."""
    return InputError([Problem("design", what, why, do, Place("the design of the run", 0, field))])
