"""Every claim to its verdict, in the order of the files; nothing here starts a run."""

from __future__ import annotations

from collections.abc import Sequence

from hinge.analysis.intervals import LOOKS
from hinge.analysis.results import Results
from hinge.claims.civilians import Harm
from hinge.claims.conditional import assess_conditional
from hinge.claims.conditioned import conditioning_note, too_few
from hinge.claims.effect import assess_effect
from hinge.claims.names import capital, full_date
from hinge.claims.plan import FORM_OF_TEST, form_of, interventions_of, plan, simulated
from hinge.claims.predicates import unknown
from hinge.claims.record import record_sentence, record_words
from hinge.claims.sentences import clause, effect_words, sentence
from hinge.claims.state import assess_state
from hinge.claims.verdict import ReadingVerdict, Verdict
from hinge.claims.wording import NOT_ENCODED, NOT_HERE, whole
from hinge.claims.workbench import Workbench
from hinge.errors import TooFewRuns
from hinge.scenario.claim_records import Claim, ClaimSource, Reading
from hinge.scenario.scenario import Scenario

BY_RECORD = "A claim of fact: sources are counted, and nothing is simulated."


def assess_claims(
    scenario: Scenario, results: Results, claims: Sequence[Claim] | None = None
) -> tuple[Verdict, ...]:
    """Return the verdict on each claim (all of the scenario, if none given), in order.

    Those that are not encoded are listed with their reason. Mistakes in the
    claims raise InputError; an arm that was not run raises StoreError.
    """
    chosen = tuple(scenario.claims if claims is None else claims)
    plan(scenario, chosen)
    bench = Workbench(scenario, results, chosen)
    sources = {claim.id: file.source for file in scenario.claim_files for claim in file.claims}
    for claim in chosen:
        if claim.id not in sources:
            raise unknown("claim", claim.id, tuple(sources), claim.line, "id")
    return tuple(_verdict(claim, sources[claim.id], bench) for claim in chosen)


def _verdict(claim: Claim, source: ClaimSource, bench: Workbench) -> Verdict:
    """Return the verdict on one claim."""
    if not claim.encoded:
        return _without_share(claim, source, *_not_tested(claim.reason))
    if claim.test == "record":
        return _without_share(claim, source, None, BY_RECORD, record_sentence(claim))
    if claim.test not in FORM_OF_TEST:
        reason = claim.reason or f"The test “{claim.test}” is not built yet."
        return _without_share(claim, source, NOT_ENCODED, reason)
    if not simulated(claim):
        reason = claim.reason or claim.leaves_out or "The model has nothing that could test it."
        return _without_share(claim, source, NOT_HERE, reason)
    readings = tuple(_reading(claim, reading, bench) for reading in claim.readings)
    first = readings[0]
    return _whole(
        claim,
        source,
        first,
        readings,
        sentence_=_with_record(first.sentence, claim),
        civilians=_civilians(claim, bench),
        notes=_notes(claim, first, bench),
    )


def _reading(claim: Claim, reading: Reading, bench: Workbench) -> ReadingVerdict:
    """Return the verdict on one reading; where the runs are too few, that is the reason."""
    few_distinct = too_few(claim, reading, bench)
    if few_distinct is not None:
        return _not_here(claim, reading, bench, few_distinct[1], few_distinct[0])
    try:
        if reading.effect is not None:
            return assess_effect(claim, reading, reading.effect, bench)
        if reading.predicate is not None and reading.given is not None:
            return assess_conditional(claim, reading, reading.predicate, reading.given, bench)
        if reading.predicate is not None:
            return assess_state(claim, reading, reading.predicate, bench)
    except TooFewRuns as few:
        reason = str(few)
    else:
        reason = claim.reason or claim.leaves_out or "The model has nothing that could test it."
    return _not_here(claim, reading, bench, reason)


def _not_here(
    claim: Claim, reading: Reading, bench: Workbench, reason: str, effective: float | None = None
) -> ReadingVerdict:
    """Return the verdict on a reading that cannot be tested here."""
    return ReadingVerdict(
        id=reading.id,
        says=reading.says,
        test=claim.test,
        predicate=_asked(reading, bench),
        word=NOT_HERE,
        sentence=_refused(NOT_HERE, reason),
        reason=reason,
        n_effective=effective,
    )


def _asked(reading: Reading, bench: Workbench) -> str:
    """Return what a reading asks, as a sentence; nothing where it is not in the model."""
    match form_of(reading), reading.effect, reading.predicate, reading.given:
        case "effect", effect, _, _ if effect is not None:
            return f"{capital(effect_words(effect, bench.names))}."
        case "conditional", _, predicate, given if predicate is not None and given is not None:
            return f"If {clause(given, bench.names)}: {clause(predicate, bench.names)}."
        case _, _, predicate, _ if predicate is not None:
            return sentence(predicate, bench.names)
    return ""


def _civilians(claim: Claim, bench: Workbench) -> tuple[Harm, ...]:
    """Return civilian harm in every arm that a claim concerns."""
    return tuple(bench.harm(bench.course(arm, claim.start)) for arm in interventions_of(claim))


def _notes(claim: Claim, first: ReadingVerdict, bench: Workbench) -> tuple[str, ...]:
    """Return what a reader must know before the number is quoted."""
    notes = list(first.notes)
    if claim.start == "campaign":
        notes.append(conditioning_note(claim, bench))
    if first.share is not None and first.replications not in LOOKS:
        looks = ", ".join(f"{size:,}" for size in LOOKS)
        notes.append(
            f"{first.replications:,} replications: a verdict is called settled at {looks} only."
        )
    day = bench.scenario.head.assessment_date
    if claim.assessed_on != day:
        notes.append(
            f"The claim is assessed on {full_date(claim.assessed_on)}; the campaigns know the "
            f"evidence to {full_date(day)}."
        )
    return tuple(notes)


def _not_tested(reason: str) -> tuple[str, str]:
    """Return the word and the reason of a claim that is not encoded.

    A reason that opens with one of the two words (``Cannot be tested here: ...``) chooses it.
    """
    for word in (NOT_HERE, NOT_ENCODED):
        if reason.lower().startswith(f"{word}:"):
            return word, capital(reason[len(word) + 1 :].strip())
    return NOT_ENCODED, reason


def _refused(word: str, reason: str) -> str:
    """Return the sentence of what has no share."""
    small = reason[:1].lower() + reason[1:] if reason else ""
    return whole([f"{word}: {small.rstrip('.')}" if small else word])


def _with_record(text: str, claim: Claim) -> str:
    """Return a sentence with what the record says at its end."""
    return f"{text.removesuffix('.')}; {record_words(claim)}."


def _without_share(
    claim: Claim, source: ClaimSource, word: str | None, reason: str, text: str = ""
) -> Verdict:
    """Return a verdict that has no share: a record test, or what is not tested."""
    said = text or _with_record(_refused(word or "", reason), claim)
    blank = ReadingVerdict(
        id="", says="", test=claim.test, predicate="", word=word or "", sentence=said, reason=reason
    )
    return _whole(claim, source, blank, (), sentence_=said)


def _whole(
    claim: Claim,
    source: ClaimSource,
    first: ReadingVerdict,
    readings: tuple[ReadingVerdict, ...],
    *,
    sentence_: str,
    civilians: tuple[Harm, ...] = (),
    notes: tuple[str, ...] = (),
) -> Verdict:
    """Return a claim, the verdict on its first reading and what stands beside it, as one."""
    return Verdict(
        id=claim.id,
        test=claim.test,
        word=first.word or None,
        share=first.share,
        n=first.n,
        low=first.low,
        high=first.high,
        hinges=first.hinges,
        record=claim.record.word,
        sentence=sentence_,
        reason=first.reason,
        symbol=first.symbol,
        settled=first.settled,
        spread=first.spread,
        predicate=first.predicate,
        quote=claim.quote,
        paraphrase=claim.paraphrase,
        source=source.id,
        source_title=source.title,
        source_date=source.date,
        source_stance=source.stance,
        assessed_on=claim.assessed_on,
        start=claim.start,
        leaves_out=claim.leaves_out,
        record_text=claim.record.text,
        record_sources=claim.record.sources,
        readings=readings,
        civilians=civilians,
        evidence_for=claim.evidence_for,
        evidence_against=claim.evidence_against,
        shares_sentence_with=claim.shares_sentence_with,
        notes=notes,
    )
