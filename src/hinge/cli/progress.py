"""Progress of long work on stderr: a bar with time left in a terminal, rare plain lines in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)

from hinge.cli.console import err, say

PLAIN_EVERY = 15.0  # seconds between plain lines
PLAIN_SHARE = 0.25  # or a quarter of the work, whichever takes longer
PARTICLES = "days of campaigns"  # what is counted in a named part of the work


class Report(Protocol):
    """What long work calls as it goes: how much is done, of how much, and of what."""

    def __call__(self, done: int, total: int, doing: str = "", /) -> None:
        """Take note that ``done`` of ``total`` are finished; ``doing`` names a part of the work."""
        ...


class PlainLines:
    """Say how far the work is, seldom: for logs and pipes."""

    def __init__(self, what: str, unit: str) -> None:
        """Start the clock; the first line comes when there is something to say."""
        self.what, self.unit = what, unit
        self._part = ""
        self.began = self.last = time.monotonic()
        self.told = 0.0

    def __call__(self, done: int, total: int, doing: str = "", /) -> None:
        """Print a line when enough time and work have passed, and at the end; one when a part begins."""
        if doing != self._part:
            self._part, self.told = doing, 0.0
            self.began = self.last = time.monotonic()
            if doing:
                say(doing)
        now, share = time.monotonic(), done / max(total, 1)
        ended = done >= total and self.told < 1.0
        due = now - self.last >= PLAIN_EVERY and share - self.told >= PLAIN_SHARE
        if not ((ended and not doing) or due):
            return
        self.last, self.told = now, share
        spent = now - self.began
        left = "" if ended else f", about {seconds(spent / share - spent)} left"
        took = f" in {seconds(spent)}" if ended else ""
        what, unit = (doing, PARTICLES) if doing else (self.what, self.unit)
        say(f"{what}: {done:,} of {total:,} {unit}{took}{left}")


class Bar:
    """A live bar with time left: for terminals."""

    def __init__(self, progress: Progress, what: str) -> None:
        """Add the bar to a running display."""
        self.progress, self.what = progress, what
        self.task = progress.add_task(what, total=None)
        self._part = ""

    def __call__(self, done: int, total: int, doing: str = "", /) -> None:
        """Move the bar; a new part of the work starts its clock anew."""
        if doing != self._part:
            self._part = doing
            self.progress.reset(self.task, total=total, description=doing or self.what)
        self.progress.update(self.task, completed=done, total=total)


@contextmanager
def progress(what: str, unit: str) -> Iterator[Report]:
    """Show how far some work is while it lasts; ``unit`` names what is counted."""
    if not sys.stderr.isatty():
        yield PlainLines(what, unit)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(unit),
        TimeRemainingColumn(compact=True, elapsed_when_finished=True),
    )
    with Progress(*columns, console=err()) as shown:
        yield Bar(shown, what)


@contextmanager
def working(what: str) -> Iterator[None]:
    """Say what is being done while it lasts, when nothing can be counted."""
    if not sys.stderr.isatty():
        say(what)
        yield
        return
    with Progress(SpinnerColumn(), TextColumn("{task.description}"), console=err()) as shown:
        shown.add_task(what, total=None)
        yield


def seconds(value: float) -> str:
    """Return a duration in words.

    >>> seconds(42.4), seconds(125)
    ('42 s', '2 min 05 s')
    """
    whole = max(0, round(value))
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60:02d} s"
