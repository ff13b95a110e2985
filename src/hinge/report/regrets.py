"""Regret tables: options as rows, how often each is best and what it costs where it is not. Never advice.

Harm to civilians is a goal in every weighting; options beyond the ceiling of harm
are told apart from the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hinge.claims.names import joined, number
from hinge.figures.figure import Figure
from hinge.figures.markup import Markup, join, tag
from hinge.figures.options import Weighting, weighings
from hinge.report.claim_places import Shelf
from hinge.report.content import Content, Verdict
from hinge.report.marks import of_100
from hinge.report.placing import Place
from hinge.report.reading_part import regret_key
from hinge.report.tables import small_table

TITLES = (
    "Option",
    "Best of 100",
    "Regret: middle",
    "9 of 10 below",
    "Most",
    "Beaten in every goal",
    "Harm to civilians",
)
NOTE = (
    "What each option that was discussed at the time would have meant for the goals named, in the same "
    "simulated campaigns. Best of 100: in how many of 100 weighings of goals, beliefs and parameter draws it "
    "comes first, with the 95 % interval. Regret: what it falls short of the best, in standard deviations of the goals. "
    "This is a measure of a sentence, not advice: whoever weighs otherwise finds another order."
)
NAMED = {"equal": "All goals alike", "civilians": "Civilians count twice"}


@dataclass(frozen=True)
class Weighed:
    """One reading whose options were weighed."""

    verdict: Verdict
    reading: Verdict
    place: int

    @property
    def nth(self) -> str:
        """Which reading it is, for titles; nothing for the first."""
        return f", reading {self.place + 1}" if self.place else ""

    @property
    def found(self) -> Verdict:
        """What was found."""
        regret: Verdict = self.reading["regret"]
        return regret


def weighed(content: Content) -> Iterator[Weighed]:
    """Yield every reading that weighs options, in the order of the claims."""
    for verdict in content.verdicts:
        mine = [reading for reading in verdict["readings"] if reading["regret"]]
        for place, reading in enumerate(mine):
            yield Weighed(verdict, reading, place)


def regrets(content: Content, place: Place) -> Markup:
    """Return a table and a figure for each reading that weighs options; nothing without such a claim."""
    shelf = Shelf.of(content.scenario)
    parts = [_part(shelf, one, place) for one in weighed(content)]
    return join(tag("p", NOTE, class_="note"), *parts) if parts else Markup()


def _part(shelf: Shelf, one: Weighed, place: Place) -> Markup:
    """Return one reading; later readings of a claim fold."""
    link = tag("a", one.verdict["id"], href=f"#claim-{one.verdict['id']}")
    head = join(link, f" {one.verdict['paraphrase']}")
    inside = join(
        tag("p", one.reading["says"]),
        _table(shelf, one),
        tag("div", place(grid(shelf, one)), class_="plate"),
        _goals(shelf, one),
        *(tag("p", note, class_="note") for note in one.found["notes"]),
    )
    key = regret_key(one.verdict, one.reading)
    if not one.place:
        return tag("div", tag("h3", head), inside, id=key)
    summary = tag("summary", f"{one.verdict['id']}{one.nth}: {one.reading['says']}")
    return tag("details", summary, inside, id=key)


def grid(shelf: Shelf, one: Weighed) -> Figure:
    """Return how often each option is best under each named weighting, as a figure."""
    found = one.found
    return weighings(
        f"weighings-{one.verdict['id']}-{one.reading['id']}",
        f"{one.verdict['id']}{one.nth}: which option is best, by what counts most",
        [shelf.arm(option) for option in found["options"]],
        [
            Weighting(
                _weighting(row["name"], found["goals"]), tuple(row["best"]), tuple(row["most"])
            )
            for row in found["stated"]
        ],
    )


def _weighting(name: str | int, goals: list[str]) -> str:
    """Return a named weighting in words."""
    return NAMED[name] if isinstance(name, str) else f"Foremost: {_short(goals[name])}"


def _short(goal: str) -> str:
    """Return a goal as a noun phrase inside a sentence.

    >>> _short("The soldiers lost by the east.")
    'the soldiers lost by the east'
    """
    goal = goal.rstrip(".")
    return goal[:1].lower() + goal[1:]


def _table(shelf: Shelf, one: Weighed) -> Markup:
    """Return the options with their ranks, regret and limits; the claim's own option stands out."""
    found, own = one.found, _own(shelf, one)
    rows = []
    for row, option in enumerate(found["options"]):
        name = shelf.arm(option)
        words = [
            of_100(found["best"][row]),
            number(found["regret_median"][row]),
            number(found["regret_90"][row]),
            number(found["regret_most"][row]),
        ]
        cells = [tag("td", word, class_="number") for word in words]
        rows.append(
            tag(
                "tr",
                tag("th", tag("strong", name) if option == own else name, scope="row"),
                *cells,
                tag("td", "no" if option in found["pareto"] else "yes, by another option"),
                tag("td", "within" if option in found["under_ceiling"] else "above the ceiling"),
            )
        )
    table = small_table(TITLES, rows, "regret", words=1)
    return join(table, tag("p", _ceiling(shelf, one), class_="note"))


def _own(shelf: Shelf, one: Weighed) -> str:
    """Return the option that the claim is for; empty where the files no longer say."""
    claim = shelf.claims.get(one.verdict["id"])
    for reading in claim.readings if claim else ():
        if reading.id == one.reading["id"] and reading.regret:
            return reading.regret.option
    return ""


def _ceiling(shelf: Shelf, one: Weighed) -> str:
    """Return what is left where options above the ceiling of harm are out of the question."""
    found = one.found
    ranked = [
        f"{shelf.arm(option)} {of_100(odds)}"
        for option, odds in zip(found["under_ceiling"], found["best_under_ceiling"], strict=True)
    ]
    if not ranked:
        return "No option is within the ceiling of harm to civilians."
    if len(ranked) == len(found["options"]):
        return "Every option is within the ceiling of harm to civilians, which leaves the order as it is."
    return f"Among those within the ceiling of harm to civilians, best in: {joined(ranked)}."


def _goals(shelf: Shelf, one: Weighed) -> Markup:
    """Return the goals that are weighed; those that are harm to civilians say so."""
    claim = shelf.claims.get(one.verdict["id"])
    civil = {
        goal.says.strip()
        for reading in (claim.readings if claim else ())
        if reading.id == one.reading["id"] and reading.regret
        for goal in reading.regret.goals
        if goal.civilians
    }
    items = [
        tag("li", goal, tag("strong", " Harm to civilians.") if goal.strip() in civil else "")
        for goal in one.found["goals"]
    ]
    listed = tag("ul", *items, class_="plain")
    return tag("details", tag("summary", f"The {len(items)} goals"), listed)
