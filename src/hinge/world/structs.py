"""The compiled form of a group of arrays: a pointer to a few machine words.

A group of ``arrays.py`` becomes a block of 64-bit words, one after the other for
each field: for an array the address of its first element and its dimensions,
for a number its value, for a group within the group the address of that one's
block. Compiled code reads a field by loading its words; since nobody ever
changes them, it may load them once for a whole function.

Nothing is counted. Numba counts references to arrays and StructRefs, so that
memory is freed when the last one goes; in a kernel that passes some two hundred
arrays about, the counting was a tenth of the run time and a third of the
compile time. Here the Python handle (``native.py``) keeps the memory alive while
compiled code works on it, and the compiled types say that there is nothing to count.
"""

from __future__ import annotations

import hashlib
import operator
from typing import Any, cast

from llvmlite import ir  # type: ignore[import-untyped]  # it ships no types
from numba import types
from numba.core import cgutils
from numba.core.datamodel import models
from numba.core.datamodel.registry import register_default
from numba.core.typing.templates import AbstractTemplate, AttributeTemplate, infer_global, signature
from numba.extending import (
    NativeValue,
    infer_getattr,
    lower_builtin,
    lower_getattr,
    lower_getattr_generic,
    unbox,
)

DATA = 1  # words before the dimensions of an array


class View(types.Type):
    """A contiguous array of float64 or int64 that somebody else keeps alive.

    It knows its ``shape`` and ``size``, and how to read and write one element. An
    index is never negative (settled), so none is counted from the end.
    """

    def __init__(self, dtype: Any, ndim: int) -> None:
        """Take the type of the elements and the number of dimensions."""
        self.dtype, self.ndim = dtype, ndim
        super().__init__(name=f"View{ndim}_{dtype}")


@register_default(View)
class _ViewModel(models.StructModel):
    """The address of the first element, and the dimensions."""

    def __init__(self, dmm: Any, fe_type: Any) -> None:
        """Name the two members."""
        members = [
            ("data", types.CPointer(fe_type.dtype)),
            ("shape", types.UniTuple(types.intp, fe_type.ndim)),
        ]
        super().__init__(dmm, fe_type, members)


@infer_getattr
class _ViewFields(AttributeTemplate):
    """The types of ``shape`` and ``size``."""

    key = View

    def resolve_shape(self, view: View) -> Any:
        """Return the type of the dimensions."""
        return types.UniTuple(types.intp, view.ndim)

    def resolve_size(self, _view: View) -> Any:
        """Return the type of the number of elements."""
        return types.intp


def _indices(kind: Any) -> tuple[Any, ...]:
    """Return the types of the whole numbers in an index; none if it holds something else."""
    parts = tuple(cast("Any", kind)) if isinstance(kind, types.BaseTuple) else (kind,)
    return parts if all(isinstance(part, types.Integer) for part in parts) else ()


@infer_global(operator.getitem)
class _Read(AbstractTemplate):
    """The type of ``view[index]``: an element, or a row if indices are missing."""

    def generic(self, args: Any, _kws: Any) -> Any:
        """Return the signature; None for what is not of a view."""
        view, index = args
        if not isinstance(view, View) or not 0 < len(_indices(index)) <= view.ndim:
            return None
        left = view.ndim - len(_indices(index))
        return signature(View(view.dtype, left) if left else view.dtype, view, index)


@infer_global(operator.setitem)
class _Write(AbstractTemplate):
    """The type of ``view[index] = value``, for one element."""

    def generic(self, args: Any, _kws: Any) -> Any:
        """Return the signature; None for what is not of a view."""
        view, index, _value = args
        if isinstance(view, View) and len(_indices(index)) == view.ndim:
            return signature(types.none, view, index, view.dtype)
        return None


def _place(context: Any, builder: Any, view: View, kind: Any, value: Any, index: Any) -> Any:
    """Return the address of an element or of the first of a row: rows lie one after the other."""
    made = cgutils.create_struct_proxy(view)(context, builder, value)
    kinds = _indices(kind)
    tupled = isinstance(kind, types.BaseTuple)
    parts = cgutils.unpack_tuple(builder, index) if tupled else [index]
    shape = cgutils.unpack_tuple(builder, made.shape)
    offset = ir.Constant(ir.IntType(64), 0)
    for axis, size in enumerate(shape):
        offset = builder.mul(offset, size) if axis else offset
        if axis < len(kinds):
            offset = builder.add(
                offset, context.cast(builder, parts[axis], kinds[axis], types.uint64)
            )
    return builder.gep(made.data, [offset], inbounds=True)


@lower_builtin(operator.getitem, View, types.Any)
def _lower_read(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    """Load an element, or put together the view of a row."""
    view, kind = sig.args
    place = _place(context, builder, view, kind, *args)
    if not isinstance(sig.return_type, View):
        return builder.load(place)
    whole = cgutils.create_struct_proxy(view)(context, builder, args[0])
    row = cgutils.create_struct_proxy(sig.return_type)(context, builder)
    row.data = place
    shape = cgutils.unpack_tuple(builder, whole.shape)
    row.shape = cgutils.pack_array(builder, shape[view.ndim - sig.return_type.ndim :])
    return row._getvalue()  # noqa: SLF001  # Numba's own name for it


@lower_builtin(operator.setitem, View, types.Any, types.Any)
def _lower_write(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    """Store an element."""
    view, kind, of_value = sig.args
    value = context.cast(builder, args[2], of_value, view.dtype)
    builder.store(value, _place(context, builder, view, kind, args[0], args[1]))


@lower_getattr(View, "shape")
def _lower_shape(context: Any, builder: Any, view: View, value: Any) -> Any:
    """Return the dimensions."""
    return cgutils.create_struct_proxy(view)(context, builder, value).shape


@lower_getattr(View, "size")
def _lower_size(context: Any, builder: Any, view: View, value: Any) -> Any:
    """Return the number of elements."""
    shape = cgutils.create_struct_proxy(view)(context, builder, value).shape
    first, *others = cgutils.unpack_tuple(builder, shape)
    for size in others:
        first = builder.mul(first, size)
    return first


class Group(types.Type):
    """The compiled type of a group: the names and types of its fields, and the word each begins at."""

    def __init__(self, name: str, fields: tuple[tuple[str, Any], ...]) -> None:
        """Name the type shortly: its name stands in the name of every function that takes it."""
        self.fields = fields
        self.kinds = dict(fields)
        self.offsets: dict[str, int] = {}
        words = 0
        for field, kind in fields:
            self.offsets[field] = words
            words += DATA + kind.ndim if isinstance(kind, View) else 1
        self.words = words
        mark = hashlib.sha256(repr([(f, str(k)) for f, k in fields]).encode()).hexdigest()[:8]
        super().__init__(name=f"{name}_{mark}")


register_default(Group)(models.OpaqueModel)


@infer_getattr
class _GroupFields(AttributeTemplate):
    """The type of a field."""

    key = Group

    def generic_resolve(self, group: Any, field: str) -> Any:  # type: ignore[override]  # the base has a placeholder
        """Return the type of ``group.field``; None if there is no such field."""
        return group.kinds.get(field)


@lower_getattr_generic(Group)
def _lower_field(context: Any, builder: Any, group: Group, value: Any, field: str) -> Any:
    """Load a field from its words."""
    kind, offset = group.kinds[field], group.offsets[field]
    words = builder.bitcast(value, ir.IntType(64).as_pointer())
    if isinstance(kind, View):
        return _load_view(context, builder, kind, words, offset)
    return _load(builder, words, offset, context.get_value_type(kind))


def _load(builder: Any, words: Any, offset: int, kind: Any) -> Any:
    """Load one word as a value of type ``kind``, which never changes while compiled code runs."""
    place = cgutils.gep_inbounds(builder, words, offset)
    loaded = builder.load(builder.bitcast(place, kind.as_pointer()))
    loaded.set_metadata("invariant.load", builder.module.add_metadata([]))
    return loaded


def _load_view(context: Any, builder: Any, kind: View, words: Any, offset: int) -> Any:
    """Put an array together from its address and dimensions."""
    made = cgutils.create_struct_proxy(kind)(context, builder)
    made.data = _load(builder, words, offset, made.data.type)
    shape = range(offset + DATA, offset + DATA + kind.ndim)
    word = ir.IntType(64)
    made.shape = cgutils.pack_array(builder, [_load(builder, words, at, word) for at in shape])
    return made._getvalue()  # noqa: SLF001  # Numba's own name for it


@unbox(Group)
def _unbox(_kind: Group, handle: Any, c: Any) -> Any:
    """Take the address from the Python handle, which keeps the memory alive during the call."""
    address = c.pyapi.object_getattr_string(handle, "address")
    value = c.pyapi.long_as_voidptr(address)
    c.pyapi.decref(address)
    return NativeValue(value, is_error=cgutils.is_not_null(c.builder, c.pyapi.err_occurred()))
