"""Dated events do what they say, on their days and no longer, at a size drawn once."""

import pytest

from outside import FOE, FRIEND, LINE, event, hold, persons_balance, turn, turns, war
from plain import plain

codes = plain("hinge.world.codes")


def test_a_truce_holds_on_its_days_and_no_longer() -> None:
    tiny = war(events=[event(3, "truce", "red", "blue", days=2)])
    calm = [float(turn(tiny, number).state.politics.calm[0, 1]) for number in range(1, 7)]
    assert calm == [0.0, 0.0, 1.0, 1.0, 0.0, 0.0]
    assert tiny.state.politics.calm[1, 0] == 0.0


def test_arrivals_add_whole_persons_between_their_bounds_once() -> None:
    sizes = set()
    for replication in range(12):
        coming = event(2, "arrive", "red", areas=("town",), value=300.0, low=150.0, high=600.0)
        tiny = turns(war(events=[coming]), 4, replication=replication)
        arrived = float(tiny.state.forces.arrived[LINE])
        assert 150.0 <= arrived <= 600.0
        assert persons_balance(tiny)
        sizes.add(arrived)
    assert len(sizes) > 1


def test_a_support_event_sets_the_level_and_a_tempo_event_scales_for_its_days() -> None:
    support = event(2, "support", "friend", value=0.3)
    tempo = event(2, "tempo", "guns", value=2.0, days=2)
    tiny = war(events=[support, tempo])
    seen = []
    for number in range(1, 5):
        now = turn(tiny, number).state.politics
        seen.append((float(now.support[FRIEND]), float(now.asset_factor[0])))
    assert seen == [(1.0, 1.0), (0.3, 2.0), (0.3, 2.0), (0.3, 1.0)]


def test_on_its_day_an_event_has_the_last_word_over_a_sponsor_certain_to_cut() -> None:
    tiny = war(events=[event(2, "support", "friend", value=0.8)])
    tiny.params.cut_hazard[FRIEND] = 1.0
    assert [float(hold(tiny, number, "support")) for number in (1, 2, 3)] == [0.0, 0.8, 0.0]


def test_a_change_of_relations_lasts_and_makes_supply_look_again() -> None:
    tiny = war(events=[event(2, "relation", "red", "blue", value_text="neutral")])
    assert turn(tiny, 1).state.politics.relation[0, 1] == codes.HOSTILE
    assert tiny.state.flows.stale.tolist() == [0, 0]
    turn(tiny, 2)
    assert tiny.state.politics.relation[0, 1] == tiny.state.politics.relation[1, 0] == codes.NEUTRAL
    assert tiny.state.flows.stale.tolist() == [1, 1]
    assert turn(tiny, 9).state.politics.relation[0, 1] == codes.NEUTRAL


@pytest.mark.parametrize(("effect", "field"), [("signal", "signal"), ("call", "call")])
def test_a_sign_or_a_call_comes_whole_on_its_day_and_fades(effect: str, field: str) -> None:
    tiny = war(events=[event(2, effect, "friend", value=0.05)], signal_fade=10.0)
    sizes = [float(hold(tiny, number, field)) for number in range(1, 13)]
    assert sizes[:2] == [0.0, 0.05]
    assert sizes[2] == pytest.approx(0.05 * 0.904837)
    assert sizes[11] == pytest.approx(0.05 * 0.3678794)
    assert getattr(tiny.state.politics, field)[FOE] == 0.0


def test_the_size_of_a_sign_is_drawn_once_between_its_bounds() -> None:
    sign = event(1, "signal", "friend", value=0.05, low=0.01, high=0.2)
    sizes = [
        float(turn(war(events=[sign]), 1, number).state.politics.signal[0]) for number in range(20)
    ]
    assert all(0.01 <= size <= 0.2 for size in sizes)
    assert len(set(sizes)) == len(sizes)


def test_a_sign_is_forgotten_in_the_end() -> None:
    tiny = war(events=[event(1, "signal", "friend", value=0.05)], signal_fade=1.0)
    assert turns(tiny, 40).state.politics.signal[FRIEND] == 0.0


@pytest.mark.parametrize("effect", ["signal", "call"])
def test_a_sign_or_a_call_from_before_the_run_counts_with_what_is_left_of_it(effect: str) -> None:
    early = war(events=[event(-9, effect, "friend", value=0.05)], signal_fade=10.0)
    sizes = [float(hold(early, number, effect)) for number in (1, 2)]
    assert sizes[0] == pytest.approx(0.05 * 0.3678794)  # ten days old: exp(-10 / 10)
    assert sizes[1] == pytest.approx(0.05 * 0.3328711)
    whole = war(events=[event(1, effect, "friend", value=0.05)], signal_fade=10.0)
    assert sizes[0] == pytest.approx(
        float(getattr(turns(whole, 11).state.politics, effect)[FRIEND])
    )


def test_what_is_older_counts_less() -> None:
    left = [
        float(turn(war(events=[event(on, "signal", "friend", value=0.05)]), 1).state.politics.signal[FRIEND])
        for on in (-60, -20, -5, 0, 1)
    ]  # fmt: skip
    assert left == sorted(left)
    assert 0.0 < left[0] < left[-1] == 0.05


def test_other_events_from_before_the_run_are_over() -> None:
    tiny = war(events=[event(-3, "support", "friend", value=0.2)])
    assert turn(tiny, 1).state.politics.support[FRIEND] == 1.0
