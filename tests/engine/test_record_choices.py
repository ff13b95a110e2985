"""What a day's record says of choices, by hand: reserves staked, commands, and the largest of them."""

from typing import Any

import pytest

from builders import Unit, build, small
from plain import plain

record = plain("hinge.engine.record").record
UNDEFINED = -1.0
UNITS = [
    Unit("p", "red", "a", 1000.0, faction="one"),
    Unit("pr", "red", "a", 600.0, reserve=True, faction="one"),
    Unit("q", "red", "a", 1500.0, faction="two"),
    Unit("qr", "red", "a", 400.0, reserve=True, faction="two"),
    Unit("r", "red", "a", 900.0, faction="three"),
    Unit("u", "blue", "b", 700.0),
]


def made() -> Any:
    """Red's factions one and two under one command, three alone."""
    tiny = small({"a": "red", "b": "blue"}, [("a", "b", "road", 5.0)], units=UNITS)
    one, two = row(tiny, "one"), row(tiny, "two")
    keys = tiny.world.actors.faction_key
    tiny.state.politics.command[[one, two]] = one if keys[one] < keys[two] else two
    return tiny


def row(tiny: Any, faction: str) -> int:
    return [f.id for f in tiny.scenario.factions].index(faction)


def series(tiny: Any) -> dict[str, float]:
    out = build.new_records(tiny.scenario, tiny.world, 0)
    record(tiny.world, tiny.state, tiny.scratch, out, 0)
    return {name: float(out.series[0, n]) for name, n in tiny.series.items()}


def test_the_largest_command_and_the_number_of_commands() -> None:
    said = series(made())
    assert said["united.red"] == pytest.approx(3500.0 / 4400.0)
    assert said["commands.red"] == 2.0
    assert (said["united.blue"], said["commands.blue"]) == (1.0, 1.0)


def test_several_efforts_of_one_command_are_no_further_commands() -> None:
    tiny = made()
    for name in ("one", "two", "three"):
        tiny.state.commands.objective[row(tiny, name)] = tiny.area["b"]
        tiny.state.commands.since[row(tiny, name)] = 0
    said = series(tiny)
    assert said["commands.red"] == 2.0
    assert said["united.red"] == pytest.approx(3500.0 / 4400.0)


def test_a_faction_without_soldiers_is_no_command() -> None:
    tiny = made()
    tiny.state.forces.strength[tiny.unit["r"]] = 0.0
    said = series(tiny)
    assert (said["commands.red"], said["united.red"]) == (1.0, 1.0)


def test_a_side_without_soldiers_is_united_in_nothing() -> None:
    tiny = made()
    tiny.state.forces.strength[:5] = 0.0
    said = series(tiny)
    assert (said["commands.red"], said["united.red"], said["committed.red"]) == (0.0, 0.0, 0.0)


def test_committed_is_the_share_of_reserves_in_main_efforts_and_not_in_probes() -> None:
    tiny = made()
    assert series(tiny)["committed.red"] == 0.0
    tiny.effort("qr", "b")
    assert series(tiny)["committed.red"] == pytest.approx(0.4)
    tiny.effort("pr", "b").effort("q", "b")
    assert series(tiny)["committed.red"] == 1.0
    tiny.state.forces.effort[tiny.unit["pr"]] = 2
    assert series(tiny)["committed.red"] == pytest.approx(0.4)


def test_window_threshold_margin_and_quickness_are_those_of_the_largest_command() -> None:
    tiny = made()
    lead = int(tiny.state.politics.command[row(tiny, "one")])
    for field, value in (("window", 0.1), ("threshold", 0.2), ("margin", 0.3), ("quickness", 0.4)):
        getattr(tiny.state.commands, field)[:] = 9.0
        getattr(tiny.state.commands, field)[lead] = value
    said = series(tiny)
    names = ("window", "threshold", "margin", "forward")
    assert [said[f"{name}.red"] for name in names] == [0.1, 0.2, 0.3, 0.4]


def test_of_two_commands_of_one_size_the_lower_stable_number_leads() -> None:
    tiny = made()
    alone = [row(tiny, name) for name in ("one", "two", "three")]
    tiny.state.politics.command[alone] = alone
    tiny.state.forces.strength[:5] = (500.0, 500.0, 600.0, 400.0, 1000.0)
    first = min(alone, key=lambda k: int(tiny.world.actors.faction_key[k]))
    tiny.state.commands.window[alone] = 9.0
    tiny.state.commands.window[first] = 0.5
    assert series(tiny)["window.red"] == 0.5


def test_who_was_drawn_away_and_what_was_settled_is_counted_to_the_side() -> None:
    tiny = made()
    tiny.state.forces.redirected[:] = (10.0, 0.0, 5.0, 0.0, 0.0, 3.0)
    now = tiny.state.politics
    now.joined[0], now.split[0], now.deals[0], now.evacuated[0], now.pinned[0] = 1, 2, 3, 4, 0.5
    tiny.state.commands.all_in[0] = 6.0
    said = series(tiny)
    assert (said["redirected.red"], said["redirected.blue"]) == (15.0, 3.0)
    names = ("joined", "split", "deals", "evacuated", "pinned", "all_in")
    assert [said[f"{name}.red"] for name in names] == [1.0, 2.0, 3.0, 4.0, 0.5, 6.0]
    assert [said[f"{name}.blue"] for name in names] == [0.0] * 6
