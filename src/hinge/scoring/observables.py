"""The shipped table of which recorded series an observable is held against."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import Field

from hinge.scenario.build import document
from hinge.scenario.fields import Record, Text
from hinge.scoring.table import Row

FILE = "observables.yaml"

Kind = Literal["total", "level", "date", "state"]
SiegeState = Literal["open", "insecure", "closed_by_fire", "closed"]


class Word(Record):
    """What the record calls a siege state."""

    record: Text
    state: SiegeState


class Counterpart(Record):
    """How the model tells an observable; the fields stand at the head of the table."""

    observable: Text
    kind: Kind
    series: tuple[Text, ...] = ()
    of: tuple[Text, ...] = ()
    factor: float = 1.0
    plus: float = 0.0
    areas: tuple[Text, ...] = ()
    watch: Text = ""
    states: tuple[SiegeState, ...] = ()
    words: tuple[Word, ...] = ()
    note: Text = ""

    def names(self, row: Row) -> tuple[str, ...]:
        """Return the series for a row."""
        return tuple(name.replace("{area}", row.area) for name in self.series)

    def state(self, text: str) -> SiegeState | None:
        """Return the siege state that the record calls so; None for another word."""
        return next((word.state for word in self.words if word.record == text), None)

    def fits(self, row: Row, series: tuple[str, ...], watches: tuple[str, ...]) -> bool:
        """Return whether the line holds for a row, and what it needs is recorded."""
        if row.observable.casefold() != self.observable or (
            self.areas and row.area not in self.areas
        ):
            return False
        if self.kind in {"date", "state"}:
            return self.watch in watches
        return set(self.names(row)) | set(self.of) <= set(series)


class ObservablesFile(Record):
    """observables.yaml."""

    schema_version: Literal[1] = Field(alias="schema")
    observables: tuple[Counterpart, ...]


@cache
def counterparts() -> tuple[Counterpart, ...]:
    """Return the lines of the table, in order; InputError if it is damaged."""
    data = files("hinge.scoring").joinpath(FILE).read_bytes()
    return document(data, FILE, ObservablesFile)[0].observables


def counterpart(
    row: Row, series: tuple[str, ...], watches: tuple[str, ...]
) -> Counterpart | tuple[str, str]:
    """Return the first line that holds for a row, or why there is none: reason and detail."""
    known = [one for one in counterparts() if one.observable == row.observable.casefold()]
    for one in known:
        if one.fits(row, series, watches):
            return one
    if known:
        return "the run records no such thing there", f"{row.observable} of {row.area!r}"
    return "the model has no counterpart", row.observable
