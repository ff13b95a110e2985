"""A necessity read the other way round: what leaders must have expected for a choice to have been forced."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Bin:
    """So many draws lie above the bin before and at most at ``up_to`` (a rate a day); None: above all others."""

    up_to: float | None
    draws: int


@dataclass(frozen=True)
class Distribution:
    """A quantity over the ``n`` parameter draws that have it: 5th, 25th, 50th, 75th, 95th percentile, and bins."""

    quantiles: tuple[float, float, float, float, float]
    n: int
    bins: tuple[Bin, ...]


@dataclass(frozen=True)
class Kinds:
    """Campaigns by what their main effort would have needed, as shares that add up to 1.

    ``reached``: the danger believed in was enough, and some was needed (forced, but
    for the alternatives); ``beyond``: more would have been needed; ``anyway``: none
    was needed; ``never``: no danger makes it best; ``none``: no main effort in the window.
    """

    reached: float
    beyond: float
    anyway: float
    never: float
    none: float


@dataclass(frozen=True)
class Known:
    """A piece of the claim's evidence that was public by its date: what leaders could know."""

    known_on: dt.date
    speaks: Literal["for", "against"]
    text: str
    source: str


@dataclass(frozen=True)
class Inverted:
    """From what danger a day on the attack was best (``threshold``), over parameter draws.

    ``needed``: the same over the campaigns in which it needed a danger at all;
    ``believed`` in likewise; ``margin``: by how much the effort beat every
    alternative. ``strict``: whether the share of forced draws, with its interval,
    lies at 90 of 100 or above (condition iv). ``undated``: pieces of evidence
    without a date; ``later``: those known only after the claim.
    """

    threshold: Distribution | None
    needed: Distribution | None
    believed: Distribution | None
    margin: Distribution | None
    kinds: Kinds
    strict: Literal["forced", "not forced", "open"]
    known: tuple[Known, ...]
    undated: int
    later: int
    says: str
