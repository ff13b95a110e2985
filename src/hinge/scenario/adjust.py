"""A named intervention with another date or size: ``NAME:from=2016-09-01,size=0.5``.

``from`` and ``to`` replace the dates of every dated lever; ``size`` replaces the
one quantity that the intervention's ``sized`` field names. An adjusted
intervention carries the whole text as its id, so that a run folder can name it
and the same text makes it again.
"""

from __future__ import annotations

import datetime as dt

from pydantic import ValidationError

from hinge.errors import InputError, Place, Problem
from hinge.scenario.interventions import Dated, Intervention, Lever
from hinge.scenario.nearest import suggest

MARK = ":"
KEYS = ("from", "to", "size")


def adjusted(plan: Intervention, text: str) -> Intervention:
    """Return ``plan`` as the part of ``text`` after the first colon asks for.

    Raises InputError for what is not a date or a number, for a size where the
    intervention has none, and for a date that no lever takes.
    """
    asked = _read(text)
    levers = tuple(_lever(plan, lever, asked, text) for lever in plan.levers)
    if ("from" in asked or "to" in asked) and not any(isinstance(x, Dated) for x in plan.levers):
        raise _refused(text, f"{plan.id} has no lever with dates.", "Leave from and to out.")
    return plan.model_copy(update={"id": text, "levers": levers})


def _read(text: str) -> dict[str, str]:
    """Return what is asked for by key; each once, and of those there are."""
    asked: dict[str, str] = {}
    for part in text.split(MARK, 1)[1].split(","):
        name, found, value = part.strip().partition("=")
        if not found or name not in KEYS or name in asked or not value:
            near = suggest(name, KEYS)
            raise _refused(
                text,
                f"{part.strip()!r} is not understood {near}.",
                "Write from=, to= or size=, each once.",
            )
        asked[name] = value
    return asked


def _lever(plan: Intervention, lever: Lever, asked: dict[str, str], text: str) -> Lever:
    """Return one lever with the dates and the size that are asked for."""
    given = lever.model_dump(by_alias=True)
    if isinstance(lever, Dated):
        for name in ("from", "to"):
            if name in asked:
                given[name] = _date(asked[name], text)
    if "size" in asked:
        if not plan.sized:
            raise _refused(text, f"{plan.id} has no size to set.", "Leave size out.")
        if plan.sized in type(lever).model_fields and given[plan.sized] is not None:
            given[plan.sized] = _number(asked["size"], text)
    try:
        made: Lever = type(lever).model_validate(given)
    except ValidationError as error:
        why = "; ".join(str(found["msg"]) for found in error.errors())
        raise _refused(
            text, f"{plan.id} cannot take that: {why}.", "Choose another value."
        ) from None
    if isinstance(made, Dated) and made.from_ and made.to and made.to < made.from_:
        raise _refused(text, f"{plan.id} would end before it begins.", "Give a later to.")
    return made


def _date(text: str, whole: str) -> str:
    """Return an ISO date as text."""
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise _refused(whole, f"{text!r} is no date.", "Write it as 2016-09-01.") from None


def _number(text: str, whole: str) -> float:
    """Return a size."""
    try:
        return float(text)
    except ValueError:
        raise _refused(whole, f"{text!r} is no number.", "Write it as 0.5.") from None


def _refused(text: str, what: str, do: str) -> InputError:
    """Return the error for an adjustment that makes no sense."""
    why = "The what-if would not be the one that was asked for."
    return InputError([Problem("adjustment", f"{text}: {what}", why, do, Place("--do"))])
