"""The one way kernel code is compiled, and the one way it is indexed.

With ``NUMBA_DISABLE_JIT=1`` the same source runs as plain Python, bit for bit
the same: that form is stepped through in a debugger and is the oracle of the
compiled one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import config, njit, types
from numba.core.registry import CPUDispatcher
from numba.extending import lower_builtin, type_callable

from hinge.draws.pipelines import Inner, Joined

F = TypeVar("F", bound=Callable[..., object])

JIT = not cast("Any", config).DISABLE_JIT


def compiled(function: F) -> F:
    """Compile ``function`` for other compiled functions: without the GIL, IEEE arithmetic as written.

    No fastmath and no fused multiply-add, so results do not depend on the
    optimiser. Division by zero follows NumPy; kernel code guards against it.
    Python cannot call it; what Python calls is an ``entry``.
    """
    inner = _compiled(function, no_cpython_wrapper=True, pipeline_class=Inner)
    if JIT:
        cast("Any", inner).__class__ = _Uncallable
    return inner


class _Uncallable(CPUDispatcher):
    """A compiled function without a way in from Python: calling it raises instead of crashing."""

    def __call__(self, *_values: object) -> object:
        """Refuse."""
        raise TypeError(f"{self.py_func.__name__} is for compiled callers; mark it as an entry")


def entry(function: F) -> F:
    """Compile ``function`` as ``compiled`` does, cached, and so that Python can call it."""
    return _compiled(function, cache=True)


def joined(function: F) -> F:
    """Compile as an ``entry`` a function that only calls entries; they are not optimised again."""
    return _compiled(function, cache=True, pipeline_class=Joined)


def _compiled(function: F, **options: Any) -> F:
    """Compile ``function``, or return it as it is with compilation off."""
    if not JIT:
        return function
    make = cast("Any", njit)  # its types do not know all options
    usual = make(nogil=True, error_model="numpy", no_cfunc_wrapper=True, **options)
    dispatcher = usual(function)
    dispatcher.get_call_template = _whatever_the_values(dispatcher.get_call_template)
    return cast("F", dispatcher)


def _whatever_the_values(get: Callable[..., object]) -> Callable[..., object]:
    """Compile once for all numbers written in the code: Numba would compile for each of them anew."""

    def template(args: Any, kws: Any) -> object:
        plain = {name: types.unliteral(kind) for name, kind in kws.items()}
        return get([types.unliteral(kind) for kind in args], plain)

    return template


def at(index: int) -> int:
    """Return ``index`` for use inside brackets, when it was read from an array.

    Compiled, it is an unsigned cast, which spares the wrap-around of negative
    indices in every access; in plain Python it is the identity. The index must
    not be negative: test for a sentinel first.
    """
    return index


@type_callable(at)
def _type_of_at(context: Any) -> Any:
    """Tell the compiler that ``at`` of an integer is an unsigned one."""

    def typer(index: Any) -> Any:
        return types.uint64 if isinstance(index, types.Integer) else None

    return typer


@lower_builtin(at, types.Integer)
def _code_of_at(context: Any, builder: Any, signature: Any, values: Any) -> Any:
    """Give the compiler the code of ``at``: a cast."""
    return context.cast(builder, values[0], signature.args[0], types.uint64)
