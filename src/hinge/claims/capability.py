"""Capability: whether an asset can do what is said, from its row in the tables; no share, no step.

Each thing that the claim takes for granted is looked up by itself:

- available: the row says so for this vintage. A row that is not available stands
  for what was not public by the assessment date, so the tables are silent on it.
- base_given: its base is an area of the scenario.
- reaches_map: its base lies on the map, or the tables give it a tempo of which a
  part falls on this map.

The word is as for a record: agrees if all of it is shown, contradicts if the
tables hold an available asset and show that something is not so, else silent.
What a use would bring is no capability: that is an effect, tested with paired runs.
Left out on purpose: ranges, warheads, fittings; no table holds them.
"""

from __future__ import annotations

from hinge.claims.names import Names, capital, joined, named, number
from hinge.claims.predicates import unknown
from hinge.claims.verdict import Capability, Need, ReadingVerdict
from hinge.claims.wording import whole
from hinge.claims.workbench import Workbench
from hinge.scenario.claim_records import Claim, Reading
from hinge.scenario.claim_tests import CapabilityTest
from hinge.scenario.records import StrikeAsset
from hinge.scenario.scenario import Scenario

TABLE_WORDS = {
    "agrees": "the tables show what the claim takes for granted",
    "contradicts": "the tables show otherwise",
    "silent": "the tables are silent",
}

NOT_SHOWN = (
    "The tables say who holds an asset, where it is based and how often it was used; they say "
    "nothing of ranges, equipment or leave to use it, and nothing of what a use would bring."
)


def assess_capability(
    claim: Claim, reading: Reading, test: CapabilityTest, bench: Workbench
) -> ReadingVerdict:
    """Return what the tables show of an asset, in words; an unknown asset raises InputError."""
    found = capability(test, bench.scenario, bench.names)
    asset = named(bench.names.assets, test.asset)
    shown = [need.says for need in found.needs]
    sentence = whole([TABLE_WORDS[found.word], joined(shown), "nothing is simulated"])
    return ReadingVerdict(
        id=reading.id,
        says=reading.says,
        test=claim.test,
        predicate=f"{capital(asset)}: {test.says}",
        word="",
        sentence=sentence,
        reason=f"{capital(TABLE_WORDS[found.word])}: {joined(shown)}.",
        capability=found,
        notes=(NOT_SHOWN,),
    )


def capability(test: CapabilityTest, scenario: Scenario, names: Names) -> Capability:
    """Return whether the tables show each need of a claim, and the word that follows."""
    known = {asset.id: asset for asset in scenario.strike_assets}
    if test.asset not in known:
        raise unknown("strike asset", test.asset, tuple(known), test.line, "asset")
    asset = known[test.asset]
    needs = tuple(_need(need, asset, scenario, names) for need in test.needs)
    if all(need.shown for need in needs):
        return Capability("agrees", needs)
    return Capability("contradicts" if asset.available else "silent", needs)


def _need(need: str, asset: StrikeAsset, scenario: Scenario, names: Names) -> Need:
    """Return one need with what the asset's row says of it."""
    if need == "available":
        said = "it is in use" if asset.available else "nothing public by the date shows it in use"
        return Need(need, asset.available, said)
    bases = {area.id: area for area in scenario.areas}
    base, place = bases.get(asset.base), named(names.places, asset.base)
    if need == "base_given":
        said = f"its base is {place}" if base else "no base is given"
        return Need(need, base is not None, said)
    tempo = asset.tempo_high * asset.theatre_share
    on_map = base is not None and base.terrain != "off_map"
    if on_map:
        said = f"its base, {place}, lies on this map"
    elif tempo > 0.0:
        said = f"up to {number(tempo)} {_unit(asset)} of its use fall on this map"
    else:
        said = "none of its use falls on this map"
    return Need(need, on_map or tempo > 0.0, said)


def _unit(asset: StrikeAsset) -> str:
    """Return the unit of an asset's tempo, without what the table adds after a comma."""
    return asset.tempo_unit.split(",", maxsplit=1)[0]
