"""Control timelines: who took what and when, who held what on a day, what share of a city was held.

Three layouts, known by their columns (others are ignored):

- changes: ``date, area, by, against, change, source`` and, if any, ``date_last,
  share, note``; ``change`` is one of ``CHANGES``;
- holders: ``date, area, controller``;
- shares: ``battle, date, attacker, area, share_attacker_low,
  share_attacker_high, source``.

=========================  ==================================================================
change                     row
=========================  ==================================================================
captured                   ``control``: side ``by``
repelled, lost_back        ``control``: side ``against``, which held or had taken back
partial with a share       ``share_held_by_SIDE`` of ``by``
partial without, contested ``control_contested``
fire_control               ``fire_control``: side ``by``
siege_state                ``siege_state``: the state as written
offensive_start, ceasefire left out: they are events, and belong into ``events.csv``
=========================  ==================================================================
"""

from __future__ import annotations

from collections.abc import Iterator

from hinge.errors import Place
from hinge.importing.asked import Asked, Imported, as_text, finished, released
from hinge.importing.cells import Cells, require
from hinge.importing.ledger import Ledger
from hinge.importing.local_file import refused, small_table
from hinge.importing.places import Actors, Places, read_actors, read_places
from hinge.importing.terms import Terms, Usual, settle
from hinge.scenario.nearest import suggest
from hinge.scenario.records import Observation

CHANGED = ("date", "area", "by", "against", "change", "source")
HELD = ("date", "area", "controller")
SHARED = ("battle", "date", "attacker", "area", "share_attacker_low", "share_attacker_high")
CHANGES = (
    "captured", "partial", "repelled", "lost_back", "fire_control", "contested", "siege_state",
    "offensive_start", "ceasefire",
)  # fmt: skip
EVENTS = ("offensive_start", "ceasefire")
USUAL = Usual(
    licence="facts coded from the pages named; no sentences were taken over",
    citation="Control timeline coded from the pages named",
)
CAVEATS = (
    "Claims of control come from the parties and their press; dates hold within a day or two.",
    "Captures of a part are vague, and sources mean different grounds by the same name.",
)
RULES = (
    "A change holds from its day, or within the days from date to date_last.",
    "A change whose side or place the scenario does not know is left out and listed.",
)

What = tuple[str, str, str, str, str]  # observable, value, low, high, unit


def read_control(asked: Asked) -> Imported:
    """Return a timeline as rows; raise InputError for anything it should not hold."""
    fingerprint, rows = small_table(asked.file)
    line, columns = rows[0]
    file = asked.file.name
    layout, needed = next(
        (
            (name, needed)
            for name, mark, needed in (
                ("shares of a city", "share_attacker_low", SHARED),
                ("holders", "controller", HELD),
            )
            if mark in columns
        ),
        ("changes", CHANGED),
    )
    require(columns, needed, file, line)
    table = [Cells(file, at, dict(zip(columns, cells, strict=True))) for at, cells in rows[1:]]
    if layout == "shares of a city":
        table = _one_battle(table, asked, file)
    sourced = "source" in columns and all(row.cells["source"] for row in table)
    terms = settle(asked.terms, USUAL if sourced else None, file)
    places = read_places(
        asked.scenario, asked.place_map, asked.area_column or "area", columns, outlines=False
    )
    actors = read_actors(asked.scenario, asked.actor_map)
    ledger = Ledger(read=len(rows) - 1)
    for _ in range(len(rows) - 1 - len(table)):
        ledger.leave("another battle", 0)
    found = [row for cells in table for row in _rows(cells, asked, places, actors, terms, ledger)]
    return finished(
        Imported("control", layout, fingerprint, terms, ledger, tuple(found), RULES, CAVEATS), asked
    )


def _rows(
    cells: Cells, asked: Asked, places: Places, actors: Actors, terms: Terms, ledger: Ledger
) -> Iterator[Observation]:
    """Yield the row of a line; none, and noted in the ledger, where it is left out."""
    start, end = cells.days("date", "date_last")
    what = _what(cells, actors, ledger)
    name = cells.text(places.column)
    area = places.of_name(cells.text, None)
    if what is None:
        return
    if asked.window.misses(start, end):
        ledger.leave("outside the window", cells.line)
    elif asked.window.crosses_edge(start, end):
        ledger.leave("dates reach over the edge of the window", cells.line)
    elif asked.window.crosses_cut(start, end):
        ledger.leave("dates reach over the assessment date", cells.line)
    elif area is None:
        ledger.no_place(name or "(no place)", cells.line)
    elif not area:
        ledger.leave("left out by the place map", cells.line)
    else:
        ledger.use()
        observable, value, low, high, unit = what
        source = cells.text("source")
        yield Observation(
            id="x",
            observable=observable,
            area=area,
            date_start=start,
            date_end=end if end > start else None,
            value=value,
            low=low,
            high=high,
            unit=unit,
            who_says=source,
            true_on=end,
            known_on=cells.day("known_on") if cells.cells.get("known_on") else released(asked),
            source="; ".join(filter(None, (source, terms.source))),
            note="; ".join(
                filter(None, (f"there: {name}" if name != area else "", cells.text("note")))
            ),
        )


def _what(cells: Cells, actors: Actors, ledger: Ledger) -> What | None:
    """Return observable, value, low, high and unit of a line; None where it is left out."""
    if "controller" in cells.cells:
        side = _side(cells, "controller", actors, ledger)
        return ("control", side, "", "", "controller") if side else None
    if "share_attacker_low" in cells.cells:
        low, high = cells.number("share_attacker_low"), cells.number("share_attacker_high")
        side = _side(cells, "attacker", actors, ledger)
        return _share(cells, side, low, high) if side else None
    return _change(cells, actors, ledger)


def _change(cells: Cells, actors: Actors, ledger: Ledger) -> What | None:
    """Return what a line of changes says; None where it is left out."""
    change = cells.text("change")
    if change not in CHANGES:
        raise refused(
            "unknown_change",
            cells.place("change"),
            f"The change {change!r} is not known {suggest(change, CHANGES)}.",
            "It would have to be guessed who held the place.",
            f"Use one of: {', '.join(CHANGES)}.",
        )
    if change in EVENTS:
        ledger.leave("an event, not a state: it belongs into events.csv", cells.line)
        return None
    if change == "contested" or (change == "partial" and not cells.cells.get("share")):
        return "control_contested", change, "", "", "state"
    if change == "siege_state":
        state = cells.text("share")
        if not state:
            ledger.leave("siege state not said", cells.line)
        return ("siege_state", state, "", "", "state") if state else None
    side = _side(cells, "against" if change in {"repelled", "lost_back"} else "by", actors, ledger)
    if not side:
        return None
    if change == "partial":
        share = cells.number("share")
        return _share(cells, side, share, share)
    return "fire_control" if change == "fire_control" else "control", side, "", "", "controller"


def _share(cells: Cells, side: str, low: float, high: float) -> What:
    """Return a share held by a side, the middle of its range."""
    cells.bounded(None, low, high)
    cells.bounded(high, None, 1.0)
    middle = as_text((low + high) / 2)
    return f"share_held_by_{side}", middle, as_text(low), as_text(high), "share"


def _side(cells: Cells, column: str, actors: Actors, ledger: Ledger) -> str:
    """Return the side of a cell; empty, and noted in the ledger, where it stands for none."""
    name = cells.text(column)
    side = actors.side(name)
    if side is None:
        ledger.leave("name stands for no side of the scenario", cells.line)
        ledger.no_actor(name or "(nobody)", cells.line)
    elif not side:
        ledger.leave("left out by the actor map", cells.line)
    return side or ""


def _one_battle(table: list[Cells], asked: Asked, file: str) -> list[Cells]:
    """Return the rows of the battle asked for; raise InputError if it is not clear which."""
    there = sorted({row.text("battle") for row in table})
    battle = asked.battle or (there[0] if len(there) == 1 else "")
    if battle not in there:
        raise refused(
            "battle",
            Place(file),
            f"The table holds several battles, and {battle!r} is none of them."
            if battle
            else "The table holds several battles.",
            "Shares of another city would stand under this scenario.",
            f"Name one with --battle: {'; '.join(there)}.",
        )
    return [row for row in table if row.text("battle") == battle]
