"""What happened later changes no forecast by a bit: not when changed, not when gone, not when turned round."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hinge.assess import design_for, judge, simulate
from hinge.assessed import VERDICTS
from hinge.draws.compiled import JIT
from hinge.ensemble.design import Design
from hinge.ensemble.simulate import prepare
from hinge.ensemble.store import Run, open_run
from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario
from stand_in import use_stand_in

SHIPPED = Path(str(files("hinge").joinpath("scenarios")))
OTHER_WORD = {
    "agrees": "contradicts",
    "contradicts": "agrees",
    "silent": "disputed",
    "disputed": "silent",
}
OF_THE_RECORD = ("record", "record_text", "record_sources", "sentence")
Row = dict[str, str]


class Sealed(tuple[Any, ...]):
    """Outcomes that nobody may look at."""

    __slots__ = ()

    def _refuse(self, *_: object) -> Any:
        raise AssertionError("a forecast looked at what happened later")

    __iter__ = __len__ = __getitem__ = __contains__ = __bool__ = __eq__ = __hash__ = _refuse


def changed(rows: list[Row]) -> list[Row]:
    """Every value another one: numbers doubled and one more, words turned round."""
    numbers = re.compile(r"-?\d+(\.\d+)?")
    return [
        row | {"value": str(2 * float(said) + 1) if numbers.fullmatch(said) else said[::-1]}
        for row in rows
        for said in [row["value"]]
    ]


def reversed_(rows: list[Row]) -> list[Row]:
    """The rows in the other order, and every row with the value of its opposite number."""
    values = [row["value"] for row in rows]
    return [row | {"value": value} for row, value in zip(rows[::-1], values, strict=True)]


TURNED: dict[str, Callable[[list[Row]], list[Row]]] = {
    "changed": changed,
    "removed": lambda _: [],
    "reversed": reversed_,
}


def with_outcomes(campaign: str, turn: Callable[[list[Row]], list[Row]], folder: Path) -> Path:
    """Return a copy of a shipped campaign with other outcomes."""
    copy = Path(shutil.copytree(SHIPPED / campaign, folder / campaign))
    path = copy / "outcomes.csv"
    reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(reader.fieldnames or ()), lineterminator="\n")
    writer.writeheader()
    writer.writerows(turn(list(reader)))
    path.write_text(text.getvalue(), encoding="utf-8")
    return copy


def records_turned(scenario: Scenario) -> Scenario:
    """Return the scenario with every claim's record turned into another."""

    def turned(claim: Any) -> Any:
        word = OTHER_WORD[claim.record.word]
        record = claim.record.model_copy(update={"word": word, "text": "Otherwise.", "sources": ()})
        return claim.model_copy(update={"record": record})

    claim_files = tuple(
        file.model_copy(update={"claims": tuple(turned(claim) for claim in file.claims)})
        for file in scenario.claim_files
    )
    return replace(scenario, claim_files=claim_files)


def assessed(scenario: Scenario, folder: Path, draws: int, ids: tuple[str, ...] = ()) -> Run:
    """Run and judge a scenario's claims (those of these ids); return the run."""
    claims = [claim for claim in scenario.claims if not ids or claim.id in ids]
    design = design_for(scenario, claims, draws=draws)
    run = simulate(scenario, design, folder, workers=1)
    judge(scenario, run, claims)
    return open_run(folder)


def without_record(verdicts: bytes) -> Iterator[dict[str, Any]]:
    """Yield each verdict without what it says of the record."""
    for verdict in json.loads(verdicts)["verdicts"]:
        yield {key: value for key, value in verdict.items() if key not in OF_THE_RECORD}


def small(scenario: Scenario) -> Design:
    """Return the design of a few draws."""
    return design_for(scenario, scenario.claims, draws=8, prior=False)


@pytest.mark.parametrize("turn", TURNED)
@pytest.mark.parametrize("campaign", ["ring", "aleppo-2016", "manbij-2016"])
def test_other_outcomes_leave_priors_draws_and_the_name_of_a_run_as_they_are(
    campaign: str, turn: str, tmp_path: Path
) -> None:
    given = load(campaign)
    other = load(with_outcomes(campaign, TURNED[turn], tmp_path))
    assert other.outcomes != given.outcomes
    assert replace(other, outcomes=(), folder="") == replace(given, outcomes=(), folder="")
    one, two = prepare(given, small(given)), prepare(other, small(other))
    assert one.parameters == two.parameters
    np.testing.assert_array_equal(one.values, two.values)
    assert small(given) == small(other)


@pytest.mark.parametrize("campaign", ["aleppo-2016", "manbij-2016"])
def test_nothing_on_the_way_to_a_verdict_looks_at_outcomes(
    campaign: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = replace(load(campaign), outcomes=Sealed())
    prepare(scenario, small(scenario))
    use_stand_in(monkeypatch)
    ids = tuple(claim.id for claim in scenario.claims if claim.start == "assessment")
    run = assessed(scenario, tmp_path / "run", 64, ids)
    assert json.loads((run.folder / VERDICTS).read_bytes())["verdicts"]


def test_a_seal_breaks_when_somebody_looks() -> None:
    scenario = replace(load("ring"), outcomes=Sealed())
    for look in (len, list, bool, lambda rows: rows[0]):
        with pytest.raises(AssertionError, match="later"):
            look(scenario.outcomes)


def test_the_record_of_claims_moves_no_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_stand_in(monkeypatch)
    given = load("manbij-2016")
    ids = tuple(claim.id for claim in given.claims if claim.start == "assessment")
    turned = records_turned(given)
    one = assessed(given, tmp_path / "one", 64, ids)
    two = assessed(turned, tmp_path / "two", 64, ids)
    assert one.digest == two.digest
    before, after = ((run.folder / VERDICTS).read_bytes() for run in (one, two))
    assert before != after  # what stands beside the verdicts is other
    assert list(without_record(before)) == list(without_record(after))


@pytest.mark.slow
@pytest.mark.skipif(not JIT, reason="the engine as plain Python takes minutes here")
@pytest.mark.parametrize(
    ("campaign", "turns"), [("aleppo-2016", ["reversed"]), ("manbij-2016", list(TURNED))]
)
def test_the_engine_and_every_verdict_are_the_same_to_the_bit_under_other_outcomes(
    campaign: str, turns: list[str], tmp_path: Path
) -> None:
    plain = assessed(load(campaign), tmp_path / "plain", 64)
    verdicts = (plain.folder / VERDICTS).read_bytes()
    for turn in turns:
        folder = tmp_path / turn
        scenario = load(with_outcomes(campaign, TURNED[turn], folder))
        other = assessed(scenario, folder / "run", 64)
        assert other.digest == plain.digest
        assert (other.folder / VERDICTS).read_bytes() == verdicts
        np.testing.assert_array_equal(other.parameters.to_numpy(), plain.parameters.to_numpy())
    turned = assessed(records_turned(load(campaign)), tmp_path / "records", 64)
    assert turned.digest == plain.digest
    again = (turned.folder / VERDICTS).read_bytes()
    assert list(without_record(again)) == list(without_record(verdicts))
