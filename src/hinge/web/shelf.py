"""The scenarios on offer, and those that are open; one opening is shared by all who wait for it."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hinge.errors import HingeError
from hinge.scenario.load import load, shipped
from hinge.scenario.nearest import suggest
from hinge.scenario.scenario import Scenario
from hinge.web.feeds import Feed, as_line, in_thread
from hinge.web.problems import Failure, failure_of, refusal
from hinge.web.shapes import Opened, Opener, Tell

NOT_FOUND = 404
NOT_OPEN = 409
UNAVAILABLE = 503
NO_ID = re.compile(r"[^a-z0-9]+")
MOST_OPEN = 3
"""Open at once: stored states take memory, and a reader goes to and fro between two or three."""


@dataclass
class _Opening:
    """A scenario that is being opened: its last line of progress, and who wants to hear more."""

    said: bytes = b""
    listeners: list[Feed] = field(default_factory=list)


class Shelf:
    """Scenarios by id: the shipped ones and the folders that were named when the server started."""

    def __init__(
        self, folders: Sequence[Path], opener: Opener, ready: Callable[[Tell], None]
    ) -> None:
        """Offer the shipped scenarios and ``folders``.

        ``ready`` makes the engine ready, which takes long once per machine.
        """
        self._found: dict[str, str | Path] = {name: name for name in shipped()}
        self.folders: tuple[str, ...] = tuple(self._add(folder) for folder in folders)
        self._opener, self._ready = opener, ready
        self._engine = threading.Lock()
        self._lock = threading.Lock()
        self._open: dict[str, tuple[Opened, bytes]] = {}
        self._opening: dict[str, _Opening] = {}

    def _add(self, folder: Path) -> str:
        """Offer a folder, and return its id: its name in small letters, numbered where that is taken."""
        plain = NO_ID.sub("-", folder.resolve().name.lower()).strip("-") or "scenario"
        name, number = plain, 1
        while name in self._found:
            number += 1
            name = f"{plain}-{number}"
        self._found[name] = folder
        return name

    def listed(self) -> list[dict[str, Any]]:
        """Return what is on offer, in words; a folder with mistakes has them in its ``problems``."""
        return [self._listed(name) for name in self._found]

    def _listed(self, name: str) -> dict[str, Any]:
        """Return one scenario in words."""
        said = {"id": name, "shipped": name not in self.folders, "title": name, "problems": []}
        try:
            scenario = self.scenario(name)
        except HingeError as error:
            return said | failure_of(error).body
        head = scenario.head
        return said | {
            "title": head.title,
            "summary": " ".join(head.summary.split()),
            "start": head.start.isoformat(),
            "assessment": head.assessment_date.isoformat(),
            "horizon": head.horizon.isoformat(),
            "claims": len(scenario.claims),
        }

    def scenario(self, name: str) -> Scenario:
        """Return a scenario on offer as it is now on the disk; Failure for any other name."""
        self.require(name)
        return load(self._found[name])

    def require(self, name: str) -> None:
        """Raise Failure unless a scenario of this name is on offer."""
        if name not in self._found:
            raise refusal(
                NOT_FOUND,
                "unknown_scenario",
                f"There is no scenario {name!r} here {suggest(name, self._found)}.",
                "Only shipped scenarios and folders that the server was started with are opened.",
                f"Choose another, or start it with the folder: hinge serve {name}",
                place="scenario",
            )

    def opened(self, name: str) -> Opened:
        """Return a scenario that is open; Failure where it is not."""
        self.require(name)
        with self._lock:
            found = self._open.pop(name, None)
            if found is not None:
                self._open[name] = found  # the one last used stands last
                return found[0]
        raise refusal(
            NOT_OPEN,
            "not_open",
            f"The scenario {name} is not open.",
            "The server was started anew, or other scenarios have taken its place.",
            "Open it again; the settings are kept in the page.",
            place="scenario",
        )

    def open(self, name: str) -> Feed:
        """Return what there is to hear of a scenario's opening, in the event loop; begin it if need be."""
        self.require(name)
        feed = Feed()
        with self._lock:
            found = self._open.get(name)
            if found is not None:
                feed.put(found[1])
                feed.put(None)
                return feed
            opening = self._opening.get(name)
            begins = opening is None
            if opening is None:
                opening = self._opening[name] = _Opening()
            opening.listeners.append(feed)
            if opening.said:
                feed.put(opening.said)
        if begins:
            in_thread(lambda: self._work(name, opening), "open")
        return feed

    def stop(self) -> None:
        """Tell all who wait for an opening that the server ends."""
        ends = refusal(
            UNAVAILABLE,
            "server_ends",
            "The server was stopped.",
            "Nothing is computed without it.",
            "Start it again with hinge serve; the settings are kept in the page.",
        )
        with self._lock:
            for opening in self._opening.values():
                for listener in opening.listeners:
                    listener.put(ends)

    def _work(self, name: str, opening: _Opening) -> None:
        """Open a scenario and tell all who listen; in a thread."""

        def tell(
            doing: str, done: int = 0, total: int = 0, seconds_left: float | None = None, /
        ) -> None:
            line = as_line(
                {"doing": doing, "done": done, "total": total, "seconds_left": seconds_left}
            )
            with self._lock:
                opening.said = line
                for listener in opening.listeners:
                    listener.put(line)

        last: bytes | Failure
        opened: Opened | None = None
        try:
            with self._engine:
                self._ready(tell)
            opened = self._opener(self._found[name], tell)
            last = as_line({"opened": opened.describe()})
        except Exception as error:  # noqa: BLE001 - told to the browser, and logged there
            last = failure_of(error)
        with self._lock:
            del self._opening[name]
            if opened is not None and isinstance(last, bytes):
                self._open[name] = (opened, last)
                while len(self._open) > MOST_OPEN:
                    self._open.pop(next(iter(self._open)))[0].close()
            for listener in opening.listeners:
                listener.put(last)
                if isinstance(last, bytes):
                    listener.put(None)
