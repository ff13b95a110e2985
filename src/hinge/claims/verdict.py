"""What a verdict is: its numbers, words and witnesses, and how it becomes JSON.

A verdict is a share of simulated campaigns under stated assumptions, or the
reason why there is none; beside it the record, civilian harm and what the model
leaves out.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from dataclasses import dataclass, field
from typing import Literal

from hinge.analysis.intervals import Mean
from hinge.analysis.odds import Odds
from hinge.analysis.spread import Spread
from hinge.claims.civilians import Harm, HarmDifference
from hinge.scenario.claim_records import Evidence

DIGITS = 6
"""Decimal places of numbers in JSON."""

RecordWord = Literal["agrees", "contradicts", "silent", "disputed"]


@dataclass(frozen=True)
class HingeLine:
    """An assumption that moves a verdict.

    ``name`` in plain words; ``holds_where``: high or low, where the claim holds
    more often; ``correlation`` of ranks with its interval; ``lowest``, ``highest``:
    share that holds where the parameter is in its lowest and highest quarter.
    """

    parameter: str
    name: str
    holds_where: Literal["high", "low"]
    correlation: float
    low: float
    high: float
    lowest: Mean
    highest: Mean


@dataclass(frozen=True)
class Conditional:
    """Beside a conditional: how often X occurs, and Y without X (None: too few such runs)."""

    condition: Odds
    without: Odds | None


@dataclass(frozen=True)
class Effect:
    """Beside an effect: mean paired difference, in the measure's unit, and that of civilian harm.

    ``opposite``: share of draws that differ as much the other way; ``saving``: how many times as many runs unpaired arms would need; ``identical``:
    no campaign differs; ``left_out``: campaigns without a number in one of the arms.
    """

    with_: str
    without: str
    unit: str
    mean: Mean
    opposite: Odds
    identical: bool
    left_out: int
    saving: float | None
    civilians: HarmDifference


@dataclass(frozen=True)
class ReadingVerdict:
    """The verdict on one reading of a claim. No share: ``reason`` says why.

    ``n`` counts what the test counts (replications, those with X, or parameter
    draws); ``replications`` in the arm; ``symbol`` the step, two where between;
    ``spread`` assumption (between draws) and chance (within draws) apart.
    """

    id: str
    says: str
    test: str
    predicate: str
    word: str
    sentence: str
    symbol: str = ""
    share: float | None = None
    n: int | None = None
    low: float | None = None
    high: float | None = None
    settled: bool = False
    reason: str = ""
    hinges: tuple[HingeLine, ...] = ()
    spread: Spread | None = None
    replications: int | None = None
    draws: int | None = None
    n_effective: float | None = None
    arms: tuple[str, ...] = ()
    conditional: Conditional | None = None
    effect: Effect | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """The verdict on a claim: that of its first reading, beside the record.

    ``word`` is None for record tests, which have no share; ``record`` is one of
    agrees, contradicts, silent, disputed; ``civilians``: harm in every arm concerned.
    """

    id: str
    test: str
    word: str | None
    share: float | None
    n: int | None
    low: float | None
    high: float | None
    hinges: tuple[HingeLine, ...]
    record: RecordWord
    sentence: str
    reason: str
    symbol: str
    settled: bool
    spread: Spread | None
    predicate: str
    quote: str
    paraphrase: str
    source: str
    source_title: str
    source_date: dt.date
    source_stance: str
    assessed_on: dt.date
    start: str
    leaves_out: str
    record_text: str
    record_sources: tuple[str, ...]
    readings: tuple[ReadingVerdict, ...] = ()
    civilians: tuple[Harm, ...] = ()
    evidence_for: tuple[Evidence, ...] = ()
    evidence_against: tuple[Evidence, ...] = ()
    shares_sentence_with: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def to_json(self) -> dict[str, object]:
        """Return an object of plain values; numbers with six decimals, dates as ISO text."""
        found = plain(self)
        if not isinstance(found, dict):
            raise TypeError("A verdict is an object.")
        return found


def plain(value: object) -> object:
    """Return a value as JSON has it; what is not a finite number becomes null."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return {f.name.removesuffix("_"): plain(getattr(value, f.name)) for f in fields}
    if isinstance(value, Evidence):
        return {"text": value.text, "source": value.source}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return _atom(value)


def _atom(value: object) -> str | float | bool | None:
    """Return a single value as JSON has it; anything else raises TypeError."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return round(value, DIGITS) if math.isfinite(value) else None
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"A verdict cannot hold a {type(value).__name__}.")
