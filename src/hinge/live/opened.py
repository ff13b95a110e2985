"""A scenario that is open for live questions: its baseline stands, and changes are answered from stored states."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from hinge.ensemble.arrays import FIELDS, Block
from hinge.errors import InputError, Place, Problem
from hinge.live.about import describe
from hinge.live.campaign import one_campaign
from hinge.live.course import Known, LiveCourse
from hinge.live.machine import Cancelled, Change, Machine
from hinge.live.picture import Painter
from hinge.live.recent import Recent
from hinge.live.settings import Branch, acting, change_of
from hinge.live.verdicts import judged_before
from hinge.live.why import why_area, why_claim
from hinge.scenario.scenario import Scenario

Json = dict[str, Any]

FIRST = 32
"""Runs of the first picture, which is there at once."""

PICTURES_KEPT = 24
BLOCKS_KEPT = 8
BLOCKS_ROOM = 256 * 2**20
"""Answers kept so that a setting come back to is there at once; the records of aleppo-2016 take 17 MB."""


class Opened:
    """One scenario, open. All methods may be called from several threads at once."""

    def __init__(self, scenario: Scenario, machine: Machine) -> None:
        """Take a machine whose baseline has been run."""
        self.scenario, self.machine = scenario, machine
        self.painter = Painter(scenario)
        self._pictures: Recent[Json] = Recent(PICTURES_KEPT)
        size = sum(machine.empty(1).field(name).nbytes for name in FIELDS) * machine.runs
        self._blocks: Recent[Block] = Recent(max(2, min(BLOCKS_KEPT, BLOCKS_ROOM // size)))
        self._described: Json | None = None
        self._known: Known = {}
        if machine.kept is not None:
            whole = self._course(machine.kept.block, machine.runs, "A")
            self._known = judged_before(self.painter.claims, whole, self.painter.ground)

    @property
    def runs(self) -> int:
        """Runs of a whole picture."""
        return self.machine.runs

    def describe(self) -> Json:
        """Return what a page must know of the scenario before anything is asked (see ``hinge.live``)."""
        if self._described is None:
            self._described = describe(self.scenario, self.machine, self.painter)
        return self._described

    def pictures(
        self,
        names: Sequence[str],
        *,
        branch: Mapping[str, Any] | None = None,
        outcome: str = "",
        cancelled: Callable[[], bool] = lambda: False,
        first: int = FIRST,
    ) -> Iterator[Json]:
        """Yield a picture from the first runs, then one from all (see ``hinge.live``).

        Only the latter where it is known already. ``outcome``: the reading whose curve is
        shown. Ends without a further picture once ``cancelled`` says so. InputError, before
        anything is run, for names that the scenario does not have.
        """
        began = time.perf_counter()
        where, key = self.branch(branch), (tuple(names), _key(branch), outcome)
        known = self._pictures.get(key)
        if known is not None:
            yield known
            return
        change = self._change(names, where)
        changed = _ms(began)
        try:
            for rows, block, other, ran in self._run(names, where, change, first, cancelled):
                courses = (self._course(block, rows, "B"), self._course(other, rows, "A"))
                picture = self._picture(names, where, change, courses, outcome)
                picture["ms"] |= {"change": changed, "runs": ran, "all": _ms(began)}
                if rows == self.runs:
                    self._pictures.put(key, picture)
                yield picture
        except Cancelled:
            return

    def campaign(
        self, names: Sequence[str], run: int, branch: Mapping[str, Any] | None = None
    ) -> Json:
        """Return one campaign day by day, with a log in words (see ``hinge.live``)."""
        where = self.branch(branch)
        if not _whole(run, 0, self.runs - 1):
            raise _refused("run", f"There is no run {run}", self.runs - 1)
        change = self._change(names, where)
        alone = range(run, run + 1)
        *_, (_, block, other, _) = self._run(names, where, change, 0, lambda: False, alone)
        courses = (self._course(block, self.runs, "B"), self._course(other, self.runs, "A"))
        plans = acting(self.scenario, names, self.machine.arm.start, where)
        head = self._head(names, where, change)
        return head | one_campaign(self.scenario, self.painter, courses, run, plans)

    def why_area(
        self,
        names: Sequence[str],
        area: str,
        day: int,
        run: int | None = None,
        branch: Mapping[str, Any] | None = None,
    ) -> Json:
        """Return why an area looks as it does (see ``hinge.live``)."""
        return why_area(self.scenario, self._courses(names, self.branch(branch)), area, day, run)

    def why_claim(
        self, names: Sequence[str], claim: str, branch: Mapping[str, Any] | None = None
    ) -> Json:
        """Return why a claim holds or fails (see ``hinge.live``)."""
        where = self.branch(branch)
        one = where is not None and where.run is not None
        courses = self._courses(names, where)
        return why_claim(self.scenario, self.machine, self.painter, courses, claim, one_draw=one)

    def branch(self, asked: Mapping[str, Any] | None) -> Branch | None:
        """Return a branch as it was asked for; InputError where there is no such day or run."""
        if asked is None:
            return None
        day, run = asked.get("day"), asked.get("run")
        if day is None or not _whole(day, 0, self.machine.days - 1):
            raise _refused("day", f"no branch can leave day {day}", self.machine.days - 1)
        if run is not None and not _whole(run, 0, self.runs - 1):
            raise _refused("run", f"there is no run {run}", self.runs - 1)
        return Branch(int(day), None if run is None else int(run))

    def close(self) -> None:
        """Let the threads go."""
        self.machine.close()

    def _change(self, names: Sequence[str], branch: Branch | None) -> Change:
        """Return what is run for a setting."""
        return change_of(self.scenario, self.machine, names, branch)

    def _run(
        self,
        names: Sequence[str],
        branch: Branch | None,
        change: Change,
        first: int,
        cancelled: Callable[[], bool],
        only: range | None = None,
    ) -> Iterator[tuple[int, Block, Block, float]]:
        """Yield how many rows stand, in the block of the setting and in that of the other arm, and the time.

        ``only``: rows that are wanted and no others; nothing is kept then.
        """
        began = time.perf_counter()
        kept = self.machine.kept
        if kept is None:
            raise RuntimeError("the baseline has not been run")
        alone = branch is not None and branch.run is not None
        if not names and not alone:
            yield self.runs, kept.block, kept.block, 0.0
            return
        unchanged = self._change((), branch) if alone and names else None
        key, plain = (tuple(names), branch), ((), branch)
        known, other = self._blocks.get(key), self._blocks.get(plain) if alone else kept.block
        if known is not None and (other is not None or not names):
            yield self.runs, known, known if other is None or not names else other, 0.0
            return
        block = self.machine.empty()
        beside = other if other is not None else (self.machine.empty() if names else block)
        done = 0
        for size in [self.runs] if only else sorted({min(first, self.runs), self.runs}):
            rows, soon = only or range(done, size), size < self.runs or only is not None
            if unchanged is not None and other is None:
                self.machine.run(unchanged, rows, beside, cancelled, soon=soon)
            self.machine.run(change, rows, block, cancelled, soon=soon)
            done = size
            if size == self.runs and only is None:
                self._blocks.put(key, block)
                if unchanged is not None:
                    self._blocks.put(plain, beside)
            yield size, block, beside, _ms(began)
            began = time.perf_counter()

    def _course(self, block: Block, rows: int, arm: str) -> LiveCourse:
        """Return the first rows of a block as a course."""
        kept = self.machine.kept
        known = self._known if kept is not None and block is kept.block else None
        return LiveCourse(block, self.machine.layout, self.machine.arm.start, rows, arm, known)

    def _picture(
        self,
        names: Sequence[str],
        branch: Branch | None,
        change: Change,
        courses: tuple[LiveCourse, LiveCourse],
        outcome: str,
    ) -> Json:
        """Return one picture."""
        head = self._head(names, branch, change) | {"runs": int(courses[0].replication.size)}
        return head | self.painter.paint(*courses, outcome)

    def _head(self, names: Sequence[str], branch: Branch | None, change: Change) -> Json:
        """Return of what an answer is."""
        return {
            "names": list(names),
            "branch": None if branch is None else {"run": branch.run, "day": branch.day},
            "of": self.runs,
            "since": change.since,
        }

    def _courses(
        self, names: Sequence[str], branch: Branch | None
    ) -> tuple[LiveCourse, LiveCourse]:
        """Return all runs of a setting and of the other arm; run unless they are at hand."""
        change = self._change(names, branch)
        *_, (_, block, other, _) = self._run(names, branch, change, self.runs, lambda: False)
        return self._course(block, self.runs, "B"), self._course(other, self.runs, "A")


def _key(branch: Mapping[str, Any] | None) -> tuple[Any, Any] | None:
    """Return a branch as a key."""
    return None if branch is None else (branch.get("run"), branch.get("day"))


def _whole(value: Any, low: int, high: int) -> bool:
    """Say whether a value is a whole number in a range."""
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _refused(field: str, what: str, most: int) -> InputError:
    """Return the error for a branch that cannot be."""
    why, do = "There is nothing to go on from.", f"Choose a whole number from 0 to {most}."
    return InputError([Problem("branch", f"{what}.", why, do, Place("branch", 0, field))])


def _ms(began: float) -> float:
    """Return the milliseconds since a moment."""
    return round((time.perf_counter() - began) * 1e3, 1)
