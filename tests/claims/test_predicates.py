"""Predicates hold in exactly the replications in which their sentence is so."""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.toys import (
    ASSESSED,
    GROUND,
    HORIZON,
    START,
    arm,
    control,
    course,
    held_in,
    predicate,
    reading,
    scenario,
    series,
)
from hinge.analysis.course import Course
from hinge.claims.predicates import NEVER, Ground, first_day, holds, measured
from hinge.errors import InputError
from hinge.scenario.checks.predicates import (
    predicate_of_unknown_place,
    predicate_of_unknown_side,
    predicate_on_unknown_series,
)
from hinge.scenario.predicate_records import Measure

ON = {"on": "2001-05-13"}  # day 2
BY = {"by": "2001-05-13"}  # days 0 to 2
LATER = {"from": "2001-05-13", "to": "2001-05-16"}  # days 2 to 5
RUN = np.arange(30, dtype=float)  # a series that counts the days


def test_control_of_a_region_counts_its_areas_and_no_others() -> None:
    # Amber (0) holds none, one, two and all three areas of the town; never the mill.
    held = np.array([[1, 1, 1, 1], [0, 1, 1, 1], [0, 0, 1, 1], [0, 0, 0, 1]])[:, None, :]
    recorded = course(draws=4, held=held)
    assert held_in(control(when=ON), recorded) == [False, False, False, True]
    assert held_in(control(share=2 / 3, when=ON), recorded) == [False, False, True, True]
    assert held_in(control(of="north", when=ON), recorded) == [False, True, True, True]
    assert held_in(control(by="cobalt", share=0.6, when=ON), recorded) == [True, True, False, False]


def test_nobody_is_no_side() -> None:
    assert held_in(control(share=0.1, when=ON), course(held=-1)) == [False] * 3


def test_a_share_that_is_met_exactly_is_met() -> None:
    areas = tuple(f"a{i}" for i in range(20))
    data = arm(draws=1).isel(area=[0] * 20).assign_coords(area=list(areas))
    data["control"][0, :, 0] = 1
    wide = Ground(("amber", "cobalt"), {"town": areas})
    for share, expected in ((0.95, True), (0.951, False)):
        found = holds(predicate(control(share=share, when=ON)), Course(data), wide)
        assert found.tolist() == [expected]


def test_siege_states_are_any_of_those_named() -> None:
    recorded = course(draws=4, siege=np.arange(4)[:, None, None])
    atom = {"kind": "siege", "of": "town", "side": "cobalt", "when": ON}
    assert held_in({**atom, "is": ["closed"]}, recorded) == [False, False, False, True]
    assert (
        held_in({**atom, "is": ["closed_by_fire", "closed"]}, recorded) == [False] * 2 + [True] * 2
    )
    assert held_in({**atom, "is": ["open", "insecure"]}, recorded) == [True] * 2 + [False] * 2


def test_levels_are_strict() -> None:
    recorded = course(values={"displaced": np.array([[4.0], [5.0], [6.0]])})
    assert held_in(series("displaced", above=5, when=ON), recorded) == [False, False, True]
    assert held_in(series("displaced", below=5, when=ON), recorded) == [True, False, False]


def test_a_level_with_decimals_is_met_as_it_is_recorded() -> None:
    # 0.1 has no exact float32; the recorded value must still not be above itself.
    recorded = course(values={"ration.town": 0.1})
    assert held_in(series("ration.town", above=0.1, when=ON), recorded) == [False] * 3
    assert held_in(series("ration.town", below=0.1, when=ON), recorded) == [False] * 3


def test_since_compares_with_the_change() -> None:
    recorded = course(values={"civilians_killed": 100 + RUN})
    atom = series("civilians_killed", since="2001-05-12")
    assert held_in({**atom, "above": 3, "when": {"on": "2001-05-15"}}, recorded) == [False] * 3
    assert held_in({**atom, "above": 3, "when": {"on": "2001-05-16"}}, recorded) == [True] * 3
    # Days before the date have no change: a window that begins earlier begins there.
    assert held_in({**atom, "below": 0, "when": BY}, recorded) == [False] * 3


def test_one_series_is_compared_with_another() -> None:
    values = {"strength.amber": 10.0, "strength.cobalt": np.array([[4.0], [5.0], [6.0]])}
    atom = {"kind": "compare", "left": "strength.amber", "right": "strength.cobalt", "when": ON}
    assert held_in(atom, course(values=values)) == [True] * 3
    assert held_in({**atom, "factor": 2.0}, course(values=values)) == [True, True, False]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (ON, [False, True, True]),
        (BY, [True, True, True]),
        (LATER, [False, True, True]),
        ({**LATER, "throughout": True}, [False, False, True]),
        ({**LATER, "share_of_days": 0.5}, [False, True, True]),
        ({**LATER, "share_of_days": 0.75}, [False, False, True]),
        ({**BY, "throughout": True}, [False, False, True]),
        ({"on": ASSESSED}, [True, False, True]),
        ({"on": HORIZON}, [False, False, True]),
    ],
)
def test_windows_ask_for_some_days_every_day_or_a_share(
    when: Mapping[str, object], expected: list[bool]
) -> None:
    held = np.ones((3, 30, 1))
    held[0, :2] = 0  # amber on days 0 and 1
    held[1, 2:4] = 0  # on days 2 and 3
    held[2] = 0  # always
    assert held_in(control(when=when), course(held=held)) == expected


def test_days_are_counted_from_the_start_of_the_arm() -> None:
    held = np.ones((3, 30, 1))
    held[:, 12] = 0  # 13 May in an arm that starts on 1 May
    early = course(held=held, start=START)
    assert held_in(control(when=ON), early) == [True] * 3
    assert held_in(control(when=ON), course(held=held)) == [False] * 3


def daily(days: list[int | None]) -> Course:
    """Amber holds all from the given day on, one replication each; None: never."""
    held = np.ones((len(days), 30, 1))
    for row, day in enumerate(days):
        if day is not None:
            held[row, day:] = 0
    flood = np.zeros((len(days), 30))
    flood[:, 5:] = 1  # the flood comes on day 5
    return course(draws=len(days), held=held, values={"displaced": flood})


def test_before_compares_first_days() -> None:
    recorded = daily([4, 5, 6, None])
    taken = control(when={"by": HORIZON})
    flood = series("displaced", above=0.5, when={"by": HORIZON})
    never = series("displaced", above=2, when={"by": HORIZON})

    def before(first: object, then: object) -> dict[str, object]:
        return {"kind": "before", "first": first, "then": then}

    assert held_in(before(taken, flood), recorded) == [True, False, False, False]
    assert held_in(before(flood, taken), recorded) == [False, False, True, True]
    assert held_in(before(taken, never), recorded) == [True, True, True, False]
    assert held_in(before(never, taken), recorded) == [False] * 4
    assert held_in(before(taken, taken), recorded) == [False] * 4


def within(first: object, then: object, days: int) -> dict[str, object]:
    return {"kind": "within", "first": first, "then": then, "days": days}


def test_within_asks_for_a_later_day_and_for_no_more_days_than_stated() -> None:
    # The flood comes on day 5 and stays; amber takes the town on one day alone.
    held = np.ones((4, 30, 1))
    for row, day in enumerate((4, 5, 8, 15)):
        held[row, day] = 0
    flood = np.zeros((4, 30))
    flood[:, 5] = 1
    recorded = course(draws=4, held=held, values={"displaced": flood})
    taken = control(when={"by": HORIZON})
    wet = series("displaced", above=0.5, when={"by": HORIZON})
    assert held_in(within(wet, taken, 1), recorded) == [False, False, False, False]
    assert held_in(within(wet, taken, 2), recorded) == [False, False, False, False]
    assert held_in(within(wet, taken, 3), recorded) == [False, False, True, False]
    assert held_in(within(wet, taken, 10), recorded) == [False, False, True, True]
    assert held_in(within(taken, wet, 10), recorded) == [True, False, False, False]


def test_within_counts_from_the_latest_day_of_the_first_thing() -> None:
    flood = np.zeros((1, 30))
    flood[0, [3, 20]] = 1
    held = np.ones((1, 30, 1))
    held[0, 22] = 0
    recorded = course(draws=1, held=held, values={"displaced": flood})
    wet = series("displaced", above=0.5, when={"by": HORIZON})
    taken = control(when={"by": HORIZON})
    assert held_in(within(wet, taken, 2), recorded) == [True]
    assert held_in(within(wet, taken, 1), recorded) == [False]
    assert first_day(predicate(within(wet, taken, 5)), recorded, GROUND).tolist() == [22]


def test_within_looks_for_each_thing_in_its_own_window_and_at_single_days_of_it() -> None:
    recorded = daily([4])
    flood = series("displaced", above=0.5, when={"from": "2001-05-11", "to": "2001-05-18"})
    early = control(when={"from": "2001-05-11", "to": "2001-05-16"})  # days 0 to 5
    late = control(when={"from": "2001-05-17", "to": HORIZON})
    assert held_in(within(flood, early, 9), recorded) == [False]
    assert held_in(within(flood, late, 9), recorded) == [True]
    every = {**late, "when": {"from": "2001-05-12", "to": "2001-06-09", "throughout": True}}
    assert held_in(every, recorded) == [False]
    assert held_in(within(flood, every, 9), recorded) == [True]


@given(st.integers(1, 29), st.integers(0, 29), st.integers(0, 29))
def test_more_days_never_make_within_fail(days: int, first: int, then: int) -> None:
    flood = np.zeros((1, 30))
    flood[0, then] = 1
    recorded = course(
        draws=1,
        held=np.where(np.arange(30) == first, 0, 1)[None, :, None],
        values={"displaced": flood},
    )
    taken = control(when={"by": HORIZON})
    wet = series("displaced", above=0.5, when={"by": HORIZON})
    assert held_in(within(taken, wet, days), recorded) == [0 < then - first <= days]


def test_the_rules_on_predicates_reach_the_things_inside_within() -> None:
    bad = [
        within(control(of="toun", when=ON), series("no.such", above=1, when=ON), 3),
        within(control(when=ON), {**control(when=ON), "by": "ambre"}, 3),
    ]
    place = scenario([{"readings": [reading(predicate=text)]} for text in bad])
    for rule, many in (
        (predicate_of_unknown_place, 1),
        (predicate_on_unknown_series, 1),
        (predicate_of_unknown_side, 1),
    ):
        assert len(list(rule(place))) == many
    assert not list(
        predicate_of_unknown_place(scenario([{"readings": [reading(predicate=bad[1])]}]))
    )


def test_first_days_of_combined_predicates() -> None:
    recorded = daily([4, 6, None])
    taken = control(when={"by": HORIZON})
    flood = series("displaced", above=0.5, when={"by": HORIZON})
    every = predicate({"kind": "all", "parts": [taken, flood]})
    either = predicate({"kind": "any", "parts": [taken, flood]})
    assert first_day(every, recorded, GROUND).tolist() == [5, 6, NEVER]
    assert first_day(either, recorded, GROUND).tolist() == [4, 5, 5]
    with pytest.raises(InputError, match="has no first day"):
        first_day(predicate({"kind": "not", "part": taken}), recorded, GROUND)


def test_a_measure_is_a_value_a_change_a_mean_or_a_ratio() -> None:
    recorded = course(values={"displaced": RUN**2, "killed.amber": 2 * RUN, "need.amber": 7.0})
    span = {"from": "2001-05-13", "to": "2001-05-15"}  # days 2 to 4

    def value(**text: object) -> float:
        return float(measured(Measure.model_validate({"series": "displaced", **text}), recorded)[0])

    assert value(on="2001-05-14") == 9.0
    assert value(**span) == 16.0 - 4.0
    assert value(**span, mean=True) == pytest.approx((4 + 9 + 16) / 3)
    assert value(**span, divide_by="killed.amber") == 12.0 / 4.0
    assert np.isnan(value(**span, divide_by="need.amber"))


@pytest.mark.parametrize(
    "text",
    [
        {},
        {"on": "2001-05-14", "to": "2001-05-15"},
        {"from": "2001-05-14"},
        {"from": "2001-05-15", "to": "2001-05-14"},
        {"on": "2001-05-14", "mean": True},
        {"from": "2001-05-13", "to": "2001-05-15", "mean": True, "divide_by": "displaced"},
    ],
)
def test_a_measure_that_gives_no_one_number_is_refused(text: dict[str, object]) -> None:
    with pytest.raises(InputError, match="one number a campaign"):
        measured(Measure.model_validate({"series": "displaced", **text}), course())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (control(of="toun", when=ON), "nearest: town"),
        (control(by="ambre", when=ON), "nearest: amber"),
        (series("displased", above=1, when=ON), "nearest: displaced"),
        (series("displaced", when=ON), "exactly one of above and below"),
        (series("displaced", above=1, below=2, when=ON), "exactly one of above and below"),
        (series("displaced", above=1, since="2001-05-20", when=ON), "ends before 2001-05-20"),
        (
            control(when={"on": "2001-05-10"}),
            "outside the simulated days, 2001-05-11 to 2001-06-09",
        ),
        (control(when={"on": "2001-06-10"}), "outside the simulated days"),
        (control(when={}), "not exactly one of"),
        (control(when={"on": "2001-05-13", "by": "2001-05-14"}), "not exactly one of"),
        (control(when={"from": "2001-05-13"}), "not exactly one of"),
        (control(when={"from": "2001-05-14", "to": "2001-05-13"}), "before it begins"),
        (control(when={**LATER, "throughout": True, "share_of_days": 0.5}), "not both"),
        (
            {"kind": "siege", "of": "town", "side": "amber", "is": ["open"], "when": ON},
            "nearest: town.cobalt",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(text: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        held_in(text, course())


def test_swapping_the_sides_mirrors_every_answer() -> None:
    held = np.random.default_rng(1).integers(0, 2, (40, 30, 4))
    one, other = course(draws=40, held=held), course(draws=40, held=1 - held)
    for when in (ON, BY, {**LATER, "throughout": True}, {**LATER, "share_of_days": 0.5}):
        for share in (0.3, 0.6, 1.0):
            amber = held_in(control(share=share, when=when), one)
            cobalt = held_in(control(by="cobalt", share=share, when=when), other)
            assert amber == cobalt


# Algebra on random campaigns: 30 replications in which anything may happen on any day.
RANDOM = np.random.default_rng(7)
ANYTHING = course(
    draws=30,
    held=RANDOM.integers(-1, 2, (30, 30, 4)),
    siege=RANDOM.integers(0, 4, (30, 30, 1)),
    values={"displaced": RANDOM.random((30, 30)), "deprived": RANDOM.random((30, 30))},
)
DATES = st.dates(ASSESSED, HORIZON)
WINDOWS = st.one_of(
    DATES.map(lambda day: {"on": day}),
    DATES.map(lambda day: {"by": day}),
    st.builds(
        lambda a, b, demand: {"from": min(a, b), "to": max(a, b), **demand},
        DATES,
        DATES,
        st.sampled_from([{}, {"throughout": True}, {"share_of_days": 0.4}]),
    ),
)
ATOMS = WINDOWS.flatmap(
    lambda when: st.sampled_from(
        [
            control(share=0.5, when=when),
            control(of="mill", by="cobalt", when=when),
            {"kind": "siege", "of": "town", "side": "cobalt", "is": ["closed"], "when": when},
            series("displaced", above=0.5, when=when),
            {"kind": "compare", "left": "displaced", "right": "deprived", "when": when},
        ]
    )
)
POSITIVE = st.recursive(
    ATOMS,
    lambda parts: st.one_of(
        st.lists(parts, min_size=1, max_size=3).map(lambda x: {"kind": "all", "parts": x}),
        st.lists(parts, min_size=1, max_size=3).map(lambda x: {"kind": "any", "parts": x}),
        st.tuples(parts, parts).map(lambda x: {"kind": "before", "first": x[0], "then": x[1]}),
    ),
    max_leaves=5,
)


def no(part: Mapping[str, object]) -> dict[str, object]:
    return {"kind": "not", "part": part}


@given(POSITIVE, POSITIVE)
def test_not_all_is_any_not_and_not_any_is_all_not(
    a: dict[str, object], b: dict[str, object]
) -> None:
    for one, other in (("all", "any"), ("any", "all")):
        left = no({"kind": one, "parts": [a, b]})
        right = {"kind": other, "parts": [no(a), no(b)]}
        assert held_in(left, ANYTHING) == held_in(right, ANYTHING)


@given(POSITIVE)
def test_a_double_negation_changes_nothing(part: dict[str, object]) -> None:
    assert held_in(no(no(part)), ANYTHING) == held_in(part, ANYTHING)


@given(POSITIVE)
def test_what_holds_has_a_first_day_and_what_does_not_has_none(part: dict[str, object]) -> None:
    days = first_day(predicate(part), ANYTHING, GROUND)
    assert [bool(day != NEVER) for day in days] == held_in(part, ANYTHING)


@given(POSITIVE, POSITIVE)
def test_before_never_holds_both_ways(a: dict[str, object], b: dict[str, object]) -> None:
    one = held_in({"kind": "before", "first": a, "then": b}, ANYTHING)
    other = held_in({"kind": "before", "first": b, "then": a}, ANYTHING)
    assert not any(x and y for x, y in zip(one, other, strict=True))


@given(DATES, DATES, st.floats(0.1, 1.0))
def test_what_came_by_an_earlier_date_came_by_a_later_one(
    a: object, b: object, share: float
) -> None:
    first, last = sorted([a, b], key=str)
    early = held_in(control(share=share, when={"by": first}), ANYTHING)
    late = held_in(control(share=share, when={"by": last}), ANYTHING)
    assert all(y for x, y in zip(early, late, strict=True) if x)


def test_only_what_is_asked_for_is_read() -> None:
    data = arm().drop_vars(["control", "siege"])
    assert held_in(series("displaced", below=1, when=ON), Course(data)) == [True] * 3
