"""Imports point one way: a room knows only the rooms that the architecture lets it know."""

import ast
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "hinge"
EVERYTHING = {
    "draws", "scenario", "world", "engine", "ensemble", "analysis", "claims", "figures", "report",
    "audits", "evidence", "notebook",
}  # fmt: skip
MAY_IMPORT = {
    "errors": set(),
    "draws": set(),
    "scenario": set(),
    "world": {"scenario", "draws"},  # entity hashes are made where names become rows
    "engine": {"world", "draws"},
    "ensemble": {"engine", "world", "scenario", "draws"},
    "audits": {"analysis", "ensemble", "engine", "world", "scenario", "draws"},
    "analysis": {"ensemble.store"},
    "evidence": {"analysis", "ensemble.store", "scenario", "draws"},
    "claims": {"analysis", "scenario", "ensemble.store", "world"},
    "figures": {"analysis", "claims", "scenario"},
    "report": {"figures", "claims", "scenario"},
    "notebook": {
        "analysis",
        "claims",
        "ensemble.files",
        "ensemble.store",
        "figures",
        "report",
        "scenario",
    },
    "api": EVERYTHING
    | {"assess", "assessed", "audits", "both", "cli", "comparing", "looks", "rival_runs"}
    | {"scoring", "turn", "hinge"},
    "turn": EVERYTHING | {"assess", "assessed", "hinge"},
    "assessed": EVERYTHING | {"hinge"},
    "assess": EVERYTHING | {"assessed", "hinge"},
    "both": EVERYTHING | {"assess", "assessed"},
    "pattern_runs": EVERYTHING | {"assess", "assessed"},
    "rival_runs": EVERYTHING | {"assess", "assessed"},
    "variance": EVERYTHING | {"assess", "assessed"},
    "comparing": EVERYTHING,
    "importing": {"scenario"},
    "calibrating": EVERYTHING | {"hinge"},
    "live": EVERYTHING | {"assess", "assessed", "hinge"},
    "web": EVERYTHING | {"assess", "assessed", "comparing", "live", "hinge"},
    "looks": EVERYTHING | {"assess", "assessed"},
    "scoring": {
        "analysis",
        "assess",
        "ensemble",
        "evidence",
        "figures",
        "notebook",
        "scenario",
        "world",
    },
    "hindsight": EVERYTHING | {"assess", "scoring"},
    "neutrality": EVERYTHING | {"assess", "assessed", "scoring"},
    "cli": EVERYTHING
    | {"assess", "assessed", "audits", "both", "calibrating", "comparing", "hindsight"}
    | {"importing", "looks", "neutrality", "pattern_runs", "rival_runs", "scoring", "turn"}
    | {"live", "variance", "web"}
    | {"hinge"},
    "hinge": {"api"},
    "__main__": {"cli"},
}


def modules() -> list[Path]:
    return sorted(path for path in SRC.rglob("*.py") if "scenarios" not in path.parts)


def room_of(path: Path) -> str:
    first = path.relative_to(SRC).parts[0]
    return "hinge" if first == "__init__.py" else first.removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Every module of hinge that a file names in an import, wherever in the file it stands."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute in this house"
            module = node.module or ""
            found.add(module)
            if module == "hinge" or module.count(".") == 1:
                found |= {f"{module}.{alias.name}" for alias in node.names}
    return {name for name in found if name == "hinge" or name.startswith("hinge.")}


def allowed(room: str, target: str) -> bool:
    parts = target.split(".")[1:]
    if not parts:
        return True  # the package itself: judged by the names taken from it
    if parts[0] in {room, "errors", "__version__"}:
        return True
    permitted = MAY_IMPORT[room]
    if parts[0] in permitted:
        return True
    dotted = ".".join(parts[:2])
    return dotted in permitted or any(entry.startswith(f"{target[6:]}.") for entry in permitted)


def test_every_room_stands_in_the_table() -> None:
    assert {room_of(path) for path in modules()} <= set(MAY_IMPORT)


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(SRC).as_posix())
def test_imports_point_only_to_rooms_on_the_left(path: Path) -> None:
    room = room_of(path)
    wrong = sorted(target for target in imported(path) if not allowed(room, target))
    assert not wrong, f"{path.relative_to(SRC)} may not import {wrong}"


def test_an_arrow_outside_the_table_is_found() -> None:
    assert not allowed("engine", "hinge.scenario.load")
    assert not allowed("analysis", "hinge.ensemble.run")
    assert allowed("analysis", "hinge.ensemble.store")
    assert not allowed("scenario", "hinge.claims.verdict")
