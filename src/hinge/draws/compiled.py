"""The one way kernel code is compiled, and the one way it is indexed.

With ``NUMBA_DISABLE_JIT=1`` the same source runs as plain Python, bit for bit
the same: that form is stepped through in a debugger and is the oracle of the
compiled one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import config, njit, types
from numba.extending import lower_builtin, type_callable

F = TypeVar("F", bound=Callable[..., object])

JIT = not cast("Any", config).DISABLE_JIT


def compiled(function: F) -> F:
    """Compile ``function`` for other compiled functions: cached, without the GIL, IEEE arithmetic as written.

    No fastmath and no fused multiply-add, so results do not depend on the
    optimiser. Division by zero follows NumPy; kernel code guards against it.
    Python cannot call it, which saves a fifth of the compilation; what Python
    calls is an ``entry``.
    """
    return _compiled(function, for_python=False)


def entry(function: F) -> F:
    """Compile ``function`` as ``compiled`` does, and so that Python can call it."""
    return _compiled(function, for_python=True)


def inlined(function: F) -> F:
    """Compile ``function`` as ``entry`` does, and put its code where it is called.

    For short functions without branches in loops over rows: then the compiler
    works on several rows at once.
    """
    return _compiled(function, for_python=True, inline=True)


def _compiled(function: F, *, for_python: bool, inline: bool = False) -> F:
    """Compile ``function``, or return it as it is with compilation off."""
    if not JIT:
        return function
    dispatcher: Any = cast("Any", njit)(  # its stubs lack the two last options
        cache=True,
        nogil=True,
        error_model="numpy",
        no_cfunc_wrapper=True,
        no_cpython_wrapper=not for_python,
        forceinline=inline,
    )(function)
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
