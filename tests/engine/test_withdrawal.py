"""A dated change works from its day on and on nothing else: support withdrawn, and relations of five sides."""

import numpy as np
import pytest

from builders import Unit, small
from outside import event, turn, war
from plain import plain

codes = plain("hinge.world.codes")
SIDES = ("red", "blue", "green", "grey", "amber")
STANCES = {"hostile": codes.HOSTILE, "neutral": codes.NEUTRAL, "allied": codes.ALLIED}


@pytest.mark.parametrize("on", [2, 5])
def test_support_withdrawn_changes_flows_from_its_day_on_and_no_earlier(on: int) -> None:
    bare, cut = war(), war(events=[event(on, "support", "friend", value=0.0)])
    before, after = bare.run(8), cut.run(8)
    flow = bare.series["flow.town.red"]
    np.testing.assert_array_equal(before.series[:on], after.series[:on])
    np.testing.assert_array_equal(before.control[:on], after.control[:on])
    assert (after.series[on:, flow] == 0.0).all()
    assert (before.series[on:, flow] > 0.0).all()


def test_support_withdrawn_leaves_the_supply_of_the_other_side_alone_on_its_day() -> None:
    bare, cut = war(), war(events=[event(3, "support", "friend", value=0.0)])
    row = bare.series["delivered.blue"]
    before, after = bare.run(3).series, cut.run(3).series
    assert before[3, row] == after[3, row]
    own = bare.series["delivered.red"]
    assert after[3, own] < before[3, own]


@pytest.mark.parametrize("kind", ["tempo", "truce", "relation", "signal"])
def test_an_event_leaves_the_days_before_it_bit_for_bit_the_same(kind: str) -> None:
    given = {
        "tempo": event(4, "tempo", "guns", value=3.0, days=2),
        "truce": event(4, "truce", "red", "blue", days=2),
        "relation": event(4, "relation", "red", "blue", value_text="neutral"),
        "signal": event(4, "signal", "friend", value=0.5),
    }[kind]
    bare, dated = war().run(7), war(events=[given]).run(7)
    np.testing.assert_array_equal(bare.series[:4], dated.series[:4])
    assert not np.array_equal(bare.series[4:], dated.series[4:])


@pytest.mark.parametrize("stance", STANCES)
def test_any_two_of_five_sides_can_come_to_any_stance_in_play(stance: str) -> None:
    for n, a in enumerate(SIDES):
        for b in SIDES[:n]:
            change = event(2, "relation", a, b, value_text=stance)
            tiny = small(
                {side: side for side in SIDES},
                [(SIDES[0], SIDES[1], "road", 5.0)],
                sides=SIDES,
                units=[Unit(side, side, side) for side in SIDES],
                events=[change],
            )
            first, second = tiny.side[a], tiny.side[b]
            for day in (1, 2):
                before = tiny.state.politics.relation.copy()
                turn(tiny, day)
            now = tiny.state.politics.relation
            assert now[first, second] == now[second, first] == STANCES[stance]
            before[first, second] = before[second, first] = STANCES[stance]
            np.testing.assert_array_equal(now, before)
