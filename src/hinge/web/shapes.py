"""What the server needs of the computing side: ``hinge.live`` has it, tests have a double."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol


class Tell(Protocol):
    """What long work calls as it goes; raising from it ends the work."""

    def __call__(
        self, doing: str, done: int = 0, total: int = 0, seconds_left: float | None = None, /
    ) -> None:
        """Take note of what is being done, and how much of it is."""
        ...


class Opened(Protocol):
    """A scenario that is ready to be asked; all methods may be called from any thread."""

    def describe(self) -> dict[str, Any]:
        """Return what the page needs once: map, controls, claims, the baseline's picture."""
        ...

    def pictures(
        self,
        names: Sequence[str],
        *,
        branch: Mapping[str, Any] | None = None,
        outcome: str = "",
        cancelled: Callable[[], bool],
    ) -> Iterator[dict[str, Any]]:
        """Yield pictures of more and more runs; end early where ``cancelled()`` is true."""
        ...

    def campaign(
        self, names: Sequence[str], run: int, branch: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return one campaign day by day."""
        ...

    def why_area(
        self,
        names: Sequence[str],
        area: str,
        day: int,
        run: int | None = None,
        branch: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Return why an area is held as it is on a day."""
        ...

    def why_claim(
        self, names: Sequence[str], claim: str, branch: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return what a claim's verdict rests on."""
        ...

    def close(self) -> None:
        """Let go of what it holds; what is being asked is still answered."""
        ...


class Opener(Protocol):
    """Opens a scenario; takes seconds."""

    def __call__(self, name_or_folder: str | Path, tell: Tell, /) -> Opened:
        """Return the scenario, ready; InputError where it cannot be read."""
        ...
