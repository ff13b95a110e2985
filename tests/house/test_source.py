"""The source keeps house rules: short files, documented names, no word that does not belong there."""

import ast
import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "hinge"
LONGEST = 300
LONGER_FOR_A_REASON: dict[str, str] = {}  # file: why it may be longer
ENGLISH = {"is"}  # ids that are also words of English
NAMELESS_ROOMS = ("draws", "world", "engine", "ensemble", "analysis")
TEXT = {
    ".py", ".toml", ".txt", ".md", ".yaml", ".yml", ".csv", ".geojson", ".json", ".css", ".cfg", ".sh", "",
}  # fmt: skip
MACHINE = re.compile(
    r"(?<![\w.])/(?:work|root|tmp|home)/\w"  # paths of one machine
    r"|https?://[^\s)>\"']*(?:pypi|artifactory|nexus|jfrog)[^\s)>\"']*"  # hosts of registries
    r"|\bextra-index-url\b|\bindex-url\b|\btrusted-host\b",
    re.IGNORECASE,
)
PLACEHOLDERS = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
NOT_OURS = {"LICENSE"}


def sources() -> list[Path]:
    return sorted(SRC.rglob("*.py"))


def project_files() -> list[Path]:
    """Text files of the project, without what tools and runs leave behind."""
    tops = ["src", "tests", "docs", "bench", "scenario-sources", ".ci"]
    assert all((ROOT / top).is_dir() for top in tops)
    found = [path for top in tops for path in (ROOT / top).rglob("*") if path.is_file()]
    found += [path for path in ROOT.iterdir() if path.is_file()]
    return sorted(
        path
        for path in found
        if path.suffix in TEXT and "__pycache__" not in path.parts and path.name not in NOT_OURS
    )


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", sources(), ids=name)
def test_a_file_is_short_enough_to_read(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    inside = path.relative_to(SRC).as_posix()
    if inside in LONGER_FOR_A_REASON:
        assert lines > LONGEST, f"{inside} is short now: take it off the list of exceptions"
    else:
        assert lines <= LONGEST, f"{inside} has {lines} lines; split it by what it tells"


@pytest.mark.parametrize("path", sources(), ids=name)
def test_public_names_say_what_they_are(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = [] if ast.get_docstring(tree) else ["the module"]
    scopes = [tree, *(node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))]
    for scope in scopes:
        for node in scope.body:
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                continue
            if not node.name.startswith("_") and not ast.get_docstring(node):
                silent.append(node.name)
    assert not silent, f"{name(path)}: no docstring on {silent}"


def test_no_file_names_a_machine_or_a_registry() -> None:
    wrong = []
    for path in project_files():
        if path == Path(__file__):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if MACHINE.search(line):
                wrong.append(f"{name(path)}:{number}")
    assert not wrong


def test_nothing_is_left_for_later_in_the_source() -> None:
    wrong = [name(path) for path in sources() if PLACEHOLDERS.search(path.read_text("utf-8"))]
    assert not wrong


def campaign_words(campaign: str) -> set[str]:
    """Ids and codes of a campaign that no engine may know."""
    folder = SRC / "scenarios" / campaign
    words = {
        campaign.partition("-")[0],
        "syria",
        "syrian",
        "russia",
        "russian",
        "turkey",
        "turkish",
    }
    tables = ("areas", "factions", "sponsors", "strike_assets")
    for table in tables:
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
            words |= {row["id"].lower() for row in csv.DictReader(handle)}
    sides = re.findall(
        r"^\s*-?\s*id:\s*(\w+)", (folder / "scenario.yaml").read_text("utf-8"), re.MULTILINE
    )
    return (words | {side.lower() for side in sides}) - ENGLISH


def test_no_line_of_source_is_about_the_second_campaign() -> None:
    """It is made of scenario files alone: no Python of the package names it."""
    assert not [name(path) for path in sources() if "manbij" in path.read_text("utf-8").lower()]


@pytest.mark.parametrize("campaign", ["aleppo-2016", "manbij-2016"])
def test_the_engine_knows_no_place_side_or_weapon_of_a_campaign(campaign: str) -> None:
    words = campaign_words(campaign)
    wrong = []
    for room in NAMELESS_ROOMS:
        for path in sorted((SRC / room).rglob("*.py")):
            written = set(re.findall(r"[a-z0-9_]+", path.read_text("utf-8").lower()))
            if found := written & words:
                wrong.append(f"{name(path)}: {sorted(found)}")
    assert not wrong
