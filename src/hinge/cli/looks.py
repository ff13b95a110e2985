"""``hinge assess --until-settled``: the looks one after the other, with how far the claims are."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from pathlib import Path

from hinge.analysis.intervals import LOOKS
from hinge.cli.commands import claim_ids, command_line, resumable
from hinge.cli.compiling import ready_engine
from hinge.cli.console import err, print_json, say
from hinge.cli.progress import Report, progress, working
from hinge.ensemble.run import Progress
from hinge.looks.course import DEFAULT_BUDGET, Looks, Step, check_options
from hinge.looks.record import Record
from hinge.looks.words import arms_words

WHOLE_WIDTH = 100  # columns in which the whole label leaves room for a bar and its numbers


def assess(
    name: str,
    *,
    until_settled: bool,
    budget: int | None,
    draws: int | None,
    seed: int,
    claims: str,
    vintage: str,
    workers: int | None,
    out: Path | None,
    variance: bool,
    as_json: bool,
    calibrated: bool = True,
) -> None:
    """Look at the claims of a scenario until they have settled; write, show."""
    from hinge.assess import chosen_claims
    from hinge.cli.summary import show
    from hinge.scenario.load import load

    check_options(until_settled=until_settled, budget=budget, draws=draws, variance=variance)
    scenario = load(name, vintage, calibrated=calibrated)
    chosen = chosen_claims(scenario, claim_ids(claims))
    looks = Looks(scenario, chosen, out, seed, DEFAULT_BUDGET if budget is None else budget)
    _announce(looks)
    with resumable(looks.folder):
        while (step := looks.step()) is not None:
            if step.cost:
                ready_engine()
            with _shown(step, looks) as report:
                told = _Told(report)
                run = looks.simulate(step, workers=workers, progress=told, command=command_line())
            count = len(looks.open)
            with working(f"Judging {count} claim{'s' if count != 1 else ''}"):
                looks.judge(step, run)
            say(f"Look {step.number} of {len(LOOKS)}: {looks.record.words}.")
        with working("Writing the page"):
            assessment = looks.finish()
    if as_json:
        print_json(assessment.as_json())
    else:
        show(assessment)


def _announce(looks: Looks) -> None:
    """Say what is about to happen, and what was there before."""
    sizes = ", ".join(f"{size:,}" for size in LOOKS[:-1])
    many = len(looks.first.arms)
    say(
        f"Looks at {sizes} and {LOOKS[-1]:,} replications of {'an' if many > 1 else 'the'} arm; "
        f"the first takes {looks.first.size:,} in {arms_words(many)}. Budget: "
        f"{looks.budget:,} replications over all arms and looks (--budget)."
    )
    done = len(looks.record.looks)
    if done:
        say(f"Going on after look {done} of {len(LOOKS)}, in {looks.folder}: {looks.record.words}.")


def _shown(step: Step, looks: Looks) -> AbstractContextManager[Report]:
    """Return the display of one look: which it is, and how far the claims are."""
    return progress(label(step.number, looks.record, narrow=_narrow()), "runs")


def label(number: int, record: Record, *, narrow: bool) -> str:
    """Return which look it is and how far the claims were after the one before it."""
    which = f"Look {number} of {len(LOOKS)}"
    if not record.looks:
        return which
    if narrow:
        return f"{which}: {record.count('settled')} of {record.tested} settled"
    return f"{which}: {record.words}"


def _narrow() -> bool:
    """Whether a bar stands in a terminal too narrow for the whole label beside it."""
    return sys.stderr.isatty() and err().width < WHOLE_WIDTH


class _Told:
    """Reports the replications of one look alone: those of earlier ones are not counted again."""

    def __init__(self, report: Report) -> None:
        """Take the display to report to."""
        self._report = report
        self._before: int | None = None

    def __call__(self, at: Progress) -> None:
        """Report how far the look is; days of particles as they are."""
        if at.doing:
            self._report(at.done, at.total, at.doing)
            return
        if self._before is None:
            self._before = at.done
        self._report(at.done - self._before, at.total - self._before)
