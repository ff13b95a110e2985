"""The atoms of predicates, and what by-products of rivals read."""

from __future__ import annotations

from collections.abc import Iterator

from hinge.scenario.predicate_records import (
    AllOf,
    AnyOf,
    Before,
    CompareAtom,
    ControlAtom,
    Measure,
    Not,
    Predicate,
    SeriesAtom,
    SiegeAtom,
    Within,
)
from hinge.scenario.rivals import ByProduct, NumberReading, RivalFile
from hinge.scenario.scenario import Scenario

Atom = ControlAtom | SiegeAtom | SeriesAtom | CompareAtom


def atoms_of(predicate: Predicate) -> Iterator[Atom]:
    """Yield the atoms of a predicate."""
    match predicate:
        case AllOf() | AnyOf():
            for part in predicate.parts:
                yield from atoms_of(part)
        case Not():
            yield from atoms_of(predicate.part)
        case Before() | Within():
            yield from atoms_of(predicate.first)
            yield from atoms_of(predicate.then)
        case _:
            yield predicate


def byproduct_atoms(scenario: Scenario) -> Iterator[tuple[RivalFile, ByProduct, Atom]]:
    """Yield every atom of every by-product on which rivals are compared."""
    for file, seen in _byproducts(scenario):
        if not isinstance(seen.reads, NumberReading):
            for atom in atoms_of(seen.reads.predicate):
                yield file, seen, atom


def byproduct_measures(scenario: Scenario) -> Iterator[tuple[RivalFile, ByProduct, Measure]]:
    """Yield every measure of every by-product on which rivals are compared."""
    for file, seen in _byproducts(scenario):
        if isinstance(seen.reads, NumberReading):
            yield file, seen, seen.reads.measure


def _byproducts(scenario: Scenario) -> Iterator[tuple[RivalFile, ByProduct]]:
    """Yield every by-product with its file."""
    if scenario.rival_file is not None:
        for one in scenario.rival_file.sets:
            for seen in one.byproducts:
                yield scenario.rival_file, seen
