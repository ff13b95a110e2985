"""The Python interface does what the README shows, in the README's own words."""

import re
from pathlib import Path

import pytest

import hinge
from hinge.errors import InputError
from stand_in import use_stand_in

README = Path(__file__).parents[2] / "README.md"
TINY = {"draws": 64, "workers": 1}


@pytest.fixture(autouse=True)
def no_engine(empty_folder, monkeypatch: pytest.MonkeyPatch) -> None:
    use_stand_in(monkeypatch)


def test_the_lines_in_the_readme_run(capsys) -> None:
    code = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert len(code) == 1
    assert len(code[0].strip().splitlines()) <= 12
    small = code[0].replace("aleppo-2016", "ring").replace("draws=256", "draws=64")
    exec(compile(small, str(README), "exec"), {})  # noqa: S102  # the README is ours
    assert "of 100" in capsys.readouterr().out


def test_a_run_opens_as_labelled_arrays() -> None:
    data = hinge.load("ring").run(**TINY).arm("baseline")
    assert set(data["value"].dims) == {"replication", "day", "series"}


def test_doing_something_leaves_the_campaign_as_it_was() -> None:
    campaign = hinge.load("ring")
    changed = campaign.do("relief_convoys")
    assert [plan.id for plan in changed.scenario.pulled] == ["relief_convoys"]
    assert campaign.scenario.pulled == ()


def test_odds_answer_a_predicate_with_an_interval() -> None:
    campaign = hinge.load("ring")
    side = campaign.scenario.head.sides[0].id
    area = campaign.scenario.areas[0].id
    day = str(campaign.scenario.head.horizon)
    answer = campaign.odds(
        {"kind": "control", "of": area, "by": side, "when": {"on": day}}, campaign.run(**TINY)
    )
    assert 0 <= answer.low <= answer.share <= answer.high <= 1


def test_a_predicate_that_cannot_be_read_is_told_in_words() -> None:
    campaign = hinge.load("ring")
    with pytest.raises(InputError, match="predicate"):
        campaign.odds({"kind": "control", "of": "town"}, campaign.run(**TINY))


def test_an_unknown_name_of_the_package_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = hinge.nothing


def test_a_comparison_is_a_call_and_gives_its_lines() -> None:
    ring = hinge.load("ring")
    found = hinge.compare(ring, "relief_convoys", draws=50, workers=1)
    assert found.stored == ring.compare("relief_convoys", draws=50, workers=1).stored
    line = found.line("relief_convoys", "displaced")
    assert line["with"] - line["without"] == pytest.approx(line["difference"]["value"], abs=1e-3)
    with pytest.raises(KeyError):
        found.line("relief_convoys", "nothing")
