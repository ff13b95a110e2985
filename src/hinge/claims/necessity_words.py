"""The words of a necessity: what is asked, and the bounds."""

from __future__ import annotations

from collections.abc import Sequence

from hinge.analysis.necessity import Bounds
from hinge.claims.names import Names, date_range, joined, named, number
from hinge.claims.sentences import arm_words, clause
from hinge.claims.verdict import WithoutCause
from hinge.claims.wording import interval, share_words
from hinge.scenario.claim_tests import NecessityTest


def asked_words(test: NecessityTest, names: Names) -> str:
    """Return what is asked of the choice, and of the campaign with and without X."""
    side = named(names.sides, test.side)
    days = date_range(test.from_, test.by)
    causes = joined([arm_words(cause, names) for cause in test.cause], "or")
    return (
        f"On the day {days} on which {side} commits most of its elite reserve: its attack is best "
        "with the danger that it believes in, is not best without that danger, and every real "
        f"alternative is worse by at least {number(test.margin)}. Beside it: whether "
        f"{clause(test.outcome, names)}, with the cause, and without it ({causes})."
    )


def bounds_words(versions: Sequence[WithoutCause], names: Names) -> str:
    """Return the bounds of necessity for each way to take X away."""
    return "; ".join(_version(version, names) for version in versions)


def between(bounds: Bounds) -> str:
    """Return bounds in words, of 100, widened by their intervals: ``33 to 100 of 100 (...)``."""
    least, most = bounds.least, bounds.most
    return (
        f"{100 * least.value:.0f} and {100 * most.value:.0f} of 100 (95 % interval of the bounds "
        f"{100 * least.low:.0f} to {100 * most.high:.0f})"
    )


def _version(version: WithoutCause, names: Names) -> str:
    """Return the bounds of necessity for one way to take X away."""
    found, arm = version.needed, arm_words(version.cause, names)
    shares = (
        f"with {arm} the outcome comes about in {share_words(found.without)} and without it in "
        f"{share_words(found.with_)}"
    )
    if found.necessity is None:
        return f"{shares}, so that nothing is there to have been caused"
    text = f"{shares}, so that the chance that its cause was needed lies between {between(found.necessity)}"
    shared = found.shared_necessity
    if shared is None:
        return text
    inside = f"{100 * shared.share:.0f} ({interval(shared.low, shared.high)})"
    return f"{text}, with shared chance at {inside}"
