"""Orders: quantal response between its limits, what is never chosen, and how an effort lives and ends."""

from typing import Any

import numpy as np
import pytest

from builders import KEY, NOWHERE, Unit, sampling, small
from plain import plain

assign = plain("hinge.engine.assign")
answer = plain("hinge.engine.answer")
choice = plain("hinge.engine.choice")
muster = plain("hinge.engine.muster")
orders = plain("hinge.engine.orders")
worth = plain("hinge.engine.worth")
codes = plain("hinge.world.codes")
NEVER = -1


def front(second: float = 0.0, **more: Any):
    """Red at a may attack b (many people) or c (few); blue holds both; perhaps a second red formation."""
    return small(
        {"a": "red", "b": "blue", "c": "blue"},
        [("a", "b", "road", 5.0), ("a", "c", "road", 5.0)],
        units=[
            Unit("r", "red", "a"),
            Unit("u", "blue", "b", 300.0),
            Unit("v", "blue", "c", 300.0),
            Unit("s", "red", "a", second),
        ],
        areas={"b": {"population": 9000}, "c": {"population": 1000}},
        **more,
    )


def pick(scores: list[float], rationality: float, day: int) -> int:
    tiny = front()
    tiny.scratch.score[: len(scores)] = scores
    return choice.quantal(tiny.scratch, len(scores), 0.0, rationality, KEY, 4, 99, day)


def decide(tiny, day: int = 1) -> int:
    """Let red choose; return the objective."""
    muster.muster(
        tiny.world.actors, tiny.state.forces, tiny.state.politics, tiny.params, tiny.scratch
    )
    assign.survey_front(tiny.world, tiny.state, tiny.scratch, 0)
    choice.choose(tiny.world, tiny.state, tiny.scratch, tiny.params, KEY, 0, day)
    return int(tiny.state.commands.objective[0])


def test_without_any_reason_every_option_is_as_likely() -> None:
    picked = [pick([0.9, -0.5, 0.2], 1e-9, day) for day in range(800)]
    shares = [picked.count(option) / 800 for option in (-1, 0, 1, 2)]
    # Limit: five standard errors of a share of one quarter.
    assert max(abs(share - 0.25) for share in shares) < 5 * np.sqrt(0.25 * 0.75 / 800)


def test_with_perfect_reason_the_best_option_is_always_chosen() -> None:
    assert {pick([0.3, 0.5, -1.0], 1e4, day) for day in range(50)} == {1}
    assert {pick([-0.3, -0.5], 1e4, day) for day in range(50)} == {-1}


def test_quantal_response_follows_its_formula() -> None:
    # exp(2 * 0.5) against exp(0) for holding: 0.731.
    picked = [pick([0.5], 2.0, day) for day in range(1500)]
    share = picked.count(0) / 1500
    assert abs(share - 1 / (1 + np.exp(-1.0))) < 5 * np.sqrt(0.731 * 0.269 / 1500)


def test_the_better_target_is_chosen() -> None:
    tiny = front().set(rationality=1e4)
    assert decide(tiny) == tiny.area["b"]
    assert tiny.state.forces.effort[0] == 1
    assert tiny.state.commands.wait[0] == 1.0  # without reserves there is nothing to gather


@pytest.mark.parametrize("rationality", [1e-6, 1e4])
def test_a_forbidden_objective_is_never_chosen(rationality: float) -> None:
    chosen = set()
    for day in range(60):
        tiny = front().set(rationality=rationality)
        tiny.state.politics.forbidden[0, tiny.area["b"]] = 1
        chosen.add(decide(tiny, day))
    assert chosen <= {tiny.area["c"], NOWHERE}
    assert tiny.area["c"] in chosen


def test_under_a_truce_of_whole_days_nobody_plans_an_attack() -> None:
    tiny = front().set(rationality=1e-6)
    tiny.state.politics.calm[:] = 1.0
    assert {decide(tiny, day) for day in range(20)} == {NOWHERE}


def test_an_enemy_believed_stronger_makes_an_attack_less_worth_while() -> None:
    def ratio(seen: float) -> float:
        tiny = front(second=500.0)
        tiny.state.commands.seen[0, tiny.area["b"]] = seen
        decide(tiny)
        weights = dict(
            zip(tiny.scratch.option_area[:2].tolist(), tiny.scratch.score[:2].tolist(), strict=True)
        )
        return weights[tiny.area["b"]] / weights[tiny.area["c"]]

    # After the choice, scores are weights exp(lambda * (U - best)): their ratio rises with U of b.
    assert ratio(0.0) > ratio(0.5) > ratio(2.0)


def test_places_off_the_map_and_of_friends_are_never_fought_for() -> None:
    tiny = front(allied=(), sides=("red", "blue", "green"))
    tiny.world.map.on_map[tiny.area["b"]] = 0
    tiny.state.ground.control[tiny.area["c"]] = tiny.side["green"]  # neutral
    for name in ("a", "b", "c"):
        assert not worth.open_to_attack(tiny.world, tiny.state, 0, tiny.area[name])


def test_a_lone_guard_does_not_leave_before_another_enemy() -> None:
    tiny = front().set(rationality=1e4)
    tiny.state.commands.seen[0, :] = 1.0  # blue is strong in both neighbours
    assert decide(tiny) == NOWHERE
    assert tiny.state.forces.effort[0] == 0


def begun(day: int = 1):
    tiny = front().effort("r", "b")
    tiny.state.commands.since[0] = day
    return tiny


def review(tiny, day: int) -> None:
    orders._review(tiny.world, tiny.state, tiny.params, 0, day)


def test_an_effort_begins_when_its_preparation_is_over() -> None:
    tiny = front().effort("r", "b")
    tiny.state.commands.since[0], tiny.state.commands.wait[0] = NEVER, 2.0
    review(tiny, 1)
    assert tiny.state.commands.since[0] == NEVER
    review(tiny, 2)
    assert tiny.state.commands.since[0] == 2
    assert tiny.state.commands.begun.tolist() == [1.0, 0.0]


@pytest.mark.parametrize(("day", "goes_on"), [(13, True), (14, False)])
def test_an_effort_ends_when_patience_runs_out(day: int, goes_on: bool) -> None:
    tiny = begun(1).set(patience=12.0)
    review(tiny, day)
    assert bool(tiny.state.commands.objective[0] != NOWHERE) is goes_on


@pytest.mark.parametrize(("persons", "goes_on"), [(801.0, True), (799.0, False)])
def test_an_effort_ends_when_losses_pass_what_is_tolerated(persons: float, goes_on: bool) -> None:
    tiny = begun(1).set(tolerance=0.2, patience=12.0)
    tiny.state.forces.strength[0] = persons
    review(tiny, 3)
    assert bool(tiny.state.forces.effort[0] == 1) is goes_on


def test_an_effort_ends_when_its_ground_is_taken_and_leads_home_who_stands_elsewhere() -> None:
    tiny = begun(1)
    tiny.state.ground.control[tiny.area["b"]] = 0
    tiny.state.forces.area[0] = tiny.area["b"]
    review(tiny, 2)
    assert tiny.state.commands.objective[0] == NOWHERE
    assert tiny.state.forces.goal[0] == NOWHERE
    tiny = begun(1)
    tiny.state.forces.area[0] = tiny.area["c"]
    tiny.state.politics.forbidden[0, tiny.area["b"]] = 1
    review(tiny, 2)
    assert tiny.state.forces.goal[0] == tiny.area["a"]


@pytest.mark.parametrize(("share", "goes_on"), [(1.0, False), (0.5, True)])
def test_a_truce_of_whole_days_ends_an_effort(share: float, goes_on: bool) -> None:
    tiny = begun(1)
    tiny.state.politics.calm[:] = share
    review(tiny, 2)
    assert bool(tiny.state.commands.objective[0] != NOWHERE) is goes_on


def test_commands_deliberate_every_few_days_each_on_its_own() -> None:
    tiny = front().set(decision_interval=5.0)
    for command in (0, 1):
        due = [day for day in range(40) if orders._due(tiny.world, tiny.params, command, day)]
        assert set(np.diff(due)) == {5}


def pressed(hostile: float):
    """Blue attacks red's b; red's reserve stands at a."""
    tiny = small(
        {"a": "red", "b": "red", "c": "blue"},
        [("a", "b", "road", 5.0), ("b", "c", "road", 5.0)],
        units=[
            Unit("reserve", "red", "a", 500.0, reserve=True),
            Unit("r", "red", "b"),
            Unit("u", "blue", "b", hostile),
        ],
    )
    return tiny.set(answer_lag=3.0).fight("b").effort("u", "b")


@pytest.mark.parametrize(
    ("hostile", "day", "goes"), [(900.0, 3, True), (900.0, 2, False), (400.0, 9, False)]
)
def test_a_reserve_answers_an_attack_that_presses_after_a_lag(
    hostile: float, day: int, goes: bool
) -> None:
    tiny = pressed(hostile).survey()
    answer.answer(tiny.world, tiny.state, tiny.scratch, tiny.params, KEY, 0, day)
    assert bool(tiny.state.forces.goal[tiny.unit["reserve"]] == tiny.area["b"]) is goes


def test_a_resting_reserve_does_not_answer() -> None:
    tiny = pressed(2000.0).survey()
    tiny.state.forces.rest[tiny.unit["reserve"]] = 3.0
    answer.answer(tiny.world, tiny.state, tiny.scratch, tiny.params, KEY, 0, 9)
    assert tiny.state.forces.goal[tiny.unit["reserve"]] == NOWHERE


def test_reserves_join_up_to_the_share_that_was_chosen() -> None:
    units = [Unit("r", "red", "a"), Unit("u", "blue", "b", 500.0)]
    units += [Unit(f"s{n}", "red", "rear", 1000.0, reserve=True) for n in range(4)]
    tiny = small({"rear": "red", "a": "red", "b": "blue"},
                 [("rear", "a", "road", 5.0), ("a", "b", "road", 5.0)], units=units).survey()  # fmt: skip
    for share, joined in ((0.0, 0), (0.25, 1), (0.5, 2), (1.0, 4)):
        tiny.state.forces.effort[:] = 0
        tiny.state.forces.goal[:] = NOWHERE
        assign.survey_front(tiny.world, tiny.state, tiny.scratch, 0)
        choice.count_forces(tiny.world, tiny.state, tiny.scratch, tiny.params, 0, True)
        choice._reserves_in_reach(tiny.world, tiny.state, tiny.scratch, tiny.params, 0, 0)
        assign.assign(tiny.world, tiny.state, tiny.scratch, 0, 0, tiny.area["b"], share)
        assert tiny.state.forces.effort[2:].sum() == joined
        assert (tiny.state.forces.goal[2:] == tiny.area["a"]).sum() == joined


def test_the_same_key_decides_alike_and_another_replication_may_not() -> None:
    def objective(replication: int) -> int:
        tiny = front().set(rationality=1e-6)
        muster.muster(
            tiny.world.actors, tiny.state.forces, tiny.state.politics, tiny.params, tiny.scratch
        )
        key = sampling.StreamKey(7, 0, replication)
        assign.survey_front(tiny.world, tiny.state, tiny.scratch, 0)
        choice.choose(tiny.world, tiny.state, tiny.scratch, tiny.params, key, 0, 3)
        return int(tiny.state.commands.objective[0])

    assert objective(1) == objective(1)
    assert len({objective(replication) for replication in range(12)}) > 1


def preparing(notice: float):
    """Blue prepares an attack on b with its reserve; red holds b and has a reserve at a."""
    tiny = small(
        {"a": "red", "b": "red", "c": "blue"},
        [("a", "b", "road", 5.0), ("b", "c", "road", 5.0)],
        units=[
            Unit("reserve", "red", "a", 500.0, reserve=True),
            Unit("r", "red", "b", 300.0),
            Unit("u", "blue", "c", 2000.0),
        ],
    ).survey()
    tiny.set(belief_notice=notice, belief_lag=2.0)
    blue = int(tiny.world.actors.formation_faction[tiny.unit["u"]])
    tiny.state.commands.objective[blue] = tiny.area["b"]
    tiny.state.commands.decided[blue] = 1
    tiny.state.forces.effort[tiny.unit["u"]] = 1
    tiny.state.forces.task[tiny.unit["u"]] = blue
    return tiny


@pytest.mark.parametrize(
    ("notice", "day", "goes"), [(1.0, 3, True), (1.0, 2, False), (0.0, 9, False)]
)
def test_a_build_up_that_is_noticed_is_answered_before_the_attack(
    notice: float, day: int, goes: bool
) -> None:
    tiny = preparing(notice)
    answer.answer(tiny.world, tiny.state, tiny.scratch, tiny.params, KEY, 0, day)
    assert bool(tiny.state.forces.goal[tiny.unit["reserve"]] == tiny.area["b"]) is goes


def reserves(**more: Any):
    """Red with a large reserve behind a, before many people at b."""
    return small(
        {"rear": "red", "a": "red", "b": "blue"},
        [("rear", "a", "road", 5.0), ("a", "b", "road", 5.0)],
        units=[
            Unit("r", "red", "a", 300.0),
            Unit("s", "red", "rear", 2000.0, reserve=True),
            Unit("u", "blue", "b", 800.0),
        ],
        areas={"b": {"population": 9000}},
        **more,
    ).survey()


def reach(tiny: Any) -> float:
    """Return the reserve strength that can be at b in time."""
    assign.survey_front(tiny.world, tiny.state, tiny.scratch, 0)
    choice.count_forces(tiny.world, tiny.state, tiny.scratch, tiny.params, 0, True)
    choice._reserves_in_reach(tiny.world, tiny.state, tiny.scratch, tiny.params, 0, 0)
    return float(tiny.scratch.reach[tiny.area["b"]])


def test_other_fronts_and_interventions_hold_their_share_of_the_reserves() -> None:
    tiny = reserves()
    whole = reach(tiny)
    tiny.state.politics.pinned[0] = 0.25
    assert reach(tiny) == pytest.approx(0.75 * whole)
    tiny.state.politics.withheld[0] = 1.0
    assert reach(tiny) == 0.0


def test_the_gamble_with_all_reserves_is_an_option_that_can_be_barred() -> None:
    tiny = reserves().set(rationality=1e4, loss_weight=0.0, window_weight=0.0)
    decide(tiny)
    assert tiny.state.commands.share[0] == 1.0
    barred = reserves().set(rationality=1e4, loss_weight=0.0, window_weight=0.0)
    barred.state.politics.barred[0, codes.ALL_IN] = 1
    decide(barred)
    assert 0.0 < barred.state.commands.share[0] < 1.0


def hanging(believed: float):
    """Red, all of whose supply hangs on a sponsor, expects to be stronger later while that lasts."""
    tiny = reserves(
        entries={"rear": 500.0},
        sponsors={"friend": "rear"},
    ).set(rationality=1e6, expected_gain=0.3, lost_support=0.6, wait_cost=0.0, window_days=14.0)
    tiny.state.politics.believed[:] = believed
    return tiny


def test_the_belief_alone_can_trigger_the_attack_with_supply_unchanged() -> None:
    calm, afraid = hanging(0.0), hanging(0.5)
    assert decide(calm) == NOWHERE
    assert decide(afraid) == afraid.area["b"]
    assert afraid.state.politics.support[0] == calm.state.politics.support[0] == 1.0
    assert 0.0 < afraid.state.commands.threshold[0] < afraid.state.commands.window[0]
    assert afraid.state.commands.margin[0] > 0.0
