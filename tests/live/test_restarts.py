"""A change that is taken up from a stored state is the arm that runs from day 0, to the bit."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from hinge.ensemble.arrays import FIELDS, Block
from hinge.ensemble.design import Arm, design_of
from hinge.ensemble.simulate import prepare
from hinge.errors import InputError
from hinge.live.kept import ROOM, SHRINKS_TO, spacing
from hinge.live.opening import open_scenario
from hinge.live.settings import SETTINGS_MAX, Branch, change_of
from hinge.scenario.interventions import Intervention
from hinge.scenario.load import load
from restarts import from_scratch, restarted, same

ROWS = 6


def what_if(scenario, name: str, *levers: dict[str, object]) -> Intervention:
    like = scenario.interventions[0].model_dump(by_alias=True)
    return Intervention.model_validate({**like, "id": name, "sized": "", "levers": levers})


def test_the_baseline_is_what_hinge_run_gives_for_the_same_draws(ring) -> None:
    machine = ring.machine
    arm = Arm("baseline", "", machine.arm.start, machine.arm.until, 512, replicates=2)
    made = prepare(ring.scenario, design_of(ring.scenario, (arm,), 1))
    first = arm.numbers()[0 : 2 * ROWS : 2]  # replicate 0 of the first draws
    block = made.simulator(arm, first)
    columns = [made.layout.series.index(name) for name in machine.layout.series]
    kept = machine.kept.block
    assert np.array_equal(block.control, kept.control[:ROWS])
    assert np.array_equal(block.siege, kept.siege[:ROWS])
    assert np.array_equal(block.value[:, :, columns], kept.value[:ROWS])


@pytest.mark.parametrize(
    ("names", "since"),
    [
        (["relief_convoys"], 0),
        (["relief_convoys:from=2001-06-20"], 35),
        (["relief_convoys:from=2001-06-20", "guns_fall_silent:from=2001-07-01"], 35),
        (["guns_fall_silent"], 0),
        (["nothing_changes"], 0),
        (["without_hope"], -1),
        (["set:orders.loss_weight=0.3"], -1),
        (["set:forces.quality_correlation=0.5"], -1),
        (["set:supply.stock_start=0.5"], -1),
        (["relief_convoys:from=2001-06-20", "set:combat.loss_rate=0.02"], -1),
    ],
)
def test_what_is_restarted_is_what_runs_from_scratch(ring, names: list[str], since: int) -> None:
    left, block = restarted(ring, names, ROWS)
    assert left == since
    assert same(block, from_scratch(ring, names, ROWS))


def test_until_the_change_sets_in_it_is_the_baseline(ring) -> None:
    since, block = restarted(ring, ["relief_convoys:from=2001-06-20"], ring.runs)
    kept = ring.machine.kept.block
    assert np.array_equal(block.value[:, : since + 1], kept.value[:, : since + 1])
    assert not np.array_equal(block.value[:, since + 1 :], kept.value[:, since + 1 :])


def test_a_moved_and_a_dropped_event_restart_on_the_day_before_the_earlier_of_their_days() -> None:
    scenario = load("ring")
    event = next(one for one in scenario.events if one.date > scenario.head.assessment_date)
    day = (event.date - scenario.head.assessment_date).days
    made = [
        what_if(scenario, "dropped", {"lever": "drop_event", "event": event.id}),
        what_if(scenario, "later", {"lever": "shift_event", "event": event.id, "days": 5}),
        what_if(scenario, "earlier", {"lever": "shift_event", "event": event.id, "days": -5}),
    ]
    opened = open_scenario(replace(scenario, interventions=tuple(made)), runs=ROWS, workers=1)
    for name, since in (("dropped", day - 1), ("later", day - 1), ("earlier", day - 6)):
        left, block = restarted(opened, [name], ROWS)
        assert left == since
        assert same(block, from_scratch(opened, [name], ROWS))
    opened.close()


def test_states_kept_on_every_third_day_give_the_same_bits(ring, monkeypatch) -> None:
    words, runs, days = 11_681, 20, ring.machine.days
    assert spacing(words, runs, days) == 1
    monkeypatch.setattr("hinge.live.kept.ROOM", ROOM // 400)
    sparse = open_scenario(ring.scenario, runs=ROWS, workers=1)
    assert sparse.machine.kept.every > 1
    for name in ("relief_convoys:from=2001-06-20", "relief_convoys:from=2001-06-21"):
        assert same(restarted(sparse, [name], ROWS)[1], restarted(ring, [name], ROWS)[1])
    sparse.close()


def test_states_stay_within_the_room_that_they_are_given(ring) -> None:
    kept = ring.machine.kept
    one = ring.machine.kept.states[0][0]
    assert len(one) < SHRINKS_TO * 1.1 * 8 * np.frombuffer(unpack(one), np.int64).size
    assert kept.size < ROOM
    for runs in (10, 200, 5_000):
        every = spacing(11_681, runs, 136)
        assert 8 * 11_681 * SHRINKS_TO * runs * (137 / every) <= 1.02 * ROOM


def unpack(state: bytes) -> bytes:
    from hinge.live.kept import packer

    return packer().decode(state)


def test_a_branch_of_all_runs_lets_nothing_act_before_its_day(ring) -> None:
    branched = change_of(ring.scenario, ring.machine, ["relief_convoys"], Branch(35))
    dated = change_of(ring.scenario, ring.machine, ["relief_convoys:from=2001-06-20"], None)
    blocks = [ring.machine.empty() for _ in range(2)]
    for change, out in zip((branched, dated), blocks, strict=True):
        assert change.since == 35
        ring.machine.run(change, range(ring.runs), out, lambda: False)
    assert same(*blocks)


def test_in_a_branch_an_event_that_has_happened_stays_and_one_to_come_moves_no_further_back() -> (
    None
):
    scenario = load("ring")
    event = next(one for one in scenario.events if one.date > scenario.head.assessment_date)
    day = (event.date - scenario.head.assessment_date).days
    moved = {"lever": "shift_event", "event": event.id}
    made = [
        what_if(scenario, "back", {**moved, "days": -day + 1}),
        what_if(scenario, "by_four", {**moved, "days": -4}),
        what_if(scenario, "on", {**moved, "days": 3}),
    ]
    opened = open_scenario(replace(scenario, interventions=tuple(made)), runs=ROWS, workers=1)

    def run(name: str, branch: Branch | None) -> Block:
        out = opened.machine.empty()
        change = change_of(opened.scenario, opened.machine, [name] if name else [], branch)
        opened.machine.run(change, range(ROWS), out, lambda: False)
        return out

    assert same(run("back", Branch(day - 5)), run("by_four", None))  # to the day after the branch
    assert same(run("on", Branch(day)), run("", Branch(day)))  # it has happened
    assert not same(run("on", Branch(day - 1)), run("", Branch(day - 1)))

    def told(name: str, branched: int) -> list[int]:
        """The days on which the event stands in the log of a campaign that was branched."""
        said = opened.campaign([name], 0, {"run": None, "day": branched})
        return [
            entry["day"] for entry in said["log"] for one in entry["entries"] if one["text"] == event.text
        ]  # fmt: skip

    assert told("on", day) == [day]
    assert told("on", day - 1) == [day + 3]
    opened.close()


def test_continuations_of_one_campaign_share_its_past_and_not_their_luck(ring) -> None:
    change = change_of(ring.scenario, ring.machine, [], Branch(20, 3))
    out = ring.machine.empty()
    ring.machine.run(change, range(ring.runs), out, lambda: False)
    kept = ring.machine.kept.block
    for name in FIELDS:
        assert np.all(out.field(name)[:, :21] == kept.field(name)[3, :21])
    last = out.value[:, -1]
    assert len({row.tobytes() for row in last}) > ring.runs // 2
    again = ring.machine.empty()
    ring.machine.run(change, range(ring.runs), again, lambda: False)
    assert same(out, again)


def test_every_wrong_name_is_told_with_the_name_at_fault(ring) -> None:
    names = ["relief_convoys", "relief_convoy", "relief_convoys:size=much", "set:orders.los=1"]
    with pytest.raises(InputError) as refused:
        change_of(ring.scenario, ring.machine, names, None)
    assert [problem.place.field for problem in refused.value.problems] == names[1:]
    assert {problem.place.file for problem in refused.value.problems} == {"settings"}


def test_more_changes_than_a_page_can_show_are_refused(ring) -> None:
    with pytest.raises(InputError, match="at most"):
        change_of(ring.scenario, ring.machine, ["relief_convoys"] * (SETTINGS_MAX + 1), None)


@pytest.mark.slow
def test_all_interventions_of_aleppo_restart_as_they_run_from_scratch() -> None:
    opened = open_scenario(load("aleppo-2016"), runs=4, workers=2)
    names = [[plan.id] for plan in opened.scenario.interventions]
    for plan in opened.scenario.interventions:
        dated = [lever for lever in plan.levers if getattr(lever, "to", None)]
        if any("from_" in type(lever).model_fields for lever in plan.levers):
            last = min((lever.to for lever in dated), default=dt.date(2016, 12, 1))
            names.append([f"{plan.id}:from={min(last, dt.date(2016, 10, 20))}"])
    for one in names:
        assert same(restarted(opened, one, 4)[1], from_scratch(opened, one, 4)), one
    opened.close()
