"""How much of the compiler each kind of function goes through, so that no code is optimised twice.

Numba makes each function ready to run by itself: it links in all that it calls,
optimises the whole, and writes machine code, before a caller links it in again,
optimises the whole again, and so on up. In a kernel of some four hundred short
functions, most of them several calls deep, the same code went through the
optimiser once for every caller above it. Here an ``Inner`` function stops after it has been
lowered; a phase is optimised once, with everything below it; and what is
``Joined`` from phases, which are optimised already, is only made into machine code.

Rests on Numba's pipeline and code library, which are not a stable interface:
the version is pinned in ``pyproject.toml``, and the first compilation would fail
loudly if it changed.
"""

from __future__ import annotations

from typing import Any, cast

from numba import _dynfunc  # type: ignore[attr-defined]  # part of Numba in C
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.compiler_machinery import register_pass
from numba.core.typed_passes import NativeLowering

NOWHERE_TO_CALL = 0  # an address

_register = cast("Any", register_pass)


class _Unfinished(JITCodeLibrary):
    """Lowered code with what it calls, neither optimised nor made into machine code."""

    def finalize(self) -> None:
        """Link in what is called, so that callers need this library alone."""
        for library in dict.fromkeys(self._linking_libraries):
            self._reload_init.update(library._reload_init)  # noqa: SLF001
            self._final_module.link_in(library._get_module_for_linking(), preserve=True)  # noqa: SLF001
        self._finalized = True


@_register(mutates_CFG=True, analysis_only=False)
class _LowerOnly(NativeLowering):
    """Lower a function into an unfinished library."""

    _name = "hinge_lower_only"

    def run_pass(self, state: Any) -> bool:
        """Lower as usual, and give callers the library in place of machine code."""
        make = cast("Any", _Unfinished)
        state.library = make(state.targetctx.codegen(), state.func_id.func_qualname)
        state.flags.no_compile = True
        cast("Any", super()).run_pass(state)
        lowered = state["cr"]
        handle = _dynfunc.make_function(
            lowered.fndesc.lookup_module(),
            state.func_id.func_name,
            "an inner function of the engine, which Python cannot call",
            NOWHERE_TO_CALL,
            lowered.env,
            (state.library,),
        )
        state.targetctx.insert_user_function(handle, lowered.fndesc, [state.library])
        state["cr"] = lowered._replace(cfunc=handle)
        return True


class _Linked(JITCodeLibrary):
    """Machine code of what is linked in, as it is."""

    def _optimize_final_module(self) -> None:
        """Leave everything as it was linked in."""


@_register(mutates_CFG=True, analysis_only=False)
class _LinkOnly(NativeLowering):
    """Lower a function into a library of optimised parts."""

    _name = "hinge_link_only"

    def run_pass(self, state: Any) -> bool:
        """Lower as usual, into our kind of library."""
        make = cast("Any", _Linked)
        state.library = make(state.targetctx.codegen(), state.func_id.func_qualname)
        state.library.enable_object_caching()
        return bool(cast("Any", super()).run_pass(state))


class Inner(CompilerBase):
    """For functions that only compiled code calls."""

    def define_pipelines(self) -> list[Any]:
        """Return the usual passes, the last but one replaced."""
        return [_passes(self.state, _LowerOnly)]


class Joined(CompilerBase):
    """For a function that does little but call phases."""

    def define_pipelines(self) -> list[Any]:
        """Return the usual passes, the last but one replaced."""
        return [_passes(self.state, _LinkOnly)]


def _passes(state: Any, last: type[NativeLowering]) -> Any:
    """Return Numba's passes with ``last`` in the place of lowering."""
    passes = cast("Any", DefaultPassBuilder).define_nopython_pipeline(state)
    passes.add_pass_after(last, NativeLowering)
    passes.passes = [step for step in passes.passes if step[0] is not NativeLowering]
    passes.finalize()
    return passes
