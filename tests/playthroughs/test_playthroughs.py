"""The recorded playthroughs come out again, line by line."""

import pytest

from playthroughs.record import HERE, LOGS, day_log


@pytest.mark.parametrize("scenario", LOGS)
def test_a_recorded_playthrough_comes_out_again(scenario: str) -> None:
    recorded = (HERE / f"{scenario}.txt").read_text(encoding="utf-8").splitlines()
    for number, (now, then) in enumerate(zip(day_log(scenario), recorded, strict=True), 1):
        assert now == then, (
            f"{scenario}.txt, line {number}: the model has changed. If that was meant, run "
            "tests/playthroughs/record.py and say so in the changelog."
        )
