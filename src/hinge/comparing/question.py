"""What is compared with what, and what has to be run for it; every mistake is told before anything runs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from hinge.analysis.contingency import MOST_CAUSES
from hinge.analysis.intervals import MIN_RUNS
from hinge.claims.asked_outcomes import asked
from hinge.claims.outcomes import Outcome, standard
from hinge.ensemble.design import ARMS_MAX, BASELINE, CAMPAIGN_SUFFIX, Arm, Design, design_of
from hinge.errors import InputError, Place, Problem
from hinge.scenario.adjust import MARK
from hinge.scenario.interventions import Dated
from hinge.scenario.patch import TOGETHER, do
from hinge.scenario.scenario import Scenario

Start = Literal["assessment", "campaign"]


@dataclass(frozen=True)
class Question:
    """What is compared with what: names of interventions, over which days, in how many runs.

    ``against``: ``baseline`` or an intervention; ``outcomes``: asked for beside the
    standard ones; ``until`` None: to the horizon; ``together``: all subsets of the
    interventions, to take apart what each counts for. ``conditioned``: from the
    campaign's first day, on what was observed.
    """

    do: tuple[str, ...]
    against: str = BASELINE
    outcomes: tuple[str, ...] = ()
    start: Start = "assessment"
    conditioned: bool = False
    draws: int = 256
    replicates: int = 2
    until: dt.date | None = None
    together: bool = False
    seed: int = 1


@dataclass(frozen=True)
class Plan:
    """A question made ready: the design, the arm of each set of interventions, the outcomes.

    ``arms``: id of the arm by what it pulls, the arm compared with first; with
    ``together`` in the order of the subsets' numbers.
    """

    question: Question
    design: Design
    arms: dict[str, str]
    asked: tuple[Outcome, ...]
    standard: tuple[Outcome, ...]

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Those asked for, then the standard ones, each once."""
        named = {outcome.id for outcome in self.asked}
        return (*self.asked, *(one for one in self.standard if one.id not in named))

    @property
    def shown(self) -> tuple[str, ...]:
        """What gets a table: each intervention by itself, and all of them where subsets are run."""
        names = self.question.do
        return (*names, TOGETHER.join(names)) if self.question.together else names

    @property
    def named(self) -> tuple[str, ...]:
        """Every intervention that is pulled somewhere, the one compared with included."""
        names = [*self.question.do, self.question.against]
        parts = dict.fromkeys(part for name in names for part in name.split(TOGETHER))
        return tuple(part for part in parts if part != BASELINE)


def plan(scenario: Scenario, question: Question) -> Plan:
    """Return what a question needs to be run; InputError for every mistake in it, before anything runs."""
    names = _pulled(scenario, question)
    head = scenario.head
    early = question.start == "campaign" or question.conditioned
    first = head.start if early else head.assessment_date
    until = head.horizon if question.until is None else question.until
    if not first < until <= head.horizon:
        raise _refused(
            "compare_until",
            f"{until} is not between {first} and {head.horizon}.",
            "The campaigns begin on the first of these days and end by the second.",
            "Choose a day after the first and up to the second.",
            "--until",
        )
    for name in names:
        _inside(scenario, name, first, until)
    arms = tuple(_arm(question, name, n, first, until) for n, name in enumerate(names))
    design = design_of(scenario, arms, question.seed)
    outcomes = asked(scenario, question.outcomes, first, until)
    by_name = {name: arm.id for name, arm in zip(names, arms, strict=True)}
    return Plan(question, design, by_name, outcomes, standard(scenario, until))


def _inside(scenario: Scenario, name: str, first: dt.date, until: dt.date) -> None:
    """Raise InputError where dates that were given with an intervention leave it no simulated day."""
    for plan in do(scenario, *([] if name == BASELINE else [name])).pulled:
        levers = [lever for lever in plan.levers if isinstance(lever, Dated)]
        days = [(lever.from_ or first, lever.to or until) for lever in levers]
        if days and MARK in plan.id and all(end < first or begin > until for begin, end in days):
            raise _refused(
                "compare_dates",
                f"{plan.id} works on no day from {first} to {until}.",
                "The campaigns run on these days, and nothing would differ.",
                "Give other dates; --start campaign begins earlier.",
            )


def _pulled(scenario: Scenario, question: Question) -> tuple[str, ...]:
    """Return what each arm pulls, the arm compared with first; every name is looked up."""
    names, against = question.do, question.against
    if not names:
        raise _refused(
            "compare_nothing",
            "No intervention is named.",
            "There is nothing to compare.",
            f"Give one with --do; `hinge interventions {scenario.head.id}` lists them.",
        )
    twice = [name for n, name in enumerate(names) if name in names[:n] or name == against]
    if twice:
        raise _refused(
            "compare_twice",
            f"The intervention {twice[0]} is named twice.",
            "An arm compared with itself differs in nothing.",
            "Name each once.",
        )
    if question.draws < MIN_RUNS:
        raise _refused(
            "compare_draws",
            f"{question.draws} parameter draws are too few.",
            f"A share rests on {MIN_RUNS} draws or more.",
            "Ask for more.",
            "--draws",
        )
    for name in (*names, *([] if against == BASELINE else [against])):
        do(scenario, name)
    if not question.together:
        if len(names) > ARMS_MAX:
            raise _refused(
                "compare_many",
                f"{len(names)} interventions are named.",
                f"A run has at most {ARMS_MAX} arms with one, so that its cost stays bounded.",
                "Name fewer.",
            )
        return (against, *names)
    if not 2 <= len(names) <= MOST_CAUSES or against != BASELINE:
        raise _refused(
            "compare_together",
            f"--together is asked of {len(names)} intervention{'s' if len(names) != 1 else ''}"
            f"{'' if against == BASELINE else f' against {against}'}.",
            f"It runs every subset of 2 to {MOST_CAUSES} interventions against the baseline.",
            "Name so many with --do, and leave --against out.",
            "--together",
        )
    subsets = [
        tuple(name for j, name in enumerate(names) if w >> j & 1) for w in range(1 << len(names))
    ]
    do(scenario, *names)
    return tuple(TOGETHER.join(subset) or BASELINE for subset in subsets)


def _arm(question: Question, name: str, number: int, first: dt.date, until: dt.date) -> Arm:
    """Return the arm that pulls ``name``; its id is the name where that can name a folder."""
    early = question.start == "campaign" or question.conditioned
    plain = name if name.replace("_", "").isalnum() else f"arm-{number}"
    return Arm(
        id=plain + (CAMPAIGN_SUFFIX if early else ""),
        intervention="" if name == BASELINE else name,
        start=first,
        until=until,
        draws=question.draws,
        replicates=question.replicates,
        conditioned=question.conditioned,
    )


def _refused(rule: str, what: str, why: str, do_: str, option: str = "--do") -> InputError:
    """Return the error for a comparison that cannot be made."""
    return InputError([Problem(rule, what, why, do_, Place(option))])
