"""Where the people of the shipped outcomes of Aleppo were counted: said of every row, or refused."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from hinge.scenario.load import load

ROOT = Path(__file__).parents[2]
MADE = ROOT / "src" / "hinge" / "scenarios" / "aleppo-2016"
SOURCES = ROOT / "scenario-sources" / "aleppo-2016"


def test_each_count_of_people_at_aleppo_says_where_or_that_the_map_is_wider() -> None:
    scenario = load("aleppo-2016", calibrated=False)
    regions = {region.id for region in scenario.regions}
    counts = ("civilians_killed", "civilian_deaths", "combatants_killed", "displaced")
    rows = [row for row in scenario.outcomes if row.observable.startswith(counts)]
    assert len(rows) == 26
    for row in rows:
        assert (row.area in regions) != ("map is" in row.note), row.id


def test_the_builder_refuses_a_count_of_people_of_which_nobody_said_where(tmp_path: Path) -> None:
    sources = tmp_path / "scenario-sources" / "aleppo-2016"
    shutil.copytree(SOURCES, sources)
    beside = tmp_path / "src" / "hinge" / "scenarios" / "aleppo-2016"
    beside.mkdir(parents=True)
    shutil.copy(MADE / "scenario.yaml", beside)
    places = sources / "judgements" / "outcome_places.csv"
    lines = places.read_text(encoding="utf-8").splitlines(keepends=True)
    places.write_text("".join(line for line in lines if "O051," not in line), encoding="utf-8")
    built = subprocess.run(
        [sys.executable, str(sources / "build.py"), str(tmp_path / "out")],
        check=False,
        capture_output=True,
        text=True,
    )
    assert built.returncode != 0
    assert "does not say where o051 was counted" in built.stderr
