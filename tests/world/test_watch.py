"""What is written is read back by its name: every series has its own row."""

import numpy as np

from builders import Unit, asset, build, small
from plain import plain

record = plain("hinge.engine.record").record


def made():
    return small(
        {"a": "red", "b": "blue", "c": "blue"},
        [("a", "b", "road", 5.0), ("b", "c", "road", 5.0)],
        units=[Unit("r", "red", "a", 900.0), Unit("u", "blue", "b", 700.0, reserve=True)],
        areas={"b": {"population": 1000}, "c": {"population": 500}},
        entries={"a": 50.0, "c": 60.0},
        regions={"west": ("b c", "blue"), "all": ("a b c", "red blue")},
        assets=[asset("guns", "red"), asset("planes", "blue", cause="air_strikes")],
        sponsors={"friend": "c"},
    )


def test_no_two_series_share_a_row_and_none_is_missing() -> None:
    tiny = made()
    watch = tiny.world.watch
    rows = np.concatenate(
        [getattr(watch, name).ravel() for name in watch._fields if name.endswith("_rows")]
    )
    rows = rows[rows >= 0]
    assert sorted(rows.tolist()) == list(range(len(tiny.series)))


def test_values_are_read_back_by_name() -> None:
    tiny = made()
    state = tiny.state
    state.forces.killed[:] = (3.0, 5.0)
    state.forces.wounded[:] = (10.0, 20.0)
    state.forces.captured[:] = (1.0, 0.0)
    state.forces.left[:] = (0.0, 2.0)
    state.forces.arrived[:] = (40.0, 0.0)
    state.flows.need[:] = (11.0, 12.0)
    state.flows.delivered[:] = (13.0, 14.0)
    state.flows.into[:] = (21.0, 22.0, 23.0)
    state.flows.share[:] = (0.1, 0.2, 0.3)
    state.commands.begun[:] = (1.0, 2.0)
    state.commands.broke[:] = (6.0, 7.0)
    state.commands.gained[:] = (8.0, 9.0)
    state.commands.sorties[:] = (31.0, 32.0)
    state.politics.support[:] = 0.4
    state.people.dead[1, 0], state.people.dead[0, 1], state.people.dead[4, 2] = 15.0, 16.0, 17.0
    state.people.dead_here[tiny.area["b"]] = (15.0, 0.0, 17.0)
    state.people.dead_here[tiny.area["a"]] = (0.0, 16.0, 0.0)
    state.people.displaced[tiny.area["c"]] = 44.0
    state.people.ration[:] = (1.0, 0.25, 0.75)
    out = build.new_records(tiny.scenario, tiny.world, 0)
    record(tiny.world, state, tiny.scratch, out, 0)
    right = {
        "strength.red": 900, "strength.blue": 700, "killed.red": 3, "killed.blue": 5,
        "lost.red": 14, "lost.blue": 27, "need.red": 11, "need.blue": 12, "delivered.red": 13,
        "delivered.blue": 14, "held.red": 1, "held.blue": 2, "efforts.red": 1, "efforts.blue": 2,
        "broke.red": 6, "broke.blue": 7, "arrived.red": 40, "arrived.blue": 0, "reserve.red": 0,
        "reserve.blue": 1, "gained.red": 8, "gained.blue": 9, "residents.west": 1544,
        "ration.west": (1000 * 0.25 + 544 * 0.75) / 1544, "civilians_killed_in.west": 32,
        "held_share.west.blue": 1, "held_share.all.red": 1 / 3, "held_share.all.blue": 2 / 3,
        "civilians_killed_in.west.by.red": 15, "civilians_killed_in.west.by.blue": 0,
        "civilians_killed_in.all.by.blue": 16, "civilians_killed_in.all": 48,
        "flow.west.blue": 21, "flow.all.red": 22, "flow.all.blue": 23,
        "flow_share.west.blue": 0.1, "flow_share.all.red": 0.2, "flow_share.all.blue": 0.3,
        "civilians_killed.indirect_fire.red": 15, "civilians_killed.air_strikes.blue": 16,
        "civilians_killed.missiles.red": 0, "civilians_killed.deprivation.unattributed": 17,
        "civilians_killed": 48, "civilians_killed_by.red": 15, "civilians_killed_by.blue": 16,
        "civilians_killed_by.unattributed": 17, "displaced": 44, "deprived": 0,
        "support.friend": 0.4, "sorties.guns": 31, "sorties.planes": 32,
    }  # fmt: skip
    for name, value in right.items():
        assert out.series[0, tiny.series[name]] == value, name


def test_deprived_person_days_add_up_from_day_to_day() -> None:
    tiny = made()
    out = build.new_records(tiny.scenario, tiny.world, 3)
    tiny.state.people.ration[tiny.area["b"]] = 0.4
    for day in range(4):
        record(tiny.world, tiny.state, tiny.scratch, out, day)
    assert out.series[:, tiny.series["deprived"]].tolist() == [0.0, 1000.0, 2000.0, 3000.0]


def test_control_and_contested_are_written_area_by_area() -> None:
    tiny = made().fight("b")
    out = build.new_records(tiny.scenario, tiny.world, 0)
    record(tiny.world, tiny.state, tiny.scratch, out, 0)
    assert out.control[0].tolist() == [0, 1, 1]
    assert out.contested[0].tolist() == [0, 1, 0]
