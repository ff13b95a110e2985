"""The state as one block of memory, so that to branch is to copy a block.

A state is some hundred arrays. Copied one by one they cost more than a tenth of
a simulated day, nearly all of it for finding and making arrays. Laid one behind
the other in one block, the whole state is a single copy, and a snapshot is a
block. A ``Stage`` is a block with the arrays of a state on it, made once: states
are put on it, run on, and taken from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import numpy as np

from hinge.world.arrays import State
from hinge.world.kinds import Ints
from hinge.world.native import native


@dataclass(frozen=True)
class Stage:
    """A block of (words,) 64 bits, the state whose arrays lie on it, and that state for compiled code."""

    block: Ints
    state: State
    ready: State

    def put(self, block: Ints) -> None:
        """Make the state on this stage that of ``block``."""
        self.block[:] = block


def block_of(state: State) -> Ints:
    """Return a new block with the values of a state, (words,)."""
    return np.concatenate([array.reshape(-1).view(np.int64) for array in _arrays(state)])


def stage(like: State) -> Stage:
    """Return a stage for states of the same shape as ``like``, holding its values."""
    block = block_of(like)
    state, _ = _laid(like, block, 0)
    return Stage(block, state, native(state))


def copied(state: State) -> State:
    """Return a copy of a state that shares no array with it."""
    return stage(state).state


def _arrays(group: Any) -> list[Any]:
    """Return the arrays of a group and of the groups in it, in order."""
    found: list[Any] = []
    for field in group:
        found += [field] if isinstance(field, np.ndarray) else _arrays(field)
    return found


def _laid(group: Any, block: Ints, begin: int) -> tuple[Any, int]:
    """Return ``group`` with its arrays on ``block`` from word ``begin`` on, and the word behind them."""
    fields = []
    for field in group:
        if isinstance(field, np.ndarray):
            words = block[begin : begin + field.size]
            fields.append(words.view(field.dtype).reshape(field.shape))
            begin += field.size
        else:
            inner, begin = _laid(field, block, begin)
            fields.append(inner)
    return cast("Any", type(group))(*fields), begin
