"""Turning points from Python: the same as on the command line, also of a campaign that was changed."""

import pytest

import hinge
from hinge.errors import InputError

SMALL = {"paths": 103, "lines": 4, "every": 30, "refine": False}


def test_a_campaign_is_asked_when_it_turned(tmp_path) -> None:
    one = hinge.turning("ring", "D02", **SMALL, out=tmp_path / "one")
    same = hinge.load("ring").turning("D02", **SMALL, out=tmp_path / "same")
    assert one.result == same.result
    assert (tmp_path / "one" / "turning.json").is_file()
    changed = hinge.load("ring").do("guns_fall_silent").turning("D02", **SMALL, out=tmp_path / "do")
    assert changed.result["pulled"] == ["guns_fall_silent"]
    assert changed.digest != one.digest


def test_what_cannot_be_asked_is_refused(tmp_path) -> None:
    with pytest.raises(InputError, match="D77"):
        hinge.turning("ring", "D77", **SMALL, out=tmp_path / "none")
