"""What happened is read by scoring alone: no other room takes the outcomes of a scenario."""

import ast
from pathlib import Path

import pytest

from hinge.scenario.load import load

SRC = Path(__file__).parents[2] / "src" / "hinge"
ROOMS = {"scenario", "scoring", "importing"}
"""Reading and checking them, holding runs against them, and writing rows that are theirs."""
COUNTED = SRC / "cli" / "tables.py"  # `hinge check` says how many there are


def takes_outcomes(tree: ast.AST) -> bool:
    """Whether some code takes the outcomes of a scenario, or names their file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "outcomes":
            if ast.unparse(node.value).split(".")[-1] in {"scenario", "_scenario", "plain"}:
                return True
        elif isinstance(node, ast.Constant) and node.value == "outcomes.csv":
            return True
    return False


def others() -> list[Path]:
    """Every source file outside these rooms."""
    return [
        path
        for path in sorted(SRC.rglob("*.py"))
        if path.relative_to(SRC).parts[0] not in ROOMS and path != COUNTED
    ]


@pytest.mark.parametrize("path", others(), ids=lambda path: path.relative_to(SRC).as_posix())
def test_no_other_room_takes_the_outcomes_of_a_scenario(path: Path) -> None:
    assert not takes_outcomes(ast.parse(path.read_text(encoding="utf-8")))


def test_code_that_would_take_them_is_found() -> None:
    assert takes_outcomes(ast.parse("x = scenario.outcomes"))
    assert takes_outcomes(ast.parse("x = self.scenario.outcomes[0]"))
    assert takes_outcomes(ast.parse("x = folder / 'outcomes.csv'"))
    assert not takes_outcomes(ast.parse("x = question.outcomes"))
    assert load("ring").outcomes  # the name that is looked for


def test_only_what_scores_or_shows_scores_knows_their_room() -> None:
    knows = {
        path.relative_to(SRC).parts[0]
        for path in SRC.rglob("*.py")
        if "hinge.scoring" in path.read_text(encoding="utf-8")
    }
    assert knows == {"api.py", "cli", "hindsight.py", "neutrality.py", "scoring"}
