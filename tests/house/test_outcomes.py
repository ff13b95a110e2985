"""What happened after the assessment date is read by scoring alone, and by the reader that holds it."""

import ast
from pathlib import Path

SRC = Path(__file__).parents[2] / "src" / "hinge"
MAY_READ_OUTCOMES = {
    "scenario/reading.py",  # puts them into the scenario
    "scenario/checks/ids.py",  # each id once
    "scenario/checks/dates.py",  # dates in order
    "scenario/checks/vintage.py",  # none of a day by the assessment date
}
SCORES = ("scoring",)  # rooms whose work it is
MAY_READ_RECORDS = {
    "scenario/checks/claims.py",  # a record has its sources
    "claims/assess.py",  # stands beside the verdict
    "claims/record.py",  # the same in words
}


def sources() -> list[Path]:
    return sorted(path for path in SRC.rglob("*.py") if "scenarios" not in path.parts)


def inside(path: Path) -> str:
    return path.relative_to(SRC).as_posix()


def owner(node: ast.expr) -> str:
    """The last name of what an attribute is taken from: ``x.scenario.outcomes`` gives scenario."""
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Call):
        return owner(node.func)
    return node.id if isinstance(node, ast.Name) else ""


def reads(source: str, field: str, owners: tuple[str, ...]) -> bool:
    """Say whether a source takes a field of what is called one of these names, or names it in words."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr == field and owner(node.value) in owners:
            return True
        if isinstance(node, ast.Call) and owner(node.func) in {"getattr", "attrgetter"}:
            said = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
            if field in said:
                return True
    return False


SCENARIO_NAMES = ("scenario", "load", "read", "given", "plain", "campaign", "do")


def test_only_scoring_reads_what_happened_later() -> None:
    wrong = [
        inside(path)
        for path in sources()
        if reads(path.read_text(encoding="utf-8"), "outcomes", SCENARIO_NAMES)
        and path.relative_to(SRC).parts[0] not in SCORES
        and inside(path) not in MAY_READ_OUTCOMES
    ]
    assert not wrong


def test_the_record_of_a_claim_is_read_only_to_stand_beside_a_verdict() -> None:
    wrong = [
        inside(path)
        for path in sources()
        if reads(path.read_text(encoding="utf-8"), "record", ("claim",))
        and inside(path) not in MAY_READ_RECORDS
    ]
    assert not wrong


def test_a_reader_of_outcomes_elsewhere_would_be_found() -> None:
    assert reads("x = scenario.outcomes", "outcomes", SCENARIO_NAMES)
    assert reads("x = [row for row in self.scenario.outcomes]", "outcomes", SCENARIO_NAMES)
    assert reads("x = load('ring').outcomes[0]", "outcomes", SCENARIO_NAMES)
    assert reads("x = getattr(scenario, 'outcomes')", "outcomes", SCENARIO_NAMES)
    assert not reads("x = process.outcomes", "outcomes", SCENARIO_NAMES)


def test_those_that_may_read_them_do() -> None:
    for name in MAY_READ_OUTCOMES - {"scenario/reading.py"}:
        assert reads((SRC / name).read_text(encoding="utf-8"), "outcomes", SCENARIO_NAMES), name
    for name in MAY_READ_RECORDS:
        assert reads((SRC / name).read_text(encoding="utf-8"), "record", ("claim",)), name
