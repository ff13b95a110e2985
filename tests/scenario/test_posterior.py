"""A posterior in a scenario's folder is read exactly, and used only with the facts it was made from."""

from pathlib import Path

import pytest

from hinge.errors import InputError
from hinge.scenario.load import load, without_posterior
from hinge.scenario.posterior import CSV, csv_bytes, csv_digest, read_posterior
from posteriors import high_losses, write_posterior
from scenario.rings import change, copy_ring, problems_of


@pytest.fixture
def ring(tmp_path: Path) -> Path:
    """A copy of ring with a toy posterior."""
    folder = copy_ring(tmp_path)
    write_posterior(folder, high_losses())
    return folder


def test_values_come_back_to_the_last_bit(ring: Path) -> None:
    rows = ((0.1 + 0.2, 1e-300), (5e-324, 1.7976931348623157e308))
    data = csv_bytes(("a.b", "c.d"), (12, 2**31 - 1), rows)
    assert data == (
        b"draw,a.b,c.d\n12,0.30000000000000004,1e-300\n2147483647,5e-324,1.7976931348623157e+308\n"
    )
    json = (ring / "posterior.json").read_bytes()
    found = read_posterior({"posterior.csv": data, "posterior.json": json})
    assert found is not None
    assert (found.names, found.rows) == (("a.b", "c.d"), rows)
    assert (found.draws, found.seed) == ((12, 2**31 - 1), 1)
    assert found.column("c.d") == (1e-300, 1.7976931348623157e308)


@pytest.mark.parametrize(
    "number", ["", "-1", "1.0", "1e3", " 1", "2147483648", "9" * 5000, "\u0661"]
)
def test_a_draw_is_a_whole_number_below_two_to_the_31(ring: Path, number: str) -> None:
    files = {name: (ring / name).read_bytes() for name in (CSV, "posterior.json")}
    files[CSV] = f"draw,a.b\n1,0.5\n{number},0.5\n".encode()
    with pytest.raises(InputError, match="no number of a draw") as caught:
        read_posterior(files)
    assert caught.value.problems[0].place.line == 3


def test_a_posterior_without_the_numbers_of_its_draws_is_refused(ring: Path) -> None:
    lines = (ring / CSV).read_text(encoding="utf-8").splitlines()
    old = "\n".join(line.split(",", 1)[1] for line in lines)
    (ring / CSV).write_text(old, encoding="utf-8")
    (problem,) = problems_of(ring)
    assert problem.rule == "posterior_draw"
    assert "Calibrate anew" in problem.do


def test_line_ends_change_neither_digest(ring: Path) -> None:
    plain = (ring / CSV).read_bytes()
    assert csv_digest(plain.replace(b"\n", b"\r\n")) == csv_digest(plain)
    facts = load(ring).facts
    for name in ("areas.csv", CSV):
        text = (ring / name).read_bytes()
        (ring / name).write_bytes(text.replace(b"\n", b"\r\n"))
    found = load(ring)
    assert found.facts == facts
    assert found.posterior is not None


def test_a_posterior_is_loaded_with_its_record(ring: Path) -> None:
    found = load(ring).posterior
    assert found is not None
    assert found.names == tuple(high_losses())
    assert len(found.rows) == 64
    assert found.record is not None
    assert found.record.made == {"waves": [64, 64]}


def test_its_files_count_in_the_scenarios_digest_and_not_among_the_facts(
    ring: Path, tmp_path: Path
) -> None:
    bare = load(copy_ring(tmp_path / "bare"))
    found = load(ring)
    assert found.digest != bare.digest
    assert found.facts == bare.facts
    assert bare.uncalibrated == found.uncalibrated == ""


def test_facts_that_were_changed_later_stop_a_calibrated_run_and_no_other(ring: Path) -> None:
    change(ring, "areas.csv", "dense_urban,1.5", "dense_urban,1.6")
    (problem,) = problems_of(ring)
    assert problem.rule == "posterior_of_other_facts"
    assert "--uncalibrated" in problem.do
    found = load(ring, calibrated=False)
    assert (found.posterior, found.uncalibrated) == (None, "asked for without")
    for name in ("posterior.csv", "posterior.json"):
        (ring / name).unlink()
    assert load(ring).uncalibrated == ""


def test_new_claims_what_ifs_and_outcomes_leave_it_fitting(ring: Path) -> None:
    (ring / "claims" / "letter.yaml").unlink()
    change(ring, "interventions.yaml", "title: ", "title: Another ")
    change(ring, "SOURCES.md", "#", "# Other")
    (ring / "outcomes.csv").unlink()
    assert load(ring).posterior is not None


def test_a_reconstruction_goes_without_and_says_why(ring: Path) -> None:
    found = load(ring, "reconstruction")
    assert found.posterior is None
    assert found.uncalibrated.startswith("the posterior rests on what was known")


def test_without_asking_a_wrong_posterior_is_not_even_read(ring: Path) -> None:
    (ring / CSV).write_bytes(b"\xff\xfe")
    assert load(ring, calibrated=False).posterior is None
    with pytest.raises(InputError, match="UTF-8"):
        load(ring)


def test_a_scenario_can_lay_its_posterior_aside(ring: Path) -> None:
    aside = without_posterior(load(ring))
    assert aside == load(ring, calibrated=False)
    bare = without_posterior(load("ring"))
    assert bare == load("ring")
