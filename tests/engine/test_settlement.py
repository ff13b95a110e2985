"""Settlement: deals come when a siege bites, people leave under them and are counted, and nobody is lost."""

import datetime as dt
import math
from dataclasses import replace
from typing import Any

import pytest

from builders import NOWHERE, START, Unit, sampling, small
from hinge.scenario.load import load
from hinge.scenario.old_sieges import Siege
from plain import plain

bargaining = plain("hinge.engine.bargaining")
codes = plain("hinge.world.codes")
evacuation = plain("hinge.engine.evacuation")
muster = plain("hinge.engine.muster").muster
settlement = plain("hinge.engine.settlement")
PRIORS = {
    "deal_base": 0.01,
    "deal_guarantors": 0.5,
    "deal_cost": 0.5,
    "deal_deficit": 1.5,
    "deal_ground": 2.5,
    "deal_hope": 1.0,
    "deal_veto": 0.7,
    "deal_interrupted": 0.0,
    "deal_daily": 1e6,
    "deal_civilians": 0.25,
    "deal_linked": 0.6,
    "deal_frailty": 0.0,
}
AGREED = {"deal_base": 1e6}


def pocket(units: tuple[Unit, ...] = (), **more: Any) -> Any:
    """Red holds two quarters of the town behind blue's ring, and ground of its own beyond it."""
    given = {
        "east": "red", "south": "red", "west": "blue",
        "ring": "blue", "village": "red", "port": "red", "base": "blue",
    } | more.pop("holds", {})  # fmt: skip
    units = units or (
        Unit("r1", "red", "east", 800.0),
        Unit("r2", "red", "south", 400.0),
        Unit("u1", "blue", "ring", 1200.0),
        Unit("u2", "blue", "west", 1200.0),
        Unit("r3", "red", "village", 500.0),
    )
    tiny = small(
        given,
        [
            ("east", "south", "road", 2.0), ("east", "ring", "road", 4.0),
            ("south", "west", "road", 2.0), ("ring", "village", "road", 6.0),
            ("village", "port", "road", 10.0), ("west", "base", "road", 5.0),
            ("ring", "base", "road", 5.0),
        ],
        units=units,
        areas={a: {"population": 8000} for a in ("east", "south", "west")}
        | {"village": {"population": 2000}},
        entries={"port": 1000.0, "base": 1000.0},
        regions={"town": ("east south west", "red")} | more.pop("regions", {}),
        **more,
    ).set(**PRIORS)  # fmt: skip
    return ready(tiny)


def ready(tiny: Any) -> Any:
    tiny.state.flows.stale[:] = 1
    tiny.survey()
    muster(tiny.world.actors, tiny.state.forces, tiny.state.politics, tiny.params, tiny.scratch)
    return tiny


def hazard(tiny: Any, w: int = 0) -> float:
    muster(tiny.world.actors, tiny.state.forces, tiny.state.politics, tiny.params, tiny.scratch)
    return float(bargaining.deal_hazard(tiny.world, tiny.state, tiny.scratch, tiny.params, w))


def morning(tiny: Any, day: int = 1, replication: int = 0) -> Any:
    tiny.state.politics.forbidden[:] = 0  # as the levers do
    key = sampling.StreamKey(7, 0, replication)
    settlement.settlement(tiny.world, tiny.state, tiny.scratch, tiny.params, key, day)
    return tiny


def leaving(**more: Any) -> Any:
    tiny = pocket(**more)
    tiny.state.politics.deal[0] = codes.LEAVING_UNDER_DEAL
    return tiny


def persons(tiny: Any) -> tuple[float, float]:
    people = tiny.state.people
    return tiny.state.forces.strength.sum(), (people.residents + people.displaced).sum()


def in_east(tiny: Any) -> float:
    return float(tiny.state.people.residents[0] + tiny.state.people.displaced[0])


def test_the_hazard_in_a_case_by_hand() -> None:
    # Blue has 2.4 thousand beside the two quarters, red 1.2 in them; one of three areas is lost.
    # Red's one command stands inside too. No attempt at relief so far, and no guarantors.
    tiny = pocket()
    tiny.state.forces.want[:2] = (0.3, 0.6)
    tiny.state.people.ration[:2] = (0.5, 0.9)
    soldiers = (800.0 * 0.3 + 400.0 * 0.6) / 1200.0
    people = (8000.0 * 0.5 + 8000.0 * 0.1) / 16_000.0
    grows = 0.5 * math.log(2.4 / 1.22) + 1.5 * 0.5 * (soldiers + people) + 2.5 / 3.0 - 1.0 * 0.5
    assert hazard(tiny) == pytest.approx(0.01 * 0.5 * math.exp(grows))


def test_two_guarantors_make_a_deal_likelier_and_one_does_not() -> None:
    alone = hazard(pocket())
    assert hazard(pocket(sponsors={"friend": "port"})) == pytest.approx(alone)
    both = pocket(sponsors={"friend": "port", "patron": "base"})
    assert hazard(both) == pytest.approx(2.0 * alone)
    both.state.politics.support[0] = 0.0
    assert hazard(both) == pytest.approx(alone)


def test_hope_of_relief_lowers_the_hazard_and_failed_attempts_raise_it() -> None:
    def after(won: float, lost: float) -> float:
        tiny = pocket()
        tiny.state.commands.relief_won[0], tiny.state.commands.relief_lost[0] = won, lost
        return hazard(tiny)

    assert after(2.0, 0.0) < after(0.0, 0.0) < after(0.0, 2.0)
    assert after(0.0, 2.0) == pytest.approx(after(0.0, 0.0) * math.exp(0.5 - 0.25))


def test_each_partner_who_would_get_nothing_lowers_the_hazard() -> None:
    own = (
        Unit("r1", "red", "east", 800.0), Unit("u1", "blue", "ring", 1200.0),
        Unit("r3", "red", "village", 500.0, faction="other"),
    )  # fmt: skip
    partner = pocket(own)
    assert bargaining.vetoes(partner.world, partner.state, marked(partner), 0) == 1.0
    before = hazard(partner)
    partner.state.politics.command[:] = [0, 1, 0]  # under one command with those inside
    assert hazard(partner) == pytest.approx(before * math.exp(0.7))


def marked(tiny: Any) -> Any:
    bargaining.mark_place(tiny.world, tiny.state, tiny.scratch, 0)
    return tiny.scratch


@pytest.mark.parametrize("cause", ["want", "ground", "strength"])
def test_a_siege_that_bites_harder_is_settled_sooner(cause: str) -> None:
    tiny = pocket()
    before = hazard(tiny)
    if cause == "want":
        tiny.state.people.ration[:2] = 0.2
    elif cause == "ground":
        tiny.state.ground.control[tiny.area["south"]] = tiny.side["blue"]
        tiny.state.forces.area[tiny.unit["r2"]] = tiny.area["east"]
    else:
        tiny.state.forces.strength[tiny.unit["u1"]] *= 2.0
    assert hazard(tiny) > before


def test_the_ratio_of_strength_is_bounded() -> None:
    tiny, more = pocket(), pocket()
    tiny.state.forces.strength[tiny.unit["u1"]] = 1e5
    more.state.forces.strength[more.unit["u1"]] = 1e6
    assert hazard(tiny) == pytest.approx(hazard(more))


def test_a_linked_siege_is_harder_to_settle() -> None:
    holds = {"out": "blue"}
    units = (
        Unit("r1", "red", "east", 800.0), Unit("u1", "blue", "ring", 1200.0),
        Unit("u2", "blue", "out", 100.0),
    )  # fmt: skip
    tiny = pocket(units, holds=holds, regions={"out": ("out", "blue")})
    linked = hazard(tiny)
    assert tiny.state.flows.siege.tolist() == [codes.CLOSED, codes.CLOSED]
    tiny.state.flows.siege[1] = codes.OPEN
    assert linked == pytest.approx(0.6 * hazard(tiny))


@pytest.mark.parametrize("side", ["red", "blue"])
def test_either_side_can_be_barred_from_settling(side: str) -> None:
    tiny = pocket().set(**AGREED)
    tiny.state.politics.barred[tiny.side[side], codes.DEAL] = 1
    assert morning(tiny).state.politics.deal.tolist() == [codes.NO_DEAL]


def test_switched_off_no_siege_ends_by_deal() -> None:
    tiny = pocket().set(deal_base=0.0)
    for day in range(1, 200):
        morning(tiny, day)
    assert tiny.state.politics.deal.tolist() == [codes.NO_DEAL]


def test_only_a_besieged_place_with_soldiers_and_a_way_out_settles() -> None:
    assert morning(pocket().set(**AGREED)).state.politics.deal[0] == codes.LEAVING_UNDER_DEAL
    relieved = ready(pocket(holds={"ring": "red"})).set(**AGREED)
    assert relieved.state.flows.siege[0] < codes.CLOSED_BY_FIRE
    assert morning(relieved).state.politics.deal[0] == codes.NO_DEAL
    empty = pocket().set(**AGREED)
    empty.state.forces.strength[: empty.unit["r2"] + 1] = 0.0
    assert morning(empty).state.politics.deal[0] == codes.NO_DEAL
    nowhere = ready(pocket(holds={"village": "blue", "port": "blue"})).set(**AGREED)
    assert nowhere.state.flows.siege[0] == codes.CLOSED
    assert morning(nowhere).state.politics.deal[0] == codes.NO_DEAL


def test_of_two_regions_within_each_other_the_smaller_settles() -> None:
    tiny = pocket(regions={"all": ("east south west ring", "red")}).set(**AGREED)
    assert tiny.state.flows.siege.tolist() == [codes.CLOSED, codes.CLOSED]
    names = [region.id for region in tiny.scenario.regions]
    deals = dict(zip(names, morning(tiny).state.politics.deal.tolist(), strict=True))
    assert deals == {"town": codes.LEAVING_UNDER_DEAL, "all": codes.NO_DEAL}


def test_no_attack_on_the_place_is_allowed_while_people_leave() -> None:
    tiny = morning(leaving().set(deal_interrupted=1.0))
    forbidden = tiny.state.politics.forbidden
    blue = [a for a, row in tiny.area.items() if forbidden[tiny.side["blue"], row]]
    assert blue == ["east", "south"]
    assert forbidden[tiny.side["red"]].sum() == 0


def test_a_deal_moves_soldiers_and_people_and_conserves_them() -> None:
    tiny = leaving()
    before = persons(tiny)
    morning(tiny)
    forces, people, village = tiny.state.forces, tiny.state.people, tiny.area["village"]
    assert forces.area[: tiny.unit["r2"] + 1].tolist() == [village, village]
    assert persons(tiny) == before
    assert people.displaced[village] == 2 * 0.25 * 8000.0
    assert in_east(tiny) == 0.75 * 8000.0
    assert tiny.state.politics.evacuated.tolist() == [1200.0 + 4000.0, 0.0]


def test_when_the_last_soldier_has_left_the_ground_changes_hands() -> None:
    tiny = morning(leaving(), day=9)
    ground, blue = tiny.state.ground, tiny.side["blue"]
    assert ground.control[[tiny.area["east"], tiny.area["south"]]].tolist() == [blue, blue]
    assert ground.held_since[tiny.area["east"]] == 9
    assert ground.contested.sum() == 0
    assert tiny.state.flows.stale.all()
    assert tiny.state.politics.deal.tolist() == [codes.DEAL_DONE]
    assert tiny.state.politics.deals.tolist() == [1.0, 0.0]
    area = tiny.state.forces.area.copy()
    assert morning(tiny, day=10).state.politics.deals.tolist() == [1.0, 0.0]
    assert (tiny.state.forces.area == area).all()


def test_who_leaves_gives_up_orders_and_efforts() -> None:
    tiny = leaving().effort("r1", "ring")
    morning(tiny)
    f = tiny.unit["r1"]
    forces = tiny.state.forces
    assert (forces.effort[f], forces.goal[f], forces.road[f]) == (codes.NO_EFFORT, NOWHERE, NOWHERE)


def test_an_interrupted_day_moves_nobody() -> None:
    tiny = leaving().set(deal_interrupted=1.0)
    before = tiny.state.forces.area.copy()
    for day in range(1, 6):
        morning(tiny, day)
    assert (tiny.state.forces.area == before).all()
    assert tiny.state.politics.evacuated.sum() == 0.0
    assert tiny.state.politics.deal.tolist() == [codes.LEAVING_UNDER_DEAL]


def test_interruptions_make_leaving_longer() -> None:
    def days(chance: float) -> float:
        total = 0
        for n in range(30):
            tiny = leaving().set(deal_interrupted=chance)
            day = 1
            while tiny.state.politics.deal[0] != codes.DEAL_DONE:
                morning(tiny, day, n)
                day += 1
            total += day - 1
        return total / 30

    assert days(0.0) == 1.0
    assert days(0.5) == pytest.approx(2.0, abs=0.9)


def test_the_daily_limit_spreads_leaving_over_as_many_days_as_it_needs() -> None:
    # 5,200 persons, 650 a day: eight days on average.
    lengths = []
    for n in range(60):
        tiny = leaving().set(deal_daily=650.0)
        day = 1
        while tiny.state.politics.deal[0] != codes.DEAL_DONE:
            morning(tiny, day, n)
            day += 1
        assert tiny.state.politics.evacuated[0] == 5200.0
        lengths.append(day - 1)
    assert sum(lengths) / 60 == pytest.approx(8.0, abs=2.0)


def test_a_siege_that_opens_voids_the_deal() -> None:
    tiny = leaving().set(deal_interrupted=1.0)
    tiny.state.flows.siege[0] = codes.OPEN
    morning(tiny)
    assert tiny.state.politics.deal.tolist() == [codes.NO_DEAL]
    assert tiny.state.politics.forbidden.sum() == 0


def test_the_refuge_is_the_nearest_own_quiet_ground_that_supply_reaches() -> None:
    tiny = pocket()
    refuge = evacuation.refuge
    assert refuge(tiny.world, tiny.state, tiny.scratch, 0, 0) == tiny.area["village"]
    tiny.fight("village")
    assert refuge(tiny.world, tiny.state, tiny.scratch, 0, 0) == tiny.area["port"]


def test_two_sides_in_mirrored_places_settle_alike() -> None:
    swap = {"red": "blue", "blue": "red"}
    mirrored = pocket(
        tuple(
            Unit(u.id, swap[u.side], u.area, u.persons)
            for u in (
                Unit("r1", "red", "east", 800.0), Unit("r2", "red", "south", 400.0),
                Unit("u1", "blue", "ring", 1200.0), Unit("u2", "blue", "west", 1200.0),
                Unit("r3", "red", "village", 500.0),
            )
        ),
        holds={
            "east": "blue", "south": "blue", "west": "red",
            "ring": "red", "village": "blue", "port": "blue", "base": "red",
        },
        regions={"town": ("east south west", "blue")},
    )  # fmt: skip
    assert hazard(mirrored) == pytest.approx(hazard(pocket()))


@pytest.mark.parametrize("cost", [-0.5, 0.0, 0.5])
@pytest.mark.parametrize("veto", [-0.7, 0.7])
@pytest.mark.parametrize("lost", [0.0, 3.0])
def test_no_hazard_of_a_deal_is_above_the_bound_that_spares_reckoning_it(
    cost: float, veto: float, lost: float
) -> None:
    tiny = pocket().set(deal_cost=cost, deal_veto=veto)
    tiny.state.commands.relief_lost[:] = lost
    tiny.state.forces.want[:] = 1.0
    tiny.state.people.ration[:] = 0.0
    real = bargaining.deal_hazard(tiny.world, tiny.state, tiny.scratch, tiny.params, 0)
    assert 0.0 < real <= bargaining.highest_hazard(tiny.world, tiny.state, tiny.params, 0)


OLD = Siege(side="red", since=START - dt.timedelta(100), known_on=START, source="a letter")


def besieged(since: Siege | None = OLD, **more: Any) -> Any:
    """Return the pocket, under siege for as long as ``since`` says."""
    tiny = pocket(**more)
    regions = tuple(
        region.model_copy(update={"besieged_since": (since,) if since else ()})
        for region in tiny.scenario.regions
    )
    scenario = replace(tiny.scenario, regions=regions)
    begin = plain("hinge.ensemble.start").opening(scenario, tiny.world, START, [])
    tiny.state.politics.stood[:] = begin.stood
    return tiny


def test_a_siege_that_has_stood_for_long_settles_with_the_hazard_by_hand() -> None:
    assert bargaining.still_standing(0.01, 100.0, 1.0) == pytest.approx(0.005)
    assert bargaining.still_standing(0.01, 300.0, 2.0) == pytest.approx(0.01 / 7.0)
    assert bargaining.still_standing(0.01, 0.0, 2.0) == 0.01


@pytest.mark.parametrize("hazard", [0.0, 1e-300, 1.0 / 3.0, 0.0015, 1e6])
def test_where_all_sieges_are_alike_days_change_nothing_to_the_last_bit(hazard: float) -> None:
    assert bargaining.still_standing(hazard, 455.0, 0.0) == hazard


@pytest.mark.parametrize("variance", [0.0, 0.5, 2.0])
@pytest.mark.parametrize("hazard", [0.0, 0.0015, 0.5])
def test_more_days_never_raise_the_hazard_nor_turn_the_order_of_two(
    variance: float, hazard: float
) -> None:
    days = [bargaining.still_standing(hazard, float(t), variance) for t in range(0, 1000, 50)]
    assert days == sorted(days, reverse=True)
    assert all(0.0 <= one <= hazard for one in days)
    harder = [
        bargaining.still_standing(2.0 * hazard, float(t), variance) for t in range(0, 1000, 50)
    ]
    assert all(more >= less for more, less in zip(harder, days, strict=True))


def test_days_under_siege_count_until_it_opens_and_not_while_roads_are_insecure() -> None:
    tiny = pocket().set(deal_base=0.0)
    stood, siege = tiny.state.politics.stood, tiny.state.flows.siege
    told = []
    for day, now in enumerate(
        (
            codes.CLOSED,
            codes.CLOSED_BY_FIRE,
            codes.INSECURE,
            codes.CLOSED,
            codes.OPEN,
            codes.CLOSED,
        ),
        start=1,
    ):
        siege[0] = now
        morning(tiny, day)
        told.append(stood[0])
    assert told == [1.0, 2.0, 2.0, 3.0, 0.0, 1.0]


def test_no_day_counts_under_a_deal() -> None:
    tiny = leaving().set(deal_interrupted=1.0)
    for day in range(1, 6):
        morning(tiny, day)
    assert tiny.state.politics.stood.tolist() == [0.0]


def test_a_siege_older_than_the_campaign_has_stood_since_its_date() -> None:
    assert besieged().state.politics.stood.tolist() == [100.0]
    assert besieged(None).state.politics.stood.tolist() == [0.0]
    shipped = load("aleppo-2016", calibrated=False)
    for start, days in ((shipped.head.start, 455.0), (shipped.head.assessment_date, 499.0)):
        world = plain("hinge.world.build").build_world(shipped, start)
        stood = plain("hinge.ensemble.start").opening(shipped, world, start, []).stood
        pairs = [(region.id, side) for region in shipped.regions for side in region.watch]
        assert {pair: t for pair, t in zip(pairs, stood, strict=True) if t > 0.0} == {
            ("besieged_towns", "government"): days
        }


def test_fewer_old_sieges_end_by_deal_than_new_ones() -> None:
    def ends(tiny: Any, variance: float) -> int:
        tiny.set(deal_base=0.05, deal_frailty=variance)
        start, found = tiny.state.politics.stood.copy(), 0
        for n in range(200):
            tiny.state.politics.stood[:] = start
            tiny.state.politics.deal[:] = codes.NO_DEAL
            for day in range(1, 11):
                morning(tiny, day, n)
                if tiny.state.politics.deal[0] != codes.NO_DEAL:
                    found += 1
                    break
        return found

    new, old = (ends(besieged(since).set(deal_interrupted=1.0), 1.0) for since in (None, OLD))
    assert 0 < old < new
    alike = [ends(besieged(since).set(deal_interrupted=1.0), 0.0) for since in (None, OLD)]
    assert alike[0] == alike[1] >= new


def test_two_mirrored_sieges_stand_alike() -> None:
    swap = {"red": "blue", "blue": "red"}
    units = (
        Unit("r1", "blue", "east", 800.0), Unit("r2", "blue", "south", 400.0),
        Unit("u1", "red", "ring", 1200.0), Unit("u2", "red", "west", 1200.0),
        Unit("r3", "blue", "village", 500.0),
    )  # fmt: skip
    holds = {
        "east": "blue", "south": "blue", "west": "red",
        "ring": "red", "village": "blue", "port": "blue", "base": "red",
    }  # fmt: skip
    mirrored = besieged(
        OLD.model_copy(update={"side": swap[OLD.side]}), units=units, holds=holds,
        regions={"town": ("east south west", "blue")},
    )  # fmt: skip
    given = besieged()
    for tiny in (given, mirrored):
        tiny.set(deal_base=0.0)
        for day in range(1, 6):
            morning(tiny, day)
    assert given.state.politics.stood.tolist() == mirrored.state.politics.stood.tolist() == [105.0]
