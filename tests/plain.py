"""The rooms of the kernel as plain Python, beside the compiled ones, in one process.

Tests of mechanisms call single functions, step through them and count their
lines; compiled, each would first cost minutes. So the modules are imported a
second time with compilation off, under their own names, and the first ones are
put back. What the two forms give is compared bit for bit in
``engine/test_same_bits.py``.
"""

import importlib
import sys
from types import ModuleType

from numba import config

ROOMS = ("hinge.draws", "hinge.world", "hinge.engine", "hinge.ensemble", "hinge.audits")
_TWINS: dict[str, ModuleType] = {}


def _ours(name: str) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in ROOMS)


def plain(name: str) -> ModuleType:
    """Return module ``name`` of one of these rooms, its functions not compiled."""
    if config.DISABLE_JIT:
        return importlib.import_module(name)
    if name not in _TWINS:
        _import_twin(name)
    return _TWINS[name]


def _import_twin(name: str) -> None:
    """Import ``name`` and what it needs a second time; leave no trace but in ``_TWINS``."""
    top = importlib.import_module("hinge")
    compiled = {known: sys.modules.pop(known) for known in list(sys.modules) if _ours(known)}
    rooms = {room.partition(".")[2] for room in ROOMS}
    shown = {room: vars(top).pop(room) for room in rooms if room in vars(top)}
    sys.modules.update(_TWINS)
    config.DISABLE_JIT = 1
    try:
        importlib.import_module(name)
    finally:
        config.DISABLE_JIT = 0
        for known in list(sys.modules):
            if _ours(known):
                _TWINS[known] = sys.modules.pop(known)
        for room in rooms & set(vars(top)):
            delattr(top, room)
        sys.modules.update(compiled)
        for room, module in shown.items():
            setattr(top, room, module)
