"""A later-dated source is found wherever it is planted, in every file that can set a prior or a state."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import shutil
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest

from hinge.errors import InputError, VintageError
from hinge.scenario.checks.source_dates import named_days
from hinge.scenario.folder import OPTIONAL, REQUIRED
from hinge.scenario.load import load
from hinge.scenario.mechanisms import mechanisms
from hinge.scenario.records import Event
from hinge.scenario.table_parameters import derived_ids, parameter_table
from posteriors import high_losses, write_posterior

SHIPPED = Path(str(files("hinge").joinpath("scenarios")))
CAMPAIGNS = ("ring", "aleppo-2016", "manbij-2016")
LATE = "2020-02-02"  # after every assessment date here
TABLES = (
    "areas.csv", "links.csv", "control.csv", "factions.csv", "coalitions.csv", "formations.csv",
    "facilities.csv", "entries.csv", "sponsors.csv", "strike_assets.csv", "events.csv",
)  # fmt: skip
SETS_NOTHING = {
    "scenario.yaml",  # the frame: sides and days, no estimate
    "interventions.yaml",  # what somebody chooses to try
    "patterns.yaml",  # what the prior predictive is held against, after the fact
    "rivals.yaml",  # has its own rules: byproduct_later, byproduct_known_later
    "map.geojson",  # shapes for pictures
    "basemap.geojson",  # coast and borders under them
    "SOURCES.md",  # words
    "outcomes.csv",  # for scoring alone
}


@dataclass(frozen=True)
class Row:
    """A row of a table with the line it starts on."""

    line: int
    cells: dict[str, str]


def rows_of(path: Path) -> tuple[list[str], list[Row]]:
    """Return the columns of a table and its rows."""
    reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    found, before = [], 1
    for cells in reader:
        found.append(Row(before + 1, dict(cells)))
        before = reader.line_num
    return list(reader.fieldnames or ()), found


def write(path: Path, columns: list[str], rows: list[Row]) -> None:
    """Write a table back."""
    text = io.StringIO(newline="")
    named = list(dict.fromkeys([*columns, *(name for row in rows for name in row.cells)]))
    writer = csv.DictWriter(text, named, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(row.cells for row in rows)
    path.write_text(text.getvalue(), encoding="utf-8")


def counts(file: str, row: Row) -> bool:
    """Say whether a row sets anything: of the events, those with an effect that were not announced."""
    if file != "events.csv":
        return True
    cells = row.cells
    plain = cells["scheduled"].strip().lower() in {"", "no", "false", "0"}
    return cells["effect"] not in {"", Event.model_fields["effect"].default} and plain


def copy(campaign: str, folder: Path) -> Path:
    """Return a copy of a shipped campaign."""
    return Path(shutil.copytree(SHIPPED / campaign, folder / campaign))


def refusal(folder: Path) -> list[tuple[str, str, int, str]]:
    """Return rule, file, line and field of what a strict load refuses as too late; it must refuse."""
    with pytest.raises(VintageError) as caught:
        load(folder)
    return [(p.rule, p.place.file, p.place.line, p.place.field) for p in caught.value.problems]


PLANTED = (
    ("known_on", "fact_known_later", LATE),
    ("true_on", "fact_later", LATE),
    ("source", "source_dated_later", "A history of the campaign, 2 Feb 2020 (invented)"),
)


@pytest.mark.parametrize(("field", "rule", "late"), PLANTED, ids=[row[0] for row in PLANTED])
@pytest.mark.parametrize("file", TABLES)
@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_a_later_date_in_the_last_row_of_a_table_is_refused_at_its_place(
    campaign: str, file: str, field: str, rule: str, late: str, tmp_path: Path
) -> None:
    folder = copy(campaign, tmp_path)
    columns, rows = rows_of(folder / file)
    able = [row for row in rows if counts(file, row)]
    cells = able[-1].cells
    cells[field] = late
    if not cells.get("known_on"):
        cells["known_on"] = str(load(campaign).head.assessment_date)
    write(folder / file, columns, rows)
    _, again = rows_of(folder / file)
    line = again[rows.index(able[-1])].line
    assert refusal(folder) == [(rule, file, line, field)]


@pytest.mark.parametrize(("field", "rule", "late"), PLANTED, ids=[row[0] for row in PLANTED])
@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_a_later_date_in_a_prior_of_the_campaign_is_refused_at_its_place(
    campaign: str, field: str, rule: str, late: str, tmp_path: Path
) -> None:
    folder = copy(campaign, tmp_path)
    line = changed(folder, "parameters.yaml", field, late, "about: campaign")
    assert refusal(folder) == [(rule, "parameters.yaml", line, field)]


@pytest.mark.parametrize(("field", "rule", "late"), [row for row in PLANTED if row[0] != "true_on"])
def test_no_siege_is_dated_by_what_was_public_later(
    field: str, rule: str, late: str, tmp_path: Path
) -> None:
    folder = copy("aleppo-2016", tmp_path)
    line = changed(folder, "regions.yaml", field, late)
    assert refusal(folder) == [(rule, "regions.yaml", line, field)]


@pytest.mark.parametrize("campaign", ["aleppo-2016", "manbij-2016"])
def test_what_campaigns_are_weighed_by_must_rest_on_what_was_public(
    campaign: str, tmp_path: Path
) -> None:
    folder = copy(campaign, tmp_path)
    entry = load(folder).conditioning[0]
    columns, rows = rows_of(folder / "observations.csv")
    row = next(row for row in rows if row.cells["id"] == entry.observation)
    row.cells["known_on"] = LATE
    write(folder / "observations.csv", columns, rows)
    text = (folder / "conditioning.yaml").read_text(encoding="utf-8").splitlines()
    line = 1 + next(n for n, said in enumerate(text) if f"observation: {entry.observation}" in said)
    wanted = ("conditioning_known_later", "conditioning.yaml", line, "observation")
    assert wanted in refusal(folder)


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_an_observation_of_later_days_is_refused_and_one_known_later_sets_nothing(
    campaign: str, tmp_path: Path
) -> None:
    folder = copy(campaign, tmp_path)
    columns, rows = rows_of(folder / "observations.csv")
    read_by = ("conditioning.yaml", "calibration.yaml", "monitors.yaml")
    used = {
        word
        for name in read_by
        if (folder / name).is_file()
        for word in re.findall(r"\w+", (folder / name).read_text(encoding="utf-8"))
    }
    row = next(row for row in reversed(rows) if row.cells["id"] not in used)
    row.cells["known_on"] = LATE
    write(folder / "observations.csv", columns, rows)
    assert row.cells["id"] not in {one.id for one in load(folder, calibrated=False).observations}
    row.cells["date_start"] = row.cells["date_end"] = LATE
    write(folder / "observations.csv", columns, rows)
    _, again = rows_of(folder / "observations.csv")
    line = next(other.line for other in again if other.cells == row.cells)
    assert ("observation_later", "observations.csv", line, "date_end") in refusal(folder)


def test_an_observation_whose_own_source_is_later_is_refused(tmp_path: Path) -> None:
    folder = copy("ring", tmp_path)
    columns, rows = rows_of(folder / "observations.csv")
    rows[0].cells["source"] = "Almanac, 2 Feb 2020 (invented)"
    write(folder / "observations.csv", columns, rows)
    assert refusal(folder) == [("source_dated_later", "observations.csv", 2, "source")]


def changed(folder: Path, file: str, field: str, late: str, inside: str = "") -> int:
    """Write a late value over the last ``field`` of a YAML file; return its line.

    With ``inside`` over the first one after the last line that holds it.
    """
    path = folder / file
    lines = path.read_text(encoding="utf-8").splitlines()
    places = [n for n, said in enumerate(lines) if re.match(rf"\s+{field}:", said)]
    at = places[-1]
    if inside:
        last = max(n for n, said in enumerate(lines) if inside in said)
        at = next(n for n in places if n > last)
    depth = len(lines[at]) - len(lines[at].lstrip())
    while at + 1 < len(lines) and lines[at + 1].startswith(" " * (depth + 1)):
        del lines[at + 1]  # a text folded over several lines
    lines[at] = f"{lines[at].split(':')[0]}: {late}"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return at + 1


@pytest.mark.parametrize(
    ("field", "rule", "late"),
    [
        ("known_on", "calibration_known_later", LATE),
        ("source", "source_dated_later", "A history of the campaign, 2 Feb 2020 (invented)"),
    ],
)
@pytest.mark.parametrize("campaign", ["aleppo-2016", "manbij-2016"])
def test_parameters_are_calibrated_on_nothing_that_was_public_later(
    campaign: str, field: str, rule: str, late: str, tmp_path: Path
) -> None:
    folder = copy(campaign, tmp_path)
    line = changed(folder, "calibration.yaml", field, late)
    assert refusal(folder) == [(rule, "calibration.yaml", line, field)]


@pytest.mark.parametrize("campaign", ["aleppo-2016", "manbij-2016"])
def test_no_error_of_a_target_is_that_of_a_monitor_who_was_public_later(
    campaign: str, tmp_path: Path
) -> None:
    scenario = load(campaign)
    assert scenario.calibration is not None
    counted = [one for one in scenario.calibration.targets if one.monitor]
    monitor = counted[0].monitor
    for field, late in (("known_on", LATE), ("source", "Lists compared, 2 Feb 2020")):
        folder = copy(campaign, tmp_path / field)
        line = changed(folder, "monitors.yaml", field, late, f"id: {monitor}")
        if field == "known_on":
            found = refusal(folder)
            assert {(file, name) for _, file, _, name in found} == {("calibration.yaml", "monitor")}
            assert len({at for _, _, at, _ in found}) == sum(
                one.monitor == monitor for one in counted
            )
        else:
            assert refusal(folder) == [("source_dated_later", "monitors.yaml", line, "source")]


def test_a_posterior_of_later_reports_or_of_a_reconstruction_is_refused(tmp_path: Path) -> None:
    folder = copy("ring", tmp_path)
    write_posterior(folder, high_losses(), known_on=dt.date(2020, 2, 2))
    assert refusal(folder) == [("posterior_known_later", "posterior.json", 0, "known_on")]
    write_posterior(folder, high_losses(), vintage="reconstruction")
    assert refusal(folder) == [("posterior_vintage", "posterior.json", 0, "vintage")]


@pytest.mark.parametrize("campaign", ["aleppo-2016", "manbij-2016"])
def test_objections_fitted_to_the_outcome_are_refused(campaign: str, tmp_path: Path) -> None:
    folder = copy(campaign, tmp_path)
    line = changed(folder, "disputes.yaml", "known_on", LATE)
    assert refusal(folder) == [("dispute_known_later", "disputes.yaml", line, "known_on")]


def test_every_file_of_a_scenario_is_under_the_lock_or_says_why_it_need_not_be() -> None:
    locked = {*TABLES, "parameters.yaml", "observations.csv", "conditioning.yaml"}
    locked |= {"regions.yaml"}  # since when a siege stands
    locked |= {"calibration.yaml", "posterior.csv", "posterior.json"}
    locked |= {"monitors.yaml"}  # where a target is a monitor's count
    locked |= {"disputes.yaml"}  # sets nothing, but objections fitted to the outcome are hindsight
    assert {*REQUIRED, *OPTIONAL} == locked | SETS_NOTHING
    assert not locked & SETS_NOTHING


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_every_prior_of_a_campaign_stands_under_the_lock_or_is_general(campaign: str) -> None:
    scenario = load(campaign)
    general = {one.id for one in mechanisms()}
    own = {one.id for one in scenario.parameters} | set(derived_ids(scenario))
    assert {one.id for one in parameter_table(scenario)} == general | own
    day = scenario.head.assessment_date
    for one in parameter_table(scenario):
        if one.about == "campaign":
            assert one.known_on or one.source.startswith("judgement")
            assert one.known_on is None or one.known_on <= day
            assert one.true_on is None or one.true_on <= day


def test_no_general_prior_rests_on_a_shipped_campaign() -> None:
    campaigns = re.compile("aleppo|manbij|syria", re.IGNORECASE)
    named = {one.id for one in mechanisms() if campaigns.search(one.source)}
    assert not named


def test_days_are_read_from_words_as_early_as_these_allow() -> None:
    def said(text: str) -> list[str]:
        return [day.isoformat() for day in named_days(text)]

    assert said("Turning Point, SouthFront, 8–9 Aug 2016 (globalresearch.ca)") == ["2016-08-08"]
    assert said("Who holds what, September 2016") == ["2016-09-01"]
    assert said("A book, Oxford, 2017; another, 3 May 2016") == ["2016-05-03", "2017-01-01"]
    assert said("Announced on 2016-08-09") == ["2016-08-09"]
    assert said("S/2016/629; Vision 2030 for the town; 31 June 2016") == []


def test_a_strict_refusal_is_no_ordinary_mistake(tmp_path: Path) -> None:
    assert issubclass(VintageError, InputError)
    folder = copy("ring", tmp_path)
    (folder / "sponsors.csv").write_text("id\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load(folder)
    assert not isinstance(caught.value, VintageError)
