"""What the looks say: a note under each verdict, and a summary of them all."""

from __future__ import annotations

from typing import Any

from hinge.analysis.intervals import LOOKS
from hinge.looks.record import ClaimLooks, Record


def note(claim: ClaimLooks, record: Record, needed: int) -> str:
    """Return at which look a claim settled, or that it did not, and what was spent; may be empty.

    ``needed``: replications that the next look would have taken, 0 where there is none.
    """
    if claim.state == "no share":
        return ""
    last = claim.last
    things = (
        f"replications of each of its {arms_words(claim.arms)}"
        if claim.arms > 1
        else "replications"
    )
    if not claim.arms:
        things = "draws of the tables"
    where = f"at look {last.look} of {len(LOOKS)}, with {last.replications:,} {things}"
    spent = f"{record.spent:,} replications were spent over all arms and looks"
    if claim.state == "settled":
        return f"Settled {where}; {spent}."
    if not needed:
        return f"Not settled {where}; {spent}."
    return (
        f"Not settled {where}; {spent}, and the next look would take {needed:,} more, beyond the "
        f"budget of {record.budget:,}."
    )


def summary(record: Record, needed: int) -> dict[str, Any]:
    """Return what stands under ``looks`` in ``verdicts.json``; ``needed`` as in ``note``.

    ``stopped``: settled, last look, or budget.
    """
    left = record.count("open")
    stopped = "budget" if needed and left else "last look" if left else "settled"
    return {
        "budget": record.budget,
        "spent": record.spent,
        "stopped": stopped,
        "next": needed if stopped == "budget" else None,
        "tested": record.tested,
        "settled": record.count("settled"),
        "open": left,
        "looks": [look.model_dump() for look in record.looks],
        "says": _said(record, stopped, needed),
    }


def _said(record: Record, stopped: str, needed: int) -> str:
    """Return the summary in words."""
    many, left = len(record.looks), record.count("open")
    far = f"{record.count('settled')} of {record.tested} claims settled"
    far += f", {left} not" if left else ""
    why = {
        "settled": "",
        "last look": f" There is no look after {LOOKS[-1]:,} replications.",
        "budget": f" The next look would take {needed:,} more.",
    }[stopped]
    return (
        f"Look {many} of {len(LOOKS)}: {far}. {record.spent:,} replications of a budget of "
        f"{record.budget:,} were spent.{why}"
    )


def arms_words(count: int) -> str:
    """Return ``1 arm`` or ``3 arms``."""
    return f"{count} arm{'s' if count != 1 else ''}"
