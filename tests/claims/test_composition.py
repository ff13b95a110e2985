"""Composition: shares counted by hand from the tables, against a bound, over parameter draws."""

from __future__ import annotations

import numpy as np
import pytest
import xarray as xr

from claims.tables import UNITS, draws_of, unit, with_tables
from claims.toys import ASSESSED, Toy, reading
from hinge.claims.assess import assess_claims
from hinge.claims.plan import plan
from hinge.claims.verdict import Composition, Verdict
from hinge.errors import InputError


def asked(**text: object) -> dict[str, object]:
    """A claim: of guard, levy and rival in the town, at least half are of the guard."""
    test = {
        "of": ["guard"],
        "among": ["guard", "levy", "rival"],
        "where": "town",
        "on": ASSESSED,
        "at_least": 0.5,
        **text,
    }
    if test["at_least"] is None:
        del test["at_least"]
    return {"test": "composition", "readings": [reading(composition=test)]}


def verdict(
    claim: dict[str, object], draws: xr.DataArray | None = None, **tables: object
) -> Verdict:
    place = with_tables([claim], **tables)  # type: ignore[arg-type]
    (found,) = assess_claims(place, Toy({}, draws_of() if draws is None else draws))
    return found


def share(claim: dict[str, object], draws: xr.DataArray | None = None, **tables: object) -> float:
    beside = verdict(claim, draws, **tables).readings[0].composition
    assert beside is not None
    assert beside.low <= beside.median <= beside.high
    return beside.median


def test_a_share_by_hand() -> None:
    # guard: 0.8 of 100 over weights 3 (north) and 1 (mill), so 60 in the town; the reserve at the
    # mill is outside. levy 100 in the south, rival 100 in the north.
    assert share(asked()) == pytest.approx(60 / 260)


def test_without_a_place_the_whole_map_counts_and_what_is_off_it_does_not() -> None:
    away = (*UNITS, unit("levy_far", "levy", "far"))
    assert share(asked(where="")) == pytest.approx(100 / 300)
    assert share(asked(where=""), units=away) == pytest.approx(100 / 250)


def test_out_of_counts_those_among_whom_in_a_wider_place() -> None:
    # 60 of the guard stand in the town; guard and levy have 200 on the whole map, 60 in the north.
    assert share(asked(among=["guard", "levy"], out_of="map")) == pytest.approx(60 / 200)
    assert share(asked(where="north", of=["rival"], out_of="town")) == pytest.approx(100 / 260)
    assert share(asked(out_of="town")) == share(asked())
    people = asked(out_of="map", among=["guard", "levy"], civilians=True)
    assert share(people) == pytest.approx(60 / (200 + 40))


def test_out_of_is_said() -> None:
    found = verdict(asked(out_of="map")).readings[0].predicate
    assert found.startswith(
        "Of the soldiers of the guard, the levy and the rival on the whole map on "
    )
    assert found.endswith("at least 50 % are those of the guard in the town.")


def test_one_area_is_a_place_too_and_holds_the_reserve() -> None:
    assert share(asked(where="mill")) == pytest.approx(1.0)
    assert share(asked(where="north", among=["guard", "rival"])) == pytest.approx(60 / 160)


def test_civilians_are_people_of_the_place_times_the_drawn_factor() -> None:
    # three areas of 10 people each
    found = share(asked(civilians=True), draws_of(population__town=2.0))
    assert found == pytest.approx(60 / (260 + 60))


def test_weighted_persons_count_with_the_quality_of_their_faction() -> None:
    draws = draws_of(factions__guard__quality=0.9, factions__rival__quality=0.1)
    found = share(asked(weighted=True), draws)
    assert found == pytest.approx(54 / (54 + 50 + 10))


def test_a_faction_of_reserves_alone_stands_where_they_stand() -> None:
    units = (unit("guard_shock", "guard", "north", reserve=True), *UNITS[3:])
    assert share(asked(), units=units) == pytest.approx(100 / 300)


def test_a_faction_without_soldiers_or_formations_adds_nobody() -> None:
    among = ["guard", "levy", "rival", "fliers"]
    assert share(asked(among=among)) == pytest.approx(60 / 260)


def test_the_verdict_counts_draws_that_meet_the_bound_and_prints_the_range_of_the_share() -> None:
    # strengths 1 to 100: the share s / (s + 50) reaches one half from 50 on, in 51 of 100 draws
    units = (unit("guard_north", "guard", "north"), unit("levy_south", "levy", "south"))
    draws = draws_of(factions__guard__strength=np.arange(1.0, 101.0), factions__levy__strength=50.0)
    found = verdict(asked(among=["guard", "levy"]), draws, units=units)
    assert (found.share, found.n) == (0.51, 100)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.51 < found.high
    beside = found.readings[0].composition
    assert isinstance(beside, Composition)
    assert (beside.bound, beside.meets.hits) == ("at least 50 %", 51)
    strength = np.quantile(np.arange(1.0, 101.0), [0.05, 0.95])
    assert beside.low == pytest.approx(strength[0] / (strength[0] + 50), abs=0.002)
    assert beside.high == pytest.approx(strength[1] / (strength[1] + 50), abs=0.002)
    assert [hinge.parameter for hinge in found.hinges] == ["factions.guard.strength"]
    assert found.hinges[0].holds_where == "high"
    assert found.sentence.startswith("The tables give this in 51 of 100 parameter draws (95 % ")
    assert "the share itself is 50.2 % (90 of 100 draws: 10.6 % to 65.5 %)" in found.sentence


def test_an_upper_bound_counts_the_other_way() -> None:
    units = (unit("guard_north", "guard", "north"), unit("levy_south", "levy", "south"))
    draws = draws_of(factions__guard__strength=np.arange(1.0, 101.0), factions__levy__strength=50.0)
    claim = asked(among=["guard", "levy"], at_least=None, at_most=0.5)
    found = verdict(claim, draws, units=units)
    assert found.share == 0.5  # 1 to 50; both bounds are met exactly at 50
    assert found.hinges[0].holds_where == "low"


def test_a_bound_that_is_always_met_hinges_on_nothing_though_the_share_moves() -> None:
    draws = draws_of(factions__guard__strength=np.linspace(10, 500, 100))
    found = verdict(asked(at_least=0.01), draws)
    assert (found.share, found.hinges) == (1.0, ())
    assert "it is the same in every draw of the assumptions" in found.sentence


def test_its_question_reads_as_english() -> None:
    assert verdict(asked(civilians=True)).predicate == (
        "Of the soldiers of the guard, the levy and the rival and the civilians in the town on "
        "11 May 2001, at least 50 % are those of the guard."
    )


def test_formations_in_areas_that_were_not_their_sides_are_told() -> None:
    found = verdict(asked())
    (note,) = [text for text in found.notes if "tables place them, in an area" in text]
    assert note.startswith("1 formation is counted")
    assert note.endswith("on 11 May 2001: the north quarter.")
    own = verdict(asked(among=["guard", "levy"]))
    assert not [text for text in own.notes if "not their side's" in text]


def test_nothing_is_simulated_for_it_and_no_arm_is_opened() -> None:
    results = Toy({}, draws_of())
    place = with_tables([asked()])
    (found,) = assess_claims(place, results)
    assert results.opened == []
    assert found.civilians == ()
    assert [need.claims for need in plan(place)] == [()]
    assert "100 draws: a verdict is called settled at 512, 1,024, 2,048, 4,096 only." in found.notes


def test_where_nobody_stands_there_is_no_share_but_a_reason() -> None:
    found = verdict(asked(where="east"))
    assert (found.word, found.share) == ("cannot be tested here", None)
    assert found.reason.startswith("The tables place none of those")


def test_too_few_draws_have_no_share() -> None:
    found = verdict(asked(), draws_of().isel(draw=slice(0, 49)))
    assert (found.word, found.share) == ("cannot be tested here", None)
    assert "49 runs are too few" in found.reason


def test_the_shares_of_all_who_are_counted_add_up() -> None:
    draws = draws_of(factions__guard__strength=np.linspace(10, 500, 100))
    found = [share(asked(of=[name]), draws) for name in ("guard", "levy", "rival")]
    # medians of monotone functions of one strength: the same draw for each
    assert sum(found) == pytest.approx(1.0, abs=1e-3)


def test_an_unknown_faction_or_place_is_refused() -> None:
    with pytest.raises(InputError, match="no faction is named gard"):
        verdict(asked(of=["gard"]))
    with pytest.raises(InputError, match="no area or region is named towm"):
        verdict(asked(where="towm"))
