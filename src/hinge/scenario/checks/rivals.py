"""Rules about rivals: what they are compared on was seen and public in time, and none of them decides it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from hinge.errors import Place
from hinge.scenario.checks.atoms import atoms_of
from hinge.scenario.checks.decided import decides
from hinge.scenario.checks.parts import Finding, reversed_range, twice, unfit_error, unknown
from hinge.scenario.conditioning import Days, Factor
from hinge.scenario.interventions import Dated
from hinge.scenario.predicate_records import Not, SeriesAtom
from hinge.scenario.rivals import FILE, Amount, ByProduct, FirstReading, HoldsReading, RivalSet
from hinge.scenario.scenario import Scenario
from hinge.scenario.vintage import STRICT

ERRORS_OF = {"holds": ("report",), "first": ("days",), "number": ("factor", "amount")}


def _byproducts(scenario: Scenario) -> Iterator[tuple[RivalSet, ByProduct]]:
    """Yield every by-product with its set."""
    for one in scenario.rival_sets:
        for seen in one.byproducts:
            yield one, seen


def days_read(seen: ByProduct) -> tuple[dt.date, ...]:
    """Return every date that a by-product reads."""
    if isinstance(seen.reads, HoldsReading | FirstReading):
        found: list[dt.date | None] = []
        for atom in atoms_of(seen.reads.predicate):
            when = atom.when
            found += [when.on, when.by, when.from_, when.to]
            if isinstance(atom, SeriesAtom):
                found.append(atom.since)
    else:
        measure = seen.reads.measure
        found = [measure.on, measure.from_, measure.to]
    return tuple(day for day in found if day is not None)


def rival_twice(scenario: Scenario) -> Iterator[Finding]:
    """Every set of rivals, and in it every rival and every by-product, has an id of its own."""
    why = "A comparison could not say which of the two is meant."
    yield from twice(FILE, scenario.rival_sets, why)
    for one in scenario.rival_sets:
        yield from twice(FILE, (*one.byproducts, *one.rivals), why)


def rival_of_unknown_claim(scenario: Scenario) -> Iterator[Finding]:
    """A rival reading is that of a claim of the scenario."""
    known = [claim.id for claim in scenario.claims]
    for one in scenario.rival_sets:
        for rival in one.rivals:
            if rival.claim not in known:
                place = Place(FILE, rival.line, "claim")
                yield unknown(place, f"The rival {rival.id}", rival.claim, known, "the claim files")


def rival_under_unknown_intervention(scenario: Scenario) -> Iterator[Finding]:
    """What leaves a rival's driver alone are interventions of the scenario, each named once."""
    known = [plan.id for plan in scenario.interventions]
    for one in scenario.rival_sets:
        for rival in one.rivals:
            place = Place(FILE, rival.line, "under")
            for name in rival.under:
                if name not in known:
                    yield unknown(place, f"The rival {rival.id}", name, known, "interventions.yaml")
            if len(set(rival.under)) < len(rival.under):
                yield Finding(
                    place,
                    f"The rival {rival.id} names an intervention twice.",
                    "A lever that scales would act twice.",
                    "Name it once.",
                )


def byproduct_later(scenario: Scenario) -> Iterator[Finding]:
    """No by-product is of, or reads, a day after the assessment date, in any vintage."""
    assessed = scenario.head.assessment_date
    for _, seen in _byproducts(scenario):
        last = max((seen.true_on, *days_read(seen)))
        if last > assessed:
            yield Finding(
                Place(FILE, seen.line, "true_on"),
                f"The by-product {seen.id} speaks of {last}, after the assessment date {assessed}.",
                "Readings of that day would be compared by what nobody could have seen.",
                "Use what was seen by then.",
            )


def byproduct_known_later(scenario: Scenario) -> Iterator[Finding]:
    """In a strict run rivals are compared only on what was public by the assessment date."""
    assessed = scenario.head.assessment_date
    if scenario.vintage != STRICT:
        return
    for _, seen in _byproducts(scenario):
        if seen.known_on > assessed:
            yield Finding(
                Place(FILE, seen.line, "known_on"),
                f"The by-product {seen.id} was public on {seen.known_on}, after the assessment date "
                f"{assessed}.",
                "Who wrote on that day could not know it.",
                "Use what was public in time, or run the vintage reconstruction.",
            )


def byproduct_error_unfit(scenario: Scenario) -> Iterator[Finding]:
    """An error is that of what is read: report of holds, days of first, factor or amount of number."""
    for _, seen in _byproducts(scenario):
        wanted = ERRORS_OF[seen.reads.kind]
        if seen.error.kind not in wanted:
            read = f"and reads a {seen.reads.kind}"
            yield unfit_error(FILE, seen.error, f"The by-product {seen.id}", read, wanted)


def byproduct_range_reversed(scenario: Scenario) -> Iterator[Finding]:
    """The range of a by-product rises."""
    for _, seen in _byproducts(scenario):
        error = seen.error
        match error:
            case Days(low=first, high=last):
                yield from reversed_range(FILE, error.line, seen.id, first, last)
            case Factor(low=low, high=high) | Amount(low=low, high=high):
                yield from reversed_range(FILE, error.line, seen.id, low, high)


def byproduct_never_first(scenario: Scenario) -> Iterator[Finding]:
    """What is dated by its first day is something that comes about, and no ``not``."""
    for _, seen in _byproducts(scenario):
        if isinstance(seen.reads, FirstReading) and isinstance(seen.reads.predicate, Not):
            yield Finding(
                Place(FILE, seen.reads.predicate.line, "kind"),
                f"The by-product {seen.id} asks for the first day of a not.",
                "What does not happen has no first day.",
                "Write the opposite: above for below, the other states of a siege, the other side.",
            )


def _after(lever: Dated, day: dt.date) -> bool:
    """Whether a lever works only after a day."""
    return lever.from_ is not None and lever.from_ > day


def byproduct_decided(scenario: Scenario) -> Iterator[Finding]:
    """No rival's interventions decide a by-product by construction."""
    plans = {plan.id: plan for plan in scenario.interventions}
    for one in scenario.rival_sets:
        for rival in one.rivals:
            for name in (name for name in rival.under if name in plans):
                for seen in one.byproducts:
                    last = max(days_read(seen), default=seen.true_on)
                    for lever in plans[name].levers:
                        what = decides(lever, seen, scenario)
                        if what and not (isinstance(lever, Dated) and _after(lever, last)):
                            yield Finding(
                                Place(FILE, rival.line, "under"),
                                f"The intervention {name} of the rival {rival.id} sets {what}, which "
                                f"the by-product {seen.id} reads.",
                                "The arm would show it, or not, by construction, and say nothing of "
                                "the reading.",
                                "Drop the by-product, or take the driver away in another way.",
                            )


RULES = (
    rival_twice,
    rival_of_unknown_claim,
    rival_under_unknown_intervention,
    byproduct_later,
    byproduct_known_later,
    byproduct_error_unfit,
    byproduct_range_reversed,
    byproduct_never_first,
    byproduct_decided,
)
LOCK = (byproduct_later, byproduct_known_later)  # breaking one of these raises VintageError
