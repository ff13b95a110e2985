"""How arrays reach the compiled kernel: by pointer, one small block of words for each group.

The groups of ``arrays.py`` are NamedTuples, which plain Python, tests and
debuggers read. Passed to compiled functions as they are, each call would carry
some two hundred arrays by value; an engine passed that way had not compiled
after eight minutes (see docs/decisions). So compiled code receives the address of
a block that says where each field is: the same memory under the same names. With
compilation off, ``native`` gives back what it was given.
"""

from __future__ import annotations

from typing import Any, TypeVar, cast

import numpy as np
from numba import types

from hinge.draws.compiled import JIT
from hinge.errors import HingeError
from hinge.world.structs import Group, View

T = TypeVar("T")

_NUMBERS = {float: types.float64, int: types.int64}
_ELEMENTS = {np.dtype(np.float64): types.float64, np.dtype(np.int64): types.int64}
_types: dict[tuple[object, ...], Group] = {}


class Handle:
    """What Python holds of a compiled group: its type, its block, and all that the block points to."""

    __slots__ = ("_numba_type_", "address", "kept", "words")

    def __init__(self, kind: Group, words: Any, kept: tuple[object, ...]) -> None:
        """Keep ``words`` and ``kept`` alive for as long as somebody holds this handle."""
        self._numba_type_ = kind
        self.words = words
        self.kept = kept
        self.address = int(words.ctypes.data)

    def __getattr__(self, field: str) -> Any:
        """Return a field of the group that this stands for."""
        return getattr(self.kept[0], field)


def native(group: T) -> T:
    """Return ``group`` in the form that compiled functions take; it shares the group's arrays.

    Raises ``HingeError`` for an array that is not contiguous or neither float64 nor int64:
    the kernel knows no others.
    """
    if not JIT or isinstance(group, Handle):
        return group
    return cast("T", _handle(cast("Any", group)))


def _handle(group: Any) -> Handle:
    """Write the block of a group."""
    words: list[int] = []
    kinds: list[tuple[str, Any]] = []
    inner: list[object] = [group]
    for name, field in zip(group._fields, group, strict=True):
        if isinstance(field, np.ndarray):
            kinds.append((name, _view(name, field)))
            words.append(field.__array_interface__["data"][0])
            words.extend(field.shape)
        elif isinstance(field, tuple):
            handle = _handle(field)
            inner.append(handle)
            kinds.append((name, handle._numba_type_))
            words.append(handle.address)
        else:
            kinds.append((name, _NUMBERS[type(field)]))
            number = np.array([field], np.float64 if isinstance(field, float) else np.int64)
            words.append(int(number.view(np.int64)[0]))
    return Handle(
        _type(type(group).__name__, tuple(kinds)), np.array(words, np.int64), tuple(inner)
    )


def _view(name: str, array: Any) -> View:
    """Return the compiled type of an array."""
    if array.dtype not in _ELEMENTS or not array.flags.c_contiguous:
        raise HingeError(f"kernel arrays are contiguous float64 or int64; {name} is not")
    return View(_ELEMENTS[array.dtype], array.ndim)


def _type(name: str, kinds: tuple[tuple[str, Any], ...]) -> Group:
    """Return the compiled type of a group, the same object for the same fields."""
    key = (name, kinds)
    if key not in _types:
        _types[key] = Group(name, kinds)
    return _types[key]
