"""An assumption held at a value, from the command line: run, run again, compare, refuse."""

from __future__ import annotations

from pathlib import Path

HELD = "set:orders.loss_weight=0.3"
SMALL = ("--draws", "64", "--workers", "1")


def test_a_run_names_the_assumption_that_it_held_and_runs_again_alike(
    hinge_command, tmp_path: Path
) -> None:
    held = hinge_command("run", "ring", "--do", HELD, *SMALL, "--out", str(tmp_path / "held"))
    assert held.exit_code == 0
    assert HELD in (tmp_path / "held" / "manifest.json").read_text(encoding="utf-8")
    again = hinge_command("rerun", str(tmp_path / "held"), "--workers", "1")
    assert again.exit_code == 0


def test_two_values_can_be_compared_arm_by_arm(hinge_command, tmp_path: Path) -> None:
    other = "set:orders.loss_weight=0.6"
    result = hinge_command(
        "compare", "ring", "--do", HELD, "--do", other, *SMALL, "--out", str(tmp_path / "c")
    )
    assert result.exit_code == 0
    assert f"{HELD} against the baseline" in result.stdout
    assert "One uncertain quantity is known" in result.stdout


def test_an_implausible_value_ends_with_2_and_names_the_bounds(hinge_command) -> None:
    result = hinge_command("run", "ring", "--do", "set:orders.loss_weight=3", *SMALL)
    assert result.exit_code == 2
    assert "0.05 to 0.8" in result.stderr
