"""Civilian harm beside a verdict, in a few numbers that lead to the table of harm."""

from __future__ import annotations

from hinge.figures.markup import Markup, join, tag
from hinge.report.content import Verdict


def harm_key(arm: str, until: str) -> str:
    """Return the id of the row of the harm table for an arm up to a day.

    >>> harm_key("baseline@campaign", "2016-08-08")
    'harm-baseline-campaign-2016-08-08'
    """
    return f"harm-{arm.replace('@', '-')}-{until}"


def killed(verdict: Verdict) -> Markup:
    """Return civilians killed beside a verdict on the use of force; a dash where no campaign is concerned.

    For an effect the mean difference between its arms, with its interval;
    otherwise the median of the first arm concerned, with 90 of 100 runs.
    """
    if not verdict["civilians"]:
        return tag("span", "—", class_="none")
    first = verdict["civilians"][0]
    effect = verdict["readings"][0]["effect"] if verdict["readings"] else None
    if effect:
        mean = effect["civilians"]["killed"]["mean"]
        shown = f"{mean['value']:+,.0f} a run"
        span = f"{mean['low']:+,.0f} to {mean['high']:+,.0f}"
    else:
        shown = f"{first['killed']['median']:,.0f}"
        span = f"{first['killed']['low']:,.0f}–{first['killed']['high']:,.0f}"
    link = tag("a", shown, href=f"#{harm_key(first['arm'], first['until'])}")
    return join(link, tag("div", span, class_="numbers"))
