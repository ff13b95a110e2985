"""Why a share has no split into assumption (between draws) and chance (within draws)."""

from __future__ import annotations

from hinge.analysis.intervals import MIN_RUNS
from hinge.claims.plan import form_of
from hinge.claims.verdict import ReadingVerdict
from hinge.claims.workbench import Workbench
from hinge.scenario.claim_records import Reading

OF_COPIES = (
    "Spread is not split into assumption and chance: conditioned campaigns are copies of "
    "fewer, and hardly any two of one draw are independent."
)
OF_TABLES = (
    "All spread is between draws: a draw of the tables has one share, and chance has no part in it."
)
OF_MEANS = (
    "Spread is not split into assumption and chance: options are compared by the means of a draw, in "
    "which chance is averaged out. What the weights of the goals do is printed band by band."
)
OF_ONE = "It is the same in every campaign, so that there is no spread to split."
OF_FEW = (
    f"Spread is not split into assumption and chance: that takes {MIN_RUNS} draws in which two or more "
    "campaigns count."
)


def unsplit(found: ReadingVerdict, reading: Reading, bench: Workbench) -> tuple[str, ...]:
    """Return a note for a share without a split of its spread; none where there is one, or no share."""
    if found.share is None or found.spread is not None:
        return ()
    form = form_of(reading)
    if form == "composition":
        return (OF_TABLES,)
    if form == "regret":
        return (OF_MEANS,)
    course = bench.recorded(found.arms[0])
    if course.ancestor is not None:
        return (OF_COPIES,)
    return (OF_ONE,) if found.share in {0.0, 1.0} else (OF_FEW,)
