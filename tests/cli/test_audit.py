"""``hinge audit``: words, JSON, and what it refuses before anything is compiled."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

import hinge.cli.audit_battles
import hinge.cli.audit_daily
from hinge.audits.battle_file import SHIPPED
from hinge.audits.table_file import shipped_bytes

Hinge = Callable[..., Result]


@pytest.fixture
def nothing_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (hinge.cli.audit_battles, hinge.cli.audit_daily):
        monkeypatch.setattr(module, "ready_engine", lambda: pytest.fail("it compiled first"))


@pytest.fixture
def ready(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (hinge.cli.audit_battles, hinge.cli.audit_daily):
        monkeypatch.setattr(module, "ready_engine", lambda: None)


def test_battles_are_told_in_words(hinge_command: Hinge, ready: None) -> None:
    done = hinge_command("audit", "battles", "--draws", 50)
    assert done.exit_code == 0
    for words in (
        "Brier score",
        "model, fitted",
        "base rate",
        "since 1939",
        "attackers to one",
        "●",
    ):
        assert words in done.stdout


def test_battles_of_a_file_are_told_as_json(
    hinge_command: Hinge, ready: None, empty_folder: Path
) -> None:
    (empty_folder / "mine.csv").write_bytes(shipped_bytes(*SHIPPED))
    done = hinge_command("audit", "battles", "--data", "mine.csv", "--draws", 50, "--json")
    told = json.loads(done.stdout)
    assert {"model", "force_ratio_rule", "base_rate"} <= set(told["brier"])
    assert told["file"] == "mine.csv"


def test_daily_losses_are_told_in_words_and_as_json(hinge_command: Hinge, ready: None) -> None:
    words = hinge_command("audit", "daily", "--draws", 50)
    assert words.exit_code == 0
    assert "ardennes_1944_45_daily.csv" in words.stdout
    told = json.loads(hinge_command("audit", "daily", "--draws", 50, "--json").stdout)
    assert [len(series["sides"]) for series in told["series"]] == [2, 2]


@pytest.mark.parametrize("what", ["battles", "daily"])
@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("none.csv", None, "no such file"),
        ("empty.csv", "", "no column"),
        ("other.csv", "a,b\n1,2\n", "no column"),
        ("wide.csv", "isqno,date\n1,2,3\n", "3 cells"),
    ],
)
def test_a_wrong_file_ends_with_code_2_and_one_message(
    hinge_command: Hinge,
    nothing_compiled: None,
    empty_folder: Path,
    what: str,
    name: str,
    text: str | None,
    says: str,
) -> None:
    if text is not None:
        (empty_folder / name).write_text(text, encoding="utf-8")
    done = hinge_command("audit", what, "--data", name)
    assert done.exit_code == 2
    assert says in done.stderr
    assert "1 problem found" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("given", ["sdf", "sdf=5", "sdf=9:3", "sdf=a:b", "=1:2"])
def test_a_strength_that_is_no_range_is_refused(
    hinge_command: Hinge, nothing_compiled: None, given: str
) -> None:
    done = hinge_command("audit", "daily", "--data", "x.csv", "--strength", given)
    assert done.exit_code == 2
    assert "no range of strength" in done.stderr


def test_settings_without_a_series_of_ones_own_are_refused(
    hinge_command: Hinge, nothing_compiled: None
) -> None:
    done = hinge_command("audit", "daily", "--attacker", "is")
    assert done.exit_code == 2
    assert "a series of your own" in done.stderr
