"""Record: something was so on a date; sources are counted, nothing is simulated."""

from __future__ import annotations

from hinge.claims.wording import RECORD_WORDS, whole
from hinge.scenario.claim_records import Claim


def record_words(claim: Claim) -> str:
    """Return what the record says of a claim, as a clause."""
    return RECORD_WORDS[claim.record.word]


def record_sentence(claim: Claim) -> str:
    """Return the sentence of a record test: what the record says, and how many sources."""
    sources = _count(len(claim.record.sources), "source")
    pieces = _count(len(claim.evidence_for), "piece")
    return whole(
        [
            f"{record_words(claim)} ({sources})",
            f"{pieces} of evidence for it, {len(claim.evidence_against) or 'none'} against it",
            "nothing is simulated",
        ]
    )


def _count(number: int, thing: str) -> str:
    """Return ``1 source``, ``no source``, ``3 sources``."""
    if number == 0:
        return f"no {thing}"
    return f"{number} {thing}{'' if number == 1 else 's'}"
