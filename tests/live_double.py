"""A double of ``hinge.live`` for tests of the server: it computes nothing and takes as long as it is told."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hinge.scenario.load import load
from hinge.scenario.patch import do
from hinge.web.shapes import Tell

HERE = "http://127.0.0.1:8017"
"""Where tests in memory say that the server is."""

Lines = Callable[..., list[dict[str, Any]]]
"""What asks and returns all lines of the answer."""

LOOK = 0.005  # seconds between two looks at whether anybody still waits


@dataclass
class Double:
    """An open scenario; ``steps``: seconds before each picture, ``asks``: seconds that every other answer takes."""

    name: str
    steps: tuple[float, ...] = (0.0, 0.0)
    asks: float = 0.0
    began: list[tuple[str, ...]] = field(default_factory=list)
    stopped: list[tuple[str, ...]] = field(default_factory=list)
    at_work: int = 0
    most_at_work: int = 0
    closed: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def close(self) -> None:
        self.closed = True

    def describe(self) -> dict[str, Any]:
        time.sleep(self.asks)
        return {"scenario": self.name}

    def pictures(
        self,
        names: Sequence[str],
        *,
        branch: Mapping[str, Any] | None = None,
        outcome: str = "",
        cancelled: Callable[[], bool],
    ) -> Iterator[dict[str, Any]]:
        do(load(self.name), *names)
        with self.lock:
            self.began.append(tuple(names))
            self.at_work += 1
            self.most_at_work = max(self.most_at_work, self.at_work)
        try:
            for number, seconds in enumerate(self.steps):
                until = time.monotonic() + seconds
                while time.monotonic() < until:
                    if cancelled():
                        self.stopped.append(tuple(names))
                        return
                    time.sleep(LOOK)
                yield {
                    "names": list(names),
                    "runs": 32 * (1 + 5 * number),
                    "outcome": outcome,
                    "branch": None if branch is None else dict(branch),
                }
        finally:
            with self.lock:
                self.at_work -= 1

    def campaign(
        self, names: Sequence[str], run: int, branch: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        time.sleep(self.asks)
        return {"names": list(names), "run": run, "branch": branch}

    def why_area(
        self, names: Sequence[str], area: str, day: int, run: int | None = None, branch: Any = None
    ) -> dict[str, Any]:
        time.sleep(self.asks)
        return {"names": list(names), "area": area, "day": day, "run": run, "branch": branch}

    def why_claim(self, names: Sequence[str], claim: str, branch: Any = None) -> dict[str, Any]:
        time.sleep(self.asks)
        return {"names": list(names), "claim": claim, "branch": branch}


@dataclass
class DoubleOpener:
    """Opens doubles: so many steps of progress, each after some seconds; ``fails`` is raised in place of the last."""

    steps: int = 2
    seconds: float = 0.0
    fails: Exception | None = None
    pictures: tuple[float, ...] = (0.0, 0.0)
    asks: float = 0.0
    opened: list[Double] = field(default_factory=list)

    def __call__(self, name_or_folder: str | Path, tell: Tell, /) -> Double:
        for done in range(self.steps):
            time.sleep(self.seconds)
            tell("Simulating", done, self.steps, None)
        if self.fails is not None:
            raise self.fails
        self.opened.append(Double(str(name_or_folder), steps=self.pictures, asks=self.asks))
        return self.opened[-1]
