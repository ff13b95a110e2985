"""Threads that run replications for several requests at once: first pictures go before all others."""

from __future__ import annotations

import itertools
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

SOON, LATER, STOP = 0, 1, 2
"""What goes first: a first picture, what may take a second, the end of the work."""

POLL = 0.01
"""Seconds between two looks at whether anybody still waits."""


@dataclass
class Job:
    """One request: what is done with each row; ``over`` once nobody waits any more."""

    task: Callable[[int], None]
    ended: queue.SimpleQueue[tuple[int, BaseException | None]] = field(
        default_factory=queue.SimpleQueue
    )
    over: bool = False


class Crew:
    """Some threads; rows of urgent requests are taken before others, else in the order of asking."""

    def __init__(self, workers: int) -> None:
        """Start the threads; they end with the program, or by ``close``."""
        self.workers = workers
        self._asked: queue.PriorityQueue[tuple[int, int, int, Job | None]] = queue.PriorityQueue()
        self._count = itertools.count()
        self._closing = threading.Lock()
        self._closed = False
        for number in range(workers):
            name = f"hinge-live-{number}"
            threading.Thread(target=self._work, name=name, daemon=True).start()

    def each(
        self,
        rows: Iterable[int],
        task: Callable[[int], None],
        cancelled: Callable[[], bool],
        *,
        soon: bool = False,
    ) -> Iterator[int]:
        """Do a task for every row and yield rows as they end; stop early where nobody waits."""
        job, left = Job(task), 0
        with self._closing:
            closed = self._closed
            for row in () if closed else rows:
                self._asked.put((SOON if soon else LATER, next(self._count), row, job))
                left += 1
        if closed:  # whoever still asks is answered, in the asker's own thread
            yield from self._alone(rows, task, cancelled)
            return
        try:
            while left:
                try:
                    row, wrong = job.ended.get(timeout=POLL)
                except queue.Empty:
                    if cancelled():
                        return
                    continue
                if wrong is not None:
                    raise wrong
                left -= 1
                yield row
        finally:
            job.over = True

    @property
    def waiting(self) -> int:
        """Rows that stand in line."""
        return self._asked.qsize()

    def close(self) -> None:
        """Let the threads go once what they were asked for is done."""
        with self._closing:
            self._closed = True
            for _ in range(self.workers):
                self._asked.put((STOP, next(self._count), 0, None))

    @staticmethod
    def _alone(
        rows: Iterable[int], task: Callable[[int], None], cancelled: Callable[[], bool]
    ) -> Iterator[int]:
        """Do a task for every row without the threads."""
        for row in rows:
            if cancelled():
                return
            task(row)
            yield row

    def _work(self) -> None:
        """Take rows as long as there are any."""
        while True:
            _, _, row, job = self._asked.get()
            if job is None:
                return
            if job.over:
                continue
            try:
                job.task(row)
            except BaseException as wrong:  # noqa: BLE001 - it is raised where somebody waits
                job.ended.put((row, wrong))
            else:
                job.ended.put((row, None))
