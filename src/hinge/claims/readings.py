"""One reading to its verdict: each kind of test has one function, and here it is found."""

from __future__ import annotations

from dataclasses import replace

from hinge.claims.capability import assess_capability
from hinge.claims.composition import assess_composition, composition_words
from hinge.claims.conditional import assess_conditional
from hinge.claims.conditioned import too_few
from hinge.claims.effect import assess_effect
from hinge.claims.names import capital
from hinge.claims.necessity import assess_necessity
from hinge.claims.necessity_words import asked_words
from hinge.claims.plan import FORM_OF_TEST, arms_of, can_run, form_of
from hinge.claims.regret import assess_regret, regret_words
from hinge.claims.sentences import clause, effect_words, sentence
from hinge.claims.state import assess_state
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
            return replace(found, test=test)
        reason = claim.reason or claim.leaves_out or "The model has nothing that could test it."
        if form != "none" and not can_run(reading):
            word, reason = NOT_ENCODED, f"The test “{form}” is not built yet."
        if few_distinct is not None:
            effective, reason = few_distinct
    return ReadingVerdict(
        id=reading.id,
        says=reading.says,
        test=test,
        predicate=_asked(reading, bench),
        word=word,
        sentence=refused(word, reason),
        reason=reason,
        n_effective=effective,
    )


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


def _asked(reading: Reading, bench: Workbench) -> str:
    """Return what a reading asks, as a sentence; nothing where it is not in the model."""
    if reading.effect is not None:
        return f"{capital(effect_words(reading.effect, bench.names))}."
    if reading.composition is not None:
        return f"{capital(composition_words(reading.composition, bench.names))}."
    if reading.necessity is not None:
        return asked_words(reading.necessity, bench.names)
    if reading.regret is not None:
        return f"{capital(regret_words(reading.regret, bench.names))}."
    if reading.turning is not None:
        return f"{capital(turning_words(reading.turning, bench.names))}."
    if reading.predicate is not None and reading.given is not None:
        given = clause(reading.given, bench.names)
        return f"If {given}: {clause(reading.predicate, bench.names)}."
    return sentence(reading.predicate, bench.names) if reading.predicate is not None else ""
