"""What a verdict is: its numbers, words and witnesses, and what stands beside each test.

A verdict is a share of simulated campaigns under stated assumptions, or the
reason why there is none; beside it the record, civilian harm and what the model
leaves out.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from hinge.analysis.intervals import Mean
from hinge.analysis.necessity import Needed
from hinge.analysis.necessity_observed import Combined
from hinge.analysis.odds import Odds
from hinge.analysis.spread import Spread
from hinge.analysis.stated import Stated
from hinge.claims.as_json import plain
from hinge.claims.civilians import Harm, HarmDifference
from hinge.claims.verdict_hinges import RestsOn
from hinge.claims.verdict_inverted import Inverted
from hinge.claims.verdict_three import ThreeNumbers
from hinge.scenario.claim_records import Evidence

RecordWord = Literal["agrees", "contradicts", "silent", "disputed"]


@dataclass(frozen=True)
class HingeLine:
    """An assumption that moves a verdict.

    ``name`` in plain words; ``holds_where``: high, low, middle or (both) ends, where the
    claim holds more often; ``correlation`` of ranks with its interval; ``lowest``,
    ``highest``, ``middle``: share that holds where the parameter is in its lowest
    and highest quarter, and in the half between.
    """

    parameter: str
    name: str
    holds_where: Literal["high", "low", "middle", "ends"]
    correlation: float
    low: float
    high: float
    lowest: Mean
    highest: Mean
    middle: Mean | None = None


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
class Composition:
    """Beside a composition: 5th, 50th and 95th percentile of the share over draws of the tables.

    ``meets``: how often the share meets its bound; ``bound`` in words.
    """

    low: float
    median: float
    high: float
    bound: str
    meets: Odds


@dataclass(frozen=True)
class Need:
    """Something that a claim takes for granted of an asset, and whether the tables show it."""

    need: str
    shown: bool
    says: str


@dataclass(frozen=True)
class Capability:
    """What the tables show of an asset: a word as for a record, and each need by itself."""

    word: RecordWord
    needs: tuple[Need, ...]


@dataclass(frozen=True)
class WithoutCause:
    """One way to take X away (an intervention), and how far Y then needed X; ``combined`` with cases."""

    cause: str
    needed: Needed
    combined: Combined | None = None


@dataclass(frozen=True)
class Quantiles:
    """5th, 50th and 95th percentile of something, over the ``n`` that have it."""

    low: float
    median: float
    high: float
    n: int


@dataclass(frozen=True)
class Decision:
    """Whether a choice was forced, condition by condition, each as a share of parameter draws.

    ``committed``: a main effort with elite reserves falls in the window;
    ``best_with_belief``, ``not_best_without``, ``by_margin``: conditions (i) to
    (iii); ``all_in``: an effort with all reserves. ``threshold``: hazard a day from
    which staking all is best; ``believed``: the hazard that the command believed
    in; ``ratio``: threshold over believed; over campaigns that have them.
    """

    committed: Odds
    all_in: Odds
    best_with_belief: Odds
    not_best_without: Odds
    by_margin: Odds
    threshold: Quantiles | None
    believed: Quantiles | None
    ratio: Quantiles | None
    inverted: Inverted


@dataclass(frozen=True)
class Necessity:
    """Beside a necessity: every way to take X away; the decision, None where it is not recorded."""

    versions: tuple[WithoutCause, ...]
    decision: Decision | None


@dataclass(frozen=True)
class Regret:
    """Beside a regret: every option, in the order of ``options``.

    ``best``: share of (weights, beliefs, draw) triples in which each is best;
    ``regret_median``, ``regret_90``, ``regret_most``: quantiles of its regret;
    ``stated``: the same under few named weights of the goals; ``pareto``: options
    that no other beats in every goal; ``under_ceiling``: those within the ceiling
    of harm to civilians, and how often each of them is best among themselves.
    """

    options: tuple[str, ...]
    best: tuple[Odds, ...]
    regret_median: tuple[float, ...]
    regret_90: tuple[float, ...]
    pareto: tuple[str, ...]
    under_ceiling: tuple[str, ...]
    best_under_ceiling: tuple[Odds, ...]
    goals: tuple[str, ...]
    regret_most: tuple[float, ...] = ()
    stated: tuple[Stated, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Turning:
    """Beside a turning point: what the window settles, what it would settle anyway, the excess.

    Shares are of the uncertainty about W; ``top_day``: ISO date of the day that
    settles most, ``top_day_odds``: share of refits that name it;
    ``parameter_share``: what is settled before the first day.
    """

    window_share: Mean
    null_share: Mean
    excess: Mean
    top_day: str
    top_day_odds: float
    parameter_share: float
    notes: tuple[str, ...] = ()


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
    rests_on: RestsOn | None = None
    spread: Spread | None = None
    replications: int | None = None
    draws: int | None = None
    n_effective: float | None = None
    arms: tuple[str, ...] = ()
    conditional: Conditional | None = None
    effect: Effect | None = None
    composition: Composition | None = None
    capability: Capability | None = None
    necessity: Necessity | None = None
    regret: Regret | None = None
    turning: Turning | None = None
    three: ThreeNumbers | None = None
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
