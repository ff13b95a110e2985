"""Claims are looked at four times at most, what settled stays, and only what is needed grows."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import hinge.assessed
import hinge.looks.judging
from hinge.assess import chosen_claims
from hinge.assessed import Assessment, recorded
from hinge.ensemble.rerun import rerun
from hinge.ensemble.run import Progress, run
from hinge.ensemble.store import verify
from hinge.errors import InputError, StoreError
from hinge.looks import course
from hinge.looks.course import Looks, until_settled
from hinge.looks.record import FILE, read_record
from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario
from stand_in import use_stand_in

IDS = ("D01", "D02")  # with the stand-in the first settles at look 3, the second at once
LARGE = 50_000
KILL_TRIALS = 3


@pytest.fixture(autouse=True)
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    use_stand_in(monkeypatch)


@pytest.fixture(scope="module")
def ring() -> Scenario:
    return load("ring")


@pytest.fixture(scope="module")
def whole(ring: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    """The course of the looks at two claims, undisturbed."""
    with pytest.MonkeyPatch.context() as patch:
        use_stand_in(patch)
        return looked(ring, tmp_path_factory.mktemp("whole") / "run")


def looked(scenario: Scenario, out: Path, *, budget: int = LARGE) -> Assessment:
    return until_settled(scenario, chosen_claims(scenario, IDS), out, budget=budget, workers=1)


def looks_at(scenario: Scenario, out: Path, ids: Sequence[str] = IDS, budget: int = LARGE) -> Looks:
    return Looks(scenario, chosen_claims(scenario, ids), out, 1, budget)


def verdict(assessment: Assessment, claim: str) -> dict[str, Any]:
    return next(found for found in assessment.verdicts if found["id"] == claim)


def text(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")


def test_a_claim_that_settled_keeps_its_look_and_the_other_grows_alone(whole: Assessment) -> None:
    assert whole.looks is not None
    sizes = [look["arms"] for look in whole.looks["looks"]]
    assert sizes == [
        {"baseline": 512, "baseline@campaign": 512},
        {"baseline": 512, "baseline@campaign": 1024},
        {"baseline": 512, "baseline@campaign": 2048},
    ]
    assert (whole.looks["spent"], whole.looks["stopped"]) == (512 + 2048, "settled")
    first, second = (verdict(whole, claim)["looks"] for claim in IDS)
    assert (first["look"], first["replications"], len(first["history"])) == (3, 2048, 3)
    assert (second["look"], second["replications"], len(second["history"])) == (1, 512, 1)
    assert first["settled"]
    assert second["settled"]


def test_each_look_is_kept_with_share_interval_and_word(whole: Assessment) -> None:
    history = verdict(whole, "D01")["looks"]["history"]
    assert [seen["n"] for seen in history] == [512, 1024, 2048]
    assert [seen["word"].split()[0] for seen in history] == ["between", "between", "fails"]
    last, found = history[-1], verdict(whole, "D01")
    assert [last[key] for key in ("n", "share", "low", "high", "word")] == [
        found[key] for key in ("n", "share", "low", "high", "word")
    ]


def test_the_notes_say_at_which_look_and_what_was_spent(whole: Assessment) -> None:
    assert verdict(whole, "D02")["notes"][-1] == (
        "Settled at look 1 of 4, with 512 replications; 2,560 replications were spent over all arms "
        "and looks."
    )
    assert "Settled at look 3 of 4, with 2,048 replications;" in verdict(whole, "D01")["notes"][-1]
    assert "Settled at look 3 of 4" in text(whole.run.folder, "report.html")


def test_the_run_has_the_digest_of_one_made_at_its_size(
    ring: Scenario, whole: Assessment, tmp_path: Path
) -> None:
    direct = run(ring, whole.run.manifest.design, tmp_path / "direct", workers=1)
    assert direct.digest == whole.run.digest == verify(whole.run.folder)
    assert rerun(whole.run.folder, tmp_path / "again", workers=1).equal


def test_a_claim_is_judged_at_its_looks_and_never_in_between(
    ring: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[tuple[str, ...]] = []
    real = hinge.looks.judging.assess_claims

    def noting(scenario: Scenario, results: Any, claims: Any) -> Any:
        judged.append(tuple(claim.id for claim in claims))
        return real(scenario, results, claims)

    monkeypatch.setattr(hinge.looks.judging, "assess_claims", noting)
    looked(ring, tmp_path / "run")
    assert judged == [IDS, ("D01",), ("D01",)]


def test_the_same_command_again_simulates_and_judges_nothing(
    ring: Scenario, whole: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = text(whole.run.folder, "verdicts.json"), text(whole.run.folder, "report.html")

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(hinge.looks.judging, "assess_claims", never)
    monkeypatch.setattr(hinge.ensemble.run, "prepare", never)
    again = looked(ring, whole.run.folder)
    after = text(whole.run.folder, "verdicts.json"), text(whole.run.folder, "report.html")
    assert after == before
    assert again.verdicts == whole.verdicts


def test_what_was_found_is_read_from_the_folder_alone(whole: Assessment) -> None:
    found = recorded(whole.run.folder)
    assert list(found.verdicts) == json.loads(json.dumps(whole.verdicts))
    assert found.looks == json.loads(json.dumps(whole.looks))
    assert found.as_json()["looks"]["settled"] == 2
    kept = read_record(whole.run.folder)
    assert kept is not None
    assert kept.words == "2 of 2 claims settled, none needs more"


class Stopped(BaseException):
    """Stands for the end of the process: nothing may catch it."""


def same(found: Assessment, whole: Assessment) -> None:
    assert found.run.digest == whole.run.digest
    for name in ("verdicts.json", "report.html", FILE):
        assert text(found.run.folder, name) == text(whole.run.folder, name)


@pytest.mark.parametrize("look", [1, 2, 3])
def test_stopped_within_a_look_it_goes_on_to_the_same_result(
    ring: Scenario, whole: Assessment, tmp_path: Path, look: int
) -> None:
    looks = looks_at(ring, tmp_path / "run")
    for _ in range(look - 1):
        step = looks.step()
        assert step is not None
        looks.judge(step, looks.simulate(step, workers=1))
    step = looks.step()
    assert step is not None
    begun: list[int] = []

    def stop(at: Progress) -> None:
        begun.append(at.done)
        if at.done >= begun[0] + 128:
            raise Stopped

    with pytest.raises(Stopped):
        looks.simulate(step, workers=1, progress=stop)
    same(looked(ring, tmp_path / "run"), whole)


@pytest.mark.parametrize("name", ["look_at", "write_record", "put_down"])
def test_stopped_between_looks_it_goes_on_to_the_same_result(
    ring: Scenario, whole: Assessment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The process ends when it is about to judge, to write down what it found, or to end."""
    place = {"look_at": hinge.looks.judging, "write_record": course, "put_down": hinge.assessed}[
        name
    ]

    def stop(*_: object, **__: object) -> None:
        raise Stopped

    with monkeypatch.context() as patch:
        patch.setattr(place, name, stop)
        with pytest.raises(Stopped):
            looked(ring, tmp_path / "run")
    same(looked(ring, tmp_path / "run"), whole)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="needs a signal that cannot be caught")
def test_killed_at_any_moment_it_goes_on_to_the_same_result(
    ring: Scenario, whole: Assessment, tmp_path: Path
) -> None:
    script = Path(__file__).with_name("killed_looks.py")
    roots = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "src")]
    env = os.environ | {"PYTHONPATH": os.pathsep.join([*roots, os.environ.get("PYTHONPATH", "")])}
    for trial in range(KILL_TRIALS):
        out = tmp_path / f"killed-{trial}"
        for seconds in (0.3 + 0.4 * trial, 0.9 - 0.2 * trial):  # twice, and then to the end
            with subprocess.Popen(
                [sys.executable, str(script), str(out), *IDS], stdout=subprocess.PIPE, env=env
            ) as child:
                assert child.stdout is not None
                assert child.stdout.readline() == b"ready\n"
                try:
                    child.wait(timeout=seconds)
                except subprocess.TimeoutExpired:
                    child.kill()
        same(looked(ring, out), whole)


def test_the_budget_counts_replications_and_stops_before_the_look_that_exceeds_it(
    ring: Scenario, whole: Assessment, tmp_path: Path
) -> None:
    held = looked(ring, tmp_path / "run", budget=2 * 512 + 512 + 1023)
    assert held.looks is not None
    assert (held.looks["spent"], held.looks["next"]) == (2 * 512 + 512, 1024)
    assert (held.looks["stopped"], held.looks["open"]) == ("budget", 1)
    found = verdict(held, "D01")
    assert found["word"] == "between fails in most and holds in about half"
    assert not found["looks"]["settled"]
    assert found["notes"][-1] == (
        "Not settled at look 2 of 4, with 1,024 replications; 1,536 replications were spent over all "
        "arms and looks, and the next look would take 1,024 more, beyond the budget of 2,559."
    )
    same_but_for_budget = looked(ring, tmp_path / "run", budget=LARGE)
    same(same_but_for_budget, whole)


def test_a_budget_below_what_was_spent_is_refused(ring: Scenario, whole: Assessment) -> None:
    with pytest.raises(InputError, match="cannot be unseen"):
        looked(ring, whole.run.folder, budget=2000)


def test_a_budget_below_the_first_look_says_what_that_takes(ring: Scenario, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"takes 1,024 replications \(512 in each of 2 arms\)"):
        looked(ring, tmp_path / "run", budget=1023)


def test_looks_at_other_claims_are_not_taken_up(ring: Scenario, whole: Assessment) -> None:
    with pytest.raises(StoreError, match="claims: D01, D02 there, D01 now"):
        looks_at(ring, whole.run.folder, ("D01",))


def test_a_changed_record_is_told_in_words(ring: Scenario, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"schema": 1}', encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be read as a record of looks"):
        looks_at(ring, tmp_path)


def test_results_that_are_not_those_that_were_judged_are_refused(
    ring: Scenario, tmp_path: Path
) -> None:
    looked(ring, tmp_path / "run", budget=1024)
    looks = looks_at(ring, tmp_path / "run", budget=1024)
    last = looks.record.looks[-1].model_copy(update={"digest": "0" * 64})
    looks.record = looks.record.model_copy(update={"looks": (last,)})
    with pytest.raises(StoreError, match="were at other results"):
        looks.finish()
