"""A scenario that is open for live questions: its baseline stands, and changes are answered from stored states."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from hinge.ensemble.arrays import Block
from hinge.errors import InputError, Place, Problem
from hinge.live.about import describe
from hinge.live.course import LiveCourse
from hinge.live.machine import Cancelled, Change, Machine
from hinge.live.picture import Painter
from hinge.live.settings import Branch, change_of
from hinge.live.shown import wanted_series
from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario

Json = dict[str, Any]
T = TypeVar("T")

RUNS = 200
"""Runs of a picture: what two cores simulate from day 0 in a second and a half."""

FIRST = 32
"""Runs of the first picture, which is there at once."""

PICTURES_KEPT = 24
BLOCKS_KEPT = 8
"""Answers kept so that a setting come back to is there at once; a block of aleppo-2016 takes some 15 MB."""


@dataclass(frozen=True)
class Progress:
    """How far the baseline is: ``done`` of ``total`` runs."""

    doing: str
    done: int
    total: int
    seconds_left: float | None


class Recent(Generic[T]):
    """The last few answers by what was asked; safe for several threads."""

    def __init__(self, most: int) -> None:
        """Keep at most so many."""
        self._most, self._kept = most, OrderedDict[Any, T]()
        self._lock = threading.Lock()

    def get(self, key: Any) -> T | None:
        """Return what is kept, and count it as used."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: Any, value: T) -> None:
        """Keep a value; the one used longest ago goes."""
        with self._lock:
            self._kept[key] = value
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


class Opened:
    """One scenario, open. All methods may be called from several threads at once."""

    def __init__(self, scenario: Scenario, machine: Machine) -> None:
        """Take a machine whose baseline has been run."""
        self.scenario, self.machine = scenario, machine
        self.painter = Painter(scenario)
        self._pictures: Recent[Json] = Recent(PICTURES_KEPT)
        self._blocks: Recent[Block] = Recent(BLOCKS_KEPT)
        self._described: Json | None = None

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

    def block(self, names: Sequence[str], branch: Branch | None) -> Block:
        """Return the records of a setting over all runs; run unless they are at hand."""
        change = self._change(names, branch)
        *_, (_, block, _, _) = self._run(names, branch, change, self.runs, lambda: False)
        return block

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
    ) -> Iterator[tuple[int, Block, Block, float]]:
        """Yield how many rows stand, in the block of the setting and in that of the other arm, and the time."""
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
        for size in sorted({min(first, self.runs), self.runs}):
            rows, soon = range(done, size), size < self.runs
            if unchanged is not None and other is None:
                self.machine.run(unchanged, rows, beside, cancelled, soon=soon)
            self.machine.run(change, rows, block, cancelled, soon=soon)
            done = size
            if size == self.runs:
                self._blocks.put(key, block)
                if unchanged is not None:
                    self._blocks.put(plain, beside)
            yield size, block, beside, _ms(began)
            began = time.perf_counter()

    def _course(self, block: Block, rows: int, arm: str) -> LiveCourse:
        """Return the first rows of a block as a course."""
        return LiveCourse(block, self.machine.layout, self.machine.arm.start, rows, arm)

    def _picture(
        self,
        names: Sequence[str],
        branch: Branch | None,
        change: Change,
        courses: tuple[LiveCourse, LiveCourse],
        outcome: str,
    ) -> Json:
        """Return one picture."""
        rows = int(courses[0].replication.size)
        head: Json = {
            "names": list(names),
            "branch": None if branch is None else {"run": branch.run, "day": branch.day},
            "runs": rows,
            "of": self.runs,
            "since": change.since,
        }
        return head | self.painter.paint(*courses, outcome)


def open_live(
    name_or_folder: str | Path,
    *,
    seed: int = 1,
    runs: int = RUNS,
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Opened:
    """Open a scenario: load it with its posterior, run its baseline once, keep states for restarts.

    The runs are the first draws, one replication each, that ``hinge run`` has with this
    seed. ``progress`` is called from this thread. InputError for a scenario with mistakes.
    """
    return open_scenario(
        load(name_or_folder), seed=seed, runs=runs, workers=workers, progress=progress
    )


def open_scenario(
    scenario: Scenario,
    *,
    seed: int = 1,
    runs: int = RUNS,
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Opened:
    """Open a scenario that is loaded."""
    wanted = wanted_series(scenario)
    machine = Machine(scenario, seed=seed, runs=runs, workers=workers, wanted=wanted)
    began = time.perf_counter()

    def told(done: int, total: int) -> None:
        if progress is not None:
            left = (time.perf_counter() - began) / done * (total - done)
            progress(Progress("Running the baseline", done, total, round(left, 1)))

    machine.baseline(told)
    return Opened(scenario, machine)


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
