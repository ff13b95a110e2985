"""Coalitions: they form under threat and not without, they split and expel, and efforts follow the members."""

from typing import Any

import pytest

from builders import NOWHERE, Unit, sampling, small
from plain import plain

codes = plain("hinge.world.codes")
coalitions = plain("hinge.engine.coalitions")
membership = plain("hinge.engine.membership")
muster = plain("hinge.engine.muster").muster
partners = plain("hinge.engine.partners")
NEVER, NOBODY = -1, -1
CHANCES = 30
PRIORS = {
    "coalition_days": 1.0,
    "coalition_rationality": 60.0,
    "coalition_ideology": 0.15,
    "coalition_command": 0.06,
    "coalition_threat": 1.0,
    "coalition_support": 0.15,
    "coalition_leaving": 0.1,
}


def groups(
    own: dict[str, float], hostile: float = 4000.0, listed: tuple[str, ...] = (), **more: Any
) -> Any:
    """Red's groups with their persons on one field, a hostile force opposite; nothing is cut off."""
    units = [Unit(f"u_{name}", "red", "field", n, faction=name) for name, n in own.items()]
    units.append(Unit("enemy", "blue", "hill", hostile))
    tiny = small(
        {"port": "red", "field": "red", "town": "red", "hill": "blue"},
        [
            ("port", "field", "road", 5.0),
            ("field", "hill", "road", 5.0),
            ("port", "town", "road", 5.0),
        ],
        units=units,
        areas={"town": {"population": 1000}},
        entries={"port": 1000.0},
        **more,
    ).set(**PRIORS)
    for name in listed:
        tiny.state.politics.listed[row(tiny, name)] = 1
    weigh(tiny.survey())
    return tiny


def row(tiny: Any, faction: str) -> int:
    return [f.id for f in tiny.scenario.factions].index(faction)


def weigh(tiny: Any) -> Any:
    muster(tiny.world.actors, tiny.state.forces, tiny.state.politics, tiny.params, tiny.scratch)
    partners.weigh(tiny.world, tiny.scratch)
    return tiny


def unite(tiny: Any, *names: str) -> Any:
    """Put factions under one command, as day 0 would."""
    rows = [row(tiny, name) for name in names]
    leader = min(rows, key=lambda k: int(tiny.world.actors.faction_key[k]))
    tiny.state.politics.command[rows] = leader
    return tiny


def together(tiny: Any, *names: str) -> bool:
    return len({int(tiny.state.politics.command[row(tiny, name)]) for name in names}) == 1


def danger(tiny: Any, side: str = "red") -> float:
    s = tiny.side[side]
    against = partners.hostile_might(tiny.world, tiny.state, tiny.scratch, s)
    return float(partners.threat(tiny.world, tiny.state, tiny.scratch, s, against))


def decide(tiny: Any, replication: int = 0, day: int = 1) -> Any:
    key = sampling.StreamKey(7, 0, replication)
    coalitions.coalitions(tiny.world, tiny.state, tiny.scratch, tiny.params, key, day)
    return tiny


def share(make: Any, seen: Any) -> float:
    """The share of chances in which ``seen`` holds after one day of decisions."""
    return sum(bool(seen(decide(make(), n))) for n in range(CHANCES)) / CHANCES


def in_danger(tiny: Any, trend: float) -> Any:
    tiny.state.politics.trend[tiny.side["red"]] = trend
    return tiny


def test_the_worth_of_belonging_in_a_case_by_hand() -> None:
    # Red has 2 and 1 thousand, 1 opposite: q of both is 3/4, of the smaller alone 1/2.
    tiny = unite(groups({"big": 2000.0, "small": 1000.0}, 1000.0, listed=("big",)), "big", "small")
    small_row, command = row(tiny, "small"), int(tiny.state.politics.command[row(tiny, "small")])
    own = partners.belonging(
        tiny.world, tiny.state, tiny.scratch, tiny.params,
        small_row, command, NOBODY, NOBODY, 0.8, 1.0,
    )  # fmt: skip
    by_hand = 0.75 / 3 + 0.8 * (0.75 - 0.5) - 0.06 * (1 - 1 / 3) - 0.15
    assert own == pytest.approx(by_hand)
    alone = partners.belonging(
        tiny.world, tiny.state, tiny.scratch, tiny.params,
        small_row, NOBODY, small_row, NOBODY, 0.8, 1.0,
    )  # fmt: skip
    assert alone == pytest.approx(0.5 - 0.15)  # no sponsor of its own holds it up


def test_threat_counts_hostile_strength_lost_ground_and_ground_cut_off() -> None:
    tiny = groups({"a": 1000.0}, 3000.0)
    assert danger(tiny) == pytest.approx(0.75)
    assert danger(in_danger(tiny, 1.0)) == pytest.approx(0.75 + 0.5)
    assert danger(in_danger(tiny, 9.0)) == pytest.approx(0.75 + 1.0)
    assert danger(in_danger(tiny, -3.0)) == pytest.approx(0.75)
    tiny.state.ground.control[tiny.area["port"]] = tiny.side["blue"]
    tiny.state.flows.stale[:] = 1
    tiny.survey()
    weigh(tiny)
    assert danger(tiny) == pytest.approx(0.75 + 1.0)  # both that are left have people or soldiers


def test_a_joint_front_forms_under_threat_and_not_without() -> None:
    def calm() -> Any:
        return groups({"a": 1500.0, "b": 1500.0}, 500.0)

    def pressed() -> Any:
        return in_danger(groups({"a": 1500.0, "b": 1500.0}, 3000.0), 2.0)

    assert share(calm, lambda tiny: together(tiny, "a", "b")) == 0.0
    assert share(pressed, lambda tiny: together(tiny, "a", "b")) > 0.9


def test_more_threat_never_makes_joining_less_likely() -> None:
    shares = [
        share(
            lambda trend=trend: in_danger(groups({"a": 1500.0, "b": 1200.0}, 1200.0), trend),
            lambda tiny: together(tiny, "a", "b"),
        )
        for trend in (0.0, 0.5, 1.0, 2.0)
    ]
    assert shares == sorted(shares)
    assert shares[0] < shares[-1]


def test_a_command_splits_when_the_threat_falls() -> None:
    def front(hostile: float, trend: float) -> Any:
        tiny = groups({"a": 1500.0, "b": 1500.0}, hostile)
        return in_danger(unite(tiny, "a", "b"), trend)

    stays = share(lambda: front(3000.0, 2.0), lambda tiny: together(tiny, "a", "b"))
    calm = share(lambda: front(300.0, 0.0), lambda tiny: together(tiny, "a", "b"))
    assert stays > 0.9
    assert calm < 0.1


def test_a_group_leaves_a_partner_who_grew_too_strong() -> None:
    # Little threat: beside a giant the share is small, beside an equal it is worth having.
    def beside(partner: float) -> float:
        tiny = unite(groups({"a": 1500.0, "b": partner}, 1500.0), "a", "b")
        a = row(tiny, "a")
        command, against = int(tiny.state.politics.command[a]), 1.5
        given = (tiny.world, tiny.state, tiny.scratch, tiny.params, a)
        joint = partners.belonging(*given, command, NOBODY, NOBODY, 0.2, against)
        return joint - partners.belonging(*given, NOBODY, a, NOBODY, 0.2, against)

    gains = [beside(partner) for partner in (500.0, 1500.0, 5000.0, 15_000.0)]
    assert gains == sorted(gains, reverse=True)
    assert gains[-1] < 0.0


def test_what_is_left_of_a_beaten_front_comes_apart() -> None:
    def front(persons: float) -> Any:
        tiny = mixed(2.0, 1.0, hostile=4000.0, persons=persons)
        return tiny.set(coalition_leaving=0.3)

    whole = share(lambda: front(2500.0), lambda tiny: not apart(tiny))
    beaten = share(lambda: front(150.0), lambda tiny: not apart(tiny))
    assert whole > 0.9
    assert beaten < 0.2


def mixed(trend: float, support: float, hostile: float = 2500.0, persons: float = 1500.0) -> Any:
    """A listed and an unlisted group under one command; a sponsor backs the unlisted one alone."""
    tiny = groups(
        {"listed": persons, "unlisted": persons}, hostile, listed=("listed",),
        sponsors={"friend": "port"},
    )  # fmt: skip
    tiny.world.actors.client[0] = row(tiny, "unlisted")
    tiny.state.politics.support[0] = support
    tiny.set(coalition_threat=1.5)
    return in_danger(unite(tiny, "listed", "unlisted"), trend)


def apart(tiny: Any) -> bool:
    return not together(tiny, "listed", "unlisted")


def test_separation_is_likelier_when_threat_falls() -> None:
    shares = [share(lambda t=trend: mixed(t, 1.0), apart) for trend in (2.0, 1.0, 0.5, 0.0)]
    assert shares == sorted(shares)
    assert shares[0] < 0.1
    assert shares[-1] > 0.9


def test_separation_is_likelier_when_support_to_leavers_rises() -> None:
    shares = [share(lambda v=support: mixed(0.7, v), apart) for support in (0.0, 0.6, 1.0, 1.6)]
    assert shares == sorted(shares)
    assert shares[0] < shares[-1]


def test_a_sponsor_that_backs_listed_groups_too_does_not_help_leavers() -> None:
    tiny = mixed(1.0, 1.0)
    backing = partners._backing
    assert backing(tiny.world, tiny.state, row(tiny, "unlisted")) == 1.0
    tiny.state.politics.listed[row(tiny, "unlisted")] = 1
    assert backing(tiny.world, tiny.state, row(tiny, "unlisted")) == 0.0


def test_a_costly_member_is_expelled_and_one_that_carries_its_weight_is_kept() -> None:
    # The listed one would rather stay in any case; what it brings the others decides.
    def front(brings: float) -> Any:
        own = {"listed": brings, "b": 2000.0, "c": 2000.0}
        tiny = in_danger(groups(own, 4000.0, listed=("listed",)), 2.0)
        return unite(tiny.set(coalition_support=0.0, coalition_threat=1.5), "listed", "b", "c")

    assert share(lambda: front(100.0), lambda tiny: not together(tiny, "listed", "b")) > 0.8
    assert share(lambda: front(4000.0), lambda tiny: not together(tiny, "listed", "b")) < 0.1


def test_changes_are_counted_to_the_side() -> None:
    tiny = decide(in_danger(groups({"a": 1500.0, "b": 1500.0}, 3000.0), 2.0))
    assert tiny.state.politics.joined.tolist() == [1.0, 0.0]
    assert tiny.state.politics.split.tolist() == [0.0, 0.0]
    in_danger(tiny, 0.0).state.forces.strength[tiny.unit["enemy"]] = 300.0
    decide(weigh(tiny), day=2)
    assert not together(tiny, "a", "b")
    assert tiny.state.politics.split.tolist() == [1.0, 0.0]


@pytest.mark.parametrize("option", ["JOIN", "LEAVE"])
def test_a_barred_option_is_never_taken(option: str) -> None:
    def ready() -> Any:
        if option == "JOIN":
            tiny = in_danger(groups({"a": 1500.0, "b": 1500.0}, 3000.0), 2.0)
        else:
            tiny = unite(groups({"a": 1500.0, "b": 1500.0}, 300.0), "a", "b")
        tiny.state.politics.barred[tiny.side["red"], getattr(codes, option)] = 1
        return tiny

    def changed(tiny: Any) -> bool:
        return bool(tiny.state.politics.joined.sum() + tiny.state.politics.split.sum())

    assert share(ready, changed) == 0.0


def test_switched_off_nobody_ever_changes() -> None:
    tiny = in_danger(groups({"a": 1500.0, "b": 1500.0}, 3000.0), 2.0).set(coalition_days=100_000.0)
    tiny.world.actors.side_key[:] = 0
    for day in range(1, 300):
        decide(tiny, day=day)
    assert decide(tiny, day=100_000).state.politics.joined.sum() == 0.0


def test_a_side_reconsiders_on_its_own_days_only() -> None:
    tiny = in_danger(groups({"a": 1500.0, "b": 1500.0}, 3000.0), 2.0).set(coalition_days=10.0)
    offset = int(tiny.world.actors.side_key[tiny.side["red"]]) % 10
    days = [day for day in range(1, 11) if (day + offset) % 10 != 0]
    for day in days:
        assert decide(tiny, day=day).state.politics.joined.sum() == 0.0
    (due,) = set(range(1, 11)) - set(days)
    assert decide(tiny, day=due).state.politics.joined.sum() == 1.0


def test_a_faction_without_soldiers_keeps_its_command() -> None:
    tiny = groups({"a": 1500.0, "b": 0.0}, 3000.0)
    before = tiny.state.politics.command.tolist()
    assert decide(in_danger(tiny, 2.0)).state.politics.command.tolist() == before


def test_the_leader_is_the_lowest_number_and_efforts_stay_with_who_leads_them() -> None:
    tiny = groups({"a": 1000.0, "b": 1000.0, "c": 1000.0})
    rows = sorted(
        (row(tiny, name) for name in "abc"), key=lambda k: int(tiny.world.actors.faction_key[k])
    )
    first, second, third = rows
    hill = tiny.area["hill"]
    commands = tiny.state.commands
    commands.objective[second], commands.since[second], commands.staked[second] = hill, 3, 900.0
    commands.window[second] = 0.25
    membership.move(tiny.world, tiny.state, third, second)
    assert tiny.state.politics.command[third] == second
    assert commands.objective[second] == hill  # who joins later leaves the effort as it is
    membership.move(tiny.world, tiny.state, first, second)
    assert tiny.state.politics.command[rows].tolist() == [first] * 3
    assert (commands.objective[second], commands.since[second]) == (hill, 3)
    assert commands.window[first] == 0.25  # what the command has weighed moves to its leader's row
    membership.move(tiny.world, tiny.state, first, NOBODY)
    assert tiny.state.politics.command[rows].tolist() == [first, second, second]
    assert commands.objective[second] == hill
    membership.move(tiny.world, tiny.state, second, NOBODY)
    assert (commands.objective[second], commands.since[second]) == (NOWHERE, NEVER)


def test_where_common_commands_are_forbidden_every_group_commands_itself() -> None:
    tiny = unite(groups({"a": 1000.0, "b": 1000.0, "c": 1000.0}), "a", "b", "c")
    tiny.state.politics.barred[tiny.side["red"], codes.JOINT_COMMAND] = 1
    decide(tiny)
    own = [row(tiny, name) for name in "abc"]
    assert tiny.state.politics.command[own].tolist() == own
    assert tiny.state.politics.split[tiny.side["red"]] == 2.0
