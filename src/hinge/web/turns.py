"""Latest request wins: a slot of a client has one request at work, and a newer one waits until it has stopped."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager

Place = tuple[str, str]  # client and slot


class Turn:
    """One request's turn in its slot; ``stop`` is set when its answer is wanted no more."""

    def __init__(self, before: Turn | None) -> None:
        """Come after ``before``."""
        self.stop = asyncio.Event()
        self._told = threading.Event()
        self._ended = threading.Event()
        self._before = before

    def cancel(self) -> None:
        """Tell the work to stop and the answer to end; in the event loop."""
        self._told.set()
        self.stop.set()

    def cancelled(self) -> bool:
        """Whether the work shall stop; for any thread."""
        return self._told.is_set()

    def wait(self) -> None:
        """Wait until the work of the turn before has ended; in the thread of the work."""
        if self._before is not None:
            self._before._ended.wait()  # noqa: SLF001 - of its own kind
            self._before = None

    def end(self) -> None:
        """Say that the work has ended; in its thread."""
        self._ended.set()


class Turns:
    """The turns of all clients; a slot whose last turn has ended is forgotten."""

    def __init__(self) -> None:
        """Begin without clients."""
        self._latest: dict[Place, tuple[int, Turn]] = {}

    def begin(self, place: Place, number: int) -> Turn:
        """Return the turn of a request; that of an older one than the slot's latest is cancelled."""
        latest, before = self._latest.get(place, (0, None))
        turn = Turn(before)
        if number < latest:
            turn.cancel()
            return turn
        if before is not None:
            before.cancel()
        self._latest[place] = (number, turn)
        return turn

    @contextmanager
    def at_work(self, place: Place, turn: Turn, loop: asyncio.AbstractEventLoop) -> Iterator[None]:
        """Let a thread work on a turn: after the turn before, and saying so when it ends."""
        try:
            turn.wait()
            yield
        finally:
            turn.end()
            with contextlib.suppress(RuntimeError):  # the loop has ended, and the server with it
                loop.call_soon_threadsafe(self._forget, place, turn)

    def _forget(self, place: Place, turn: Turn) -> None:
        """Forget a slot if this turn was its last."""
        if place in self._latest and self._latest[place][1] is turn:
            del self._latest[place]

    def cancel_all(self) -> None:
        """Tell all work to stop."""
        for _, turn in self._latest.values():
            turn.cancel()

    def __len__(self) -> int:
        """Slots with work."""
        return len(self._latest)
