"""Rules about the further tests: a reading carries one, and it speaks of things that exist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hinge.errors import Place
from hinge.scenario.checks.claims import encoded_readings, lacks
from hinge.scenario.checks.ids import BASELINE
from hinge.scenario.checks.parts import Finding, unknown
from hinge.scenario.claim_records import Claim, ClaimFile
from hinge.scenario.claim_tests import CompositionTest
from hinge.scenario.scenario import Scenario
from hinge.scenario.series import series_names

FURTHER = ("composition", "capability", "necessity", "regret", "turning")
SIEGE = "siege"  # opens the name of a feature that is a siege state


def compositions(scenario: Scenario) -> Iterator[tuple[ClaimFile, Claim, CompositionTest]]:
    """Yield every composition of an encoded claim."""
    for file, claim, reading in encoded_readings(scenario):
        if reading.composition is not None:
            yield file, claim, reading.composition


def reading_of_two_tests(scenario: Scenario) -> Iterator[Finding]:
    """A reading carries one kind of test."""
    for file, claim, reading in encoded_readings(scenario):
        if len(reading.tests) > 1:
            yield Finding(
                Place(file.file, reading.line, reading.tests[1]),
                f"The reading {reading.id} of {claim.id} carries {' and '.join(reading.tests)}.",
                "A reading has one verdict, so one of the tests would be left out without a word.",
                "Give each test a reading of its own; the first is that of the claim's test.",
            )


def test_missing(scenario: Scenario) -> Iterator[Finding]:
    """The first reading of a claim carries the test that the claim names, and every other one some test."""
    for file, claim, reading in encoded_readings(scenario):
        if claim.test in FURTHER and lacks(claim, reading, claim.test):
            yield Finding(
                Place(file.file, reading.line, claim.test),
                f"The reading {reading.id} of {claim.id} has no {claim.test}.",
                f"The claim is to be tested as {claim.test}, and nothing says what is compared.",
                f"Add {claim.test} with its fields, or change the test of the claim.",
            )


def composition_unclear(scenario: Scenario) -> Iterator[Finding]:
    """A composition has one bound, is part of what it is a share of, and weighs no civilians."""
    for file, claim, test in compositions(scenario):
        if (test.at_least is None) == (test.at_most is None):
            bounds = "no bound" if test.at_least is None else "two bounds"
            wrong, field = f"has {bounds}", "at_least"
        elif not set(test.of) <= set(test.among):
            wrong, field = "counts factions that are not among those it is a share of", "of"
        elif test.weighted and test.civilians:
            wrong, field = "weighs civilians with a fighting quality", "weighted"
        else:
            continue
        yield Finding(
            Place(file.file, test.line, field),
            f"The composition of {claim.id} {wrong}.",
            "It would not be clear which share must be how large.",
            "Give at_least or at_most; list in among all that are in of; weigh soldiers alone.",
        )


def composition_of_unknown_faction(scenario: Scenario) -> Iterator[Finding]:
    """A composition counts factions that exist."""
    known = [faction.id for faction in scenario.factions]
    for file, claim, test in compositions(scenario):
        for field, names in (("of", test.of), ("among", test.among)):
            for name in names:
                if name not in known:
                    place = Place(file.file, test.line, field)
                    what = f"The composition of {claim.id}"
                    yield unknown(place, what, name, known, "factions.csv")


def composition_in_unknown_place(scenario: Scenario) -> Iterator[Finding]:
    """A composition counts in an area or region that exists."""
    known = [*(area.id for area in scenario.areas), *(region.id for region in scenario.regions)]
    for file, claim, test in compositions(scenario):
        what = f"The composition of {claim.id}"
        for field, name in (("where", test.where), ("out_of", test.out_of)):
            if name and name not in known and (field, name) != ("out_of", "map"):
                place = Place(file.file, test.line, field)
                yield unknown(place, what, name, known, "areas.csv or regions.yaml")


def composition_off_snapshot(scenario: Scenario) -> Iterator[Finding]:
    """A composition counts on a snapshot date."""
    dates = scenario.head.snapshots
    for file, claim, test in compositions(scenario):
        if test.on not in dates:
            yield Finding(
                Place(file.file, test.line, "on"),
                f"The composition of {claim.id} counts on {test.on}, which is no snapshot.",
                "Only on a snapshot do the tables say whose every area is.",
                f"Use one of: {', '.join(str(date) for date in dates)}.",
            )


def capability_of_unknown_asset(scenario: Scenario) -> Iterator[Finding]:
    """A capability is that of a strike asset that exists."""
    known = [asset.id for asset in scenario.strike_assets]
    for file, claim, reading in encoded_readings(scenario):
        test = reading.capability
        if test is not None and test.asset not in known:
            place = Place(file.file, test.line, "asset")
            what = f"The capability of {claim.id}"
            yield unknown(place, what, test.asset, known, "strike_assets.csv")


def necessity_of_unknown_side(scenario: Scenario) -> Iterator[Finding]:
    """Whose choice may have been forced is a side that exists."""
    known = [side.id for side in scenario.head.sides]
    for file, claim, reading in encoded_readings(scenario):
        test = reading.necessity
        if test is not None and test.side not in known:
            place = Place(file.file, test.line, "side")
            yield unknown(place, f"The necessity of {claim.id}", test.side, known, "scenario.yaml")


def observed_impossible(scenario: Scenario) -> Iterator[Finding]:
    """Counted cases of a necessity are there, and no more of them have the outcome than there are."""
    for file, claim, reading in encoded_readings(scenario):
        seen = reading.necessity.observed if reading.necessity else None
        if seen is None:
            continue
        if seen.outcome_with_cause > seen.with_cause:
            field, more = "outcome_with_cause", (seen.outcome_with_cause, seen.with_cause)
        elif seen.outcome_without_cause > seen.without_cause:
            field, more = "outcome_without_cause", (seen.outcome_without_cause, seen.without_cause)
        elif seen.with_cause == 0 or seen.without_cause == 0:
            field, more = "with_cause" if seen.with_cause == 0 else "without_cause", (0, 0)
        else:
            continue
        yield Finding(
            Place(file.file, seen.line, field),
            f"The necessity of {claim.id} counts the outcome in {more[0]} of {more[1]} cases.",
            "There are no such counts, or none that could be compared.",
            "Count cases with and without the cause, and how many of each had the outcome.",
        )


def _options(scenario: Scenario) -> Iterator[tuple[Claim, Place, str, Sequence[str]]]:
    """Yield the arms that tests compare: the claim, where, the test, the arms in order."""
    for file, claim, reading in encoded_readings(scenario):
        if reading.necessity is not None:
            place = Place(file.file, reading.necessity.line, "cause")
            yield claim, place, "necessity", reading.necessity.cause
        if reading.regret is not None:
            place = Place(file.file, reading.regret.line, "against")
            yield claim, place, "regret", (reading.regret.option, *reading.regret.against)


def test_on_unknown_arm(scenario: Scenario) -> Iterator[Finding]:
    """What takes a cause away is an intervention; options are interventions or the baseline."""
    plans = [intervention.id for intervention in scenario.interventions]
    for claim, place, test, arms in _options(scenario):
        known = plans if test == "necessity" else [BASELINE, *plans]
        for name in arms:
            if name not in known:
                yield unknown(place, f"The {test} of {claim.id}", name, known, "interventions.yaml")


def option_twice(scenario: Scenario) -> Iterator[Finding]:
    """A necessity takes a cause away, and a regret weighs an option, once in each way."""
    for claim, place, test, arms in _options(scenario):
        twice = sorted({name for name in arms if list(arms).count(name) > 1})
        if twice:
            yield Finding(
                place,
                f"The {test} of {claim.id} names {', '.join(twice)} twice.",
                "An option would be weighed against itself.",
                "Name each once; the option itself does not stand among those against it.",
            )


def regret_without_civilians(scenario: Scenario) -> Iterator[Finding]:
    """Harm to civilians is a goal of every regret, and one that is to be lowered."""
    for file, claim, reading in encoded_readings(scenario):
        test = reading.regret
        if test is not None and not any(g.civilians and g.direction == "lower" for g in test.goals):
            yield Finding(
                Place(file.file, test.line, "goals"),
                f"No goal of the regret of {claim.id} is to lower harm to civilians.",
                "An answer is not called rational here while what it does to them is left out.",
                "Add a goal with civilians: true and direction: lower.",
            )


def goal_twice(scenario: Scenario) -> Iterator[Finding]:
    """Every goal id stands once in its regret."""
    for file, claim, reading in encoded_readings(scenario):
        seen: set[str] = set()
        for goal in reading.regret.goals if reading.regret else ():
            if goal.id in seen:
                yield Finding(
                    Place(file.file, goal.line, "id"),
                    f"The regret of {claim.id} has two goals called {goal.id}.",
                    "Weights are given by goal id, so one would cover the other.",
                    "Give one of them another id.",
                )
            seen.add(goal.id)


def turning_on_unknown_feature(scenario: Scenario) -> Iterator[Finding]:
    """What a turning point is learned from is a recorded series or a watched siege state."""
    watched = [
        f"{SIEGE}.{region.id}.{side}" for region in scenario.regions for side in region.watch
    ]
    known = [*series_names(scenario), *watched]
    for file, claim, reading in encoded_readings(scenario):
        for name in reading.turning.features if reading.turning else ():
            if name not in known:
                place = Place(file.file, reading.turning.line if reading.turning else 0, "features")
                what = f"The turning point of {claim.id}"
                listed = "the list of recorded series and watched sieges"
                yield unknown(place, what, name, known, listed, "Fix the name.")


RULES = (
    reading_of_two_tests,
    test_missing,
    composition_unclear,
    composition_of_unknown_faction,
    composition_in_unknown_place,
    composition_off_snapshot,
    capability_of_unknown_asset,
    necessity_of_unknown_side,
    observed_impossible,
    test_on_unknown_arm,
    option_twice,
    regret_without_civilians,
    goal_twice,
    turning_on_unknown_feature,
)
