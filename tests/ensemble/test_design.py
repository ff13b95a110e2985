"""Arms are sized, numbered and cut into blocks as settled."""

import datetime as dt
from pathlib import Path

import pytest

from ensemble import fake_engine as fake
from hinge.ensemble.design import Arm, Design, Need, default_arms, design_of
from hinge.errors import InputError

DAY = dt.timedelta(days=1)


def test_a_replication_keeps_its_number_when_sizes_change() -> None:
    small, large = fake.arm(draws=50, replicates=2), fake.arm(draws=100, replicates=2)
    assert small.numbers().tolist() == large.numbers().tolist()[:100]
    assert fake.arm(draws=3, replicates=1).numbers().tolist() == [0, 64, 128]


def test_blocks_cover_an_arm_once_and_in_order() -> None:
    arm = fake.arm(draws=100, replicates=2)
    assert arm.blocks == 4
    parts = [number for block in range(arm.blocks) for number in arm.numbers(block).tolist()]
    assert parts == arm.numbers().tolist()
    assert arm.span(3) == (192, 200)


def test_the_default_arms_are_what_the_claims_need(tmp_path: Path) -> None:
    campaign = fake.scenario(tmp_path)
    head = campaign.head
    arms = default_arms(
        campaign,
        [
            Need("relief"),
            Need("relief", until=head.assessment_date + DAY),
            Need("", "campaign", head.assessment_date),
            Need("relief", "campaign", head.assessment_date),
            Need("", "assessment", head.assessment_date + 3 * DAY),
        ],
    )
    assert [(arm.id, arm.draws, arm.replicates) for arm in arms] == [
        ("baseline", 512, 2),
        ("baseline@campaign", 512, 2),
        ("relief", 256, 2),
        ("relief@campaign", 256, 2),
    ]
    assert [arm.days for arm in arms] == [3, 10, 30, 10]
    assert arms[3].intervention == "relief"
    assert design_of(campaign, arms, 5).draws == 512


def test_more_than_sixteen_arms_are_refused(tmp_path: Path) -> None:
    campaign = fake.scenario(tmp_path)
    assert len(default_arms(campaign, [Need(f"i{n}") for n in range(16)])) == 17
    with pytest.raises(InputError, match="17 arms with an intervention"):
        default_arms(campaign, [Need(f"i{n}") for n in range(17)])


def test_a_need_beyond_the_horizon_is_refused(tmp_path: Path) -> None:
    campaign = fake.scenario(tmp_path)
    with pytest.raises(InputError, match="The scenario ends on its horizon"):
        default_arms(campaign, [Need(until=campaign.head.horizon + DAY)])


@pytest.mark.parametrize(
    ("days", "draws", "replicates"), [(-1, 1, 1), (1, 0, 1), (1, 1, 0), (1, 1, 65)]
)
def test_sizes_that_no_run_can_have_are_refused(days: int, draws: int, replicates: int) -> None:
    with pytest.raises(InputError):
        Arm("baseline", "", fake.START, fake.START + days * DAY, draws, replicates)


@pytest.mark.parametrize(
    ("arms", "seed"), [((), 1), ((fake.arm(), fake.arm()), 1), ((fake.arm(),), 2**32)]
)
def test_designs_that_cannot_be_stored_are_refused(arms: tuple[Arm, ...], seed: int) -> None:
    with pytest.raises(InputError):
        Design("a" * 64, "strict", seed, arms)
