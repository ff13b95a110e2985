"""Three numbers beside a verdict: from priors and formulas alone, simulated, conditioned on the record."""

from __future__ import annotations

from dataclasses import dataclass

from hinge.analysis.apart import Apart
from hinge.analysis.intervals import Mean
from hinge.analysis.odds import Odds


@dataclass(frozen=True)
class Number:
    """One of the three. No share: ``why`` says so. ``arm``: from which campaigns; empty for none."""

    share: Odds | None
    why: str = ""
    arm: str = ""


@dataclass(frozen=True)
class Added:
    """What one step from a number to the next added: the difference of shares, and whether it shows."""

    difference: Mean
    word: Apart


@dataclass(frozen=True)
class ThreeNumbers:
    """The share from priors and formulas alone, from simulation, and conditioned on the record.

    ``formulas``: the day before the first simulated one, held to the end;
    ``simulated``: campaigns from the campaign's first day, not weighed by the
    record; ``conditioned``: on the record up to the assessment date, the verdict as
    it stands. ``by_simulating``: from the first to the number that starts on the
    same day; ``by_record``: from the second to the third; None where one is missing.
    """

    formulas: Number
    simulated: Number
    conditioned: Number
    by_simulating: Added | None
    by_record: Added | None
    says: str
