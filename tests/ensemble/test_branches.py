"""Campaigns as a process: paths are replications, branches share with them what they should and no more."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from hinge.analysis.process import OWN_LINE, Ints, Noise
from hinge.ensemble.arrays import FIELDS
from hinge.ensemble.branches import CampaignProcess
from hinge.ensemble.design import Arm, design_of
from hinge.ensemble.members import Asked, Members
from hinge.ensemble.simulate import EngineSimulator, prepare
from hinge.ensemble.steering import SteerableCampaign, options
from hinge.errors import InputError
from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario

DAYS, PATHS, LEFT = 24, 6, 10


@pytest.fixture(scope="module")
def ring() -> Scenario:
    plain = load("ring")
    plans = tuple(plan.model_copy(update={"actor": "cobalt"}) for plan in plain.interventions)
    return replace(plain, interventions=plans)


def process(scenario: Scenario, *, workers: int = 1, since: int = 0) -> CampaignProcess:
    head = scenario.head
    until = head.assessment_date + dt.timedelta(days=DAYS)
    arm = Arm("turning", "", head.assessment_date, until, PATHS, 1)
    prepared = prepare(scenario, design_of(scenario, [arm], 5))
    assert isinstance(prepared.simulator, EngineSimulator)
    series = ("civilians_killed",)
    asked = Asked(("dead",), series, lambda block: block.value[:, -1, :].astype(np.float64), since)
    return CampaignProcess(prepared.simulator, arm, prepared.layout, asked, seed=5, workers=workers)


def line(paths: Ints, number: int) -> Noise:
    return Noise(paths, np.full(paths.size, number, np.int64))


def at(found: CampaignProcess, day: int) -> Members:
    paths = np.arange(PATHS)
    return found.step(found.start(paths), 1, day, line(paths, OWN_LINE))


def rows(states: Members, upto: int) -> list[np.ndarray]:
    return [getattr(states, name)[:, : upto + 1] for name in FIELDS]


def test_a_path_and_a_branch_on_its_own_line_are_the_replication_bit_for_bit(ring) -> None:
    found = process(ring)
    block = found._simulator(found.arm, found.arm.numbers())
    paths = np.arange(PATHS)
    branch = found.step(found.copy(at(found, LEFT), paths), LEFT + 1, DAYS, line(paths, OWN_LINE))
    for name in ("control", "contested", "siege"):
        np.testing.assert_array_equal(getattr(branch, name), block.field(name))
    killed = found.layout.series.index("civilians_killed")
    np.testing.assert_array_equal(branch.value[:, :, 0], block.value[:, :, killed])


def test_a_branch_shares_the_path_up_to_its_day_and_parts_from_it_after(ring) -> None:
    found = process(ring)
    paths = np.arange(PATHS)
    path, kept = at(found, LEFT), at(found, LEFT)
    branch = found.step(found.copy(path, paths), LEFT + 1, DAYS, line(paths, 1))
    whole = at(found, DAYS)
    for mine, theirs in zip(rows(branch, LEFT), rows(whole, LEFT), strict=True):
        np.testing.assert_array_equal(mine, theirs)
    assert (branch.value[:, LEFT + 1 :] != whole.value[:, LEFT + 1 :]).any()
    np.testing.assert_array_equal(path.state, kept.state)  # the copy shares nothing with it


def test_branches_depend_on_path_and_line_and_not_on_company_or_threads(ring) -> None:
    one, two = process(ring), process(ring, workers=2)
    members = np.array([4, 1, 1, 0, 4])
    lines = np.array([2, 1, 2, 1, 2])
    ends = [
        found.outcome(
            found.step(found.copy(at(found, LEFT), members), LEFT + 1, DAYS, Noise(members, lines))
        )
        for found in (one, two)
    ]
    np.testing.assert_array_equal(ends[0], ends[1])
    assert ends[0][0] == ends[0][4]
    alone = one.step(one.copy(at(one, LEFT), members[:1]), LEFT + 1, DAYS, line(members[:1], 2))
    np.testing.assert_array_equal(one.outcome(alone), ends[0][:1])


def test_a_day_with_all_its_shocks_kept_is_the_day_of_the_path(ring) -> None:
    found = process(ring)
    paths = np.arange(PATHS)
    every = Noise(paths, np.full(PATHS, 3), frozenset(found.shocks))
    lived = found.step(found.copy(at(found, LEFT), paths), LEFT + 1, LEFT + 1, every)
    np.testing.assert_array_equal(lived.state, at(found, LEFT + 1).state)
    some = Noise(paths, np.full(PATHS, 3), frozenset(found.shocks[1:]))
    other = found.step(found.copy(at(found, LEFT), paths), LEFT + 1, LEFT + 1, some)
    assert (other.state != lived.state).any()


def test_days_that_nobody_looks_at_leave_no_record_and_change_no_state(ring) -> None:
    found, blind = process(ring), process(ring, since=DAYS)
    paths = np.arange(PATHS)
    ends = [
        one.step(one.copy(at(one, LEFT), paths), LEFT + 1, DAYS, line(paths, 1))
        for one in (found, blind)
    ]
    np.testing.assert_array_equal(ends[0].state, ends[1].state)
    np.testing.assert_array_equal(found.outcome(ends[0]), blind.outcome(ends[1]))
    assert not ends[1].value[:, DAYS - 1].any()
    with pytest.raises(ValueError, match="deprived"):
        CampaignProcess(
            found._simulator,
            found.arm,
            found.layout,
            Asked(("x",), ("deprived",), lambda block: block.value[:, -1], 3),
            seed=5,
        )


def test_days_come_in_their_order(ring) -> None:
    found = process(ring)
    with pytest.raises(ValueError, match="day 3 cannot go on with day 5"):
        found.step(at(found, 3), 5, 6, line(np.arange(PATHS), 0))


def test_an_actor_has_the_options_that_name_it_and_can_begin_on_any_day(ring) -> None:
    assert options(ring) == {
        "cobalt": ("baseline", "relief_convoys", "guns_fall_silent", "nothing_changes")
    }
    assert options(load("ring")) == {}


def test_under_an_option_a_campaign_goes_on_from_its_own_state(ring) -> None:
    found = process(ring)
    steered = SteerableCampaign.of(found, ring)
    assert steered.under("baseline", 3) is steered
    paths = np.arange(PATHS)

    def ends(option: str, day: int) -> np.ndarray:
        under = steered.under(option, day)
        branch = under.step(found.copy(at(found, LEFT), paths), LEFT + 1, DAYS, line(paths, 1))
        return under.outcome(branch)

    same = ends("baseline", LEFT + 1)
    np.testing.assert_array_equal(ends("nothing_changes", LEFT + 1), same)
    np.testing.assert_array_equal(ends("guns_fall_silent", DAYS + 5), same)
    assert (ends("guns_fall_silent", LEFT + 1) != same).any()
    with pytest.raises(InputError, match="silence"):
        steered.under("silence", 3)
