"""Rules about the typed effects of events, one for each effect."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from hinge.errors import Place
from hinge.scenario.checks.parts import Finding, unknown
from hinge.scenario.records import Event, Stance
from hinge.scenario.scenario import Scenario

NO_EFFECT = "What it says cannot be turned into an effect."


def _with_effect(scenario: Scenario, effect: str) -> Iterator[Event]:
    """Yield the events with an effect."""
    return (event for event in scenario.events if event.effect == effect)


def _place(event: Event, field: str) -> Place:
    """Return where a field of an event stands."""
    return Place("events.csv", event.line, field)


def _wrong_count(event: Event, count: int, what: str) -> Iterator[Finding]:
    """Yield a finding unless the event has so many targets."""
    if len(event.target) != count:
        yield Finding(
            _place(event, "target"),
            f"The event {event.id} has {len(event.target)} targets; {event.effect} needs {what}.",
            NO_EFFECT,
            f"Write {what} into target, separated by a semicolon where there are two.",
        )


def event_arrive_wrong(scenario: Scenario) -> Iterator[Finding]:
    """Arrivals name a faction with formations and a number of persons."""
    known = {unit.faction for unit in scenario.formations}
    for event in _with_effect(scenario, "arrive"):
        yield from _wrong_count(event, 1, "one faction")
        for name in event.target:
            if name not in known:
                place = _place(event, "target")
                yield unknown(place, f"The event {event.id}", name, known, "formations.csv")
        if event.value is None or event.value < 0 or (event.low or 0) < 0:
            yield Finding(
                _place(event, "value"),
                f"The event {event.id} does not say how many persons arrive.",
                NO_EFFECT,
                "Write the best estimate into value, its range into low and high.",
            )


def event_truce_wrong(scenario: Scenario) -> Iterator[Finding]:
    """A truce names two sides and a number of days."""
    for event in _with_effect(scenario, "truce"):
        yield from _two_sides(scenario, event)
        if event.days < 1:
            yield Finding(
                _place(event, "days"),
                f"The truce {event.id} lasts no day.",
                NO_EFFECT,
                "Write its length into days.",
            )


def event_relation_wrong(scenario: Scenario) -> Iterator[Finding]:
    """A change of relation names two sides and a stance."""
    stances = get_args(Stance)
    for event in _with_effect(scenario, "relation"):
        yield from _two_sides(scenario, event)
        if event.value_text not in stances:
            yield Finding(
                _place(event, "value_text"),
                f"The event {event.id} sets the stance {event.value_text!r}.",
                NO_EFFECT,
                f"Write one of: {', '.join(stances)}.",
            )


def _two_sides(scenario: Scenario, event: Event) -> Iterator[Finding]:
    """Yield findings unless an event names two different sides."""
    known = [side.id for side in scenario.head.sides]
    yield from _wrong_count(event, 2, "two sides")
    for name in event.target:
        if name not in known:
            place = _place(event, "target")
            yield unknown(place, f"The event {event.id}", name, known, "scenario.yaml")
    if len(event.target) == 2 and event.target[0] == event.target[1]:
        yield Finding(
            _place(event, "target"),
            f"The event {event.id} names {event.target[0]} twice.",
            NO_EFFECT,
            "Name the two sides.",
        )


def event_support_wrong(scenario: Scenario) -> Iterator[Finding]:
    """A change of support names a sponsor and a level from 0 to 1."""
    known = [sponsor.id for sponsor in scenario.sponsors]
    for event in _with_effect(scenario, "support"):
        yield from _wrong_count(event, 1, "one sponsor")
        for name in event.target:
            if name not in known:
                place = _place(event, "target")
                yield unknown(place, f"The event {event.id}", name, known, "sponsors.csv")
        if event.value is None or not 0 <= event.value <= 1:
            yield Finding(
                _place(event, "value"),
                f"The event {event.id} sets support to {_shown(event.value)}.",
                NO_EFFECT,
                "Write a level from 0 (none) to 1 (full) into value.",
            )


def event_signal_wrong(scenario: Scenario) -> Iterator[Finding]:
    """A sign about a sponsor, or a call on it, names the sponsor and a size."""
    known = [sponsor.id for sponsor in scenario.sponsors]
    for event in (e for e in scenario.events if e.effect in ("signal", "call")):
        yield from _wrong_count(event, 1, "one sponsor")
        for name in event.target:
            if name not in known:
                place = _place(event, "target")
                yield unknown(place, f"The event {event.id}", name, known, "sponsors.csv")
        if event.value is None or not -1 <= event.value <= 10:
            yield Finding(
                _place(event, "value"),
                f"The event {event.id} has the size {_shown(event.value)}.",
                NO_EFFECT,
                "Write a hazard per day (signal) or a weight (call) from -1 to 10 into value.",
            )


def event_tempo_wrong(scenario: Scenario) -> Iterator[Finding]:
    """A change of tempo names a strike asset, a factor and a number of days."""
    known = [asset.id for asset in scenario.strike_assets]
    for event in _with_effect(scenario, "tempo"):
        yield from _wrong_count(event, 1, "one strike asset")
        for name in event.target:
            if name not in known:
                place = _place(event, "target")
                yield unknown(place, f"The event {event.id}", name, known, "strike_assets.csv")
        if event.value is None or event.value < 0:
            yield Finding(
                _place(event, "value"),
                f"The event {event.id} multiplies the tempo by {_shown(event.value)}.",
                NO_EFFECT,
                "Write a factor of 0 or more into value.",
            )


def event_rename_wrong(scenario: Scenario) -> Iterator[Finding]:
    """A new name is that of one faction."""
    known = [faction.id for faction in scenario.factions]
    for event in _with_effect(scenario, "rename"):
        yield from _wrong_count(event, 1, "one faction")
        for name in event.target:
            if name not in known:
                place = _place(event, "target")
                yield unknown(place, f"The event {event.id}", name, known, "factions.csv")


def event_fields_unused(scenario: Scenario) -> Iterator[Finding]:
    """An event without an effect has no target and no value."""
    for event in _with_effect(scenario, "none"):
        for field in ("target", "value", "low", "high", "value_text", "days"):
            if getattr(event, field) not in ((), None, "", 0):
                yield Finding(
                    _place(event, field),
                    f"The event {event.id} has no effect, but {field} is filled in.",
                    "What it says would be left out without a word.",
                    "Name the effect, or empty the field.",
                )


def _shown(value: float | None) -> str:
    """Return a number as a message shows it."""
    return "nothing" if value is None else f"{value:g}"


RULES = (
    event_arrive_wrong,
    event_truce_wrong,
    event_relation_wrong,
    event_support_wrong,
    event_signal_wrong,
    event_tempo_wrong,
    event_rename_wrong,
    event_fields_unused,
)
