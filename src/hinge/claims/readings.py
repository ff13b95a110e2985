"""One reading to its verdict: each kind of test has one function, and here it is found."""

from __future__ import annotations

from dataclasses import replace

from hinge.claims.capability import assess_capability
from hinge.claims.composition import assess_composition, composition_words
from hinge.claims.conditional import assess_conditional
from hinge.claims.conditioned import too_few
from hinge.claims.effect import assess_effect
from hinge.claims.names import Names, capital
from hinge.claims.necessity import assess_necessity
from hinge.claims.necessity_words import asked_words
from hinge.claims.plan import FORM_OF_TEST, arm_id, arms_of, can_run, form_of
from hinge.claims.regret import assess_regret, regret_words
from hinge.claims.sentences import clause, effect_words, sentence
from hinge.claims.spread_words import unsplit
from hinge.claims.state import assess_state
from hinge.claims.three import three_numbers
from hinge.claims.turning import assess_turning, turning_words
from hinge.claims.verdict import ReadingVerdict
from hinge.claims.wording import NOT_ENCODED, NOT_HERE, refused
from hinge.claims.workbench import Workbench
from hinge.errors import NotTestable, TooFewRuns
from hinge.scenario.claim_records import Claim, Reading


def assess_reading(claim: Claim, reading: Reading, bench: Workbench) -> ReadingVerdict:
    """Return the verdict on one reading; where the runs or tables carry none, that is the reason."""
    form = form_of(reading)
    test = claim.test if form in {"none", FORM_OF_TEST.get(claim.test)} else form
    word, effective = NOT_HERE, None
    from_runs = can_run(reading) and bool(arms_of(reading))
    few_distinct = too_few(claim, reading, bench) if from_runs else None
    try:
        tested = can_run(reading) and few_distinct is None
        found = _assessed(claim, reading, bench) if tested else None
    except (TooFewRuns, NotTestable) as lacking:
        reason = str(lacking)
    else:
        if found is not None:
            return _with_three(claim, reading, replace(found, test=test), bench)
        reason = claim.reason or claim.leaves_out or "The model has nothing that could test it."
        if form != "none" and not can_run(reading):
            word, reason = NOT_ENCODED, f"The test “{form}” is not built yet."
        if few_distinct is not None:
            effective, reason = few_distinct
    blank = ReadingVerdict(
        id=reading.id,
        says=reading.says,
        test=test,
        predicate=asked(reading, bench.names),
        word=word,
        sentence=refused(word, reason),
        reason=reason,
        arms=_arms(claim, reading) if few_distinct is not None else (),
        n_effective=effective,
    )
    return _with_three(claim, reading, blank, bench) if from_runs else blank


def _with_three(
    claim: Claim, reading: Reading, found: ReadingVerdict, bench: Workbench
) -> ReadingVerdict:
    """Return a verdict with the three numbers beside it, and why its spread is not split if it is not."""
    notes = [*found.notes, *unsplit(found, reading, bench)]
    three = three_numbers(claim, reading, found, bench)
    return replace(found, three=three, notes=tuple(notes))


def _arms(claim: Claim, reading: Reading) -> tuple[str, ...]:
    """Return the arms that a reading would have compared."""
    return tuple(arm_id(arm, claim.start) for arm in arms_of(reading))


def _assessed(claim: Claim, reading: Reading, bench: Workbench) -> ReadingVerdict | None:
    """Return the verdict of the test that a reading carries; None where it carries none.

    A further kind of test needs a branch here and a line in ``plan.FORM_OF_TEST``.
    """
    found: ReadingVerdict | None = None
    if reading.effect is not None:
        found = assess_effect(claim, reading, reading.effect, bench)
    elif reading.composition is not None:
        found = assess_composition(claim, reading, reading.composition, bench)
    elif reading.capability is not None:
        found = assess_capability(claim, reading, reading.capability, bench)
    elif reading.necessity is not None:
        found = assess_necessity(claim, reading, reading.necessity, bench)
    elif reading.regret is not None:
        found = assess_regret(claim, reading, reading.regret, bench)
    elif reading.turning is not None:
        found = assess_turning(claim, reading, reading.turning, bench)
    elif reading.predicate is not None and reading.given is not None:
        found = assess_conditional(claim, reading, reading.predicate, reading.given, bench)
    elif reading.predicate is not None:
        found = assess_state(claim, reading, reading.predicate, bench)
    return found


def asked(reading: Reading, names: Names) -> str:
    """Return what a reading asks, as a sentence; nothing where it is not in the model."""
    said = ""
    if reading.effect is not None:
        said = effect_words(reading.effect, names)
    elif reading.composition is not None:
        said = composition_words(reading.composition, names)
    elif reading.necessity is not None:
        return asked_words(reading.necessity, names)
    elif reading.regret is not None:
        said = regret_words(reading.regret, names)
    elif reading.turning is not None:
        said = turning_words(reading.turning, names)
    elif reading.predicate is not None and reading.given is not None:
        said = f"if {clause(reading.given, names)}: {clause(reading.predicate, names)}"
    elif reading.predicate is not None:
        return sentence(reading.predicate, names)
    return f"{capital(said)}." if said else ""
