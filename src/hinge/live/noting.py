"""Which columns of a table are read: a mapping that notes its keys."""

from __future__ import annotations

from collections.abc import Mapping


class Noting(dict[str, int]):
    """A mapping that notes in ``read`` which of its keys were asked for."""

    def __init__(self, columns: Mapping[str, int]) -> None:
        """Take the columns over; nothing is read yet."""
        super().__init__(columns)
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> int:
        """Return a column, and note it."""
        self.read.add(name)
        return super().__getitem__(name)
