"""The one way kernel code is compiled, and the one way it is indexed.

With ``NUMBA_DISABLE_JIT=1`` the same source runs as plain Python, bit for bit
the same: that form is stepped through in a debugger and is the oracle of the
compiled one.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeVar, cast

from llvmlite import ir  # type: ignore[import-untyped]  # it ships no types
from numba import config, njit, types
from numba.core.registry import CPUDispatcher
from numba.extending import lower_builtin, type_callable

from hinge.draws.pipelines import Inner, Joined

F = TypeVar("F", bound=Callable[..., object])

WORD = ir.IntType(64)
EXPONENT_ZERO, FRACTION_BITS = 1023, 52  # of a float64
FRACTION = (1 << FRACTION_BITS) - 1

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


def inlined(function: F) -> F:
    """Compile ``function`` as ``entry`` does, and put its code where it is called.

    For short functions without branches in loops over rows: then the compiler
    works on several rows at once.
    """
    return _compiled(function, cache=True, forceinline=True)


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


def two_to(power: int) -> float:
    """Return 2 to a whole ``power`` from -1022 to 1023.

    Compiled, the bits are put in place; the library's ``ldexp`` is a call.
    """
    return math.ldexp(1.0, power)


def mantissa(x: float) -> float:
    """Return m of a normal ``x`` = m * 2**e > 0, with 1/2 <= m < 1; compiled, without a call."""
    return math.frexp(x)[0]


def exponent(x: float) -> int:
    """Return e of a normal ``x`` = m * 2**e > 0, with 1/2 <= m < 1; compiled, without a call."""
    return math.frexp(x)[1]


@type_callable(two_to)
def _type_of_two_to(context: Any) -> Any:
    """Tell the compiler the type of ``two_to``."""
    return lambda power: types.float64 if isinstance(power, types.Integer) else None


@type_callable(mantissa)
def _type_of_mantissa(context: Any) -> Any:
    """Tell the compiler the type of ``mantissa``."""
    return lambda x: types.float64 if isinstance(x, types.Float) else None


@type_callable(exponent)
def _type_of_exponent(context: Any) -> Any:
    """Tell the compiler the type of ``exponent``."""
    return lambda x: types.int64 if isinstance(x, types.Float) else None


@lower_builtin(two_to, types.Integer)
def _code_of_two_to(context: Any, builder: Any, signature: Any, values: Any) -> Any:
    """Give the compiler the code of ``two_to``: the exponent, shifted to its place."""
    power = context.cast(builder, values[0], signature.args[0], types.int64)
    word = builder.shl(builder.add(power, WORD(EXPONENT_ZERO)), WORD(FRACTION_BITS))
    return builder.bitcast(word, ir.DoubleType())


@lower_builtin(mantissa, types.float64)
def _code_of_mantissa(context: Any, builder: Any, signature: Any, values: Any) -> Any:
    """Give the compiler the code of ``mantissa``: the fraction, under the exponent of 1/2."""
    fraction = builder.and_(builder.bitcast(values[0], WORD), WORD(FRACTION))
    word = builder.or_(fraction, WORD((EXPONENT_ZERO - 1) << FRACTION_BITS))
    return builder.bitcast(word, ir.DoubleType())


@lower_builtin(exponent, types.float64)
def _code_of_exponent(context: Any, builder: Any, signature: Any, values: Any) -> Any:
    """Give the compiler the code of ``exponent``: its bits."""
    bits = builder.lshr(builder.bitcast(values[0], WORD), WORD(FRACTION_BITS))
    return builder.sub(bits, WORD(EXPONENT_ZERO - 1))
