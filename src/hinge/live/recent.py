"""The last few answers, so that a setting come back to is there at once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any, Generic, TypeVar

T = TypeVar("T")


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
