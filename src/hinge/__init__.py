"""Hinge: what did the outcome hinge on? An open laboratory for campaign history.

A scenario describes a campaign, Hinge runs it many times, and claims made about
the campaign are put to the test::

    import hinge

    campaign = hinge.load("aleppo-2016")
    for verdict in campaign.assess().verdicts:
        print(verdict["sentence"])

Importing this package is cheap: nothing heavy is loaded before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hinge.api import Campaign, compare, load, score, turning

__version__ = "0.1.0"
__all__ = ["Campaign", "__version__", "compare", "load", "score", "turning"]


def __getattr__(name: str) -> object:
    """Bring a public name from ``hinge.api`` when it is first asked for."""
    if name in {"Campaign", "compare", "load", "score", "turning"}:
        from hinge import api

        return getattr(api, name)
    raise AttributeError(f"module 'hinge' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
