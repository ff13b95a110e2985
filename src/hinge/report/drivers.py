"""Drivers: which assumptions move most, over all claims, with both values named and the claims they move."""

from __future__ import annotations

from dataclasses import dataclass

from hinge.claims.names import number
from hinge.claims.rests import quantity
from hinge.figures.drivers import Driver, drivers
from hinge.figures.figure import Figure
from hinge.figures.markup import Markup, join, tag
from hinge.report.content import Content, Verdict
from hinge.report.placing import Place
from hinge.report.tables import small_table

SHOWN = 10
"""Drivers in the picture; the table has all."""

NOTE = (
    "An assumption stands here where it stands out in at least one reading of a claim. Its values are "
    "the middles of its lowest and of its highest quarter of draws; beside each claim stands in how "
    "many of 100 runs of that quarter the claim holds."
)
NONE = "No single assumption stands out in any reading of this run."


@dataclass(frozen=True)
class Move:
    """One assumption and one claim, in the reading of it that the assumption moves most."""

    claim: str
    hinge: Verdict

    @property
    def width(self) -> float:
        """How far apart the two shares are, 0 to 1."""
        return abs(float(self.hinge["highest"]["value"]) - float(self.hinge["lowest"]["value"]))


def moves(verdicts: tuple[Verdict, ...]) -> dict[str, list[Move]]:
    """Return which claims each assumption moves, widest first; most moved claims first, then the widest."""
    found: dict[str, dict[str, Move]] = {}
    for verdict in verdicts:
        for reading in verdict["readings"]:
            for hinge in reading["hinges"]:
                move = Move(verdict["id"], hinge)
                claims = found.setdefault(hinge["parameter"], {})
                if verdict["id"] not in claims or claims[verdict["id"]].width < move.width:
                    claims[verdict["id"]] = move
    ranked = {
        parameter: sorted(claims.values(), key=lambda move: -move.width)
        for parameter, claims in found.items()
    }
    order = sorted(ranked, key=lambda name: (-len(ranked[name]), -ranked[name][0].width, name))
    return {name: ranked[name] for name in order}


def driver_section(content: Content, place: Place) -> Markup:
    """Return the widest bars as a figure, and the table of all assumptions that stand out."""
    if not content.verdicts:
        return Markup()
    found = moves(content.verdicts)
    if not found:
        return tag("p", NONE, class_="note")
    return join(
        tag("p", NOTE, class_="note"),
        tag("div", place(figure(content, found)), class_="plate"),
        tag(
            "details",
            tag("summary", f"All {len(found)} of them, and every claim"),
            _all(content, found),
        ),
    )


def _all(content: Content, found: dict[str, list[Move]]) -> Markup:
    """Return the table of all assumptions that stand out, those that move most claims first."""
    titles = ("Assumption", "Low", "High", "Claims it moves: of 100 runs, low → high")
    rows = [_row(content, name, claims) for name, claims in found.items()]
    return small_table(titles, rows, "moving")


def figure(content: Content, found: dict[str, list[Move]]) -> Figure:
    """Return the bars of the assumptions with the widest effect on any one claim."""
    return drivers(
        "drivers",
        "What moves the claims most",
        sorted(
            (_driver(content, name, claims[0]) for name, claims in found.items()),
            key=lambda one: -abs(one.share_high - one.share_low),
        )[:SHOWN],
    )


def _driver(content: Content, parameter: str, move: Move) -> Driver:
    """Return the bar of an assumption for the claim that it moves most."""
    low, high = value_words(content, parameter)
    return Driver(
        move.hinge["name"],
        low,
        high,
        move.hinge["lowest"]["value"],
        move.hinge["highest"]["value"],
        move.claim,
    )


def value_words(content: Content, parameter: str) -> tuple[str, str]:
    """Return the middles of an assumption's lowest and highest quarter, with its unit."""
    if parameter not in content.values:
        return "its lowest quarter", "its highest quarter"
    low, _, high = content.values[parameter]
    unit = content.units.get(parameter, "")
    return number(low), quantity(high, unit)


def _row(content: Content, parameter: str, claims: list[Move]) -> Markup:
    """Return an assumption as a row with the claims that it moves."""
    low, high = value_words(content, parameter)
    items = [
        tag(
            "li",
            tag("a", move.claim, href=f"#claim-{move.claim}"),
            f" {100 * move.hinge['lowest']['value']:.0f} → "
            f"{100 * move.hinge['highest']['value']:.0f}",
        )
        for move in claims
    ]
    return tag(
        "tr",
        tag("td", claims[0].hinge["name"]),
        tag("td", low),
        tag("td", high),
        tag("td", tag("ul", *items, class_="inline")),
    )
