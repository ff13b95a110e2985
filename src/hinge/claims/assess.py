"""Every claim to its verdict, in the order of the files; nothing here starts a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hinge.analysis.intervals import LOOKS
from hinge.analysis.results import Results
from hinge.claims.civilians import Harm
from hinge.claims.conditioned import conditioning_note
from hinge.claims.names import capital, full_date
from hinge.claims.plan import FORM_OF_TEST, can_test, interventions_of, plan
from hinge.claims.predicates import unknown
from hinge.claims.readings import assess_reading
from hinge.claims.record import record_sentence, record_words
from hinge.claims.verdict import ReadingVerdict, Verdict
from hinge.claims.wording import NOT_ENCODED, NOT_HERE, refused
from hinge.claims.workbench import Workbench
from hinge.scenario.claim_records import Claim, ClaimSource
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
        return _of_record(claim, source, bench)
    if claim.test not in FORM_OF_TEST:
        reason = claim.reason or f"The test “{claim.test}” is not built yet."
        return _without_share(claim, source, NOT_ENCODED, reason)
    if not can_test(claim):
        reason = claim.reason or claim.leaves_out or "The model has nothing that could test it."
        return _without_share(claim, source, NOT_HERE, reason)
    readings = tuple(assess_reading(claim, reading, bench) for reading in claim.readings)
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


def _of_record(claim: Claim, source: ClaimSource, bench: Workbench) -> Verdict:
    """Return the verdict on a claim of fact: its sources, and what was tested beside them."""
    found = _without_share(claim, source, None, BY_RECORD, record_sentence(claim))
    if not can_test(claim):
        return found
    readings = tuple(assess_reading(claim, reading, bench) for reading in claim.readings)
    return replace(found, readings=readings, civilians=_civilians(claim, bench))


def _civilians(claim: Claim, bench: Workbench) -> tuple[Harm, ...]:
    """Return civilian harm in every arm that a claim concerns."""
    return tuple(bench.harm(bench.course(arm, claim.start)) for arm in interventions_of(claim))


def _notes(claim: Claim, first: ReadingVerdict, bench: Workbench) -> tuple[str, ...]:
    """Return what a reader must know before the number is quoted."""
    notes = list(first.notes)
    if claim.start == "campaign" and first.arms:
        notes.append(conditioning_note(claim, bench))
    many, of = (first.replications, "replications") if first.arms else (first.n, "draws")
    if first.share is not None and many is not None and many not in LOOKS:
        looks = ", ".join(f"{size:,}" for size in LOOKS)
        notes.append(f"{many:,} {of}: a verdict is called settled at {looks} only.")
    day = bench.scenario.head.assessment_date
    if claim.assessed_on != day:
        known = "campaigns know" if first.arms else "tables hold"
        notes.append(
            f"The claim is assessed on {full_date(claim.assessed_on)}; the {known} the evidence "
            f"to {full_date(day)}."
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


def _with_record(text: str, claim: Claim) -> str:
    """Return a sentence with what the record says at its end."""
    return f"{text.removesuffix('.')}; {record_words(claim)}."


def _without_share(
    claim: Claim, source: ClaimSource, word: str | None, reason: str, text: str = ""
) -> Verdict:
    """Return a verdict that has no share: a record test, or what is not tested."""
    said = text or _with_record(refused(word or "", reason), claim)
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
