"""Long work that goes on without anybody watching: one job at a time, each with an id that its request gives.

The same request has the same id, so that asking again finds the job that is at work or done,
and after a restart of the server begins it anew, where what was simulated is kept on the disk.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from hinge.web.feeds import Feed, as_event, in_thread
from hinge.web.problems import Failure, failure_of, refusal
from hinge.web.shapes import Tell

NOT_FOUND = 404
MOST_KEPT = 50  # jobs remembered; the oldest that have ended are forgotten

State = Literal["waiting", "running", "done", "failed", "cancelled"]
ENDED: frozenset[State] = frozenset({"done", "failed", "cancelled"})


class Cancelled(Exception):
    """Raised from what a job calls to tell its progress, once it is cancelled."""


@dataclass(frozen=True)
class Job:
    """A job as the browser sees it; ``file``: where the result is fetched, ``name``: what it is saved as."""

    job: str
    name: str
    state: State = "waiting"
    doing: str = "Waiting for the work before it"
    done: int = 0
    total: int = 0
    seconds_left: float | None = None
    file: str | None = None
    problems: tuple[dict[str, Any], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self)


class Jobs:
    """All jobs of this server; every method may be called from any thread, ``events`` in the event loop."""

    def __init__(self) -> None:
        """Begin without jobs; the thread that works on them starts with the first."""
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}
        self._files: dict[str, Path] = {}
        self._listeners: dict[str, list[Feed]] = {}
        self._waiting: deque[tuple[str, Callable[[Tell], Path]]] = deque()
        self._working = False

    def start(self, job: str, name: str, work: Callable[[Tell], Path]) -> Job:
        """Return the job of this id, begun if there is none or it has failed or was cancelled.

        ``work`` returns the file that it has made.
        """
        with self._lock:
            known = self._jobs.get(job)
            if known is not None and known.state not in {"failed", "cancelled"}:
                made = self._files.get(job)
                if made is None or made.is_file():
                    return known
            begun = self._jobs[job] = Job(job, name)
            self._files.pop(job, None)
            self._waiting.append((job, work))
            if not self._working:
                self._working = True
                in_thread(self._work, "jobs")
            self._forget()
            return begun

    def get(self, job: str) -> Job:
        """Return a job; Failure for an id that is not known."""
        with self._lock:
            found = self._jobs.get(job)
        if found is None:
            raise refusal(
                NOT_FOUND,
                "unknown_job",
                f"There is no work of the id {job!r} here.",
                "The server was started anew since.",
                "Ask for the same report again; what was simulated is kept, and it goes on from there.",
            )
        return found

    def file(self, job: str) -> Path:
        """Return the file that a job has made; Failure where there is none."""
        found = self.get(job)
        made = self._files.get(job)
        if made is None or not made.is_file():
            raise refusal(
                NOT_FOUND,
                "no_file",
                f"The work {job!r} has no result ({found.state}).",
                "It has not ended, or its folder was removed.",
                "Wait until it is done, or ask for the same report again.",
            )
        return made

    def cancel(self, job: str) -> Job:
        """Cancel a job and return it; one that has ended stays as it is."""
        if self.get(job).state not in ENDED:
            self._change(job, state="cancelled", doing="Cancelled", seconds_left=None)
        return self.get(job)

    def cancel_all(self) -> None:
        """Cancel all jobs, because the server ends."""
        for job in list(self._jobs):
            self.cancel(job)

    def events(self, job: str) -> Feed:
        """Return a feed of how a job stands, now and whenever that changes, until it has ended."""
        self.get(job)
        feed = Feed()
        with self._lock:
            now = self._jobs[job]
            feed.put(as_event(now.as_json()))
            if now.state in ENDED:
                feed.put(None)
            else:
                self._listeners.setdefault(job, []).append(feed)
        return feed

    def unlisten(self, job: str, feed: Feed) -> None:
        """Send no more events to a feed."""
        with self._lock:
            listeners = self._listeners.get(job, [])
            if feed in listeners:
                listeners.remove(feed)

    def _change(self, job: str, **changes: Any) -> bool:
        """Change a job and tell; return whether it was still at work or waiting."""
        with self._lock:
            if job not in self._jobs or self._jobs[job].state in ENDED:
                return False
            now = self._jobs[job] = replace(self._jobs[job], **changes)
            ended = now.state in ENDED
            for feed in self._listeners.get(job, []):
                feed.put(as_event(now.as_json()))
                if ended:
                    feed.put(None)
            if ended:
                self._listeners.pop(job, None)
            return True

    def _work(self) -> None:
        """Do the jobs that wait, one after the other; in a thread, until none is left."""
        while True:
            with self._lock:
                if not self._waiting:
                    self._working = False
                    return
                job, work = self._waiting.popleft()
            if self._change(job, state="running", doing="Starting"):
                self._one(job, work)

    def _one(self, job: str, work: Callable[[Tell], Path]) -> None:
        """Do one job."""

        def tell(
            doing: str, done: int = 0, total: int = 0, seconds_left: float | None = None, /
        ) -> None:
            if not self._change(
                job, doing=doing, done=done, total=total, seconds_left=seconds_left
            ):
                raise Cancelled

        try:
            made = work(tell)
        except Cancelled:
            return
        except Exception as error:  # noqa: BLE001 - told to the browser, and logged there
            failed: Failure = failure_of(error)
            self._change(job, state="failed", doing="Failed", problems=failed.problems)
            return
        with self._lock:
            self._files[job] = made
        self._change(
            job, state="done", doing="Done", seconds_left=0.0, file=f"/api/jobs/{job}/file"
        )

    def _forget(self) -> None:
        """Forget the oldest jobs that have ended."""
        ended = [job for job, known in self._jobs.items() if known.state in ENDED]
        for job in ended[: max(0, len(self._jobs) - MOST_KEPT)]:
            del self._jobs[job]
            self._files.pop(job, None)
