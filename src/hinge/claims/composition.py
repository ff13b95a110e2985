"""Composition: the share of some factions among persons, from the sampled tables, against a bound.

For each parameter draw: persons of a faction = its drawn strength; a reserve
formation has the drawn ``forces.reserve_share`` of it, the rest is split by the
weights of the other formations, which are their mean shares. Civilians are the
areas' people times the drawn factor of their group. A formation counts where the
tables place it. Share = persons of ``of`` over persons of ``among`` (with the
civilians, if asked); weighted, a person counts with the quality of the faction.

Assumed: (1) strengths are as the tables state them for the one day they describe;
arrivals and losses between the snapshots are not in them. (2) Splits within a
faction are at their mean. Nothing is simulated; n counts draws, which are independent.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hinge.analysis.given_data import outcome_of
from hinge.analysis.intervals import MIN_RUNS
from hinge.analysis.odds import odds_of_draws
from hinge.analysis.steps import judge
from hinge.claims.names import Names, capital, full_date, joined, named, percent
from hinge.claims.predicates import unknown
from hinge.claims.rests import breaking_words
from hinge.claims.verdict import Composition, ReadingVerdict
from hinge.claims.wording import hinge_words, settled_words, share_words, symbol, whole, word
from hinge.claims.workbench import Workbench
from hinge.errors import NotTestable, TooFewRuns
from hinge.scenario.claim_records import Claim, Reading
from hinge.scenario.claim_tests import CompositionTest
from hinge.scenario.records import Faction, Formation
from hinge.scenario.scenario import Scenario

Array = npt.NDArray[np.float64]

MAP = "map"  # stands for the whole map in out_of
TAILS = (0.05, 0.5, 0.95)
MEANS = (
    "Strengths are those of the tables' one order of battle, split within a faction by the mean "
    "shares of its formations; who came or fell between the snapshots is not in them."
)


def assess_composition(
    claim: Claim, reading: Reading, test: CompositionTest, bench: Workbench
) -> ReadingVerdict:
    """Return the verdict of a composition; n counts parameter draws.

    TooFewRuns if there are too few draws, NotTestable if the tables place nobody there.
    """
    share = composition(test, bench)
    if share.size < MIN_RUNS:
        raise TooFewRuns("A composition (counted in parameter draws)", share.size, MIN_RUNS)
    if test.at_least is not None:
        meets, sign = np.asarray(share >= test.at_least), 1.0
    else:
        meets, sign = np.asarray(share <= _at_most(test)), -1.0
    found = odds_of_draws(meets)
    same = found.hits in {0, found.n}  # nothing to hinge on, though the share itself moves
    known = outcome_of(sign * share, bench.draws, meets, alike=True, exact=True)
    hinges, rests, note = ((), None, "") if same else bench.rests(known)
    verdict = judge(found.share, found.low, found.high, found.n)
    names = [hinge.name for hinge in hinges]
    low, middle, high = (float(q) for q in np.quantile(share, TAILS))
    spread = f"90 of 100 draws: {_percent(low)} to {_percent(high)}"
    asked = composition_words(test, bench.names)
    return ReadingVerdict(
        id=reading.id,
        says=reading.says,
        test=claim.test,
        predicate=f"{capital(asked)}.",
        word=word(verdict, names),
        sentence=whole(
            [
                f"the tables give this in {share_words(found, 'parameter draws')}",
                f"the share itself is {_percent(middle)} ({spread})",
                settled_words(verdict),
                hinge_words(found.share, names, note),
                breaking_words(rests),
                "nothing is simulated",
            ]
        ),
        symbol=symbol(verdict),
        share=found.share,
        n=found.n,
        low=found.low,
        high=found.high,
        settled=verdict.settled,
        hinges=hinges,
        rests_on=rests,
        draws=found.draws,
        n_effective=found.n_effective,
        composition=Composition(low, middle, high, _bound(test), found),
        notes=tuple(text for text in (MEANS, *_misplaced(test, bench), note) if text),
    )


def composition(test: CompositionTest, bench: Workbench) -> Array:
    """Return the share of a composition in every parameter draw, (draws,).

    Unknown names raise InputError, nobody at all there raises NotTestable.
    """
    known = tuple(faction.id for faction in bench.scenario.factions)
    for name in (*test.of, *test.among):
        if name not in known:
            raise unknown("faction", name, known, test.line, "of")
    among, of = _zeros(bench), _zeros(bench)
    here, there = _places(test.where, test, bench), _places(test.out_of or test.where, test, bench)
    for faction in bench.scenario.factions:
        if faction.id in test.among:
            among = among + _persons(faction, test, there, bench)
            of = of + _persons(faction, test, here, bench) if faction.id in test.of else of
    if test.civilians:
        among = among + _civilians(there, bench)
    if np.any(among <= 0.0):
        raise NotTestable("The tables place none of those among whom the share is counted there.")
    return of / among


def composition_words(test: CompositionTest, names: Names) -> str:
    """Return what is asked as a clause: ``of the soldiers of ... in ..., at least 60 % are of ...``."""
    among = joined([named(names.factions, name) for name in test.among])
    of = joined([named(names.factions, name) for name in test.of])
    where = f" in {named(names.places, test.where)}" if test.where else " on the whole map"
    if test.out_of:
        wide = test.out_of == MAP
        where = " on the whole map" if wide else f" in {named(names.places, test.out_of)}"
        of = f"{of} in {named(names.places, test.where)}"
    people = " and the civilians" if test.civilians else ""
    what = "the soldiers, counted with their quality," if test.weighted else "the soldiers"
    day = full_date(test.on)
    return f"of {what} of {among}{people}{where} on {day}, {_bound(test)} are those of {of}"


def _zeros(bench: Workbench) -> Array:
    """Return nobody in every draw, (draws,)."""
    return np.zeros(bench.draws.size)


def _persons(
    faction: Faction, test: CompositionTest, inside: frozenset[str], bench: Workbench
) -> Array:
    """Return the persons of a faction in some areas, (draws,); weighted, times quality."""
    own = [unit for unit in bench.scenario.formations if unit.faction == faction.id]
    if faction.strength_high <= 0.0 or not own:
        return _zeros(bench)
    reserves = [unit for unit in own if unit.reserve]
    others = [unit for unit in own if not unit.reserve]
    drawn = bench.drawn("forces.reserve_share") if reserves else _zeros(bench)
    kept = drawn if others else np.ones(bench.draws.size)
    here = kept * _weight(reserves, inside) + (1.0 - kept) * _weight(others, inside)
    persons: Array = here * bench.drawn(f"factions.{faction.id}.strength")
    return persons * bench.drawn(f"factions.{faction.id}.quality") if test.weighted else persons


def _weight(units: list[Formation], inside: frozenset[str]) -> float:
    """Return the share of formations' weight that stands inside; 0 for none."""
    total = sum(unit.weight for unit in units)
    return sum(unit.weight for unit in units if unit.area in inside) / total if total else 0.0


def _civilians(inside: frozenset[str], bench: Workbench) -> Array:
    """Return the civilians in some areas, (draws,)."""
    people = _zeros(bench)
    for area in bench.scenario.areas:
        if area.id in inside and area.population > 0.0:
            people = people + area.population * bench.drawn(f"population.{area.population_group}")
    return people


def _places(where: str, test: CompositionTest, bench: Workbench) -> frozenset[str]:
    """Return the areas that are meant: those of the region, or all that are not off the map."""
    if where and where != MAP:
        return frozenset(bench.ground.areas(where, test.line))
    return frozenset(area.id for area in bench.scenario.areas if area.terrain != "off_map")


def _misplaced(test: CompositionTest, bench: Workbench) -> tuple[str, ...]:
    """Return a note on formations that the tables place in areas not their side's on the date."""
    scenario = bench.scenario
    side = {faction.id: faction.side for faction in scenario.factions}
    inside = _places(test.out_of or test.where, test, bench)
    present = _present(scenario, test)
    odd = [
        unit
        for unit in scenario.formations
        if unit.faction in test.among
        and unit.area in inside
        and (unit.area, side[unit.faction]) not in present
    ]
    if not odd:
        return ()
    areas = sorted({named(bench.names.places, unit.area) for unit in odd})
    many = "1 formation is" if len(odd) == 1 else f"{len(odd)} formations are"
    text = (
        f"{many} counted where the tables place them, in an area that was not their side's on "
        f"{full_date(test.on)}: {joined(areas)}."
    )
    return (text,)


def _present(scenario: Scenario, test: CompositionTest) -> frozenset[tuple[str, str]]:
    """Return the pairs of area and side where the side holds or contests the area on the date."""
    rows = [row for row in scenario.control if row.date == test.on]
    held = [(row.area, row.controller) for row in rows]
    return frozenset([*held, *((row.area, row.contested_by) for row in rows)])


def _at_most(test: CompositionTest) -> float:
    """Return the upper bound; a test without any bound raises ValueError, as the check refuses it."""
    if test.at_most is None:
        raise ValueError("A composition has one bound; the check refuses others.")
    return test.at_most


def _bound(test: CompositionTest) -> str:
    """Return the bound in words."""
    if test.at_least is not None:
        return f"at least {percent(test.at_least)}"
    return f"at most {percent(_at_most(test))}"


def _percent(share: float) -> str:
    """Return a share as prose has it, to a tenth of a percent."""
    return percent(round(share, 3))
