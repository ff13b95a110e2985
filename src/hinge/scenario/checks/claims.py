"""Rules about claims: each has the parts that its test needs, and says where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from hinge.errors import Place
from hinge.scenario.checks.ids import BASELINE
from hinge.scenario.checks.parts import Finding, unknown
from hinge.scenario.claim_records import Claim, ClaimFile, EffectTest, Reading, Test
from hinge.scenario.scenario import Scenario

Item = tuple[ClaimFile, Claim]


def all_claims(scenario: Scenario) -> Iterator[Item]:
    """Yield every claim with its file."""
    for file in scenario.claim_files:
        for claim in file.claims:
            yield file, claim


def encoded_readings(scenario: Scenario) -> Iterator[tuple[ClaimFile, Claim, Reading]]:
    """Yield every reading of an encoded claim."""
    for file, claim in all_claims(scenario):
        if claim.encoded:
            for reading in claim.readings:
                yield file, claim, reading


def effects(scenario: Scenario) -> Iterator[tuple[ClaimFile, Claim, EffectTest]]:
    """Yield every effect of an encoded claim."""
    for file, claim, reading in encoded_readings(scenario):
        if reading.effect is not None:
            yield file, claim, reading.effect


def record_reading_without_test(scenario: Scenario) -> Iterator[Finding]:
    """A reading beside a claim of fact carries a test of its own; the fact itself needs none."""
    for file, claim, reading in encoded_readings(scenario):
        if claim.test == "record" and not reading.tests:
            yield Finding(
                Place(file.file, reading.line, "predicate"),
                f"The reading {reading.id} of {claim.id} has no test, and the claim is one of fact.",
                "The sources of a fact are counted without a reading, so this one would never be used.",
                "Remove the reading, or give it the test that it is there for.",
            )


def claim_without_reading(scenario: Scenario) -> Iterator[Finding]:
    """An encoded claim has a reading, unless it is tested against the record."""
    for file, claim in all_claims(scenario):
        if claim.encoded and claim.test != "record" and not claim.readings:
            yield Finding(
                Place(file.file, claim.line, "readings"),
                f"The claim {claim.id} is to be tested as {claim.test}, but has no reading.",
                "Without one, nothing says what must hold.",
                "Add a reading, or write encoded: false with the reason.",
            )


def lacks(claim: Claim, reading: Reading, test: Test) -> bool:
    """Whether a reading lacks a test: the first that of its claim, any other one any test at all."""
    return test not in reading.tests and (reading is claim.readings[0] or not reading.tests)


def reading_without_predicate(scenario: Scenario) -> Iterator[Finding]:
    """A reading of a state, forecast or conditional claim says what must hold, or has another test."""
    for file, claim, reading in encoded_readings(scenario):
        if claim.test not in {"state", "forecast", "conditional"} or reading.predicate is not None:
            continue
        if reading is claim.readings[0] or not reading.tests:
            yield Finding(
                Place(file.file, reading.line, "predicate"),
                f"The reading {reading.id} of {claim.id} has no predicate.",
                f"A {claim.test} claim is the share of runs in which its predicate holds.",
                "Add the predicate.",
            )


def conditional_without_given(scenario: Scenario) -> Iterator[Finding]:
    """A reading of a conditional claim says on what it is conditioned, or has another test."""
    for file, claim, reading in encoded_readings(scenario):
        plain = reading is claim.readings[0] or reading.tests in {(), ("state",)}
        if claim.test == "conditional" and reading.given is None and plain:
            yield Finding(
                Place(file.file, reading.line, "given"),
                f"The reading {reading.id} of {claim.id} is conditional, but given is missing.",
                "Without the if, it is a forecast.",
                "Add given, or change the test to forecast.",
            )


def given_without_conditional(scenario: Scenario) -> Iterator[Finding]:
    """Only a conditional has something given."""
    for file, claim, reading in encoded_readings(scenario):
        other = reading.tests not in {(), ("conditional",)}
        plain = reading is claim.readings[0] and claim.test not in {"conditional", "record"}
        if reading.given is not None and (other or plain):
            yield Finding(
                Place(file.file, reading.given.line, "given"),
                f"The reading {reading.id} of {claim.id} has given, but its test is {claim.test}.",
                "The condition would be left out without a word.",
                "Change the test to conditional, or remove given.",
            )


def effect_missing(scenario: Scenario) -> Iterator[Finding]:
    """A reading of an effect claim says which arms are compared and by what, or has another test."""
    for file, claim, reading in encoded_readings(scenario):
        if claim.test == "effect" and lacks(claim, reading, "effect"):
            yield Finding(
                Place(file.file, reading.line, "effect"),
                f"The reading {reading.id} of {claim.id} has no effect.",
                "An effect is a difference between two arms, and they are not named.",
                "Add effect with the arms, a measure or outcome, and the direction.",
            )


def effect_unclear(scenario: Scenario) -> Iterator[Finding]:
    """An effect is on a measure or on an outcome, not on both."""
    for file, claim, effect in effects(scenario):
        if (effect.measure is None) == (effect.outcome is None):
            both = "both a measure and an outcome" if effect.measure else "neither"
            yield Finding(
                Place(file.file, effect.line, "effect"),
                f"The effect of {claim.id} has {both}.",
                "It would not be clear what is compared.",
                "Give measure (a number) or outcome (something that holds or not).",
            )


def effect_on_unknown_arm(scenario: Scenario) -> Iterator[Finding]:
    """The arms of an effect are interventions or the baseline."""
    known = [BASELINE, *(intervention.id for intervention in scenario.interventions)]
    for file, claim, effect in effects(scenario):
        for field, name in (("with", effect.with_), ("without", effect.without)):
            if name not in known:
                place = Place(file.file, effect.line, field)
                yield unknown(place, f"The effect of {claim.id}", name, known, "interventions.yaml")


def effect_of_nothing(scenario: Scenario) -> Iterator[Finding]:
    """The two arms of an effect differ."""
    for file, claim, effect in effects(scenario):
        if effect.with_ == effect.without:
            yield Finding(
                Place(file.file, effect.line, "without"),
                f"The effect of {claim.id} compares {effect.with_} with itself.",
                "The difference is zero whatever the model says.",
                "Name two different arms.",
            )


def not_encoded_without_reason(scenario: Scenario) -> Iterator[Finding]:
    """A claim that is not encoded says why."""
    for file, claim in all_claims(scenario):
        if not claim.encoded and not claim.reason.strip():
            yield Finding(
                Place(file.file, claim.line, "reason"),
                f"The claim {claim.id} is not encoded, and no reason is given.",
                "Readers would not know whether it was too hard or inconvenient.",
                "Write the reason into reason.",
            )


def assessed_too_late(scenario: Scenario) -> Iterator[Finding]:
    """A simulated claim made after the assessment date says that its author knew more than the runs do."""
    assessed = scenario.head.assessment_date
    for file, claim in all_claims(scenario):
        simulated = claim.encoded and (claim.test != "record" or claim.readings)
        later = claim.assessed_on > assessed and simulated
        if later and not claim.leaves_out.strip():
            yield Finding(
                Place(file.file, claim.line, "assessed_on"),
                f"The claim {claim.id} was made on {claim.assessed_on}, after the assessment date "
                f"{assessed} of the scenario, and leaves_out does not say so.",
                "It is tested with less knowledge than its author had.",
                "Say in leaves_out which days the runs do not know, or write encoded: false.",
            )


def record_unsupported(scenario: Scenario) -> Iterator[Finding]:
    """What the record says has a source, unless the record is silent."""
    for file, claim in all_claims(scenario):
        if claim.record.word != "silent" and not any(s.strip() for s in claim.record.sources):
            yield Finding(
                Place(file.file, claim.record.line, "sources"),
                f"The record of {claim.id} says {claim.record.word!r} without a source.",
                "Nobody could look it up.",
                "Name at least one source, or write word: silent.",
            )


def evidence_without_source(scenario: Scenario) -> Iterator[Finding]:
    """Every piece of evidence names its source."""
    for file, claim in all_claims(scenario):
        for evidence in (*claim.evidence_for, *claim.evidence_against):
            if not evidence.source.strip():
                yield Finding(
                    Place(file.file, evidence.line, "source"),
                    f"A piece of evidence on {claim.id} has no source.",
                    "Nobody could look it up.",
                    "Name the source or remove the evidence.",
                )


def unknown_claim(scenario: Scenario) -> Iterator[Finding]:
    """Claims that share a sentence name claims that exist."""
    known = [claim.id for claim in scenario.claims]
    for file, claim in all_claims(scenario):
        for name in claim.shares_sentence_with:
            if name not in known:
                place = Place(file.file, claim.line, "shares_sentence_with")
                what = f"The claim {claim.id}"
                yield unknown(place, what, name, known, "the folder claims", "Fix the id.")


RULES = (
    record_reading_without_test,
    claim_without_reading,
    reading_without_predicate,
    conditional_without_given,
    given_without_conditional,
    effect_missing,
    effect_unclear,
    effect_on_unknown_arm,
    effect_of_nothing,
    not_encoded_without_reason,
    assessed_too_late,
    record_unsupported,
    evidence_without_source,
    unknown_claim,
)
