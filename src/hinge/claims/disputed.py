"""Leading assumptions of verdicts joined with who would dispute them, and whose claims would gain.

An assumption leads where it stands out as a hinge of a reading (``verdict.hinges``). Raised,
it lets a claim hold more often, less often, or neither (where the middle or the ends
matter, or where readings of one claim differ). Whoever would push it one way so
helps some claims and hurts others; that is told for every perspective alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from hinge.claims.as_json import plain
from hinge.scenario.disputes import Dispute
from hinge.scenario.scenario import Scenario

Way = Literal["more often", "less often", "no one way"]
MORE: Way = "more often"
LESS: Way = "less often"
NO_ONE_WAY: Way = "no one way"
NOBODY = "nobody named yet"
CLOSE_TO_NONE = "no side"
_WAYS: Mapping[str, Way] = {"high": MORE, "low": LESS}


@dataclass(frozen=True)
class Moved:
    """A claim that an assumption moves: raised, the claim holds more or less ``often``.

    ``leans``: the side that its source is close to, or None; ``readings``: those that it
    moves; ``correlation``: of ranks, with its interval, in the reading moved most.
    """

    claim: str
    source: str
    leans: str | None
    raised: Way
    readings: tuple[str, ...]
    correlation: float
    low: float
    high: float

    @property
    def label(self) -> str:
        """The claim, and the side that its source is close to."""
        return f"{self.claim} ({self.leans.replace('_', ' ')})" if self.leans else self.claim


@dataclass(frozen=True)
class Push:
    """One objection against a leading assumption, and which claims gain and lose if it is right."""

    dispute: str
    perspective: str
    name: str
    side: str | None
    push: Literal["higher", "lower"]
    why: str
    basis: Literal["source", "judgement"]
    source: str
    known_on: dt.date
    gain: tuple[str, ...]
    lose: tuple[str, ...]

    @property
    def serves(self) -> str:
        """In favour of which claims it speaks and against which, in words; empty for none."""
        ends = [f"in favour of {', '.join(self.gain)}"] if self.gain else []
        ends += [f"against {', '.join(self.lose)}"] if self.lose else []
        return " and ".join(ends)


@dataclass(frozen=True)
class Leading:
    """A leading assumption: the claims it moves, strongest first, and who would push it where."""

    parameter: str
    name: str
    moves: tuple[Moved, ...]
    pushes: tuple[Push, ...]

    @property
    def nobody(self) -> bool:
        """Whether nobody is named who would dispute it."""
        return not self.pushes


@dataclass(frozen=True)
class Heard:
    """How often a perspective is heard: ``entries`` of the file, and of those ``leading`` ones."""

    perspective: str
    name: str
    side: str | None
    entries: int
    higher: int
    lower: int
    by_source: int
    leading: int


@dataclass(frozen=True)
class Spoken:
    """Whose claims were judged: ``side`` that sources are close to (or none), how many sources and claims."""

    side: str
    sources: int
    claims: int


@dataclass(frozen=True)
class Neutrality:
    """Everything about disputes on one set of verdicts; ``leading``: most claims first."""

    scenario: str
    leading: tuple[Leading, ...]
    heard: tuple[Heard, ...]
    spoken: tuple[Spoken, ...]

    @property
    def unnamed(self) -> tuple[str, ...]:
        """Leading assumptions against which nobody is named."""
        return tuple(one.parameter for one in self.leading if one.nobody)

    def to_json(self) -> dict[str, Any]:
        """Return everything as plain values."""
        parts = {name: plain(getattr(self, name)) for name in ("leading", "heard", "spoken")}
        return {"scenario": self.scenario, **parts, "unnamed": list(self.unnamed)}


def neutrality(scenario: Scenario, verdicts: Sequence[Mapping[str, Any]]) -> Neutrality:
    """Return who would dispute what these verdicts (as in ``verdicts.json``) rest on."""
    leading = tuple(_leading(scenario, verdicts))
    sides = {one.id: one for one in scenario.perspectives}
    met = [push.perspective for one in leading for push in one.pushes]
    heard = []
    for place in sides.values():
        own = [one for one in scenario.disputes if one.perspective == place.id]
        higher = sum(one.push == "higher" for one in own)
        said = sum(one.basis == "source" for one in own)
        counted = (len(own), higher, len(own) - higher, said, met.count(place.id))
        heard.append(Heard(place.id, place.name, place.side, *counted))
    return Neutrality(scenario.head.id, leading, tuple(heard), _spoken(scenario, verdicts))


def _leading(scenario: Scenario, verdicts: Sequence[Mapping[str, Any]]) -> list[Leading]:
    """Return the assumptions that stand out in any reading; most claims first, then strongest."""
    leans = {file.source.id: file.source.leans for file in scenario.claim_files}
    names: dict[str, str] = {}
    lines: dict[str, dict[str, list[tuple[str, Mapping[str, Any]]]]] = {}
    told = {verdict["id"]: verdict for verdict in verdicts}
    for verdict in verdicts:
        readings = verdict["readings"] or ({"id": "", "hinges": verdict["hinges"]},)
        for reading in readings:
            for line in reading["hinges"]:
                names.setdefault(line["parameter"], line["name"])
                moved = lines.setdefault(line["parameter"], {})
                moved.setdefault(verdict["id"], []).append((reading["id"], line))
    found = []
    for parameter, by_claim in lines.items():
        moves = [
            _moved(claim, told[claim]["source"], leans.get(told[claim]["source"]), seen)
            for claim, seen in by_claim.items()
        ]
        moves.sort(key=lambda one: -abs(one.correlation))
        pushes = [_push(scenario, one, moves) for one in scenario.disputes if one.meets(parameter)]
        found.append(Leading(parameter, names[parameter], tuple(moves), tuple(pushes)))
    return sorted(
        found, key=lambda one: (-len(one.moves), -abs(one.moves[0].correlation), one.parameter)
    )


def _moved(
    claim: str, source: str, leans: str | None, seen: Sequence[tuple[str, Mapping[str, Any]]]
) -> Moved:
    """Return how an assumption moves a claim, over all readings in which it stands out."""
    ways = {_WAYS.get(line["holds_where"], NO_ONE_WAY) for _, line in seen}
    most = max((line for _, line in seen), key=lambda line: abs(line["correlation"]))
    return Moved(
        claim=claim,
        source=source,
        leans=leans,
        raised=ways.pop() if len(ways) == 1 else NO_ONE_WAY,
        readings=tuple(reading for reading, _ in seen),
        correlation=most["correlation"],
        low=most["low"],
        high=most["high"],
    )


def _push(scenario: Scenario, one: Dispute, moves: Sequence[Moved]) -> Push:
    """Return an objection with the claims that gain and lose if the assumption is moved so."""
    place = next(place for place in scenario.perspectives if place.id == one.perspective)
    helps, hurts = (MORE, LESS) if one.push == "higher" else (LESS, MORE)
    return Push(
        dispute=one.id,
        perspective=place.id,
        name=place.name,
        side=place.side,
        push=one.push,
        why=one.why,
        basis=one.basis,
        source=one.source,
        known_on=one.known_on,
        gain=tuple(moved.claim for moved in moves if moved.raised == helps),
        lose=tuple(moved.claim for moved in moves if moved.raised == hurts),
    )


def _spoken(scenario: Scenario, verdicts: Sequence[Mapping[str, Any]]) -> tuple[Spoken, ...]:
    """Return how many sources and claims speak from close to each side, sides in file order."""
    judged = [verdict["source"] for verdict in verdicts]
    found = []
    for side in (*(side.id for side in scenario.head.sides), None):
        ids = [f.source.id for f in scenario.claim_files if f.source.leans == side]
        there = [name for name in ids if name in judged]
        if there:
            claims = sum(judged.count(name) for name in there)
            found.append(Spoken(side or CLOSE_TO_NONE, len(there), claims))
    return tuple(found)
