"""Errors as the browser gets them: what is wrong, why it matters, what to do, and beside which control."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.responses import JSONResponse, Response

from hinge.errors import HingeError, InputError, Problem
from hinge.scenario.adjust import MARK

WRONG = 422  # what was asked for is wrong
FAULT = 500  # a fault of Hinge
LOG = logging.getLogger("hinge.web")


@dataclass(frozen=True)
class Failure(Exception):
    """An answer that is not the one that was asked for: HTTP status and problems as JSON has them."""

    status: int
    problems: tuple[dict[str, Any], ...]

    @property
    def body(self) -> dict[str, Any]:
        """What is sent."""
        return {"problems": list(self.problems)}

    def response(self) -> Response:
        """Return it as an answer of its own."""
        return JSONResponse(self.body, self.status)


def refusal(
    status: int,
    rule: str,
    what: str,
    why: str,
    do: str,
    *,
    place: str = "",
    name: str | None = None,
) -> Failure:
    """Return a failure of one problem."""
    said = {"rule": rule, "what": what, "why": why, "do": do, "place": place, "name": name}
    return Failure(status, (said,))


def failure_of(error: BaseException, names: Sequence[str] = ()) -> Failure:
    """Return an exception as words; one that is not of Hinge's own is a fault, and goes to the log too.

    ``names``: those of interventions in the request, one of which may be at fault.
    """
    if isinstance(error, Failure):
        return error
    if isinstance(error, InputError):
        return Failure(WRONG, tuple(_as_json(problem, names) for problem in error.problems))
    if isinstance(error, HingeError):
        rule = type(error).__name__
        return refusal(WRONG, rule, str(error), "It cannot be answered.", "Choose other settings.")
    LOG.error("A request failed.", exc_info=error)
    return refusal(
        FAULT,
        "fault",
        f"Hinge failed at this: {type(error).__name__}: {error}.",
        "This is a mistake in Hinge, not in your settings; they are kept.",
        "Change a setting and go on. The terminal in which it runs has the details.",
    )


def _as_json(problem: Problem, names: Sequence[str]) -> dict[str, Any]:
    """Return a problem as JSON has it, with the one of ``names`` that it is about."""
    return {
        "rule": problem.rule,
        "what": problem.what,
        "why": problem.why,
        "do": problem.do,
        "place": str(problem.place),
        "name": _at_fault(problem, names),
    }


def _at_fault(problem: Problem, names: Sequence[str]) -> str | None:
    """Return the name that a problem speaks of: in full, else without its dates; None where it is none."""
    said = f"{problem.place} {problem.what}"
    whole = [name for name in names if name in said]
    if whole:
        return max(whole, key=len)
    return next((name for name in names if name.partition(MARK)[0] in said), None)
