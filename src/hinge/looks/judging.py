"""One look at claims: their verdicts, what of them has settled, and which arms the others need.

A claim stands with its first reading, whose verdict is the claim's. Where that
one is read from the tables alone (a composition), it is judged on as many
parameter draws as the look has replications; that takes no simulation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hinge.analysis.intervals import LOOKS, MIN_RUNS
from hinge.claims.as_json import DIGITS
from hinge.claims.assess import assess_claims
from hinge.claims.conditioned import MIN_EFFECTIVE
from hinge.claims.plan import arm_id, arms_of, can_run, can_test, form_of, interventions_of
from hinge.claims.verdict import ReadingVerdict, Verdict
from hinge.ensemble.priors import draw_parameters, quality_sides
from hinge.errors import StoreError
from hinge.looks.record import ClaimLooks, Seen, State
from hinge.scenario.claim_records import Claim
from hinge.scenario.scenario import Scenario
from hinge.scenario.table_parameters import parameter_table

if TYPE_CHECKING:
    import xarray as xr

    from hinge.ensemble.store import Run


def arms_needed(claim: Claim) -> tuple[str, ...]:
    """Return the arms that must grow so that a claim can settle; none for one of tables alone.

    All readings of a claim are judged at one size, so the arms of all of them are needed.
    """
    if not can_test(claim) or not arms_of(claim.readings[0]):
        return ()
    return tuple(arm_id(name, claim.start) for name in interventions_of(claim))


def look_at(
    scenario: Scenario,
    run: Run,
    claims: Sequence[Claim],
    number: int,
    before: dict[str, ClaimLooks],
) -> dict[str, ClaimLooks]:
    """Return where claims stand after look ``number`` (from 1) at a run, by id."""
    size = LOOKS[number - 1]
    judged = {verdict.id: verdict for verdict in assess_claims(scenario, run, claims)}
    of_tables = [claim for claim in claims if _from_tables(claim)]
    if of_tables:
        tables = _Tables(run.manifest, _drawn(scenario, run.manifest.seed, size))
        first = [c.model_copy(update={"readings": c.readings[:1]}) for c in of_tables]
        for verdict in assess_claims(scenario, tables, first):
            whole = judged[verdict.id]
            judged[verdict.id] = replace(
                verdict,
                readings=(*verdict.readings, *whole.readings[1:]),
                civilians=whole.civilians,
            )
    found = {}
    for claim in claims:
        verdict = judged[claim.id]
        history = before[claim.id].history if claim.id in before else ()
        found[claim.id] = ClaimLooks(
            state=state_of(verdict, size),
            arms=len(arms_needed(claim)),
            history=(*history, _seen(verdict, number, size)),
            verdict=verdict.to_json(),
        )
    return found


def state_of(verdict: Verdict, size: int) -> State:
    """Return whether a verdict has settled at a look of ``size``, or may do so at a later one.

    Without a share it may where the last look could bring enough campaigns with
    the condition of a conditional, or enough distinct ones that agree with the record.
    """
    first = verdict.readings[0] if verdict.readings else None
    if first is None:
        return "no share"
    if first.share is not None:
        return "settled" if first.settled else "open"
    return "open" if _may_gain(first, LOOKS[-1] / size) else "no share"


def _may_gain(reading: ReadingVerdict, times: float) -> bool:
    """Return whether ``times`` as many runs could give a share to a reading without one."""
    if times <= 1.0:
        return False
    if reading.conditional is not None:
        condition = reading.conditional.condition
        return condition.high * condition.n * times >= MIN_RUNS
    return reading.n_effective is not None and reading.n_effective * times >= MIN_EFFECTIVE


def _seen(verdict: Verdict, number: int, size: int) -> Seen:
    """Return what a look found, as the record has it; numbers as in a verdict's JSON."""
    first = verdict.readings[0] if verdict.readings else None
    n, word, share, low, high = None, verdict.word or "", None, None, None
    if first is not None:
        n, word = first.n, first.word
        share, low, high = (_rounded(x) for x in (first.share, first.low, first.high))
    return Seen(look=number, replications=size, n=n, low=low, high=high, share=share, word=word)


def _rounded(value: float | None) -> float | None:
    """Return a share with as many decimal places as a verdict has in JSON."""
    return None if value is None else round(value, DIGITS)


def _from_tables(claim: Claim) -> bool:
    """Whether a claim's first reading is a composition, which is read from the sampled tables."""
    if not can_test(claim) or not can_run(claim.readings[0]):
        return False
    return form_of(claim.readings[0]) == "composition"


@dataclass(frozen=True)
class _Tables:
    """Parameter draws without any arm: all that a composition reads of a run."""

    manifest: object
    parameters: xr.DataArray

    def arm(self, arm_id: str, /) -> xr.Dataset:
        """Refuse: nothing was simulated for this."""
        raise StoreError(f"The tables alone have no arm {arm_id!r}.")


def _drawn(scenario: Scenario, seed: int, draws: int) -> xr.DataArray:
    """Return the first ``draws`` parameter draws of a seed, (draw, parameter), as a run has them."""
    import xarray as xr

    table = parameter_table(scenario)
    values = draw_parameters(
        table, quality_sides(scenario), seed, draws, scenario.pulled, scenario.posterior
    )
    names = [parameter.id for parameter in table]
    return xr.DataArray(
        values,
        dims=("draw", "parameter"),
        coords={"draw": range(draws), "parameter": names},
        name="value",
    )
