"""Commands against the theory of coalitions: who is worth having, what is stable, and what shares follow."""

from itertools import permutations
from typing import Any

import numpy as np
import pytest

from builders import Unit, sampling, small
from plain import plain

coalitions = plain("hinge.engine.coalitions")
muster = plain("hinge.engine.muster").muster
partners = plain("hinge.engine.partners")
NOBODY = -1
PRIORS = {
    "coalition_days": 1.0,
    "coalition_rationality": 1.0e5,
    "coalition_ideology": 0.15,
    "coalition_command": 0.0,
    "coalition_threat": 1.0,
    "coalition_support": 0.0,
    "coalition_leaving": 0.0,
}


def groups(own: list[float], hostile: float, listed: tuple[int, ...] = (), **more: float) -> Any:
    """Red's groups, by their persons, on one field; a hostile force opposite."""
    units = [Unit(f"u{n}", "red", "field", size, faction=f"g{n}") for n, size in enumerate(own)]
    units.append(Unit("enemy", "blue", "hill", hostile))
    tiny = small(
        {"field": "red", "hill": "blue"},
        [("field", "hill", "road", 5.0)],
        units=units,
        entries={"field": 1000.0},
    ).set(**(PRIORS | more))
    for n in listed:
        tiny.state.politics.listed[rows(tiny, len(own))[n]] = 1
    muster(tiny.world.actors, tiny.state.forces, tiny.state.politics, tiny.params, tiny.scratch)
    partners.weigh(tiny.world, tiny.survey().scratch)
    return tiny


def rows(tiny: Any, number: int) -> list[int]:
    ids = [faction.id for faction in tiny.scenario.factions]
    return [ids.index(f"g{n}") for n in range(number)]


def unite(tiny: Any, members: list[int]) -> int:
    leader = min(members, key=lambda k: int(tiny.world.actors.faction_key[k]))
    tiny.state.politics.command[members] = leader
    return leader


def shapley(weights: list[float], quota: float) -> list[float]:
    """How often each is the one that carries a growing coalition past the quota."""
    pivots = [0] * len(weights)
    orders = list(permutations(range(len(weights))))
    for order in orders:
        total = 0.0
        for n in order:
            total += weights[n]
            if total > quota:
                pivots[n] += 1
                break
    return [count / len(orders) for count in pivots]


def worth(tiny: Any, i: int, command: int, extra: int, less: int, danger: float) -> float:
    against = partners.hostile_might(tiny.world, tiny.state, tiny.scratch, 0)
    return float(
        partners.belonging(
            tiny.world, tiny.state, tiny.scratch, tiny.params, i, command, extra, less,
            danger, against,
        )
    )  # fmt: skip


def test_with_49_48_and_3_any_pair_wins_and_the_textbook_shares_are_thirds() -> None:
    weights = [49.0, 48.0, 3.0]
    assert min(weights[a] + weights[b] for a, b in [(0, 1), (0, 2), (1, 2)]) > 50.0
    assert shapley(weights, 50.0) == pytest.approx([1 / 3] * 3)


def test_here_shares_follow_strength_and_not_who_is_pivotal() -> None:
    # The numbered departure from the textbook: without threat, worth is q * share = w / (all + hostile).
    tiny = groups([4900.0, 4800.0, 300.0], 5000.0)
    members = rows(tiny, 3)
    command = unite(tiny, members)
    values = [worth(tiny, i, command, NOBODY, NOBODY, 0.0) for i in members]
    assert values == pytest.approx([4.9 / 15, 4.8 / 15, 0.3 / 15])


@pytest.mark.parametrize(("danger", "kept"), [(0.15, False), (0.25, True)])
def test_a_member_is_kept_while_threat_times_the_enemy_outweighs_who_would_share(
    danger: float, kept: bool
) -> None:
    # For a member of one thousand a further one pays if danger * hostile (5) > own strength (1).
    tiny = groups([1000.0, 1000.0, 300.0], 5000.0)
    first, second, third = rows(tiny, 3)
    command = unite(tiny, [first, second, third])
    for i in (first, second):
        with_it = worth(tiny, i, command, NOBODY, NOBODY, danger)
        without = worth(tiny, i, command, NOBODY, third, danger)
        assert (with_it > without) is kept


def test_under_no_threat_to_speak_of_nobody_keeps_more_partners_than_he_needs() -> None:
    tiny = groups([3000.0, 2500.0, 400.0], 100.0)
    unite(tiny, rows(tiny, 3))
    settle(tiny)
    assert len(set(tiny.state.politics.command[rows(tiny, 3)].tolist())) == 3


def settle(tiny: Any, rounds: int = 40) -> bool:
    """Let a side reconsider day after day; say whether the last ten days changed nothing."""
    key, seen = sampling.StreamKey(7, 0, 0), []
    for day in range(1, rounds + 1):
        coalitions.coalitions(tiny.world, tiny.state, tiny.scratch, tiny.params, key, day)
        seen.append(tiny.state.politics.command.tolist())
    return all(command == seen[-1] for command in seen[-10:])


def gains(tiny: Any, members: list[int], danger: float, leaving: float) -> list[float]:
    """What leaving, or expelling a member, would bring to those who may do it."""
    against = partners.hostile_might(tiny.world, tiny.state, tiny.scratch, 0)
    command, found = tiny.state.politics.command, []
    for i in members:
        own = int(command[i])
        if not any(k != i and command[k] == own for k in members):
            continue
        fee = leaving * partners.chance(tiny.state, tiny.scratch, own, against)
        stay = worth(tiny, i, own, NOBODY, NOBODY, danger)
        found.append(worth(tiny, i, NOBODY, i, NOBODY, danger) - fee - stay)
        kept = partners.gain_of_having(
            tiny.world, tiny.state, tiny.scratch, tiny.params, own, i, danger, against
        )
        found.append(-(kept + fee))
    return found


@pytest.mark.parametrize("case", range(12))
def test_what_comes_to_rest_is_stable_nobody_gains_by_leaving_and_nobody_by_expelling(
    case: int,
) -> None:
    luck = np.random.default_rng(case)
    own = [float(n) for n in luck.integers(200, 3000, 4)]
    tiny = groups(own, float(luck.integers(1000, 9000)), listed=(0,), coalition_leaving=0.05)
    members = rows(tiny, 4)
    assert settle(tiny)
    against = partners.hostile_might(tiny.world, tiny.state, tiny.scratch, 0)
    danger = partners.threat(tiny.world, tiny.state, tiny.scratch, 0, against)
    assert all(gain < 1.0e-4 for gain in gains(tiny, members, danger, 0.05))


def test_the_cases_that_come_to_rest_differ() -> None:
    ends = set()
    for case in range(12):
        luck = np.random.default_rng(case)
        own = [float(n) for n in luck.integers(200, 3000, 4)]
        tiny = groups(own, float(luck.integers(1000, 9000)), listed=(0,), coalition_leaving=0.05)
        settle(tiny)
        ends.add(len(set(tiny.state.politics.command[rows(tiny, 4)].tolist())))
    assert len(ends) > 1
